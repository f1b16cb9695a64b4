// SPDX-License-Identifier: Apache-2.0
// exp, log, pow, sin, cos, atan, atan2, tanh without libm: the same bits for double and for every
// lane of a vector, on every compiler and CPU level, as long as the compiler contracts nothing
// (-ffp-contract=off). Only + - * / , integer bit operations and select; no table, no branch.
//
// Error against the true value, tested: below 2 units in the last place (ulp), mostly below 1.
//
//   function   range                 outside of it, and special values
//   exp        all                   0 below -745.2, inf above 709.79, subnormals right to 1 ulp
//   log        all                   log(0) = -inf, negative: NaN, inf: inf
//   pow(x,y)   x >= 0                NaN for x < 0 (also for whole y); pow(x,0) = 1, pow(0,y) = 0
//   or inf sin, cos   |x| <= 1e6            NaN atan       all                   +-inf: +-pi/2
//   atan2      all                   zeros and infinities as std::atan2
//   tanh       all                   +-inf: +-1
//
// NaN in, NaN out, everywhere (pow(NaN, 0) included).
//
// Range reductions and polynomials are those of FreeBSD's msun (Sun Microsystems, 1993), turned
// into selects; tanh below 0.625 is the rational function of Cephes (Moshier, 1984).
#pragma once

#include "inversim/math/lanes.h"

namespace inversim {

/// The bits of a T: one unsigned 64-bit integer per lane.
template <class T>
struct BitsOf;
template <>
struct BitsOf<double> {
  using Type = unsigned long long;
};
template <>
struct BitsOf<Lanes2> {
  using Type = unsigned long long __attribute__((vector_size(16)));
};
template <>
struct BitsOf<Lanes4> {
  using Type = unsigned long long __attribute__((vector_size(32)));
};
template <>
struct BitsOf<Lanes8> {
  using Type = unsigned long long __attribute__((vector_size(64)));
};
template <class T>
using Bits = typename BitsOf<T>::Type;

/// Sine and cosine of one angle.
template <class T>
struct SinCos {
  T sin;
  T cos;
};

inline namespace INVERSIM_LEVEL {

namespace elementary {

inline constexpr double kInfinity = __builtin_inf();
inline constexpr double kNaN = __builtin_nan("");

template <class T>
INVERSIM_INLINE Bits<T> to_bits(const T& x) {
  return __builtin_bit_cast(Bits<T>, x);
}

template <class T>
INVERSIM_INLINE T from_bits(const Bits<T>& b) {
  return __builtin_bit_cast(T, b);
}

/// |x| with the sign of s.
template <class T>
INVERSIM_INLINE T with_sign_of(const T& x, const T& s) {
  constexpr unsigned long long kSign = 1ull << 63;
  return from_bits<T>((to_bits<T>(x) & ~kSign) | (to_bits<T>(s) & kSign));
}

template <class T>
INVERSIM_INLINE T magnitude(const T& x) {
  return from_bits<T>(to_bits<T>(x) & ~(1ull << 63));
}

/// True where the sign bit is set, also for -0.
template <class T>
INVERSIM_INLINE Mask<T> is_negative(const T& x) {
  return with_sign_of<T>(broadcast<T>(1.0), x) < broadcast<T>(0.0);
}

/// Nearest whole number, ties to even, for |x| < 2^51; its low bits are those of the integer.
inline constexpr double kRounder = 6755399441055744.0;  // 1.5 * 2^52

/// 2^n for a whole n in -1022..1023, given as n + kRounder.
template <class T>
INVERSIM_INLINE T power_of_two(const T& shifted) {
  return from_bits<T>((to_bits<T>(shifted) + 1023ull) << 52);
}

/// a with its 27 low bits cleared: products of two such numbers are exact.
template <class T>
INVERSIM_INLINE T upper_half(const T& a) {
  return from_bits<T>(to_bits<T>(a) & ~((1ull << 27) - 1));
}

/// Unevaluated sum of two, hi carrying all but the last bits.
template <class T>
struct Pair {
  T hi;
  T lo;
};

/// a + b exactly (Knuth).
template <class T>
INVERSIM_INLINE Pair<T> two_sum(const T& a, const T& b) {
  const T s = a + b;
  const T t = s - a;
  return {s, (a - (s - t)) + (b - t)};
}

/// a * b exactly (Dekker).
template <class T>
INVERSIM_INLINE Pair<T> two_product(const T& a, const T& b) {
  const T p = a * b;
  const T ah = upper_half(a), al = a - ah;
  const T bh = upper_half(b), bl = b - bh;
  return {p, ((ah * bh - p) + ah * bl + al * bh) + al * bl};
}

/// exp(x + tail) for |tail| << |x|.
template <class T>
INVERSIM_INLINE T exp_with_tail(const T& x_any, const T& tail) {
  constexpr double kLog2E = 1.44269504088896338700e+00;
  constexpr double kLn2Hi = 6.93147180369123816490e-01;  // 33 bits
  constexpr double kLn2Lo = 1.90821492927058770002e-10;
  const T x = clamp<T>(x_any, broadcast<T>(-750.0), broadcast<T>(712.0));
  // x = n ln 2 + r, |r| <= ln 2 / 2
  const T shifted = x * kLog2E + kRounder;
  const T n = shifted - kRounder;
  const T hi = x - n * kLn2Hi;
  const T lo = n * kLn2Lo - tail;
  const T r = hi - lo;
  // exp(r) = 1 + 2 r / (R - r), R = r coth(r/2) by Remez in r^2
  const T t = r * r;
  const T c =
      r - t * (1.66666666666666019037e-01 +
               t * (-2.77777777770155933842e-03 +
                    t * (6.61375632143793436117e-05 +
                         t * (-1.65339022054652515390e-06 + t * 4.13813679705723846039e-08))));
  const T y = 1.0 - ((lo - (r * c) / (2.0 - c)) - hi);
  // times 2^n in two steps, so that subnormal results are rounded once
  const T half = n * 0.5 + kRounder;
  const T rest = n - (half - kRounder) + kRounder;
  T result = y * power_of_two<T>(half) * power_of_two<T>(rest);
  result = select<T>(x_any > broadcast<T>(709.782712893384), broadcast<T>(kInfinity), result);
  result = select<T>(x_any < broadcast<T>(-745.1332191019412), broadcast<T>(0.0), result);
  return select<T>(x_any == x_any, result, x_any);
}

/// x = 2^k (1 + f), sqrt(1/2) <= 1 + f < sqrt(2), for x > 0, subnormals included.
template <class T>
struct SplitLog {
  T k;
  T f;
};
template <class T>
INVERSIM_INLINE SplitLog<T> split_for_log(const T& x) {
  constexpr unsigned long long kMantissa = (1ull << 52) - 1;
  const Mask<T> tiny = x < broadcast<T>(2.2250738585072014e-308);
  const T scaled = select<T>(tiny, x * 18014398509481984.0, x);  // 2^54
  const Bits<T> bits = to_bits<T>(scaled);
  // adding this carries into the exponent where the mantissa is above sqrt(2)
  const Bits<T> carried = bits + 0x0009'5f62'0000'0000ull;
  const Bits<T> carry = (carried >> 52) - (bits >> 52);  // 0 or 1
  const T exponent =
      from_bits<T>((carried >> 52) | 0x4330'0000'0000'0000ull) - 4503599627370496.0;  // 2^52
  const T k = exponent - select<T>(tiny, broadcast<T>(1077.0), broadcast<T>(1023.0));
  const T m = from_bits<T>((bits & kMantissa) | ((1023ull - carry) << 52));
  return {k, m - 1.0};
}

/// The polynomial of log(1 + f) = f - f^2/2 + s (f^2/2 + R), s = f / (2 + f).
template <class T>
INVERSIM_INLINE T log_remainder(const T& z) {
  const T w = z * z;
  const T odd = w * (3.999999999940941908e-01 +
                     w * (2.222219843214978396e-01 + w * 1.531383769920937332e-01));
  const T even = z * (6.666666666666735130e-01 +
                      w * (2.857142874366239149e-01 +
                           w * (1.818357216161805012e-01 + w * 1.479819860511658591e-01)));
  return even + odd;
}

/// log(x) as a pair, relative error about 2^-66, for x > 0 and normal after split_for_log.
template <class T>
INVERSIM_INLINE Pair<T> log_pair(const T& x) {
  constexpr double kLn2Hi = 6.93147180369123816490e-01;
  constexpr double kLn2Lo = 1.90821492927058770002e-10;
  constexpr double kLn2Rest = 1.1612227229362532e-26;  // ln 2 - hi - lo
  const SplitLog<T> split = split_for_log(x);
  const T& f = split.f;
  // s = f / (2 + f) as a pair
  const Pair<T> d = two_sum<T>(broadcast<T>(2.0), f);
  const T s = f / d.hi;
  const Pair<T> sd = two_product<T>(s, d.hi);
  const T s_lo = (((f - sd.hi) - sd.lo) - s * d.lo) / d.hi;
  // log(1 + f) = 2 s + 2/3 s^3 + s^5 (2/5 + ...); the cube as a pair
  Pair<T> z = two_product<T>(s, s);
  z.lo = z.lo + 2.0 * s * s_lo;
  Pair<T> cube = two_product<T>(z.hi, s);
  cube.lo = cube.lo + (z.hi * s_lo + z.lo * s);
  constexpr double kTwoThirds = 6.66666666666666629659e-01;
  constexpr double kTwoThirdsRest = 3.700743415417188e-17;
  Pair<T> third = two_product<T>(cube.hi, broadcast<T>(kTwoThirds));
  third.lo = third.lo + (cube.lo * kTwoThirds + cube.hi * kTwoThirdsRest);
  // the series 2 z^k / (2 k + 3) itself, from k = 1 on: z <= 0.0295
  const T q = z.hi;
  T tail = broadcast<T>(2.0 / 23.0);
  tail = 2.0 / 21.0 + q * tail;
  tail = 2.0 / 19.0 + q * tail;
  tail = 2.0 / 17.0 + q * tail;
  tail = 2.0 / 15.0 + q * tail;
  tail = 2.0 / 13.0 + q * tail;
  tail = 2.0 / 11.0 + q * tail;
  tail = 2.0 / 9.0 + q * tail;
  tail = 2.0 / 7.0 + q * tail;
  tail = 2.0 / 5.0 + q * tail;
  tail = cube.hi * q * tail;
  // k ln 2 + 2 s + third + tail, from the largest down
  const Pair<T> a = two_sum<T>(split.k * kLn2Hi, 2.0 * s);
  const Pair<T> b = two_sum<T>(a.hi, third.hi);
  const Pair<T> c = two_sum<T>(b.hi, split.k * kLn2Lo);
  const T lo = ((a.lo + b.lo) + c.lo) + (((2.0 * s_lo + third.lo) + tail) + split.k * kLn2Rest);
  return two_sum<T>(c.hi, lo);
}

/// x = n pi/2 + (hi + lo), |hi + lo| <= pi/4 and a little; `quadrant` is n + kRounder.
template <class T>
struct Reduced {
  T hi;
  T lo;
  T quadrant;
};
template <class T>
INVERSIM_INLINE Reduced<T> reduce_angle(const T& x) {
  constexpr double kTwoOverPi = 6.36619772367581382433e-01;
  constexpr double kPio2A = 1.57079632673412561417e+00;  // 33 bits each: n times them is exact
  constexpr double kPio2B = 6.07710050630396597660e-11;
  constexpr double kPio2C = 2.02226624871116645580e-21;
  constexpr double kPio2D = 8.47842766036889956997e-32;
  const T quadrant = x * kTwoOverPi + kRounder;
  const T n = quadrant - kRounder;
  const T r = x - n * kPio2A;
  const Pair<T> a = two_sum<T>(r, -(n * kPio2B));
  const Pair<T> b = two_sum<T>(a.hi, -(n * kPio2C));
  const T lo = (a.lo + b.lo) - n * kPio2D;
  const Pair<T> s = two_sum<T>(b.hi, lo);
  return {s.hi, s.lo, quadrant};
}

/// Sine of x + y, |x| <= pi/4, y its tail.
template <class T>
INVERSIM_INLINE T sin_kernel(const T& x, const T& y) {
  const T z = x * x;
  const T v = z * x;
  const T r = 8.33333333332248946124e-03 +
              z * (-1.98412698298579493134e-04 +
                   z * (2.75573137070700676789e-06 +
                        z * (-2.50507602534068634195e-08 + z * 1.58969099521155010221e-10)));
  return x - ((z * (0.5 * y - v * r) - y) - v * -1.66666666666666324348e-01);
}

/// Cosine of x + y, |x| <= pi/4, y its tail.
template <class T>
INVERSIM_INLINE T cos_kernel(const T& x, const T& y) {
  const T z = x * x;
  const T r =
      z * (4.16666666666666019037e-02 +
           z * (-1.38888888888741095749e-03 +
                z * (2.48015872894767294178e-05 +
                     z * (-2.75573143513906633035e-07 +
                          z * (2.08757232129817482790e-09 + z * -1.13596475577881948265e-11)))));
  const T half = 0.5 * z;
  const T w = 1.0 - half;
  return w + (((1.0 - w) - half) + (z * r - x * y));
}

/// atan(t) for t >= 0, infinity included.
template <class T>
INVERSIM_INLINE T atan_of_magnitude(const T& t) {
  // atan t = atan c + atan((t - c) / (1 + c t)), c one of 0, 1/2, 1, 3/2, infinity
  const Mask<T> a = t >= broadcast<T>(0.4375);
  const Mask<T> b = t >= broadcast<T>(0.6875);
  const Mask<T> c = t >= broadcast<T>(1.1875);
  const Mask<T> d = t >= broadcast<T>(2.4375);
  const T one = broadcast<T>(1.0);
  T numerator = t, denominator = one, hi = broadcast<T>(0.0), lo = broadcast<T>(0.0);
  numerator = select<T>(a, 2.0 * t - 1.0, numerator);
  denominator = select<T>(a, 2.0 + t, denominator);
  hi = select<T>(a, broadcast<T>(4.63647609000806093515e-01), hi);
  lo = select<T>(a, broadcast<T>(2.26987774529616870924e-17), lo);
  numerator = select<T>(b, t - 1.0, numerator);
  denominator = select<T>(b, t + 1.0, denominator);
  hi = select<T>(b, broadcast<T>(7.85398163397448278999e-01), hi);
  lo = select<T>(b, broadcast<T>(3.06161699786838301793e-17), lo);
  numerator = select<T>(c, t - 1.5, numerator);
  denominator = select<T>(c, 1.0 + 1.5 * t, denominator);
  hi = select<T>(c, broadcast<T>(9.82793723247329054082e-01), hi);
  lo = select<T>(c, broadcast<T>(1.39033110312309984516e-17), lo);
  numerator = select<T>(d, -one, numerator);
  denominator = select<T>(d, t, denominator);
  hi = select<T>(d, broadcast<T>(1.57079632679489655800e+00), hi);
  lo = select<T>(d, broadcast<T>(6.12323399573676603587e-17), lo);
  const T x = numerator / denominator;
  const T z = x * x;
  const T w = z * z;
  const T odd =
      z * (3.33333333333329318027e-01 +
           w * (1.42857142725034663711e-01 +
                w * (9.09088713343650656196e-02 +
                     w * (6.66107313738753120669e-02 +
                          w * (4.97687799461593236017e-02 + w * 1.62858201153657823623e-02)))));
  const T even =
      w * (-1.99999999998764832476e-01 +
           w * (-1.11111104054623557880e-01 +
                w * (-7.69187620504482999495e-02 +
                     w * (-5.83357013379057348645e-02 + w * -3.65315727442169155270e-02))));
  return hi - ((x * (odd + even) - lo) - x);
}

}  // namespace elementary

/// e to the x.
template <class T>
INVERSIM_INLINE T exp(const T& x) {
  return elementary::exp_with_tail<T>(x, broadcast<T>(0.0));
}

/// Natural logarithm.
template <class T>
INVERSIM_INLINE T log(const T& x) {
  using namespace elementary;
  constexpr double kLn2Hi = 6.93147180369123816490e-01;
  constexpr double kLn2Lo = 1.90821492927058770002e-10;
  const SplitLog<T> split = split_for_log(x);
  const T& f = split.f;
  const T& k = split.k;
  const T s = f / (2.0 + f);
  const T half = 0.5 * f * f;
  const T remainder = log_remainder<T>(s * s);
  T y = k * kLn2Hi - ((half - (s * (half + remainder) + k * kLn2Lo)) - f);
  y = select<T>(x == broadcast<T>(kInfinity), x, y);
  y = select<T>(x == broadcast<T>(0.0), broadcast<T>(-kInfinity), y);
  y = select<T>(x < broadcast<T>(0.0), broadcast<T>(kNaN), y);
  return select<T>(x == x, y, x);
}

/// x to the y, for x >= 0.
template <class T>
INVERSIM_INLINE T pow(const T& x, const T& y) {
  using namespace elementary;
  const T zero = broadcast<T>(0.0), one = broadcast<T>(1.0);
  const Mask<T> regular = (x > zero) & (x < broadcast<T>(kInfinity));
  // y log x as a pair; beyond +-800 the result is 0 or infinity whatever the tail says
  const Pair<T> l = log_pair<T>(select<T>(regular, x, one));
  const T bounded = clamp<T>(y, broadcast<T>(-1e30), broadcast<T>(1e30));
  const Pair<T> p = two_product<T>(l.hi, bounded);
  const T tail = p.lo + l.lo * bounded;
  const Mask<T> moderate = magnitude<T>(p.hi) < broadcast<T>(800.0);
  T result = exp_with_tail<T>(p.hi, select<T>(moderate, tail, zero));
  // x = 0 and x = infinity
  const Mask<T> vanishes = (x == zero) ^ (y < zero);
  result = select<T>(regular, result, select<T>(vanishes, zero, broadcast<T>(kInfinity)));
  result = select<T>(y == zero, one, result);
  result = select<T>(x < zero, broadcast<T>(kNaN), result);
  result = select<T>(x == x, result, x);
  return select<T>(y == y, result, y);
}

/// Sine and cosine of x [rad], |x| <= 1e6; NaN beyond.
template <class T>
INVERSIM_INLINE SinCos<T> sincos(const T& x) {
  using namespace elementary;
  const Reduced<T> r = reduce_angle<T>(x);
  const T s = sin_kernel<T>(r.hi, r.lo);
  const T c = cos_kernel<T>(r.hi, r.lo);
  const Bits<T> n = to_bits<T>(r.quadrant);
  // odd quadrants swap, the second bit changes signs
  const Mask<T> swap = from_bits<T>((n & 1ull) | 0x3ff0'0000'0000'0000ull) != broadcast<T>(1.0);
  const T sine = from_bits<T>(to_bits<T>(select<T>(swap, c, s)) ^ ((n & 2ull) << 62));
  const T cosine = from_bits<T>(to_bits<T>(select<T>(swap, s, c)) ^ (((n + 1ull) & 2ull) << 62));
  const Mask<T> small = magnitude<T>(x) < broadcast<T>(7.450580596923828e-09);  // keeps -0
  const Mask<T> known = magnitude<T>(x) <= broadcast<T>(1e6);
  const T nan = broadcast<T>(kNaN);
  return {select<T>(known, select<T>(small, x, sine), nan), select<T>(known, cosine, nan)};
}

/// Sine of x [rad], |x| <= 1e6; NaN beyond.
template <class T>
INVERSIM_INLINE T sin(const T& x) {
  return sincos<T>(x).sin;
}

/// Cosine of x [rad], |x| <= 1e6; NaN beyond.
template <class T>
INVERSIM_INLINE T cos(const T& x) {
  return sincos<T>(x).cos;
}

/// Arc tangent [rad], -pi/2 .. pi/2.
template <class T>
INVERSIM_INLINE T atan(const T& x) {
  using namespace elementary;
  return with_sign_of<T>(atan_of_magnitude<T>(magnitude<T>(x)), x);
}

/// Angle of the point (x, y) [rad], -pi .. pi.
template <class T>
INVERSIM_INLINE T atan2(const T& y, const T& x) {
  using namespace elementary;
  const T zero = broadcast<T>(0.0), infinity = broadcast<T>(kInfinity);
  const T ax = magnitude<T>(x), ay = magnitude<T>(y);
  T ratio = ay / ax;
  ratio = select<T>((ay == zero) & (ax == zero), zero, ratio);
  ratio = select<T>((ay == infinity) & (ax == infinity), broadcast<T>(1.0), ratio);
  const T z = atan_of_magnitude<T>(ratio);
  constexpr double kPi = 3.14159265358979311600e+00;
  constexpr double kPiRest = 1.22464679914735317720e-16;
  // straight up or down: no turn from which side of x = 0 it is seen
  const T back = select<T>(ratio < broadcast<T>(0x1p60), kPi - (z - kPiRest), z);
  const T turned = select<T>(is_negative<T>(x), back, z);
  const T result = with_sign_of<T>(turned, y);
  return select<T>((x == x) & (y == y), result, broadcast<T>(kNaN));
}

/// Hyperbolic tangent.
template <class T>
INVERSIM_INLINE T tanh(const T& x) {
  using namespace elementary;
  const T a = magnitude<T>(x);
  const T z = a * a;
  const T p = -1.61468768441708447952e+03 +
              z * (-9.92877231001918586564e+01 + z * -9.64399179425052238628e-01);
  const T q = 4.84406305325125486048e+03 +
              z * (2.23548839060100448583e+03 + z * (1.12811678491632931402e+02 + z));
  const T small = a + a * (z * (p / q));
  const T e = exp<T>(2.0 * min<T>(a, broadcast<T>(25.0)));
  const T large = 1.0 - 2.0 / (e + 1.0);
  const T y = select<T>(a < broadcast<T>(0.625), small, large);
  return select<T>(x == x, with_sign_of<T>(y, x), x);
}

}  // namespace INVERSIM_LEVEL
}  // namespace inversim
