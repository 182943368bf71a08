# SPDX-FileCopyrightText: 2026 The Rtmscope authors
# SPDX-License-Identifier: MIT
"""Takes the pictures of docs/screenshots from the built program. Not a test; by hand:
    SCREEN_SIZE=1400x880 tests/e2e/run.sh build/release/bin/rtmscope tests/e2e/screenshots.py docs/screenshots
Smaller than the window would like to be, so that it fills the screen.

With LOOK=NAME the whole window is gone through instead, perspective by perspective and dialog by dialog, and the
pictures are called NAME-….png; LOOK_THEME chooses the colours. tests/e2e/looks.sh does it for every size and theme.
With ONLY=filters those about filters are taken alone, with ONLY=columns the one of the event table, with
ONLY=inspector those of the inspector, with ONLY=monitor marks, statistics and the timeline.
"""

import os

import time

import pyatspi

from driver import Failed, Program, main, wait_for


def conversation(program, name):
    def probe():
        pending = [program.find("Conversations")]
        while pending:
            node = pending.pop()
            for i in range(node.childCount):
                child = node.getChildAtIndex(i)
                if name in child.name:
                    return child
                pending.append(child)
        return None

    return wait_for(name, probe)


def open_newest_thread(program):
    """Opens the thread of the newest message with several replies, by keyboard from the end of the list."""
    messages = program.find("Messages", pyatspi.ROLE_LIST)
    names = [messages.getChildAtIndex(i).name for i in range(messages.childCount)]
    row = max(i for i, name in enumerate(names) if " replies" in name)
    program.click(messages.getChildAtIndex(len(names) - 1))
    program.key("End")
    for _ in range(len(names) - 1 - row):
        program.key("Up")
    program.key("Return")
    thread = program.find("Thread", pyatspi.ROLE_LIST)
    wait_for("the thread", lambda: thread.childCount > 1)
    time.sleep(1)


def select_message_event(program, events):
    """Clicks the newest event of an ordinary message in #ops that lies whole on the screen."""
    for row in range(program.rows(events) - 1, -1, -1):
        texts = program.row_texts(events, row)
        cell = program.cell(events, row, 6)
        if texts[3] == "message" and texts[4] == "#ops" and program.visible(cell, events):
            program.click(cell)
            time.sleep(1)
            return


def mended_gap():
    """Cuts the connection while the demo goes on, and shows what became of it: the band, and the list of gaps."""
    program = Program("--demo", "--seed", "7", "--rate", "4", "--theme", "light")
    events = program.find("Events", pyatspi.ROLE_TABLE)
    wait_for("events", lambda: program.rows(events) > 60)
    program.click(conversation(program, "ops"))
    wait_for("what is said in #ops", lambda: any(
        "Rollback" in program.row_texts(events, row)[6] for row in range(program.rows(events) - 30, program.rows(events))))
    program.chord("k", "Control", "Shift")
    line = program.find("Fault line", pyatspi.ROLE_TEXT)
    so_far = program.find("Faults so far", pyatspi.ROLE_TEXT)
    for words in ("refuse for 6s", "kill"):
        program.type(line, words)
        program.key("Return")
        wait_for(words, lambda words=words: words in program.text(so_far))
    program.chord("g", "Control", "Shift")
    gaps = program.find("Gaps", pyatspi.ROLE_TREE)
    wait_for("a mended gap", lambda: program.cell(gaps, 0, 0).name.split(", ")[3].endswith(" back-filled"))
    program.click(program.cell(gaps, 0, 0))
    time.sleep(3)
    program.screenshot("gap")
    program.stop()


def filters(theme, suffix=""):
    """What helps to write a filter, why one finds nothing, and a search with its hits on the timeline."""
    program = Program("--demo", "--seed", "7", "--rate", "8", "--theme", theme)
    events = program.find("Events", pyatspi.ROLE_TABLE)
    wait_for("events", lambda: program.rows(events) > 250)
    program.press(program.find("Got it"))
    program.press(program.find("Monitor"))
    edit = program.find("Filter", pyatspi.ROLE_TEXT)
    program.click(edit)
    time.sleep(1)
    program.write("type == message && subtype == ")
    time.sleep(3)
    program.screenshot("filter-completion" + suffix)
    program.key("Escape")
    edit.queryEditableText().setTextContents("")
    program.write("from:mira and type = mesage")
    program.key("Escape")
    time.sleep(2)
    program.screenshot("filter-hint" + suffix)
    edit.queryEditableText().setTextContents("")
    time.sleep(1)
    program.click(program.cell(events, program.rows(events) - 4, 6))
    program.chord("f", "Control")
    time.sleep(1)
    program.write("deploy")
    time.sleep(1)
    program.key("Return")
    time.sleep(2)
    program.screenshot("event-search" + suffix)
    program.stop()


def columns(theme, suffix=""):
    """A column of a person's own, by which the events are sorted, while more come in."""
    program = Program("--demo", "--seed", "7", "--rate", "8", "--theme", theme)
    events = program.find("Events", pyatspi.ROLE_TABLE)
    wait_for("events", lambda: program.rows(events) > 250)
    program.press(program.find("Got it"))
    program.press(program.find("Monitor"))
    program.press(program.find("Columns of the events…"))
    program.click(program.find("New column", pyatspi.ROLE_TEXT))
    program.write("reaction")
    program.key("Return")
    time.sleep(1)
    program.press(program.find("Close", pyatspi.ROLE_PUSH_BUTTON))
    newest = program.rows(events) - 3
    program.click(program.cell(events, newest, 11))
    program.write("s")
    time.sleep(2)
    program.click(program.cell(events, 3, 11))
    time.sleep(2)
    program.screenshot("columns" + suffix)
    program.stop()


def explained(theme):
    """An edit of the demo in words: what it means, and what it did."""
    program = Program("--demo", "--seed", "7", "--rate", "8", "--theme", theme)
    events = program.find("Events", pyatspi.ROLE_TABLE)
    wait_for("events", lambda: program.rows(events) > 250)
    program.press(program.find("Got it"))
    program.press(program.find("Debug"))
    program.click(program.find("Filter", pyatspi.ROLE_TEXT))
    program.write("subtype == message_changed")
    program.key("Return")
    wait_for("edits", lambda: 1 < program.rows(events) < 50)
    program.click(program.cell(events, 1, 6))
    program.chord("e")
    time.sleep(2)
    program.screenshot("explain")
    program.stop()


def broken(theme):
    """What is no JSON: its bytes, its text, and where it goes wrong."""
    path = os.path.join(os.environ["HOME"], "bridge.ndjson")
    with open(path, "wb") as file:
        file.write(b'''{"type":"user_change","user":{"id":"U0MIRA0001","name":"mira","real_name":"Mira Okafor"}}
{"type":"channel_created","channel":{"id":"C0OPS00001","name":"ops"}}
{"type":"message","channel":"C0OPS00001","user":"U0MIRA0001","text":"The bridge is up again","ts":"1795356131.000200"}
{"type":"message","channel":"C0OPS00001","user":"U0MIRA0001","text":"caf\xe9 at noon?","ts":"1795356190.000300"}
{"type":"message","channel":"C0OPS00001","user":"U0MIRA0001","text":"It writes "this" now","ts":"1795356204.000100"}
''')
    program = Program("--theme", theme, path)
    events = program.find("Events", pyatspi.ROLE_TABLE)
    wait_for("the events", lambda: program.rows(events) == 5)
    program.click(program.cell(events, 4, 6))
    program.press(program.find("Hex", pyatspi.ROLE_PAGE_TAB))
    time.sleep(2)
    program.screenshot("hex")
    program.stop()


def drag(program, node, start, end):
    """Drags with Shift over a node, between two shares of its width."""
    box = node.queryComponent().getExtents(pyatspi.DESKTOP_COORDS)
    places = [box.x + int(box.width * share) for share in (start, (start + end) / 2, end)]
    middle = box.y + box.height // 3
    program.press_modifier("Shift")
    for x, event in zip([places[0], places[0], places[1], places[2], places[2]], ("abs", "b1p", "abs", "abs", "b1r")):
        pyatspi.Registry.generateMouseEvent(x, middle, event)
        time.sleep(0.2)
    program.release_modifier("Shift")


def monitor(theme, suffix=""):
    """What somebody noted, a piece of the timeline, and what the events are, counted and timed."""
    program = Program("--demo", "--seed", "7", "--rate", "20", "--theme", theme)
    events = program.find("Events", pyatspi.ROLE_TABLE)
    wait_for("events", lambda: program.rows(events) > 300)
    program.press(program.find("Got it"))
    program.press(program.find("Monitor"))
    last = program.rows(events) - 2
    for row, letter in ((last - 16, "m"), (last - 12, "1"), (last - 9, "2"), (last - 5, "3"), (last - 3, "m")):
        program.click(program.cell(events, row, 6))
        program.write(letter)
        time.sleep(0.4)
    program.write("c")
    time.sleep(1)
    program.write("answered twice: ask the bridge's people")
    program.key("Return")
    time.sleep(1)
    program.screenshot("marks" + suffix)
    drag(program, program.find("Timeline"), 0.02, 0.07)
    time.sleep(2)
    program.screenshot("timeline" + suffix)
    program.find("Filter", pyatspi.ROLE_TEXT).queryEditableText().setTextContents("")
    program.chord("y", "Control", "Shift")
    time.sleep(2)
    program.screenshot("statistics" + suffix)
    figures = program.find("Types", pyatspi.ROLE_COMBO_BOX)
    program.click(figures)
    time.sleep(0.5)
    for _ in range(5):
        program.key("Down")
    program.key("Return")
    time.sleep(2)
    program.screenshot("latencies" + suffix)
    program.stop()


def session(theme, pictures):
    program = Program("--demo", "--seed", "7", "--rate", "4", "--theme", theme)
    events = program.find("Events", pyatspi.ROLE_TABLE)
    wait_for("events", lambda: program.rows(events) > 90)
    if "first-start" in pictures:
        program.screenshot("first-start")
        program.press(program.find("Got it"))  # read: they do not come again
    program.press(program.find("Debug"))
    program.click(conversation(program, "ops"))
    time.sleep(2)
    open_newest_thread(program)
    select_message_event(program, events)
    program.screenshot(pictures[-1])
    return program


def shortcut(program, letter, *modifiers):
    program.chord(letter, *modifiers)
    time.sleep(1.2)


def go_to(program, pane):
    """By F6, as Qt's lists can't be told to take the focus."""
    for _ in range(12):
        if pane.getState().contains(pyatspi.STATE_FOCUSED):
            return
        program.key("F6")
        time.sleep(0.3)
    raise Failed(f"F6 does not lead to “{pane.name}”")


def look(name):
    """All perspectives, with a thread and without, and what can be opened over them."""
    program = Program("--demo", "--seed", "7", "--rate", "4", "--theme", os.environ.get("LOOK_THEME", "light"))
    wait_for("the connection", lambda: program.find("Connection status").name.startswith("Connection status: Connected"))
    time.sleep(6)
    program.screenshot(f"{name}-first-start")
    for key, perspective in (("1", "chat"), ("2", "monitor"), ("3", "debug")):
        shortcut(program, key, "Control", "Alt")
        program.screenshot(f"{name}-{perspective}")
    shortcut(program, "1", "Control", "Alt")
    messages = program.find("Messages", pyatspi.ROLE_LIST)
    go_to(program, messages)
    program.key("End")
    program.key("Return")
    time.sleep(1.5)
    program.type(program.find("Reply text", pyatspi.ROLE_TEXT), "Typed, jumping: gypsy quay")
    program.screenshot(f"{name}-chat-thread")
    shortcut(program, "3", "Control", "Alt")
    program.screenshot(f"{name}-debug-thread")
    program.type(program.find("Reply text", pyatspi.ROLE_TEXT), "")
    program.press(program.find("Close thread"))
    go_to(program, messages)
    program.key("End")
    shortcut(program, "j")
    program.screenshot(f"{name}-debug-json")
    program.key("Escape")
    for letter, pane in (("k", "chaos"), ("g", "gaps"), ("o", "outbox")):
        shortcut(program, letter, "Control", "Shift")
        program.screenshot(f"{name}-{pane}")
    for letter, modifiers, dialog in (("n", ["Control"], "connect"), ("p", ["Control", "Shift"], "profiles"),
                                      ("k", ["Control"], "switcher"), ("/", ["Control"], "shortcuts")):
        shortcut(program, letter, *modifiers)
        program.screenshot(f"{name}-{dialog}")
        program.key("Escape")
        time.sleep(0.5)
    shortcut(program, "w", "Control")
    program.screenshot(f"{name}-welcome")
    program.stop()


def test():
    if os.environ.get("LOOK"):
        return look(os.environ["LOOK"])
    if os.environ.get("ONLY") == "filters":
        return filters(os.environ.get("LOOK_THEME", "light"))
    if os.environ.get("ONLY") == "columns":
        return columns(os.environ.get("LOOK_THEME", "light"))
    if os.environ.get("ONLY") == "inspector":
        explained("light")
        return broken("dark")
    if os.environ.get("ONLY") == "monitor":
        return monitor(os.environ.get("LOOK_THEME", "light"))
    program = session("light", ["first-start", "event-json"])
    program.press(program.find("Chat"))
    program.focus(program.find("Message text"))
    time.sleep(2)
    program.screenshot("thread")
    program.press(program.find("Close thread"))
    program.focus(program.find("Message text"))
    time.sleep(1)
    program.screenshot("chat")
    program.stop()
    session("dark", ["dark"]).stop()
    mended_gap()
    filters("light")
    columns("light")
    explained("light")
    broken("dark")
    monitor("light")


main(test)
