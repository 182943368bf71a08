// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QString>

#include <optional>

namespace rtmscope {

//! The time without a stream that is going on now, if one is, and the "gap" notes that tell of it
//! (docs/capture-format.md). Counts the gaps of one session. A value; one thread.
class GapNotes
{
public:
    //! How a stream was lost.
    struct Loss
    {
        qint64 fromUs = 0; //!< the last moment of which we know everything; wall clock
        QString cause;     //!< plain words
        QString code;      //!< for programs
        QString proof;     //!< what was measured
        quint32 connection = 0;
    };

    bool isOpen() const { return m_open.has_value(); }
    //! Begins a gap and returns its note, which says that it is open; nothing while one is open already.
    QByteArray begin(const Loss &loss);
    void attempted(); //!< one more try to connect
    //! A stream is there again, and the server kept everything for it since the one before, or did not.
    void connected(qint64 nowUs, quint32 connection, bool kept);
    //! Whatever connected() was told, it is not proved that nothing is missing.
    void doubtKept();
    //! Ends the gap at the last connected() and returns its note; nothing if none is open.
    QByteArray end();
    //! The note of a gap that is known only after it is over.
    QByteArray whole(const Loss &loss, qint64 toUs, quint32 toConnection);

private:
    struct Open
    {
        qint64 id = 0;
        Loss loss;
        int attempts = 0;
        qint64 toUs = 0;
        quint32 toConnection = 0;
        bool kept = true;
    };

    static QByteArray note(const Open &gap);

    std::optional<Open> m_open;
    qint64 m_lastId = 0;
};

} // namespace rtmscope
