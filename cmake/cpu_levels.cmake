# SPDX-License-Identifier: Apache-2.0
# inversim_kernel(TARGET <room target> SOURCE <file> [OPTIONS <compile option> ...])
#
# Compiles one source once per CPU level, each time with INVERSIM_LEVEL set to the inline namespace
# in which its functions live and INVERSIM_LEVEL_NAME to the level's name, and adds the objects to
# the room. Which one runs is chosen at run time (sim/multibody/cpu_levels.h). SLP vectorisation
# makes the scalar pass twice as slow with g++ 12 and is off; it changes no bits.

set(INVERSIM_LEVELS "v2;v3;v4" CACHE STRING "x86-64 levels to build kernels for (v2 always)")

# which levels there are, for the tables that choose one: INVERSIM_HAS_LEVEL_v2 ...
set(definitions ${INVERSIM_LEVELS})
list(TRANSFORM definitions PREPEND INVERSIM_HAS_LEVEL_)
target_compile_definitions(inversim_flags INTERFACE ${definitions})

set(INVERSIM_KERNEL_FLAGS_v2 -march=x86-64-v2)
set(INVERSIM_KERNEL_FLAGS_v3 -march=x86-64-v3)
set(INVERSIM_KERNEL_FLAGS_v4 -march=x86-64-v4 $<$<CXX_COMPILER_ID:GNU>:-mprefer-vector-width=512>)

function(inversim_kernel)
  cmake_parse_arguments(KERNEL "" "TARGET;SOURCE" "OPTIONS" ${ARGN})
  get_filename_component(stem ${KERNEL_SOURCE} NAME_WE)
  foreach(level ${INVERSIM_LEVELS})
    set(object ${KERNEL_TARGET}_${stem}_${level})
    add_library(${object} OBJECT ${KERNEL_SOURCE})
    target_link_libraries(${object} PRIVATE inversim_flags)
    target_include_directories(${object} PRIVATE
      $<TARGET_PROPERTY:${KERNEL_TARGET},INCLUDE_DIRECTORIES>)
    target_compile_definitions(${object} PRIVATE INVERSIM_LEVEL=level_${level}
      INVERSIM_LEVEL_NAME="x86-64-${level}")
    target_compile_options(${object} PRIVATE ${INVERSIM_KERNEL_FLAGS_${level}}
      $<$<CXX_COMPILER_ID:GNU>:-fno-tree-slp-vectorize>
      $<$<CXX_COMPILER_ID:Clang>:-fno-slp-vectorize> ${KERNEL_OPTIONS})
    target_sources(${KERNEL_TARGET} PRIVATE $<TARGET_OBJECTS:${object}>)
  endforeach()
endfunction()
