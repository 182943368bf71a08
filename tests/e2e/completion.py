# SPDX-FileCopyrightText: 2026 The Rtmscope authors
# SPDX-License-Identifier: MIT
"""Writing a filter in a real window: suggestions by keyboard and mouse, with the counts of values, what was understood,
why nothing is found, a search from hit to hit, and a piece of the timeline."""

import re

import pyatspi

from driver import Failed, Program, main, wait_for


def suggestions(program):
    """What the list shows, from top to bottom; empty while it is closed."""
    found = program.find("Suggestions", pyatspi.ROLE_LIST)
    if not found.getState().contains(pyatspi.STATE_SHOWING):
        return []
    return [found.getChildAtIndex(i).name for i in range(found.childCount)]


def words(label):
    """What a label says."""
    return label.description


def shown(program):
    """How many events the status says are shown."""
    number = re.search(r"([\d,.\s]+) of [\d,.\s]+ shown", words(program.find("Filter status")))
    return int(re.sub(r"\D", "", number.group(1))) if number else None


def brush(program, edit):
    """A piece of the timeline becomes a filter."""
    timeline = program.find("Timeline")
    edit.queryEditableText().setTextContents("")
    program.focus(timeline)
    program.key("End")
    program.hold("Left", "Shift")
    program.hold("Left", "Shift")
    wait_for("the range in words", lambda: timeline.description.startswith("From "))
    program.key("Return")
    wait_for("the range as a filter", lambda: re.search(r"time >= .+ && time < .+", program.text(edit)))
    program.screenshot("filter-brush")
    wait_for("its events", lambda: (shown(program) or 0) > 0)


def test():
    program = Program("--demo", "--rate", "4", "--seed", "7")
    events = program.find("Events", pyatspi.ROLE_TABLE, pyatspi.ROLE_TREE_TABLE)
    wait_for("events", lambda: program.rows(events) > 20)
    edit = program.find("Filter")
    note = program.find("What the filter means", pyatspi.ROLE_LABEL)

    # A field, an operator and a value, by keyboard.
    program.click(edit)
    wait_for("the filter’s focus", lambda: edit.getState().contains(pyatspi.STATE_FOCUSED))
    program.write("ty")
    wait_for("fields", lambda: any(name.startswith("type,") for name in suggestions(program)))
    program.key("Tab")
    wait_for("the field", lambda: program.text(edit) == "type ")
    wait_for("operators", lambda: "==, is" in suggestions(program))
    program.key("Down")
    program.key("Return")
    wait_for("the operator", lambda: program.text(edit) == "type == ")
    values = wait_for("values with their counts",
                      lambda: [n for n in suggestions(program) if re.fullmatch(r"message, [\d,]+ events?", n)])
    program.screenshot("filter-completion")
    if not any("event" in value for value in values):
        raise Failed(f"the values are {values}")
    program.write("mess")
    wait_for("one value", lambda: suggestions(program) and suggestions(program)[0].startswith("message,"))
    program.key("Tab")
    wait_for("the filter", lambda: program.text(edit) == "type == message")
    wait_for("its meaning", lambda: words(note) == "Messages")
    total = wait_for("messages", lambda: shown(program))

    # By mouse.
    program.write(" && channel == ")
    wait_for("channels", lambda: any(name.startswith("#") for name in suggestions(program)))
    entries = program.find("Suggestions", pyatspi.ROLE_LIST)
    first = entries.getChildAtIndex(0)
    name = first.name.split(",")[0]
    program.click(first)
    wait_for("the choice", lambda: program.text(edit) == f"type == message && channel == {name}")
    wait_for("fewer messages", lambda: 0 < (shown(program) or 0) <= total + 20)

    # What others write is understood, and Enter writes it our way.
    edit.queryEditableText().setTextContents("")
    program.write("type:message and not subtype exists")
    wait_for("what was understood", lambda: words(note).startswith("Read as type == message && !subtype exists"))
    program.screenshot("filter-understood")
    program.key("Return")
    wait_for("our spelling", lambda: program.text(edit) == "type == message && !subtype exists")

    # Why nothing is found.
    edit.queryEditableText().setTextContents("type == mesage")
    wait_for("a hint", lambda: "The nearest is message" in words(note))
    program.screenshot("filter-hint")
    program.press(program.find('Use type == "message"', pyatspi.ROLE_PUSH_BUTTON, pyatspi.ROLE_TOGGLE_BUTTON))
    wait_for("messages again", lambda: (shown(program) or 0) > 0)

    # A search, from hit to hit.
    edit.queryEditableText().setTextContents("")
    wait_for("an event", lambda: program.rows(events) > 5)
    program.click(program.cell(events, program.rows(events) - 3, 6))
    wait_for("the list’s focus", lambda: events.getState().contains(pyatspi.STATE_FOCUSED))
    program.chord("f", "Control")
    search = program.find("Search all events")
    wait_for("the search’s field", lambda: search.getState().contains(pyatspi.STATE_FOCUSED))
    program.write("user_typing")
    found = program.find("Events found", pyatspi.ROLE_LABEL)
    wait_for("hits", lambda: re.match(r"\d+ events?", words(found)))
    program.key("Return")
    wait_for("the first hit", lambda: re.match(r"1 of \d+|\d+ of \d+", words(found)))
    program.screenshot("event-search")
    program.key("Escape")
    brush(program, edit)
    program.stop()


main(test)
