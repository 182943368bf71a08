# SPDX-FileCopyrightText: 2026 The Rtmscope authors
# SPDX-License-Identifier: MIT
"""A bot for tests, by RTM or Socket Mode, with a WebSocket of its own: it keeps what it hears, acknowledges envelopes, and
does what the test gives it to do about each event."""

import base64
import hashlib
import json
import os
import socket
import struct
import threading
import urllib.parse
import urllib.request

from driver import PATIENCE, Failed

TEXT, CLOSE, PING, PONG = 1, 8, 9, 10


class WebSocket:
    """The client's side, as much of RFC 6455 as a server of ours needs."""

    def __init__(self, url):
        parts = urllib.parse.urlsplit(url)
        self.link = socket.create_connection((parts.hostname, parts.port), timeout=20 * PATIENCE)
        self.rest = b""
        self.lock = threading.Lock()
        key = base64.b64encode(os.urandom(16)).decode()
        path = parts.path + ("?" + parts.query if parts.query else "")
        self.link.sendall(f"GET {path} HTTP/1.1\r\nHost: {parts.netloc}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                          f"Sec-WebSocket-Key: {key}\r\nSec-WebSocket-Version: 13\r\n\r\n".encode())
        head = b""
        while b"\r\n\r\n" not in head:
            head += self._receive()
        head, self.rest = head.split(b"\r\n\r\n", 1)
        accept = base64.b64encode(hashlib.sha1(key.encode() + b"258EAFA5-E914-47DA-95CA-C5AB0DC85B11").digest())
        if b" 101 " not in head.split(b"\r\n", 1)[0] or accept not in head:
            raise Failed(f"the socket was refused: {head!r}")
        self.link.settimeout(None)

    def _receive(self):
        data = self.link.recv(65536)
        if not data:
            raise ConnectionError("the socket ended")
        return data

    def _read(self, size):
        while len(self.rest) < size:
            self.rest += self._receive()
        data, self.rest = self.rest[:size], self.rest[size:]
        return data

    def receive(self):
        """The next text message; pings are answered on the way."""
        while True:
            first, second = self._read(2)
            size = second & 0x7F
            if size == 126:
                size = struct.unpack("!H", self._read(2))[0]
            elif size == 127:
                size = struct.unpack("!Q", self._read(8))[0]
            payload = self._read(size)
            kind = first & 0x0F
            if kind == TEXT:
                return payload
            if kind == PING:
                self._send(PONG, payload)
            elif kind == CLOSE:
                raise ConnectionError("the server closed the socket")

    def _send(self, kind, payload):
        mask = os.urandom(4)
        head = bytes([0x80 | kind])
        if len(payload) < 126:
            head += bytes([0x80 | len(payload)])
        else:
            head += bytes([0x80 | 126]) + struct.pack("!H", len(payload))
        masked = bytes(byte ^ mask[i % 4] for i, byte in enumerate(payload))
        with self.lock:
            self.link.sendall(head + mask + masked)

    def send(self, text):
        self._send(TEXT, text)

    def close(self):
        self.link.close()


class Bot:
    """Connects when it is made; reads in a thread until close() or the end of the socket. answer(bot, event) is called
    for every event, in order."""

    def __init__(self, api, token, app_token=None, answer=None):
        self.api, self.token, self.answer = api, token, answer
        self.by_call = app_token is not None  # how it writes: an app has no other way
        self.frames = []  # as bytes, hello and acknowledgements too
        self.events = []  # what is inside them, with a type
        self.number = 0
        if app_token:
            url = self.call("apps.connections.open", token=app_token)["url"]
        else:
            url = self.call("rtm.connect")["url"]
        self.socket = WebSocket(url)
        self.thread = threading.Thread(target=self._run, daemon=True)
        self.thread.start()

    def call(self, method, token=None, **arguments):
        request = urllib.request.Request(self.api + method, urllib.parse.urlencode(arguments).encode(),
                                         {"Authorization": f"Bearer {token or self.token}"})
        with urllib.request.urlopen(request, timeout=20 * PATIENCE) as answer:
            result = json.load(answer)
        if not result["ok"]:
            raise Failed(f"{method}: {result['error']}")
        return result

    def say(self, channel, text, thread=None):
        """As an RTM frame."""
        self.number += 1
        frame = {"id": self.number, "type": "message", "channel": channel, "text": text}
        if thread:
            frame["thread_ts"] = thread
        self.socket.send(json.dumps(frame).encode())

    def _run(self):
        try:
            while True:
                raw = self.socket.receive()
                self.frames.append(raw)
                frame = json.loads(raw)
                if "envelope_id" in frame:
                    self.socket.send(json.dumps({"envelope_id": frame["envelope_id"]}).encode())
                    frame = frame["payload"].get("event", frame["payload"])
                if frame.get("type", "hello") == "hello" or "reply_to" in frame:
                    continue
                self.events.append(frame)
                if self.answer:
                    self.answer(self, frame)
        except (ConnectionError, OSError):
            pass

    def close(self):
        self.socket.close()
