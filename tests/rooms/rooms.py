#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Rtmscope authors
# SPDX-License-Identifier: MIT
"""The rooms of docs/architecture.md, as they are built: rooms.py SOURCES COMPILE_COMMANDS

Asks the compiler, with the very options of each room, which other rooms an include would find there, and fails if that
is one which the architecture forbids. Fails as well over folders and files that have grown past what one can hold in
the head, and over classes.
"""
import collections
import json
import pathlib
import re
import shlex
import subprocess
import sys

sys.dont_write_bytecode = True
import methods  # noqa: E402

MOST_FILES = 25
MOST_LINES = 600
MOST_METHODS = 40

# Classes that have more. The reason of each stands in docs/adr/0005-rooms.md.
LARGE = {"Account", "ConnectDialog", "ConnectionManager", "ConversationPane", "EventInspector", "EventLog",
         "EventView", "Gateway", "MainWindow", "MessageListView", "RowListView", "Timeline", "WebMethods",
         "WorkspacePage"}

# What rooms (by the beginning of their path) may see of ours. The first rule that fits decides; what no rule names
# may see what CMake allows it.
ONLY = [
    ("core/base", ["core/base"]),
    ("core/text", ["core/text"]),
    ("core/websocket", ["core/websocket"]),
    ("core/liveness", ["core/liveness"]),
    ("core/json", ["core/json", "core/base"]),
    ("core/tap/http", ["core/tap/http", "core/json", "core/base"]),
    ("core/mrkdwn", ["core/mrkdwn", "core/text", "core/json", "core/base"]),
    # It shares neither event structs nor codec with the client, so that both can't share a bug.
    ("core/demo", ["core/demo", "core/json", "core/base"]),
]
NEVER = [
    ("core", ["ui", "app"]),
    ("core/errors", ["core/net", "core/events"]),
    # Values for sessions and windows alike.
    ("core/connection", ["core/net", "core/events", "core/stream", "core/session"]),
    ("core/stream", ["core/session", "core/workspace", "core/log", "core/config", "core/outbox"]),
    ("core/session", ["core/workspace", "core/log", "core/config", "core/outbox"]),
    ("core/events", ["core/workspace", "core/fold", "core/summary"]),
    # It asks and says nothing itself.
    ("core/tap", ["core/stream", "core/session", "core/workspace", "core/log", "core/config", "core/outbox"]),
    ("core/workspace", ["core/net", "core/session", "core/log", "core/config", "core/fold", "core/summary"]),
    ("core/fold", ["core/net", "core/session", "core/log", "core/config", "core/summary"]),
    ("core/log", ["core/net", "core/session", "core/workspace"]),
    ("core/config", ["core/outbox", "core/net", "core/stream", "core/session"]),
    ("ui", ["app", "core/demo", "core/websocket", "core/outbox", "core/sync", "core/net", "core/stream",
            "core/session"]),
    ("ui/chat", ["ui/monitor", "ui/window"]),
    ("ui/monitor", ["ui/chat", "ui/window"]),
    ("ui/theme", ["ui/parts", "ui/window"]),
    ("app/headless", ["ui", "app/window"]),
    ("app/start", ["ui", "app/window", "app/headless"]),
    ("app/serving", ["ui", "app/start", "app/window", "app/headless"]),
]


def within(room, folder):
    return room == folder or room.startswith(folder + "/")


def forbidden(room, other):
    for folder, seen in ONLY:
        if within(room, folder):
            return not any(within(other, s) for s in seen)
    return any(within(room, folder) and any(within(other, n) for n in unseen) for folder, unseen in NEVER)


def compile_options(commands, sources):
    """One source's include options for each room."""
    found = {}
    for entry in json.loads(pathlib.Path(commands).read_text()):
        file = pathlib.Path(entry["file"])
        if not file.is_relative_to(sources):
            continue
        room = str(file.relative_to(sources).parent)
        words = shlex.split(entry["command"])
        while not re.search(r"(\+\+|cc|clang)[^/]*$", words[0]) or words[0].endswith((".sh", "ccache")):
            words.pop(0)  # launchers
        options = [words[0]]
        for at, word in enumerate(words):
            if word.startswith("-I"):
                options.append(word)
            elif word == "-isystem":
                options += [word, words[at + 1]]
        found.setdefault(room, options)
    return found


def visible(options, headers):
    """Those of the rooms in headers (room: one of its headers) that an include would find."""
    probe = "".join(f'#if __has_include("{header}")\nseen {room}\n#endif\n' for room, header in headers.items())
    # Elsewhere, as what is read from standard input counts as a file of the folder that one is in.
    out = subprocess.run([*options, "-x", "c++", "-E", "-P", "-"], input=probe, text=True, check=True, cwd="/",
                         stdout=subprocess.PIPE).stdout
    return set(re.findall(r"^seen (\S+)$", out, re.M))


def large_classes(sources):
    """What is wrong with how many methods classes have."""
    problems = [methods.check()] if methods.check() else []
    seen, large = 0, set()
    for path in sorted(p for top in ("core", "ui", "app") for p in (sources / top).rglob("*")):
        if path.suffix not in (".h", ".cpp"):
            continue
        for name, count in methods.counted(path.read_text()).items():
            seen += 1
            if count > MOST_METHODS:
                large.add(name)
                if name not in LARGE:
                    problems.append(f"{name} in {path.relative_to(sources)} has {count} methods; at most "
                                    f"{MOST_METHODS}, or a reason in docs/adr/0005-rooms.md")
    reasons = (sources / "docs/adr/0005-rooms.md").read_text()
    problems += [f"{name} has no reason in docs/adr/0005-rooms.md" for name in sorted(LARGE)
                 if f"`{name}`" not in reasons]
    problems += [f"{name} is large no longer: strike it from the list" for name in sorted(LARGE - large)]
    if seen < 800:
        problems.append(f"only {seen} classes were seen: the check is broken")
    return problems


def main(sources, commands):
    sources = pathlib.Path(sources)
    headers, files = {}, collections.Counter()
    problems = []
    for top in ("core", "ui", "app"):
        for path in sorted((sources / top).rglob("*")):
            if not path.is_file():
                continue
            room = str(path.parent.relative_to(sources))
            files[room] += 1
            if path.suffix == ".h" and path.name != "pch.h":
                headers.setdefault(room, str(path.relative_to(sources)))
            if path.suffix in (".h", ".cpp"):
                lines = path.read_text().count("\n")
                if lines > MOST_LINES:
                    problems.append(f"{path.relative_to(sources)} has {lines} lines; at most {MOST_LINES}")
    problems += [f"{room} has {n} files; at most {MOST_FILES}" for room, n in files.items() if n > MOST_FILES]

    problems += large_classes(sources)

    tried = 0
    options = compile_options(commands, sources)
    for room in headers:
        if room not in options:
            continue
        seen = visible(options[room], headers)
        if room not in seen:
            problems.append(f"{room} does not even see itself: the check is broken")
        for other in headers:
            if other != room and forbidden(room, other):
                tried += 1
                if other in seen:
                    problems.append(f"{room} sees {other}")
    print(f"{len(headers)} rooms, {tried} forbidden arrows tried")
    if tried < 100:
        problems.append("too few arrows tried: the check is broken")
    for problem in problems:
        print(problem)
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
