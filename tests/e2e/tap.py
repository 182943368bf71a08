# SPDX-FileCopyrightText: 2026 The Rtmscope authors
# SPDX-License-Identifier: MIT
"""The tap in a real window: ask for a port that is taken and be told so wherever one looks, listen, read what has to be
set in a program, let one go by (rtmscope tail, which is as good as any), see its calls and frames, its figures and its
chat, and find that nothing can be written."""

import os
import socket
import subprocess

import pyatspi

from apps import Serve, address_of_tap, ask_to_listen, find_row, shown_button
from driver import Failed, Program, main, wait_for, walk

DIRECTION, TYPE, SUMMARY = 2, 3, 6


def check_taken_port(program, serve):
    """Says so in the middle, in the status and in the empty stream, also where nothing else is in view."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        ask_to_listen(program, serve.address, port)
        program.find("Choose another port…", pyatspi.ROLE_PUSH_BUTTON)
        events = program.find("Events", pyatspi.ROLE_TABLE, pyatspi.ROLE_TREE_TABLE)
        wait_for("why the stream is empty", lambda: f"Port {port} is taken" in events.description)
        status = program.find("Connection details")
        wait_for("the same in the status bar", lambda: f"Port {port} is taken" in status.name)
        program.chord("2", "Control", "Alt")
        help_button = wait_for("the way from the monitor", lambda: shown_button(program, "What to do"))
        program.screenshot("tap-0-taken")
        program.press(help_button)
        again = wait_for("the card again", lambda: shown_button(program, "Try again"))
    program.press(again)
    return port


def test():
    serve = Serve()
    program = Program("--demo", "--rate", "1", "--seed", "7")
    port = check_taken_port(program, serve)
    url = address_of_tap(program)
    if f":{port}/" not in url:
        raise Failed(f"it listens at {url}, not on {port}")
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
