# SPDX-FileCopyrightText: 2026 The Rtmscope authors
# SPDX-License-Identifier: MIT
"""Pastes while nobody owns a clipboard or a selection, as on a display that was just started: by keys, by a middle
click and from the menu, into every kind of text field. The program stays, and takes what is pasted afterwards."""

import pyatspi

from driver import Failed, Program, main, wait_for


def paste_every_way(program, node):
    program.focus(node)
    program.chord("v", "Control")
    program.hold("Insert", "Shift")
    program.hold("Insert", "Control", "Shift")
    program.click(node, button=2)


def test():
    program = Program("--demo", "--rate", "1", "--seed", "7")
    composer = program.find("Message text")
    for name in ("Message text", "Filter"):
        node = program.find(name)
        paste_every_way(program, node)
        # A letter stands behind the click in the display's queue: once it is there, all before it has happened.
        program.chord("x")
        wait_for("a letter after the pastes", lambda: program.text(node).endswith("x"))
        if program.text(node) != "x":
            raise Failed(f"“{program.text(node)}”: something was pasted into “{name}” out of nothing")
        program.type(node, "")

    # What is there afterwards is pasted.
    program.type(composer, "copied")
    program.chord("a", "Control")
    program.chord("c", "Control")
    program.hold("End", "Control")
    program.chord("v", "Control")
    wait_for("the pasted text", lambda: program.text(composer) == "copiedcopied")
    program.type(composer, "")
    program.stop()


main(test)
