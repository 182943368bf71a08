#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Rtmscope authors
# SPDX-License-Identifier: MIT
#
# run.sh PROGRAM SCRIPT.py [SCREENSHOT_DIR]: starts the built program in a real window on a display of its own, with a
# session bus, an accessibility bus and a home folder of its own, and runs the script, which drives it from outside.
# E2E_LOCALE and LANGUAGE choose another locale than C.
# Exits with 77 (skipped) and says why where the tools are missing.
set -u
program=$(readlink -f "$1")
script=$(readlink -f "$2")
export SCREENSHOT_DIR=${3:-}

launcher=
for path in /usr/libexec/at-spi-bus-launcher /usr/lib/at-spi2-core/at-spi-bus-launcher; do
    [ -x "$path" ] && launcher=$path
done
for tool in Xvfb dbus-run-session openbox xprop /usr/bin/python3; do
    command -v "$tool" >/dev/null || { echo "skipped: $tool is not installed"; exit 77; }
done
[ -n "$launcher" ] || { echo "skipped: at-spi-bus-launcher is not installed"; exit 77; }
/usr/bin/python3 -c 'import pyatspi' 2>/dev/null || { echo "skipped: python3-pyatspi is not installed"; exit 77; }

work=$(mktemp -d)
trap 'kill $(jobs -p) 2>/dev/null; wait 2>/dev/null; rm -rf "$work"' EXIT
export HOME=$work XDG_CONFIG_HOME=$work/config XDG_DATA_HOME=$work/data XDG_CACHE_HOME=$work/cache
export XDG_RUNTIME_DIR=$work/runtime TMPDIR=$work
mkdir -m 700 "$XDG_RUNTIME_DIR"
unset WAYLAND_DISPLAY QT_QPA_PLATFORM SLACK_API_TOKEN RTMSCOPE_API_URL
export QT_LINUX_ACCESSIBILITY_ALWAYS_ON=1 LC_ALL=${E2E_LOCALE:-C.UTF-8} PYTHONUTF8=1 TZ=UTC

. "$(dirname "$0")/display.sh"

dbus-run-session -- bash -c '
    "$1" --launch-immediately >/dev/null 2>&1 &
    PROGRAM=$2 /usr/bin/python3 "$3"
    status=$?
    kill $(jobs -p) 2>/dev/null
    exit $status' bash "$launcher" "$program" "$script"
