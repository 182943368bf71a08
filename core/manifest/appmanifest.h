// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QUrl>

//! The Slack apps that Rtmscope proposes for Socket Mode: what they are called, may do and hear
//! (docs/socket-mode.md). With one of his own nobody takes events from another program. Free functions; any
//! thread.
namespace rtmscope::appmanifest {

enum class Kind : quint8 {
    Bot,   //!< a bot that hears the channels it is invited to and writes as itself
    Myself //!< hears what the person sees and writes as the person
};

//! As JSON, indented, ending in a line feed.
QByteArray json(Kind kind);
//! The same as YAML, which Slack's form shows first.
QByteArray yaml(Kind kind);
//! The page where Slack makes an app of it, filled in.
QUrl creationPage(Kind kind);
//! The page that lists a person's apps.
QUrl appsPage();

} // namespace rtmscope::appmanifest
