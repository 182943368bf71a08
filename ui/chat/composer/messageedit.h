// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QPlainTextEdit>

namespace rtmscope {

//! Where the text of a message is typed: as tall as its text within a limit, emoji as they will look in the
//! messages, a hint while it is empty. Owned by its composer.
class MessageEdit : public QPlainTextEdit
{
    Q_OBJECT
public:
    explicit MessageEdit(QWidget *parent = nullptr);

    //! Shown where one types, while nothing is typed. Not the base's, which leaves room at the left only.
    void setHint(const QString &hint);
    //! As tall as the text is now, at most some lines; what is longer scrolls.
    void fitHeight();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    qreal textHeight(qreal most) const;

    QString m_hint;
};

} // namespace rtmscope
