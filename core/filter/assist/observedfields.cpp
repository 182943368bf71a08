// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/filter/assist/observedfields.h"

#include "core/events/innerevent.h"
#include "core/json/json.h"

#include <QHash>
#include <QSet>
#include <QThreadPool>

#include <algorithm>
#include <mutex>
#include <vector>

using namespace Qt::StringLiterals;

namespace rtmscope {

namespace {

constexpr qsizetype firstOfType = 8;
constexpr std::size_t mostFrames = 3000;
constexpr quint32 largestFrame = 128 * 1024;
constexpr int deepest = 8;
constexpr qsizetype mostPaths = 3000;
constexpr qsizetype longestKey = 60;
constexpr int mostElements = 50;

//! Of each type the first few, then the 16th, the 32nd …: what was seen late is seen, too.
std::vector<qsizetype> chosenRows(const LogSnapshot &log)
{
    std::vector<qsizetype> rows;
    std::vector<qsizetype> counts;
    for (qsizetype row = 0; row < log.size() && rows.size() < mostFrames; ++row) {
        const LogRow &entry = log.row(row);
        if (entry.type >= counts.size())
            counts.resize(std::size_t(entry.type) + 1);
        const qsizetype count = ++counts[entry.type];
        const bool isChosen = count <= firstOfType || (count & (count - 1)) == 0;
        if (isChosen && entry.length <= largestFrame && !(entry.flags & (LogRow::NotJson | LogRow::Binary)))
            rows.push_back(row);
    }
    return rows;
}

class Collector
{
public:
    void take(const json::Value &frame, quint16 type)
    {
        m_type = type;
        walk(innerEvent(frame), {}, 0);
        walk(frame, {}, 0);
    }

    QStringList paths() const
    {
        QStringList paths(m_types.keyBegin(), m_types.keyEnd());
        std::sort(paths.begin(), paths.end(), [this](const QString &a, const QString &b) {
            const qsizetype ofA = m_types[a].size();
            const qsizetype ofB = m_types[b].size();
            return ofA != ofB ? ofA > ofB : a < b;
        });
        return paths;
    }

private:
    static QString step(std::string_view key)
    {
        const QString text = json::fromUtf8(key);
        const bool plain = std::all_of(
            text.begin(), text.end(), [](QChar c) { return c.isLetterOrNumber() || c == u'_' || c == u'-'; });
        return plain && !text.isEmpty() ? text : u"[\""_s + text + u"\"]"_s;
    }

    void walk(const json::Value &value, const QString &path, int depth)
    {
        if (value.isArray()) {
            int left = mostElements;
            for (const json::Value element : value.elements()) {
                if (--left < 0)
                    break;
                walk(element, path, depth);
            }
            return;
        }
        if (!value.isObject() || depth >= deepest)
            return;
        for (const auto member : value.members()) {
            if (qsizetype(member.key.size()) > longestKey || member.key.find('"') != std::string_view::npos)
                continue;
            const QString own = step(member.key);
            const QString below = path.isEmpty() || own.startsWith(u'[') ? path + own : path + u'.' + own;
            const auto known = m_types.find(below);
            if (known == m_types.end() && m_types.size() >= mostPaths)
                continue;
            m_types[below].insert(m_type);
            walk(member.value, below, depth + 1);
        }
    }

    QHash<QString, QSet<quint16>> m_types;
    quint16 m_type = 0;
};

} // namespace

QStringList observedFields(const LogSnapshot &log)
{
    const LogReader reader(log);
    json::Document document;
    Collector collector;
    for (const qsizetype row : chosenRows(log)) {
        if (document.parse(reader.borrowedFrame(row)))
            collector.take(document.root(), log.row(row).type);
    }
    return collector.paths();
}

struct FieldsRun::Shared
{
    std::mutex mutex;
    FieldsRun *run = nullptr; // until it is destroyed
};

FieldsRun::FieldsRun(LogSnapshot log)
    : d(std::make_shared<Shared>())
{
    d->run = this;
    QThreadPool::globalInstance()->start([shared = d, snapshot = std::move(log)] {
        const QStringList paths = observedFields(snapshot);
        const std::lock_guard lock(shared->mutex);
        if (FieldsRun *run = shared->run)
            QMetaObject::invokeMethod(
                run, [run, paths] { Q_EMIT run->found(paths); }, Qt::QueuedConnection);
    });
}

FieldsRun::~FieldsRun()
{
    const std::lock_guard lock(d->mutex);
    d->run = nullptr;
}

} // namespace rtmscope
