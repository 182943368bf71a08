# SPDX-FileCopyrightText: 2026 The Rtmscope authors
# SPDX-License-Identifier: MIT
"""The Chaos desk in a real window, by keyboard: the connection is cut while the server refuses new ones, and then limits
our requests. The status says so, a gap stands among the messages and in the list of gaps, and in the end all is well."""

import pyatspi

from driver import Failed, Program, main, wait_for


def test():
    program = Program("--demo", "--rate", "4", "--seed", "7")
    status = program.find("Connection status")
    messages = program.find("Messages", pyatspi.ROLE_LIST)

    def told():
        return status.name.removeprefix("Connection status: ")

    def bands():
        texts = [messages.getChildAtIndex(i).name for i in range(messages.childCount)]
        return [text for text in texts if text.startswith("No connection")]

    def connected():
        return told().startswith(("Connected", "Idle"))

    wait_for("the connection", connected)
    wait_for("messages", lambda: messages.childCount > 3)
    wait_for("the window to be active", lambda: program.window.getState().contains(pyatspi.STATE_ACTIVE))

    # The desk opens by its keys, with the focus on its first fault.
    program.chord("k", "Control", "Shift")
    faults = program.find("Faults", pyatspi.ROLE_TREE, pyatspi.ROLE_TREE_TABLE)
    wait_for("the desk to have the focus", lambda: faults.getState().contains(pyatspi.STATE_FOCUSED))
    line = program.find("Fault line", pyatspi.ROLE_TEXT)
    wait_for("a fault to be proposed", lambda: program.text(line) == "kill")
    so_far = program.find("Faults so far", pyatspi.ROLE_TEXT)

    def reports(kind):
        return sum(report.split()[1] == kind for report in program.text(so_far).splitlines())

    def cause(words):
        kind = words.split()[0]
        before = reports(kind)
        program.type(line, words)
        program.key("Return")
        wait_for(f"{kind} to happen", lambda: reports(kind) > before)

    # What can't be read is said, and nothing happens.
    program.type(line, "explode")
    program.key("Return")
    problem = program.find("Problem with the line")
    wait_for("the problem in words", lambda: "explode" in problem.name)

    # The connection is cut, and nobody answers until we want it.
    cause("refuse for 1m")
    cause("kill")
    wait_for("the status to tell of the loss", lambda: not connected())
    wait_for("an open gap among the messages", lambda: any("fetched when it is back" in band for band in bands()))
    program.screenshot("chaosdesk-1-lost")

    # The list of gaps has it, too.
    program.chord("g", "Control", "Shift")
    gaps = program.find("Gaps", pyatspi.ROLE_TREE, pyatspi.ROLE_TREE_TABLE)
    wait_for("the gap in the list", lambda: program.rows(gaps) == 1)

    def row():
        return program.cell(gaps, 0, 0).name

    if "still open" not in row():
        raise Failed(f"the list of gaps says “{row()}”")

    # The desk's keys bring it to the front again. Whoever asks for history will have to wait; then the server is back.
    program.chord("k", "Control", "Shift")
    wait_for("the desk to have the focus", lambda: faults.getState().contains(pyatspi.STATE_FOCUSED))
    cause("rate-limit method conversations.history times 1 retry-after 6s")
    cause("refuse for 10ms")
    wait_for("the server to listen", lambda: reports("refuse:") == 1)
    program.press(program.find("Retry now", pyatspi.ROLE_PUSH_BUTTON))
    program.chord("g", "Control", "Shift")
    wait_for("the connection again", connected)
    wait_for("the limit in the list of gaps", lambda: "rate-limited" in row())
    wait_for("the limit in the band", lambda: any("goes on at" in band for band in bands()))
    program.screenshot("chaosdesk-2-limited")
    wait_for("the gap to be filled", lambda: "back-filled" in row() or "no message was missed" in row())
    wait_for("the band to say so", lambda: any("can’t be known" in band for band in bands()))
    if len(bands()) != 1:
        raise Failed(f"the messages hold {bands()}")
    program.screenshot("chaosdesk-3-mended")

    # The keys once more close the list; the desk stands where it was.
    program.chord("g", "Control", "Shift")
    wait_for("the list to be gone", lambda: not gaps.getState().contains(pyatspi.STATE_SHOWING))
    program.stop()


main(test)
