// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "ui/fork/templatebar.h"

#include "core/text/cleantext.h"
#include "core/text/naturalorder.h"
#include "core/workspace/workspace.h"

#include <QComboBox>
#include <QGridLayout>
#include <QLineEdit>
#include <QPushButton>

#include <algorithm>

using namespace Qt::StringLiterals;
using rtmscope::theme::grid;

namespace rtmscope {

namespace {

constexpr qsizetype mostOffered = 500; // the others can be typed

struct Offer
{
    QString words;
    QString id;
};

void fill(QComboBox &box, QList<Offer> offers)
{
    std::sort(offers.begin(), offers.end(),
              [](const Offer &a, const Offer &b) { return compareNaturally(a.words, b.words) < 0; });
    const QString typed = box.currentText();
    while (box.count() > 1)
        box.removeItem(1);
    for (const Offer &offer : offers.mid(0, mostOffered))
        box.addItem(offer.words, offer.id);
    const int same = box.findText(typed);
    if (same >= 0)
        box.setCurrentIndex(same);
    else
        box.setEditText(typed);
}

//! What is typed may be the words of an item, or anything.
QString idIn(const QComboBox &box)
{
    const int row = box.findText(box.currentText());
    return row >= 0 ? box.itemData(row).toString() : box.currentText().trimmed();
}

} // namespace

TemplateBar::TemplateBar(QWidget *parent)
    : Surface(theme::Colour::Panel, Qt::TopEdge | Qt::BottomEdge, parent)
    , m_kind(new QComboBox(this))
    , m_channel(makeNames(tr("Where"), tr("where the selected one is")))
    , m_user(makeNames(tr("Who"), tr("somebody else")))
    , m_insert(new QPushButton(tr("Insert below"), this))
{
    m_kind->setAccessibleName(tr("Kind of event"));
    m_kind->setMaxVisibleItems(24);
    const QList<EventTemplate> templates = eventTemplates();
    for (const EventTemplate &each : templates) {
        const QString words = each.stream == EventTemplate::Stream::Rtm ? tr("%1 (RTM)").arg(each.title)
                              : each.stream == EventTemplate::Stream::SocketMode
                                  ? tr("%1 (Socket Mode)").arg(each.title)
                                  : each.title;
        m_kind->addItem(words, QString::fromLatin1(each.id));
    }
    m_insert->setAccessibleName(m_insert->text());
    m_insert->setToolTip(tr("A new event below the selected one"));
    m_insert->setAutoDefault(false);
    auto *layout = new QGridLayout(this);
    layout->setContentsMargins(grid(3), grid(2), grid(3), grid(2));
    layout->setSpacing(grid(2));
    layout->addWidget(m_kind, 0, 0);
    layout->addWidget(m_insert, 0, 1);
    auto *names = new QHBoxLayout;
    names->setSpacing(grid(2));
    names->addWidget(m_channel, 1);
    names->addWidget(m_user, 1);
    layout->addLayout(names, 1, 0, 1, 2);
    layout->setColumnStretch(0, 1);
    connect(m_insert, &QPushButton::clicked, this, &TemplateBar::insertRequested);
}

QComboBox *TemplateBar::makeNames(const QString &name, const QString &usual)
{
    auto *box = new QComboBox(this);
    box->setAccessibleName(name);
    box->setToolTip(tr("Choose, or type a name or an id"));
    box->setEditable(true);
    box->setInsertPolicy(QComboBox::NoInsert);
    box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    box->setMinimumContentsLength(10);
    box->lineEdit()->setTextMargins(grid(1), 0, 0, 0);
    box->addItem(usual, QString());
    return box;
}

void TemplateBar::setNames(const Workspace &names)
{
    QList<Offer> places;
    for (const Conversation &conversation : names.conversations())
        places.append({cleanName(names.conversationName(conversation.id())), conversation.id().text()});
    fill(*m_channel, places);
    QList<Offer> people;
    for (const User &user : names.users()) {
        if (!user.deleted)
            people.append({cleanName(user.shownName()), user.id.text()});
    }
    fill(*m_user, people);
}

QString TemplateBar::chosen() const
{
    return m_kind->currentData().toString();
}

ChannelId TemplateBar::channel(const Workspace &names) const
{
    const QString id = idIn(*m_channel);
    const QList<ChannelId> named =
        names.conversation(ChannelId(id)) ? QList<ChannelId>() : names.channelsNamed(id);
    return named.isEmpty() ? ChannelId(id) : named.constFirst();
}

UserId TemplateBar::user(const Workspace &names) const
{
    const QString id = idIn(*m_user);
    const QList<UserId> named = names.user(UserId(id)) ? QList<UserId>() : names.usersNamed(id);
    return named.isEmpty() ? UserId(id) : named.constFirst();
}

} // namespace rtmscope
