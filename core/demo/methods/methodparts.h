// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/demo/methods/arguments.h"
#include "core/demo/world/objectwriter.h"

#include <optional>

//! What the methods of the Web API share.
namespace rtmscope::demo {

QByteArray errorAnswer(const QByteArray &code);
//! What a call without a required argument is answered.
QByteArray missingArgument(const QByteArray &name);
ObjectWriter okAnswer();

//! One page of a list, and where the next begins. Cursors look opaque, as Slack's do.
struct Page
{
    qsizetype begin = 0;
    qsizetype end = 0;
    QByteArray nextCursor;
};

QByteArray cursorFor(const QByteArray &what);
std::optional<qint64> cursorValue(const QByteArray &cursor, const QByteArray &prefix);
//! Cuts a page out of \a total things. Nothing, and \a problem, when limit or cursor make no sense. A limit
//! above \a most is taken for that, as by the real server.
std::optional<Page> pageOf(qsizetype total, const Arguments &arguments, int defaultLimit, QByteArray *problem,
                           int most = 1000);
std::optional<int> limitOf(const Arguments &arguments, int fallback, int most);
QByteArray cursorMember(const QByteArray &cursor);

qsizetype characterCount(const QByteArray &utf8);
//! The array that an argument holds; empty when there is none or it has no elements. False when it is not
//! one.
bool takeArray(const Arguments &arguments, const QByteArray &name, QByteArray *array);
//! Attachments as they go over the wire: colours in hex, each with a number.
QByteArray wireAttachments(const QByteArray &array);
//! \a answer with its member \a from called \a to.
QByteArray withRenamedMember(const QByteArray &answer, std::string_view from, std::string_view to);

} // namespace rtmscope::demo
