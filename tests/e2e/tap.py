# SPDX-FileCopyrightText: 2026 The Rtmscope authors
# SPDX-License-Identifier: MIT
"""The tap in a real window: listen, read what has to be set in a program, let one go by (rtmscope tail, which is as good
as any), see its calls and frames, its figures and its chat, and find that nothing can be written."""

import os
import subprocess

import pyatspi

from apps import Serve, find_row, listen
from driver import Failed, Program, main, wait_for, walk

DIRECTION, TYPE, SUMMARY = 2, 3, 6


def test():
    serve = Serve()
    program = Program("--demo", "--rate", "1", "--seed", "7")
    url = listen(program, serve)
    program.screenshot("tap-1-waiting")
    lines = program.find("Lines for this SDK", pyatspi.ROLE_TEXT)
    if url.rstrip("/") not in program.text(lines):
        raise Failed(f"what has to be set does not name {url}: {program.text(lines)}")

    bot = subprocess.Popen([os.environ["PROGRAM"], "tail"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                           stdin=subprocess.DEVNULL,
                           env={**os.environ, "RTMSCOPE_API_URL": url, "SLACK_API_TOKEN": serve.tokens["xoxb"]})
    events = program.find("Events", pyatspi.ROLE_TABLE, pyatspi.ROLE_TREE_TABLE)
    wait_for("the call that opens its stream", lambda: find_row(
        program, events, lambda t: "note" in t[DIRECTION] and "rtm.connect" in t[SUMMARY]) is not None)
    wait_for("a message that it got", lambda: find_row(
        program, events, lambda t: "in" in t[DIRECTION] and t[TYPE] == "message") is not None)
    wait_for("its calls counted", lambda: any(
        node.name.startswith("Calls: ") and node.name[len("Calls: ")].isdigit() for node in walk(program.window)))
    messages = program.find("Messages", pyatspi.ROLE_LIST)
    wait_for("what is said there", lambda: messages.childCount > 0)
    wait_for("that nothing can be written", lambda: any("You are looking on" in node.name for node in walk(program.window)))
    program.screenshot("tap-2-passing")
    bot.terminate()
    bot.wait(20)
    program.stop()
    serve.stop()


main(test)
