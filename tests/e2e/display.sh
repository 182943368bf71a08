# SPDX-FileCopyrightText: 2026 The Rtmscope authors
# SPDX-License-Identifier: MIT
#
# To be sourced, with $work a folder that goes: starts a display of its own and a window manager, and waits for both.
# shellcheck shell=bash disable=SC2154

# -displayfd lets the server choose a free display and tell it when it is ready.
exec 8<> <(:)
Xvfb -displayfd 8 -screen 0 "${SCREEN_SIZE:-1280x800}x24" -nolisten tcp 2>"$work/xvfb.log" &
read -rt 30 number <&8 || { cat "$work/xvfb.log"; echo "Xvfb did not start"; exit 1; }
export DISPLAY=:$number
openbox >/dev/null 2>&1 &
# A window that is there before its manager never gets the keys, and may never be seen.
for _ in $(seq 300); do
    xprop -root _NET_SUPPORTING_WM_CHECK 2>/dev/null | grep -q 'window id' && break
    sleep 0.1
done
