// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/capture/mergednote.h"

#include "core/json/json.h"
#include "core/json/tree.h"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

namespace rtmscope::mergednote {

namespace {

enum class Counted : quint8 { Connections, Gaps };

struct Member
{
    QByteArrayView kind;
    QStringView name;
    Counted what;
};

constexpr std::array members{
    Member{"gap", u"id", Counted::Gaps},
    Member{"gap", u"from_conn", Counted::Connections},
    Member{"gap", u"to_conn", Counted::Connections},
    Member{"backfill", u"gap", Counted::Gaps},
};

QByteArrayView kindOf(const QByteArray &note)
{
    constexpr QByteArrayView start(R"({"kind":")");
    if (!note.startsWith(start))
        return {};
    const QByteArrayView rest = QByteArrayView(note).sliced(start.size());
    return rest.first(std::max<qsizetype>(0, rest.indexOf('"')));
}

} // namespace

QByteArray moved(const QByteArray &note, quint32 connectionsBefore, int gapsBefore)
{
    const QByteArrayView kind = kindOf(note);
    const bool isAny = std::any_of(members.begin(), members.end(),
                                   [kind](const Member &member) { return member.kind == kind; });
    if (!isAny)
        return note;
    const json::Tree tree = json::Tree::parse(note);
    struct Place
    {
        qsizetype begin;
        qsizetype size;
        QByteArray number;
    };
    std::vector<Place> places;
    for (const Member &member : members) {
        const int node = member.kind == kind && !tree.isEmpty() ? tree.find(member.name) : -1;
        const QByteArrayView text = node < 0 ? QByteArrayView() : tree.valueText(node);
        bool isNumber = false;
        const qlonglong before = text.toByteArray().toLongLong(&isNumber);
        if (!isNumber || before <= 0)
            continue;
        const qlonglong more = member.what == Counted::Gaps ? gapsBefore : qlonglong(connectionsBefore);
        places.push_back({tree.node(node).begin, text.size(), QByteArray::number(before + more)});
    }
    std::sort(places.begin(), places.end(), [](const Place &a, const Place &b) { return a.begin > b.begin; });
    QByteArray out = tree.text();
    for (const Place &place : places)
        out.replace(place.begin, place.size, place.number);
    return places.empty() ? note : out;
}

int gapIn(const QByteArray &note)
{
    json::Document document;
    if (kindOf(note) != "gap" || !document.parse(note))
        return 0;
    return int(std::clamp<qint64>(document.root()["id"].integer().value_or(0), 0, 1'000'000'000));
}

} // namespace rtmscope::mergednote
