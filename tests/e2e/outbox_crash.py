# SPDX-FileCopyrightText: 2026 The Rtmscope authors
# SPDX-License-Identifier: MIT
"""kill -9 in a real window: a reply is typed, Enter is pressed, and a few milliseconds later the program is gone. Ten
times, at random moments. The next start has to bring each reply to its end, and the server, a process of its own, has
to have it exactly once."""

import json
import os
import random
import signal
import subprocess
import time
import urllib.parse
import urllib.request

import pyatspi

from driver import PATIENCE, Failed, Program, expect_clean_end, main, walk, wait_for

TOKEN = "xoxb-demo-rtmscope"
ROUNDS = int(os.environ.get("CRASH_ROUNDS", "10"))


class Server:
    """The demo workspace in a process that outlives the windows."""

    def __init__(self):
        self.process = subprocess.Popen([os.environ["PROGRAM"], "serve", "--quiet", "--rate", "0.02"],
                                        stdout=subprocess.PIPE, text=True)
        self.base = self.process.stdout.readline().strip()
        if not self.base.startswith("http://127.0.0.1:"):
            raise Failed(f"the server says “{self.base}”")

    def call(self, method, **arguments):
        request = urllib.request.Request(self.base + method, urllib.parse.urlencode(arguments).encode(),
                                         {"Authorization": "Bearer " + TOKEN})
        with urllib.request.urlopen(request, timeout=20 * PATIENCE) as answer:
            return json.load(answer)

    def count(self, text):
        """How often that text was posted, anywhere."""
        found = 0
        for channel in self.call("users.conversations", types="public_channel,private_channel,mpim,im",
                                 limit=200)["channels"]:
            history = self.call("conversations.history", channel=channel["id"], limit=200)
            found += sum(message.get("text") == text for message in history.get("messages", []))
        return found


class Window(Program):
    def __init__(self, server):
        os.environ["SLACK_API_TOKEN"] = TOKEN
        super().__init__("--api-url", server.base)
        self.edit = self.find("Message text")
        self.status = self.find("Connection status")
        wait_for("the connection", lambda: "Connected" in self.status.name + (self.status.description or "")
                 or "Connected" in self.text(self.status))
        arm = self.find("Observe or Armed")
        self.press(arm)
        wait_for("armed", lambda: arm.getState().contains(pyatspi.STATE_CHECKED))
        self.outbox = self.find("Show the outbox")

    def outbox_words(self):
        return self.outbox.name

    def button(self, name):
        for node in walk(self.application):
            if node.name == name and node.getState().contains(pyatspi.STATE_SHOWING):
                return node
        return None

    def settle(self, left):
        """Brings what the last window left behind to its end, as a person would. Returns where it was."""
        found = "in the outbox"
        if self.text(self.edit) == left:
            found = "a draft"
            self.focus(self.edit)
            self.key("Return")
        elif self.text(self.edit):
            raise Failed(f"the composer holds “{self.text(self.edit)}”")
        if "needs you" in self.outbox_words():
            found = "missing"

        def empty():
            words = self.outbox_words()
            if "need" in words:
                send = self.button("Send all")
                if send:
                    self.press(send)
                else:
                    self.press(self.outbox)
                time.sleep(0.3)
            return words.endswith("Outbox empty") and self.text(self.edit) == ""

        wait_for("an empty outbox", empty)
        return found


def test():
    server = Server()
    try:
        crash_again_and_again(server)
    finally:
        server.process.terminate()
    expect_clean_end(server.process)


def crash_again_and_again(server):
    moments = random.Random(20261125)
    texts = [f"Typed just before crash {number}" for number in range(ROUNDS)]
    left = None
    posted = 0
    for text in texts + [None]:
        window = Window(server)
        if left is not None:
            where = window.settle(left)
            print(f"{left}: {'posted' if posted else where}", flush=True)
        if text is None:
            break
        window.type(window.edit, text)
        window.focus(window.edit)
        window.key("Return")
        time.sleep(moments.random() ** 2 * 0.02)
        window.process.send_signal(signal.SIGKILL)
        window.process.wait(20)
        left = text
        posted = server.count(text)
        if posted > 1:
            raise Failed(f"“{text}” was posted {posted} times")
    # Acknowledged is posted: the server's own record decides.
    counts = {text: server.count(text) for text in texts}
    if any(count != 1 for count in counts.values()):
        raise Failed(f"posted: {counts}")
    window.stop()


main(test)
