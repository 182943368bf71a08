// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "app/window/longwork.h"

#include <utility>

using namespace std::chrono_literals;

namespace rtmscope {

LongWork::LongWork(QObject *parent)
    : QObject(parent)
{
    m_silence.setSingleShot(true);
    m_silence.setInterval(200ms);
    connect(&m_silence, &QTimer::timeout, this, [this] {
        m_isTold = true;
        Q_EMIT changed(m_words);
    });
}

void LongWork::begin(const QString &words)
{
    end();
    m_words = words;
    m_silence.start();
}

void LongWork::tell(const QString &words)
{
    if (words.isEmpty())
        return end();
    if (m_words.isEmpty())
        return begin(words);
    m_words = words;
    if (m_isTold)
        Q_EMIT changed(words);
}

void LongWork::end()
{
    m_silence.stop();
    m_words.clear();
    if (std::exchange(m_isTold, false))
        Q_EMIT changed({});
}

} // namespace rtmscope
