// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/sources/exportlayout.h"

#include "core/json/json.h"

#include <QFileInfo>
#include <QHash>
#include <QRegularExpression>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace rtmscope::exportlayout {

namespace {

struct List
{
    QLatin1StringView file;
    const char *method;
    const char *member;
};

constexpr std::array lists{
    List{"users.json"_L1, "users.list", "members"},
    List{"org_users.json"_L1, "users.list", "members"},
    List{"channels.json"_L1, "conversations.list", "channels"},
    List{"groups.json"_L1, "conversations.list", "channels"},
    List{"mpims.json"_L1, "conversations.list", "channels"},
    List{"dms.json"_L1, "conversations.list", "channels"},
};

const List *listOf(const QString &name)
{
    const QString file = name.section(u'/', -1).toLower();
    const auto found =
        std::find_if(lists.begin(), lists.end(), [&file](const List &list) { return list.file == file; });
    return found == lists.end() ? nullptr : &*found;
}

bool isDay(const QString &stem)
{
    static const QRegularExpression day(u"^\\d{4}-?\\d{2}(-?\\d{2})?$"_s);
    return day.match(stem).hasMatch();
}

//! "general/2026-11-22.json" and "general.json" are both of general.
QString nameOfPlace(const QString &file, const QString &folder)
{
    QString stem = file;
    for (qsizetype dot = stem.lastIndexOf(u'.'); dot > 0 && stem.size() - dot <= 7;
         dot = stem.lastIndexOf(u'.'))
        stem.truncate(dot);
    const bool byFolder = !folder.isEmpty() && (isDay(stem) || stem.isEmpty());
    return (byFolder ? folder : stem).simplified().left(200);
}

//! Ids by the names that folders have.
void learnNames(const Spool &spool, const filesource::Part &part, QHash<QString, QString> *ids)
{
    if (part.end - part.begin > json::maxSize)
        return;
    json::Document document;
    if (!document.parse(QByteArrayView(spool.read(part.begin, part.end - part.begin)).trimmed()))
        return;
    for (const json::Value channel : document.root().elements()) {
        const QString id = channel["id"].text();
        const QString name = channel["name"].text();
        if (!id.isEmpty() && !name.isEmpty())
            ids->insert(name, id);
    }
}

} // namespace

std::vector<Place> placesOf(const filesource::Source &source, const Spool &spool)
{
    std::vector<Place> places;
    QHash<QString, QString> ids;
    // A list stands beside the folders. Beside nothing else it is a file like any other.
    const bool hasDays =
        std::any_of(source.parts.begin(), source.parts.end(), [](const filesource::Part &part) {
            return part.name.contains(u'/') && !listOf(part.name);
        });
    for (const filesource::Part &part : source.parts) {
        const List *list = source.isCollection && hasDays ? listOf(part.name) : nullptr;
        if (!list)
            continue;
        places.push_back({part, {}, list->method, list->member});
        if (QByteArrayView(list->member) == "channels")
            learnNames(spool, part, &ids);
    }
    for (const filesource::Part &part : source.parts) {
        if (source.isCollection && hasDays && listOf(part.name))
            continue;
        const bool isInside = part.name.contains(u'/');
        const QString folder = isInside || source.isCollection
                                   ? part.name.section(u'/', -2, -2)
                                   : QFileInfo(QFileInfo(spool.path()).absolutePath()).fileName();
        const QString name = nameOfPlace(part.name.section(u'/', -1), folder);
        places.push_back({part, ids.value(name, name), {}, {}});
    }
    std::sort(places.begin(), places.end(),
              [](const Place &a, const Place &b) { return a.part.begin < b.part.begin; });
    return places;
}

} // namespace rtmscope::exportlayout
