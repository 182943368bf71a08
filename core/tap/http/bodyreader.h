// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/tap/http/head.h"

#include <QByteArray>

#include <utility>

namespace rtmscope::http {

//! Finds the end of a body in the bytes of a connection, cut as the network likes, and keeps a part of what
//! it says. The bytes themselves are passed on by others, unchanged, the frame of chunks included. A value;
//! any thread.
class BodyReader
{
public:
    //! Keeps up to \a mostKept bytes of the content.
    explicit BodyReader(Framing framing = {}, qsizetype mostKept = 0);

    //! How many of \a bytes belong to the body; all of them unless it ends before or is broken.
    qsizetype take(QByteArrayView bytes);
    //! The connection has ended.
    void end();

    bool isComplete() const { return m_state == State::Over; }
    //! The chunks are none: nothing behind can be trusted.
    bool isBroken() const { return m_state == State::Broken; }

    const QByteArray &content() const { return m_kept; } //!< chunks put together
    bool hasAll() const
    {
        return static_cast<quint64>(m_kept.size()) == m_size;
    }                                       //!< content() is all that came
    quint64 size() const { return m_size; } //!< of the content so far
    QByteArray takeContent() { return std::exchange(m_kept, {}); }

private:
    enum class State : quint8 { Plain, UntilClose, ChunkSize, ChunkData, ChunkEnd, Trailer, Over, Broken };

    void keep(QByteArrayView bytes);
    qsizetype takeData(QByteArrayView bytes);
    qsizetype takeLine(QByteArrayView bytes);
    void lineCame();
    void sizeCame();

    State m_state = State::Over;
    quint64 m_missing = 0; //!< of Plain and ChunkData
    QByteArray m_line;     //!< of the chunks' frame, as far as it came
    qsizetype m_trailerBytes = 0;
    QByteArray m_kept;
    qsizetype m_most = 0;
    quint64 m_size = 0;
};

} // namespace rtmscope::http
