// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/growinglist.h"

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
//! one number for everything new, so that a hostile stream can't fill the memory with names. One thread, but
//! for views.
class SymbolTable
{
    using Texts = GrowingList<QString, 1024>;

public:
    //! The texts known so far, for any thread.
    class View
    {
    public:
        QString text(quint32 number) const { return SymbolTable::textIn(m_texts, number); }

    private:
        friend class SymbolTable;
        Texts::View m_texts;
    };

    explicit SymbolTable(quint32 limit)
        : m_limit(limit)
    {
        m_texts.push({});
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
    QString text(quint32 number) const { return textIn(m_texts, number); }
    quint32 size() const { return quint32(m_texts.size()); } //!< numbers in use, 0 included
    View view() const
    {
        View view;
        view.m_texts = m_texts.view();
        return view;
    }

private:
    struct Recent
    {
        QString text = {};
        quint32 number = 0;
    };

    template<typename List>
    static QString textIn(const List &texts, quint32 number)
    {
        return qsizetype(number) < texts.size() ? texts[number] : QString();
    }

    quint32 lookUp(const QString &text)
    {
        const auto known = m_numbers.constFind(text);
        if (known != m_numbers.cend())
            return *known;
        if (size() >= m_limit || text.size() > maxLength)
            return m_limit;
        const quint32 number = size();
        m_numbers.insert(text, number);
        m_texts.push(text);
        return number;
    }

    static constexpr qsizetype maxLength = 256; // ids have 9 to 15 characters; anything may come

    quint32 m_limit;
    QHash<QString, quint32> m_numbers;
    Texts m_texts;
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

private:
    using Entries = GrowingList<Entry, 256>;

public:
    //! The pairs known so far, for any thread.
    class View
    {
    public:
        const Entry &entry(quint16 number) const { return TypeTable::entryIn(m_entries, number); }

    private:
        friend class TypeTable;
        Entries::View m_entries;
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
    const Entry &entry(quint16 number) const { return entryIn(m_entries, number); }
    quint16 size() const { return quint16(m_entries.size()); } //!< numbers in use
    View view() const
    {
        View view;
        view.m_entries = m_entries.view();
        return view;
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

    template<typename List>
    static const Entry &entryIn(const List &entries, quint16 number)
    {
        static const Entry many{.known = false};
        return number < entries.size() ? entries[number] : many;
    }

    template<typename Known>
    quint16 lookUp(const QString &type, const QString &subtype, bool isNote, Known known)
    {
        const Key key{type, subtype, isNote};
        const auto number = m_numbers.constFind(key);
        if (number != m_numbers.cend())
            return *number;
        if (size() >= m_limit || type.size() > maxLength || subtype.size() > maxLength)
            return m_limit;
        const quint16 fresh = size();
        m_entries.push({type, subtype, isNote, isNote || type.isEmpty() || known()});
        if (!isNote && !type.isEmpty()) {
            ++m_frameTypes;
            m_unknownTypes += m_entries.last().known ? 0 : 1;
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
    Entries m_entries;
    std::array<Recent, 128> m_recent;
};

} // namespace rtmscope
