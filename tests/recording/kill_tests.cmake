# SPDX-License-Identifier: Apache-2.0
# Tests of the recording room that need a process to kill, or Python to open the files with.

add_executable(kill_writer recording/kill_writer.cpp)
target_link_libraries(kill_writer PRIVATE inversim::recording CLI11::CLI11 fmt::fmt inversim_flags)

# each script runs itself in build/venv, and is skipped with its reason where that has no xarray
function(inversim_script_test NAME SCRIPT)
  add_test(NAME ${NAME}
    COMMAND /usr/bin/python3 ${CMAKE_CURRENT_SOURCE_DIR}/recording/${SCRIPT} ${ARGN})
  set_tests_properties(${NAME} PROPERTIES SKIP_RETURN_CODE 77 LABELS recording TIMEOUT 600)
endfunction()

inversim_script_test(recording.open_everywhere open_everywhere.py $<TARGET_FILE:kill_writer>)
inversim_script_test(recording.every_write every_write_test.py $<TARGET_FILE:kill_writer> --every 3)
inversim_script_test(recording.kill kill_test.py --kills 20 --
  $<TARGET_FILE:kill_writer> -o {} --rows 20000 --work 20000)
