// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "ui/monitor/marks/rulesmodel.h"

#include "ui/access/plaintips.h"
#include "ui/theme/markcolours.h"

#include <QGuiApplication>
#include <QPainter>
#include <QPixmap>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace rtmscope {

QPixmap signPixmap(RowDress::Sign sign, int colour, int side, qreal pixelRatio)
{
    QPixmap pixmap(QSize(side, side) * pixelRatio);
    pixmap.setDevicePixelRatio(pixelRatio);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    rowdress::paintSign(painter, {0, 0, side, side}, sign, colour);
    return pixmap;
}

RulesModel::RulesModel(QObject *parent)
    : QAbstractListModel(parent)
{
}

void RulesModel::setRules(const QList<ColourRule> &rules)
{
    beginResetModel();
    m_rules = rules;
    m_mistakes.clear();
    endResetModel();
}

int RulesModel::add(const ColourRule &rule)
{
    beginInsertRows({}, 0, 0);
    m_rules.prepend(rule);
    m_mistakes.clear();
    endInsertRows();
    Q_EMIT edited();
    return 0;
}

void RulesModel::remove(int row)
{
    if (!isThere(row))
        return;
    beginRemoveRows({}, row, row);
    m_rules.removeAt(row);
    m_mistakes.clear();
    endRemoveRows();
    Q_EMIT edited();
}

int RulesModel::move(int row, int step)
{
    const int to = row + step;
    if (!isThere(row) || !isThere(to))
        return row;
    beginMoveRows({}, row, row, {}, to > row ? to + 1 : to);
    m_rules.move(row, to);
    m_mistakes.clear();
    endMoveRows();
    Q_EMIT edited();
    return to;
}

void RulesModel::replace(int row, const ColourRule &rule)
{
    if (!isThere(row) || m_rules.at(row) == rule)
        return;
    m_rules[row] = rule;
    Q_EMIT dataChanged(index(row), index(row));
    Q_EMIT edited();
}

void RulesModel::setMistakes(const QStringList &mistakes)
{
    if (m_mistakes == mistakes)
        return;
    m_mistakes = mistakes;
    if (!m_rules.isEmpty())
        Q_EMIT dataChanged(index(0), index(int(m_rules.size()) - 1));
}

int RulesModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rules.size());
}

QVariant RulesModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const ColourRule &rule = m_rules.at(index.row());
    const QString mistake = m_mistakes.value(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return rule.title().isEmpty() ? tr("New rule") : rule.title();
    case Qt::CheckStateRole:
        return rule.isOn ? Qt::Checked : Qt::Unchecked;
    case Qt::DecorationRole:
        return signPixmap(rule.sign, rule.colour, theme::grid(4), qGuiApp->devicePixelRatio());
    case Qt::ForegroundRole:
        return mistake.isEmpty() ? QVariant() : QVariant(theme::colour(theme::Colour::Error));
    case Qt::ToolTipRole:
        return literalTip(mistake.isEmpty() ? rule.filter : mistake);
    case Qt::AccessibleTextRole: {
        QStringList parts{rule.title().isEmpty() ? tr("New rule") : rule.title(),
                          theme::markColourName(rule.colour), colourrules::signName(rule.sign)};
        if (!mistake.isEmpty())
            parts << mistake;
        return parts.join(u", "_s);
    }
    default:
        return {};
    }
}

bool RulesModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid) || role != Qt::CheckStateRole)
        return false;
    ColourRule rule = m_rules.at(index.row());
    rule.isOn = value.toInt() == Qt::Checked;
    replace(index.row(), rule);
    return true;
}

Qt::ItemFlags RulesModel::flags(const QModelIndex &index) const
{
    const Qt::ItemFlags usual = QAbstractListModel::flags(index);
    return index.isValid() ? usual | Qt::ItemIsUserCheckable | Qt::ItemNeverHasChildren : usual;
}

} // namespace rtmscope
