# SPDX-FileCopyrightText: 2026 The Rtmscope authors
# SPDX-License-Identifier: MIT
"""Socket Mode in a real window, from the tokens on: paste both into the connect dialog, say whose the app is, see events
in their envelopes, reply in a thread, and see the reply taken by the Web API and come back as an event. Keyboard and
accessibility bus only. Whoever leaves the demo by Socket Mode finds it again at the next start."""

import pyatspi

from apps import Serve, connect_by_socket_mode, find_row
from driver import Failed, Program, main, wait_for

DIRECTION, SUMMARY, ENVELOPE, ACKNOWLEDGED = 2, 6, 8, 10
REPLY = "Checked by Socket Mode, all fine"


def check_demo_comes_back(program):
    demo = " – Demo by Socket Mode – "
    program.press(program.find("Open the demo by Socket Mode", pyatspi.ROLE_MENU_ITEM))
    wait_for("the demo in the title", lambda: demo in program.window.name)
    program.stop()
    again = Program("--rate", "1", "--seed", "7")
    wait_for("the same demo", lambda: demo in again.window.name)
    again.stop()


def open_last_thread(program, messages):
    """By a click and keys. Messages that come meanwhile move what one is about to click, so there are some tries."""
    thread = program.find("Thread", pyatspi.ROLE_LIST)
    for _ in range(6):
        program.click(messages.getChildAtIndex(messages.childCount - 1))
        program.key("End")
        program.key("Return")
        try:
            wait_for("the thread's first message", lambda: thread.childCount >= 1, timeout=5)
            return thread
        except Failed:
            continue
    raise Failed("the thread of the last message did not open")


def test():
    serve = Serve()
    program = Program("--demo", "--rate", "1", "--seed", "7")
    program.press(program.find("Got it"))  # its button to connect has the name of the dialog's
    connect_by_socket_mode(program, serve)
    program.screenshot("socket-mode-1-dialog")
    status = program.find("Connection status")
    wait_for("the connection in words", lambda: "Connected" in status.name)
    wait_for("what is spoken in the title", lambda: " – Socket Mode – Observe – " in program.window.name)

    events = program.find("Events", pyatspi.ROLE_TABLE, pyatspi.ROLE_TREE_TABLE)
    wait_for("an event in its envelope, acknowledged", lambda: find_row(
        program, events, lambda t: t[ENVELOPE] == "events_api" and t[ACKNOWLEDGED]) is not None)
    program.screenshot("socket-mode-2-events")

    # Who writes stands beside the composer.
    author = program.find("Author")
    wait_for("the author", lambda: "as bot" in author.name)

    # Reply in a thread, by keyboard, once armed.
    program.press(program.find("Observe or Armed"))
    wait_for("to be armed", lambda: " – Armed – " in program.window.name)
    messages = program.find("Messages", pyatspi.ROLE_LIST)
    wait_for("messages", lambda: messages.childCount > 1)
    thread = open_last_thread(program, messages)
    reply = program.find("Reply text")
    program.type(reply, REPLY)
    wait_for("the button", lambda: program.find("Send reply", pyatspi.ROLE_PUSH_BUTTON).getState().contains(
        pyatspi.STATE_ENABLED))
    program.press(program.find("Send reply", pyatspi.ROLE_PUSH_BUTTON))

    def replies():
        return [thread.getChildAtIndex(i).name for i in range(thread.childCount)
                if REPLY in thread.getChildAtIndex(i).name]

    wait_for("the reply in the thread", replies)
    wait_for("the call that sent it", lambda: find_row(
        program, events, lambda t: "note" in t[DIRECTION] and "chat.postMessage" in t[SUMMARY]) is not None)
    wait_for("the reply as an event", lambda: find_row(
        program, events, lambda t: t[ENVELOPE] == "events_api" and REPLY in t[SUMMARY]) is not None)
    wait_for("the acknowledgement at the message", lambda: any("acknowledged" in name.lower() for name in replies()))
    if len(replies()) != 1:
        raise Failed(f"the reply stands there {len(replies())} times: {replies()}")
    program.screenshot("socket-mode-3-acknowledged")
    acks = program.find("Acknowledgements")
    wait_for("how soon events are acknowledged", lambda: "longest" in acks.name)
    check_demo_comes_back(program)
    serve.stop()


main(test)
