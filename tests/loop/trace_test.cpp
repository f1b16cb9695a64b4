// SPDX-License-Identifier: Apache-2.0
#include "inversim/loop/trace.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sstream>

namespace inversim {
namespace {

SignalTable table() {
  SignalTable t;
  t.coordinates = {{"side", "left and right", {"right", "left"}}};
  t.signals = {{"bed_angle", "rad", "", "", "", 1},
               {"controller_state", "1", "", "", "", 1},
               {"load", "N", "", "", "side", 2}};
  t.row_width = 4;
  return t;
}

Trace traced() {
  Trace trace(table(), 1.0, 1.002);
  for (int k = 1020; k < 1030; ++k) {
    const double t = k / 1024.0;
    trace.sample(t, std::vector<double>{0.25, k < 1025 ? 3.0 : 8.0, t, -1.0});
    if (k == 1024) trace.event({1.0005, "fault", "the encoder sticks", 0.0});
  }
  return trace;
}

TEST(Trace, CsvHasOneLineForEachStepOfItsTime) {
  std::ostringstream out;
  traced().write_csv(out);
  EXPECT_EQ(
      out.str(),
      "time [s],bed_angle [rad],controller_state [1],load:right [N],load:left [N]\n"
      "1,0.25,3,1,-1\n1.0009765625,0.25,8,1.0009765625,-1\n1.001953125,0.25,8,1.001953125,-1\n");
}

TEST(Trace, VcdHasChangesOnlyAndNamesStatesAndEvents) {
  std::ostringstream out;
  traced().write_vcd(out);
  EXPECT_EQ(out.str(),
            "$timescale 1 ns $end\n$scope module inversim $end\n"
            "$var real 64 ! bed_angle(rad) $end\n"
            "$var wire 32 \" controller_state $end\n"
            "$var real 64 # load:right(N) $end\n"
            "$var real 64 $ load:left(N) $end\n"
            "$var string 1 % controller_state_name $end\n"
            "$var string 1 & event $end\n"
            "$upscope $end\n$enddefinitions $end\n"
            "#1000000000\nr0.25 !\nb11 \"\nsinverting %\nr1 #\nr-1 $\n"
            "#1000500000\nsthe_encoder_sticks &\n"
            "#1000976563\nb1000 \"\nsfault_lock %\nr1.0009765625 #\n"
            "#1001953125\nr1.001953125 #\n");
}

}  // namespace
}  // namespace inversim
