# One folder, one target: expurge_library(name SOURCES... DEPENDS...) and expurge_test(name SOURCES... DEPENDS...).

set(EXPURGE_WARNINGS -Wall -Wextra -Wpedantic -Wshadow -Wnon-virtual-dtor -Wold-style-cast
                     -Woverloaded-virtual -Wsuggest-override)
if(NOT CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  list(REMOVE_ITEM EXPURGE_WARNINGS -Wsuggest-override)
else()
  # GCC 12 sees an overlap in every short std::string assignment at -O3 (GCC bug 105651).
  list(APPEND EXPURGE_WARNINGS -Wno-restrict)
endif()

add_library(expurge_flags INTERFACE)
target_include_directories(expurge_flags INTERFACE ${CMAKE_SOURCE_DIR})
target_compile_definitions(expurge_flags INTERFACE EXPURGE_VERSION="${PROJECT_VERSION}")
target_compile_options(expurge_flags INTERFACE ${EXPURGE_WARNINGS}
                       $<$<BOOL:${EXPURGE_WERROR}>:-Werror>
                       -ffile-prefix-map=${CMAKE_SOURCE_DIR}=. -fstack-protector-strong)
if(EXPURGE_SANITIZE)
  target_compile_options(expurge_flags INTERFACE -fsanitize=${EXPURGE_SANITIZE} -fno-omit-frame-pointer)
  target_link_options(expurge_flags INTERFACE -fsanitize=${EXPURGE_SANITIZE})
  target_compile_definitions(expurge_flags INTERFACE EXPURGE_SANITIZED=1)
endif()

function(expurge_library name)
  cmake_parse_arguments(ARG "" "" "SOURCES;DEPENDS;PRIVATE_DEPENDS" ${ARGN})
  if(NOT ARG_SOURCES)
    add_library(${name} INTERFACE)
    target_link_libraries(${name} INTERFACE expurge_flags ${ARG_DEPENDS})
    return()
  endif()
  add_library(${name} STATIC ${ARG_SOURCES})
  target_link_libraries(${name} PUBLIC expurge_flags ${ARG_DEPENDS} PRIVATE ${ARG_PRIVATE_DEPENDS})
endfunction()

function(expurge_test name)
  cmake_parse_arguments(ARG "SLOW" "" "SOURCES;DEPENDS" ${ARGN})
  add_executable(${name} ${ARG_SOURCES})
  target_link_libraries(${name} PRIVATE expurge_flags ${ARG_DEPENDS} GTest::gtest GTest::gmock
                        GTest::gtest_main)
  target_compile_definitions(${name} PRIVATE EXPURGE_SOURCE_DIR="${CMAKE_SOURCE_DIR}"
                             EXPURGE_BUILD_DIR="${CMAKE_BINARY_DIR}")
  add_test(NAME ${name} COMMAND ${name})
  set_tests_properties(${name} PROPERTIES TIMEOUT 900)
  if(ARG_SLOW)
    set_tests_properties(${name} PROPERTIES LABELS slow)
  endif()
endfunction()
