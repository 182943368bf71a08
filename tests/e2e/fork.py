# SPDX-FileCopyrightText: 2026 The Rtmscope authors
# SPDX-License-Identifier: MIT
"""A fork of a capture: begun behind an event, a message inserted from a template and edited, what is odd about
it told, undone and made again; what comes out is looked at as a capture, saved, and the original is as it was."""

import json
import os

import pyatspi

from apps import find_row, shown_button
from driver import Failed, Program, main, wait_for

TYPE, SUMMARY = 3, 6
FRAMES = [{"type": "message", "channel": "C1", "user": "U1", "text": f"message {number}", "ts": f"17643384{number:02}.000100"}
          for number in range(1, 11)]


def texts(node):
    return [node.getChildAtIndex(i).name for i in range(node.childCount)]


def test():
    original = os.path.join(os.environ["HOME"], "story.ndjson")
    with open(original, "w") as file:
        file.writelines(json.dumps(frame) + "\n" for frame in FRAMES)
    with open(original, "rb") as file:
        before = file.read()
    program = Program("--theme", os.environ.get("LOOK_THEME", "light"), original)
    events = program.find("Events", pyatspi.ROLE_TABLE, pyatspi.ROLE_TREE_TABLE)
    wait_for("the events", lambda: program.rows(events) == len(FRAMES))
    program.click(program.cell(events, 4, 1))
    wait_for("the row to be selected", lambda: events.queryTable().isRowSelected(4))
    program.press(program.find("Fork from the selected event…", pyatspi.ROLE_MENU_ITEM))
    program.press(wait_for("the question", lambda: shown_button(program, "Keep what follows")))
    entries = program.find("Events of the fork", pyatspi.ROLE_LIST)
    wait_for("what follows", lambda: entries.childCount == 6)  # the one that it begins behind, and five

    # A message from the template, its text changed.
    program.press(program.find("Insert below", pyatspi.ROLE_PUSH_BUTTON))
    wait_for("the new event", lambda: entries.childCount == 7 and "written here" in texts(entries)[1])
    editor = program.find("JSON of the event", pyatspi.ROLE_TEXT)
    wait_for("its JSON", lambda: '"Hello"' in program.text(editor))
    whole = program.text(editor)
    program.type(editor, whole.replace('"C1"', '"C9"'))
    odd = program.find("What is odd about the event", pyatspi.ROLE_LIST)
    wait_for("what is odd", lambda: any("“C9”" in text for text in texts(odd)))
    program.type(editor, whole.replace("Hello", "a word in between"))
    wait_for("nothing odd", lambda: odd.childCount == 0 and "a word in between" in texts(entries)[1])

    # Undone and made again.
    program.press(program.find("Undo", pyatspi.ROLE_PUSH_BUTTON))
    wait_for("how it was", lambda: "Hello" in texts(entries)[1])
    program.press(program.find("Redo", pyatspi.ROLE_PUSH_BUTTON))
    wait_for("how it is", lambda: "a word in between" in texts(entries)[1])

    # What comes out, in stream and chat.
    program.press(program.find("See what comes out", pyatspi.ROLE_PUSH_BUTTON))
    wait_for("the fork as a capture", lambda: "fork" in program.window.name)
    wait_for("eleven events", lambda: program.rows(events) == len(FRAMES) + 1)
    wait_for("the new one among them", lambda: find_row(
        program, events, lambda t: t[TYPE] == "message" and "a word in between" in t[SUMMARY]) == 5)
    chat = program.find("Messages", pyatspi.ROLE_LIST)
    wait_for("the chat that it makes", lambda: any("a word in between" in text for text in texts(chat)))
    program.screenshot("fork-1-look")

    # A fixture.
    saved = os.path.join(os.environ["HOME"], "fixture.ndjson")
    program.press(program.find("Save…", pyatspi.ROLE_PUSH_BUTTON))
    program.type(program.find("File name:", pyatspi.ROLE_TEXT), saved)
    program.key("Return")
    wait_for("the file", lambda: os.path.exists(saved))
    with open(saved) as file:
        said = [json.loads(line)["text"] for line in file]
    if said != [f["text"] for f in FRAMES[:5]] + ["a word in between"] + [f["text"] for f in FRAMES[5:]]:
        raise Failed(f"the fixture says {said}")

    program.press(wait_for("the way back", lambda: shown_button(program, "Back")))
    wait_for("the original", lambda: program.window.name.startswith("story.ndjson"))
    with open(original, "rb") as file:
        if file.read() != before:
            raise Failed("the original is another")
    program.stop()


main(test)
