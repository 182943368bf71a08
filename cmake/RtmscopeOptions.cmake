# SPDX-FileCopyrightText: 2026 The Rtmscope authors
# SPDX-License-Identifier: MIT
#
# Two interface targets that every target of ours links: how we compile, and what we want to be warned of.

add_library(rtmscope_options INTERFACE)
target_compile_definitions(rtmscope_options INTERFACE
    QT_NO_KEYWORDS
    QT_NO_CAST_FROM_ASCII
    QT_NO_CAST_TO_ASCII
    QT_NO_URL_CAST_FROM_STRING
    QT_NO_NARROWING_CONVERSIONS_IN_CONNECT
    QT_NO_FOREACH
    QT_NO_CONTEXTLESS_CONNECT
    RTMSCOPE_VERSION="${PROJECT_VERSION}")

if(RTMSCOPE_FUZZERS)
    target_compile_options(rtmscope_options INTERFACE -fsanitize=fuzzer-no-link)
    target_link_options(rtmscope_options INTERFACE -fsanitize=fuzzer-no-link)
endif()

if(RTMSCOPE_SANITIZE)
    target_compile_options(rtmscope_options INTERFACE
        -fsanitize=${RTMSCOPE_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all)
    target_link_options(rtmscope_options INTERFACE -fsanitize=${RTMSCOPE_SANITIZE})
endif()

add_library(rtmscope_warnings INTERFACE)
target_compile_options(rtmscope_warnings INTERFACE
    -Wall -Wextra -Wpedantic -Wshadow -Wconversion)
if(RTMSCOPE_WERROR)
    target_compile_options(rtmscope_warnings INTERFACE -Werror)
endif()

# Faster builds where the tools are there: ccache, and the mold linker, as there is one executable per test class.
find_program(RTMSCOPE_CCACHE ccache)
if(RTMSCOPE_CCACHE AND UNIX AND NOT DEFINED CMAKE_CXX_COMPILER_LAUNCHER)
    set(CMAKE_CXX_COMPILER_LAUNCHER ${PROJECT_SOURCE_DIR}/cmake/compile.sh ${RTMSCOPE_CCACHE})
endif()
find_program(RTMSCOPE_MOLD mold)
if(RTMSCOPE_MOLD AND (NOT CMAKE_CXX_COMPILER_ID STREQUAL "GNU" OR CMAKE_CXX_COMPILER_VERSION VERSION_GREATER_EQUAL 12.1))
    add_link_options(-fuse-ld=mold)
endif()
