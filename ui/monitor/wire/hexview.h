// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QTableView>

namespace rtmscope {

class HexModel;

//! The bytes of a frame that is no JSON: as many in a row as there is room for, with the place marked where
//! they stop making sense. Rows can be selected and copied, as a dump, as bare numbers or as the bytes' text.
//! Of any size, at once. Owned by the inspector.
class HexView : public QTableView
{
    Q_OBJECT
public:
    explicit HexView(QWidget *parent = nullptr);

    void setBytes(const QByteArray &bytes);
    //! Highlights the bytes [begin, end) and brings them into view; \a words say why. An empty range takes
    //! the highlight away.
    void mark(qsizetype begin, qsizetype end, const QString &words = {});
    int bytesPerRow() const;
    void fitFonts();
    //! The selected rows as a dump.
    QString selectedLines() const;

Q_SIGNALS:
    void findRequested();

protected:
    void resizeEvent(QResizeEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    enum class CopyForm : quint8 { Dump, Numbers, Letters };

    void fitRow();
    void showMenu(const QPoint &at);
    void copy(CopyForm form) const;
    QList<int> selectedRowNumbers() const;

    HexModel *m_model;
};

} // namespace rtmscope
