// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QObject>

#include <memory>

class QSocketNotifier;
class QTcpSocket;

namespace rtmscope {

//! The way back to a program that has closed its own half of a connection: shutdown() behind a request, as
//! some write it, and then wait for the answer. A QTcpSocket is closed as a whole by that, so a second handle
//! of the connection is taken before. Where the system has none of the kind isOpen() is false. Owned by the
//! connection; its thread.
class HalfClosed : public QObject
{
    Q_OBJECT
public:
    //! \a socket: connected.
    HalfClosed(const QTcpSocket &socket, QObject *parent);
    ~HalfClosed() override;

    bool isOpen() const { return m_descriptor >= 0; }
    //! The other half is gone as well: nobody hears what is written.
    bool isBroken() const;

    void write(const char *bytes, qsizetype size); //!< as much as goes now, the rest later
    qsizetype bytesToWrite() const { return m_unwritten.size(); }

Q_SIGNALS:
    void written(); //!< less has yet to be written than before

private:
    void writeMore();

    int m_descriptor = -1;
    QByteArray m_unwritten;
    std::unique_ptr<QSocketNotifier> m_writable;
};

} // namespace rtmscope
