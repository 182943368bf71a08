# SPDX-FileCopyrightText: 2026 The Rtmscope authors
# SPDX-License-Identifier: MIT
"""A connection that dies without a word. The window reaches the demo workspace through a proxy of ours, which then stops
forwarding: packets vanish, both ends believe in an open socket. The window must say so while it waits, reconnect, mark
the gap, and fetch what was said meanwhile, in the channel and in a thread, each once."""

import json
import os
import socket
import struct
import subprocess
import threading
import urllib.parse
import urllib.request

import pyatspi

from driver import PATIENCE, Failed, Program, expect_clean_end, main, wait_for

CHANNEL = "#general"
MISSED = [f"said while the line was dead, {number}" for number in (1, 2, 3)]
MISSED_REPLY = "answered in a thread while the line was dead"


class DyingProxy:
    """SOCKS5 to anywhere. stall() makes the tunnels that exist swallow everything; new ones work."""

    def __init__(self):
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]
        self.generation = 0
        threading.Thread(target=self._accept, daemon=True).start()

    def stall(self):
        self.generation += 1

    def _accept(self):
        while True:
            peer, _ = self.listener.accept()
            threading.Thread(target=self._tunnel, args=(peer,), daemon=True).start()

    def _tunnel(self, peer):
        def read(size):
            data = b""
            while len(data) < size:
                chunk = peer.recv(size - len(data))
                if not chunk:
                    raise ConnectionError
                data += chunk
            return data

        try:
            read(read(2)[1])
            peer.sendall(b"\x05\x00")
            kind = read(4)[3]
            host = socket.inet_ntoa(read(4)) if kind == 1 else read(read(1)[0]).decode()
            far = socket.create_connection((host, struct.unpack("!H", read(2))[0]))
            peer.sendall(b"\x05\x00\x00\x01" + bytes(6))
        except (ConnectionError, OSError):
            peer.close()
            return
        mine = self.generation
        threading.Thread(target=self._copy, args=(peer, far, mine), daemon=True).start()
        self._copy(far, peer, mine)

    def _copy(self, source, target, mine):
        try:
            while data := source.recv(65536):
                if mine == self.generation:
                    target.sendall(data)
            if mine == self.generation:
                target.shutdown(socket.SHUT_WR)
        except OSError:
            pass


def call(api, method, **arguments):
    """A Web API call by another member of the demo workspace."""
    request = urllib.request.Request(api + method, urllib.parse.urlencode(arguments).encode(),
                                     {"Authorization": "Bearer xoxp-demo-witness"})
    with urllib.request.urlopen(request, timeout=10 * PATIENCE) as answer:
        result = json.load(answer)
    if not result["ok"]:
        raise Failed(f"{method}: {result['error']}")
    return result


def row_texts_of(messages):
    return [messages.getChildAtIndex(i).name for i in range(messages.childCount)]


def test():
    server = subprocess.Popen([os.environ["PROGRAM"], "serve", "--rate", "0.02"], stdout=subprocess.PIPE, text=True)
    try:
        run(server.stdout.readline().strip())
    finally:
        server.terminate()
    expect_clean_end(server)


def run(api):
    proxy = DyingProxy()
    os.environ["RTMSCOPE_API_URL"] = api
    os.environ["SLACK_API_TOKEN"] = "xoxb-demo-halfopen"
    program = Program("--proxy", f"socks5://127.0.0.1:{proxy.port}")
    messages = program.find("Messages", pyatspi.ROLE_LIST)
    events = program.find("Events", pyatspi.ROLE_TABLE)
    status = program.find("Connection status")

    def told():
        return f"{status.name} {status.description}"

    wait_for("the connection", lambda: "Connected" in told() or "Idle" in told())
    channel = next(c["id"] for c in call(api, "conversations.list", limit="200")["channels"] if c["name"] == "general")
    parent = call(api, "chat.postMessage", channel=channel, text="the last thing heard")["ts"]
    conversations = program.find("Conversations", pyatspi.ROLE_LIST, pyatspi.ROLE_TREE)
    row = wait_for("#general", lambda: next(
        conversations.getChildAtIndex(i) for i in range(conversations.childCount)
        if "general" in conversations.getChildAtIndex(i).name))
    program.click(row)
    wait_for("the last thing heard", lambda: any("the last thing heard" in text for text in row_texts_of(messages)))

    proxy.stall()
    for text in MISSED:
        call(api, "chat.postMessage", channel=channel, text=text)
    call(api, "chat.postMessage", channel=channel, text=MISSED_REPLY, thread_ts=parent)

    wait_for("the window to say that no answer comes", lambda: "No answer" in told(), timeout=40)
    program.screenshot("halfopen-1-no-answer")
    wait_for("the gap in the table", lambda: any(
        "gap" in program.row_texts(events, r) for r in range(program.rows(events))), timeout=60)
    for text in MISSED:
        wait_for(f"“{text}”", lambda: any(text in row for row in row_texts_of(messages)), timeout=60)
    wait_for("the gap among the messages", lambda: any("No connection" in row for row in row_texts_of(messages)))
    wait_for("the thread's new reply", lambda: any(
        "the last thing heard" in row and "1 reply" in row for row in row_texts_of(messages)))
    rows = row_texts_of(messages)
    for text in MISSED:
        if sum(text in row for row in rows) != 1:
            raise Failed(f"“{text}” stands there {sum(text in row for row in rows)} times")
    wait_for("the connection again", lambda: "Connected" in told() or "Idle" in told())
    program.screenshot("halfopen-2-mended")
    program.stop()


main(test)
