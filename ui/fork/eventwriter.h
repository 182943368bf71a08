// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/fork/eventcheck.h"
#include "ui/parts/surface.h"

#include <QTimer>

class QListWidget;
class QPlainTextEdit;

namespace rtmscope {

class JsonHighlighter;
class TokenLabel;

//! The JSON of one event to be written, and what is odd about it. Owned by its pane; GUI thread.
class EventWriter : public Surface
{
    Q_OBJECT
public:
    explicit EventWriter(QWidget *parent = nullptr);

    //! In place of what stands there; nothing is told of it. \a whyFixed: why it can't be changed; empty: it
    //! can.
    void setFrame(const QByteArray &frame, const QString &whyFixed);
    void setRemarks(const QList<EventRemark> &remarks);
    //! edited() about what was typed just now.
    void tellNow();

Q_SIGNALS:
    void edited(const QByteArray &frame); //!< after a pause in typing; as it would be sent

protected:
    void changeEvent(QEvent *event) override;

private:
    void textChanged();
    void tell();

    QPlainTextEdit *m_edit;
    JsonHighlighter *m_colours;
    TokenLabel *m_why;
    QListWidget *m_remarks;
    QTimer m_pause;
    QString m_text; //!< that was told of, or set
};

} // namespace rtmscope
