// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QList>

namespace rtmscope {

class Workspace;

//! Notes (docs/capture-format.md) that say who and where we are and what is known by name, as if the server
//! had just been asked: for the beginning of a recording's further files, so that each can be read alone.
QList<QByteArray> nameNotes(const Workspace &workspace);

} // namespace rtmscope
