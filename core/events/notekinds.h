// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtGlobal>

//! The kinds of notes, entries of the record that are no frames (docs/capture-format.md), with the columns
//! that events have in eventtypes.h.
//!
//!   kind, noise, summary, fold, meaning
// clang-format off
#define RTMSCOPE_NOTES(X) \
    X("state",    Aside,   StateNote,    StateNote, \
      QT_TRANSLATE_NOOP("rtmscope::EventMeaning", \
          "Written by Rtmscope, not by the server: the connection went from one state to the " \
          "next, and why.")) \
    X("api",      Chatter, ApiNote,      ApiNote, \
      QT_TRANSLATE_NOOP("rtmscope::EventMeaning", \
          "Written by Rtmscope, not by the server: a call of the Web API, its status, how long " \
          "it took and what came back. Secrets in it are blacked out.")) \
    X("send",     Aside,   SendNote,     SendNote, \
      QT_TRANSLATE_NOOP("rtmscope::EventMeaning", \
          "Written by Rtmscope, not by the server: a step in the life of a message of ours, from " \
          "queued to acknowledged or failed.")) \
    X("gap",      Never,   GapNote,      GapNote, \
      QT_TRANSLATE_NOOP("rtmscope::EventMeaning", \
          "Written by Rtmscope, not by the server: there was no connection. What happened " \
          "meanwhile was not told to us, and is asked for where it can be.")) \
    X("backfill", Aside,   BackfillNote, BackfillNote, \
      QT_TRANSLATE_NOOP("rtmscope::EventMeaning", \
          "Written by Rtmscope, not by the server: messages of the time without a connection " \
          "were asked for. Edits, deletions and reactions of that time can't be known.")) \
    X("wake",     Aside,   Note,         Nothing, \
      QT_TRANSLATE_NOOP("rtmscope::EventMeaning", \
          "Written by Rtmscope, not by the server: this computer was asleep.")) \
    X("network",  Aside,   Note,         Nothing, \
      QT_TRANSLATE_NOOP("rtmscope::EventMeaning", \
          "Written by Rtmscope, not by the server: this computer's network came or went.")) \
    X("ws_ping",  Ping,    ControlFrame, Nothing, \
      QT_TRANSLATE_NOOP("rtmscope::EventMeaning", \
          "Written by Rtmscope: a ping or pong of the WebSocket itself, below the protocol of " \
          "the service. Whoever gets a ping answers with a pong.")) \
    X("ws_pong",  Ping,    ControlFrame, Nothing, \
      QT_TRANSLATE_NOOP("rtmscope::EventMeaning", \
          "Written by Rtmscope: a ping or pong of the WebSocket itself, below the protocol of " \
          "the service. Whoever gets a ping answers with a pong.")) \
    X("ws_close", Aside,   ControlFrame, Nothing, \
      QT_TRANSLATE_NOOP("rtmscope::EventMeaning", \
          "Written by Rtmscope: a close frame of the WebSocket. Code and reason are those that " \
          "were sent; the other side answers with one of its own.")) \
    X("tap",      Aside,   Note,         Nothing, \
      QT_TRANSLATE_NOOP("rtmscope::EventMeaning", \
          "Written by Rtmscope, not by the server: what happened to a socket of the tapped " \
          "program, or what the tap did.")) \
    X("sharing",  Never,   Note,         Nothing, \
      QT_TRANSLATE_NOOP("rtmscope::EventMeaning", \
          "Written by Rtmscope, not by the server: how many connections the app has that are not " \
          "ours. Each event goes to one of all of them only.")) \
    X("hint",     Never,   Note,         Nothing, \
      QT_TRANSLATE_NOOP("rtmscope::EventMeaning", \
          "Written by Rtmscope, not by the server: something looks wrong though the connection " \
          "works, and what to do about it.")) \
    X("acks",     Aside,   Note,         Nothing, \
      QT_TRANSLATE_NOOP("rtmscope::EventMeaning", \
          "Written by Rtmscope, not by the server: how many envelopes a connection brought and " \
          "how fast they were acknowledged.")) \
    X("mark",     Ping,    Note,         Nothing, \
      QT_TRANSLATE_NOOP("rtmscope::EventMeaning", \
          "Written by Rtmscope: somebody marked or labelled another event of the recording, or took " \
          "that away.")) \
    X("comment",  Ping,    Note,         Nothing, \
      QT_TRANSLATE_NOOP("rtmscope::EventMeaning", \
          "Written by Rtmscope: what somebody had to say about another event of the recording."))
// clang-format on
