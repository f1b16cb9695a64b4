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
inversim_script_test(recording.every_write_packed every_write_test.py $<TARGET_FILE:kill_writer>
  --every 3 --chunk-rows 50 --gzip 1 --single)
# five kills; a hundred before a release
inversim_script_test(recording.kill kill_test.py --kills 5 --
  $<TARGET_FILE:kill_writer> -o {} --rows 20000 --work 20000)

# the program itself, on a session in large steps; 200 kills in steps of 1 ms before a release
set(session ${CMAKE_SOURCE_DIR}/scenarios/full_inversion_2min.yaml -o {} --acknowledge --quiet)
inversim_script_test(recording.kill_run kill_test.py --kills 2 --others --
  $<TARGET_FILE:inversim> run ${session} --set settings.settle_time_s=2 --set settings.step_ms=5)
# under a sanitizer a session takes a minute, and the signal is the same
set_tests_properties(recording.kill recording.kill_run PROPERTIES LABELS "recording;long")
# the longest of all, on one core each: begun first, they end with the others
set_tests_properties(recording.kill recording.kill_run recording.open_everywhere PROPERTIES COST 100)
add_test(NAME recording.kill_100 CONFIGURATIONS campaign
  COMMAND /usr/bin/python3 ${CMAKE_CURRENT_SOURCE_DIR}/recording/kill_test.py --kills 100 --
    $<TARGET_FILE:kill_writer> -o {} --rows 20000 --work 20000)
add_test(NAME recording.kill_run_200 CONFIGURATIONS campaign
  COMMAND /usr/bin/python3 ${CMAKE_CURRENT_SOURCE_DIR}/recording/kill_test.py --kills 200 --others --
    $<TARGET_FILE:inversim> run ${session})
set_tests_properties(recording.kill_100 recording.kill_run_200 PROPERTIES SKIP_RETURN_CODE 77 LABELS campaign
  TIMEOUT 14400)
