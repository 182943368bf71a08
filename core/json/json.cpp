// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/json/json.h"

#include "core/json/scanner.h"

#include <QCoreApplication>

#include <simdjson.h>

#include <bit>
#include <charconv>
#include <cmath>
#include <cstring>
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

QString Value::text(qsizetype most) const
{
    const std::string_view utf8 = string();
    if (most < 0 || utf8.size() <= static_cast<std::size_t>(most))
        return text();
    const auto continues = [utf8](std::size_t at) {
        return (static_cast<unsigned char>(utf8[at]) & 0xC0) == 0x80;
    };
    auto end = static_cast<std::size_t>(most);
    while (end > 0 && continues(end))
        --end;
    return fromUtf8(utf8.substr(0, end));
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

} // namespace

struct Document::Private
{
    dom::parser parser{maxSize + simdjson::SIMDJSON_PADDING};
    std::vector<char> padded;
    Value root;
    ParseError error;
    std::size_t capacity = 0;
    quint64 parses = 0;

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
    // ten times its size, is given back.
    constexpr std::size_t mostKept = 512 * 1024;
    if (capacity > mostKept && size <= mostKept / 8)
        release();
    if (padded.size() < size + simdjson::SIMDJSON_PADDING)
        padded.resize(std::bit_ceil(size + simdjson::SIMDJSON_PADDING));
    if (capacity < size) {
        capacity = std::bit_ceil(std::max<std::size_t>(size, 4096));
        if (parser.allocate(capacity, deepest + 1) != simdjson::SUCCESS) {
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
    ++d->parses;
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

quint64 Document::parses() const
{
    return d->parses;
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

//! The letter behind the backslash; 0 where there is no short form.
char shortEscape(unsigned char byte)
{
    constexpr std::string_view bytes = "\"\\\n\r\t\b\f";
    constexpr std::string_view letters = "\"\\nrtbf";
    const std::size_t at = bytes.find(static_cast<char>(byte));
    return at == std::string_view::npos ? '\0' : letters[at];
}

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
        if (const char letter = shortEscape(byte)) {
            out.append('\\');
            out.append(letter);
        } else {
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
