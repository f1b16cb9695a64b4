# SPDX-License-Identifier: Apache-2.0
# Turns files into a C++ source that holds them as std::string_view:
# cmake -DOUTPUT=x.cpp "-DFILES=page.html;page.css" -P embed.cmake gives kPageHtml and kPageCss.

if(OUTPUT)
  set(text "// made from the files of sim/report/page/ by embed.cmake\n")
  string(APPEND text "#include \"inversim/report/template.h\"\n\nnamespace inversim {\n")
  foreach(path IN LISTS FILES)
    get_filename_component(suffix ${path} LAST_EXT)
    string(REGEX REPLACE "^\\.(.)(.*)$" "\\1;\\2" parts ${suffix})
    list(GET parts 0 first)
    list(GET parts 1 rest)
    string(TOUPPER ${first} first)
    file(READ ${path} hex HEX)
    string(LENGTH "${hex}" length)
    math(EXPR bytes "${length} / 2")
    string(REGEX REPLACE "(................................)" "\\1\n" hex "${hex}")
    string(REGEX REPLACE "([0-9a-f][0-9a-f])" "0x\\1," hex "${hex}")
    string(APPEND text "\nstatic const unsigned char bytes${first}${rest}[] = {\n${hex}};\n"
      "const std::string_view kPage${first}${rest}(\n"
      "    reinterpret_cast<const char*>(bytes${first}${rest}), ${bytes});\n")
  endforeach()
  file(WRITE ${OUTPUT} "${text}\n}  // namespace inversim\n")
  return()
endif()

# included from sim/CMakeLists.txt: gives the room `report` its page
set(page ${CMAKE_CURRENT_LIST_DIR}/page)
set(files ${page}/page.html ${page}/page.css ${page}/page.js)
set(embedded ${CMAKE_CURRENT_BINARY_DIR}/report/page_files.cpp)
add_custom_command(OUTPUT ${embedded}
  COMMAND ${CMAKE_COMMAND} -DOUTPUT=${embedded} "-DFILES=${files}" -P ${CMAKE_CURRENT_LIST_FILE}
  DEPENDS ${files} ${CMAKE_CURRENT_LIST_FILE}
  COMMENT "Embedding the report page" VERBATIM)
target_sources(inversim_report PRIVATE ${embedded})
