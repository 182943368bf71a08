# SPDX-FileCopyrightText: 2026 The Rtmscope authors
# SPDX-License-Identifier: MIT
#
# A room is a folder of sources with a list of the rooms that it may include. It sees nothing else: its include path
# holds one folder per room that it needs, directly or through those, and in each of them only that room, under the path
# that includes name ("core/net/webapi.h"). So an include against the arrows does not compile.

# rtmscope_room(NEEDS room... [LIBS lib...] SOURCES file...), in the room's own CMakeLists.txt. The including
# CMakeLists.txt has set RTMSCOPE_LIBRARY, the library that the room becomes a part of, and RTMSCOPE_PCH, the target
# whose precompiled header it uses. LIBS are for this room only: who needs it does not see them.
function(rtmscope_room)
    cmake_parse_arguments(PARSE_ARGV 0 room "" "" "NEEDS;LIBS;SOURCES")
    file(RELATIVE_PATH folder ${PROJECT_SOURCE_DIR} ${CMAKE_CURRENT_SOURCE_DIR})
    rtmscope_room_target(target ${folder})

    set(root ${PROJECT_BINARY_DIR}/rooms/${target})
    cmake_path(GET folder PARENT_PATH parent)
    file(MAKE_DIRECTORY ${root}/${parent})
    if(IS_SYMLINK ${root}/${folder})
        file(REMOVE ${root}/${folder})
    else()
        file(REMOVE_RECURSE ${root}/${folder})
    endif()
    # Rooms inside of it are seen by those only who need them: such a folder shows its own files.
    file(GLOB inside ${CMAKE_CURRENT_SOURCE_DIR}/*/CMakeLists.txt)
    if(inside)
        file(MAKE_DIRECTORY ${root}/${folder})
        foreach(source IN LISTS room_SOURCES)
            if(NOT IS_ABSOLUTE ${source})
                file(CREATE_LINK ${CMAKE_CURRENT_SOURCE_DIR}/${source} ${root}/${folder}/${source} SYMBOLIC)
            endif()
        endforeach()
    else()
        file(CREATE_LINK ${CMAKE_CURRENT_SOURCE_DIR} ${root}/${folder} SYMBOLIC)
    endif()

    add_library(${target}_headers INTERFACE)
    target_include_directories(${target}_headers INTERFACE ${root})
    foreach(needed IN LISTS room_NEEDS)
        if(NOT EXISTS ${PROJECT_SOURCE_DIR}/${needed}/CMakeLists.txt)
            message(FATAL_ERROR "${folder} needs ${needed}, which is no room.")
        endif()
        rtmscope_room_target(other ${needed})
        target_link_libraries(${target}_headers INTERFACE ${other}_headers)
    endforeach()

    add_library(${target} OBJECT ${room_SOURCES})
    target_link_libraries(${target} PRIVATE
        ${target}_headers ${RTMSCOPE_ROOM_LIBS} ${room_LIBS} rtmscope_options rtmscope_warnings)
    target_precompile_headers(${target} REUSE_FROM ${RTMSCOPE_PCH})

    target_sources(${RTMSCOPE_LIBRARY} PRIVATE $<TARGET_OBJECTS:${target}>)
    target_include_directories(${RTMSCOPE_LIBRARY} PUBLIC $<BUILD_INTERFACE:${root}>)
    target_link_libraries(${RTMSCOPE_LIBRARY} PRIVATE ${room_LIBS})
endfunction()

# The target of the room in \a folder: core/demo/world becomes core_demo_world.
function(rtmscope_room_target variable folder)
    string(REPLACE "/" "_" name ${folder})
    set(${variable} ${name} PARENT_SCOPE)
endfunction()
