// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

#include <chrono>
#include <optional>
#include <utility>
#include <variant>

namespace rtmscope {

//! What went wrong, sorted by what the caller does about it. A plain value; any thread.
//! Never carries a token, a socket URL or message text: it is shown, logged and copied into bug reports.
struct Error
{
    enum class Kind {
        Network,     //!< no answer or a broken one: retry with backoff
        RateLimited, //!< wait for retryAfter, then go on
        Rejected,    //!< the server understood and refused (token, rights, arguments): tell the user and stop
        Protocol,    //!< an answer that makes no sense: log it and go on
        Input,       //!< what the user gave (a file, a filter, a name) can't be used as it is
    };
    Kind kind = Kind::Protocol;
    QString code =
        {}; //!< the server's own word ("invalid_auth") or ours ("connection_refused"); stable, for programs
    QString words = {};  //!< one or two plain sentences: what happened and what to do next; translated
    QString detail = {}; //!< the server's or the system's own text, verbatim but masked; may be empty
    std::optional<std::chrono::milliseconds> retryAfter = {};
};

//! A value or an Error. C++20 has no std::expected on the compilers we support.
template<typename T>
class [[nodiscard]] Result
{
public:
    Result(T value)
        : m_held(std::in_place_index<0>, std::move(value))
    {
    }
    Result(Error error)
        : m_held(std::in_place_index<1>, std::move(error))
    {
    }

    bool ok() const { return m_held.index() == 0; }
    explicit operator bool() const { return ok(); }
    const T &value() const & { return std::get<0>(m_held); }
    T &value() & { return std::get<0>(m_held); }
    T &&value() && { return std::get<0>(std::move(m_held)); }
    const Error &error() const { return std::get<1>(m_held); }
    const T *operator->() const { return &value(); }
    T *operator->() { return &value(); }
    const T &operator*() const & { return value(); }
    T &operator*() & { return value(); }

private:
    std::variant<T, Error> m_held;
};

//! A Result for work that yields nothing but success.
struct Done
{
};

} // namespace rtmscope
