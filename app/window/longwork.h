// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>
#include <QTimer>

namespace rtmscope {

//! What is said of work that may be over at once: nothing in its first moments, its words after that. Owned
//! by whoever does the work; GUI thread.
class LongWork : public QObject
{
    Q_OBJECT
public:
    explicit LongWork(QObject *parent = nullptr);

    void begin(const QString &words);
    //! Begins it, if that was not done; empty ends it.
    void tell(const QString &words);
    void end();

Q_SIGNALS:
    //! "Opening “day.zip” … 40 %"; empty: it is over.
    void changed(const QString &words);

private:
    QString m_words;
    QTimer m_silence;
    bool m_isTold = false;
};

} // namespace rtmscope
