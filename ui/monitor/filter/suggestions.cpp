// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "ui/monitor/filter/suggestions.h"

#include "ui/theme/theme.h"

#include <QAccessible>
#include <QLocale>
#include <QPainter>

#include <algorithm>
#include <cstdlib>

using namespace Qt::StringLiterals;

namespace rtmscope {

namespace {

constexpr int mostRows = 10;

QString labelOf(const Suggestion &suggestion)
{
    return suggestion.label.isEmpty() ? suggestion.inserted : suggestion.label;
}

QString countOf(const Suggestion &suggestion)
{
    return suggestion.count < 0 ? QString() : QLocale().toString(suggestion.count);
}

} // namespace

// ---- what is suggested

void SuggestionModel::setSuggestions(const QList<Suggestion> &suggestions)
{
    beginResetModel();
    m_suggestions = suggestions;
    endResetModel();
}

int SuggestionModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_suggestions.size());
}

QVariant SuggestionModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= m_suggestions.size())
        return {};
    const Suggestion &suggestion = m_suggestions[index.row()];
    if (role == Qt::DisplayRole)
        return labelOf(suggestion);
    if (role != Qt::AccessibleTextRole)
        return {};
    QStringList spoken{labelOf(suggestion)};
    if (!suggestion.detail.isEmpty())
        spoken << suggestion.detail;
    if (suggestion.count >= 0)
        spoken << (suggestion.count == 1 ? tr("1 event") : tr("%1 events").arg(countOf(suggestion)));
    return spoken.join(u", "_s);
}

Qt::ItemFlags SuggestionModel::flags(const QModelIndex &index) const
{
    const bool isRemark = index.isValid() && m_suggestions[index.row()].isRemark;
    return isRemark ? Qt::NoItemFlags : QAbstractListModel::flags(index);
}

// ---- the list

SuggestionList::SuggestionList(QWidget *parent)
    : QListView(parent)
    , m_model(new SuggestionModel(this))
{
    setAccessibleName(tr("Suggestions"));
    setFocusPolicy(Qt::NoFocus);
    setFrameShape(QFrame::StyledPanel);
    setLayoutDirection(Qt::LeftToRight); // as the filter itself
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setEditTriggers(NoEditTriggers);
    setUniformItemSizes(true);
    setMouseTracking(true);
    setModel(m_model);
    setItemDelegate(new SuggestionDelegate(this));
    connect(this, &QAbstractItemView::clicked, this, [this](const QModelIndex &index) {
        setCurrentIndex(index);
        if (const Suggestion *suggestion = current())
            Q_EMIT chosen(*suggestion);
    });
    hide();
}

int SuggestionList::widestEntry() const
{
    int widest = 0;
    for (const Suggestion &suggestion : m_model->suggestions())
        widest = std::max(widest, SuggestionDelegate::widthOf(suggestion, fontMetrics()));
    return widest;
}

void SuggestionList::showAt(const QWidget &field, int shift)
{
    QWidget *window = parentWidget();
    const int rows = std::min(mostRows, m_model->rowCount());
    const int rowHeight = sizeHintForRow(0);
    const QRect place(field.mapTo(window, QPoint()), field.size());
    const int below = window->height() - place.bottom() - 1 - shift;
    const int above = place.top();
    const int wanted = rows * rowHeight + 2 * frameWidth();
    const bool goesUp = wanted > below && above > below;
    const int height = std::min(wanted, std::max(rowHeight, goesUp ? above : below));
    const int scrollBar = rows < m_model->rowCount() ? theme::grid(4) : 0;
    const int width =
        std::min(std::max(place.width() / 2, widestEntry() + scrollBar + 2 * frameWidth()), window->width());
    const int x = std::clamp(place.left(), 0, window->width() - width);
    setGeometry(x, goesUp ? place.top() - height : place.bottom() + 1 + shift, width, height);
    show();
    raise();
}

void SuggestionList::step(int rows)
{
    const int count = m_model->rowCount();
    if (count == 0)
        return;
    int row = currentIndex().isValid() ? currentIndex().row() : rows > 0 ? -1 : count;
    const bool isPage = std::abs(rows) > 1;
    const int by = rows > 0 ? 1 : -1;
    row = isPage ? std::clamp(row + rows, 0, count - 1) : (row + rows + count) % count;
    for (int tries = 0; tries < count && m_model->suggestions()[row].isRemark; ++tries)
        row = (row + (isPage ? -by : by) + count) % count;
    if (m_model->suggestions()[row].isRemark)
        return;
    setCurrentIndex(m_model->index(row));
    QAccessibleEvent moved(this, QAccessible::Focus); // the focus stays in the field: this is how it is heard
    moved.setChild(row);
    QAccessible::updateAccessibility(&moved);
}

const Suggestion *SuggestionList::current() const
{
    const QModelIndex index = currentIndex();
    if (!index.isValid() || m_model->suggestions()[index.row()].isRemark)
        return nullptr;
    return &m_model->suggestions()[index.row()];
}

// ---- an entry: what is put in, what it means, how often it is there

int SuggestionDelegate::widthOf(const Suggestion &suggestion, const QFontMetrics &metrics)
{
    int width = metrics.horizontalAdvance(labelOf(suggestion)) + 2 * theme::grid(2);
    for (const QString &other : {suggestion.detail, countOf(suggestion)})
        width += other.isEmpty() ? 0 : metrics.horizontalAdvance(other) + theme::grid(4);
    return width;
}

QSize SuggestionDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &) const
{
    return {theme::grid(20), option.fontMetrics.height() + theme::grid(1)};
}

void SuggestionDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                               const QModelIndex &index) const
{
    const auto *model = static_cast<const SuggestionModel *>(index.model());
    const Suggestion &suggestion = model->suggestions()[index.row()];
    const bool selected = option.state & QStyle::State_Selected;
    const auto ground = selected ? theme::Colour::Selection : theme::Colour::Background;
    painter->fillRect(option.rect, theme::colour(ground));
    const QColor dim = theme::colourOn(theme::Colour::Dim, ground);
    QRect place = option.rect.adjusted(theme::grid(2), 0, -theme::grid(2), 0);
    if (const QString count = countOf(suggestion); !count.isEmpty()) {
        painter->setPen(dim);
        painter->drawText(place, Qt::AlignRight | Qt::AlignVCenter, count);
        place.setRight(place.right() - option.fontMetrics.horizontalAdvance(count) - theme::grid(4));
    }
    painter->setPen(suggestion.isRemark ? dim : theme::colour(theme::Colour::Text));
    const QString label = option.fontMetrics.elidedText(labelOf(suggestion), Qt::ElideRight, place.width());
    painter->drawText(place, Qt::AlignLeft | Qt::AlignVCenter, label);
    place.setLeft(place.left() + option.fontMetrics.horizontalAdvance(label) + theme::grid(4));
    if (suggestion.detail.isEmpty() || place.width() < theme::grid(6))
        return;
    painter->setPen(dim);
    painter->drawText(place, Qt::AlignLeft | Qt::AlignVCenter,
                      option.fontMetrics.elidedText(suggestion.detail, Qt::ElideRight, place.width()));
}

} // namespace rtmscope
