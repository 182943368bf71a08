// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QIODevice>

#include <algorithm>

namespace rtmscope {

//! A request's body that can be read once. When a connection breaks before the answer, Qt sends the request
//! again on a new one, up to twice and without a word; the server may then have posted a message already. A
//! body that can't be rewound makes it give up instead.
class BodyOnce final : public QIODevice
{
public:
    BodyOnce(QByteArray body, QObject *parent)
        : QIODevice(parent)
        , m_body(std::move(body))
    {
        open(QIODevice::ReadOnly | QIODevice::Unbuffered);
    }
    bool isSequential() const override { return true; }
    bool seek(qint64) override { return false; }
    qint64 bytesAvailable() const override { return m_body.size() - m_at + QIODevice::bytesAvailable(); }

protected:
    qint64 readData(char *to, qint64 most) override
    {
        const qint64 count = std::min<qint64>(most, m_body.size() - m_at);
        if (count == 0)
            return -1;
        std::copy_n(m_body.constData() + m_at, count, to);
        m_at += count;
        return count;
    }
    qint64 writeData(const char *, qint64) override { return -1; }

private:
    QByteArray m_body;
    qsizetype m_at = 0;
};

} // namespace rtmscope
