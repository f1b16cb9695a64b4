# SPDX-License-Identifier: Apache-2.0
# Flags that every target shares.
#
# The bits: no contraction, no vectorised Eigen, no libm but sqrt in the core (docs/bits.md).
# -fno-math-errno and -fno-trapping-math change no result; they let sqrt and select be one
# instruction.

add_library(inversim_flags INTERFACE)
target_compile_options(inversim_flags INTERFACE
  -ffp-contract=off -fno-math-errno -fno-trapping-math
  # not those who build against what is installed
  $<BUILD_INTERFACE:-Wall> $<BUILD_INTERFACE:-Wextra> $<BUILD_INTERFACE:-Wshadow>
  $<BUILD_INTERFACE:-Wnon-virtual-dtor> $<BUILD_INTERFACE:-Wold-style-cast> $<BUILD_INTERFACE:-Wcast-qual>
  $<$<CXX_COMPILER_ID:GNU>:-Wno-psabi>)
target_compile_definitions(inversim_flags INTERFACE EIGEN_DONT_VECTORIZE)

set(INVERSIM_SANITIZE "" CACHE STRING "Value of -fsanitize=, or empty")
if(INVERSIM_SANITIZE)
  target_compile_options(inversim_flags INTERFACE
    -fsanitize=${INVERSIM_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all)
  target_link_options(inversim_flags INTERFACE -fsanitize=${INVERSIM_SANITIZE})
  # instrumented kernels inlined into one function take minutes to compile
  target_compile_definitions(inversim_flags INTERFACE INVERSIM_INLINE=inline)
endif()

# what only hands things on (commands, pages, bindings, tests): a third of its time to build is
# optimising that nothing notices
function(inversim_glue TARGET)
  target_compile_options(${TARGET} PRIVATE $<$<CONFIG:Release>:-O1>)
endfunction()
