# SPDX-License-Identifier: Apache-2.0
# What is installed, and where (docs/cpp.md, docs/python.md):
#
#   bin/inversim                      the program
#   share/inversim/                   models, controllers' sources, scenarios, suites: as in the tree
#   lib/inversim/controllers, fmu     what is built and loaded at run time
#   include/inversim/                 controller.h, wire.h; public headers of the rooms
#   lib/*.a, lib/cmake/inversim/      for find_package(inversim)
#
# The program finds the rest from where it lies, so that all of it may be moved. A Python package is
# such a folder too, without the part for find_package.

# inversim_install_program(<prefix/ or ""> <component> [EXCLUDE_FROM_ALL])
function(inversim_install_program PREFIX COMPONENT)
  set(options COMPONENT ${COMPONENT} ${ARGN})
  install(TARGETS inversim RUNTIME DESTINATION ${PREFIX}bin ${options})
  install(DIRECTORY ${CMAKE_SOURCE_DIR}/models ${CMAKE_SOURCE_DIR}/scenarios
    DESTINATION ${PREFIX}share/inversim ${options} PATTERN CMakeLists.txt EXCLUDE)
  install(DIRECTORY ${CMAKE_SOURCE_DIR}/tests/hil DESTINATION ${PREFIX}share/inversim/tests ${options}
    FILES_MATCHING PATTERN "*.yaml")
  install(FILES ${CMAKE_SOURCE_DIR}/sim/plant/controller.h ${CMAKE_SOURCE_DIR}/sim/loop/wire.h
    DESTINATION ${PREFIX}include/inversim ${options})
  # one written as a class
  install(FILES ${CMAKE_SOURCE_DIR}/sim/plant/controller.h ${CMAKE_SOURCE_DIR}/sim/plant/controller_class.h
    DESTINATION ${PREFIX}include/inversim/plant ${options})
  install(TARGETS controller_reference controller_reference_host
    LIBRARY DESTINATION ${PREFIX}lib/inversim/controllers ${options}
    RUNTIME DESTINATION ${PREFIX}lib/inversim/controllers ${options})
  if(TARGET inversim_fmi3)
    install(TARGETS inversim_fmi2 inversim_fmi3 LIBRARY DESTINATION ${PREFIX}lib/inversim/fmu ${options})
  endif()
endfunction()

# inversim_public(<room> ...): makes the target inversim::inversim of these rooms
function(inversim_public)
  set(shown ${CMAKE_BINARY_DIR}/rooms/public)
  file(MAKE_DIRECTORY ${shown}/inversim)
  file(CREATE_LINK ${CMAKE_CURRENT_SOURCE_DIR}/inversim.h ${shown}/inversim/inversim.h SYMBOLIC)
  add_library(inversim_public INTERFACE)
  add_library(inversim::inversim ALIAS inversim_public)
  set_target_properties(inversim_public PROPERTIES EXPORT_NAME inversim)
  target_include_directories(inversim_public INTERFACE $<BUILD_INTERFACE:${shown}> $<INSTALL_INTERFACE:include>)
  target_compile_features(inversim_public INTERFACE cxx_std_20)
  list(TRANSFORM ARGN PREPEND inversim_)
  target_link_libraries(inversim_public INTERFACE ${ARGN})
endfunction()

# the rooms that a target is built on, near and far
function(inversim_rooms_below TARGET OUT)
  set(found ${TARGET})
  get_target_property(linked ${TARGET} INTERFACE_LINK_LIBRARIES)
  foreach(library ${linked})
    string(REGEX REPLACE "^inversim::" "inversim_" library "${library}")
    if(library MATCHES "^inversim_" AND TARGET ${library})
      inversim_rooms_below(${library} more)
      list(APPEND found ${more})
    endif()
  endforeach()
  list(REMOVE_DUPLICATES found)
  set(${OUT} ${found} PARENT_SCOPE)
endfunction()

# inversim::inversim and what it is built on, for find_package(inversim)
function(inversim_install_library)
  include(CMakePackageConfigHelpers)
  set(place lib/cmake/inversim)
  inversim_rooms_below(inversim_public rooms)
  install(TARGETS ${rooms} EXPORT inversim ARCHIVE DESTINATION lib)
  install(EXPORT inversim NAMESPACE inversim:: FILE inversimTargets.cmake DESTINATION ${place})
  configure_package_config_file(${CMAKE_SOURCE_DIR}/cmake/inversimConfig.cmake.in
    ${CMAKE_BINARY_DIR}/inversimConfig.cmake INSTALL_DESTINATION ${place})
  write_basic_package_version_file(${CMAKE_BINARY_DIR}/inversimConfigVersion.cmake
    COMPATIBILITY SameMinorVersion)
  install(FILES ${CMAKE_BINARY_DIR}/inversimConfig.cmake ${CMAKE_BINARY_DIR}/inversimConfigVersion.cmake
    DESTINATION ${place})
  # followed when it is installed: headers change without CMake running again
  install(CODE "set(INVERSIM_SIM \"${CMAKE_SOURCE_DIR}/sim\")")
  install(SCRIPT ${CMAKE_SOURCE_DIR}/cmake/install_headers.cmake)
endfunction()
