// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>

//! What a body looks like that came in place of an answer of the Web API. Pure functions.
namespace rtmscope::answershape {

//! JSON that ends before its end: more is opened than closed.
bool isCutJson(const QByteArray &text);
//! A sentence for people, as something in front of the API says it.
bool isPlainWords(const QByteArray &text);
//! Something in front of the API asks for a pause without knowing status 429.
bool saysTooMany(const QByteArray &text);

} // namespace rtmscope::answershape
