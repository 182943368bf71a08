# SPDX-FileCopyrightText: 2026 The Rtmscope authors
# SPDX-License-Identifier: MIT
"""What an assistive tool meets in a real window: every widget that takes the focus has a name without markup, list rows
are short; a lost connection, its return, the gap, a message for us and one that failed are announced, at most once in
two seconds; timeline, "1 gap" and the unknown types work by keyboard."""

import json
import os
import re
import time

import pyatspi
from gi.repository import GLib

from driver import Failed, Program, main, wait_for, walk
from fakeslack import FakeSlack, close_frame, response, text_frame

NOT_FOR_FOCUS = (pyatspi.ROLE_FRAME, pyatspi.ROLE_WINDOW, pyatspi.ROLE_FILLER, pyatspi.ROLE_PANEL)
MARKUP = re.compile(r"<(p|span|b|br|html|div)\b|&(amp|lt|gt|quot|#39);")


class Moody(FakeSlack):
    """Writes to us, uses types nobody knows, refuses what we send, and hangs up when told to."""

    def __init__(self):
        self.peer = None
        self.away = False
        super().__init__()

    def call(self, method, headers):
        if method == "rtm.connect":
            return response(503, b"gone") if self.away else super().call(method, headers)
        if method == "users.conversations":
            return response(200, {"ok": True, "channels": [
                {"id": "C1", "name": "harbour", "is_channel": True, "is_member": True},
                {"id": "D1", "is_im": True, "user": "U2", "is_open": True}]})
        if method == "users.info":
            return response(200, {"ok": True, "user": {"id": "U2", "name": "wren", "real_name": "Wren Castell"}})
        if method == "conversations.history":
            return response(200, {"ok": True, "messages": [], "has_more": False})
        return response(200, {"ok": False, "error": "unknown_method"})

    def stream(self, peer, path):
        self.peer = peer
        for frame in ({"type": "hello"}, {"type": "tide_turned", "height": 3}, {"type": "tide_turned", "height": 4},
                      {"type": "gull_landed"}):
            peer.send(text_frame(frame))
        while True:
            opcode, payload = peer.read_frame()
            frame = json.loads(payload) if opcode == 1 else {}
            if frame.get("type") == "ping":
                peer.send(text_frame({"type": "pong", "reply_to": frame["id"]}))
            elif frame.get("type") == "message":
                peer.send(text_frame({"ok": False, "reply_to": frame["id"], "error": {"code": 2, "msg": "no_text"}}))

    def write_to_us(self):
        self.peer.send(text_frame({"type": "message", "channel": "D1", "user": "U2", "text": "Boats are &lt;b&gt;in",
                                   "ts": f"{time.time():.6f}"}))

    def hang_up(self):
        self.away = True
        self.peer.send(close_frame(1001, "back soon"))


def check_widgets(program):
    """Walks the whole window."""
    bad = []
    for node in walk(program.application):
        state = node.getState()
        name, role = node.name or "", node.getRoleName()
        if state.contains(pyatspi.STATE_FOCUSABLE) and state.contains(pyatspi.STATE_SHOWING) \
                and node.getRole() not in NOT_FOR_FOCUS and not name:
            bad.append(f"a {role} without a name in “{node.parent.name}”")
        if node.getRole() in (pyatspi.ROLE_PUSH_BUTTON, pyatspi.ROLE_TOGGLE_BUTTON, pyatspi.ROLE_CHECK_BOX) \
                and state.contains(pyatspi.STATE_SHOWING) and not name:
            bad.append(f"a {role} without a name in “{node.parent.name}”")
        if MARKUP.search(name) or MARKUP.search(node.description or ""):
            bad.append(f"markup in “{name}”, “{node.description}”")
        if node.getRole() == pyatspi.ROLE_LIST:
            for i in range(min(node.childCount, 30)):
                row = node.getChildAtIndex(i)
                if row is not None and (not row.name or len(row.name) > 400):
                    bad.append(f"row {i} of “{name}” says “{row.name[:60]}…”, {len(row.name)} letters")
    if bad:
        raise Failed("; ".join(sorted(set(bad))))


class Listener:
    """Hears what is announced, in a thread of its own as the bus wants it."""

    def __init__(self):
        self.heard = []
        self.focused = ""
        pyatspi.Registry.registerEventListener(self._hear, "object:state-changed:showing", "object:announcement",
                                               "object:state-changed:focused")

    def _hear(self, event):
        try:
            if event.type.startswith("object:state-changed:focused"):
                self.focused = event.source.name if event.detail1 else self.focused
            elif event.type.startswith("object:announcement"):
                self.heard.append((time.monotonic(), str(event.any_data)))
            elif event.detail1 == 1 and event.source.getRole() == pyatspi.ROLE_NOTIFICATION:
                self.heard.append((time.monotonic(), event.source.name))
        except Exception:  # the source may be gone
            pass

    def wait(self, what, *words):
        def probe():
            pump()
            return next((text for _, text in self.heard if all(word in text for word in words)), None)

        return wait_for(what, probe)

    def wait_for_focus(self, name):
        """Menus that pop up are no children of anything on the bus: who listens follows the focus."""

        def probe():
            pump()
            return self.focused == name

        wait_for(f"the focus on “{name}”, it is on “{self.focused}”", probe)

    def check_pace(self):
        times = [moment for moment, _ in self.heard]
        for before, after in zip(times, times[1:]):
            # Two seconds lie between them; on a busy machine the first may be heard late.
            if after - before < 1:
                raise Failed(f"two announcements within {after - before:.1f} s: {self.heard}")


def pump():
    """Lets the events of the bus in."""
    context = GLib.MainContext.default()
    while context.pending():
        context.iteration(False)


def check_unknown_types(program, listener, events):
    unknown = program.find("2 unknown types", pyatspi.ROLE_PUSH_BUTTON, pyatspi.ROLE_TOGGLE_BUTTON)
    program.press(unknown)
    listener.wait_for_focus("tide_turned, 2 events")
    program.key("Down")
    listener.wait_for_focus("gull_landed, 1 event")
    program.key("Up")
    listener.wait_for_focus("tide_turned, 2 events")
    program.key("Return")
    edit = program.find("Filter")
    wait_for("the filter", lambda: program.text(edit) == 'type == "tide_turned"')
    wait_for("the two events", lambda: program.rows(events) == 2)
    program.key("Escape")
    edit.queryEditableText().setTextContents("")
    wait_for("all events", lambda: program.rows(events) > 2)


def check_conversation_menu(program, listener):
    """By keyboard, on a row that is not open: it stays so."""
    conversations = program.find("Conversations", pyatspi.ROLE_LIST)
    program.click(conversations.getChildAtIndex(1))
    listener.wait_for_focus("Conversations")
    program.key("Down")
    listener.wait_for_focus("Wren Castell, direct message")
    program.hold("F10", "Shift")
    program.key("Down")
    listener.wait_for_focus("Open")
    program.screenshot("conversation-menu")
    program.key("Escape")
    if not any(node.name.endswith("harbour") for node in walk(program.application) if node.getRole() == pyatspi.ROLE_LABEL):
        raise Failed("the menu opened another conversation")


def check_timeline(program):
    timeline = program.find("Timeline")
    program.focus(timeline)
    before = timeline.description
    program.key("End")
    wait_for("the moment in words", lambda: timeline.description != before and "event" in timeline.description)


def test():
    server = Moody()
    os.environ["RTMSCOPE_API_URL"] = server.api
    os.environ["SLACK_API_TOKEN"] = "xoxb-not-a-real-one"
    listener = Listener()
    program = Program()
    events = program.find("Events", pyatspi.ROLE_TABLE)
    wait_for("events", lambda: program.rows(events) > 5)
    listener.wait("the first connection", "Connected")
    status = program.find("Connection status")
    wait_for("the status in the name", lambda: status.name.startswith("Connection status: Connected"))
    program.find("Account")
    check_widgets(program)
    check_unknown_types(program, listener, events)
    check_conversation_menu(program, listener)
    check_timeline(program)

    server.write_to_us()
    listener.wait("a message for us", "Wren Castell wrote to you", "Boats are")

    program.press(program.find("Observe or Armed"))
    edit = program.find("Message text")
    wait_for("the composer to open", lambda: edit.getState().contains(pyatspi.STATE_EDITABLE))
    program.type(edit, "to be refused")
    program.key("Return")
    listener.wait("the failed message", "A message was not sent")

    server.hang_up()
    listener.wait("the loss", "Connection lost")
    notice = program.find("Notice")
    wait_for("how long it lasts", lambda: "No connection for " in notice.name)
    gaps = wait_for("the gap in the status bar", lambda: next(
        (node for node in walk(program.application) if node.name.startswith("1 gap, lasting ")), None))
    check_widgets(program)
    # The first few go out at once; then too many in a row would be refused.
    for _ in range(5):
        program.press(program.find("Retry now", pyatspi.ROLE_PUSH_BUTTON))
        time.sleep(0.2)
    listener.wait("why it has to wait", "Not yet")
    program.press(gaps)
    table = program.find("Gaps", pyatspi.ROLE_TREE, pyatspi.ROLE_TREE_TABLE, pyatspi.ROLE_TABLE)
    wait_for("the focus in the list of gaps", lambda: table.getState().contains(pyatspi.STATE_FOCUSED))
    server.away = False
    listener.wait("the return", "Connected again")
    listener.wait("the gap", "No connection ", " to ")
    listener.check_pace()
    check_widgets(program)
    program.screenshot("accessible")
    program.stop()


main(test)
