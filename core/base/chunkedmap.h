// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/chunkedlist.h"

#include <QHash>
#include <QList>

namespace rtmscope {

//! What is found by a key and never goes again: values in shared chunks, in the order in which they came, and
//! an index that only changes with a new key. Copying it costs two pointers, the first change of a copy one
//! chunk. It is read as a QHash is; find() of one that is not const does not copy anything before something
//! is changed through it.
template<typename Key, typename Value>
class ChunkedMap
{
    static constexpr std::size_t chunkSize = 32;
    using Values = ChunkedList<Value, chunkSize>;

public:
    using const_iterator = typename Values::const_iterator;

    //! What find() gives: empty, or a value that can be read and changed.
    class Found
    {
    public:
        explicit operator bool() const { return m_map != nullptr; }
        const Value &operator*() const { return m_map->m_values.appended(m_at); }
        const Value *operator->() const { return &**this; }
        //! Copies the chunk if it is shared. The reference lives until the map grows.
        Value &edit() { return m_map->m_values.editAppended(m_at); }

    private:
        friend class ChunkedMap;
        ChunkedMap *m_map = nullptr;
        std::size_t m_at = 0;
    };

    qsizetype size() const { return qsizetype(m_values.size()); }
    bool isEmpty() const { return m_values.empty(); }
    const_iterator begin() const { return m_values.begin(); }
    const_iterator end() const { return m_values.end(); }
    bool contains(const Key &key) const { return m_index->contains(key); }
    //! nullptr if there is none.
    const Value *get(const Key &key) const
    {
        const auto at = m_index->constFind(key);
        return at == m_index->constEnd() ? nullptr : &m_values.appended(*at);
    }
    Found find(const Key &key)
    {
        Found found;
        const auto at = m_index->constFind(key);
        if (at != m_index->constEnd()) {
            found.m_map = this;
            found.m_at = *at;
        }
        return found;
    }
    //! For changing; made of \a fresh if it is new.
    Value &edit(const Key &key, Value fresh = {})
    {
        if (Found found = find(key))
            return found.edit();
        m_index.edit().insert(key, m_values.size());
        return m_values.append(std::move(fresh));
    }
    //! From now on \a other leads to the value of \a key, which is there, too; to nothing else.
    void alias(const Key &key, const Key &other)
    {
        const std::size_t at = m_index->value(key);
        m_index.edit().insert(other, at);
    }
    //! For changing what begin() to end() give.
    Value &edit(const const_iterator &place) { return m_values.edit(place); }
    QList<Key> keys() const { return m_index->keys(); }

private:
    CowPtr<QHash<Key, std::size_t>> m_index;
    Values m_values;
};

} // namespace rtmscope
