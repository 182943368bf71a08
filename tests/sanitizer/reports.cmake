# SPDX-FileCopyrightText: 2026 The Rtmscope authors
# SPDX-License-Identifier: MIT
#
# MODE sees: empties the folder of reports, and checks that each kind of defect leaves one there.
# MODE silent: fails if there is a report, and prints it.

function(collect out)
    file(GLOB files "${REPORTS}/*")
    set(${out} "${files}" PARENT_SCOPE)
endfunction()

function(empty_folder)
    file(REMOVE_RECURSE "${REPORTS}")
    file(MAKE_DIRECTORY "${REPORTS}")
endfunction()

# probe(KIND WORDS): the probe's report must hold these words; without words there must be none.
function(probe kind words)
    empty_folder()
    execute_process(COMMAND "${PROBE}" ${kind} RESULT_VARIABLE status OUTPUT_VARIABLE output ERROR_VARIABLE output)
    collect(files)
    set(reports "")
    foreach(file IN LISTS files)
        file(READ "${file}" report)
        string(APPEND reports "${report}")
    endforeach()
    if(words STREQUAL "")
        if(NOT reports STREQUAL "" OR NOT status EQUAL 0)
            message(FATAL_ERROR "${reports}${output}\nCode without a defect was reported (status ${status}); with the "
                                "thread sanitizer: is there an instrumented Qt? See packaging/instrumented-qt.")
        endif()
    elseif(NOT reports MATCHES "${words}" OR status EQUAL 0)
        message(FATAL_ERROR "${reports}${output}\nThe defect “${kind}” was not reported in ${REPORTS} (status ${status}). "
                            "Run the tests by their preset: it sets the sanitizers' options.")
    endif()
endfunction()

if(MODE STREQUAL "sees")
    probe(clean "")
    if(SANITIZE MATCHES "thread")
        probe(race "data race.*sanitizer_probe")
    endif()
    if(SANITIZE MATCHES "address")
        probe(useafterfree "heap-use-after-free")
        probe(leak "detected memory leaks")
    endif()
    if(SANITIZE MATCHES "undefined")
        # Next to the address sanitizer this one has no file of its own with gcc. It tells stderr what is wrong, and aborts:
        # that is what gets into a file.
        probe(overflow "signed integer overflow|main.*sanitizer/probe.cpp")
    endif()
    empty_folder()
    return()
endif()

collect(files)
if(files STREQUAL "")
    return()
endif()
foreach(file IN LISTS files)
    file(READ "${file}" report)
    message("--- ${file}\n${report}")
endforeach()
list(LENGTH files count)
message(FATAL_ERROR "${count} processes were reported; ${REPORTS} holds the reports.")
