// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QString>

#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>

//! The only door to JSON. simdjson stays behind it: no other file includes its header.
namespace rtmscope::json {

enum class Kind : std::uint8_t { Null, Bool, Number, String, Array, Object };

//! Why a text is not JSON, and where. A normal value: the wire may carry anything.
struct ParseError
{
    QString words;        //!< plain words, translated: "a string is not closed"
    qsizetype offset = 0; //!< byte in the text where it stopped making sense
};

//! Nesting beyond this is refused with words, so that no walker of a tree can run out of stack. (An empty
//! innermost array or object is not counted.)
inline constexpr int maxDepth = 1000;
//! A frame larger than this is kept and shown as text, but not taken apart.
inline constexpr qsizetype maxSize = 64 * 1024 * 1024;

//! One JSON value inside a Document: 16 bytes, copied freely, valid until its Document parses again or dies.
//! Asking for the wrong kind yields empty values, never an error: wire data may have any shape.
class Value
{
public:
    Value() = default; //!< an absent value: isNull() and not exists()

    bool exists() const { return m_document != nullptr; }
    Kind kind() const; //!< Null when absent
    bool isNull() const { return kind() == Kind::Null; }
    bool isString() const { return kind() == Kind::String; }
    bool isObject() const { return kind() == Kind::Object; }
    bool isArray() const { return kind() == Kind::Array; }
    bool isNumber() const { return kind() == Kind::Number; }

    std::string_view string() const; //!< decoded UTF-8; empty unless a string. Views into the Document
    QString text() const;            //!< a string's text; a number or bool as written; else null
    //! The same, but of a string no more than \a most bytes, without cutting a character in two; -1: all.
    QString text(qsizetype most) const;
    std::optional<qint64>
    integer() const; //!< a number, a float without fraction, or a string of digits (trap T32)
    std::optional<double> number() const; //!< a number, or a string holding one
    std::optional<bool> boolean() const;  //!< true/false, 0/1, "true"/"false"
    //! The member's value; the last one wins where a key stands twice, as in every client's own parser.
    Value operator[](std::string_view key) const;
    qsizetype size() const; //!< members of an object, elements of an array, else 0
    //! Where this value stands: the same number in every Document that parses the same text. 0 when absent.
    std::size_t position() const { return m_index; }
    //! The value at a position() in the same Document.
    Value at(std::size_t position) const { return position == 0 ? Value() : Value(m_document, position); }
    //! Compact JSON text of this value. Numbers may be respelled: use Tree where bytes matter.
    QByteArray toJson() const;

    struct Member;
    class MemberIterator;
    class ElementIterator;
    template<typename Iterator>
    struct Range
    {
        Iterator m_begin;
        Iterator m_end;
        Iterator begin() const { return m_begin; }
        Iterator end() const { return m_end; }
    };
    Range<MemberIterator> members() const;   //!< in wire order, duplicates included; empty unless an object
    Range<ElementIterator> elements() const; //!< empty unless an array

private:
    friend class Document;
    Value(const void *document, std::size_t index)
        : m_document(document)
        , m_index(index)
    {
    }

    // The bits of a simdjson::dom::element, kept opaque so that its header stays out of everybody's way.
    const void *m_document = nullptr;
    std::size_t m_index = 0;
};

struct Value::Member
{
    std::string_view key; //!< decoded
    Value value;
};

class Value::MemberIterator
{
public:
    Member operator*() const;
    MemberIterator &operator++();
    bool operator!=(const MemberIterator &other) const { return m_index != other.m_index; }

private:
    friend class Value;
    const void *m_document = nullptr;
    std::size_t m_index = 0;
};

class Value::ElementIterator
{
public:
    Value operator*() const;
    ElementIterator &operator++();
    bool operator!=(const ElementIterator &other) const { return m_index != other.m_index; }

private:
    friend class Value;
    const void *m_document = nullptr;
    std::size_t m_index = 0;
};

//! A parsed text and the buffers behind it. Reuse one Document for many texts: it then allocates nothing.
//! Movable, not copyable; one thread at a time.
class Document
{
public:
    Document();
    ~Document();
    Document(Document &&) noexcept;
    Document &operator=(Document &&) noexcept;

    //! Parses the whole text strictly (RFC 8259; a leading BOM is an error). The text is copied inside.
    //! Returns false and sets error() when it is not one JSON value, too deep or too large.
    bool parse(QByteArrayView text);
    //! Invalid (absent) after a failed parse.
    Value root() const;
    //! The value at a position() taken from a Document of the same text; absent after a failed parse.
    Value at(std::size_t position) const;
    const ParseError &error() const; //!< meaningful after a failed parse
    //! How often it has parsed: another number says that its Values are no longer valid.
    quint64 parses() const;

private:
    struct Private;
    std::unique_ptr<Private> d;
};

//! As QString::fromUtf8, but keeps a leading U+FEFF: it is part of what was sent.
QString fromUtf8(std::string_view utf8);

//! \a text as a quoted JSON string, raw UTF-8 (no \\u for non-ASCII: the server counts bytes), ready to
//! splice in.
QByteArray quoted(QStringView text);
QByteArray quoted(std::string_view utf8);

} // namespace rtmscope::json
