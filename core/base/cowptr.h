// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <atomic>
#include <type_traits>
#include <utility>

namespace rtmscope {

//! A value that copies share until one of them writes. Reading goes through the const members, writing
//! through edit(), which makes a copy first where the value is shared. Values may be shared between threads,
//! a CowPtr may not.
//!
//! QSharedDataPointer asks whether it is alone without acquiring what the last other owner did, so a thread
//! sanitizer takes writing after that for a race; and it copies on any access through a pointer that is not
//! const.
template<typename T>
class CowPtr
{
public:
    CowPtr()
        : m_node(new Node{})
    {
    }
    explicit CowPtr(T &&value)
        : m_node(new Node{std::move(value)})
    {
    }
    explicit CowPtr(const T &value)
        : m_node(new Node{value})
    {
    }
    CowPtr(const CowPtr &other) noexcept
        : m_node(other.m_node)
    {
        if (m_node)
            m_node->owners.fetch_add(1, std::memory_order_relaxed);
    }
    CowPtr(CowPtr &&other) noexcept
        : m_node(std::exchange(other.m_node, nullptr))
    {
    }
    CowPtr &operator=(CowPtr other) noexcept
    {
        std::swap(m_node, other.m_node);
        return *this;
    }
    ~CowPtr() { release(); }

    //! Holds nothing; may only be assigned to.
    static CowPtr none() { return CowPtr(Nothing{}); }

    const T &operator*() const { return m_node->value; }
    const T *operator->() const { return &m_node->value; }
    T &edit()
    {
        if (m_node->owners.load(std::memory_order_acquire) != 1)
            *this = CowPtr(std::as_const(m_node->value));
        return m_node->value;
    }
    //! Whether both are one value, not just equal ones.
    bool isSharedWith(const CowPtr &other) const { return m_node == other.m_node; }

private:
    struct Node
    {
        T value{};
        std::atomic<int> owners = 1;
    };
    struct Nothing
    {
    };
    explicit CowPtr(Nothing) {}

    void release()
    {
        if (m_node && m_node->owners.fetch_sub(1, std::memory_order_acq_rel) == 1)
            delete m_node;
    }

    Node *m_node = nullptr;
};

} // namespace rtmscope
