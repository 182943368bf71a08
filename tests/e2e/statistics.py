# SPDX-FileCopyrightText: 2026 The Rtmscope authors
# SPDX-License-Identifier: MIT
"""Figures of a capture, as somebody works with them: counts, of which one becomes a filter, numbers as a
plot, a thread that nobody answered, and a timeline that is zoomed in to and a range of it dragged by mouse."""

import json
import os

import pyatspi

from driver import Failed, Program, main, wait_for


def lines():
    at = 1764338400
    out = []
    for i in range(60):
        frame = {"type": "user_typing", "channel": "C1", "user": "U1"} if i % 3 else {
            "type": "message", "channel": "C2", "user": "U2", "text": f"number {i}", "weight": i, "ts": f"{at + i}.000100"}
        out.append((at + i, frame))
    thread = f"{at}.000100"
    out.append((at + 60, {"type": "message", "channel": "C2", "user": "U2", "text": "anybody?", "thread_ts": thread,
                          "parent_user_id": "U2", "ts": f"{at + 60}.000100"}))
    return out


def first_cells(program, table):
    return [program.cell(table, row, 0).name for row in range(program.rows(table))]


def choose(program, now, *keys):
    """Another page of the figures. Qt 6.4 calls a combo box by its value on the bus, later ones by its name."""
    program.click(wait_for("the figures", lambda: program.shown((now, "Figures"), pyatspi.ROLE_COMBO_BOX)))
    wait_for("the list of figures", lambda: program.shown(("Figures", ""), pyatspi.ROLE_LIST))
    for name in keys:
        program.key(name)
    program.key("Return")


def test():
    path = os.path.join(os.environ["HOME"], "figures.rtmcap")
    with open(path, "w") as file:
        file.write('{"rtmcap":1,"program":"test","started":"2025-11-28T14:00:00.000000Z","source":"test"}\n')
        for n, (second, frame) in enumerate(lines(), 1):
            stamp = f"2025-11-28T14:{(second - 1764338400) // 60:02}:{(second - 1764338400) % 60:02}.000000Z"
            file.write(f'{{"n":{n},"t":"{stamp}","dir":"in","conn":1,"frame":{json.dumps(frame)}}}\n')
    program = Program(path)
    events = program.find("Events", pyatspi.ROLE_TABLE)
    wait_for("the events", lambda: program.rows(events) == 61)

    # Counts, and a filter by one of them.
    program.chord("y", "Control", "Shift")
    counts = program.find("Counts", pyatspi.ROLE_TREE)
    wait_for("the counts", lambda: program.rows(counts) == 2)
    if not first_cells(program, counts)[0].startswith("user_typing: 40, 65.6 %"):
        raise Failed(f"the counts are {first_cells(program, counts)}")
    program.click_row(counts, 1)
    program.key("Return")
    wait_for("the filter", lambda: program.rows(events) == 21)
    edit = program.find("Filter", pyatspi.ROLE_TEXT)
    if program.text(edit) != 'type == "message"':
        raise Failed(f"the filter is {program.text(edit)}")
    program.screenshot("1-counts")

    # Numbers as a plot, and from there to an event.
    choose(program, "Types", "End")
    field = program.find("Field that is plotted", pyatspi.ROLE_TEXT)
    program.type(field, "weight")
    program.key("Return")
    counted = program.find("What was counted", pyatspi.ROLE_LABEL)
    wait_for("the plot", lambda: "20 numbers, lowest 0, median 27, highest 57" in counted.name)
    plot = program.find("Plot", pyatspi.ROLE_CHART)
    program.focus(plot)
    program.key("Home")
    wait_for("the first number", lambda: "event 1" in plot.description)
    program.key("Return")
    wait_for("its event", lambda: events.queryTable().isRowSelected(0))
    program.screenshot("2-plot")

    # The thread: nobody but who began it has written.
    choose(program, "Plot", "Up", "Up")
    threads = program.find("Threads", pyatspi.ROLE_TREE)
    wait_for("the thread", lambda: program.rows(threads) == 1)
    if "unanswered" not in program.cell(threads, 0, 0).name:
        raise Failed(f"the thread is told as {program.cell(threads, 0, 0).name}")
    program.click_row(threads, 0)
    program.key("Return")
    wait_for("its events", lambda: program.rows(events) == 2)
    program.screenshot("3-thread")
    program.chord("l", "Control", "Shift")
    wait_for("all events", lambda: program.rows(events) == 61)

    # Into the timeline, a range of what is seen there by mouse, and out again.
    timeline = program.find("Timeline")
    program.focus(timeline)
    for _ in range(3):
        program.chord("+")
    wait_for("a part of the time", lambda: timeline.description.startswith("In view: "))
    program.drag(timeline, 0.25, 0.5, "Shift")
    wait_for("the range", lambda: program.text(edit).startswith("time >= "))
    wait_for("fewer events", lambda: 0 < program.rows(events) < 10)
    program.screenshot("4-zoomed")
    program.focus(timeline)
    program.chord("0")
    wait_for("all of the time", lambda: not timeline.description.startswith("In view: "))
    program.stop()


main(test)
