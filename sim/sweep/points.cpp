// SPDX-License-Identifier: Apache-2.0
#include "inversim/sweep/points.h"

#include <array>
#include <bit>
#include <cmath>
#include <numeric>

#include "inversim/math/elementary.h"
#include "inversim/plant/draws.h"

namespace inversim {
namespace {

constexpr int kBits = 30;

/// A primitive polynomial over two elements, its highest and lowest terms included, and the first
/// direction numbers (Joe and Kuo 2008, new-joe-kuo-6); of the axes after the first.
struct SobolRow {
  std::uint32_t polynomial;
  std::array<std::uint32_t, 8> first;
};
constexpr SobolRow kSobol[] = {
    // clang-format off
    {3, {1}},
    {7, {1, 3}},
    {11, {1, 3, 1}},
    {13, {1, 1, 1}},
    {19, {1, 1, 3, 3}},
    {25, {1, 3, 5, 13}},
    {37, {1, 1, 5, 5, 17}},
    {41, {1, 1, 5, 5, 5}},
    {47, {1, 1, 7, 11, 19}},
    {55, {1, 1, 5, 1, 1}},
    {59, {1, 1, 1, 3, 11}},
    {61, {1, 3, 5, 5, 31}},
    {67, {1, 3, 3, 9, 7, 49}},
    {91, {1, 1, 1, 15, 21, 21}},
    {97, {1, 3, 1, 13, 27, 49}},
    {103, {1, 1, 1, 15, 7, 5}},
    {109, {1, 3, 1, 15, 13, 25}},
    {115, {1, 1, 5, 5, 19, 61}},
    {131, {1, 3, 7, 11, 23, 15, 103}},
    {137, {1, 3, 7, 13, 13, 15, 69}},
    {143, {1, 1, 3, 13, 7, 35, 63}},
    {145, {1, 3, 5, 9, 1, 25, 53}},
    {157, {1, 3, 1, 13, 9, 35, 107}},
    {167, {1, 3, 1, 5, 27, 61, 31}},
    {171, {1, 1, 5, 11, 19, 41, 61}},
    {185, {1, 3, 5, 3, 3, 13, 69}},
    {191, {1, 1, 7, 13, 1, 19, 1}},
    {193, {1, 3, 7, 5, 13, 19, 59}},
    {203, {1, 1, 3, 9, 25, 29, 41}},
    {211, {1, 3, 5, 13, 23, 1, 55}},
    {213, {1, 3, 7, 3, 13, 59, 17}},
    {229, {1, 3, 1, 3, 5, 53, 69}},
    {239, {1, 1, 5, 5, 23, 33, 13}},
    {241, {1, 1, 7, 7, 1, 61, 123}},
    {247, {1, 1, 7, 9, 13, 61, 49}},
    {253, {1, 3, 3, 5, 3, 55, 33}},
    {285, {1, 3, 1, 15, 31, 13, 49, 245}},
    {299, {1, 3, 5, 15, 31, 59, 63, 97}},
    {301, {1, 3, 1, 11, 11, 11, 77, 249}}
    // clang-format on
};
static_assert(std::size(kSobol) == kMostSobolAxes - 1);

/// Direction numbers of an axis, each with its leading bit at kBits - 1.
std::array<std::uint32_t, kBits> directions(std::size_t axis) {
  std::array<std::uint32_t, kBits> v{};
  if (axis == 0) {
    for (int k = 0; k < kBits; ++k) v[static_cast<std::size_t>(k)] = 1u << (kBits - 1 - k);
    return v;
  }
  const SobolRow& row = kSobol[axis - 1];
  const int degree = std::bit_width(row.polynomial) - 1;
  for (int k = 0; k < kBits; ++k) {
    const auto at = [&v](int i) -> std::uint32_t& { return v[static_cast<std::size_t>(i)]; };
    if (k < degree) {
      at(k) = row.first[static_cast<std::size_t>(k)] << (kBits - 1 - k);
      continue;
    }
    at(k) = at(k - degree) ^ (at(k - degree) >> degree);
    for (int j = 1; j < degree; ++j) {
      if ((row.polynomial >> (degree - j)) & 1u) at(k) ^= at(k - j);
    }
  }
  return v;
}

double polynomial(const std::array<double, 8>& c, double x) {
  double sum = 0.0;
  for (std::size_t k = c.size(); k-- > 0;) sum = sum * x + c[k];
  return sum;
}

}  // namespace

std::vector<double> latin_hypercube(std::size_t count, std::size_t axes, std::uint64_t seed) {
  std::vector<double> points(count * axes);
  std::vector<std::size_t> part(count);
  for (std::size_t axis = 0; axis < axes; ++axis) {
    // shuffled by Fisher and Yates
    std::iota(part.begin(), part.end(), std::size_t{0});
    for (std::size_t i = count; i > 1; --i) {
      const auto other =
          static_cast<std::size_t>(uniform(seed, 2 * axis, i) * static_cast<double>(i));
      std::swap(part[i - 1], part[other]);
    }
    for (std::size_t i = 0; i < count; ++i) {
      points[i * axes + axis] = (static_cast<double>(part[i]) + uniform(seed, 2 * axis + 1, i)) /
                                static_cast<double>(count);
    }
  }
  return points;
}

std::vector<double> sobol(std::size_t count, std::size_t axes, std::uint64_t seed) {
  std::vector<double> points(count * axes);
  for (std::size_t axis = 0; axis < axes; ++axis) {
    const auto v = directions(axis);
    const auto shift =
        static_cast<std::uint32_t>(seed == 0 ? 0 : draw(seed, axis, 0) & ((1u << kBits) - 1));
    std::uint32_t x = 0;
    for (std::size_t i = 0; i < count; ++i) {
      points[i * axes + axis] = static_cast<double>(x ^ shift) * 0x1p-30;
      x ^= v[static_cast<std::size_t>(std::countr_one(i)) % kBits];
    }
  }
  return points;
}

double normal_quantile(double p) {
  constexpr std::array<double, 8> a = {3.3871328727963666080e0, 1.3314166789178437745e2,
                                       1.9715909503065514427e3, 1.3731693765509461125e4,
                                       4.5921953931549871457e4, 6.7265770927008700853e4,
                                       3.3430575583588128105e4, 2.5090809287301226727e3};
  constexpr std::array<double, 8> b = {1.0,
                                       4.2313330701600911252e1,
                                       6.8718700749205790830e2,
                                       5.3941960214247511077e3,
                                       2.1213794301586595867e4,
                                       3.9307895800092710610e4,
                                       2.8729085735721942674e4,
                                       5.2264952788528545610e3};
  constexpr std::array<double, 8> c = {1.42343711074968357734e0,  4.63033784615654529590e0,
                                       5.76949722146069140550e0,  3.64784832476320460504e0,
                                       1.27045825245236838258e0,  2.41780725177450611770e-1,
                                       2.27238449892691845833e-2, 7.74545014278341407640e-4};
  constexpr std::array<double, 8> d = {1.0,
                                       2.05319162663775882187e0,
                                       1.67638483018380384940e0,
                                       6.89767334985100004550e-1,
                                       1.48103976427480074590e-1,
                                       1.51986665636164571966e-2,
                                       5.47593808499534494600e-4,
                                       1.05075007164441684324e-9};
  constexpr std::array<double, 8> e = {6.65790464350110377720e0,  5.46378491116411436990e0,
                                       1.78482653991729133580e0,  2.96560571828504891230e-1,
                                       2.65321895265761230930e-2, 1.24266094738807843860e-3,
                                       2.71155556874348757815e-5, 2.01033439929228813265e-7};
  constexpr std::array<double, 8> f = {1.0,
                                       5.99832206555887937690e-1,
                                       1.36929880922735805310e-1,
                                       1.48753612908506148525e-2,
                                       7.86869131145613259100e-4,
                                       1.84631831751005468180e-5,
                                       1.42151175831644588870e-7,
                                       2.04426310338993978564e-15};
  const double q = p - 0.5;
  if (std::fabs(q) <= 0.425) {
    const double r = 0.180625 - q * q;
    return q * polynomial(a, r) / polynomial(b, r);
  }
  double r = std::sqrt(-log<double>(q < 0.0 ? p : 1.0 - p));
  double x = 0.0;
  if (r <= 5.0) {
    r -= 1.6;
    x = polynomial(c, r) / polynomial(d, r);
  } else {
    r -= 5.0;
    x = polynomial(e, r) / polynomial(f, r);
  }
  return q < 0.0 ? -x : x;
}

}  // namespace inversim
