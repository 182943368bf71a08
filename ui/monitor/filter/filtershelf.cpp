// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "ui/monitor/filter/filtershelf.h"

#include "core/json/json.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace rtmscope {

namespace {

constexpr qsizetype mostRemembered = 30;
constexpr qsizetype mostSaved = 200;
constexpr qsizetype longestFilter = 20'000;

} // namespace

QStringList FilterShelf::stacked() const
{
    QStringList filters;
    for (const Saved &each : m_saved) {
        if (each.isOn)
            filters << each.filter;
    }
    return filters;
}

void FilterShelf::save(const QString &name, const QString &filter)
{
    for (Saved &each : m_saved) {
        if (each.name == name) {
            each.filter = filter;
            return;
        }
    }
    if (m_saved.size() < mostSaved)
        m_saved << Saved{name, filter};
}

void FilterShelf::remove(const QString &name)
{
    m_saved.removeIf([&name](const Saved &each) { return each.name == name; });
}

void FilterShelf::setOn(const QString &name, bool on)
{
    for (Saved &each : m_saved) {
        if (each.name == name)
            each.isOn = on;
    }
}

void FilterShelf::remember(const QString &filter)
{
    const QString text = filter.trimmed();
    if (text.isEmpty() || text.size() > longestFilter)
        return;
    m_history.removeAll(text);
    m_history.prepend(text);
    if (m_history.size() > mostRemembered)
        m_history.resize(mostRemembered);
}

QByteArray FilterShelf::toJson() const
{
    QByteArrayList saved;
    for (const Saved &each : m_saved)
        saved << "{\"name\":" + json::quoted(each.name) + ",\"filter\":" + json::quoted(each.filter) +
                     ",\"on\":" + (each.isOn ? "true" : "false") + '}';
    QByteArrayList history;
    for (const QString &each : m_history)
        history << json::quoted(each);
    return "{\"saved\":[" + saved.join(',') + "],\"history\":[" + history.join(',') + "]}";
}

FilterShelf FilterShelf::fromJson(const QByteArray &text)
{
    FilterShelf shelf;
    json::Document document;
    if (!document.parse(text))
        return shelf;
    for (const json::Value each : document.root()["saved"].elements()) {
        const QString name = each["name"].text();
        const QString filter = each["filter"].text();
        if (name.isEmpty() || filter.isEmpty() || filter.size() > longestFilter)
            continue;
        shelf.save(name, filter);
        shelf.setOn(name, each["on"].boolean() == true);
    }
    for (const json::Value each : document.root()["history"].elements()) {
        const QString filter = each.text();
        if (!filter.isEmpty() && shelf.m_history.size() < mostRemembered)
            shelf.m_history << filter;
    }
    return shelf;
}

} // namespace rtmscope
