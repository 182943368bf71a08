# SPDX-FileCopyrightText: 2026 The Rtmscope authors
# SPDX-License-Identifier: MIT
"""The main job in a real window: wait for events, select one, read its JSON, open a thread, reply, and see the
acknowledgement in the event table and the reply in the thread."""

import pyatspi

from driver import Failed, Program, main, wait_for

TYPE, SUMMARY = 3, 6
REPLY = "Checked from outside, all fine"


def find_row(program, table, wanted, newest=400):
    """The newest row whose texts satisfy wanted, or None."""
    rows = program.rows(table)
    for row in range(rows - 1, max(-1, rows - newest), -1):
        texts = program.row_texts(table, row)
        if wanted(texts):
            return row
    return None


def test():
    program = Program("--demo", "--rate", "4", "--seed", "7")
    if not program.window.name.startswith("Demo workspace"):
        raise Failed(f"the window is called “{program.window.name}”")

    # Events arrive by themselves at the first start.
    events = program.find("Events", pyatspi.ROLE_TABLE, pyatspi.ROLE_TREE_TABLE)
    wait_for("events", lambda: program.rows(events) > 10)
    status = program.find("Connection status")
    wait_for("the connection in words", lambda: "Connected" in (status.name + " " + (status.description or ""))
             or "Connected" in program.text(status))
    program.screenshot("1-events")

    # Select a message; its JSON appears.
    def select_message():
        row = find_row(program, events, lambda t: t[TYPE] == "message")
        cell = program.cell(events, row, SUMMARY)
        return program.visible(cell, events) and (program.click(cell) or True)

    wait_for("a message in the table", select_message)
    tree = program.find("Event JSON", pyatspi.ROLE_TREE, pyatspi.ROLE_TREE_TABLE)
    wait_for("the event's members", lambda: program.rows(tree) > 2)
    names = [program.cell(tree, r, 0).name for r in range(program.rows(tree))]
    if not any("type" in name for name in names):
        raise Failed(f"the JSON tree shows {names}")
    program.screenshot("2-json")

    # Open a thread from the channel, by keyboard.
    messages = program.find("Messages", pyatspi.ROLE_LIST)
    wait_for("messages", lambda: messages.childCount > 3)
    program.click(messages.getChildAtIndex(messages.childCount - 1))
    program.key("End")
    program.key("Return")
    reply = program.find("Reply text")
    thread = program.find("Thread", pyatspi.ROLE_LIST)
    wait_for("the thread's first message", lambda: thread.childCount >= 1)
    before = thread.childCount
    program.screenshot("3-thread")

    # Reply, and see it acknowledged.
    program.type(reply, REPLY)
    program.press(program.find("Send reply", pyatspi.ROLE_PUSH_BUTTON))
    wait_for("the reply in the thread",
             lambda: any(REPLY in thread.getChildAtIndex(i).name for i in range(thread.childCount)))
    if thread.childCount <= before:
        raise Failed("the thread did not grow")
    wait_for("the reply on the wire", lambda: find_row(
        program, events, lambda t: "out" in t[2] and "message" in t[TYPE] and REPLY in t[SUMMARY]) is not None)
    wait_for("its acknowledgement", lambda: find_row(
        program, events, lambda t: "in" in t[2] and "ack" in t[TYPE] and "ok" in t[SUMMARY]) is not None)
    wait_for("the acknowledgement at the message",
             lambda: any(REPLY in thread.getChildAtIndex(i).name
                         and "acknowledged" in thread.getChildAtIndex(i).name.lower()
                         for i in range(thread.childCount)))
    program.screenshot("4-acknowledged")
    program.stop()


main(test)
