# SPDX-License-Identifier: Apache-2.0
# MuJoCo and Pinocchio on the exported tree; each script runs itself in build/venv, and is skipped
# with its reason where that has no such package.

add_executable(oracle_states multibody/oracle_states.cpp ${CMAKE_SOURCE_DIR}/benchmarks/spine_tree.cpp)
target_include_directories(oracle_states PRIVATE ${CMAKE_CURRENT_SOURCE_DIR}/multibody
  ${CMAKE_SOURCE_DIR}/benchmarks)
target_link_libraries(oracle_states PRIVATE inversim::scenario nlohmann_json::nlohmann_json
  inversim_flags)

foreach(oracle mujoco pinocchio)
  set(script ${CMAKE_CURRENT_SOURCE_DIR}/multibody/oracle_${oracle}.py)
  add_test(NAME multibody.${oracle}_reference_tree
    COMMAND /usr/bin/python3 ${script} $<TARGET_FILE:oracle_states>)
  add_test(NAME multibody.${oracle}_plant
    COMMAND /usr/bin/python3 ${script} $<TARGET_FILE:oracle_states>
      ${CMAKE_SOURCE_DIR}/scenarios/kim_2013_60deg.yaml)
  set_tests_properties(multibody.${oracle}_reference_tree multibody.${oracle}_plant
    PROPERTIES SKIP_RETURN_CODE 77 LABELS multibody TIMEOUT 600)
endforeach()
