// SPDX-License-Identifier: Apache-2.0
#include "shipped.h"

namespace inversim {
namespace {

template <Face face, class T>
void lanes_have_the_bits_of_the_scalar() {
  const CirculationParameters p = shipped_parameters();
  constexpr double kStep = face == Face::kBeating ? 1e-3 : 0.01;
  CirculationModel<T> wide;
  CirculationState<T> wide_state;
  CirculationInput<T> wide_input;
  CirculationModel<double> model[kLanes<T>];
  CirculationState<double> state[kLanes<T>];
  for (int lane = 0; lane < kLanes<T>; ++lane) {
    CirculationSubject s = reference_subject(p);
    s.mass = 50.0 + 9.0 * lane;
    s.height = 1.5 + 0.06 * lane;
    s.female = lane % 2 == 1;
    s.age = 20.0 + 7.0 * lane;
    model[lane] = make_circulation(p, s);
    state[lane] = resting_state(model[lane], tilted(model[lane], -20.0 * lane), face);
    set_lane(wide, lane, model[lane]);
    set_lane(wide_state, lane, state[lane]);
  }
  for (int n = 0; n < 3000; ++n) {
    for (int lane = 0; lane < kLanes<T>; ++lane) {
      const double degrees = 95.0 * std::sin(0.003 * n + lane);
      const CirculationInput<double> input = tilted(model[lane], degrees);
      step<face, double>(model[lane], state[lane], input, kStep);
      set_lane(wide_input, lane, input);
    }
    step<face, T>(wide, wide_state, wide_input, broadcast<T>(kStep));
  }
  CirculationOutputs<T> wide_out;
  read_outputs<face, T>(wide, wide_state, wide_input, wide_out);
  for (int lane = 0; lane < kLanes<T>; ++lane) {
    const CirculationState<double> got = get_lane(wide_state, lane);
    EXPECT_EQ(__builtin_memcmp(&got, &state[lane], sizeof got), 0) << lane;
    const CirculationOutputs<double> out =
        outputs<face>(model[lane], state[lane], get_lane(wide_input, lane));
    const CirculationOutputs<double> got_out = get_lane(wide_out, lane);
    EXPECT_EQ(__builtin_memcmp(&got_out, &out, sizeof out), 0) << lane;
  }
}

TEST(CirculationLanes, TwoHaveTheBitsOfTheScalar) {
  lanes_have_the_bits_of_the_scalar<Face::kAveraged, Lanes2>();
  lanes_have_the_bits_of_the_scalar<Face::kBeating, Lanes2>();
}

TEST(CirculationLanes, FourHaveTheBitsOfTheScalar) {
  lanes_have_the_bits_of_the_scalar<Face::kAveraged, Lanes4>();
  lanes_have_the_bits_of_the_scalar<Face::kBeating, Lanes4>();
}

TEST(CirculationLanes, EightHaveTheBitsOfTheScalar) {
  lanes_have_the_bits_of_the_scalar<Face::kAveraged, Lanes8>();
  lanes_have_the_bits_of_the_scalar<Face::kBeating, Lanes8>();
}

}  // namespace
}  // namespace inversim
