// SPDX-License-Identifier: Apache-2.0
// The bed angle at which lumbar discs unload, over friction and preload, against statics: along the
// bed the weight above, less friction on what presses the bed, less the tone.
#include <array>
#include <cmath>
#include <optional>

#include "plant_fixture.h"

namespace inversim {
namespace {

constexpr std::array<int, 5> kLumbar = {20, 21, 22, 23, 24};

/// First bed angle at which a force that begins negative is positive [rad].
class Crossing {
 public:
  void sample(double angle, double force) {
    if (!found_ && seen_ && last_force_ < 0 && force >= 0) {
      found_ = last_angle_ + (angle - last_angle_) * last_force_ / (last_force_ - force);
    }
    seen_ = true;
    last_angle_ = angle;
    last_force_ = force;
  }
  double degrees() const { return found_.value_or(1e9) / kDegree; }

 private:
  bool seen_ = false;
  double last_angle_ = 0, last_force_ = 0;
  std::optional<double> found_;
};

TEST(Unloading, AnglesFollowFrictionAndPreload) {
  std::printf("preload  mu    simulated / statics [deg], L1-L2 .. L5-S1\n");
  std::array<double, 5> less_friction{};
  for (const char* preload : {"80", "120", "250"}) {
    for (const char* mu : {"0.1", "0.3", "0.6"}) {
      auto design = std::make_shared<PlantDesign>(*plant_with(
          {"settings.tone=fixed", "settings.creep=false", "settings.circulation=false",
           std::string("spine.tone.lying_N=") + preload, std::string("settings.friction=") + mu}));
      design->step = 5e-3;
      Plant plant(design);
      hold(plant, 5);
      std::array<Crossing, 5> simulated, statics;
      // 2 deg/s to 90 deg, in pieces of half a degree
      for (int n = 0; n < 180; ++n) {
        tilt(plant, (n + 1) * 0.5 * kDegree, 0.5);
        const Observation o = observe(plant);
        for (std::size_t i = 0; i < 5; ++i) {
          const int k = kLumbar[i];
          const double weight =
              design->body.levels[static_cast<std::size_t>(k)].cranial_mass * 9.81;
          simulated[i].sample(o.bed_angle, o.disc_axial[k]);
          // weight, pad and full friction on all above, along the axis of the bone below
          const int below = plant.model().tree.parent[body_of_level(k)];
          const Vec3<double> normal = col_x(plant.evaluate().tree.body[below].R_CB);
          const double pad = o.bed_normal_above[k];
          const double above =
              weight * (normal.x * std::sin(o.bed_angle) - normal.z * std::cos(o.bed_angle)) +
              normal.z * pad - normal.x * std::atof(mu) * pad;
          statics[i].sample(o.bed_angle, above - o.muscle_tone[k]);
        }
      }
      std::printf("%4s N   %s", preload, mu);
      for (std::size_t i = 0; i < 5; ++i) {
        std::printf("  %5.1f /%5.1f", simulated[i].degrees(), statics[i].degrees());
        EXPECT_NEAR(simulated[i].degrees(), statics[i].degrees(), 2.0)
            << preload << " N, mu " << mu << ", "
            << kLevelNames[static_cast<std::size_t>(kLumbar[i])];
        // more friction, later
        if (std::string(mu) != "0.1") { EXPECT_GT(simulated[i].degrees(), less_friction[i]); }
        less_friction[i] = simulated[i].degrees();
      }
      std::printf("\n");
    }
  }
}

}  // namespace
}  // namespace inversim
