// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QAbstractTableModel>
#include <QByteArray>

namespace rtmscope {

//! Bytes in rows: where they stand, as hexadecimal numbers, and as letters where they are such. Makes the
//! text of a row when it is asked for, so its size does not matter. GUI thread.
class HexModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column { Offset, Hex, Text, ColumnCount };
    enum Role {
        MarkBeginRole = Qt::UserRole, //!< int, the first marked byte of the row
        MarkEndRole,                  //!< int, one past the last; the same as the first: none
    };

    using QAbstractTableModel::QAbstractTableModel;

    void setBytes(const QByteArray &bytes);
    const QByteArray &bytes() const { return m_bytes; }
    int perRow() const { return m_perRow; }
    void setPerRow(int bytes);
    //! What is wrong there, in words, is told of the row as well.
    void setMark(qsizetype begin, qsizetype end, const QString &words);
    qsizetype markBegin() const { return m_markBegin; }
    qsizetype markEnd() const { return m_markEnd; }
    int rowOf(qsizetype byte) const { return int(byte / m_perRow); }
    //! "00000010  7b 22 …  {"ty…" without a line's end.
    QString line(int row) const;
    QByteArray bytesOf(int row) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    QString offsetText(int row) const;
    QString hexText(int row) const;
    QString letters(int row) const;
    QString spoken(int row) const;

    QByteArray m_bytes;
    int m_perRow = 16;
    qsizetype m_markBegin = 0;
    qsizetype m_markEnd = 0;
    QString m_markWords;
};

} // namespace rtmscope
