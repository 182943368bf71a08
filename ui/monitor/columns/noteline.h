// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QWidget>

#include <functional>

class QHBoxLayout;
class QLabel;
class QPushButton;

namespace rtmscope {

//! A line above a list: what is special about what it shows, and what can be done about that. Takes no room
//! while it has nothing to say. GUI thread.
class NoteLine : public QWidget
{
    Q_OBJECT
public:
    //! \a name is what assistive tools call the words.
    explicit NoteLine(const QString &name, QWidget *parent = nullptr);

    //! A button behind the words, in the order in which they were added; shown until it is hidden.
    QPushButton *addButton(const QString &words, const std::function<void()> &act);
    //! Nothing hides the line.
    void say(const QString &words);
    QString words() const;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QHBoxLayout *m_row;
    QLabel *m_words;
};

} // namespace rtmscope
