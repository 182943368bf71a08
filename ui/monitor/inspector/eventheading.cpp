// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "ui/monitor/inspector/eventheading.h"

#include "core/events/eventtraits.h"
#include "core/summary/eventmeaning.h"
#include "core/text/cleantext.h"
#include "core/workspace/workspace.h"
#include "ui/parts/elidedlabel.h"
#include "ui/parts/emojilabel.h"
#include "ui/theme/theme.h"

#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace rtmscope {

namespace {

//! What people do to an app says by itself who did it and where.
bool namesItsPlace(const Event &event)
{
    switch (traitsOf(event).summary) {
    case Summary::BlockActions:
    case Summary::Shortcut:
    case Summary::SlashCommand:
    case Summary::View:
        return true;
    default:
        return false;
    }
}

} // namespace

EventHeading::EventHeading(QWidget *parent)
    : QWidget(parent)
    , m_title(new QLabel)
    , m_subtitle(new ElidedLabel)
    , m_meaning(new QWidget)
    , m_told(new EmojiLabel)
    , m_means(new QLabel)
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(0);
    column->addWidget(makeTitle());
    column->addWidget(makeMeaning());
}

QWidget *EventHeading::makeTitle()
{
    auto *header = new QWidget;
    m_title->setTextFormat(Qt::PlainText);
    m_subtitle->setForegroundRole(QPalette::PlaceholderText);
    m_line = new QHBoxLayout(header);
    m_line->setContentsMargins(theme::grid(4), theme::grid(2), theme::grid(2), theme::grid(1));
    m_line->setSpacing(theme::grid(2));
    m_line->addWidget(m_title);
    m_line->addWidget(m_subtitle, 1);
    return header;
}

void EventHeading::addTools(QWidget *tools)
{
    m_line->addWidget(tools);
}

//! In words, before the JSON: what happened, and what a type means that one may never have met.
QWidget *EventHeading::makeMeaning()
{
    m_means->setForegroundRole(QPalette::PlaceholderText);
    auto *layout = new QVBoxLayout(m_meaning);
    layout->setContentsMargins(theme::grid(4), 0, theme::grid(4), theme::grid(1));
    layout->setSpacing(theme::grid(1));
    for (QLabel *label : {m_told, m_means}) {
        label->setTextFormat(Qt::PlainText);
        label->setWordWrap(true);
        label->setMinimumWidth(1); // one long word must not widen the pane
        layout->addWidget(label);
    }
    return m_meaning;
}

void EventHeading::fitFonts()
{
    m_title->setFont(theme::headingFont());
}

void EventHeading::show(const Event &event, const Workspace *workspace)
{
    showTitle(event);
    showMeaning(event, workspace);
}

void EventHeading::clear()
{
    m_meaning->hide();
    m_title->setText(tr("No event selected"));
    m_subtitle->clear();
}

void EventHeading::showTitle(const Event &event)
{
    const QString direction = event.direction == Direction::In    ? tr("in")
                              : event.direction == Direction::Out ? tr("out")
                                                                  : tr("note");
    QString type = event.subtype.isEmpty() ? event.type : event.type + u" / "_s + event.subtype;
    if (type.isEmpty())
        type = event.form == FrameForm::Json ? tr("no type") : tr("not JSON");
    m_title->setText(tr("Event %1").arg(event.seq));
    QStringList parts{cleanName(type), direction, clockTime(event.receivedAtUs)};
    parts.removeAll(QString()); // lines of files may have no time
    m_subtitle->setText(parts.join(u" · "_s));
    m_subtitle->setToolTip(momentInZone(event.receivedAtUs));
}

void EventHeading::showMeaning(const Event &event, const Workspace *workspace)
{
    const EventSummary::Line line = m_summary.line(event, {workspace, 0, false});
    const QString who = isolatedIfNeeded(line.author);
    QString where = cleanName(event.channel);
    if (workspace && !where.isEmpty())
        where = workspace->conversationName(ChannelId(event.channel));
    const QString &told = line.words;
    // A direct message is named after the person.
    const QString place = namesItsPlace(event) ? QString()
                          : who.isEmpty()      ? where
                          : where.isEmpty() || where == who
                              ? who
                              : tr("%1 in %2", "a person in a channel").arg(who, where);
    m_told->setText(place.isEmpty() ? told : tr("%1: %2", "who and where: what").arg(place, told));
    m_told->setVisible(!m_told->text().isEmpty());
    m_means->setText(EventMeaning::of(event));
    m_meaning->show();
}

} // namespace rtmscope
