// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QHashFunctions>
#include <QMetaType>
#include <QString>

#include <compare>
#include <cstring>

namespace rtmscope {

//! The decoder hands out one text for one id, so that equal ids are mostly one; what differs does so in the
//! last letters.
inline bool isSameId(const QString &a, const QString &b)
{
    return a.size() == b.size() &&
           (a.constData() == b.constData() ||
            std::memcmp(a.constData(), b.constData(), std::size_t(a.size()) * sizeof(QChar)) == 0);
}

//! A server-given id that can't be mistaken for another kind of id. Cheap to copy. An empty id means
//! "absent". Never validated beyond being text: lengths vary and test servers use words (protocol 8).
template<typename Tag>
class Id
{
public:
    Id() = default;
    explicit Id(QString text)
        : m_text(std::move(text))
    {
    }

    const QString &text() const { return m_text; }
    bool isEmpty() const { return m_text.isEmpty(); }
    explicit operator bool() const { return !isEmpty(); }

    friend bool operator==(const Id &a, const Id &b) { return isSameId(a.m_text, b.m_text); }
    friend std::strong_ordering operator<=>(const Id &a, const Id &b)
    {
        return a.m_text.compare(b.m_text) <=> 0;
    }
    friend size_t qHash(const Id &id, size_t seed = 0) { return ::qHash(id.m_text, seed); }

private:
    QString m_text;
};

using UserId = Id<struct UserTag>;
using BotId = Id<struct BotTag>;
using ChannelId = Id<struct ChannelTag>;
using TeamId = Id<struct TeamTag>;
using FileId = Id<struct FileTag>;
using AppId = Id<struct AppTag>;
using SubteamId = Id<struct SubteamTag>;

//! A Slack timestamp: the identity of a message within its channel. Kept as text, because a double loses the
//! last digits (trap T31). Ordered by the two integers around the dot, so that short fixtures such as "0.0"
//! sort too.
class MessageTs
{
public:
    MessageTs() = default;
    explicit MessageTs(QString text)
        : m_text(std::move(text))
    {
    }

    const QString &text() const { return m_text; }
    bool isEmpty() const { return m_text.isEmpty(); }
    explicit operator bool() const { return !isEmpty(); }
    //! Microseconds since the epoch, UTC, for display only; 0 if the text is not a timestamp.
    qint64 toMicroseconds() const;
    //! The greater, the later. Only those that have the same number need to be compared themselves.
    qint64 order() const;

    friend bool operator==(const MessageTs &a, const MessageTs &b) { return isSameId(a.m_text, b.m_text); }
    friend std::strong_ordering operator<=>(const MessageTs &a, const MessageTs &b) { return compare(a, b); }
    friend size_t qHash(const MessageTs &ts, size_t seed = 0) { return ::qHash(ts.m_text, seed); }

private:
    static std::strong_ordering compare(const MessageTs &a, const MessageTs &b);

    QString m_text;
};

} // namespace rtmscope
