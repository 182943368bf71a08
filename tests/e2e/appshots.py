# SPDX-FileCopyrightText: 2026 The Rtmscope authors
# SPDX-License-Identifier: MIT
"""Takes the pictures of docs/screenshots that are about apps: the ways to connect, the guard of a shared app, what people
do to an app, and a tapped bot. Not a test; by hand, as screenshots.py. The bot is what BOT names, a command that takes
SLACK_API_URL, SLACK_BOT_TOKEN and SLACK_APP_TOKEN from its environment; without it the tap waits in its picture. PICTURES
names some of them only; LOOK_THEME chooses the colours, and what is not light is named so.
"""

import os
import subprocess
import time

import pyatspi

from apps import Serve, connect_by_socket_mode, find_row, listen
from driver import Program, main, wait_for

THEME = os.environ.get("LOOK_THEME", "light")
SUFFIX = "" if THEME == "light" else "-" + THEME
TYPE, SUMMARY, ENVELOPE = 3, 6, 8


def start(*arguments):
    return Program("--seed", "7", "--theme", THEME, *arguments)


def read_first_steps(program):
    program.press(program.find("Got it"))


def ways():
    """The connect dialog with each of its ways."""
    program = start("--demo", "--rate", "1")
    read_first_steps(program)
    program.press(program.find("Connect…", pyatspi.ROLE_MENU_ITEM))
    for way, picture in (("RTM", "connect-rtm"), ("Tap", "connect-tap"), ("Socket Mode", "connect")):
        program.press(program.find(way, pyatspi.ROLE_PUSH_BUTTON, pyatspi.ROLE_TOGGLE_BUTTON, pyatspi.ROLE_RADIO_BUTTON,
                                   pyatspi.ROLE_CHECK_BOX))
        if way == "Socket Mode":
            field = program.find("Token", pyatspi.ROLE_PASSWORD_TEXT, pyatspi.ROLE_TEXT)
            program.focus(field)
            field.queryEditableText().setTextContents("xoxb-2222-3333-aaaaBBBBccccDDDD")
        time.sleep(1)
        program.screenshot(picture + SUFFIX)
    program.press(program.find("Create the Slack app", pyatspi.ROLE_PUSH_BUTTON))
    program.find("Manifest")
    time.sleep(1)
    program.screenshot("create-app" + SUFFIX)
    program.key("Escape")
    program.key("Escape")
    program.stop()


def interactive(serve):
    """Socket Mode: somebody presses a button of the app, or gives it a command."""
    program = start("--demo", "--rate", "1")
    read_first_steps(program)
    connect_by_socket_mode(program, serve)
    events = program.find("Events", pyatspi.ROLE_TABLE, pyatspi.ROLE_TREE_TABLE)
    row = wait_for("what somebody did to the app", lambda: find_row(
        program, events, lambda t: t[ENVELOPE] in ("interactive", "slash_commands")), timeout=240)
    cell = program.cell(events, row, SUMMARY)
    wait_for("its row on the screen", lambda: program.visible(cell, events) and (program.click(cell) or True))
    time.sleep(2)
    program.screenshot("interactive" + SUFFIX)
    program.stop()


def guard(serve):
    """Another program is connected with the same app."""
    other = subprocess.Popen([os.environ["PROGRAM"], "tail", "--socket-mode"], stdout=subprocess.DEVNULL,
                             stderr=subprocess.DEVNULL, stdin=subprocess.DEVNULL,
                             env={**os.environ, "RTMSCOPE_API_URL": serve.address, "SLACK_APP_TOKEN": serve.tokens["xapp"],
                                  "SLACK_BOT_TOKEN": serve.tokens["xoxb"]})
    time.sleep(3)
    program = start("--demo", "--rate", "1")
    read_first_steps(program)
    connect_by_socket_mode(program, serve, "I don’t know")
    share = program.find("Share anyway", pyatspi.ROLE_PUSH_BUTTON)
    time.sleep(1)
    program.screenshot("guard" + SUFFIX)
    program.press(share)
    program.find("Make my own app", pyatspi.ROLE_PUSH_BUTTON)
    time.sleep(3)
    program.screenshot("shared" + SUFFIX)
    program.stop()
    other.terminate()
    other.wait(20)


def tap(serve):
    """A bot that goes by the tap, once the window has shown what to set in it."""
    program = start("--demo", "--rate", "1")
    read_first_steps(program)
    url = listen(program, serve.address)
    time.sleep(1)
    program.screenshot("tap-waiting" + SUFFIX)
    if os.environ.get("BOT"):
        bot = subprocess.Popen(os.environ["BOT"], shell=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                               env={**os.environ, "SLACK_API_URL": url, "SLACK_APP_TOKEN": serve.tokens["xapp"],
                                    "SLACK_BOT_TOKEN": serve.tokens["xoxb"]})
        events = program.find("Events", pyatspi.ROLE_TABLE, pyatspi.ROLE_TREE_TABLE)
        wait_for("a failed call", lambda: find_row(
            program, events, lambda t: "channel_not_found" in t[SUMMARY]) is not None, timeout=90)
        time.sleep(5)
        program.screenshot("tap" + SUFFIX)
        bot.terminate()
        bot.wait(20)
    program.stop()


def test():
    wanted = os.environ.get("PICTURES", "ways interactive guard tap").split()
    if "ways" in wanted:
        ways()
    for name, take in (("interactive", interactive), ("guard", guard), ("tap", tap)):
        if name in wanted:
            serve = Serve()
            take(serve)
            serve.stop()


main(test)
