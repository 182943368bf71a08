// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/websocket/framereader.h"

#include <QByteArray>

#include <array>

namespace rtmscope {

//! Finds where frames of RFC 6455 begin and end in the bytes of one direction, without judging them: whoever
//! passes a stream on has to know that even of frames that are wrong. A value; any thread.
class FrameCutter
{
public:
    //! How many of \a bytes belong to the frame under way, or to the next one if none is. At least one, if
    //! there are any.
    qsizetype take(QByteArrayView bytes);

    bool isAtFrameEnd() const { return m_headerSize == 0; } //!< between frames
    //! Between messages, too: no fragment is awaited. Something may be put in here.
    bool isAtMessageEnd() const { return isAtFrameEnd() && !m_inMessage; }

    // Of the frame that take() went through last
    bool isControl() const { return (m_first & 0x08) != 0; }
    bool isFinal() const { return (m_first & 0x80) != 0; }

private:
    bool isHeaderComplete() const { return m_headerSize == m_headerWanted; }
    qsizetype takeHeader(QByteArrayView bytes);
    void headerCame();
    void frameCame();

    static constexpr std::size_t mostHeaderBytes = 14;
    std::array<char, mostHeaderBytes> m_header{};
    std::size_t m_headerSize = 0;
    std::size_t m_headerWanted = 2;
    quint64 m_missing = 0; //!< of the payload
    quint8 m_first = 0;
    bool m_inMessage = false;
};

} // namespace rtmscope
