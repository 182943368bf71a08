// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "ui/chat/message/messagedelegate.h"

#include "core/workspace/workspace.h"
#include "ui/chat/message/messagelistmodel.h"

#include <QPainter>

namespace rtmscope {

namespace {
// A few screens of the densest messages; a layout weighs about 10 KB.
constexpr int keptLayouts = 300;
} // namespace

MessageDelegate::MessageDelegate(QObject *parent)
    : QStyledItemDelegate(parent)
    , m_layouts(keptLayouts)
{
}

void MessageDelegate::setHover(const QPersistentModelIndex &index, const Hit &hit)
{
    m_hovered = index;
    m_hot = hit;
}

void MessageDelegate::forget()
{
    m_layouts.clear();
    m_relative.clear();
    m_uncached.reset();
}

QSet<quint64> MessageDelegate::forgetRelative()
{
    QSet<quint64> revisions;
    for (const Key &key : std::as_const(m_relative)) {
        m_layouts.remove(key);
        revisions.insert(key.revision);
    }
    m_relative.clear();
    return revisions;
}

MessageDelegate::Key MessageDelegate::keyOf(const MessageRow &row, int width)
{
    return {row.message.revision, row.setting.day, width, row.setting.replies,
            quint8((row.setting.unread ? 1 : 0) | (row.setting.grouped ? 2 : 0))};
}

const MessageLayout *MessageDelegate::layout(const QModelIndex &index, int width) const
{
    const auto *model = qobject_cast<const MessageListModel *>(index.model());
    if (!model || !model->workspace())
        return nullptr;
    const MessageRow &row = model->at(index.row());
    const auto make = [&] {
        const bool isMessage = row.kind == MessageRow::Kind::Message;
        return std::make_unique<MessageLayout>(
            row, *model->workspace(), width,
            MessageLayout::Place{!model->thread().isEmpty(), model->isReadOnly()}, model->today(),
            isMessage ? QString() : index.data(Qt::DisplayRole).toString());
    };
    if (row.message.revision == 0) { // no message: changes without one
        m_uncached = make();
        return m_uncached.get();
    }
    const Key key = keyOf(row, width);
    if (const MessageLayout *known = m_layouts.object(key))
        return known;
    auto fresh = make();
    const MessageLayout *result = fresh.get();
    if (result->isRelative())
        m_relative.insert(key);
    m_layouts.insert(key, fresh.release());
    return result;
}

void MessageDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                            const QModelIndex &index) const
{
    const MessageLayout *laidOut = layout(index, option.rect.width());
    if (!laidOut)
        return;
    MessageLayout::State state;
    state.selected = option.state & QStyle::State_Selected;
    state.focused = option.state & QStyle::State_HasFocus;
    state.hovered = m_hovered == index;
    if (state.hovered)
        state.hot = m_hot;
    laidOut->paint(*painter, option.rect, state);
}

QSize MessageDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const MessageLayout *laidOut = layout(index, option.rect.width());
    return {option.rect.width(), laidOut ? laidOut->height() : 0};
}

} // namespace rtmscope
