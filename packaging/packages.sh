# SPDX-FileCopyrightText: 2026 The Rtmscope authors
# SPDX-License-Identifier: MIT
#
# Shared by packaging/run and packaging/test: what must be installed, and how. Sourced by bash, never run.

# To build and to run. One package a line, so that a change shows.
build_packages=(
    cmake
    fonts-dejavu-core
    fonts-noto-cjk
    fonts-noto-color-emoji
    fonts-noto-core
    g++
    libarchive-dev
    libgl-dev
    libqt6sql6-sqlite
    libqt6svg6
    libsimdjson-dev
    ninja-build
    qt6-base-dev
    qt6-svg-dev
    qt6-wayland
    qtkeychain-qt6-dev
)

# To test: a display that nobody sees, and the accessibility bus that drives the window from outside.
test_packages=(
    appstream
    at-spi2-core
    bzip2
    ccache
    dbus
    desktop-file-utils
    gir1.2-atspi-2.0
    gzip
    jq
    microsocks
    mold
    openbox
    python3
    python3-gi
    python3-pyatspi
    qt6-websockets-dev
    tinyproxy-bin
    x11-utils
    xauth
    xvfb
    xz-utils
    zip
    zstd
)

say() { printf '\033[1m==> %s\033[0m\n' "$*" >&2; }
fail() { printf '\033[1;31m==> %s\033[0m\n' "$*" >&2; exit 1; }

is_installed() {
    [ "$(dpkg-query -W -f='${db:Status-Status}' "$1" 2>/dev/null)" = installed ]
}

# install_missing PACKAGE...: asks for sudo only when something is missing.
install_missing() {
    command -v apt-get >/dev/null ||
        fail "This script installs packages with apt-get, which is not here. Install by hand: $* - then run it again."
    local missing=() package
    for package in "$@"; do
        is_installed "$package" || missing+=("$package")
    done
    if [ ${#missing[@]} -eq 0 ]; then
        say "All packages are there"
        return
    fi

    local as_root=()
    if [ "$(id -u)" -ne 0 ]; then
        command -v sudo >/dev/null ||
            fail "These packages are missing: ${missing[*]}. Install them as root, then run this again."
        as_root=(sudo)
    fi
    say "Installing: ${missing[*]}"
    "${as_root[@]}" apt-get update ||
        fail "The package lists could not be fetched. Check the network connection, then run this again."
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install --yes --no-install-recommends "${missing[@]}" ||
        fail "Installing failed; the lines above say why. Mend that, then run this again."
}

# build PRESET [TARGET...]
build() {
    local preset=$1
    shift
    say "Configuring ($preset)"
    cmake --preset "$preset" >"build-$preset.log" 2>&1 || {
        tail -n 30 "build-$preset.log" >&2
        fail "Configuring failed; the lines above say why."
    }
    rm -f "build-$preset.log"
    say "Building ($preset); the first time takes some minutes"
    cmake --build --preset "$preset" ${1:+--target "$@"} ||
        fail "Building failed; the lines above say why. With little memory, try: cmake --build --preset $preset --parallel 1"
}
