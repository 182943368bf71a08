#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Rtmscope authors
# SPDX-License-Identifier: MIT
#
# looks.sh PROGRAM DIR [NAME...]: pictures of the whole window in every size, theme and direction that it has to look well
# in, to be looked at by a person. With names only those of the list below. About a minute each.
set -eu
here=$(dirname "$(readlink -f "$0")")
program=$(readlink -f "$1")
mkdir -p "$2"
folder=$(readlink -f "$2")
shift 2
wanted=" $* "

# name, screen, theme, then what else is set
while read -r name screen theme settings; do
    [ "$wanted" = "  " ] || [[ "$wanted" == *" $name "* ]] || continue
    echo "$name ($screen, $theme${settings:+, $settings})"
    env LOOK="$name" LOOK_THEME="$theme" SCREEN_SIZE="$screen" ${settings:+$settings} \
        "$here/run.sh" "$program" "$here/screenshots.py" "$folder" </dev/null || echo "failed: $name"
done <<'LOOKS'
small 900x600 light
usual 1280x800 light
usual-dark 1280x800 dark
usual-contrast 1280x800 contrast
dense 1280x800 light QT_SCALE_FACTOR=2
largetext 1280x800 light QT_FONT_DPI=192
large 1920x1080 light
large-dark 1920x1080 dark
mirrored 1280x800 light E2E_LOCALE=ar_EG.UTF-8
mirrored-small 900x600 dark E2E_LOCALE=he_IL.UTF-8
LOOKS
