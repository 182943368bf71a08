// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "ui/tap/tappane.h"

#include "ui/parts/segmentbar.h"
#include "ui/parts/tokenlabel.h"
#include "ui/tap/tapguide.h"
#include "ui/tap/tapwords.h"

#include <QDateTime>
#include <QGridLayout>
#include <QListWidget>
#include <QScrollArea>
#include <QStackedLayout>
#include <QUrl>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;
using rtmscope::theme::Colour;
using rtmscope::theme::grid;

namespace rtmscope {

namespace {

enum Page { Figures, SetUp, Empty };

} // namespace

TapPane::TapPane(QWidget *parent)
    : Surface(Colour::Background, {}, parent)
    , m_pages(new SegmentBar({tr("Figures"), tr("Set up")}, this))
    , m_stack(new QStackedLayout)
    , m_guide(new TapGuide(this))
    , m_empty(new TokenLabel(Colour::Dim, TokenLabel::Size::Body, this))
    , m_waiting(new TokenLabel(Colour::Dim, TokenLabel::Size::Body, this))
    , m_troublesHeading(new TokenLabel(Colour::Text, TokenLabel::Size::Body, this))
    , m_troubles(new QListWidget(this))
{
    m_empty->setWordWrap(true);
    m_empty->setAccessibleName(tr("Why there are no figures"));
    setRefusal({});
    m_empty->setAlignment(Qt::AlignCenter);
    m_empty->setMargin(grid(6));
    m_pages->setAccessibleName(tr("Page of the tap"));
    connect(m_pages, &SegmentBar::chosen, this, [this](int page) {
        m_chosen = true;
        choose(page);
    });
    auto *guideArea = new QScrollArea(this);
    guideArea->setFrameShape(QFrame::NoFrame);
    guideArea->setWidgetResizable(true);
    guideArea->setFocusPolicy(Qt::NoFocus);
    guideArea->setWidget(m_guide);
    m_stack->addWidget(makeFigures());
    m_stack->addWidget(guideArea);
    m_stack->addWidget(m_empty);
    auto *bar = new QVBoxLayout;
    bar->setContentsMargins(grid(4), grid(2), grid(4), grid(1));
    bar->addWidget(m_pages);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(bar);
    column->addLayout(m_stack, 1);
    setAddress({});
}

void TapPane::setRefusal(const QString &words)
{
    m_empty->say(words.isEmpty()
                     ? tr("No tap is open. “Look into a program” lets a bot talk to Slack through Rtmscope, "
                          "and shows here how soon it answers and what fails.")
                     : tr("The tap is not listening. %1").arg(words));
}

QWidget *TapPane::makeFigures()
{
    m_waiting->setText(tr("Nothing has called yet. What your program has to be told stands under “Set up”."));
    m_waiting->setWordWrap(true);
    m_troublesHeading->setText(tr("What went wrong"));
    m_troubles->setAccessibleName(tr("What went wrong"));
    m_troubles->setFrameShape(QFrame::NoFrame);
    m_troubles->setWordWrap(true);
    m_troubles->setResizeMode(QListView::Adjust);
    m_troubles->setTextElideMode(Qt::ElideNone);
    m_troubles->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_troubles->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_troubles->setIconSize(QSize(grid(4), grid(4)));
    auto *page = new QWidget(this);
    m_grid = new QGridLayout;
    m_grid->setHorizontalSpacing(grid(3));
    m_grid->setVerticalSpacing(grid(1.5));
    m_grid->setColumnStretch(1, 1);
    auto *column = new QVBoxLayout(page);
    column->setContentsMargins(grid(4), grid(2), grid(4), grid(3));
    column->setSpacing(grid(3));
    column->addWidget(m_waiting);
    column->addLayout(m_grid);
    column->addWidget(m_troublesHeading);
    column->addWidget(m_troubles, 10);
    column->addStretch(1);
    return page;
}

void TapPane::setAddress(const TapWay &way)
{
    m_guide->setAddress(way);
    m_listening = !way.address.isEmpty();
    m_chosen = false;
    m_pages->setVisible(m_listening);
    setFigures({});
}

void TapPane::setFigures(const TapFigures &figures)
{
    m_figures = figures;
    showLines();
    showTroubles();
    const bool hasCome = figures.calls > 0 || figures.sockets > 0;
    m_guide->setArrived(hasCome);
    m_waiting->setVisible(!hasCome);
    if (!m_chosen || !m_listening)
        choose(m_listening ? Figures : Empty);
}

void TapPane::choose(int page)
{
    m_stack->setCurrentIndex(page);
    m_pages->setCurrent(page == SetUp ? SetUp : Figures);
}

void TapPane::showLines()
{
    const bool hasCome = m_figures.calls > 0 || m_figures.sockets > 0;
    const QList<tapwords::Line> lines = hasCome ? tapwords::lines(m_figures) : QList<tapwords::Line>();
    while (m_rows.size() < lines.size()) {
        const int row = static_cast<int>(m_rows.size());
        Row labels{new TokenLabel(Colour::Dim, TokenLabel::Size::Body, this),
                   new TokenLabel(Colour::Text, TokenLabel::Size::Body, this),
                   new TokenLabel(Colour::Warning, TokenLabel::Size::Secondary, this)};
        labels.value->setWordWrap(true);
        labels.worry->setWordWrap(true);
        labels.value->setTextInteractionFlags(Qt::TextSelectableByMouse);
        m_grid->addWidget(labels.caption, 2 * row, 0, Qt::AlignTop);
        m_grid->addWidget(labels.value, 2 * row, 1);
        m_grid->addWidget(labels.worry, 2 * row + 1, 1);
        m_rows.append(labels);
    }
    for (qsizetype i = 0; i < m_rows.size(); ++i) {
        const Row &row = m_rows.at(i);
        const bool used = i < lines.size();
        const tapwords::Line line = used ? lines.at(i) : tapwords::Line{};
        row.caption->setText(line.caption);
        row.value->setAccessibleName(line.caption);
        row.value->setText(line.value);
        row.value->setInk(line.worry.isEmpty() ? Colour::Text : Colour::Warning);
        row.worry->setAccessibleName(tr("About “%1”").arg(line.caption));
        if (row.worry->text() != line.worry)
            row.worry->say(line.worry);
        row.caption->setVisible(used);
        row.value->setVisible(used);
        row.worry->setVisible(!line.worry.isEmpty());
    }
}

void TapPane::showTroubles()
{
    const QList<tapwords::Trouble> troubles =
        tapwords::troubles(m_figures, QDateTime::currentMSecsSinceEpoch() * 1000);
    while (m_troubles->count() > troubles.size())
        delete m_troubles->takeItem(m_troubles->count() - 1);
    for (int i = 0; i < troubles.size(); ++i) {
        const tapwords::Trouble &trouble = troubles.at(i);
        QListWidgetItem *item =
            i < m_troubles->count() ? m_troubles->item(i) : new QListWidgetItem(m_troubles);
        if (item->text() == trouble.words)
            continue;
        item->setText(trouble.words);
        item->setIcon(theme::icon(trouble.isError ? u"error"_s : u"warning"_s,
                                  trouble.isError ? Colour::Error : Colour::Warning));
    }
    m_troublesHeading->setVisible(!troubles.isEmpty());
    m_troubles->setVisible(!troubles.isEmpty());
}

} // namespace rtmscope
