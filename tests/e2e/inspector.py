# SPDX-FileCopyrightText: 2026 The Rtmscope authors
# SPDX-License-Identifier: MIT
"""One event looked at closely: explained, found in, opened to a level, as bytes where it is no JSON, and pinned in a window
of its own that stays when the capture is closed."""

import json
import os

import pyatspi

from driver import Failed, Program, main, wait_for

MESSAGE = {"type": "message", "channel": "C1", "user": "U1", "text": "Deploy is done", "ts": "1764338400.000100"}
FRAMES = [
    MESSAGE,
    {**MESSAGE, "user": "U2", "text": "good", "ts": "1764338410.000100", "thread_ts": MESSAGE["ts"],
     "blocks": [{"type": "rich_text", "elements": [{"type": "rich_text_section"}]}], "novelty": 1},
    {"type": "reaction_added", "user": "U2", "reaction": "tada", "event_ts": "1764338420.000100",
     "item": {"type": "message", "channel": "C1", "ts": MESSAGE["ts"]}},
]
BROKEN = '{"type":"message","text":"hi" "ts":1}'


def select(program, events, row):
    program.click(program.cell(events, row, 1))
    wait_for("the row to be selected", lambda: events.queryTable().isRowSelected(row))


def says(program, node, *words):
    for each in words:
        wait_for(f"“{each}”", lambda: each in program.text(node))


def windows(program):
    return [window.name for window in program.application]


def pinned(program):
    return next((window for window in program.application if window.name.startswith("Event 3")), None)


def test():
    path = os.path.join(os.environ["HOME"], "story.ndjson")
    with open(path, "w") as file:
        file.writelines(json.dumps(frame) + "\n" for frame in FRAMES)
        file.write(BROKEN + "\n")
    program = Program(path)
    events = program.find("Events", pyatspi.ROLE_TABLE)
    wait_for("the events", lambda: program.rows(events) == len(FRAMES) + 1)

    # E explains: what it means, what it did, what is strange about it.
    select(program, events, 1)
    program.chord("e")
    told = program.find("Explanation of the event")
    says(program, told, "Sent to everybody in a conversation", "1 reply now (was 0)", "unexpected", "Here: To answer")
    program.screenshot("explain")
    select(program, events, 2)
    says(program, told, "Sent to all who can see the item", ":tada: 0 → 1", "item_user")

    # P pins it: the window stays as the selection moves on.
    program.chord("p")
    wait_for("a window of its own", lambda: pinned(program))
    program.screenshot("pinned")
    select(program, events, 1)
    says(program, told, "Sent to everybody in a conversation")
    own = next(node for node in pyatspi.findAllDescendants(pinned(program), lambda n: n.name == told.name))
    says(program, own, ":tada: 0 → 1")

    # Along a path, and to a level.
    program.press(program.find("Tree", pyatspi.ROLE_PAGE_TAB))
    tree = program.find("Event JSON", pyatspi.ROLE_TREE)
    program.click(program.cell(tree, 1, 0))
    wait_for("focus on the tree", lambda: tree.getState().contains(pyatspi.STATE_FOCUSED))
    program.chord("f", "Control")
    edit = program.find("Find in JSON")
    program.type(edit, "$..elements[0].type")
    count = program.find("Places found", pyatspi.ROLE_LABEL)
    wait_for("the place", lambda: "1 of 1 by path" in (count.description + count.name))
    program.screenshot("find")
    program.key("Escape")

    # What is no JSON, as bytes.
    select(program, events, 3)
    bytes_ = program.find("Event bytes", pyatspi.ROLE_TABLE)
    wait_for("the bytes", lambda: bytes_.queryTable().nRows > 2)
    remark = program.find("Remark on the event", pyatspi.ROLE_LABEL)
    wait_for("the place in words", lambda: "Not JSON at byte 30" in (remark.description + remark.name))
    program.screenshot("hex")

    # The pinned one outlives its capture.
    program.press(program.find("Close", pyatspi.ROLE_MENU_ITEM))
    wait_for("the end of the capture", lambda: "story" not in program.window.name)
    if not pinned(program):
        raise Failed(f"the pinned event went with its capture: {windows(program)}")
    says(program, own, ":tada: 0 → 1")
    program.stop()


main(test)
