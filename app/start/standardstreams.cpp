// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "app/start/standardstreams.h"

#include "app/start/connection.h"
#include "app/start/exitcode.h"

#include <QCoreApplication>
#include <QFile>
#include <QLocale>

#include <cerrno>
#include <cstdio>

#ifdef Q_OS_UNIX
#include <csignal>
#include <fcntl.h>
#include <poll.h>
#include <termios.h>
#include <unistd.h>
#endif

using namespace Qt::StringLiterals;

namespace rtmscope {

namespace {

QString words(const char *text)
{
    return QCoreApplication::translate("StandardStreams", text);
}

Error outputFailed(int number)
{
    if (number == EPIPE || number == ECONNRESET) // a pipe's other end, or a socket's
        return {
            Error::Kind::Input, u"reader_gone"_s, words("Nobody reads standard output any more."), {}, {}};
    if (number == EBADF)
        return {
            Error::Kind::Input,
            u"output_failed"_s,
            words("Standard output is closed, so nothing can be printed. Send it somewhere, to /dev/null if "
                  "nobody wants it."),
            {},
            {}};
    return {Error::Kind::Input,
            u"output_failed"_s,
            words("Standard output can't be written to: %1.").arg(qt_error_string(number)),
            {},
            {}};
}

Error inputFailed(const QString &text)
{
    return {Error::Kind::Input, u"input_failed"_s, text, {}, {}};
}

Error inputTooLong(qint64 most)
{
    return {Error::Kind::Input,
            u"usage"_s,
            words("Standard input holds more than %1, which is no message any more.")
                .arg(QLocale().formattedDataSize(most)),
            {},
            {}};
}

bool someWordsLost = false;

#ifdef Q_OS_UNIX
//! After EAGAIN: whoever started us may have made the pipe one that does not wait.
void waitFor(int descriptor, short events)
{
    pollfd waiting{descriptor, events, 0};
    ::poll(&waiting, 1, -1);
}
#endif

} // namespace

#ifdef Q_OS_UNIX

void reserveStandardStreams()
{
    // A closed pipe is found by the error of the write, also when the words to stderr are meant.
    std::signal(SIGPIPE, SIG_IGN);
    for (int descriptor = STDIN_FILENO; descriptor <= STDERR_FILENO; ++descriptor) {
        if (::fcntl(descriptor, F_GETFD) != -1 || errno != EBADF)
            continue;
        // Lower numbers are taken, so this one is given. Opened the wrong way round, it refuses as if closed.
        [[maybe_unused]] const int opened =
            ::open("/dev/null", descriptor == STDIN_FILENO ? O_WRONLY : O_RDONLY);
    }
}

Result<Done> canWriteOut()
{
    const int flags = ::fcntl(STDOUT_FILENO, F_GETFL);
    if (flags == -1 || (flags & O_ACCMODE) == O_RDONLY)
        return outputFailed(EBADF);
    return Done{};
}

Result<Done> writeOut(const QByteArray &bytes)
{
    qsizetype at = 0;
    while (at < bytes.size()) {
        const auto count =
            ::write(STDOUT_FILENO, bytes.constData() + at, static_cast<std::size_t>(bytes.size() - at));
        if (count >= 0)
            at += count;
        else if (errno == EAGAIN || errno == EWOULDBLOCK)
            waitFor(STDOUT_FILENO, POLLOUT);
        else if (errno != EINTR)
            return outputFailed(errno);
    }
    return Done{};
}

void writeWords(const QByteArray &bytes)
{
    // A descriptor that was closed from the start is refused by the write, like a full disk: who wants no
    // words says --quiet. Only a closed pipe is an end.
    qsizetype at = 0;
    while (at < bytes.size()) {
        const auto count =
            ::write(STDERR_FILENO, bytes.constData() + at, static_cast<std::size_t>(bytes.size() - at));
        if (count >= 0) {
            at += count;
        } else if (errno == EAGAIN || errno == EWOULDBLOCK) {
            waitFor(STDERR_FILENO, POLLOUT);
        } else if (errno != EINTR) {
            someWordsLost |= errno != EPIPE && errno != ECONNRESET;
            return;
        }
    }
}

Result<QByteArray> readIn(qint64 most)
{
    QByteArray bytes;
    QByteArray block(64 * 1024, Qt::Uninitialized);
    while (true) {
        const auto count = ::read(STDIN_FILENO, block.data(), static_cast<std::size_t>(block.size()));
        if (count == 0)
            return bytes;
        if (count > 0) {
            bytes.append(block.constData(), count);
            if (bytes.size() > most)
                return inputTooLong(most);
        } else if (errno == EAGAIN || errno == EWOULDBLOCK) {
            waitFor(STDIN_FILENO, POLLIN);
        } else if (errno == EBADF) {
            return inputFailed(words("Standard input is closed, so there is no text to read."));
        } else if (errno != EINTR) {
            return inputFailed(words("Standard input can't be read: %1.").arg(qt_error_string(errno)));
        }
    }
}

namespace {

// For whoever ends the program while it waits: the terminal must not stay as it is then.
int hiddenTerminal = -1;
termios shownAgain{};

void showAgain(int number)
{
    ::tcsetattr(hiddenTerminal, TCSANOW, &shownAgain); // async-signal-safe
    std::signal(number, SIG_DFL);
    std::raise(number);
}

//! A terminal that shows nothing of what is typed, for as long as this lives. One at a time.
class Hidden
{
public:
    explicit Hidden(int terminal)
        : m_changed(::tcgetattr(terminal, &shownAgain) == 0)
    {
        if (!m_changed)
            return;
        hiddenTerminal = terminal;
        for (const int number : endings)
            std::signal(number, showAgain);
        termios hidden = shownAgain;
        hidden.c_lflag &= ~static_cast<tcflag_t>(ECHO);
        hidden.c_lflag |= ECHONL;
        ::tcsetattr(terminal, TCSANOW, &hidden);
    }
    ~Hidden()
    {
        if (!m_changed)
            return;
        ::tcsetattr(hiddenTerminal, TCSANOW, &shownAgain);
        for (const int number : endings)
            std::signal(number, SIG_DFL);
    }
    Hidden(const Hidden &) = delete;
    Hidden &operator=(const Hidden &) = delete;

private:
    static constexpr int endings[] = {SIGINT, SIGTERM, SIGHUP, SIGQUIT};
    bool m_changed;
};

Result<QByteArray> lineFrom(int descriptor, qint64 most, const std::function<void()> &waiting)
{
    constexpr int patience = 1000; // ms: what comes sooner needs no words
    QByteArray bytes;
    bool waited = false;
    while (!bytes.contains('\n')) {
        pollfd readable{descriptor, POLLIN, 0};
        if (::poll(&readable, 1, waited ? -1 : patience) == 0) {
            waited = true;
            waiting();
            continue;
        }
        char block[4096];
        const auto count = ::read(descriptor, block, sizeof(block));
        if (count == 0)
            return bytes;
        if (count > 0)
            bytes.append(block, static_cast<qsizetype>(count));
        else if (errno != EAGAIN && errno != EWOULDBLOCK && errno != EINTR)
            return inputFailed(qt_error_string(errno));
        if (bytes.size() > most)
            return inputFailed(words("its first line is too long"));
    }
    return bytes;
}

} // namespace

Result<QByteArray> readLineOf(const QString &path, qint64 most,
                              const std::function<void(bool isTerminal)> &waiting)
{
    // Not to be stuck in opening a pipe that nobody writes to yet.
    const int descriptor = ::open(QFile::encodeName(path).constData(), O_RDONLY | O_NONBLOCK | O_NOCTTY);
    if (descriptor < 0)
        return inputFailed(qt_error_string(errno));
    const bool isTerminal = ::isatty(descriptor) == 1;
    const auto line = [&]() -> Result<QByteArray> {
        if (!isTerminal)
            return lineFrom(descriptor, most, [&waiting] { waiting(false); });
        const Hidden hidden(descriptor);
        waiting(true);
        return lineFrom(descriptor, most, [] {});
    }();
    ::close(descriptor);
    return line;
}

#else

void reserveStandardStreams() {}

void writeWords(const QByteArray &bytes)
{
    const auto size = static_cast<std::size_t>(bytes.size());
    someWordsLost |= std::fwrite(bytes.constData(), 1, size, stderr) != size || std::fflush(stderr) != 0;
}

Result<QByteArray> readLineOf(const QString &path, qint64 most, const std::function<void(bool isTerminal)> &)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return inputFailed(file.errorString());
    return file.read(most);
}

Result<Done> canWriteOut()
{
    return Done{};
}

Result<Done> writeOut(const QByteArray &bytes)
{
    const auto size = static_cast<std::size_t>(bytes.size());
    if (std::fwrite(bytes.constData(), 1, size, stdout) != size || std::fflush(stdout) != 0)
        return outputFailed(errno);
    return Done{};
}

Result<QByteArray> readIn(qint64 most)
{
    QFile input;
    if (!input.open(stdin, QIODevice::ReadOnly))
        return inputFailed(words("Standard input can't be read: %1.").arg(input.errorString()));
    QByteArray bytes = input.read(most + 1);
    return bytes.size() > most ? Result<QByteArray>(inputTooLong(most)) : Result<QByteArray>(bytes);
}

#endif

bool wordsWereLost()
{
    return someWordsLost;
}

int exitCodeWithWords(int exitCode)
{
    return exitCode == ExitDone && someWordsLost ? static_cast<int>(ExitInput) : exitCode;
}

int endAfterOutput(const Error &error)
{
    if (error.code == "reader_gone"_L1)
        return ExitDone;
    printError(error);
    return ExitInput;
}

} // namespace rtmscope
