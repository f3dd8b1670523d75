# How commsec is built: where products go, the compiler's flags, and the two
# functions with which the folders declare their targets.

set(CMAKE_CXX_STANDARD 17)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
# Everything of ours stays inside its product: two modules with a class of the
# same name in one clang-tidy were seen to run each other's factories.
set(CMAKE_CXX_VISIBILITY_PRESET hidden)
set(CMAKE_VISIBILITY_INLINES_HIDDEN ON)

set(CMAKE_RUNTIME_OUTPUT_DIRECTORY "${PROJECT_BINARY_DIR}/bin")
set(CMAKE_LIBRARY_OUTPUT_DIRECTORY "${PROJECT_BINARY_DIR}/lib")
set(CMAKE_ARCHIVE_OUTPUT_DIRECTORY "${PROJECT_BINARY_DIR}/lib")

if(NOT CMAKE_CXX_COMPILER_ID STREQUAL "Clang")
  message(FATAL_ERROR "commsec is built with Clang (its catalog is embedded "
    "with #embed), found ${CMAKE_CXX_COMPILER_ID}; use `cmake --preset default`")
endif()

find_program(COMMSEC_CCACHE ccache DOC "The compiler cache; used when present")
if(COMMSEC_CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
  # Precompiled headers can only be cached with these checks relaxed.
  set(CMAKE_CXX_COMPILER_LAUNCHER "${CMAKE_COMMAND}" -E env
    CCACHE_SLOPPINESS=pch_defines,time_macros,include_file_mtime,include_file_ctime
    "${COMMSEC_CCACHE}")
endif()

# What every target of ours is compiled with. LLVM's headers count as system
# headers, so the warnings are about our own code.
add_library(commsecOptions INTERFACE)
target_include_directories(commsecOptions INTERFACE "${PROJECT_SOURCE_DIR}/lib")
target_include_directories(commsecOptions SYSTEM INTERFACE
  ${LLVM_INCLUDE_DIRS} ${CLANG_INCLUDE_DIRS})
separate_arguments(COMMSEC_LLVM_DEFINITIONS NATIVE_COMMAND "${LLVM_DEFINITIONS}")
target_compile_definitions(commsecOptions INTERFACE ${COMMSEC_LLVM_DEFINITIONS})
target_compile_options(commsecOptions INTERFACE
  -fno-rtti -Wall -Wextra -Wno-unused-parameter -Wshadow -Wextra-semi
  -Wsuggest-override -Wnon-virtual-dtor -Wimplicit-fallthrough
  -fcolor-diagnostics "SHELL:-Xclang -fno-pch-timestamp")
option(COMMSEC_WERROR "Treat the compiler's warnings as errors" OFF)
if(COMMSEC_WERROR)
  target_compile_options(commsecOptions INTERFACE -Werror)
endif()

# The Clang headers are most of what there is to parse. They are compiled once,
# and every target that speaks to Clang reuses the result.
file(CONFIGURE OUTPUT "${PROJECT_BINARY_DIR}/ClangHeaders.cpp" @ONLY
  CONTENT "// Owns the precompiled header of everything that includes Clang.\n")
add_library(commsecClangHeaders OBJECT "${PROJECT_BINARY_DIR}/ClangHeaders.cpp")
target_link_libraries(commsecClangHeaders PRIVATE commsecOptions)
target_precompile_headers(commsecClangHeaders PRIVATE
  <clang/AST/ASTContext.h> <clang/AST/RecursiveASTVisitor.h>
  <clang/ASTMatchers/ASTMatchFinder.h> <clang/ASTMatchers/ASTMatchers.h>
  <clang/Analysis/CFG.h> <clang/Lex/Lexer.h> <clang-tidy/ClangTidyCheck.h>
  <llvm/ADT/StringMap.h> <memory> <optional> <string> <vector>)

# commsec_library(NAME [CLANG] [SOURCES extra...] [LINK library...])
#
# The static library commsec<NAME> from all sources of the folder. Without any
# source there is no target. CLANG: it speaks to Clang, not only to LLVM.
function(commsec_library name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "CLANG" "" "SOURCES;LINK")
  file(GLOB sources CONFIGURE_DEPENDS "${CMAKE_CURRENT_SOURCE_DIR}/*.cpp")
  list(APPEND sources ${arg_SOURCES})
  if(NOT sources)
    return()
  endif()
  add_library(commsec${name} STATIC ${sources})
  target_link_libraries(commsec${name} PUBLIC commsecOptions LLVM)
  if(arg_CLANG)
    target_link_libraries(commsec${name} PUBLIC clang-cpp)
    target_precompile_headers(commsec${name} REUSE_FROM commsecClangHeaders)
  endif()
  commsec_link(commsec${name} PUBLIC ${arg_LINK})
endfunction()

# commsec_link(TARGET SCOPE library...): links those of our libraries that have
# sources.
function(commsec_link target scope)
  foreach(library IN LISTS ARGN)
    if(TARGET commsec${library})
      target_link_libraries(${target} ${scope} commsec${library})
    endif()
  endforeach()
endfunction()
