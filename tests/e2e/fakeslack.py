# SPDX-FileCopyrightText: 2026 The Rtmscope authors
# SPDX-License-Identifier: MIT
"""A server made by hand, so that it can misbehave in ways the demo workspace never would. Just enough of HTTP and
WebSocket to be logged in to."""

import base64
import hashlib
import json
import socket
import struct
import threading


def frame_bytes(opcode, payload):
    size = len(payload)
    if size < 126:
        head = struct.pack("!BB", 0x80 | opcode, size)
    elif size < 65536:
        head = struct.pack("!BBH", 0x80 | opcode, 126, size)
    else:
        head = struct.pack("!BBQ", 0x80 | opcode, 127, size)
    return head + payload


def text_frame(value):
    return frame_bytes(1, json.dumps(value).encode())


def close_frame(code, reason):
    return frame_bytes(8, struct.pack("!H", code) + reason.encode())


def response(status, body, *headers):
    """An HTTP answer; body is bytes, or something to be written as JSON."""
    if not isinstance(body, bytes):
        body = json.dumps(body).encode()
    lines = [f"HTTP/1.1 {status} Answer", f"Content-Length: {len(body)}", *headers]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


class Peer:
    """One accepted TCP connection."""

    def __init__(self, link):
        self.link = link
        self.buffer = b""

    def read(self, size):
        while len(self.buffer) < size:
            chunk = self.link.recv(65536)
            if not chunk:
                raise ConnectionError("closed")
            self.buffer += chunk
        taken, self.buffer = self.buffer[:size], self.buffer[size:]
        return taken

    def read_head(self):
        while b"\r\n\r\n" not in self.buffer:
            chunk = self.link.recv(65536)
            if not chunk:
                raise ConnectionError("closed")
            self.buffer += chunk
        head, self.buffer = self.buffer.split(b"\r\n\r\n", 1)
        lines = head.decode("latin-1").split("\r\n")
        headers = {}
        for line in lines[1:]:
            key, value = line.split(":", 1)
            headers[key.lower()] = value.strip()
        return lines[0], headers

    def read_frame(self):
        """(opcode, payload) of a client's frame, unmasked."""
        first, second = self.read(2)
        size = second & 0x7F
        if size == 126:
            size = struct.unpack("!H", self.read(2))[0]
        elif size == 127:
            size = struct.unpack("!Q", self.read(8))[0]
        mask = self.read(4)
        return first & 0x0F, bytes(byte ^ mask[i % 4] for i, byte in enumerate(self.read(size)))

    def send(self, data):
        self.link.sendall(data)


class FakeSlack:
    """Subclasses answer methods (call) and own the socket once it is open (stream)."""

    def __init__(self):
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]
        self.api = f"http://127.0.0.1:{self.port}/api/"
        threading.Thread(target=self._accept, daemon=True).start()

    def call(self, method, headers):
        """The bytes to answer a Web API call with."""
        if method == "rtm.connect":
            return response(200, self.welcome(f"ws://127.0.0.1:{self.port}/stream"))
        return response(200, {"ok": False, "error": "unknown_method"})

    def welcome(self, url):
        return {"ok": True, "url": url, "self": {"id": "U1", "name": "me"},
                "team": {"id": "T1", "name": "Garbage", "domain": "garbage"}}

    def refuse_upgrade(self, path):
        """The bytes of a refusal, or nothing to accept the socket."""
        return None

    def stream(self, peer, path):
        raise NotImplementedError

    def _accept(self):
        while True:
            link, _ = self.listener.accept()
            threading.Thread(target=self._serve, args=(Peer(link),), daemon=True).start()

    def _serve(self, peer):
        try:
            while True:
                line, headers = peer.read_head()
                path = line.split(" ")[1]
                if "sec-websocket-key" in headers:
                    return self._upgrade(peer, path, headers["sec-websocket-key"])
                peer.read(int(headers.get("content-length", "0")))
                peer.send(self.call(path.rsplit("/", 1)[-1], headers))
        except (ConnectionError, OSError):
            peer.link.close()

    def _upgrade(self, peer, path, key):
        refusal = self.refuse_upgrade(path)
        if refusal is not None:
            peer.send(refusal)
            peer.link.close()
            return
        accept = base64.b64encode(hashlib.sha1(key.encode() + b"258EAFA5-E914-47DA-95CA-C5AB0DC85B11").digest())
        peer.send(b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                  b"Sec-WebSocket-Accept: " + accept + b"\r\n\r\n")
        self.stream(peer, path)
