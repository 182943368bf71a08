// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "app/headless/serveconsole.h"

#include "app/start/connection.h"

#include <QCoreApplication>
#include <QSocketNotifier>
#include <QTimer>

#ifdef Q_OS_UNIX
#include <unistd.h>
#endif

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace rtmscope {

namespace {

constexpr qsizetype longestLine = 64 * 1024; // as of a script

//! Each kind of fault with what it can be.
void printKinds()
{
    printWords(QCoreApplication::translate("Serve",
                                           "A line is a fault, at once or with a moment before it (every 20s "
                                           "kill); end puts everything right. There are:"));
    for (const demo::FaultKind &kind : demo::faultKinds())
        printWords(u"  %1 %2"_s.arg(QString::fromLatin1(kind.name), -14)
                       .arg(QString::fromUtf8(kind.choices.join(", "))));
}

} // namespace

ServeConsole::ServeConsole(demo::DemoServer &server, QObject *parent)
    : QObject(parent)
    , m_server(server)
{
    listen();
}

void ServeConsole::obey(const QByteArray &line)
{
    const QByteArray word = line.trimmed();
    if ((m_first && m_first(word)) || word.isEmpty())
        return;
    if (word == "help")
        return printKinds();
    if (word == "end")
        return m_server.endFaults();
    const auto script = demo::readChaosScript(word);
    if (!script)
        return printWords(script.error().words);
    const demo::ChaosScript::Step &step = script->steps.constFirst();
    const bool oneNow = script->steps.size() == 1 && step.choices.size() == 1 &&
                        step.when == demo::ChaosScript::Step::When::At && step.delay.count() == 0;
    if (oneNow)
        m_server.cause(step.choices.constFirst());
    else
        m_server.runChaos(*script);
}

#ifdef Q_OS_UNIX

void ServeConsole::listen()
{
    auto *notifier = new QSocketNotifier(STDIN_FILENO, QSocketNotifier::Read, this);
    connect(notifier, &QSocketNotifier::activated, this, [this, notifier] {
        // In the background a terminal must not be read: the system would stop the program for it.
        if (::isatty(STDIN_FILENO) != 0 && ::tcgetpgrp(STDIN_FILENO) != ::getpgrp()) {
            notifier->setEnabled(false);
            QTimer::singleShot(1s, notifier, [notifier] { notifier->setEnabled(true); });
            return;
        }
        read();
        if (m_rest.isNull())
            notifier->setEnabled(false);
    });
}

//! Leaves the rest null when there is nothing more to come.
void ServeConsole::read()
{
    char bytes[4096];
    const auto size = ::read(STDIN_FILENO, bytes, sizeof(bytes));
    if (size <= 0) {
        if (!m_rest.isEmpty())
            obey(m_rest);
        m_rest = QByteArray();
        Q_EMIT ended();
        return;
    }
    m_rest.append(bytes, size);
    qsizetype end = 0;
    while ((end = m_rest.indexOf('\n')) >= 0) {
        const QByteArray line = m_rest.left(end);
        m_rest.remove(0, end + 1);
        obey(line);
    }
    if (m_rest.size() > longestLine)
        m_rest.clear();
    if (m_rest.isNull())
        m_rest = QByteArray("");
}

#else

void ServeConsole::listen() {}
void ServeConsole::read() {}

#endif

} // namespace rtmscope
