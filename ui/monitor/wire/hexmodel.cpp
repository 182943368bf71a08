// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "ui/monitor/wire/hexmodel.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace rtmscope {

void HexModel::setBytes(const QByteArray &bytes)
{
    beginResetModel();
    m_bytes = bytes;
    m_markBegin = m_markEnd = 0;
    m_markWords.clear();
    endResetModel();
}

void HexModel::setPerRow(int bytes)
{
    if (bytes == m_perRow)
        return;
    beginResetModel();
    m_perRow = bytes;
    endResetModel();
}

void HexModel::setMark(qsizetype begin, qsizetype end, const QString &words)
{
    m_markBegin = std::clamp<qsizetype>(begin, 0, m_bytes.size());
    m_markEnd = std::clamp<qsizetype>(end, m_markBegin, m_bytes.size());
    m_markWords = words;
    if (rowCount() > 0)
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1), {MarkBeginRole, MarkEndRole});
}

QByteArray HexModel::bytesOf(int row) const
{
    return m_bytes.mid(qsizetype(row) * m_perRow, m_perRow);
}

QString HexModel::offsetText(int row) const
{
    return u"%1"_s.arg(qsizetype(row) * m_perRow, 8, 16, QChar(u'0'));
}

QString HexModel::hexText(int row) const
{
    return QString::fromLatin1(bytesOf(row).toHex(' '));
}

//! What is no letter of ASCII is a dot in the middle, which ASCII has not.
QString HexModel::letters(int row) const
{
    QString letters;
    for (const char c : bytesOf(row))
        letters += c >= 0x20 && c < 0x7f ? QChar::fromLatin1(c) : u'·';
    return letters;
}

QString HexModel::line(int row) const
{
    return u"%1  %2  %3"_s.arg(offsetText(row), hexText(row).leftJustified(3 * m_perRow - 1), letters(row));
}

QString HexModel::spoken(int row) const
{
    const qsizetype begin = qsizetype(row) * m_perRow;
    const QString text = tr("Byte %1: %2, %3").arg(begin).arg(hexText(row), letters(row));
    const bool isMarked = m_markEnd > m_markBegin && m_markBegin < begin + m_perRow && m_markEnd > begin;
    return isMarked && !m_markWords.isEmpty() ? text + u". "_s + m_markWords : text;
}

int HexModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int((m_bytes.size() + m_perRow - 1) / m_perRow);
}

int HexModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant HexModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const int row = index.row();
    const auto inRow = [this, row](qsizetype byte) {
        return int(std::clamp<qsizetype>(byte - qsizetype(row) * m_perRow, 0, bytesOf(row).size()));
    };
    switch (role) {
    case Qt::DisplayRole:
        return index.column() == Offset ? offsetText(row)
               : index.column() == Hex  ? hexText(row)
                                        : letters(row);
    case Qt::AccessibleTextRole:
        return spoken(row);
    case MarkBeginRole:
        return inRow(m_markBegin);
    case MarkEndRole:
        return inRow(m_markEnd);
    }
    return {};
}

QVariant HexModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    return section == Offset ? tr("Offset") : section == Hex ? tr("Hexadecimal") : tr("Letters");
}

} // namespace rtmscope
