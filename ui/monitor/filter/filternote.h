// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QWidget>

class QLabel;
class QPushButton;

namespace rtmscope {

//! The line below the filter's field: what the filter means in words, how it is written in our language, or
//! why it finds nothing, with what would. Takes no room while it has nothing to say. GUI thread.
class FilterNote : public QWidget
{
    Q_OBJECT
public:
    explicit FilterNote(QWidget *parent = nullptr);

    //! \a better is offered beside the words; empty: nothing is.
    void say(const QString &words, const QString &better = {});

Q_SIGNALS:
    void betterChosen(const QString &filter);

private:
    QLabel *m_words;
    QPushButton *m_use;
    QString m_better;
};

} // namespace rtmscope
