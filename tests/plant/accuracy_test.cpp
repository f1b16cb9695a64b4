// SPDX-License-Identifier: Apache-2.0
// Errors of the step sizes that are offered, against a step of 10 us: ten seconds of tilt with
// contact, tone and all 25 levels, bed locked to a given motion, braked, and free.
#include <algorithm>
#include <array>
#include <cmath>

#include "plant_fixture.h"

namespace inversim {
namespace {

constexpr double kSample = 0.1;  // [s]

enum class Bed { kLocked, kBraked, kFree };
constexpr const char* kNames[] = {"locked", "braked", "free"};

/// The plant at rest at 0 deg, arms overhead, with a step of its own.
Plant plant_at_rest(Bed bed, double step) {
  std::vector<std::string> settings = {"settings.circulation=false"};
  if (bed == Bed::kFree) settings.push_back("settings.brake=released");
  auto design = std::make_shared<PlantDesign>(*plant_with(settings));
  design->step = 1e-3;
  Plant rest(design);
  rest.input().prescribed = 1.0;
  for (int n = 0; n < 4000; ++n) raise_arms(rest, n, 4.0);
  hold(rest, 10);
  design->input.arm_angle = rest.input().arm_angle;
  design->start = rest.state();
  design->start.time = design->start.step = 0.0;
  design->step = step;
  Plant plant(design);
  if (bed == Bed::kBraked) plant.input().brake_command = 0.0;
  return plant;
}

/// One step of the story: locked, the bed is turned to 60 deg in 10 s; braked, it falls from the
/// opened brake, which is pulled after 1.2 s; free, it swings.
void advance(Bed bed, double t, Plant& plant) {
  PlantInput<double>& in = plant.input();
  const double middle = t + 0.5 * plant.design().step;
  if (bed == Bed::kLocked) {
    in.prescribed = 1.0;
    in.prescribed_acceleration = middle < 10.0 ? 60 * kDegree * (6 - 1.2 * middle) / 100.0 : 0.0;
  }
  if (bed == Bed::kBraked) in.brake_command = middle > 1.2 ? 1.0 : 0.0;
  ASSERT_EQ(plant.step(), StepStatus::kOk) << plant.time();
}

struct Sample {
  double angle;
  std::array<double, kLevels> section;
};

std::vector<Sample> simulate(Bed bed, double step, double duration) {
  Plant plant = plant_at_rest(bed, step);
  const auto per_sample = static_cast<int>(std::lround(kSample / step));
  const auto samples = static_cast<int>(std::lround(duration / kSample));
  std::vector<Sample> out;
  for (int k = 0; k < samples; ++k) {
    for (int i = 0; i < per_sample; ++i) advance(bed, (k * per_sample + i) * step, plant);
    const Observation o = observe(plant);
    Sample s{plant.bed_angle(), {}};
    std::copy_n(std::begin(o.section_axial), kLevels, s.section.begin());
    out.push_back(s);
  }
  return out;
}

struct Error {
  double force;  ///< of section_axial, in shares of the largest level force
  double angle;  ///< [deg]
};

Error error(const std::vector<Sample>& run, const std::vector<Sample>& reference) {
  double largest = 0.0, force = 0.0, angle = 0.0;
  for (std::size_t k = 0; k < reference.size(); ++k) {
    angle = std::max(angle, std::fabs(run[k].angle - reference[k].angle) / kDegree);
    for (std::size_t i = 0; i < kLevels; ++i) {
      largest = std::max(largest, std::fabs(reference[k].section[i]));
      force = std::max(force, std::fabs(run[k].section[i] - reference[k].section[i]));
    }
  }
  return {force / largest, angle};
}

void compare_steps(double duration) {
  std::printf("bed     step     section_axial   bed angle\n");
  for (const Bed bed : {Bed::kLocked, Bed::kBraked, Bed::kFree}) {
    const std::vector<Sample> reference = simulate(bed, 1e-5, duration);
    for (const double step : {0.5e-3, 1e-3, 2e-3, 5e-3}) {
      const Error e = error(simulate(bed, step, duration), reference);
      std::printf("%-6s  %3.1f ms  %10.4f %%  %10.5f deg  (to %.1f deg)\n",
                  kNames[static_cast<int>(bed)], step * 1e3, 100 * e.force, e.angle,
                  reference.back().angle / kDegree);
      if (step <= 1e-3) {
        EXPECT_LT(e.force, 0.005) << kNames[static_cast<int>(bed)];
        EXPECT_LT(e.angle, 0.01) << kNames[static_cast<int>(bed)];
      }
    }
  }
}

// the brake's slip and its end; ten seconds before a release
TEST(Accuracy, OfTheStepsThatAreOffered) { compare_steps(3.0); }
TEST(AccuracyCampaign, OfTheStepsThatAreOffered) { compare_steps(10.0); }

TEST(Accuracy, NothingDivergesAtFiveMilliseconds) {
  for (const Bed bed : {Bed::kLocked, Bed::kBraked, Bed::kFree}) {
    const std::vector<Sample> run = simulate(bed, 5e-3, 60.0);
    for (const Sample& s : run) {
      ASSERT_LT(std::fabs(s.angle), 100 * kDegree);
      for (const double force : s.section) ASSERT_LT(std::fabs(force), 2000.0);
    }
  }
}

// rest with friction depends on the way there, so the way is the same, and slow
TEST(Accuracy, RestDoesNotDependOnTheStep) {
  for (const double angle : {-75.0, 0.0, 60.0, 90.0}) {
    std::array<Observation, 2> rest;
    for (int k = 0; k < 2; ++k) {
      auto design = std::make_shared<PlantDesign>(*plant_with({"settings.creep=false"}));
      design->step = k == 0 ? 1e-3 : 5e-3;
      Plant plant(design);
      hold(plant, 10);
      tilt(plant, angle * kDegree, 30);
      hold(plant, 60);
      rest[static_cast<std::size_t>(k)] = observe(plant);
    }
    double largest = 0.0, most = 0.0;
    for (int i = 0; i < kLevels; ++i) {
      largest = std::max(largest, std::fabs(rest[0].section_axial[i]));
      most = std::max(most, std::fabs(rest[0].section_axial[i] - rest[1].section_axial[i]));
    }
    EXPECT_NEAR(rest[0].bed_angle, angle * kDegree, 1e-4);
    std::printf("rest at %3.0f deg: 1 and 5 ms differ by %.1e of %.0f N\n", angle, most / largest,
                largest);
    EXPECT_LT(most / largest, 1e-4);
  }
}

}  // namespace
}  // namespace inversim
