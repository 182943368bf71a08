// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>

//! JSON with line breaks for people and without for the wire. Nothing but blanks between its parts is ever
//! changed: order, spelling and what stands twice stay. Pure functions.
namespace rtmscope::jsonlayout {

//! A member or element a line. What is no JSON comes back as it is.
QByteArray indented(const QByteArray &json);
//! Without blanks between the parts. What is no JSON comes back without those around it.
QByteArray compact(const QByteArray &json);

} // namespace rtmscope::jsonlayout
