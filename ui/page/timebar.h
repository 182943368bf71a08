// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QWidget>

class QPushButton;
class QSlider;
class QToolButton;

namespace rtmscope {

class TokenLabel;

//! The striped bar across the window while the past is shown: which moment it is, a slider over the record,
//! and the way back. Owned by PastView, seated by the window.
class TimeBar : public QWidget
{
    Q_OBJECT
public:
    explicit TimeBar(QWidget *parent = nullptr);

    //! "As of event 412 · 14:02:11".
    void setWords(const QString &moment, const QString &detail);
    //! The record has \a count entries, and the \a entry th is shown.
    void setPlace(int entry, int count);

    QSize minimumSizeHint() const override;

Q_SIGNALS:
    void entryChosen(int entry); //!< 1 … count
    void stepAsked(int entries);
    void returnAsked();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QToolButton *makeStep(const QString &words, const QString &name, const QString &tip, int entries);

    TokenLabel *m_moment;
    TokenLabel *m_detail;
    QSlider *m_slider;
    QPushButton *m_return;
    bool m_placing = false; //!< the program moves the slider
};

} // namespace rtmscope
