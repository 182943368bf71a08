# SPDX-FileCopyrightText: 2026 The Rtmscope authors
# SPDX-License-Identifier: MIT
#
# Installs the project into a scratch prefix, builds the examples of docs/examples against it as a stranger would, and
# runs each against the demo server: somebody says Hello, and the answer must arrive in that message's thread.
set(work "${BUILD_DIR}/example-say-hello")
file(REMOVE_RECURSE "${work}")

function(run)
    execute_process(COMMAND ${ARGN} RESULT_VARIABLE status OUTPUT_VARIABLE output ERROR_VARIABLE output)
    if(NOT status EQUAL 0)
        message(FATAL_ERROR "${ARGN}\n${output}")
    endif()
endfunction()

run(${CMAKE_COMMAND} --install "${BUILD_DIR}" --prefix "${work}/prefix")
set(flags "")
if(SANITIZE)
    set(flags "-DCMAKE_CXX_FLAGS=-fsanitize=${SANITIZE}" "-DCMAKE_EXE_LINKER_FLAGS=-fsanitize=${SANITIZE}")
endif()
foreach(example say-hello say-hello-socket-mode)
    run(${CMAKE_COMMAND} -G Ninja -S "${SOURCE_DIR}/${example}" -B "${work}/${example}"
        -DCMAKE_PREFIX_PATH=${work}/prefix -DCMAKE_CXX_COMPILER=${COMPILER} ${flags})
    run(${CMAKE_COMMAND} --build "${work}/${example}")
    run(/usr/bin/env bash "${CMAKE_CURRENT_LIST_DIR}/say_hello_check.sh" "${PROGRAM}" "${work}/${example}/${example}")
endforeach()
