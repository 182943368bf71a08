// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "ui/monitor/wire/wiretext.h"

#include <QPlainTextEdit>

namespace rtmscope {

class JsonHighlighter;

//! Read-only text of one frame: exactly what was on the wire, coloured, addressed by byte offsets. Copies are
//! the frame's own bytes. Very large frames are shown in part until showAll(). While hidden it costs nothing.
class WireView : public QPlainTextEdit
{
    Q_OBJECT
public:
    explicit WireView(QWidget *parent = nullptr);
    ~WireView() override;

    void setBytes(const QByteArray &bytes);
    void clearBytes() { setBytes({}); }
    bool isPartial() const;
    void showAll();
    //! Highlights the bytes [begin, end) and brings them into view; an empty range takes the highlight away.
    void mark(qsizetype begin, qsizetype end);
    QString markedText() const; //!< what is highlighted of what is shown
    bool isWrapping() const { return lineWrapMode() != NoWrap; }
    void setWrapping(bool wrapping);

Q_SIGNALS:
    //! The user put the cursor there.
    void cursorMoved(qsizetype byte);

protected:
    QMimeData *createMimeDataFromSelection() const override;
    void changeEvent(QEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void load(qsizetype limit);
    void loadIfNeeded();
    void paintMark(const QRect &exposed);
    void cursorChanged();
    void showMark(bool intoView);

    JsonHighlighter *m_highlighter;
    QByteArray m_bytes;
    WireText m_wire;
    bool m_loading = false;
    bool m_stale = false; //!< a hidden view loads when it's shown
    qsizetype m_markBegin = 0;
    qsizetype m_markEnd = 0;
    int m_markFrom = 0; //!< the mark as positions in the document
    int m_markTo = 0;
};

} // namespace rtmscope
