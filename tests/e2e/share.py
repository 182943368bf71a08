# SPDX-FileCopyrightText: 2026 The Rtmscope authors
# SPDX-License-Identifier: MIT
"""Saves a capture redacted from the window, with the texts of one conversation kept: the dialog tells what was found, and
the copy opens, with the same events and other names. LOOK_THEME chooses the colours of the pictures."""

import os
import subprocess

import pyatspi

from driver import Failed, Program, main, wait_for

THEME = os.environ.get("LOOK_THEME", "light")
SUFFIX = "" if THEME == "light" else "-" + THEME


def record(path):
    subprocess.run([os.environ["PROGRAM"], "record", path, "--demo", "--seed", "7", "--rate", "400", "--duration", "3",
                    "--quiet"], check=True)


def answer_file_dialog(program, path):
    name = program.find("File name:", pyatspi.ROLE_TEXT)
    program.type(name, path)
    program.key("Return")


def test():
    folder = os.environ["HOME"]
    original, copy = os.path.join(folder, "day.rtmcap"), os.path.join(folder, "safe.rtmcap")
    record(original)
    program = Program("--theme", THEME, original)
    events = program.find("Events", pyatspi.ROLE_TABLE, pyatspi.ROLE_TREE_TABLE)
    wait_for("the events", lambda: program.rows(events) > 500)
    count = program.rows(events)
    program.press(program.find("Save redacted…", pyatspi.ROLE_MENU_ITEM))
    places = program.find("Conversations that keep what was said", pyatspi.ROLE_LIST)
    wait_for("the conversations", lambda: places.childCount > 5)
    names = [places.getChildAtIndex(i).name for i in range(places.childCount)]
    program.click(places.getChildAtIndex(names.index("#general")))  # its box
    wait_for("the choice to be told", lambda: program.find("1 conversation keeps its texts, with pseudonyms for the names in"
             " them. What people say there may tell who they are."))
    program.screenshot("save-redacted" + SUFFIX)
    program.press(program.find("Save…", pyatspi.ROLE_PUSH_BUTTON))
    answer_file_dialog(program, copy)
    button = program.find("Open it", pyatspi.ROLE_PUSH_BUTTON)
    wait_for("the result", lambda: button.getState().contains(pyatspi.STATE_SHOWING))
    program.screenshot("save-redacted-result" + SUFFIX)
    with open(copy, encoding="utf-8") as lines:
        content = lines.read()
    for gone in ("C0OPS", "U02TOMAS", "Tomás", "Demo workspace"):
        if gone in content:
            raise Failed(f"“{gone}” is left in the copy")
    program.press(button)
    wait_for("the copy", lambda: program.window.name.startswith("safe"))
    wait_for(f"{count} events", lambda: program.rows(events) == count)
    program.stop()


main(test)
