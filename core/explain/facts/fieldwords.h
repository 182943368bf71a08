// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

#include <string_view>

namespace rtmscope {

//! What a member of an event is, in a few words of our own, without a full stop: "who wrote it". \a type is
//! "message" or "message/channel_topic"; where it means something else there, that is told. Empty for
//! members that we have no field for. Any thread.
QString fieldWords(std::string_view type, std::string_view key);

//! The same for a member of a note, by its kind; and for one of the envelope around an event.
QString noteFieldWords(std::string_view kind, std::string_view key);
QString envelopeFieldWords(std::string_view key);

} // namespace rtmscope
