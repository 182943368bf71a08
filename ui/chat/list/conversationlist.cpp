// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "ui/chat/list/conversationlist.h"

#include "ui/chat/list/conversationlistmodel.h"
#include "ui/theme/emptywords.h"
#include "ui/theme/rowlook.h"
#include "ui/theme/theme.h"

#include <QClipboard>
#include <QContextMenuEvent>
#include <QGuiApplication>
#include <QKeyEvent>
#include <QListView>
#include <QMenu>
#include <QPaintEvent>
#include <QPainter>
#include <QScrollBar>
#include <QStyledItemDelegate>
#include <QVBoxLayout>

#include <algorithm>
#include <functional>

using namespace Qt::StringLiterals;
using rtmscope::theme::Colour;
using rtmscope::theme::colour;
using rtmscope::theme::grid;

namespace rtmscope {

namespace {

//! A row: glyph, name, count. A heading: its words.
class ConversationDelegate : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const auto *model = static_cast<const ConversationListModel *>(index.model());
        const bool section = model->at(index.row()).isSection();
        const int text = QFontMetrics(section ? theme::secondaryFont() : theme::bodyFont()).height();
        return {option.rect.width(), std::max(text + grid(section ? 2.5 : 1.5), grid(section ? 7 : 6.5))};
    }

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const auto *model = static_cast<const ConversationListModel *>(index.model());
        const ConversationRow &row = model->at(index.row());
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        if (row.isSection())
            paintSection(*painter, option, row.name);
        else
            paintConversation(*painter, option, row);
        painter->restore();
    }

private:
    static int leading(const QStyleOptionViewItem &option)
    {
        return int(QStyle::visualAlignment(option.direction, Qt::AlignLeft) | Qt::AlignAbsolute |
                   Qt::AlignVCenter);
    }

    static void paintSection(QPainter &painter, const QStyleOptionViewItem &option, const QString &name)
    {
        QFont font = theme::secondaryFont();
        font.setWeight(QFont::DemiBold);
        painter.setFont(font);
        painter.setPen(colour(Colour::Dim));
        const QRect room = option.rect.adjusted(grid(3.5), grid(1), -grid(2), 0);
        painter.drawText(QStyle::visualRect(option.direction, option.rect, room), leading(option), name);
    }

    static void paintConversation(QPainter &painter, const QStyleOptionViewItem &option,
                                  const ConversationRow &row)
    {
        const bool selected = option.state & QStyle::State_Selected;
        if (selected)
            theme::paintSelection(painter, option.rect);
        else if (option.state & QStyle::State_MouseOver)
            painter.fillRect(option.rect, colour(Colour::Hover));
        if (selected && (option.state & QStyle::State_HasFocus))
            painter.fillRect(
                QStyle::visualRect(option.direction, option.rect,
                                   QRect(option.rect.topLeft(), QSize(grid(0.75), option.rect.height()))),
                colour(Colour::Accent));
        const QRect glyph(option.rect.left() + grid(3), option.rect.top(), grid(4.5), option.rect.height());
        paintGlyph(painter, QStyle::visualRect(option.direction, option.rect, glyph), row);
        const int right = paintDraft(painter, option, row, paintCount(painter, option, row));
        QFont font = theme::bodyFont();
        if (row.unread > 0)
            font.setWeight(QFont::DemiBold);
        painter.setFont(font);
        painter.setPen(row.archived
                           ? theme::colourOn(Colour::Dim, selected ? Colour::Selection : Colour::Side)
                           : colour(Colour::Text));
        const QRect text(glyph.right() + grid(1.5), option.rect.top(), right - glyph.right() - grid(3),
                         option.rect.height());
        const QString name = QFontMetrics(font).elidedText(row.name, Qt::ElideRight, text.width());
        painter.drawText(QStyle::visualRect(option.direction, option.rect, text),
                         leading(option) | Qt::TextForceLeftToRight, name);
    }

    static void paintGlyph(QPainter &painter, const QRect &rect, const ConversationRow &row)
    {
        const int size = grid(4);
        const QRect box(rect.center().x() - size / 2, rect.center().y() - size / 2 + 1, size, size);
        if (row.archived) {
            theme::icon(u"archive"_s, Colour::Dim).paint(&painter, box);
            return;
        }
        switch (row.kind) {
        case ConversationKind::Channel:
            theme::icon(u"hash"_s, Colour::Dim).paint(&painter, box);
            return;
        case ConversationKind::PrivateChannel:
            theme::icon(u"lock"_s, Colour::Dim).paint(&painter, box);
            return;
        case ConversationKind::GroupMessage:
            theme::icon(u"people"_s, Colour::Dim).paint(&painter, box);
            return;
        case ConversationKind::DirectMessage:
            if (row.bot)
                theme::icon(u"bot"_s, Colour::Dim).paint(&painter, box);
            else
                paintPresence(painter, box, row.presence);
            return;
        }
    }

    //! Full, hollow, or a small dot: the shape says it as well as the colour.
    static void paintPresence(QPainter &painter, const QRect &box, User::Presence presence)
    {
        const QPointF centre = QRectF(box).center();
        const qreal radius = grid(1.25);
        painter.setPen(Qt::NoPen);
        painter.setBrush(Qt::NoBrush);
        switch (presence) {
        case User::Presence::Active:
            painter.setBrush(colour(Colour::Ok));
            painter.drawEllipse(centre, radius, radius);
            return;
        case User::Presence::Away:
            painter.setPen(QPen(colour(Colour::Dim), std::max(1.5, radius / 3)));
            painter.drawEllipse(centre, radius - 0.75, radius - 0.75);
            return;
        case User::Presence::Unknown:
            painter.setBrush(colour(Colour::Dim));
            painter.drawEllipse(centre, radius / 2, radius / 2);
            return;
        }
    }

    //! Something is typed there. Returns where the name has to end.
    static int paintDraft(QPainter &painter, const QStyleOptionViewItem &option, const ConversationRow &row,
                          int edge)
    {
        if (!row.draft)
            return edge;
        const int size = grid(3.5);
        const QRect logical(edge - size, option.rect.center().y() - size / 2 + 1, size, size);
        theme::icon(u"pencil"_s, Colour::Dim)
            .paint(&painter, QStyle::visualRect(option.direction, option.rect, logical));
        return logical.left() - grid(1);
    }

    //! Returns where the name has to end.
    static int paintCount(QPainter &painter, const QStyleOptionViewItem &option,
                          const ConversationRow &conversation)
    {
        const QRect &row = option.rect;
        const int edge = row.right() - grid(3);
        const int count = conversation.mentions > 0 ? conversation.mentions : conversation.unread;
        if (count <= 0)
            return edge;
        // A person wrote to us, or named us: a pill. Everything else: a number.
        const bool pill = conversation.mentions > 0 || conversation.kind == ConversationKind::DirectMessage ||
                          conversation.kind == ConversationKind::GroupMessage;
        const QString text = count > 999 ? u"999+"_s : QString::number(count);
        QFont font = theme::secondaryFont();
        if (pill)
            font.setWeight(QFont::DemiBold);
        painter.setFont(font);
        const QFontMetrics metrics(font);
        const int height = metrics.height() + grid(0.25);
        const int width = std::max(metrics.horizontalAdvance(text) + grid(2.5), height);
        const QRect logical(edge - width, row.center().y() - height / 2, width, height);
        const QRect box = QStyle::visualRect(option.direction, row, logical);
        if (pill) {
            painter.setPen(Qt::NoPen);
            painter.setBrush(colour(Colour::Accent));
            painter.drawRoundedRect(box, height / 2.0, height / 2.0);
        }
        painter.setPen(colour(pill ? Colour::AccentText : Colour::Dim));
        const Qt::Alignment place = pill ? Qt::AlignCenter : Qt::AlignRight | Qt::AlignVCenter;
        painter.drawText(box, static_cast<int>(place), text);
        return logical.left() - grid(1);
    }
};

//! Chooses on the press of the left button, like every list of channels; Enter and Space choose the row the
//! keys are on. The other buttons choose nothing.
class ConversationView : public WithEmptyWords<QListView>
{
public:
    using WithEmptyWords::WithEmptyWords;

    //! Asked for a menu at a row, by the right button or the menu key.
    std::function<void(const QModelIndex &index, const QPoint &position)> menuAsked;

protected:
    void mousePressEvent(QMouseEvent *event) override
    {
        if (event->button() == Qt::LeftButton)
            WithEmptyWords::mousePressEvent(event);
    }

    void contextMenuEvent(QContextMenuEvent *event) override
    {
        const bool byMouse = event->reason() == QContextMenuEvent::Mouse;
        const QModelIndex index = byMouse ? indexAt(event->pos()) : currentIndex();
        if (!index.isValid())
            return;
        scrollTo(index);
        menuAsked(index, byMouse
                             ? event->globalPos()
                             : viewport()->mapToGlobal(visualRect(index).bottomLeft() + QPoint(grid(8), 0)));
    }

    //! Rows that changed are seldom neighbours: the base class would paint all between the first and the
    //! last.
    void paintEvent(QPaintEvent *event) override
    {
        for (const QRect &rect : event->region()) {
            QPaintEvent part(rect);
            QPainter(viewport()).fillRect(rect, colour(Colour::Side));
            WithEmptyWords::paintEvent(&part);
        }
    }

    //! No row's height depends on what it says: the base class would lay all of them out again.
    void dataChanged(const QModelIndex &topLeft, const QModelIndex &bottomRight,
                     const QList<int> &roles) override
    {
        QAbstractItemView::dataChanged(topLeft, bottomRight, roles);
    }

    //! The very first row is a heading, which can't be chosen: upwards Qt would not move at all.
    QModelIndex moveCursor(CursorAction action, Qt::KeyboardModifiers modifiers) override
    {
        const QModelIndex wanted = WithEmptyWords::moveCursor(action, modifiers);
        const bool moves = wanted.flags() & Qt::ItemIsSelectable && wanted != currentIndex();
        if (moves || (action != MoveHome && action != MovePageUp))
            return wanted;
        int row = 0;
        while (row < model()->rowCount() && !(model()->index(row, 0).flags() & Qt::ItemIsSelectable))
            ++row;
        return model()->index(row, 0);
    }

    void keyPressEvent(QKeyEvent *event) override
    {
        if (event->key() == Qt::Key_Space && currentIndex().isValid())
            Q_EMIT activated(currentIndex());
        else
            QListView::keyPressEvent(event);
    }
};

} // namespace

ConversationList::ConversationList(QWidget *parent)
    : QWidget(parent)
    , m_model(new ConversationListModel(this))
    , m_view(new ConversationView(this))
{
    auto *view = static_cast<ConversationView *>(m_view);
    view->menuAsked = [this](const QModelIndex &index, const QPoint &position) { showMenu(index, position); };
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_view);
    m_view->setModel(m_model);
    m_view->setItemDelegate(new ConversationDelegate(m_view));
    m_view->setAccessibleName(tr("Conversations"));
    m_view->setFrameShape(QFrame::NoFrame);
    m_view->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_view->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_view->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_view->setSelectionMode(QAbstractItemView::SingleSelection);
    m_view->setTabKeyNavigation(false);
    m_view->setMouseTracking(true);
    m_view->viewport()->setAutoFillBackground(
        false); // it paints its own, so that a change of theme needs nothing
    setFocusProxy(m_view);
    connect(m_view, &QAbstractItemView::pressed, this, &ConversationList::choose);
    connect(m_view, &QAbstractItemView::activated, this, &ConversationList::choose);
    const auto tellIfEmpty = [this, view] {
        const WorkspaceFeed *feed = m_model->feed();
        const QString words = feed && feed->percent() < 100
                                  ? tr("The capture is still being read, %1 %").arg(feed->percent())
                                  : tr("No conversations to show");
        view->setEmptyWords(words);
        view->setAccessibleDescription(m_model->rowCount() > 0 ? QString() : words);
    };
    tellIfEmpty();
    connect(m_model, &ConversationListModel::refreshed, this, [this, tellIfEmpty] {
        tellIfEmpty();
        showCurrent();
        Q_EMIT refreshed();
    });
}

void ConversationList::setFeed(WorkspaceFeed *feed)
{
    m_current = {};
    m_model->setFeed(feed);
}

void ConversationList::setReadOnly(bool recording)
{
    m_model->setReadOnly(recording);
}

void ConversationList::setDrafted(const QSet<ChannelId> &channels)
{
    m_model->setDrafted(channels);
}

int ConversationList::unreadOf(const Conversation &conversation) const
{
    return m_model->unreadOf(conversation);
}

void ConversationList::setCurrent(const ChannelId &channel)
{
    m_current = channel;
    m_model->setCurrent(channel);
    const int row = m_model->rowOf(channel);
    m_view->setCurrentIndex(m_model->index(row));
}

ChannelId ConversationList::current() const
{
    return m_current;
}

ChannelId ConversationList::suggestion() const
{
    return m_model->suggestion();
}

ChannelId ConversationList::neighbour(int step, bool unreadOnly) const
{
    const int count = m_model->rowCount();
    int row = std::max(m_model->rowOf(m_current), 0);
    for (int tried = 0; tried < count; ++tried) {
        row = (row + step + count) % count;
        const ConversationRow &candidate = m_model->at(row);
        if (!candidate.isSection() && candidate.channel != m_current && (!unreadOnly || candidate.unread > 0))
            return candidate.channel;
    }
    return {};
}

QSize ConversationList::sizeHint() const
{
    return {grid(55), grid(120)};
}

//! Narrower, nobody could tell one from another.
QSize ConversationList::minimumSizeHint() const
{
    return {grid(36), grid(20)};
}

//! The open conversation may have been unknown when it was opened.
void ConversationList::showCurrent()
{
    if (m_current && !m_view->currentIndex().isValid())
        m_view->setCurrentIndex(m_model->index(m_model->rowOf(m_current)));
}

void ConversationList::choose(const QModelIndex &index)
{
    const ChannelId channel(index.data(ConversationListModel::ChannelRole).toString());
    if (!channel || channel == m_current)
        return;
    m_current = channel;
    m_model->setCurrent(channel);
    Q_EMIT activated(channel);
}

// --- the menu of a row

void ConversationList::setArmed(bool armed)
{
    m_armed = armed;
}

//! Opens nothing and marks nothing by itself: what it is about need not be what is open.
void ConversationList::showMenu(const QModelIndex &index, const QPoint &position)
{
    const ChannelId channel(index.data(ConversationListModel::ChannelRole).toString());
    if (!channel)
        return;
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->setAccessibleName(index.data().toString());
    menu->addAction(tr("Open"), this, [this, channel] { Q_EMIT activated(channel); });
    addReading(*menu, channel);
    menu->addSeparator();
    menu->addAction(tr("Show only its events"), this,
                    [this, channel] { Q_EMIT filterRequested(channel, false); });
    menu->addAction(tr("Leave out its events"), this,
                    [this, channel] { Q_EMIT filterRequested(channel, true); });
    menu->addSeparator();
    addCopying(*menu, channel);
    menu->popup(position);
}

void ConversationList::addReading(QMenu &menu, const ChannelId &channel)
{
    const int row = m_model->rowOf(channel);
    const bool unread = row >= 0 && m_model->at(row).unread > 0;
    // Others can see how far we have read.
    QAction *mark = menu.addAction(m_armed ? tr("Mark as read") : tr("Mark as read (while armed only)"));
    const MessageTs upTo = newestHeard(channel);
    mark->setEnabled(m_armed && unread && upTo);
    connect(mark, &QAction::triggered, this,
            [this, channel, upTo] { Q_EMIT markReadRequested(channel, upTo); });
}

//! Of a conversation that was never loaded we know how much is new, but not which messages: what was heard
//! last anywhere says how far the server's clock had come.
MessageTs ConversationList::newestHeard(const ChannelId &channel) const
{
    const WorkspaceFeed *feed = m_model->feed();
    if (!feed)
        return {};
    const auto newestOf = [](const Conversation &conversation) {
        MessageTs newest;
        for (const Message &message : conversation.messages())
            newest = std::max(newest, message.ts);
        return newest;
    };
    const Conversation *conversation = feed->workspace().conversation(channel);
    if (const MessageTs own = conversation ? newestOf(*conversation) : MessageTs(); own)
        return own;
    MessageTs newest;
    for (const Conversation &each : feed->workspace().conversations())
        newest = std::max(newest, newestOf(each));
    return newest;
}

void ConversationList::addCopying(QMenu &menu, const ChannelId &channel)
{
    const WorkspaceFeed *feed = m_model->feed();
    const auto add = [&](const QString &words, const QString &text) {
        QAction *action =
            menu.addAction(words, this, [text] { QGuiApplication::clipboard()->setText(text); });
        action->setEnabled(!text.isEmpty());
    };
    add(tr("Copy name"), feed ? feed->workspace().conversationName(channel) : QString());
    add(tr("Copy ID"), channel.text());
    const QString domain = feed ? feed->workspace().teamDomain() : QString();
    add(tr("Copy link"),
        domain.isEmpty() ? QString() : u"https://%1.slack.com/archives/%2"_s.arg(domain, channel.text()));
}

KeyGroup ConversationList::keyHelp()
{
    return {tr("In the conversations"),
            {{tr("Previous row"), {Qt::Key_Up, Qt::Key_Left}},
             {tr("Next row"), {Qt::Key_Down, Qt::Key_Right}},
             {tr("A page up"), {Qt::Key_PageUp}},
             {tr("A page down"), {Qt::Key_PageDown}},
             {tr("First row"), {Qt::Key_Home}},
             {tr("Last row"), {Qt::Key_End}},
             {tr("Open the conversation"), {Qt::Key_Return, Qt::Key_Enter, Qt::Key_Space}}}};
}

} // namespace rtmscope
