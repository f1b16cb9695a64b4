# SPDX-License-Identifier: Apache-2.0
# Turns files into a C++ source that holds them as std::string_view:
# cmake -DOUTPUT=x.cpp "-DFILES=page.html;three.js" -P embed.cmake gives kPageHtml and kThreeJs.

if(OUTPUT)
  set(text "// made from the files of sim/report/page/ by embed.cmake\n")
  string(APPEND text "#include \"inversim/report/template.h\"\n\nnamespace inversim {\n")
  foreach(path IN LISTS FILES)
    get_filename_component(file ${path} NAME)
    string(REGEX REPLACE "^(.)([^.]*)\\.(.)(.*)$" "\\1;\\2;\\3;\\4" parts ${file})
    list(GET parts 0 first)
    list(GET parts 2 second)
    string(TOUPPER "${first};${second}" capitals)
    list(GET capitals 0 first)
    list(GET capitals 1 second)
    list(GET parts 1 rest)
    list(GET parts 3 end)
    set(name ${first}${rest}${second}${end})
    file(READ ${path} hex HEX)
    string(LENGTH "${hex}" length)
    math(EXPR bytes "${length} / 2")
    string(REGEX REPLACE "(................................)" "\\1\n" hex "${hex}")
    string(REGEX REPLACE "([0-9a-f][0-9a-f])" "0x\\1," hex "${hex}")
    string(APPEND text "\nstatic const unsigned char bytes${name}[] = {\n${hex}};\n"
      "const std::string_view k${name}(\n"
      "    reinterpret_cast<const char*>(bytes${name}), ${bytes});\n")
  endforeach()
  file(WRITE ${OUTPUT} "${text}\n}  // namespace inversim\n")
  return()
endif()

# included from sim/CMakeLists.txt: gives the room `report` its page
set(page ${CMAKE_CURRENT_LIST_DIR}/page)
set(files ${page}/page.html ${page}/page.css ${page}/page.js ${page}/three.js)
set(embedded ${CMAKE_CURRENT_BINARY_DIR}/report/page_files.cpp)
add_custom_command(OUTPUT ${embedded}
  COMMAND ${CMAKE_COMMAND} -DOUTPUT=${embedded} "-DFILES=${files}" -P ${CMAKE_CURRENT_LIST_FILE}
  DEPENDS ${files} ${CMAKE_CURRENT_LIST_FILE}
  COMMENT "Embedding the report page" VERBATIM)
target_sources(inversim_report PRIVATE ${embedded})
