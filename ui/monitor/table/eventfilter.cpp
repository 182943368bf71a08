// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "ui/monitor/table/eventfilter.h"

#include "core/workspace/workspace.h"
#include "ui/monitor/table/filteredit.h"

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace rtmscope {

namespace {

// Long enough not to run half-typed words, short enough to feel immediate.
constexpr auto typingPause = 180ms;

} // namespace

EventFilter::EventFilter(FilterEdit &edit, QObject *parent)
    : QObject(parent)
    , m_edit(edit)
{
    m_pause.setSingleShot(true);
    m_pause.setInterval(typingPause);
    connect(&m_pause, &QTimer::timeout, this, &EventFilter::apply);
    connect(&edit, &QLineEdit::textEdited, this, &EventFilter::textEdited);
    connect(&edit, &QLineEdit::textChanged, this, &EventFilter::textEdited); // the clear button is no edit
    connect(&edit, &QLineEdit::returnPressed, this, &EventFilter::apply);
}

void EventFilter::setNames(const WorkspaceFeed *names)
{
    m_names = names;
}

QString EventFilter::text() const
{
    return m_edit.text();
}

void EventFilter::setText(const QString &text)
{
    m_edit.setText(text);
    apply();
}

//! True if the text is a filter.
bool EventFilter::compile(FilterQuery *query)
{
    const auto lookUp = [this](const QString &name) {
        QStringList ids;
        if (!m_names)
            return ids;
        if (name.startsWith(u'#')) {
            for (const ChannelId &id : m_names->workspace().channelsNamed(name))
                ids << id.text();
        } else {
            for (const UserId &id : m_names->workspace().usersNamed(name))
                ids << id.text();
        }
        return ids;
    };
    m_hasProblem = !query->compile(m_edit.text(), lookUp, &m_problem);
    m_edit.setMistaken(m_hasProblem);
    return !m_hasProblem;
}

void EventFilter::textEdited()
{
    FilterQuery query;
    if (compile(&query))
        m_pause.start();
    else
        m_pause.stop(); // what is shown stays as it is
    Q_EMIT edited();
}

void EventFilter::apply()
{
    m_pause.stop();
    FilterQuery query;
    if (!compile(&query)) {
        Q_EMIT edited();
        return;
    }
    m_query = query;
    Q_EMIT applied();
}

void EventFilter::applyIfNamesMatter()
{
    if (m_query.text().contains(u'#') || m_query.text().contains(u'@') || m_hasProblem)
        apply();
}

void EventFilter::join(const QString &expression, EventTable::Join join)
{
    const QString before = m_edit.text().trimmed();
    QString condition = expression;
    if (join == EventTable::Join::AndNot)
        condition = u"!("_s + expression + u')';
    if (join == EventTable::Join::Replace || before.isEmpty() || m_hasProblem)
        return setText(condition);
    const bool simple = !before.contains("||"_L1);
    setText((simple ? before : u'(' + before + u')') + u" && "_s + condition);
}

} // namespace rtmscope
