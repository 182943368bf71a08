#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Rtmscope authors
# SPDX-License-Identifier: MIT
#
# say_hello_check.sh RTMSCOPE SAY_HELLO: the example must answer a Hello in its thread, and survive everything else
# that the demo workspace sends meanwhile, messages without text included.
set -u
rtmscope=$1
say_hello=$2
work=$(mktemp -d)
trap 'kill $(jobs -p) 2>/dev/null; wait 2>/dev/null; rm -rf "$work"' EXIT

fail() { echo "FAILED: $*"; for log in "$work"/*; do echo "--- $log"; tail -n 20 "$log"; done; exit 1; }

# until_true SECONDS COMMAND...: polls, so that a slow machine only takes longer.
until_true() {
    local end=$((SECONDS + $1)); shift
    until "$@"; do
        [ $SECONDS -lt $end ] || return 1
        read -rt 0.1 <> <(:) || :
    done
}

"$rtmscope" serve --rate 50 >"$work/base" 2>"$work/serve.log" &
until_true 20 test -s "$work/base" || fail "the demo server did not start"
RTMSCOPE_API_URL=$(cat "$work/base")
export RTMSCOPE_API_URL
# Each example takes what it needs.
SLACK_API_TOKEN=xoxb-demo-rtmscope SLACK_APP_TOKEN=xapp-1-A0RTMSCOPE-demo SLACK_BOT_TOKEN=xoxb-demo-rtmscope \
    "$say_hello" >"$work/example.log" 2>&1 &
example=$!
# The listener is a person's connection; it sees what the bot posts.
SLACK_API_TOKEN=xoxp-demo-you "$rtmscope" tail --format raw >"$work/frames" 2>"$work/tail.log" &
until_true 20 grep -q '"hello"' "$work/frames" || fail "the listener did not connect"

# The example's own connection may still be coming up: say Hello until it is answered.
answered() {
    SLACK_API_TOKEN=xoxp-demo-you "$rtmscope" send --quiet --channel '#general' --text 'Hello there' \
        >"$work/ack" 2>>"$work/send.log" || return 1
    local ts
    ts=$(sed -n 's/.*"ts":"\([0-9.]*\)".*/\1/p' "$work/ack")
    until_true 5 grep -q "Hi <@U[A-Z0-9]*>!.*\"thread_ts\":\"$ts\"\|\"thread_ts\":\"$ts\".*Hi <@U[A-Z0-9]*>!" "$work/frames"
}
until_true 60 answered || fail "Hello was not answered in its thread"
kill -0 $example 2>/dev/null || fail "the example died"
echo "The example answered in the thread and is still alive."
