# SPDX-License-Identifier: Apache-2.0
# Installs sim/inversim.h and every header of the rooms that it includes, near and far. Run by
# `cmake --install`, with INVERSIM_SIM the folder sim/.

cmake_policy(VERSION 3.25)
set(pending inversim.h)
set(seen "")
while(pending)
  list(POP_FRONT pending header)
  if(header IN_LIST seen)
    continue()
  endif()
  list(APPEND seen ${header})
  get_filename_component(room "${header}" DIRECTORY)
  file(INSTALL ${INVERSIM_SIM}/${header} DESTINATION ${CMAKE_INSTALL_PREFIX}/include/inversim/${room})
  file(STRINGS ${INVERSIM_SIM}/${header} lines REGEX "^#include \"inversim/")
  foreach(line IN LISTS lines)
    string(REGEX REPLACE "^#include \"inversim/([^\"]+)\".*" "\\1" included "${line}")
    list(APPEND pending ${included})
  endforeach()
endwhile()
