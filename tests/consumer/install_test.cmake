# SPDX-License-Identifier: Apache-2.0
# cmake -DBUILD=... -DWORK=... -P install_test.cmake: installs the build into a folder, moves that, builds
# session.cpp against it, and compares the hashes of its sessions with those of the installed program.

cmake_minimum_required(VERSION 3.25)

function(run OUT)
  execute_process(COMMAND ${ARGN} OUTPUT_VARIABLE out ERROR_VARIABLE out RESULT_VARIABLE code
    OUTPUT_STRIP_TRAILING_WHITESPACE)
  if(NOT code EQUAL 0)
    list(JOIN ARGN " " command)
    string(LENGTH "${out}" length)
    if(length GREATER 4000)
      math(EXPR begin "${length} - 4000")
      string(SUBSTRING "${out}" ${begin} -1 out)
    endif()
    message(FATAL_ERROR "${command}\nended with ${code}:\n${out}")
  endif()
  set(${OUT} "${out}" PARENT_SCOPE)
endfunction()

file(REMOVE_RECURSE ${WORK})
run(out ${CMAKE_COMMAND} --install ${BUILD} --prefix ${WORK}/first)
# nothing in it may know where it was put
file(RENAME ${WORK}/first ${WORK}/installed)
set(prefix ${WORK}/installed)

run(out ${CMAKE_COMMAND} -G Ninja -S ${CMAKE_CURRENT_LIST_DIR} -B ${WORK}/build -DCMAKE_BUILD_TYPE=Release
  -DCMAKE_PREFIX_PATH=${prefix} -DCMAKE_CXX_COMPILER=${COMPILER})
run(out ${CMAKE_COMMAND} --build ${WORK}/build)

# the program finds what was installed with it, and nothing else
run(out ${prefix}/bin/inversim models where)
foreach(place share/inversim lib/inversim/controllers include)
  if(NOT out MATCHES " ${prefix}/${place}(\n|$)")
    message(FATAL_ERROR "inversim models where: no ${prefix}/${place} in\n${out}")
  endif()
endforeach()
if(out MATCHES " ${TREE}/(models|scenarios)" OR out MATCHES "data +${TREE}(\n|$)")
  message(FATAL_ERROR "the installed program looks in the source tree:\n${out}")
endif()

# compare(<scenario> [PATH=VALUE ...])
function(compare SCENARIO)
  set(settings ${ARGN})
  list(TRANSFORM settings PREPEND --set=)
  run(json ${prefix}/bin/inversim run ${SCENARIO} --json ${settings})
  string(JSON expected GET "${json}" state_hash)
  run(said ${WORK}/build/session ${SCENARIO} ${WORK}/result.nc ${ARGN})
  set(rows 0)
  if(said MATCHES "^${expected} ([0-9]+)$")
    set(rows ${CMAKE_MATCH_1})
  endif()
  if(rows LESS 100)
    message(FATAL_ERROR "${SCENARIO}: the program's hash is ${expected}; hash and rows here: ${said}")
  endif()
  message(STATUS "${SCENARIO}: ${said}")
endfunction()

compare(identification)
compare(controller/inversion controller=${prefix}/lib/inversim/controllers/reference.so)
