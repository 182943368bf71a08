# SPDX-FileCopyrightText: 2026 The Rtmscope authors
# SPDX-License-Identifier: MIT
#
# find_package(Rtmscope) and Rtmscope::core for programs of others. Headers keep their paths: "core/session/…"
# lives below include/rtmscope, which the target adds.

install(TARGETS rtmscope_core
    EXPORT RtmscopeTargets
    ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR}
    INCLUDES DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}/rtmscope)
install(DIRECTORY core
    DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}/rtmscope
    FILES_MATCHING PATTERN "*.h"
    PATTERN demo EXCLUDE
    PATTERN pch.h EXCLUDE)
install(EXPORT RtmscopeTargets
    NAMESPACE Rtmscope::
    DESTINATION ${CMAKE_INSTALL_LIBDIR}/cmake/Rtmscope)

configure_package_config_file(cmake/RtmscopeConfig.cmake.in
    "${PROJECT_BINARY_DIR}/RtmscopeConfig.cmake"
    INSTALL_DESTINATION ${CMAKE_INSTALL_LIBDIR}/cmake/Rtmscope)
write_basic_package_version_file("${PROJECT_BINARY_DIR}/RtmscopeConfigVersion.cmake"
    COMPATIBILITY SameMinorVersion)
install(FILES
    "${PROJECT_BINARY_DIR}/RtmscopeConfig.cmake"
    "${PROJECT_BINARY_DIR}/RtmscopeConfigVersion.cmake"
    DESTINATION ${CMAKE_INSTALL_LIBDIR}/cmake/Rtmscope)
