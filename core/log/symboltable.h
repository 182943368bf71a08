// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QHash>
#include <QString>

#include <array>
#include <cstdint>
#include <vector>

namespace rtmscope {

//! Where the tables below keep what they know of a text with this address.
inline std::size_t placeOf(const QChar *address)
{
    constexpr std::uint64_t odd = 0x9E37'79B9'7F4A'7C15; // 2^64 / golden ratio: spreads the bits upwards
    return static_cast<std::size_t>((reinterpret_cast<std::uintptr_t>(address) * odd) >> 40);
}

//! Only a text that owns its memory keeps it while it is held; what stands in somebody's buffer may change
//! there.
inline bool isHoldable(const QString &text)
{
    return text.isEmpty() || text.data_ptr().isMutable();
}

inline bool isSame(const QString &held, const QString &text)
{
    return held.constData() == text.constData() && held.size() == text.size();
}

//! Texts as small numbers, for index rows. Number 0 is the empty text. Grows to a limit and then answers with
//! one number for everything new, so that a hostile stream can't fill the memory with names. A value; one
//! thread.
class SymbolTable
{
public:
    explicit SymbolTable(quint32 limit)
        : m_limit(limit)
        , m_texts(1)
    {
    }

    quint32 intern(const QString &text)
    {
        if (text.isEmpty())
            return 0;
        // The decoder shares the texts of ids that it has met, so their address is mostly enough; the text
        // itself, somewhere else in memory, need not be touched. A text held here can't be freed and its
        // address used again.
        Recent &recent = m_recent[placeOf(text.constData()) % m_recent.size()];
        if (isSame(recent.text, text))
            return recent.number;
        const quint32 number = lookUp(text);
        if (number != m_limit && isHoldable(text))
            recent = {text, number};
        return number;
    }
    //! Empty for 0 and for the number that stands for many.
    QString text(quint32 number) const { return number < m_texts.size() ? m_texts[number] : QString(); }

private:
    struct Recent
    {
        QString text = {};
        quint32 number = 0;
    };

    quint32 lookUp(const QString &text)
    {
        const auto known = m_numbers.constFind(text);
        if (known != m_numbers.cend())
            return *known;
        if (m_texts.size() >= m_limit || text.size() > maxLength)
            return m_limit;
        const auto number = static_cast<quint32>(m_texts.size());
        m_numbers.insert(text, number);
        m_texts.push_back(text);
        return number;
    }

    static constexpr qsizetype maxLength = 256; // ids have 9 to 15 characters; anything may come

    quint32 m_limit;
    QHash<QString, quint32> m_numbers;
    std::vector<QString> m_texts;
    std::vector<Recent> m_recent{4096};
};

//! The same for pairs of type and subtype, which also remember whether we have a struct for them.
class TypeTable
{
public:
    struct Entry
    {
        QString type = {};
        QString subtype = {};
        bool isNote = false;
        bool known = true;
    };

    explicit TypeTable(quint16 limit)
        : m_limit(limit)
    {
    }

    //! \a known is asked only for a pair not seen before.
    template<typename Known>
    quint16 intern(const QString &type, const QString &subtype, bool isNote, Known known)
    {
        Recent &recent =
            m_recent[(placeOf(type.constData()) ^ placeOf(subtype.constData())) % m_recent.size()];
        if (recent.isUsed && recent.isNote == isNote && isSame(recent.type, type) &&
            isSame(recent.subtype, subtype))
            return recent.number;
        const quint16 number = lookUp(type, subtype, isNote, known);
        if (number != m_limit && isHoldable(type) && isHoldable(subtype))
            recent = {type, subtype, isNote, true, number};
        return number;
    }
    //! An entry with empty texts for the number that stands for many.
    const Entry &entry(quint16 number) const
    {
        static const Entry many{.known = false};
        return number < m_entries.size() ? m_entries[number] : many;
    }
    int frameTypes() const { return m_frameTypes; }
    int unknownTypes() const { return m_unknownTypes; }

private:
    struct Recent
    {
        QString type = {};
        QString subtype = {};
        bool isNote = false;
        bool isUsed = false; // an empty type is a type too
        quint16 number = 0;
    };

    template<typename Known>
    quint16 lookUp(const QString &type, const QString &subtype, bool isNote, Known known)
    {
        const Key key{type, subtype, isNote};
        const auto number = m_numbers.constFind(key);
        if (number != m_numbers.cend())
            return *number;
        if (m_entries.size() >= m_limit || type.size() > maxLength || subtype.size() > maxLength)
            return m_limit;
        const auto fresh = static_cast<quint16>(m_entries.size());
        m_entries.push_back({type, subtype, isNote, isNote || type.isEmpty() || known()});
        if (!isNote && !type.isEmpty()) {
            ++m_frameTypes;
            m_unknownTypes += m_entries.back().known ? 0 : 1;
        }
        m_numbers.insert(key, fresh);
        return fresh;
    }

    struct Key
    {
        QString type;
        QString subtype;
        bool isNote = false;
        friend bool operator==(const Key &, const Key &) = default;
        friend size_t qHash(const Key &key, size_t seed)
        {
            return qHash(key.type, seed) ^ (qHash(key.subtype, seed) << 1U) ^ size_t(key.isNote);
        }
    };
    static constexpr qsizetype maxLength = 256;

    quint16 m_limit;
    int m_frameTypes = 0;
    int m_unknownTypes = 0;
    QHash<Key, quint16> m_numbers;
    std::vector<Entry> m_entries;
    std::array<Recent, 128> m_recent;
};

} // namespace rtmscope
