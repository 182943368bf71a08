// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "ui/connect/testladder.h"

#include "ui/theme/theme.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace rtmscope {

namespace {

using Outcome = TestStep::Outcome;
using Stage = TestStep::Stage;

constexpr int rungs = 6;

QString nameOf(Stage stage)
{
    switch (stage) {
    case Stage::Proxy:
        return TestLadder::tr("Proxy");
    case Stage::Way:
        return TestLadder::tr("Way to the server");
    case Stage::Encryption:
        return TestLadder::tr("Encryption");
    case Stage::WebApi:
        return TestLadder::tr("Web API");
    case Stage::Token:
        return TestLadder::tr("Token");
    case Stage::Stream:
        return TestLadder::tr("Stream");
    }
    return {};
}

struct Look
{
    QString sign;
    theme::Colour ink;
    QString words; //!< for those who do not see the sign
};

Look lookOf(Outcome outcome)
{
    switch (outcome) {
    case Outcome::Passed:
        return {u"check"_s, theme::Colour::Ok, TestLadder::tr("passed")};
    case Outcome::Failed:
        return {u"error"_s, theme::Colour::Error, TestLadder::tr("failed")};
    case Outcome::Skipped:
        return {u"ring"_s, theme::Colour::Dim, TestLadder::tr("not tested")};
    case Outcome::Running:
        break;
    }
    return {u"clock"_s, theme::Colour::Dim, TestLadder::tr("running")};
}

QString wordsOf(const TestStep &step)
{
    if (step.outcome == Outcome::Running)
        return TestLadder::tr("%1…").arg(nameOf(step.stage));
    if (step.outcome == Outcome::Passed)
        return TestLadder::tr("%1: %2 (%3 ms)").arg(nameOf(step.stage), step.words).arg(step.tookMs);
    return TestLadder::tr("%1: %2").arg(nameOf(step.stage), step.words);
}

} // namespace

TestLadder::TestLadder(QWidget *parent)
    : QListWidget(parent)
{
    setAccessibleName(tr("Test results"));
    setFrameShape(QFrame::NoFrame);
    setWordWrap(true);
    setResizeMode(QListView::Adjust);
    setTextElideMode(Qt::ElideNone);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setSelectionMode(QAbstractItemView::SingleSelection);
    setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    setIconSize(QSize(theme::grid(4), theme::grid(4)));
}

void TestLadder::begin()
{
    clear();
    m_running = nullptr;
}

void TestLadder::show(const TestStep &step)
{
    if (!m_running)
        m_running = new QListWidgetItem(this);
    const Look look = lookOf(step.outcome);
    m_running->setIcon(theme::icon(look.sign, look.ink));
    m_running->setText(wordsOf(step));
    m_running->setToolTip(step.detail.toHtmlEscaped());
    m_running->setData(Qt::AccessibleTextRole, u"%1, %2"_s.arg(wordsOf(step), look.words));
    updateGeometry();
    scrollToItem(m_running);
    if (step.outcome == Outcome::Failed)
        setCurrentItem(m_running);
    if (step.outcome != Outcome::Running)
        m_running = nullptr;
}

//! As high as what it shows, from three rungs to twice as many lines as there are rungs; beyond that it
//! scrolls.
QSize TestLadder::sizeHint() const
{
    const int line = std::max(fontMetrics().lineSpacing(), iconSize().height()) + theme::grid(0.5);
    // One line more: how a text wraps is known only once it is laid out.
    int height = theme::grid(1) + line;
    for (int row = 0; row < count(); ++row)
        height += sizeHintForRow(row);
    return {theme::grid(100), std::clamp(height, 3 * line, 2 * rungs * line)};
}

QSize TestLadder::minimumSizeHint() const
{
    const int line = std::max(fontMetrics().lineSpacing(), iconSize().height()) + theme::grid(0.5);
    return {theme::grid(40), 3 * line};
}

} // namespace rtmscope
