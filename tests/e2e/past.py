# SPDX-FileCopyrightText: 2026 The Rtmscope authors
# SPDX-License-Identifier: MIT
"""A capture in which a message is written, edited and answered: the edit tells what it changed, two events are compared,
and the chat shows how it was at an earlier event and comes back; then what is new in the events' shape."""

import json
import os

import pyatspi

from driver import Failed, Program, main, wait_for

MESSAGE = {"type": "message", "user": "U1", "text": "all green", "ts": "1764338400.000100"}
FRAMES = [
    {**MESSAGE, "channel": "C1"},
    {"type": "message", "subtype": "message_changed", "channel": "C1",
     "message": {**MESSAGE, "text": "all red", "edited": {"user": "U1", "ts": "1764338460.000000"}},
     "previous_message": MESSAGE, "ts": "1764338460.000200"},
    {"type": "message", "channel": "C1", "user": "U2", "text": "oh no", "ts": "1764338470.000100"},
    {"type": "gull_landed", "channel": "C1", "event_ts": "1764338480.000100"},
]


def texts(node):
    return [node.getChildAtIndex(i).name for i in range(node.childCount)]


def select(program, events, row):
    program.click(program.cell(events, row, 1))
    wait_for("the row to be selected", lambda: events.queryTable().isRowSelected(row))


def test():
    path = os.path.join(os.environ["HOME"], "story.ndjson")
    with open(path, "w") as file:
        file.writelines(json.dumps(frame) + "\n" for frame in FRAMES)
    program = Program(path)
    events = program.find("Events", pyatspi.ROLE_TABLE)
    wait_for("the events", lambda: program.rows(events) == len(FRAMES))
    messages = program.find("Messages", pyatspi.ROLE_LIST)
    wait_for("the chat", lambda: any("oh no" in text for text in texts(messages)))

    # What the edit changed, as somebody hears it.
    select(program, events, 1)
    tab = program.find("Changes (2)", pyatspi.ROLE_PAGE_TAB)
    program.press(tab)
    changes = program.find("Changes", pyatspi.ROLE_LIST)
    wait_for("the changes", lambda: changes.childCount == 2)
    if texts(changes)[0] != 'text was "all green" and is "all red"':
        raise Failed(f"the edit is told as {texts(changes)}")
    program.screenshot("1-edit")

    # Two events, by D.
    select(program, events, 2)
    program.chord("d")
    select(program, events, 3)
    wait_for("two events compared", lambda: changes.childCount > 2)
    program.chord("d")
    wait_for("the end of comparing", lambda: changes.childCount == 0)

    # The chat as it was before the edit, and on from there.
    select(program, events, 0)
    program.chord("t")
    moment = program.find("Moment", pyatspi.ROLE_SLIDER)
    wait_for("the past", lambda: [t for t in texts(messages) if "all green" in t] and
             not [t for t in texts(messages) if "oh no" in t or "all red" in t])
    program.screenshot("2-past")
    program.chord("]")
    wait_for("the edit", lambda: any("all red" in text for text in texts(messages)))
    program.chord("[")
    wait_for("the time before it", lambda: any("all green" in text for text in texts(messages)))
    if moment.queryValue().currentValue != 1:
        raise Failed(f"the slider stands at {moment.queryValue().currentValue}")
    program.key("Escape")
    wait_for("the present", lambda: any("oh no" in text for text in texts(messages)))
    wait_for("the bar to go", lambda: not moment.getState().contains(pyatspi.STATE_SHOWING))

    # What is new in the events.
    program.chord("f", "Control", "Shift")
    findings = program.find("Findings", pyatspi.ROLE_LIST)
    wait_for("the unknown type", lambda: any("gull_landed" in text for text in texts(findings)))
    program.screenshot("3-findings")
    program.stop()


main(test)
