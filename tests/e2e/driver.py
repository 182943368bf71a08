# SPDX-FileCopyrightText: 2026 The Rtmscope authors
# SPDX-License-Identifier: MIT
"""Drives the built program from outside, through the accessibility bus, as an assistive tool would."""

import os
import subprocess
import sys
import time

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi  # noqa: E402

import pyatspi  # noqa: E402

TIMEOUT = float(os.environ.get("E2E_TIMEOUT", "30"))
PATIENCE = float(os.environ.get("E2E_PATIENCE", "1"))  # times every timeout, for a program slowed down by a sanitizer


class Failed(Exception):
    pass


class Ended(Failed):
    """What was to be waited for can't come any more."""


def wait_for(what, probe, timeout=TIMEOUT):
    """Polls until probe() is true and returns its value. Objects may vanish meanwhile: that counts as not yet."""
    end = time.monotonic() + timeout * PATIENCE
    last = None
    while time.monotonic() < end:
        try:
            value = probe()
            if value:
                return value
        except Ended:
            raise
        except Exception as error:  # D-Bus objects die while lists change
            last = error
        time.sleep(0.05)
    raise Failed(f"timed out waiting for {what}" + (f" ({last})" if last else ""))


def walk(node, depth=40):
    """All accessible descendants, but not the cells of large tables, which are asked for by row."""
    if depth == 0:
        return
    for i in range(node.childCount):
        try:
            child = node.getChildAtIndex(i)
        except Exception:
            continue
        if child is None:
            continue
        yield child
        if child.getRole() in (pyatspi.ROLE_TABLE, pyatspi.ROLE_LIST, pyatspi.ROLE_TREE, pyatspi.ROLE_TREE_TABLE):
            continue
        yield from walk(child, depth - 1)


def expect_clean_end(process):
    try:
        status = process.wait(20 * PATIENCE)
    except subprocess.TimeoutExpired:
        raise Failed(f"{process.args} did not end") from None
    if status != 0:
        raise Failed(f"{process.args} ended with status {status}")


class Program:
    def __init__(self, *arguments):
        self.log = open(os.path.join(os.environ["HOME"], "program.log"), "wb")
        self.started = time.monotonic()
        self.process = subprocess.Popen([os.environ["PROGRAM"], *arguments], stdout=self.log, stderr=self.log)
        self.application = wait_for("the program on the accessibility bus", self._find_application)
        self.window = wait_for("the main window", self._find_window)

    def _find_application(self):
        if self.process.poll() is not None:
            raise Ended(f"the program ended with status {self.process.returncode}")
        desktop = pyatspi.Registry.getDesktop(0)
        for i in range(desktop.childCount):
            application = desktop.getChildAtIndex(i)
            if application is not None and application.get_process_id() == self.process.pid:
                return application
        return None

    def _find_window(self):
        for window in self.application:
            if window.name.endswith("Rtmscope"):
                return window
        return None

    def find(self, name, *roles):
        """The widget with this accessible name, waiting for it, rather one that is in view; roles narrow the choice. Labels and the account button
        tell their words behind it: "Connection status: Connected"."""

        def probe():
            hidden = None
            for node in walk(self.application):
                if (node.name == name or node.name.startswith(name + ": ")) and (not roles or node.getRole() in roles):
                    if node.getState().contains(pyatspi.STATE_SHOWING):
                        return node
                    hidden = hidden or node
            return hidden

        return wait_for(f"“{name}”", probe)

    def rows(self, table):
        return table.queryTable().nRows

    def cell(self, table, row, column):
        return table.queryTable().getAccessibleAt(row, column)

    def row_texts(self, table, row):
        columns = table.queryTable().nColumns
        return [self.cell(table, row, column).name for column in range(columns)]

    def focus(self, node):
        node.queryComponent().grabFocus()
        wait_for(f"focus on “{node.name}”", lambda: node.getState().contains(pyatspi.STATE_FOCUSED))

    def click(self, node, button=1):
        """Clicks in the middle of a node: how a list gets the focus, as Qt's views offer no action for it."""
        box = node.queryComponent().getExtents(pyatspi.DESKTOP_COORDS)
        if box.width <= 0 or box.height <= 0:
            raise Failed(f"“{node.name}” is not on the screen")
        # Not the very middle: a message's text may hold a link there.
        Atspi.generate_mouse_event(box.x + min(8, box.width // 2), box.y + min(8, box.height // 2), f"b{button}c")

    def shown(self, names, *roles):
        """A node in view with one of these names now; None if there is none."""
        names = (names,) if isinstance(names, str) else names
        for node in walk(self.application):
            if node.name in names and node.getRole() in roles and node.getState().contains(pyatspi.STATE_SHOWING):
                return node
        return None

    def click_row(self, table, row):
        """Clicks a row and waits until it is the chosen one: a window manager looks at clicks first, and a key that
        follows at once would be there before."""
        self.click(self.cell(table, row, 0))
        wait_for(f"row {row} of “{table.name}” to be chosen", lambda: table.queryTable().isRowSelected(row))

    def drag(self, node, start, end, *modifiers):
        """Drags from one part of a node's width to another, 0 to 1, while Control, Shift or Alt are held."""
        box = node.queryComponent().getExtents(pyatspi.DESKTOP_COORDS)
        y = box.y + box.height // 3
        held = [self.MODIFIERS[name] for name in modifiers]
        for code in held:
            Atspi.generate_keyboard_event(code, None, Atspi.KeySynthType.PRESS)
        Atspi.generate_mouse_event(box.x + round(start * box.width), y, "b1p")
        for step in range(1, 9):
            Atspi.generate_mouse_event(box.x + round((start + (end - start) * step / 8) * box.width), y, "abs")
        Atspi.generate_mouse_event(box.x + round(end * box.width), y, "b1r")
        for code in reversed(held):
            Atspi.generate_keyboard_event(code, None, Atspi.KeySynthType.RELEASE)

    def visible(self, node, inside):
        """Whether node lies on the screen within the view it belongs to."""
        box = node.queryComponent().getExtents(pyatspi.DESKTOP_COORDS)
        frame = inside.queryComponent().getExtents(pyatspi.DESKTOP_COORDS)
        return box.height > 0 and box.y >= frame.y and box.y + box.height <= frame.y + frame.height

    def text(self, node):
        interface = node.queryText()
        return interface.getText(0, interface.characterCount)

    def type(self, node, text):
        """Sets a text field's content and checks that it took it."""
        self.focus(node)
        if not node.queryEditableText().setTextContents(text):
            raise Failed(f"“{node.name}” did not take text")
        wait_for("the text to appear", lambda: self.text(node) == text)

    def write(self, text):
        """Presses the keys of a text in whatever has the focus, as a person does; type() only sets it."""
        for letter in text:
            Atspi.generate_keyboard_event(0, letter, Atspi.KeySynthType.STRING)

    KEYS = {"Return": 0xFF0D, "Home": 0xFF50, "End": 0xFF57, "Up": 0xFF52, "Down": 0xFF54, "Tab": 0xFF09,
            "Escape": 0xFF1B, "F6": 0xFFC3, "Insert": 0xFF63, "Page_Up": 0xFF55, "Page_Down": 0xFF56,
            "F10": 0xFFC7, "space": 0x20, "Left": 0xFF51, "Right": 0xFF53}
    MODIFIERS = {"Control": 37, "Shift": 50, "Alt": 64}  # their keys on any PC keyboard

    def key(self, name):
        """Presses a key by its X name ("Return", "End") in whatever has the focus."""
        Atspi.generate_keyboard_event(self.KEYS[name], None, Atspi.KeySynthType.SYM)

    def chord(self, letter, *modifiers):
        """Presses a letter while Control, Shift or Alt are held, as the window's shortcuts want it."""
        self._press_held(ord(letter), modifiers)

    def hold(self, name, *modifiers):
        """Presses a key by its X name while Control, Shift or Alt are held."""
        self._press_held(self.KEYS[name], modifiers)

    def _press_held(self, keyval, modifiers):
        held = [self.MODIFIERS[name] for name in modifiers]
        for code in held:
            Atspi.generate_keyboard_event(code, None, Atspi.KeySynthType.PRESS)
        Atspi.generate_keyboard_event(keyval, None, Atspi.KeySynthType.SYM)
        for code in reversed(held):
            Atspi.generate_keyboard_event(code, None, Atspi.KeySynthType.RELEASE)

    def press_modifier(self, name):
        Atspi.generate_keyboard_event(self.MODIFIERS[name], None, Atspi.KeySynthType.PRESS)

    def release_modifier(self, name):
        Atspi.generate_keyboard_event(self.MODIFIERS[name], None, Atspi.KeySynthType.RELEASE)

    def press(self, button):
        actions = button.queryAction()
        for i in range(actions.nActions):
            if actions.getName(i) in ("Press", "Toggle", "press", "toggle", "click"):
                actions.doAction(i)
                return
        raise Failed(f"“{button.name}” can't be pressed")

    def screenshot(self, name):
        folder = os.environ.get("SCREENSHOT_DIR")
        if folder:
            subprocess.run(["import", "-window", "root", os.path.join(folder, name + ".png")], check=False)

    def stop(self):
        """Quits as a person does, so that all of the program's end is run, and is a clean one."""
        self.press(self.find("Quit", pyatspi.ROLE_MENU_ITEM))
        expect_clean_end(self.process)


def main(test):
    """Runs test(steps) and reports in words; the program's own output follows a failure."""
    try:
        test()
    except Failed as failure:
        print(f"FAILED: {failure}")
        if folder := os.environ.get("SCREENSHOT_DIR"):
            subprocess.run(["import", "-window", "root", os.path.join(folder, "failed.png")], check=False)
        log = os.path.join(os.environ["HOME"], "program.log")
        if os.path.exists(log):
            with open(log, errors="replace") as text:
                print(text.read()[-4000:])
        sys.exit(1)
    print("passed")
