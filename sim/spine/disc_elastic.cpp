// SPDX-License-Identifier: Apache-2.0
#include "inversim/spine/disc_elastic.h"

#include <cmath>

namespace inversim {

DiscElastic<double> make_disc_elastic(const DiscFigures& f) {
  DiscElastic<double> d{};
  // tangent polygon: compression stiffens linearly with displacement; the step from the low
  // compression stiffness to the tension toe is blended between the displacements of +-zero_blend
  const double at_high = -2.0 * f.compression_load / (f.k_compression_low + f.k_compression_high);
  const double at_low = -f.zero_blend / f.k_compression_low;
  const double at_toe = f.zero_blend / f.k_tension_toe;
  const double low =
      f.k_compression_low + (f.k_compression_high - f.k_compression_low) * (at_low / at_high);
  const double zero =
      f.k_tension_toe + (f.k_compression_low - f.k_tension_toe) * (at_toe / (at_toe - at_low));
  // the rise to the linear region is centred on the end of the toe
  const double rise_from = std::fmax(0.5 * f.toe_length, at_toe);
  const double rise_to = rise_from + f.toe_length;
  const double at[kAxialBreakpoints] = {at_high, at_low, 0.0, at_toe, rise_from, rise_to};
  const double tangent[kAxialBreakpoints] = {
      f.k_compression_high, low, zero, f.k_tension_toe, f.k_tension_toe, f.k_tension_linear};
  d.k_compressed = f.k_compression_high;
  double before = 0.0;
  for (int j = 0; j < kAxialBreakpoints; ++j) {
    double after = 0.0;
    if (j + 1 < kAxialBreakpoints && at[j + 1] > at[j]) {
      after = (tangent[j + 1] - tangent[j]) / (at[j + 1] - at[j]);
    }
    d.at[j] = at[j];
    d.slope[j] = after - before;
    before = after;
  }
  d.force_0 = 0.0;
  d.force_0 = -axial_force<double>(d, 0.0).value;

  d.k_lateral = f.k_lateral_shear;
  d.k_anterior = f.k_anterior_shear;
  d.k_axial_rotation = f.k_axial_rotation;
  d.k_flexion = f.k_flexion;
  d.k_extension = f.k_extension;
  d.k_lateral_bending = f.k_lateral_bending;
  const auto cubic = [&f](double k, double rom) {
    const double theta0 = f.rotation_range_share * rom;
    return k / (theta0 * theta0);
  };
  d.cubic_axial_rotation = cubic(f.k_axial_rotation, f.rom_axial);
  d.cubic_flexion = cubic(f.k_flexion, f.rom_flexion);
  d.cubic_extension = cubic(f.k_extension, f.rom_extension);
  d.cubic_lateral = cubic(f.k_lateral_bending, f.rom_lateral);
  d.damping = {f.axial_damping, f.shear_damping, f.shear_damping};
  d.rotational_damping = f.rotational_damping;
  return d;
}

PreloadStiffening<double> make_preload_stiffening(double low_force, double low_factor,
                                                  double high_force, double high_factor,
                                                  double filter_time) {
  // (factor - 1) / force = linear - quadratic force
  const double low = (low_factor - 1.0) / low_force, high = (high_factor - 1.0) / high_force;
  const double quadratic = (low - high) / (high_force - low_force);
  const double linear = low + quadratic * low_force;
  return {linear, quadratic, quadratic > 0 ? 0.5 * linear / quadratic : high_force, filter_time};
}

double displacement_at(const DiscElastic<double>& disc, double force) {
  // the force rises with d everywhere: Newton from the compressed side, kept in a bracket
  double low = -0.1, high = 0.1, d = 0.0;
  for (int i = 0; i < 200; ++i) {
    const Sloped<double> f = axial_force<double>(disc, d);
    (f.value > force ? high : low) = d;
    double next = d + (force - f.value) / f.slope;
    if (!(next > low && next < high)) next = 0.5 * (low + high);
    if (std::fabs(next - d) < 1e-16) return next;
    d = next;
  }
  return d;
}

}  // namespace inversim
