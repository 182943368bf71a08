// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QList>

//! What tokens of apps with granular permissions may do: the scopes of the two apps that docs/socket-mode.md
//! 12 makes. Pure functions.
namespace rtmscope::demo {

QList<QByteArray> botScopes();
QList<QByteArray> personScopes();
//! What \a method asks of a granular token; empty: nothing in particular.
QByteArray neededScope(const QByteArray &method);
//! The answer of a method whose scope is not among \a provided.
QByteArray missingScope(const QByteArray &needed, const QList<QByteArray> &provided);

} // namespace rtmscope::demo
