# SPDX-License-Identifier: Apache-2.0
# inversim_precompile(<name> <-fPIC|-fPIE> HEADERS <header> ... LIBRARIES ...): headers of others,
# parsed once for all targets that inversim_reuse(<target> <name>) names, of libraries with -fPIC, of
# programs with -fPIE.
#
# A source still names all it includes: the clang preset, with which clang-tidy reads the sources,
# and tests/tree/headers_test.py have no precompiled headers, and refuse one that leans on them.

set(INVERSIM_STD_HEADERS <algorithm> <array> <cmath> <cstdint> <cstdio> <filesystem> <fstream>
  <functional> <limits> <map> <memory> <numbers> <optional> <random> <set> <span> <sstream>
  <stdexcept> <string> <string_view> <utility> <vector>)

function(inversim_precompile NAME PIC)
  cmake_parse_arguments(PRECOMPILE "" "" "HEADERS;LIBRARIES" ${ARGN})
  set(source ${CMAKE_CURRENT_BINARY_DIR}/${NAME}.cpp)
  file(CONFIGURE OUTPUT ${source} CONTENT "// nothing but its precompiled headers\n")
  add_library(${NAME} OBJECT ${source})
  set_target_properties(${NAME} PROPERTIES POSITION_INDEPENDENT_CODE OFF)
  target_compile_options(${NAME} PRIVATE ${PIC})
  target_link_libraries(${NAME} PRIVATE ${PRECOMPILE_LIBRARIES} inversim_flags)
  target_precompile_headers(${NAME} PRIVATE ${PRECOMPILE_HEADERS})
endfunction()

function(inversim_reuse TARGET NAME)
  target_precompile_headers(${TARGET} REUSE_FROM ${NAME})
  # with another set of definitions the compiler would not use them
  target_compile_definitions(${TARGET} PRIVATE $<TARGET_PROPERTY:${NAME},COMPILE_DEFINITIONS>)
  # what ccache needs to see through them
  target_compile_options(${TARGET} PRIVATE $<$<CXX_COMPILER_ID:GNU>:-fpch-preprocess>)
endfunction()
