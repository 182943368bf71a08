// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "ui/monitor/inspector/inspectorbar.h"

#include "ui/access/tabvoice.h"
#include "ui/theme/theme.h"

#include <QHBoxLayout>
#include <QLocale>
#include <QTabBar>
#include <QToolButton>

using namespace Qt::StringLiterals;

namespace rtmscope {

InspectorBar::InspectorBar(QWidget *parent)
    : QWidget(parent)
{
    tabvoice::install();
    m_tabs = new QTabBar;
    m_tabs->setAccessibleName(tr("Form of the event"));
    m_tabs->setDrawBase(false);
    m_tabs->setExpanding(false);
    for (const QString &form : {tr("Tree"), tr("Text"), tr("Both"), tr("Changes"), tr("Explain")})
        m_tabs->addTab(form);
    m_compare = makeButton(u"compare"_s, tr("Compare others with this event"), {});
    m_compare->setCheckable(true);
    m_wrap = makeButton(u"wrap"_s, tr("Wrap long lines"), tr("Wrap long lines"));
    m_wrap->setCheckable(true);
    m_pin = makeButton(u"float"_s, tr("Pin the event in a window of its own"),
                       tr("Pin the event in a window of its own (P)"));
    m_tools = new QWidget(this);
    auto *tools = new QHBoxLayout(m_tools);
    tools->setContentsMargins({});
    tools->setSpacing(0);
    tools->addWidget(m_wrap);
    tools->addWidget(m_compare);
    tools->addWidget(m_pin);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(theme::grid(1), 0, theme::grid(1), 0);
    layout->addWidget(m_tabs);
    layout->addStretch(1);
    connect(m_tabs, &QTabBar::currentChanged, this, &InspectorBar::paneChosen);
    connect(m_compare, &QToolButton::clicked, this, &InspectorBar::compareRequested);
    connect(m_wrap, &QToolButton::toggled, this, &InspectorBar::wrappingChanged);
    connect(m_pin, &QToolButton::clicked, this, &InspectorBar::pinRequested);
}

QToolButton *InspectorBar::makeButton(const QString &icon, const QString &name, const QString &tip)
{
    auto *button = new QToolButton;
    button->setIcon(theme::icon(icon));
    button->setAccessibleName(name);
    button->setToolTip(tip);
    button->setAutoRaise(true);
    button->setFocusPolicy(Qt::StrongFocus);
    return button;
}

InspectorBar::Pane InspectorBar::pane() const
{
    return Pane(m_tabs->currentIndex());
}

void InspectorBar::setPane(Pane pane)
{
    m_tabs->setCurrentIndex(int(pane));
}

void InspectorBar::setHasTree(bool hasTree)
{
    m_tabs->setTabText(int(Pane::Tree), hasTree ? tr("Tree") : tr("Hex"));
}

//! The tab says how many there are, before anybody looks.
void InspectorBar::setChangeCount(int count)
{
    m_tabs->setTabText(int(Pane::Changes),
                       count > 0 ? tr("Changes (%1)").arg(QLocale().toString(count)) : tr("Changes"));
}

void InspectorBar::setComparing(bool comparing, bool possible)
{
    m_compare->setChecked(comparing);
    m_compare->setToolTip(comparing ? tr("Stop comparing (D)")
                                    : tr("Keep this event and see how others differ from it (D)"));
    m_compare->setEnabled(possible);
}

bool InspectorBar::isWrapping() const
{
    return m_wrap->isChecked();
}

void InspectorBar::setWrapping(bool wrapping)
{
    m_wrap->setChecked(wrapping);
}

void InspectorBar::setWrappable(bool wrappable)
{
    m_wrap->setVisible(wrappable);
}

void InspectorBar::setPinnable(bool pinnable)
{
    m_pin->setVisible(pinnable);
    m_compare->setVisible(pinnable);
}

void InspectorBar::setPinPossible(bool possible)
{
    m_pin->setEnabled(possible);
}

} // namespace rtmscope
