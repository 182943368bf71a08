// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/log/recordscanner.h"

#include "core/log/spool.h"

#include <cstring>

namespace rtmscope {

namespace {

constexpr qint64 readSize = 1024 * 1024;
constexpr QByteArrayView byteOrderMark("\xEF\xBB\xBF");

bool isBlank(char byte)
{
    return byte == ' ' || byte == '\t' || byte == '\r' || byte == '\n';
}

QByteArrayView trimmed(QByteArrayView bytes)
{
    while (!bytes.isEmpty() && isBlank(bytes.front()))
        bytes = bytes.sliced(1);
    while (!bytes.isEmpty() && isBlank(bytes.back()))
        bytes = bytes.chopped(1);
    return bytes;
}

//! Follows one object to its closing brace. Fed piece by piece; knows strings and nesting, nothing else.
class ObjectFollower
{
public:
    //! One past the closing brace, or -1 if \a bytes end before it.
    qsizetype end(QByteArrayView bytes, qsizetype from)
    {
        for (qsizetype at = from; at < bytes.size(); ++at) {
            if (take(bytes[at]))
                return at + 1;
        }
        return -1;
    }

private:
    bool take(char byte)
    {
        if (m_inString) {
            if (m_escaped)
                m_escaped = false;
            else if (byte == '\\')
                m_escaped = true;
            else if (byte == '"')
                m_inString = false;
            return false;
        }
        if (byte == '"')
            m_inString = true;
        else if (byte == '{' || byte == '[')
            ++m_depth;
        else if (byte == '}' || byte == ']')
            --m_depth;
        return m_depth <= 0;
    }

    qsizetype m_depth = 0;
    bool m_inString = false;
    bool m_escaped = false;
};

} // namespace

RecordScanner::RecordScanner(const Spool &file, Layout layout)
    : m_file(file)
    , m_layout(layout)
{
    readMore();
    if (QByteArrayView(m_block).startsWith(byteOrderMark))
        m_at = byteOrderMark.size();
    if (layout == Layout::Array) {
        const auto bracket = QByteArrayView(m_block).indexOf('[', m_at);
        m_at = bracket < 0 ? m_block.size() : bracket + 1;
    }
}

bool RecordScanner::next(Record *record)
{
    return m_layout == Layout::Lines ? nextLine(record) : nextValue(record);
}

bool RecordScanner::readMore()
{
    const QByteArray more = m_file.read(m_blockAt + m_block.size(), readSize);
    if (more.isEmpty())
        return false;
    m_blockAt += m_at;
    m_block.remove(0, m_at);
    m_at = 0;
    m_block += more;
    return true;
}

bool RecordScanner::nextLine(Record *record)
{
    for (qsizetype searched = 0;;) {
        const char *begin = m_block.constData() + m_at;
        const qsizetype left = m_block.size() - m_at;
        const void *newline = std::memchr(begin + searched, '\n', std::size_t(left - searched));
        if (!newline) {
            searched = left;
            if (readMore())
                continue;
            if (left == 0)
                return false;
        }
        const qsizetype length = newline ? static_cast<const char *>(newline) - begin : left;
        const QByteArrayView bytes = trimmed({begin, length});
        const qint64 offset = m_blockAt + (bytes.data() - m_block.constData());
        m_at += length + (newline ? 1 : 0);
        searched = 0;
        if (bytes.isEmpty())
            continue;
        *record = {offset, bytes, newline != nullptr};
        return true;
    }
}

bool RecordScanner::skipToValue()
{
    for (;;) {
        while (m_at < m_block.size() && (isBlank(m_block[m_at]) || m_block[m_at] == ','))
            ++m_at;
        if (m_at < m_block.size())
            return m_block[m_at] == '{'; // a closing bracket, or what is no record of any kind, ends it
        if (!readMore())
            return false;
    }
}

bool RecordScanner::nextValue(Record *record)
{
    if (!skipToValue())
        return false;
    ObjectFollower follower;
    qsizetype followed = 0;
    qsizetype end = -1;
    bool more = true;
    while (more && (end = follower.end(m_block, m_at + followed)) < 0) {
        followed = m_block.size() - m_at;
        more = readMore();
    }
    const qsizetype length = (end < 0 ? m_block.size() : end) - m_at;
    *record = {m_blockAt + m_at, QByteArrayView(m_block).sliced(m_at, length), end >= 0};
    m_at += length;
    return true;
}

} // namespace rtmscope
