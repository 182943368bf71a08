// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "ui/serve/expectationsmodel.h"

#include "core/text/cleantext.h"

using namespace Qt::StringLiterals;

namespace rtmscope {

namespace {

constexpr qsizetype mostSpoken = 160;

} // namespace

ExpectationsModel::ExpectationsModel(QObject *parent)
    : QAbstractListModel(parent)
{
}

void ExpectationsModel::setLines(const QList<Line> &lines)
{
    if (lines.size() != m_lines.size()) {
        beginResetModel();
        m_lines = lines;
        endResetModel();
        return;
    }
    for (qsizetype i = 0; i < lines.size(); ++i) {
        if (m_lines.at(i) == lines.at(i))
            continue;
        m_lines[i] = lines.at(i);
        const QModelIndex changed = index(static_cast<int>(i));
        Q_EMIT dataChanged(changed, changed);
    }
}

QString ExpectationsModel::stateWords(Line::State state)
{
    switch (state) {
    case Line::State::Waiting:
        return tr("Waiting");
    case Line::State::Open:
        return tr("Open");
    case Line::State::Passed:
        return tr("Passed");
    case Line::State::Failed:
        return tr("Failed");
    }
    return {};
}

int ExpectationsModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_lines.size());
}

QVariant ExpectationsModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= m_lines.size())
        return {};
    const Line &line = m_lines.at(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return line.source;
    case WordsRole:
        return line.words;
    case StateRole:
        return static_cast<int>(line.state);
    case Qt::AccessibleTextRole: // the first reason is enough to be listened to
        return tr("%1, line %2: %3. %4")
            .arg(stateWords(line.state), QString::number(line.number), shortened(line.source, mostSpoken),
                 shortened(line.words.section(u'\n', 0, 0), mostSpoken));
    default:
        return {};
    }
}

} // namespace rtmscope
