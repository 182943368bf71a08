// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/cowptr.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <iterator>
#include <utility>
#include <vector>

namespace rtmscope {

//! A sequence in chunks of at most \a N, which copies share: copying it costs a pointer, the first change of
//! a copy one chunk and the list of chunks. What is appended fills chunk after chunk; what is inserted splits
//! a full one. T is a value that can be default-made, copied and moved. A value; shared between threads as
//! CowPtr is.
template<typename T, std::size_t N>
class ChunkedList
{
public:
    static constexpr std::size_t chunkSize = N;

    //! Bidirectional, over values that can't be changed through it. Lives until the list changes.
    class const_iterator
    {
    public:
        using iterator_category = std::bidirectional_iterator_tag;
        using value_type = T;
        using difference_type = std::ptrdiff_t;
        using pointer = const T *;
        using reference = const T &;

        const_iterator() = default;
        reference operator*() const { return m_list->chunk(m_chunk).items[m_at]; }
        pointer operator->() const { return &**this; }
        const_iterator &operator++()
        {
            if (++m_at == m_list->chunk(m_chunk).count) {
                ++m_chunk;
                m_at = 0;
            }
            return *this;
        }
        const_iterator &operator--()
        {
            if (m_at == 0)
                m_at = m_list->chunk(--m_chunk).count;
            --m_at;
            return *this;
        }
        const_iterator operator++(int)
        {
            const const_iterator before = *this;
            ++*this;
            return before;
        }
        const_iterator operator--(int)
        {
            const const_iterator before = *this;
            --*this;
            return before;
        }
        friend bool operator==(const const_iterator &a, const const_iterator &b)
        {
            return a.m_chunk == b.m_chunk && a.m_at == b.m_at;
        }
        friend bool operator!=(const const_iterator &a, const const_iterator &b) { return !(a == b); }

    private:
        friend class ChunkedList;
        const_iterator(const ChunkedList *list, std::size_t chunk, std::size_t at)
            : m_list(list)
            , m_chunk(chunk)
            , m_at(at)
        {
        }
        const ChunkedList *m_list = nullptr;
        std::size_t m_chunk = 0;
        std::size_t m_at = 0;
    };
    using value_type = T;
    using const_reverse_iterator = std::reverse_iterator<const_iterator>;

    std::size_t size() const { return m_size; }
    bool empty() const { return m_size == 0; }
    const_iterator begin() const { return {this, 0, 0}; }
    const_iterator end() const { return {this, m_chunks->size(), 0}; }
    const_reverse_iterator rbegin() const { return const_reverse_iterator(end()); }
    const_reverse_iterator rend() const { return const_reverse_iterator(begin()); }
    const T &front() const { return chunk(0).items[0]; }
    const T &back() const { return m_chunks->back()->items[m_chunks->back()->count - 1]; }

    //! The \a nth; walks over the chunks.
    const_iterator place(std::size_t nth) const
    {
        std::size_t at = 0;
        while (at < m_chunks->size() && nth >= chunk(at).count)
            nth -= chunk(at++).count;
        return {this, at, at < m_chunks->size() ? nth : 0};
    }
    //! The \a nth of a list that was only ever appended to.
    const T &appended(std::size_t nth) const { return chunk(nth / N).items[nth % N]; }
    T &editAppended(std::size_t nth) { return editChunk(nth / N).items[nth % N]; }

    //! The first for which \a isBefore is false, where it is true for all before some place and for none from
    //! there.
    template<typename Predicate>
    const_iterator partitionPoint(Predicate isBefore) const
    {
        const std::vector<ChunkPtr> &chunks = *m_chunks;
        if (chunks.empty() || isBefore(back()))
            return end();
        const auto found = std::partition_point(chunks.begin(), chunks.end(), [&](const ChunkPtr &each) {
            return isBefore(each->items[each->count - 1]);
        });
        if (found == chunks.end())
            return end();
        const Chunk &inside = **found;
        const auto at = std::partition_point(inside.items.begin(),
                                             inside.items.begin() + std::ptrdiff_t(inside.count), isBefore);
        return {this, std::size_t(found - chunks.begin()), std::size_t(at - inside.items.begin())};
    }

    //! For changing; copies the chunk if it is shared.
    T &edit(const const_iterator &place) { return editChunk(place.m_chunk).items[place.m_at]; }

    T &append(T value) { return insert(end(), std::move(value)); }

    //! Puts \a value before \a place.
    T &insert(const const_iterator &place, T value)
    {
        std::size_t number = place.m_chunk;
        std::size_t at = place.m_at;
        if (at == 0 && number > 0 && chunk(number - 1).count < N) { // behind the one before, if there is room
            --number;
            at = chunk(number).count;
        } else if (number == m_chunks->size() || (at == 0 && chunk(number).count == N)) {
            std::vector<ChunkPtr> &chunks = m_chunks.edit();
            chunks.insert(chunks.begin() + std::ptrdiff_t(number), ChunkPtr());
        } else if (chunk(number).count == N) {
            split(number);
            if (at > N / 2) {
                ++number;
                at -= N / 2;
            }
        }
        Chunk &into = editChunk(number);
        const auto items = into.items.begin();
        std::move_backward(items + std::ptrdiff_t(at), items + std::ptrdiff_t(into.count),
                           items + std::ptrdiff_t(into.count + 1));
        into.items[at] = std::move(value);
        ++into.count;
        ++m_size;
        return into.items[at];
    }

    void erase(const const_iterator &place)
    {
        Chunk &from = editChunk(place.m_chunk);
        const auto items = from.items.begin();
        std::move(items + std::ptrdiff_t(place.m_at + 1), items + std::ptrdiff_t(from.count),
                  items + std::ptrdiff_t(place.m_at));
        from.items[--from.count] = T();
        --m_size;
        if (from.count == 0) {
            std::vector<ChunkPtr> &chunks = m_chunks.edit();
            chunks.erase(chunks.begin() + std::ptrdiff_t(place.m_chunk));
        }
    }

    //! Erases those of the first \a count for which \a goes is true, asked once for each in order. Chunks
    //! that lose nothing stay shared. Returns how many went.
    template<typename Predicate>
    std::size_t eraseIf(std::size_t count, Predicate goes)
    {
        std::vector<ChunkPtr> staying;
        staying.reserve(m_chunks->size());
        std::size_t seen = 0;
        std::size_t gone = 0;
        for (const ChunkPtr &each : *m_chunks) {
            const std::size_t asked = std::min(each->count, count - seen);
            std::array<bool, N> marks{};
            std::size_t marked = 0;
            for (std::size_t i = 0; i < asked; ++i)
                marked += (marks[i] = goes(each->items[i])) ? 1 : 0;
            seen += asked;
            gone += marked;
            if (marked < each->count)
                keep(staying, marked == 0 ? each : without(*each, marks));
        }
        m_size -= gone;
        if (gone > 0)
            m_chunks = CowPtr<std::vector<ChunkPtr>>(std::move(staying));
        return gone;
    }

private:
    struct Chunk
    {
        std::array<T, N> items{};
        std::size_t count = 0;
    };
    using ChunkPtr = CowPtr<Chunk>;

    const Chunk &chunk(std::size_t number) const { return *(*m_chunks)[number]; }
    Chunk &editChunk(std::size_t number) { return m_chunks.edit()[number].edit(); }

    void split(std::size_t number)
    {
        Chunk &full = editChunk(number);
        Chunk upper;
        const auto middle = full.items.begin() + std::ptrdiff_t(N / 2);
        std::move(middle, full.items.end(), upper.items.begin());
        std::fill(middle, full.items.end(), T());
        upper.count = N - N / 2;
        full.count = N / 2;
        std::vector<ChunkPtr> &chunks = m_chunks.edit();
        chunks.insert(chunks.begin() + std::ptrdiff_t(number + 1), ChunkPtr(std::move(upper)));
    }

    static ChunkPtr without(const Chunk &chunk, const std::array<bool, N> &gone)
    {
        Chunk left;
        for (std::size_t i = 0; i < chunk.count; ++i) {
            if (!gone[i])
                left.items[left.count++] = chunk.items[i];
        }
        return ChunkPtr(std::move(left));
    }

    //! Adds \a next to \a chunks; into the last one, if both fit there: the little that is left of many must
    //! not cost many chunks.
    static void keep(std::vector<ChunkPtr> &chunks, const ChunkPtr &next)
    {
        if (chunks.empty() || chunks.back()->count + next->count > N) {
            chunks.push_back(next);
            return;
        }
        Chunk &last = chunks.back().edit();
        std::copy(next->items.begin(), next->items.begin() + std::ptrdiff_t(next->count),
                  last.items.begin() + std::ptrdiff_t(last.count));
        last.count += next->count;
    }

    CowPtr<std::vector<ChunkPtr>> m_chunks;
    std::size_t m_size = 0;
};

} // namespace rtmscope
