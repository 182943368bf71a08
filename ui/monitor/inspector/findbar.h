// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QList>
#include <QWidget>

class QLabel;
class QLineEdit;

namespace rtmscope {

//! Finds text in one frame's bytes, small and capital letters alike (of ASCII), and walks through the places.
class FindBar : public QWidget
{
    Q_OBJECT
public:
    explicit FindBar(QWidget *parent = nullptr);

    void setBytes(const QByteArray &bytes);
    void open();
    void next();
    void previous();

Q_SIGNALS:
    void found(qsizetype begin, qsizetype end); //!< bytes
    void closed();

protected:
    bool event(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    void search();
    void step(qsizetype by);
    void show(qsizetype place);

    QLineEdit *m_edit;
    QLabel *m_count;
    QByteArray m_bytes; // in small letters
    QList<qsizetype> m_places;
    qsizetype m_length = 0;
    qsizetype m_place = -1;
};

} // namespace rtmscope
