# SPDX-License-Identifier: Apache-2.0
# The report page in a real browser; skipped with its reason where there is none. `./dev check web`
# runs the same with axe-core, and there a missing browser is a failure.

add_executable(write_page report/write_page.cpp)
target_link_libraries(write_page PRIVATE inversim::report inversim_flags)

add_test(NAME report.browser
  COMMAND /usr/bin/python3 ${CMAKE_CURRENT_SOURCE_DIR}/report/browser_test.py
    $<TARGET_FILE:write_page> --program $<TARGET_FILE:inversim>)
set_tests_properties(report.browser PROPERTIES SKIP_RETURN_CODE 77 LABELS report TIMEOUT 900)
