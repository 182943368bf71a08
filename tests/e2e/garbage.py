# SPDX-FileCopyrightText: 2026 The Rtmscope authors
# SPDX-License-Identifier: MIT
"""A server that sends garbage: broken JSON, binary, a huge frame, deep nesting, wrong types everywhere. The window must
stay alive and show each frame as a row, with a reason where it can't be read."""

import base64
import glob
import json
import os
import sys

import pyatspi

from driver import Failed, Program, main, wait_for
from fakeslack import FakeSlack, frame_bytes, text_frame

FIXTURES = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "fixtures", "events")
WRONG = [None, True, 0, -1.5, "", "text", [], {}, [[]], {"id": {"id": []}}]


def fixture_frames():
    for path in sorted(glob.glob(os.path.join(FIXTURES, "*"))):
        with open(path, encoding="utf-8") as text:
            for line in text:
                try:
                    frame = json.loads(line)
                except ValueError:
                    continue
                if isinstance(frame, dict):
                    yield frame


def garbage():
    """(opcode, payload) of every frame to send."""
    text, binary = 1, 2
    for broken in ('{"type":"message"', '{"type":}', "no json at all", "", '{"type":"message","text":"a\nb"}', "[1,2",
                   '{"a":01}', '"just a string"', "null", "[]", '{"type":7}', '{"type":["message"]}'):
        yield text, broken.encode()
    yield binary, bytes(range(256))
    yield text, b'{"type":"message","channel":"C1","text":"' + b"x" * (5 << 20) + b'"}'
    yield text, b"[" * 2000 + b"]" * 2000
    yield text, b'{"a":' * 2000 + b"1" + b"}" * 2000
    for frame in fixture_frames():
        if frame.get("type") in ("goodbye", "error", "team_migration_started"):
            continue  # those are orders, not garbage: the connection would rightly be replaced
        for number, key in enumerate(frame):
            wrong = dict(frame)
            wrong[key] = WRONG[number % len(WRONG)]
            yield text, json.dumps(wrong).encode()


class GarbageServer(FakeSlack):
    def __init__(self, frames):
        self.frames = frames
        super().__init__()

    def stream(self, peer, path):
        peer.send(text_frame({"type": "hello"}))
        for opcode, payload in self.frames:
            peer.send(frame_bytes(opcode, payload))
        peer.send(text_frame({"type": "last_of_all"}))
        while True:
            peer.read_frame()


def captures():
    found = []
    for folder, _, files in os.walk(os.environ["HOME"]):
        found += [os.path.join(folder, name) for name in files if name.endswith(".rtmcap")]
    return found


def test():
    frames = list(garbage())
    server = GarbageServer(frames)
    os.environ["RTMSCOPE_API_URL"] = server.api
    os.environ["SLACK_API_TOKEN"] = "xoxb-garbage-0000"
    program = Program()
    events = program.find("Events", pyatspi.ROLE_TABLE)
    wait_for("a row for every frame", lambda: program.rows(events) >= len(frames) + 2, timeout=90)
    if program.process.poll() is not None:
        raise Failed("the program ended")
    reasons = 0
    for row in range(min(program.rows(events), 60)):
        if any(word in " ".join(program.row_texts(events, row)) for word in ("not JSON", "deeper", "expected", "binary",
                                                                             "middle", "empty", "closed")):
            reasons += 1
    if reasons < 6:
        raise Failed(f"only {reasons} rows say why they can't be read")
    program.screenshot("garbage")

    # Every frame is in the record, byte for byte.
    wait_for("the last frame on disk", lambda: any(b"last_of_all" in open(path, "rb").read() for path in captures()))
    recorded = []
    sys.setrecursionlimit(20_000)  # for the frame of thousands of levels
    for path in captures():
        with open(path, "rb") as capture:
            for line in capture:
                entry = json.loads(line)
                if entry.get("dir") != "in":
                    continue
                if "base64" in entry:
                    recorded.append(base64.b64decode(entry["base64"]))
                elif "text" in entry:
                    recorded.append(entry["text"].encode())
                else:
                    recorded.append(line[line.index(b'"frame":') + 8:].rstrip(b"\n")[:-1])
    lost = [payload[:80] for _, payload in frames if payload not in set(recorded) and b'"url"' not in payload
            and b'"token"' not in payload]
    if lost:
        raise Failed(f"{len(lost)} frames are not in the capture as they were sent, first: {lost[0]}")
    program.stop()


main(test)
