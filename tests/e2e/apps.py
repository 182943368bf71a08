# SPDX-FileCopyrightText: 2026 The Rtmscope authors
# SPDX-License-Identifier: MIT
"""What scripts about apps have in common: the demo workspace as a server of its own, and the connect dialog."""

import os
import re
import subprocess

import pyatspi

from driver import PATIENCE, Failed, wait_for, walk


class Serve:
    """The demo workspace as a server of its own, so that the window meets it like any other."""

    def __init__(self):
        self.process = subprocess.Popen([os.environ["PROGRAM"], "serve", "--rate", "4", "--seed", "7"],
                                        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        self.address = self.process.stdout.readline().strip()
        self.tokens = {}
        while len(self.tokens) < 2:
            line = self.process.stderr.readline()
            if not line:
                raise Failed("serve did not say both tokens")
            for kind, token in re.findall(r"\b(xoxb|xapp)-(\S+)", line):
                self.tokens[kind] = f"{kind}-{token}"

    def stop(self):
        self.process.terminate()
        self.process.communicate(timeout=20 * PATIENCE)


def find_row(program, table, wanted, newest=400):
    """The newest row whose texts satisfy wanted, or None."""
    rows = program.rows(table)
    for row in range(rows - 1, max(-1, rows - newest), -1):
        if wanted(program.row_texts(table, row)):
            return row
    return None


def shown_button(program, name):
    """The one of this name that can be pressed now: there may be others behind it or on pages that are not shown."""
    for node in walk(program.application):
        states = node.getState()
        if (node.name == name and node.getRole() == pyatspi.ROLE_PUSH_BUTTON
                and states.contains(pyatspi.STATE_SHOWING) and states.contains(pyatspi.STATE_SENSITIVE)):
            return node
    return None


def connect_by_socket_mode(program, serve, alone="No, it is mine alone"):
    """From the menu to the answer whose the app is; the tokens are pasted crosswise and put right by one click."""
    program.press(program.find("Connect…", pyatspi.ROLE_MENU_ITEM))
    app_token = program.find("App-level token", pyatspi.ROLE_PASSWORD_TEXT, pyatspi.ROLE_TEXT)
    program.focus(app_token)
    app_token.queryEditableText().setTextContents(serve.tokens["xoxb"])
    wait_for("the offer to put it right", lambda: program.find("Move it there", pyatspi.ROLE_PUSH_BUTTON).getState().contains(
        pyatspi.STATE_SHOWING))
    program.press(program.find("Move it there", pyatspi.ROLE_PUSH_BUTTON))
    wait_for("what the token is", lambda: "A bot token" in program.find("About this token").name)
    program.focus(app_token)
    app_token.queryEditableText().setTextContents(serve.tokens["xapp"])
    program.press(program.find("Server, proxy and certificates", pyatspi.ROLE_PUSH_BUTTON))
    program.type(program.find("Base URL", pyatspi.ROLE_TEXT), serve.address)
    program.press(wait_for("a usable form", lambda: shown_button(program, "Connect")))
    program.press(program.find(alone, pyatspi.ROLE_PUSH_BUTTON))


def ask_to_listen(program, upstream, port=""):
    """Opens a tap on that port, or on any, that passes on to upstream."""
    program.press(program.find("Look into a program…", pyatspi.ROLE_MENU_ITEM))
    program.type(program.find("Base URL", pyatspi.ROLE_TEXT), upstream)
    program.type(program.find("Listen on port", pyatspi.ROLE_TEXT), port)
    program.press(program.find("Listen", pyatspi.ROLE_PUSH_BUTTON))


def address_of_tap(program):
    """What a program has to be given, once the tap listens."""
    address = program.find("Address of the tap")
    wait_for("the address", lambda: "http://" in address.name)
    return address.name[address.name.index("http://"):]


def listen(program, upstream):
    ask_to_listen(program, upstream)
    return address_of_tap(program)
