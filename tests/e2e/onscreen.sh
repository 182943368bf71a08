#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Rtmscope authors
# SPDX-License-Identifier: MIT
#
# onscreen.sh PROGRAM [ARGUMENT...]: runs a test in real windows on a display of its own, where nobody owns a clipboard or
# a selection. Exits with 77 (skipped) and says why where the tools are missing.
set -u
for tool in Xvfb openbox xprop; do
    command -v "$tool" >/dev/null || { echo "skipped: $tool is not installed"; exit 77; }
done

work=$(mktemp -d)
trap 'kill $(jobs -p) 2>/dev/null; wait 2>/dev/null; rm -rf "$work"' EXIT
export HOME=$work XDG_RUNTIME_DIR=$work/runtime TMPDIR=$work QT_QPA_PLATFORM=xcb
mkdir -m 700 "$XDG_RUNTIME_DIR"
unset WAYLAND_DISPLAY SLACK_API_TOKEN RTMSCOPE_API_URL

. "$(dirname "$0")/display.sh"
"$@"
