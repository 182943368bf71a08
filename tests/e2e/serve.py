# SPDX-FileCopyrightText: 2026 The Rtmscope authors
# SPDX-License-Identifier: MIT
"""A capture served to a bot from the window: by the menu to the dialog, what to set read off the screen, a scripted bot
that receives every message in order and replies in a thread, by RTM and then by Socket Mode. Its replies appear in the
chat, one expectation holds and one fails, and the command line says the same of the expectations that were kept."""

import json
import os
import subprocess

import pyatspi

from apps import address_of_tap, find_row, shown_button
from driver import PATIENCE, Failed, Program, main, wait_for
from scriptedbot import Bot

DIRECTION, TYPE, SUMMARY = 2, 3, 6
BOT_TOKEN, APP_TOKEN = "xoxb-demo-rtmscope", "xapp-1-A0RTMSCOPE-demo"
EXPECTATIONS = "\n".join([
    "# who asks for a deploy is answered",
    "after message where text contains deploy: reply in thread within 5s, text ~ /on it/",
    "after message where text contains deploy: reply in thread within 5s, text contains rollback",
])


def messages():
    for number in range(1, 41):
        text = f"deploy {number}, please" if number % 10 == 0 else f"message {number}"
        yield {"type": "message", "channel": "C1" if number % 2 == 0 else "C2", "user": "U1", "text": text,
               "ts": f"17643384{number:02}.000100"}


def write_capture(path):
    note = {"kind": "api", "method": "conversations.list", "ok": True, "args": {}, "answer": {"ok": True, "channels": [
        {"id": "C1", "name": "ops", "is_channel": True, "is_member": True},
        {"id": "C2", "name": "general", "is_channel": True, "is_member": True}]}}
    with open(path, "w") as file:
        def line(**members):
            file.write(json.dumps(members) + "\n")

        line(rtmcap=1, started="2026-11-22T14:02:09.104518Z", team={"id": "T1", "name": "Acme"}, self={"id": "U7"})
        line(n=1, t="2026-11-22T14:02:09.200000Z", dir="note", conn=1, **note)
        line(n=2, t="2026-11-22T14:02:09.300000Z", dir="in", conn=1, frame={"type": "hello"})
        for number, message in enumerate(messages(), 3):
            line(n=number, t=f"2026-11-22T14:02:1{number // 10}.{number % 10}00000Z", dir="in", conn=1, frame=message)


def reply(bot, event):
    if event["type"] == "message" and "deploy" in event.get("text", "") and event.get("user") == "U1":
        if bot.by_call:
            bot.call("chat.postMessage", channel=event["channel"], text="on it", thread_ts=event["ts"])
        else:
            bot.say(event["channel"], "on it", event["ts"])


def check_order(bot, what):
    heard = [(e["channel"], e["ts"], e["text"]) for e in bot.events if e["type"] == "message" and e.get("user") == "U1"]
    wanted = [(m["channel"], m["ts"], m["text"]) for m in messages()]
    if heard != wanted:
        raise Failed(f"{what}: {len(heard)} of {len(wanted)} messages, or in another order: {heard}")


def texts(node):
    return [node.getChildAtIndex(i).name for i in range(node.childCount)]


def outcome(outcomes, line):
    return next((text for text in texts(outcomes) if f"line {line}:" in text), "")


def serve_from_window(program):
    program.press(program.find("Serve to a bot…", pyatspi.ROLE_MENU_ITEM))
    program.find("As fast as it was", pyatspi.ROLE_COMBO_BOX)
    program.screenshot("serve-1-asked")
    program.press(wait_for("the dialog", lambda: shown_button(program, "Serve")))
    url = address_of_tap(program)
    lines = program.find("Lines for this SDK", pyatspi.ROLE_TEXT)
    if url not in program.text(lines):
        raise Failed(f"what has to be set does not name {url}: {program.text(lines)}")
    if BOT_TOKEN not in program.find("Tokens that are taken").name:
        raise Failed("the token is not told")
    program.screenshot("serve-2-waiting")
    return url


def check_rtm(program, url, outcomes):
    bot = Bot(url, BOT_TOKEN, answer=reply)
    state = program.find("Serving")
    wait_for("all of it to be played", lambda: "All 40 events were played" in state.name)
    wait_for("the last one to be heard", lambda: len([e for e in bot.events if e["type"] == "message"]) >= 40)
    check_order(bot, "RTM")
    wait_for("the one that holds", lambda: outcome(outcomes, 2).startswith("Passed"))
    failed = wait_for("the one that fails", lambda: outcome(outcomes, 3) if outcome(outcomes, 3).startswith("Failed") else None)
    if "on it" not in failed:
        raise Failed(f"what came instead is not told: {failed}")
    bot.close()


def check_chat(program):
    """The reply stands in the stream, and below the message that it answers."""
    events = program.find("Events", pyatspi.ROLE_TABLE, pyatspi.ROLE_TREE_TABLE)
    wait_for("what the bot wrote", lambda: find_row(
        program, events, lambda t: "out" in t[DIRECTION] and t[TYPE] == "message" and "on it" in t[SUMMARY]) is not None)
    conversations = program.find("Conversations", pyatspi.ROLE_LIST, pyatspi.ROLE_TREE)
    row = wait_for("#ops", lambda: next(
        conversations.getChildAtIndex(i) for i in range(conversations.childCount)
        if "ops" in conversations.getChildAtIndex(i).name))
    program.click(row)
    chat = program.find("Messages", pyatspi.ROLE_LIST)
    wait_for("the reply below its message", lambda: any("deploy 40" in text and "1 reply" in text for text in texts(chat)))


def check_socket_mode(program, url):
    program.press(program.find("Again", pyatspi.ROLE_PUSH_BUTTON))
    state = program.find("Serving")
    wait_for("another beginning", lambda: "Waiting for a program" in state.name)
    bot = Bot(url, BOT_TOKEN, APP_TOKEN, answer=reply)
    wait_for("all of it to be played", lambda: "All 40 events were played" in state.name)
    wait_for("the last one to be heard", lambda: len([e for e in bot.events if e.get("user") == "U1"]) >= 40)
    check_order(bot, "Socket Mode")
    bot.close()


def check_command_line(capture):
    """The same expectations, found beside the capture; the status says that one failed."""
    junit = capture + ".xml"
    server = subprocess.Popen([os.environ["PROGRAM"], "serve", capture, "--speed", "max", "--exit-when-done",
                               "--junit", junit], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    bot = Bot(server.stdout.readline().strip(), BOT_TOKEN, answer=reply)
    printed = server.communicate(timeout=60 * PATIENCE)[0]
    bot.close()
    if server.returncode != 1:
        raise Failed(f"the command line ended with status {server.returncode}: {printed}")
    with open(junit) as file:
        if 'tests="2"' not in (report := file.read()) or 'failures="1"' not in report:
            raise Failed(f"the report says something else: {report}")


def test():
    capture = os.path.join(os.environ["HOME"], "story.rtmcap")
    write_capture(capture)
    program = Program("--theme", os.environ.get("LOOK_THEME", "light"), capture)
    events = program.find("Events", pyatspi.ROLE_TABLE, pyatspi.ROLE_TREE_TABLE)
    wait_for("the events", lambda: program.rows(events) > 20)
    url = serve_from_window(program)
    outcomes = program.find("What became of each expectation", pyatspi.ROLE_LIST)
    edit = program.find("Expectations", pyatspi.ROLE_TEXT)
    program.type(edit, "after message where: reply")
    wait_for("what is wrong with it", lambda: "Line 1:" in program.find("What is wrong with the expectations").name)
    program.type(edit, EXPECTATIONS)
    wait_for("two expectations", lambda: outcomes.childCount == 2)
    check_rtm(program, url, outcomes)
    check_chat(program)
    program.screenshot("serve-3-played")
    program.press(program.find("Save the expectations", pyatspi.ROLE_PUSH_BUTTON))
    wait_for("the file", lambda: os.path.exists(capture + ".expect"))
    check_socket_mode(program, url)
    program.press(wait_for("the end", lambda: shown_button(program, "Stop")))
    program.press(wait_for("the way back", lambda: shown_button(program, "Back to story.rtmcap")))
    wait_for("the capture again", lambda: program.window.name.startswith("story.rtmcap") and "Capture" in program.window.name)
    program.stop()
    check_command_line(capture)


main(test)
