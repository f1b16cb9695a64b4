// SPDX-License-Identifier: Apache-2.0
#include "inversim/math/elementary.h"

#include <gtest/gtest.h>

#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>
#include <random>
#include <vector>

namespace inversim {
namespace {

constexpr double kInf = std::numeric_limits<double>::infinity();
constexpr double kNan = std::numeric_limits<double>::quiet_NaN();

// distance of `got` from `truth` in units of the last place of the truth
double ulps(double got, long double truth) {
  const double nearest = static_cast<double>(truth);
  if (std::isinf(nearest) || nearest == 0.0) return got == nearest ? 0.0 : kInf;
  int exponent = 0;
  std::frexp(nearest, &exponent);
  const long double ulp = std::ldexp(1.0L, std::max(exponent - 53, -1074));
  return static_cast<double>(std::fabs((static_cast<long double>(got) - truth) / ulp));
}

// a dense grid, random points, and the neighbourhood of both ends
std::vector<double> samples(double low, double high) {
  std::vector<double> x;
  for (int i = 0; i <= 200000; ++i) x.push_back(low + (high - low) * (i / 200000.0));
  std::mt19937_64 random(7);
  std::uniform_real_distribution<double> uniform(low, high);
  for (int i = 0; i < 400000; ++i) x.push_back(uniform(random));
  for (double end : {low, high}) {
    double up = end, down = end;
    for (int i = 0; i < 200; ++i) {
      x.push_back(up = std::min(std::nextafter(up, kInf), high));
      x.push_back(down = std::max(std::nextafter(down, -kInf), low));
    }
  }
  return x;
}

// magnitudes from 2^low to 2^high, every binade with random mantissas
std::vector<double> magnitudes(int low, int high) {
  std::vector<double> x;
  std::mt19937_64 random(11);
  std::uniform_real_distribution<double> mantissa(1.0, 2.0);
  for (int e = low; e <= high; ++e) {
    x.push_back(std::ldexp(1.0, e));
    for (int i = 0; i < 200; ++i) x.push_back(std::ldexp(mantissa(random), e));
  }
  return x;
}

template <class Own, class Truth>
double worst(const std::vector<double>& xs, Own own, Truth truth) {
  double most = 0.0;
  for (double x : xs) {
    const double error = ulps(own(x), truth(static_cast<long double>(x)));
    EXPECT_FALSE(std::isnan(error)) << "x = " << x;
    most = std::max(most, error);
  }
  return most;
}

// x87 long double carries 11 bits more than double: its own error is below 0.001 ulp of double
static_assert(std::numeric_limits<long double>::digits == 64);

TEST(Elementary, ExpWithinOneUlp) {
  const auto own = [](double x) { return exp<double>(x); };
  const auto truth = [](long double x) { return std::exp(x); };
  EXPECT_LT(worst(samples(-708.0, 709.78), own, truth), 1.0);
  EXPECT_LT(worst(samples(-1.0, 1.0), own, truth), 1.0);
  EXPECT_LT(worst(magnitudes(-60, 2), own, truth), 1.0);
}

TEST(Elementary, ExpSubnormal) {
  const auto own = [](double x) { return exp<double>(x); };
  const auto truth = [](long double x) { return std::exp(x); };
  EXPECT_LT(worst(samples(-745.1, -708.0), own, truth), 1.0);
}

TEST(Elementary, LogWithinOneUlp) {
  const auto own = [](double x) { return log<double>(x); };
  const auto truth = [](long double x) { return std::log(x); };
  EXPECT_LT(worst(samples(0.4, 2.5), own, truth), 1.0);
  EXPECT_LT(worst(samples(1e-6, 1e4), own, truth), 1.0);
  EXPECT_LT(worst(magnitudes(-1074, 1023), own, truth), 1.0);
}

TEST(Elementary, SineAndCosineWithinOneUlp) {
  const auto sine = [](double x) { return sin<double>(x); };
  const auto cosine = [](double x) { return cos<double>(x); };
  const auto true_sine = [](long double x) { return std::sin(x); };
  const auto true_cosine = [](long double x) { return std::cos(x); };
  for (double range : {1.0, 7.0, 1000.0, 1e6}) {
    EXPECT_LT(worst(samples(-range, range), sine, true_sine), 1.0) << range;
    EXPECT_LT(worst(samples(-range, range), cosine, true_cosine), 1.0) << range;
  }
  EXPECT_LT(worst(magnitudes(-1000, 18), sine, true_sine), 1.0);
  EXPECT_LT(worst(magnitudes(-1000, 18), cosine, true_cosine), 1.0);
  // next to the zeros of both, where a short pi/2 would show
  std::vector<double> zeros;
  for (int n = 1; n < 600000; n += 7) zeros.push_back(n * 1.57079632679489661923);
  EXPECT_LT(worst(zeros, sine, true_sine), 1.0);
  EXPECT_LT(worst(zeros, cosine, true_cosine), 1.0);
}

TEST(Elementary, AtanWithinOneUlp) {
  const auto own = [](double x) { return atan<double>(x); };
  const auto truth = [](long double x) { return std::atan(x); };
  EXPECT_LT(worst(samples(-4.0, 4.0), own, truth), 1.0);
  EXPECT_LT(worst(samples(-1e3, 1e3), own, truth), 1.0);
  EXPECT_LT(worst(magnitudes(-1022, 1023), own, truth), 1.0);
}

TEST(Elementary, TanhWithinTwoUlp) {
  const auto own = [](double x) { return tanh<double>(x); };
  const auto truth = [](long double x) { return std::tanh(x); };
  EXPECT_LT(worst(samples(-1.0, 1.0), own, truth), 2.0);
  EXPECT_LT(worst(samples(-30.0, 30.0), own, truth), 2.0);
  EXPECT_LT(worst(magnitudes(-1022, 10), own, truth), 2.0);
}

TEST(Elementary, Atan2WithinTwoUlpInEveryQuadrant) {
  std::mt19937_64 random(3);
  std::uniform_real_distribution<double> uniform(-2.0, 2.0);
  std::uniform_int_distribution<int> binade(-300, 300);
  double most = 0.0;
  for (int i = 0; i < 500000; ++i) {
    const double y = std::ldexp(uniform(random), i % 2 ? binade(random) : 0);
    const double x = std::ldexp(uniform(random), i % 2 ? binade(random) : 0);
    const long double truth = std::atan2(static_cast<long double>(y), static_cast<long double>(x));
    most = std::max(most, ulps(atan2<double>(y, x), truth));
  }
  EXPECT_LT(most, 2.0);
}

TEST(Elementary, PowWithinTwoUlp) {
  std::mt19937_64 random(5);
  double most = 0.0;
  const auto check = [&](double x, double y) {
    const long double truth = std::pow(static_cast<long double>(x), static_cast<long double>(y));
    if (truth > 1.7e308L || truth < 2.3e-308L) return;
    most = std::max(most, ulps(pow<double>(x, y), truth));
  };
  std::uniform_real_distribution<double> base(1e-6, 50.0), exponent(-20.0, 20.0), near(0.9, 1.1),
      steep(-7000.0, 7000.0);
  for (int i = 0; i < 400000; ++i) {
    check(base(random), exponent(random));
    check(near(random), steep(random));
  }
  for (double x : magnitudes(-1070, 1020)) check(x, 0.75), check(x, -0.936), check(x, 1.0);
  EXPECT_LT(most, 1.0);
  EXPECT_EQ(pow<double>(3.0, 4.0), 81.0);
  EXPECT_EQ(pow<double>(2.0, -1074.0), std::ldexp(1.0, -1074));
}

TEST(Elementary, SpecialValues) {
  EXPECT_EQ(exp<double>(0.0), 1.0);
  EXPECT_EQ(exp<double>(710.0), kInf);
  EXPECT_EQ(exp<double>(kInf), kInf);
  EXPECT_EQ(exp<double>(-746.0), 0.0);
  EXPECT_EQ(exp<double>(-kInf), 0.0);
  EXPECT_EQ(log<double>(1.0), 0.0);
  EXPECT_EQ(log<double>(0.0), -kInf);
  EXPECT_EQ(log<double>(kInf), kInf);
  EXPECT_TRUE(std::isnan(log<double>(-1.0)));
  EXPECT_TRUE(std::signbit(sin<double>(-0.0)));
  EXPECT_EQ(cos<double>(0.0), 1.0);
  EXPECT_TRUE(std::isnan(sin<double>(1.1e6)));
  EXPECT_TRUE(std::isnan(cos<double>(kInf)));
  EXPECT_EQ(atan<double>(kInf), std::atan(kInf));
  EXPECT_TRUE(std::signbit(atan<double>(-0.0)));
  EXPECT_EQ(tanh<double>(kInf), 1.0);
  EXPECT_EQ(tanh<double>(-40.0), -1.0);
  EXPECT_TRUE(std::signbit(tanh<double>(-0.0)));
  for (double y : {0.0, -0.0, 1.0, -1.0, kInf, -kInf})
    for (double x : {0.0, -0.0, 1.0, -1.0, kInf, -kInf}) {
      const double got = atan2<double>(y, x), expected = std::atan2(y, x);
      EXPECT_EQ(got, expected) << y << ", " << x;
      EXPECT_EQ(std::signbit(got), std::signbit(expected)) << y << ", " << x;
    }
  EXPECT_EQ(pow<double>(0.0, 2.5), 0.0);
  EXPECT_EQ(pow<double>(0.0, -2.5), kInf);
  EXPECT_EQ(pow<double>(0.0, 0.0), 1.0);
  EXPECT_EQ(pow<double>(kInf, -1.0), 0.0);
  EXPECT_EQ(pow<double>(kInf, 1.0), kInf);
  EXPECT_EQ(pow<double>(2.0, 2000.0), kInf);
  EXPECT_EQ(pow<double>(2.0, -2000.0), 0.0);
  EXPECT_TRUE(std::isnan(pow<double>(-2.0, 2.0)));
}

TEST(Elementary, NanStaysNan) {
  EXPECT_TRUE(std::isnan(exp<double>(kNan)));
  EXPECT_TRUE(std::isnan(log<double>(kNan)));
  EXPECT_TRUE(std::isnan(sin<double>(kNan)));
  EXPECT_TRUE(std::isnan(cos<double>(kNan)));
  EXPECT_TRUE(std::isnan(atan<double>(kNan)));
  EXPECT_TRUE(std::isnan(tanh<double>(kNan)));
  EXPECT_TRUE(std::isnan(atan2<double>(kNan, 1.0)));
  EXPECT_TRUE(std::isnan(atan2<double>(1.0, kNan)));
  EXPECT_TRUE(std::isnan(pow<double>(kNan, 1.0)));
  EXPECT_TRUE(std::isnan(pow<double>(2.0, kNan)));
}

// all functions of one argument and the two of two, as one list
template <class T>
void evaluate(const T& x, const T& y, T (&out)[9]) {
  out[0] = exp<T>(x);
  out[1] = log<T>(y);
  out[2] = sin<T>(x);
  out[3] = cos<T>(x);
  out[4] = atan<T>(x);
  out[5] = tanh<T>(x);
  out[6] = atan2<T>(x, y);
  out[7] = pow<T>(y, x);
  out[8] = log<T>(exp<T>(x));
}

template <class T>
void lanes_have_the_bits_of_the_scalar() {
  std::mt19937_64 random(17);
  std::uniform_real_distribution<double> uniform(-8.0, 8.0);
  for (int i = 0; i < 100000; ++i) {
    T x{}, y{};
    double xs[kLanes<T>], ys[kLanes<T>];
    for (int lane = 0; lane < kLanes<T>; ++lane) {
      xs[lane] = uniform(random) * (i % 5 == 0 ? 100.0 : 1.0);
      ys[lane] = i % 7 == 0 ? 0.0 : std::fabs(uniform(random));
      set_lane(x, lane, xs[lane]);
      set_lane(y, lane, ys[lane]);
    }
    T wide[9];
    evaluate<T>(x, y, wide);
    for (int lane = 0; lane < kLanes<T>; ++lane) {
      double narrow[9];
      evaluate<double>(xs[lane], ys[lane], narrow);
      for (int f = 0; f < 9; ++f)
        ASSERT_EQ(std::bit_cast<std::uint64_t>(narrow[f]),
                  std::bit_cast<std::uint64_t>(get_lane(wide[f], lane)))
            << "function " << f << " at " << xs[lane] << ", " << ys[lane];
    }
  }
}

TEST(Elementary, TwoLanesHaveTheBitsOfTheScalar) { lanes_have_the_bits_of_the_scalar<Lanes2>(); }
TEST(Elementary, FourLanesHaveTheBitsOfTheScalar) { lanes_have_the_bits_of_the_scalar<Lanes4>(); }
TEST(Elementary, EightLanesHaveTheBitsOfTheScalar) { lanes_have_the_bits_of_the_scalar<Lanes8>(); }

// the same hash of 180000 results on every compiler and CPU level
TEST(Elementary, BitsAreTheSameEverywhere) {
  std::uint64_t hash = 14695981039346656037ull;
  for (int i = 0; i < 20000; ++i) {
    double out[9];
    evaluate<double>(-9.0 + i * 0.0009, 0.001 + i * 0.013, out);
    for (double value : out) hash = (hash ^ std::bit_cast<std::uint64_t>(value)) * 1099511628211ull;
  }
  EXPECT_EQ(hash, 0xf3a6f4d0a0b4fc0bull) << std::hex << "0x" << hash;
}

}  // namespace
}  // namespace inversim
