// SPDX-License-Identifier: Apache-2.0
// write_page [--long|--no-circulation]: a page of the made-up session on standard output.
#include <iostream>
#include <string_view>

#include "inversim/report/page.h"
#include "session.h"

int main(int argc, char** argv) {
  const std::string_view what = argc > 1 ? argv[1] : "";
  std::cout << inversim::report_page(
      inversim::made_up_session(what == "--long" ? 1800 : 10, what != "--no-circulation"));
  return std::cout.flush() ? 0 : 1;
}
