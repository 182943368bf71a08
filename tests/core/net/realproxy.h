// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/connection/proxysetting.h"

#include <QFile>
#include <QProcess>
#include <QStandardPaths>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QtTest>

namespace rtmscope::testing {

//! tinyproxy or microsocks as Debian ships them, on a free port of loopback, with or without a password.
class RealProxy
{
public:
    enum class Program : quint8 { Tinyproxy, Microsocks };

    RealProxy(Program program, QString user, QString password)
        : m_program(program)
        , m_user(std::move(user))
        , m_password(std::move(password))
    {
        m_process.setProcessChannelMode(QProcess::MergedChannels);
    }
    ~RealProxy() { stop(); }

    //! Empty where it is not installed.
    static QString path(Program program)
    {
        const QString name =
            program == Program::Tinyproxy ? QStringLiteral("tinyproxy") : QStringLiteral("microsocks");
        const QString found = QStandardPaths::findExecutable(name);
        return found.isEmpty() ? QStandardPaths::findExecutable(name, {QStringLiteral("/usr/sbin")}) : found;
    }

    //! On the port of the last time, if there was one. A port that was free a moment ago may be taken by
    //! somebody else, so a first start is tried on several.
    bool start()
    {
        for (int attempt = 0; attempt < 5; ++attempt) {
            if (m_port == 0)
                m_port = freePort();
            m_process.start(path(m_program), arguments());
            if (m_process.waitForStarted() && answers())
                return true;
            stop();
            m_port = 0;
        }
        return false;
    }
    void stop()
    {
        m_process.kill();
        m_process.waitForFinished();
    }

    ProxySetting setting(const QString &user, const QString &password) const
    {
        const bool socks = m_program == Program::Microsocks;
        return {socks ? ProxySetting::Kind::Socks5 : ProxySetting::Kind::HttpConnect,
                QStringLiteral("127.0.0.1"), m_port, user, Secret(password.toUtf8())};
    }
    //! How many ways to \a port of this computer it has opened, by its own log.
    qsizetype tunnelsTo(quint16 port)
    {
        m_log += m_process.readAll();
        const QByteArray target = "127.0.0.1:" + QByteArray::number(port);
        if (m_program == Program::Microsocks)
            return m_log.count("connected to " + target);
        // It logs requests with their port, also those that still lack the password; and ways without it.
        return m_log.contains("CONNECT " + target)
                   ? m_log.count("Established connection to host \"127.0.0.1\"")
                   : 0;
    }

private:
    static quint16 freePort()
    {
        QTcpServer server;
        server.listen(QHostAddress::LocalHost);
        return server.serverPort();
    }
    QStringList arguments()
    {
        const QString port = QString::number(m_port);
        if (m_program == Program::Microsocks) {
            QStringList out{QStringLiteral("-i"), QStringLiteral("127.0.0.1"), QStringLiteral("-p"), port};
            if (!m_user.isEmpty())
                out << QStringLiteral("-u") << m_user << QStringLiteral("-P") << m_password;
            return out;
        }
        QFile file(m_folder.filePath(QStringLiteral("tinyproxy.conf")));
        if (!file.open(QIODevice::WriteOnly))
            return {};
        file.write("Port " + port.toUtf8() +
                   "\nListen 127.0.0.1\nTimeout 600\nMaxClients 50\nLogLevel Connect\n");
        if (!m_user.isEmpty())
            file.write("BasicAuth " + m_user.toUtf8() + ' ' + m_password.toUtf8() + '\n');
        return {QStringLiteral("-d"), QStringLiteral("-c"), file.fileName()};
    }
    //! Whether it has come up; false as soon as it has ended instead.
    bool answers()
    {
        return QTest::qWaitFor(
                   [this] {
                       QTcpSocket probe;
                       probe.connectToHost(QHostAddress::LocalHost, m_port);
                       return m_process.state() != QProcess::Running || probe.waitForConnected(1000);
                   },
                   10'000) &&
               m_process.state() == QProcess::Running;
    }

    Program m_program;
    QString m_user;
    QString m_password;
    quint16 m_port = 0;
    QTemporaryDir m_folder;
    QProcess m_process;
    QByteArray m_log;
};

} // namespace rtmscope::testing
