// SPDX-License-Identifier: Apache-2.0
// write_page [--long|--no-circulation|--points]: a page of the made-up session, or of a made-up
// sweep of 10 000 cases, on standard output.
#include <iostream>
#include <string_view>

#include "inversim/report/page.h"
#include "inversim/report/sweep_data.h"
#include "made_up_sweep.h"
#include "session.h"

int main(int argc, char** argv) {
  const std::string_view what = argc > 1 ? argv[1] : "";
  if (what == "--points") {
    std::cout << inversim::sweep_page(inversim::made_up_points(10000), "points.nc");
  } else {
    std::cout << inversim::report_page(
        inversim::made_up_session(what == "--long" ? 1800 : 10, what != "--no-circulation"));
  }
  return std::cout.flush() ? 0 : 1;
}
