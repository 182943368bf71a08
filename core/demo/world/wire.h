// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QList>

#include <optional>

namespace rtmscope::demo {

//! "1795356251.000412" from microseconds since the epoch: ten digits, a dot, six digits. Integers all the
//! way, because a double loses the last digits of a ts.
QByteArray tsText(qint64 us);
//! The reverse; short forms such as "0" and "12.5" count as well, and digits beyond the sixth (as clients
//! write a clock's time) count for nothing. Nothing when it is no such number.
std::optional<qint64> tsFrom(QByteArrayView text);

//! The same numbers from the same seed on every platform, which the standard library's distributions do not
//! promise.
class Random
{
public:
    explicit Random(quint64 seed)
        : m_state(seed)
    {
    }
    quint64 next();
    int below(int limit); //!< 0 .. limit - 1; \a limit > 0
    bool chance(int percent) { return below(100) < percent; }
    template<typename List>
    const auto &pick(const List &list)
    {
        return list[static_cast<decltype(list.size())>(below(static_cast<int>(list.size())))];
    }
    QByteArray uuid(); //!< in the form of a client_msg_id

private:
    quint64 m_state;
};

//! \a text as official clients send it: what Slack calls a rich_text block, from the mrkdwn of \a text.
//! Knows bold, italics, strike, code, links, mentions, emoji, quotes, lists and preformatted text.
QByteArray richTextBlocks(const QByteArray &text);

//! How the server hands a sent text back: bare web addresses wrapped in < >. Escapes are left as they came.
QByteArray canonicalText(const QByteArray &text);

//! \a json with each half of a surrogate pair ("\\ud800" alone) replaced by U+FFFD: JSON libraries of clients
//! write them, and their texts are no Unicode.
QByteArray withoutHalfPairs(const QByteArray &json);

//! The colour of an attachment as it goes over the wire, hex digits: "good", "warning" and "danger" have
//! theirs. Empty when it is none.
QByteArray hexColor(const QByteArray &color);

} // namespace rtmscope::demo
