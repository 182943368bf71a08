#!/bin/bash
# SPDX-FileCopyrightText: 2026 The Rtmscope authors
# SPDX-License-Identifier: MIT
#
# Launches the compiler through ccache: cmake/compile.sh CCACHE COMPILER ARGUMENT...
# gcc makes other bytes of the same precompiled header each time, so that ccache would find nothing after it was made
# anew. The checksum of what went into it is written beside it instead, where ccache looks for one.
set -euo pipefail
ccache=$1
shift
case " $* " in
*" -x c++-header "*.gch*) ;;
*)
    export CCACHE_SLOPPINESS=pch_defines,time_macros,include_file_mtime,include_file_ctime CCACHE_PCH_EXTSUM=1
    exec "$ccache" "$@" ;;
esac

arguments=()
while [ $# -gt 0 ]; do
    if [ "$1" = -o ]; then
        output=$2
        shift
    else
        arguments+=("$1")
    fi
    shift
done
# Before it is compiled: once it is there, the preprocessor would take it instead of the header.
rm -f "$output" "$output.sum"
checksum=$({ "${arguments[@]}" -E && "${arguments[0]}" --version && echo "${arguments[@]}"; } | sha256sum)
"${arguments[@]}" -o "$output"
echo "$checksum" >"$output.sum"
