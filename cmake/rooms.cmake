# SPDX-License-Identifier: Apache-2.0
# inversim_room(NAME <room> [SOURCES ...] [USES <lower room> ...] [LIBRARIES ...])
#
# A room is a folder of sim/. Its target shows one include directory, in the build tree, in which
# inversim/<room> is a link to the folder: a room sees its own headers and those of the rooms it
# uses (and of what those use), so that the build refuses an upward include.

function(inversim_room)
  cmake_parse_arguments(ROOM "" "NAME" "SOURCES;USES;LIBRARIES" ${ARGN})
  set(shown ${CMAKE_BINARY_DIR}/rooms/${ROOM_NAME})
  file(MAKE_DIRECTORY ${shown}/inversim)
  file(CREATE_LINK ${CMAKE_CURRENT_SOURCE_DIR}/${ROOM_NAME} ${shown}/inversim/${ROOM_NAME} SYMBOLIC)

  set(target inversim_${ROOM_NAME})
  set(scope PUBLIC)
  if(ROOM_SOURCES)
    list(TRANSFORM ROOM_SOURCES PREPEND ${ROOM_NAME}/)
    add_library(${target} STATIC ${ROOM_SOURCES})
    if(TARGET room_headers)
      inversim_reuse(${target} room_headers)
    endif()
  else()
    set(scope INTERFACE)
    add_library(${target} INTERFACE)
  endif()
  add_library(inversim::${ROOM_NAME} ALIAS ${target})
  target_include_directories(${target} ${scope} $<BUILD_INTERFACE:${shown}> $<INSTALL_INTERFACE:include>)
  set_target_properties(${target} PROPERTIES EXPORT_NAME ${ROOM_NAME})
  list(TRANSFORM ROOM_USES PREPEND inversim::)
  target_link_libraries(${target} ${scope} ${ROOM_USES} ${ROOM_LIBRARIES} inversim_flags)
endfunction()
