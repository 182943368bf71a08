// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/capture/recordscanner.h"

#include "core/capture/spoolview.h"
#include "core/json/json.h"

#include <algorithm>
#include <array>
#include <cstring>

namespace rtmscope {

namespace {

constexpr qint64 readSize = 1024 * 1024;
constexpr qint64 lineBlock = 256 * 1024; // stays in the processor's cache
constexpr QByteArrayView byteOrderMark("\xEF\xBB\xBF");
constexpr char recordSeparator = '\x1e'; // of JSON text sequences, RFC 7464
constexpr qsizetype longestKey = 64;
constexpr qsizetype longestName = 200;
constexpr int endOfFile = -1;
constexpr qint64 beginningOfHuge = 64 * 1024;
//! An answer in a list in a recorder's object; recorders nest no deeper.
constexpr int deepestInside = 4;

bool isBlank(int byte)
{
    return byte == ' ' || byte == '\t' || byte == '\r' || byte == '\n' || byte == recordSeparator;
}

QByteArrayView trimmed(QByteArrayView bytes)
{
    while (!bytes.isEmpty() && isBlank(bytes.front()))
        bytes = bytes.sliced(1);
    while (!bytes.isEmpty() && isBlank(bytes.back()))
        bytes = bytes.chopped(1);
    return bytes;
}

//! Members whose array holds the records, in an object that is none itself.
bool holdsRecords(QByteArrayView key)
{
    constexpr std::array<QByteArrayView, 7> names{"messages", "frames", "events", "records",
                                                  "entries",  "items",  "matches"};
    return std::find(names.begin(), names.end(), key) != names.end();
}

bool namesChannel(QByteArrayView key)
{
    return key == "channel" || key == "channel_id";
}

bool holdsSocketMessages(const QByteArray &key)
{
    return key.toLower().contains("websocket");
}

} // namespace

//! A place in the file that only moves on.
class RecordScanner::Cursor
{
public:
    Cursor(const RecordScanner &scanner, qint64 begin, qint64 end)
        : m_file(scanner.m_file)
        , m_blockVisitor(scanner.m_blockVisitor)
        , m_end(end)
        , m_blockAt(begin)
    {
    }

    //! The byte here, or endOfFile.
    int peek()
    {
        return m_at < m_block.size() || readMore() ? static_cast<unsigned char>(m_block[m_at]) : endOfFile;
    }
    void advance() { ++m_at; }
    qint64 offset() const { return m_blockAt + m_at; }
    //! What stands in [begin, offset()).
    QByteArray since(qint64 begin) const
    {
        const qint64 inBlock = begin - m_blockAt;
        return inBlock >= 0 ? QByteArray::fromRawData(m_block.constData() + inBlock, m_at - inBlock)
                            : m_file.read(begin, offset() - begin);
    }
    void goBackTo(qint64 offset)
    {
        if (offset >= m_blockAt) {
            m_at = offset - m_blockAt;
            return;
        }
        m_blockAt = offset;
        m_at = 0;
        m_block.clear();
    }

    bool skipBlanks()
    {
        while (isBlank(peek()))
            advance();
        return peek() != endOfFile;
    }
    void skipLine()
    {
        while (peek() != endOfFile && peek() != '\n')
            advance();
    }

    //! Past the string that begins here. False if it is not closed on its line: then we stand at the line's
    //! end. Keeps the first \a most bytes of what is in it, as it is spelled.
    bool skipString(QByteArray *inside = nullptr, qsizetype most = 0);
    //! Past the value that begins here. False if it is broken or cut off.
    bool skipValue();

private:
    bool readMore()
    {
        m_blockAt += m_block.size();
        m_at = 0;
        m_block.clear();
        if (!m_blockVisitor || m_blockVisitor(m_blockAt))
            m_block = m_file.read(m_blockAt, std::min(readSize, m_end - m_blockAt));
        return !m_block.isEmpty();
    }
    bool skipScalar();

    const SpoolReader &m_file;
    const BlockVisitor &m_blockVisitor;
    qint64 m_end;
    qint64 m_blockAt; // offset in the file of the block's first byte
    QByteArray m_block;
    qsizetype m_at = 0;
};

bool RecordScanner::Cursor::skipString(QByteArray *inside, qsizetype most)
{
    advance();
    for (bool escaped = false;;) {
        const int byte = peek();
        if (byte == endOfFile || byte == '\n')
            return false;
        advance();
        if (!escaped && byte == '"')
            return true;
        escaped = !escaped && byte == '\\';
        if (inside && inside->size() < most)
            *inside += static_cast<char>(byte);
    }
}

bool RecordScanner::Cursor::skipScalar()
{
    constexpr QByteArrayView ends(",]}\n\r\t ");
    qsizetype count = 0;
    while (peek() != endOfFile && !ends.contains(static_cast<char>(peek()))) {
        advance();
        ++count;
    }
    return count > 0;
}

bool RecordScanner::Cursor::skipValue()
{
    qsizetype depth = 0;
    do {
        switch (peek()) {
        case endOfFile:
            return false;
        case '"':
            if (!skipString())
                return false;
            break;
        case '{':
        case '[':
            ++depth;
            advance();
            break;
        case '}':
        case ']':
            if (depth == 0)
                return false;
            --depth;
            advance();
            break;
        default:
            if (depth == 0)
                return skipScalar();
            advance();
        }
    } while (depth > 0);
    return true;
}

//! Knows which objects are records and which hold some.
class RecordScanner::Walker
{
public:
    Walker(RecordScanner &scanner, qint64 begin, qint64 end, const Visitor &visitor)
        : m_scanner(scanner)
        , m_at(scanner, begin, end)
        , m_visitor(visitor)
    {
    }

    void walk()
    {
        while (!m_stopped && m_at.skipBlanks()) {
            const int byte = m_at.peek();
            if (byte == ',' || byte == ';')
                m_at.advance();
            else if (byte == '[')
                walkArray();
            else if (byte == '{')
                walkObject();
            else
                takeLine(m_at.offset());
        }
    }

private:
    void walkArray();
    void walkObject();
    bool walkMember(const QByteArray &key);
    void walkInside(const Place &place);
    void walkArchive();
    void walkExchange();
    void takeLine(qint64 begin);
    void take(qint64 begin, bool complete = true) { take(begin, m_at.offset() - begin, complete); }
    void take(qint64 begin, qint64 size, bool complete);
    void cutOff(qint64 begin);
    //! Stands on the next key of an object and reads past its colon. False at the object's end, or where it
    //! is broken.
    bool nextKey(QByteArray *key);
    void toPlace(const Place &place)
    {
        if (m_scanner.m_placeVisitor)
            m_scanner.m_placeVisitor(m_at.offset(), place);
    }

    RecordScanner &m_scanner;
    Cursor m_at;
    const Visitor &m_visitor;
    QByteArray m_channel;   // that the object we are in has named so far
    bool m_typed = false;   // the object we are in says its type: it is a record, whatever it holds
    bool m_entered = false; //!< the member just read held records
    bool m_closed = false;  //!< the object just read had its brace
    qsizetype m_taken = 0;
    int m_depth = 0;
    bool m_stopped = false;
};

void RecordScanner::Walker::take(qint64 begin, qint64 size, bool complete)
{
    const bool huge = size > json::maxSize;
    const bool isBehindUs = begin + size == m_at.offset();
    const QByteArray held = huge         ? m_scanner.m_file.read(begin, beginningOfHuge)
                            : isBehindUs ? m_at.since(begin)
                                         : m_scanner.m_file.read(begin, size);
    const QByteArrayView bytes = huge ? QByteArrayView(held) : trimmed(held);
    if (!huge)
        size = bytes.size();
    if (bytes.isEmpty())
        return;
    ++m_taken;
    m_stopped = !m_visitor({begin, bytes, size, complete});
}

//! Something that is no value, or a broken one: up to the end of the line, where the next may begin.
void RecordScanner::Walker::takeLine(qint64 begin)
{
    m_at.skipLine();
    take(begin);
}

//! What began at \a begin is no JSON. If the file ends in it, it was cut off; else only its first line is
//! lost for sure.
void RecordScanner::Walker::cutOff(qint64 begin)
{
    if (m_at.peek() == endOfFile) {
        m_scanner.m_endsInside = true;
        take(begin, false);
        m_stopped = true;
        return;
    }
    m_at.goBackTo(begin);
    takeLine(begin);
}

void RecordScanner::Walker::walkArray()
{
    m_at.advance();
    while (!m_stopped && m_at.skipBlanks()) {
        const int byte = m_at.peek();
        const qint64 begin = m_at.offset();
        if (byte == ',') {
            m_at.advance();
        } else if (byte == ']') {
            m_at.advance();
            return;
        } else if (byte == '{') {
            walkObject();
        } else if (m_at.skipValue()) {
            take(begin);
        } else {
            cutOff(begin);
        }
    }
    m_scanner.m_endsInside = m_scanner.m_endsInside || !m_stopped;
}

bool RecordScanner::Walker::nextKey(QByteArray *key)
{
    key->clear();
    m_closed = false;
    while (m_at.skipBlanks() && m_at.peek() == ',')
        m_at.advance();
    if (m_at.peek() == '}') {
        m_at.advance();
        m_closed = true;
        return false;
    }
    if (m_at.peek() != '"' || !m_at.skipString(key, longestKey) || !m_at.skipBlanks() || m_at.peek() != ':')
        return false;
    m_at.advance();
    return m_at.skipBlanks();
}

void RecordScanner::Walker::walkObject()
{
    const qint64 begin = m_at.offset();
    m_at.advance();
    m_channel.clear();
    m_typed = false;
    bool entered = false;
    QByteArray key;
    while (!m_stopped && nextKey(&key)) {
        m_entered = false;
        const bool whole = walkMember(key);
        entered = entered || m_entered;
        if (!whole) {
            m_closed = false;
            break;
        }
    }
    if (m_stopped)
        return;
    if (m_closed && !entered)
        take(begin);
    else if (!m_closed && entered)
        m_scanner.m_endsInside = m_scanner.m_endsInside || m_at.peek() == endOfFile;
    else if (!m_closed)
        cutOff(begin);
    if (!m_closed && entered && m_at.peek() != endOfFile)
        takeLine(m_at.offset());
}

bool RecordScanner::Walker::walkMember(const QByteArray &key)
{
    const int byte = m_at.peek();
    if (byte == '"' && (key == "type" || namesChannel(key) || key == "name")) {
        QByteArray text;
        const bool whole = m_at.skipString(&text, longestName);
        if (key == "type")
            m_typed = true;
        else if (m_channel.isEmpty() || namesChannel(key))
            m_channel = text;
        return whole;
    }
    if (byte == '[' && !m_typed && m_depth < deepestInside && holdsRecords(key)) {
        Place place;
        place.channel = m_channel;
        place.isPage = key == "messages";
        walkInside(place);
        return true;
    }
    if (byte == '{' && !m_typed && m_depth == 0 && key == "log") {
        walkArchive();
        return true;
    }
    return m_at.skipValue();
}

void RecordScanner::Walker::walkInside(const Place &place)
{
    const qsizetype before = m_taken;
    const QByteArray channel = m_channel;
    ++m_depth;
    toPlace(place);
    walkArray();
    toPlace({});
    --m_depth;
    m_channel = channel;
    m_typed = false;
    m_entered = m_taken > before; // an answer without messages is a record
}

//! The "log" of an HTTP archive.
void RecordScanner::Walker::walkArchive()
{
    m_at.advance();
    bool entered = false;
    QByteArray key;
    while (!m_stopped && nextKey(&key)) {
        if (key != "entries" || m_at.peek() != '[') {
            if (!m_at.skipValue())
                return;
            continue;
        }
        entered = m_scanner.m_isArchive = true; // without a web socket in it, it has nothing for us
        m_at.advance();
        while (!m_stopped && m_at.skipBlanks() && m_at.peek() != ']') {
            if (m_at.peek() == '{')
                walkExchange();
            else if (m_at.peek() == ',')
                m_at.advance();
            else if (!m_at.skipValue())
                return;
        }
        m_at.advance();
    }
    m_entered = entered;
}

//! One entry of an HTTP archive: a request, or a web socket with all that went over it.
void RecordScanner::Walker::walkExchange()
{
    m_at.advance();
    Place opening;
    opening.isRequest = true;
    qint64 requestAt = -1;
    qint64 requestSize = 0;
    const auto takeOpening = [&] {
        if (requestAt < 0 || m_stopped || opening.socket == 0)
            return;
        if (m_scanner.m_placeVisitor)
            m_scanner.m_placeVisitor(requestAt, opening);
        take(requestAt, requestSize, true);
        toPlace({});
        requestAt = -1;
    };
    QByteArray key;
    while (!m_stopped && nextKey(&key)) {
        const qint64 valueAt = m_at.offset();
        if (m_at.peek() == '[' && holdsSocketMessages(key)) {
            opening.socket = ++m_scanner.m_sockets;
            takeOpening();
            Place messages;
            messages.socket = opening.socket;
            walkInside(messages);
        } else if (key == "startedDateTime" && m_at.peek() == '"') {
            if (!m_at.skipString(&opening.startedAt, longestKey))
                return;
        } else if (!m_at.skipValue()) {
            m_at.skipLine();
            return;
        } else if (key == "request") {
            requestAt = valueAt;
            requestSize = m_at.offset() - valueAt;
        }
    }
    takeOpening(); // its time often stands last
    m_scanner.m_otherRequests += opening.socket != 0 ? 0 : 1;
}

// ---- the scanner
// ------------------------------------------------------------------------------------------------

RecordScanner::RecordScanner(const SpoolReader &file, qint64 begin, qint64 end, Beginning beginning)
    : m_file(file)
    , m_begin(begin)
    , m_end(end)
{
    if (beginning == Beginning::OfFile &&
        file.read(begin, std::min(byteOrderMark.size(), end - begin)) == byteOrderMark)
        m_begin += byteOrderMark.size();
}

void RecordScanner::scan(Layout layout, const Visitor &visitor)
{
    switch (layout) {
    case Layout::Lines:
        return scanLines(visitor);
    case Layout::Values:
        return Walker(*this, m_begin, m_end, visitor).walk();
    case Layout::Whole:
        break;
    }
    const QByteArray all = m_file.read(m_begin, m_end - m_begin);
    const QByteArrayView bytes = trimmed(all);
    if (!bytes.isEmpty())
        visitor({m_begin + (bytes.data() - all.constData()), bytes, bytes.size(), true});
}

void RecordScanner::scanInside(qint64 offset, qsizetype size, const Visitor &visitor)
{
    const bool endsInside = m_endsInside;
    Walker(*this, offset, offset + size, visitor).walk();
    m_endsInside = endsInside; // the line ended, not the file
}

void RecordScanner::scanLines(const Visitor &visitor)
{
    QByteArray block;
    block.reserve(2 * lineBlock);
    qint64 blockAt = m_begin; // offset in the file of the block's first byte
    qsizetype at = 0;         // in the block: what is before has been handed out
    for (qsizetype searched = 0;;) {
        const char *begin = block.constData() + at;
        const qsizetype left = block.size() - at;
        const void *newline =
            left > searched ? std::memchr(begin + searched, '\n', std::size_t(left - searched)) : nullptr;
        if (!newline) {
            searched = left;
            const qint64 from = blockAt + block.size();
            std::memmove(block.data(), begin, std::size_t(left)); // remove() would find another place for it
            block.resize(left);
            blockAt += at;
            at = 0;
            if ((!m_blockVisitor || m_blockVisitor(from)) &&
                m_file.append(block, from, std::min(lineBlock, m_end - from)))
                continue;
            if (left == 0)
                return;
            begin = block.constData();
        }
        const qsizetype length = newline ? static_cast<const char *>(newline) - begin : left;
        const QByteArrayView bytes = trimmed({begin, length});
        const qint64 offset = blockAt + (bytes.data() - block.constData());
        at += length + (newline ? 1 : 0);
        searched = 0;
        if (!bytes.isEmpty() && !visitor({offset, bytes, bytes.size(), newline != nullptr}))
            return;
    }
}

} // namespace rtmscope
