// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtGlobal>

#include <algorithm>
#include <array>
#include <memory>
#include <span>

namespace rtmscope {

//! A list that only grows, in pieces that never move: a million elements more must not mean a copy of the ten
//! million before. One thread appends. Others may read what a view() shows while it does: elements behind the
//! view's end are other memory than those before it, and those never change.
template<typename T, qsizetype pieceSize>
class GrowingList
{
    using Piece = std::array<T, std::size_t(pieceSize)>;
    using Pieces = std::shared_ptr<Piece>[];

public:
    //! The first elements, as many as there were when it was taken. A value; any thread. Made and copied at
    //! the cost of one reference count.
    class View
    {
    public:
        View() = default;
        qsizetype size() const { return m_size; }
        const T &operator[](qsizetype index) const
        {
            return (*m_pieces[std::ptrdiff_t(index / pieceSize)])[std::size_t(index % pieceSize)];
        }
        //! The elements from \a index on that stand one after the other, at least one. For loops over many.
        std::span<const T> neighbours(qsizetype index) const
        {
            const qsizetype end = std::min(m_size, (index / pieceSize + 1) * pieceSize);
            return {&(*this)[index], std::size_t(end - index)};
        }

    private:
        friend class GrowingList;
        View(std::shared_ptr<const Pieces> pieces, qsizetype size)
            : m_pieces(std::move(pieces))
            , m_size(size)
        {
        }

        std::shared_ptr<const Pieces> m_pieces;
        qsizetype m_size = 0;
    };

    qsizetype size() const { return m_size; }
    const T &operator[](qsizetype index) const
    {
        return (*m_pieces[std::ptrdiff_t(index / pieceSize)])[std::size_t(index % pieceSize)];
    }
    const T &last() const { return (*this)[m_size - 1]; }
    void push(T element)
    {
        const auto piece = std::size_t(m_size / pieceSize);
        if (m_size % pieceSize == 0)
            addPiece(piece);
        (*m_pieces[std::ptrdiff_t(piece)])[std::size_t(m_size % pieceSize)] = std::move(element);
        ++m_size;
    }
    View view() const { return {m_pieces, m_size}; }

private:
    //! Views keep the table that they were made with: when it is full, a larger one takes its place.
    void addPiece(std::size_t index)
    {
        if (index == m_room) {
            m_room = std::max<std::size_t>(4, 2 * m_room);
            const std::shared_ptr<Pieces> larger(new std::shared_ptr<Piece>[m_room]);
            for (std::size_t i = 0; i < index; ++i)
                larger[std::ptrdiff_t(i)] = m_pieces[std::ptrdiff_t(i)];
            m_pieces = larger;
        }
        m_pieces[std::ptrdiff_t(index)] = std::make_shared<Piece>();
    }

    std::shared_ptr<Pieces> m_pieces;
    std::size_t m_room = 0;
    qsizetype m_size = 0;
};

} // namespace rtmscope
