// SPDX-License-Identifier: Apache-2.0
// Elastic law of a motion segment: six axes in the disc's axes (x cranial along the disc normal,
// y to the right, z anterior), nonlinear, once differentiable everywhere. docs/spine.md.
//
// Axial: the tangent stiffness is a continuous polygon over the displacement d (positive in
// tension): high in compression from 500 N on, falling to low at zero, blended over +-50 N into the
// tension toe, rising over the toe length into the linear region. Written as ramps that switch on
// at breakpoints, so that force and tangent need no branch. Rotation: M = k theta (1 +
// (theta/theta0)^2), flexion (negative about y) and extension with their own k and theta0, blended
// over +-0.5 deg. Preload multiplies rotation and shear stiffness (Gardner-Morse & Stokes 2004).
#pragma once

#include "inversim/math/matrix3.h"
#include "inversim/math/smooth.h"

namespace inversim {

inline constexpr int kAxialBreakpoints = 6;

/// Parameters of one level, ready for the kernel (made by make_disc_elastic).
template <class T>
struct DiscElastic {
  // axial
  T k_compressed;              ///< [N/m] tangent below the first breakpoint
  T at[kAxialBreakpoints];     ///< [m] breakpoints of the tangent, rising
  T slope[kAxialBreakpoints];  ///< [N/m^2] change of the tangent's slope there
  T force_0;                   ///< [N] makes the force zero at zero displacement
  T free_displacement;         ///< [m] displacement at which the disc is free, from the zero state
  // shear
  T k_lateral, k_anterior;  ///< [N/m] y, z
  Vec3<T> free_shear;       ///< [m] displacement without shear force (x unused)
  // rotation: x axial rotation, y flexion (-) and extension (+), z lateral bending
  T k_axial_rotation, k_flexion, k_extension, k_lateral_bending;          ///< [N m/rad]
  T cubic_axial_rotation, cubic_flexion, cubic_extension, cubic_lateral;  ///< [N m/rad^3]
  Vec3<T> free_angle;  ///< [rad] rotation vector without moment
  // damping
  Vec3<T> damping;       ///< [N s/m]
  T rotational_damping;  ///< [s] times the linear rotational stiffness
};

/// Stiffening of rotation and shear with axial compression (make_preload_stiffening).
template <class T>
struct PreloadStiffening {
  T linear;       ///< [1/N]
  T quadratic;    ///< [1/N^2]
  T top;          ///< [N] compression from which the factor stays
  T filter_time;  ///< [s] with which the factor follows the compression
};

/// Force on the cranial body and the tangents, disc axes.
template <class T>
struct DiscForce {
  Vec3<T> moment, force;  ///< [N m], [N]
  Vec3<T> K_w, K_v;       ///< tangent stiffness
  Vec3<T> D_w, D_v;       ///< damping
  T energy;               ///< [J] stored at the present preload factor
};

inline constexpr double kRotationBlend = 0.5 * 3.14159265358979323846 / 180.0;  // [rad]

inline namespace INVERSIM_LEVEL {

/// Axial force (positive in tension) and tangent at the displacement d from the free state.
template <class T>
INVERSIM_INLINE Sloped<T> axial_force(const DiscElastic<T>& p, const T& d) {
  T force = p.force_0 + p.k_compressed * d;
  T tangent = p.k_compressed;
  for (int j = 0; j < kAxialBreakpoints; ++j) {
    const T u = max<T>(d - p.at[j], broadcast<T>(0));
    const T su = p.slope[j] * u;
    tangent += su;
    force += 0.5 * (su * u);
  }
  return {force, tangent};
}

/// Energy of the axial spring between the free state and d.
template <class T>
INVERSIM_INLINE T axial_energy(const DiscElastic<T>& p, const T& d) {
  const T o = broadcast<T>(0);
  T energy = d * (p.force_0 + 0.5 * (p.k_compressed * d));
  for (int j = 0; j < kAxialBreakpoints; ++j) {
    const T u = max<T>(d - p.at[j], o), u0 = max<T>(-p.at[j], o);
    energy += (1.0 / 6) * (p.slope[j] * (u * u * u - u0 * u0 * u0));
  }
  return energy;
}

/// How much axial compression [N] stiffens rotation and shear: a parabola from 1 at none through
/// the two measured points, constant from its top on.
template <class T>
INVERSIM_INLINE T preload_factor(const PreloadStiffening<T>& p, const T& compression) {
  const T f = clamp<T>(compression, broadcast<T>(0), p.top);
  return 1.0 + f * (p.linear - p.quadratic * f);
}

/// Moment and tangent about one axis whose stiffness differs for negative and positive angles.
template <class T>
INVERSIM_INLINE Sloped<T> two_sided_moment(const T& angle, const T& k_minus, const T& k_plus,
                                           const T& cubic_minus, const T& cubic_plus) {
  // the tangent goes from k_minus to k_plus over +-blend
  const T w = broadcast<T>(kRotationBlend);
  const T u = clamp<T>(angle + w, broadcast<T>(0), 2.0 * w);
  const T rise = (k_plus - k_minus) / (2.0 * w);
  const T over = max<T>(angle - w, broadcast<T>(0));
  const T at_zero = 0.5 * rise * (w * w);
  const T linear = k_minus * angle + (0.5 * rise * (u * u) - at_zero) + (k_plus - k_minus) * over;
  const T cubic = select<T>(angle < broadcast<T>(0), cubic_minus, cubic_plus);
  const T a2 = angle * angle;
  return {linear + cubic * (a2 * angle), (k_minus + rise * u) + 3.0 * (cubic * a2)};
}

/// The law. angle: rotation measure from the zero state; displacement: of the cranial body's
/// origin; rates in the same axes; factor: preload_factor of the filtered compression.
template <class T>
INVERSIM_INLINE DiscForce<T> disc_force(const DiscElastic<T>& p, const Vec3<T>& angle,
                                        const Vec3<T>& displacement, const Vec3<T>& w,
                                        const Vec3<T>& v, const T& factor) {
  DiscForce<T> out;
  const Sloped<T> axial = axial_force<T>(p, displacement.x - p.free_displacement);
  const T ky = factor * p.k_lateral, kz = factor * p.k_anterior;
  out.K_v = {axial.slope, ky, kz};
  out.D_v = p.damping;
  out.force = {-axial.value - p.damping.x * v.x,
               -(ky * (displacement.y - p.free_shear.y)) - p.damping.y * v.y,
               -(kz * (displacement.z - p.free_shear.z)) - p.damping.z * v.z};

  const Vec3<T> a = angle - p.free_angle;
  const Sloped<T> mx = {a.x * (p.k_axial_rotation + p.cubic_axial_rotation * (a.x * a.x)),
                        p.k_axial_rotation + 3.0 * (p.cubic_axial_rotation * (a.x * a.x))};
  const Sloped<T> my =
      two_sided_moment<T>(a.y, p.k_flexion, p.k_extension, p.cubic_flexion, p.cubic_extension);
  const Sloped<T> mz = {a.z * (p.k_lateral_bending + p.cubic_lateral * (a.z * a.z)),
                        p.k_lateral_bending + 3.0 * (p.cubic_lateral * (a.z * a.z))};
  out.K_w = {factor * mx.slope, factor * my.slope, factor * mz.slope};
  const T c = p.rotational_damping;
  out.D_w = {c * p.k_axial_rotation, c * p.k_flexion, c * p.k_lateral_bending};
  out.moment = {-(factor * mx.value) - out.D_w.x * w.x, -(factor * my.value) - out.D_w.y * w.y,
                -(factor * mz.value) - out.D_w.z * w.z};
  return out;
}

}  // namespace INVERSIM_LEVEL

/// Figures of one level as the literature gives them (all positive, SI).
struct DiscFigures {
  double k_compression_low = 0, k_compression_high = 0;  ///< [N/m] at 0 N, at 500 N
  double k_tension_toe = 0, k_tension_linear = 0;        ///< [N/m]
  double toe_length = 0;                                 ///< [m]
  double k_lateral_shear = 0, k_anterior_shear = 0;      ///< [N/m]
  double k_flexion = 0, k_extension = 0, k_lateral_bending = 0,
         k_axial_rotation = 0;  ///< [N m/rad]
  /// one-sided range of motion [rad]
  double rom_flexion = 0, rom_extension = 0, rom_lateral = 0, rom_axial = 0;
  double rotation_range_share = 0.5;  ///< theta0 over the range of motion
  double compression_load = 500;      ///< [N] at which k_compression_high holds
  double zero_blend = 50;             ///< [N] half width of the blend about zero force
  double axial_damping = 0;           ///< [N s/m]
  double shear_damping = 0;           ///< [N s/m]
  double rotational_damping = 0;      ///< [s]
};

/// Kernel parameters from figures, with the disc free at zero displacement.
DiscElastic<double> make_disc_elastic(const DiscFigures& figures);

/// Law through (0, 1), (low_force, low_factor), (high_force, high_factor); forces in N.
PreloadStiffening<double> make_preload_stiffening(double low_force, double low_factor,
                                                  double high_force, double high_factor,
                                                  double filter_time);

/// Displacement from the free state at which the disc carries the force (positive in tension).
double displacement_at(const DiscElastic<double>& disc, double force);

}  // namespace inversim
