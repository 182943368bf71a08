# SPDX-FileCopyrightText: 2026 The Rtmscope authors
# SPDX-License-Identifier: MIT
"""Secrets stay secret. The program is given a marked token, and a server that puts marked tickets, and the token itself,
into everything it says: pages, refusals, errors, close reasons, frames. Afterwards every file, stdout, stderr, the
settings and everything the window tells an assistive tool are searched for the marks. So they are once more with a tap in
the window and a program behind it that has the token. A harmless mark in the same frames must be found, or the search
would prove nothing."""

import os
import signal
import subprocess

import pyatspi

from apps import listen
from driver import PATIENCE, Failed, Program, main, wait_for, walk
from fakeslack import FakeSlack, close_frame, response, text_frame

TOKEN = "xoxb-4242-CANARYTOKEN-7f3a9c"
MARKS = {name: f"CANARY{name.upper()}5e1d" for name in ("ticket", "reconnect", "upload", "response", "trigger", "cookie",
                                                        "verification", "workflow", "pointer", "installation")}
HARMLESS = "HARMLESSMARK"


class Blabber(FakeSlack):
    """Says every secret it knows, everywhere."""

    def __init__(self):
        self.connects = 0
        self.sockets = 0
        self.bearers_elsewhere = []
        self.elsewhere = None
        self.replies = 0
        super().__init__()

    def url(self, mark):
        return f"ws://127.0.0.1:{self.port}/socket/{MARKS[mark]}?ticket={MARKS[mark]}"

    def everything(self):
        return f"{TOKEN} {self.url('ticket')} Bearer {TOKEN}"

    def call(self, method, headers):
        if self.elsewhere and headers.get("host", "").endswith(str(self.elsewhere.port)):
            self.bearers_elsewhere.append(headers.get("authorization"))
        if method == "rtm.connect":
            self.connects += 1
            if self.connects == 1:
                page = f"<html>{self.everything()}</html>".encode()
                return response(500, page, "Content-Type: text/html", f"Set-Cookie: d={MARKS['cookie']}")
            answer = self.welcome(self.url("ticket"))
            answer["remark"] = f"{HARMLESS} {TOKEN}"
            return response(200, answer)
        if method == "users.conversations":
            return response(302, b"", f"Location: http://127.0.0.1:{self.elsewhere.port}/api/stolen?token={TOKEN}")
        if method == "conversations.list":
            return response(200, {"ok": False, "error": TOKEN, "response_metadata": {"messages": [self.everything()]}})
        if method == "users.info":
            return response(200, {"ok": True, "token": TOKEN, "user": {"id": "U2", "name": HARMLESS},
                                  "upload_url": "https://files.example/" + MARKS["upload"],
                                  "access_token": MARKS["installation"], "signing_secret": MARKS["installation"]})
        return response(200, {"ok": False, "error": "unknown_method"})

    def envelopes(self):
        """What Socket Mode delivers, with the secrets that live in it."""
        workflow = f"xwfp-1-2-{MARKS['workflow']}"
        function = {"type": "function_executed", "function": {"title": HARMLESS}, "bot_access_token": workflow,
                    "inputs": {"interactivity": {"interactor": {"secret": MARKS["pointer"], "id": "U2"},
                                                 "interactivity_pointer": MARKS["pointer"]},
                               "remark": f"{HARMLESS} {workflow}"}}
        yield {"envelope_id": "e1", "type": "events_api", "payload": {
            "type": "event_callback", "token": MARKS["verification"], "event_id": "Ev1", "event": function}}
        yield {"envelope_id": "e2", "payload": {
            "type": "view_submission", "token": MARKS["verification"], "trigger_id": MARKS["trigger"],
            "user": {"id": "U2", "username": HARMLESS}, "view": {"title": {"type": "plain_text", "text": HARMLESS}},
            "response_urls": [{"block_id": "b", "response_url": "https://hooks.example/" + MARKS["response"]}]},
            "type": "interactive"}
        yield {"envelope_id": "e3", "type": "slash_commands", "payload": {
            "command": "/canary", "text": HARMLESS, "token": MARKS["verification"], "user_id": "U2", "channel_id": "C1",
            "response_url": "https://hooks.example/" + MARKS["response"], "trigger_id": MARKS["trigger"]}}

    def refuse_upgrade(self, path):
        self.sockets += 1
        if self.sockets == 1 or MARKS["reconnect"] in path:
            return response(503, self.everything().encode(), "X-Where: " + self.url("ticket"))
        return None

    def stream(self, peer, path):
        peer.send(text_frame({"type": "hello"}))
        peer.send(text_frame({"type": "channel_joined", "channel": {"id": "C1", "name": "canary", "is_channel": True,
                                                                     "is_member": True}}))
        peer.send(text_frame({"type": "message", "channel": "C1", "user": "U2", "ts": "1795356131.000200",
                              "text": HARMLESS}))
        peer.send(text_frame({"type": "reconnect_url", "url": self.url("reconnect")}))
        peer.send(text_frame({"type": "file_odd", "note": HARMLESS, "upload_url": "https://h/" + MARKS["upload"],
                              "response_url": "https://h/" + MARKS["response"], "trigger_id": MARKS["trigger"],
                              "deep": [{"token": TOKEN, "cookie": MARKS["cookie"], "wss_url": self.url("ticket")}]}))
        for envelope in self.envelopes():
            peer.send(text_frame(envelope))
        peer.send(text_frame({"type": "odd_remark", "text": f"{HARMLESS} {TOKEN}"}))
        peer.send(text_frame({"type": "error", "error": {"code": 9, "msg": self.everything()}}))
        while True:
            opcode, payload = peer.read_frame()
            if opcode == 1 and b'"message"' in payload:
                self.replies += 1
                peer.send(text_frame({"ok": False, "reply_to": 1, "error": {"code": 7, "msg": self.everything()}}))
                peer.send(close_frame(4001, f"{TOKEN} {MARKS['ticket']} {self.url('ticket')}"[:120]))
                return


class Elsewhere(FakeSlack):
    """Where a redirect leads: must never see the token."""

    def __init__(self, owner):
        self.owner = owner
        super().__init__()

    def call(self, method, headers):
        self.owner.bearers_elsewhere.append(headers.get("authorization"))
        return response(200, {"ok": True})


def secrets_in(text):
    """The names of the secrets that stand in text (bytes)."""
    found = [name for name, mark in MARKS.items() if mark.encode() in text]
    if b"CANARYTOKEN" in text:
        found.append("token")
    return found


def search_files(root):
    harmless = False
    for folder, _, files in os.walk(root):
        for name in files:
            path = os.path.join(folder, name)
            if not os.path.isfile(path):
                continue
            with open(path, "rb") as file:
                content = file.read()
            harmless = harmless or HARMLESS.encode() in content
            if found := secrets_in(content):
                raise Failed(f"{', '.join(found)} in the file {name}")
            if name.startswith("core"):
                raise Failed(f"the crash left {name}")
    if not harmless:
        raise Failed("the harmless mark is in no file: the search proves nothing")


def told_by(node):
    """Everything a node tells an assistive tool."""
    parts = [node.name, node.description]
    for ask in (lambda: node.queryText(), lambda: node.queryEditableText()):
        try:
            interface = ask()
            parts.append(interface.getText(0, interface.characterCount))
        except (NotImplementedError, AttributeError):
            pass
    try:
        table = node.queryTable()
        for row in range(min(table.nRows, 150)):
            for column in range(table.nColumns):
                cell = table.getAccessibleAt(row, column)
                if cell is not None:
                    parts += [cell.name, cell.description]
    except NotImplementedError:
        if node.getRole() in (pyatspi.ROLE_LIST, pyatspi.ROLE_TREE):
            parts += [part for child in list(node)[:200] if child is not None for part in (child.name, child.description)]
    return "\n".join(part or "" for part in parts)


def search_window(program, events):
    told = ""
    # Each event once in the inspector, as tree and as text.
    for row in range(min(program.rows(events), 80)):
        try:
            events.queryTable().addRowSelection(row)
        except NotImplementedError:
            pass
        for node in walk(program.application):
            if node.name in ("Event JSON", "Event text"):
                told += told_by(node) + "\n"
    for node in walk(program.application):
        told += told_by(node) + "\n"
    if found := secrets_in(told.encode()):
        at = told.index("CANARY")
        raise Failed(f"{', '.join(found)} in the window: …{told[max(0, at - 80):at + 40]}…")
    if HARMLESS not in told:
        raise Failed("the harmless mark is not in the window: the search proves nothing")


def check_commands(server):
    """The same server on the command line: stdout and stderr are searched."""
    for arguments in (["tail", "--format", "json", "--count", "8"], ["tail", "--format", "raw", "--count", "8"],
                      ["tail", "--format", "text", "--count", "8", "--direction", "both"],
                      ["send", "--channel", "C1", "--text", "hi"]):
        server.connects, server.sockets = 1, 1  # to the point
        run = subprocess.run([os.environ["PROGRAM"], *arguments, "--log", "all"], capture_output=True, timeout=60 * PATIENCE)
        if found := secrets_in(run.stdout + run.stderr):
            raise Failed(f"{', '.join(found)} printed by {' '.join(arguments[:3])}: {run.stderr[-300:]}")
        if b"rtmscope.net:" not in run.stderr:
            raise Failed(f"{' '.join(arguments[:3])} logged nothing: the search proves nothing")
        if arguments[0] == "tail" and HARMLESS.encode() not in run.stdout:
            raise Failed(f"{' '.join(arguments[:3])} printed no frame: {run.stderr[-300:]}")


def wait_for_remark(program):
    """The last that the server says of itself has arrived."""
    events = program.find("Events", pyatspi.ROLE_TABLE)
    wait_for("the odd remark", lambda: any("odd_remark" in program.row_texts(events, row)
                                           for row in range(program.rows(events))), timeout=90)
    return events


def check_tap(server):
    """The same server behind a tap, and a program that has the token and meets all that it says."""
    server.connects, server.sockets = 0, 0
    program = Program("--demo", "--rate", "1")
    url = listen(program, server.api)
    bot = subprocess.Popen([os.environ["PROGRAM"], "tail"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                           stdin=subprocess.DEVNULL, env={**os.environ, "RTMSCOPE_API_URL": url})
    events = wait_for_remark(program)
    program.screenshot("canary-tap")
    search_window(program, events)
    bot.terminate()
    bot.wait(20 * PATIENCE)
    search_window(program, events)
    program.stop()
    search_files(os.environ["HOME"])


def test():
    server = Blabber()
    server.elsewhere = Elsewhere(server)
    os.environ["RTMSCOPE_API_URL"] = server.api
    os.environ["SLACK_API_TOKEN"] = TOKEN
    for options in ("ASAN_OPTIONS", "TSAN_OPTIONS"):  # the crash below is of our own making, nothing to report
        os.environ[options] = os.environ.get(options, "") + ":handle_segv=0"
    os.environ["QT_LOGGING_RULES"] = "rtmscope.*=true;qt.network*=true;qt.websockets*=true;qt.tlsbackend*=true"
    program = Program()
    events = wait_for_remark(program)

    # A reply that the server refuses with a flood of secrets, and closes.
    arm = program.find("Observe or Armed")
    program.press(arm)
    edit = program.find("Message text")
    wait_for("the composer to open", lambda: edit.getState().contains(pyatspi.STATE_EDITABLE))
    program.type(edit, f"{HARMLESS} reply")
    program.focus(edit)
    program.key("Return")
    program.screenshot("canary")
    wait_for("the reply at the server", lambda: server.replies > 0)
    wait_for("the lost connection in the table", lambda: any(
        "gap" in program.row_texts(events, row) for row in range(program.rows(events))), timeout=60)
    search_window(program, events)
    search_files(os.environ["HOME"])

    # A crash, the output it leaves, and what the next start shows of it.
    program.process.send_signal(signal.SIGSEGV)
    program.process.wait(20)
    search_files(os.environ["HOME"])
    again = Program()
    events = again.find("Events", pyatspi.ROLE_TABLE)
    wait_for("events after the restart", lambda: again.rows(events) > 5, timeout=60)
    search_window(again, events)
    again.stop()
    search_files(os.environ["HOME"])

    check_tap(server)
    check_commands(server)
    if [bearer for bearer in server.bearers_elsewhere if bearer]:
        raise Failed("the token was sent to the host that a redirect named")


main(test)
