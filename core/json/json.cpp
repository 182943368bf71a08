// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/json/json.h"

#include <QCoreApplication>
#include <QStringDecoder>

#include <simdjson.h>

#include <bit>
#include <cctype>
#include <charconv>
#include <cmath>
#include <cstring>
#include <limits>
#include <vector>

namespace rtmscope::json {

namespace dom = simdjson::dom;

namespace {

struct Bits
{
    const void *document;
    std::size_t index;
};

template<typename Simd>
Simd unpack(const void *document, std::size_t index)
{
    static_assert(sizeof(Simd) == sizeof(Bits) && std::is_trivially_copyable_v<Simd>);
    return std::bit_cast<Simd>(Bits{document, index});
}

template<typename Simd>
Bits pack(const Simd &value)
{
    return std::bit_cast<Bits>(value);
}

} // namespace

Kind Value::kind() const
{
    if (!exists())
        return Kind::Null;
    switch (unpack<dom::element>(m_document, m_index).type()) {
    case dom::element_type::ARRAY:
        return Kind::Array;
    case dom::element_type::OBJECT:
        return Kind::Object;
    case dom::element_type::INT64:
    case dom::element_type::UINT64:
    case dom::element_type::DOUBLE:
        return Kind::Number;
    case dom::element_type::STRING:
        return Kind::String;
    case dom::element_type::BOOL:
        return Kind::Bool;
    case dom::element_type::NULL_VALUE:
        return Kind::Null;
    default:
        // simdjson 4 has a type for numbers wider than 64 bits, simdjson 3 has not. Neither parses them for
        // us: they are respelled before (see Scanner), so that both behave alike.
        return Kind::Number;
    }
}

std::string_view Value::string() const
{
    std::string_view text;
    if (exists() && unpack<dom::element>(m_document, m_index).get_string().get(text) != simdjson::SUCCESS)
        return {};
    return text;
}

QString Value::text() const
{
    if (!exists())
        return {};
    std::string_view utf8;
    if (unpack<dom::element>(m_document, m_index).get_string().get(utf8) == simdjson::SUCCESS)
        return fromUtf8(utf8);
    const Kind scalar = kind();
    return scalar == Kind::Number || scalar == Kind::Bool ? QString::fromLatin1(toJson()) : QString();
}

std::optional<qint64> Value::integer() const
{
    if (!exists())
        return {};
    const auto element = unpack<dom::element>(m_document, m_index);
    std::int64_t whole = 0;
    if (element.get_int64().get(whole) == simdjson::SUCCESS)
        return whole;
    if (isString()) {
        const std::string_view digits = string();
        const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), whole);
        if (!digits.empty() && error == std::errc() && end == digits.data() + digits.size())
            return whole;
        return {};
    }
    double broken = 0;
    constexpr double exactLimit = 9007199254740992.0; // beyond 2^53 a double no longer holds every integer
    if (element.get_double().get(broken) == simdjson::SUCCESS && std::abs(broken) <= exactLimit &&
        std::trunc(broken) == broken)
        return static_cast<qint64>(broken);
    return {};
}

std::optional<double> Value::number() const
{
    if (isNumber()) {
        double value = 0;
        if (unpack<dom::element>(m_document, m_index).get_double().get(value) == simdjson::SUCCESS)
            return value;
        return {};
    }
    if (isString()) {
        const std::string_view digits = string();
        bool ok = false;
        const double value =
            QByteArray::fromRawData(digits.data(), static_cast<qsizetype>(digits.size())).toDouble(&ok);
        if (ok && std::isfinite(value))
            return value;
    }
    return {};
}

std::optional<bool> Value::boolean() const
{
    switch (kind()) {
    case Kind::Bool:
        return unpack<dom::element>(m_document, m_index).get_bool().value_unsafe();
    case Kind::Number:
    case Kind::String: {
        if (string() == "true")
            return true;
        if (string() == "false")
            return false;
        const std::optional<qint64> whole = integer();
        if (whole == 0 || whole == 1)
            return *whole == 1;
        return {};
    }
    default:
        return {};
    }
}

Value Value::operator[](std::string_view key) const
{
    Value found;
    for (const Member member : members()) {
        if (member.key == key)
            found = member.value;
    }
    return found;
}

qsizetype Value::size() const
{
    // simdjson's own count saturates at 2^24 - 1; nothing of ours depends on more.
    if (isObject())
        return static_cast<qsizetype>(
            unpack<dom::element>(m_document, m_index).get_object().value_unsafe().size());
    if (isArray())
        return static_cast<qsizetype>(
            unpack<dom::element>(m_document, m_index).get_array().value_unsafe().size());
    return 0;
}

QByteArray Value::toJson() const
{
    if (!exists())
        return {};
    return QByteArray::fromStdString(simdjson::minify(unpack<dom::element>(m_document, m_index)));
}

Value::Range<Value::MemberIterator> Value::members() const
{
    Range<MemberIterator> range;
    if (!isObject())
        return range;
    const dom::object object = unpack<dom::element>(m_document, m_index).get_object().value_unsafe();
    const Bits first = pack(object.begin());
    const Bits last = pack(object.end());
    range.m_begin.m_document = first.document;
    range.m_begin.m_index = first.index;
    range.m_end.m_document = last.document;
    range.m_end.m_index = last.index;
    return range;
}

Value::Range<Value::ElementIterator> Value::elements() const
{
    Range<ElementIterator> range;
    if (!isArray())
        return range;
    const dom::array array = unpack<dom::element>(m_document, m_index).get_array().value_unsafe();
    const Bits first = pack(array.begin());
    const Bits last = pack(array.end());
    range.m_begin.m_document = first.document;
    range.m_begin.m_index = first.index;
    range.m_end.m_document = last.document;
    range.m_end.m_index = last.index;
    return range;
}

Value::Member Value::MemberIterator::operator*() const
{
    const auto at = unpack<dom::object::iterator>(m_document, m_index);
    const Bits value = pack(at.value());
    return {at.key(), Value(value.document, value.index)};
}

Value::MemberIterator &Value::MemberIterator::operator++()
{
    auto at = unpack<dom::object::iterator>(m_document, m_index);
    m_index = pack(++at).index;
    return *this;
}

Value Value::ElementIterator::operator*() const
{
    const Bits value = pack(*unpack<dom::array::iterator>(m_document, m_index));
    return Value(value.document, value.index);
}

Value::ElementIterator &Value::ElementIterator::operator++()
{
    auto at = unpack<dom::array::iterator>(m_document, m_index);
    m_index = pack(++at).index;
    return *this;
}

namespace {

QString words(const char *text)
{
    return QCoreApplication::translate("Json", text);
}

//! Walks a text strictly by RFC 8259 to say where it stops being JSON. Used only after simdjson refused.
class Scanner
{
public:
    explicit Scanner(QByteArrayView text)
        : m_text(text)
    {
    }

    bool scan();
    const ParseError &error() const { return m_error; }
    //! The text with numbers that 64 bits can't hold respelled as doubles.
    QByteArray withTamedNumbers() const;

private:
    enum class Expect : quint8 { Value, ValueOrEnd, KeyOrEnd, Key, CommaOrEnd, Nothing };

    bool fail(const char *why, qsizetype at);
    bool takeValue(Expect &next);
    bool takeString();
    bool takeEscape();
    bool takeNumber();
    bool takeLiteral();
    bool takeKey(Expect &next);
    bool close(Expect &next);
    bool isUtf8();
    void skipSpace();
    bool atEnd() const { return m_at >= m_text.size(); }
    char peek() const { return atEnd() ? '\0' : m_text[m_at]; }
    bool isDigit() const { return !atEnd() && m_text[m_at] >= '0' && m_text[m_at] <= '9'; }

    QByteArrayView m_text;
    qsizetype m_at = 0;
    std::vector<char> m_open; // '{' or '[' per level
    std::vector<std::pair<qsizetype, qsizetype>> m_wideNumbers;
    ParseError m_error;
};

bool Scanner::fail(const char *why, qsizetype at)
{
    m_error = {words(why), at};
    return false;
}

void Scanner::skipSpace()
{
    while (!atEnd() && (peek() == ' ' || peek() == '\t' || peek() == '\n' || peek() == '\r'))
        ++m_at;
}

bool Scanner::scan()
{
    if (m_text.startsWith("\xEF\xBB\xBF"))
        return fail(QT_TRANSLATE_NOOP("Json", "begins with a byte order mark"), 0);
    Expect next = Expect::Value;
    for (;;) {
        skipSpace();
        if (next == Expect::Nothing) {
            if (!atEnd())
                return fail(QT_TRANSLATE_NOOP("Json", "more text follows after the value"), m_at);
            return isUtf8();
        }
        if (atEnd()) {
            return fail(m_text.isEmpty() ? QT_TRANSLATE_NOOP("Json", "empty")
                                         : QT_TRANSLATE_NOOP("Json", "ends in the middle"),
                        m_at);
        }
        const char c = peek();
        bool ok = true;
        if ((next == Expect::ValueOrEnd && c == ']') || (next == Expect::KeyOrEnd && c == '}'))
            ok = close(next);
        else if (next == Expect::KeyOrEnd || next == Expect::Key)
            ok = takeKey(next);
        else if (next == Expect::CommaOrEnd && c == ',') {
            ++m_at;
            next = m_open.back() == '{' ? Expect::Key : Expect::Value;
        } else if (next == Expect::CommaOrEnd) {
            const char wanted = m_open.back() == '{' ? '}' : ']';
            ok = c == wanted ? close(next)
                             : fail(QT_TRANSLATE_NOOP("Json", "a comma or closing bracket is missing"), m_at);
        } else
            ok = takeValue(next);
        if (!ok)
            return false;
    }
}

bool Scanner::close(Expect &next)
{
    ++m_at;
    m_open.pop_back();
    next = m_open.empty() ? Expect::Nothing : Expect::CommaOrEnd;
    return true;
}

bool Scanner::takeKey(Expect &next)
{
    if (peek() != '"')
        return fail(QT_TRANSLATE_NOOP("Json", "a member's name in quotes is missing"), m_at);
    if (!takeString())
        return false;
    skipSpace();
    if (peek() != ':')
        return fail(QT_TRANSLATE_NOOP("Json", "a colon is missing after a member's name"), m_at);
    ++m_at;
    next = Expect::Value;
    return true;
}

bool Scanner::takeValue(Expect &next)
{
    const char c = peek();
    if (c == '{' || c == '[') {
        m_open.push_back(c);
        if (m_open.size() > static_cast<std::size_t>(maxDepth))
            return fail(QT_TRANSLATE_NOOP("Json", "nested deeper than 1,000 levels"), m_at);
        ++m_at;
        next = c == '{' ? Expect::KeyOrEnd : Expect::ValueOrEnd;
        return true;
    }
    next = m_open.empty() ? Expect::Nothing : Expect::CommaOrEnd;
    if (c == '"')
        return takeString();
    if (c == '-' || isDigit())
        return takeNumber();
    return takeLiteral();
}

bool Scanner::takeString()
{
    const qsizetype start = m_at++;
    while (!atEnd()) {
        const char c = peek();
        if (c == '"') {
            ++m_at;
            return true;
        }
        if (static_cast<unsigned char>(c) < 0x20)
            return fail(QT_TRANSLATE_NOOP("Json", "a string holds an unescaped control character"), m_at);
        if (c == '\\') {
            if (!takeEscape())
                return false;
        } else {
            ++m_at;
        }
    }
    return fail(QT_TRANSLATE_NOOP("Json", "a string is not closed"), start);
}

bool Scanner::takeEscape()
{
    const qsizetype start = m_at++;
    const char c = peek();
    ++m_at;
    if (c != '\0' && std::string_view("\"\\/bfnrt").find(c) != std::string_view::npos)
        return true;
    if (c != 'u')
        return fail(QT_TRANSLATE_NOOP("Json", "an unknown escape in a string"), start);
    int code = 0;
    for (int i = 0; i < 4; ++i, ++m_at) {
        const auto digit = QByteArray(1, peek()).toInt(nullptr, 16);
        if (!std::isxdigit(static_cast<unsigned char>(peek())))
            return fail(QT_TRANSLATE_NOOP("Json", "a \\u escape needs four hexadecimal digits"), start);
        code = code * 16 + digit;
    }
    const bool high = code >= 0xD800 && code < 0xDC00;
    const bool low = code >= 0xDC00 && code < 0xE000;
    const bool pairFollows = high && m_at + 6 <= m_text.size() && m_text[m_at] == '\\' &&
                             m_text[m_at + 1] == 'u' &&
                             (m_text[m_at + 2] == 'd' || m_text[m_at + 2] == 'D') &&
                             std::string_view("cdefCDEF").find(m_text[m_at + 3]) != std::string_view::npos;
    if (low || (high && !pairFollows))
        return fail(QT_TRANSLATE_NOOP("Json", "half of a surrogate pair in a \\u escape"), start);
    if (high) {
        for (const qsizetype end = m_at + 6; m_at < end; ++m_at) {
            if (m_at >= end - 4 && !std::isxdigit(static_cast<unsigned char>(peek())))
                return fail(QT_TRANSLATE_NOOP("Json", "a \\u escape needs four hexadecimal digits"), start);
        }
    }
    return true;
}

bool Scanner::takeNumber()
{
    const qsizetype start = m_at;
    if (peek() == '-')
        ++m_at;
    if (!isDigit())
        return fail(QT_TRANSLATE_NOOP("Json", "a number without digits"), start);
    const qsizetype digits = m_at;
    while (isDigit())
        ++m_at;
    if (m_text[digits] == '0' && m_at - digits > 1)
        return fail(QT_TRANSLATE_NOOP("Json", "a number with a leading zero"), start);
    bool hasExponent = false;
    if (peek() == '.') {
        ++m_at;
        if (!isDigit())
            return fail(QT_TRANSLATE_NOOP("Json", "a number without digits after the point"), start);
        while (isDigit())
            ++m_at;
    }
    if (peek() == 'e' || peek() == 'E') {
        hasExponent = true;
        ++m_at;
        if (peek() == '+' || peek() == '-')
            ++m_at;
        if (!isDigit())
            return fail(QT_TRANSLATE_NOOP("Json", "a number without digits in its exponent"), start);
        while (isDigit())
            ++m_at;
    }
    constexpr qsizetype safeDigits = 18;
    if (hasExponent || m_at - start > safeDigits)
        m_wideNumbers.emplace_back(start, m_at);
    return true;
}

bool Scanner::takeLiteral()
{
    for (const QByteArrayView literal :
         {QByteArrayView("true"), QByteArrayView("false"), QByteArrayView("null")}) {
        if (m_text.sliced(m_at).startsWith(literal)) {
            m_at += literal.size();
            return true;
        }
    }
    return fail(QT_TRANSLATE_NOOP("Json", "a value was expected here"), m_at);
}

bool Scanner::isUtf8()
{
    if (m_text.isValidUtf8())
        return true;
    // Find the first byte that breaks it: halve until one byte is left.
    qsizetype good = 0;
    qsizetype bad = m_text.size();
    while (bad - good > 1) {
        const qsizetype middle = good + (bad - good) / 2;
        QStringDecoder decoder(QStringDecoder::Utf8, QStringDecoder::Flag::Default);
        const QString ignored = decoder(m_text.first(middle));
        (decoder.hasError() ? bad : good) = middle;
    }
    // The decoder complains at the byte that should have gone on; what is broken began before it.
    while (!m_text.first(good).isValidUtf8())
        --good;
    return fail(QT_TRANSLATE_NOOP("Json", "not valid UTF-8"), good);
}

QByteArray Scanner::withTamedNumbers() const
{
    QByteArray out;
    qsizetype copied = 0;
    for (const auto &[begin, end] : m_wideNumbers) {
        out.append(m_text.sliced(copied, begin - copied));
        const QByteArray spelled = m_text.sliced(begin, end - begin).toByteArray();
        bool ok = false;
        double value = spelled.toDouble(&ok);
        if (!ok || !std::isfinite(value))
            value = std::copysign(std::numeric_limits<double>::max(), spelled.startsWith('-') ? -1.0 : 1.0);
        out.append(QByteArray::number(value, 'e', std::numeric_limits<double>::max_digits10 - 1));
        copied = end;
    }
    out.append(m_text.sliced(copied));
    return out;
}

} // namespace

struct Document::Private
{
    dom::parser parser{maxSize + simdjson::SIMDJSON_PADDING};
    std::vector<char> padded;
    Value root;
    ParseError error;
    std::size_t capacity = 0;

    bool parseOnce(QByteArrayView text);
    void release();
};

void Document::Private::release()
{
    parser = dom::parser{maxSize + simdjson::SIMDJSON_PADDING};
    capacity = 0;
    padded = {};
}

bool Document::Private::parseOnce(QByteArrayView text)
{
    const auto size = static_cast<std::size_t>(text.size());
    // Grown in powers of two and kept: a stream of frames then allocates nothing. Only what a giant needed,
    // ten times its size, does not stay for ever.
    constexpr std::size_t mostKept = 512 * 1024;
    if (capacity > mostKept && size <= mostKept / 8)
        release();
    if (padded.size() < size + simdjson::SIMDJSON_PADDING)
        padded.resize(std::bit_ceil(size + simdjson::SIMDJSON_PADDING));
    if (capacity < size) {
        capacity = std::bit_ceil(std::max<std::size_t>(size, 4096));
        if (parser.allocate(capacity, maxDepth + 1) != simdjson::SUCCESS) {
            capacity = 0;
            return false;
        }
    }
    if (size > 0)
        std::memcpy(padded.data(), text.data(), size);
    dom::element element;
    if (parser.parse(padded.data(), size, false).get(element) != simdjson::SUCCESS)
        return false;
    const Bits bits = pack(element);
    root = Value(bits.document, bits.index);
    return true;
}

Document::Document()
    : d(std::make_unique<Private>())
{
}
Document::~Document() = default;
Document::Document(Document &&) noexcept = default;
Document &Document::operator=(Document &&) noexcept = default;

bool Document::parse(QByteArrayView text)
{
    d->root = {};
    if (text.size() > maxSize) {
        d->error = {words(QT_TRANSLATE_NOOP("Json", "larger than 64 MB")), maxSize};
        return false;
    }
    // simdjson skips a byte order mark; RFC 8259 does not allow one and a client's own parser may not either.
    const bool hasMark = text.startsWith("\xEF\xBB\xBF");
    if (!hasMark && d->parseOnce(text))
        return true;

    // The slow path, for texts that are odd: find out where and why, in words.
    Scanner scanner(text);
    if (!scanner.scan()) {
        d->error = scanner.error();
        return false;
    }
    // Strictly valid, so it holds a number beyond what 64 bits can say: a spelling that a double takes will
    // do for reading values; the exact text is the raw frame's business.
    if (d->parseOnce(scanner.withTamedNumbers()))
        return true;
    d->error = {words(QT_TRANSLATE_NOOP("Json", "a number is too large")), 0};
    return false;
}

Value Document::at(std::size_t position) const
{
    if (!d->root.exists() || position == 0)
        return {};
    return Value(d->root.m_document, position);
}

Value Document::root() const
{
    return d->root;
}

const ParseError &Document::error() const
{
    return d->error;
}

QString fromUtf8(std::string_view utf8)
{
    const auto size = static_cast<qsizetype>(utf8.size());
    if (!utf8.starts_with("\xEF\xBB\xBF"))
        return QString::fromUtf8(utf8.data(), size);
    return QChar(QChar::ByteOrderMark) + QString::fromUtf8(utf8.data(), size);
}

namespace {

void appendEscaped(QByteArray &out, std::string_view utf8)
{
    static constexpr char hex[] = "0123456789abcdef";
    std::size_t clean = 0;
    const auto flush = [&](std::size_t upTo) {
        out.append(utf8.data() + clean, static_cast<qsizetype>(upTo - clean));
    };
    for (std::size_t i = 0; i < utf8.size(); ++i) {
        const auto byte = static_cast<unsigned char>(utf8[i]);
        if (byte >= 0x20 && byte != '"' && byte != '\\')
            continue;
        flush(i);
        clean = i + 1;
        switch (byte) {
        case '"':
            out.append("\\\"", 2);
            break;
        case '\\':
            out.append("\\\\", 2);
            break;
        case '\n':
            out.append("\\n", 2);
            break;
        case '\r':
            out.append("\\r", 2);
            break;
        case '\t':
            out.append("\\t", 2);
            break;
        case '\b':
            out.append("\\b", 2);
            break;
        case '\f':
            out.append("\\f", 2);
            break;
        default:
            out.append("\\u00", 4);
            out.append(hex[byte >> 4]);
            out.append(hex[byte & 15]);
        }
    }
    flush(utf8.size());
}

} // namespace

QByteArray quoted(std::string_view utf8)
{
    QByteArray out;
    out.reserve(static_cast<qsizetype>(utf8.size()) + 2);
    out.append('"');
    appendEscaped(out, utf8);
    out.append('"');
    return out;
}

QByteArray quoted(QStringView text)
{
    const QByteArray utf8 = text.toUtf8();
    return quoted(std::string_view(utf8.constData(), static_cast<std::size_t>(utf8.size())));
}

} // namespace rtmscope::json
