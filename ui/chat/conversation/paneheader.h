// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QWidget>

class QToolButton;

namespace rtmscope {

class InkLabel;

//! The flat bar above a conversation or thread: a title, a dim detail, a hairline below.
class PaneHeader : public QWidget
{
    Q_OBJECT
public:
    explicit PaneHeader(QWidget *parent = nullptr);

    void setWords(const QString &title, const QString &detail);
    //! In a low window: less air.
    void setDense(bool dense);
    //! Adds a close button with that accessible name.
    void addClose(const QString &name);

Q_SIGNALS:
    void closeRequested();

protected:
    void changeEvent(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void updateIcon();
    void updateHeight();

    InkLabel *m_title;
    InkLabel *m_detail;
    QToolButton *m_close = nullptr;
    bool m_dense = false;
};

} // namespace rtmscope
