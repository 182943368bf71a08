// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/tap/relay/halfclosed.h"

#include <QSocketNotifier>
#include <QTcpSocket>

#ifdef Q_OS_UNIX
#include <cerrno>

#include <fcntl.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>
#endif

namespace rtmscope {

#ifdef Q_OS_UNIX

namespace {

// Elsewhere a socket is told not to raise SIGPIPE when it is made, and Qt does that.
#ifdef MSG_NOSIGNAL
constexpr int noSignal = MSG_NOSIGNAL;
#else
constexpr int noSignal = 0;
#endif

} // namespace

HalfClosed::HalfClosed(const QTcpSocket &socket, QObject *parent)
    : QObject(parent)
    , m_descriptor(::fcntl(static_cast<int>(socket.socketDescriptor()), F_DUPFD_CLOEXEC, 0))
{
}

HalfClosed::~HalfClosed()
{
    m_writable.reset(); // before its handle
    if (m_descriptor >= 0)
        ::close(m_descriptor);
}

bool HalfClosed::isBroken() const
{
    pollfd state{m_descriptor, 0, 0}; // what is asked for by nobody is told all the same
    return m_descriptor < 0 || (::poll(&state, 1, 0) > 0 && (state.revents & (POLLERR | POLLHUP)) != 0);
}

void HalfClosed::write(const char *bytes, qsizetype size)
{
    m_unwritten.append(bytes, size);
    if (!m_writable || !m_writable->isEnabled())
        writeMore();
}

void HalfClosed::writeMore()
{
    const qsizetype before = m_unwritten.size();
    while (!m_unwritten.isEmpty()) {
        const ssize_t count = ::send(m_descriptor, m_unwritten.constData(),
                                     static_cast<std::size_t>(m_unwritten.size()), noSignal | MSG_DONTWAIT);
        if (count < 0 && errno == EINTR)
            continue;
        if (count < 0 && (errno == EAGAIN || errno == EWOULDBLOCK))
            break;
        if (count < 0)
            m_unwritten.clear(); // nobody hears it: isBroken() says so
        else
            m_unwritten.remove(0, count);
    }
    if (!m_unwritten.isEmpty() && !m_writable) {
        m_writable = std::make_unique<QSocketNotifier>(m_descriptor, QSocketNotifier::Write);
        connect(m_writable.get(), &QSocketNotifier::activated, this, &HalfClosed::writeMore);
    }
    if (m_writable)
        m_writable->setEnabled(!m_unwritten.isEmpty());
    if (m_unwritten.size() < before && sender() != nullptr)
        Q_EMIT written();
}

#else

HalfClosed::HalfClosed(const QTcpSocket &, QObject *parent)
    : QObject(parent)
{
}

HalfClosed::~HalfClosed() = default;

bool HalfClosed::isBroken() const
{
    return true;
}

void HalfClosed::write(const char *, qsizetype) {}

void HalfClosed::writeMore() {}

#endif

} // namespace rtmscope
