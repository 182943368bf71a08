// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/explain/facts/typefacts.h"

#include <QHash>

#include <initializer_list>

using namespace Qt::StringLiterals;

namespace rtmscope {

namespace {

QString nameOf(QStringView type, QStringView subtype)
{
    return subtype.isEmpty() ? type.toString() : type.toString() + u'/' + subtype.toString();
}

QString text(std::string_view ascii)
{
    return QString::fromLatin1(ascii.data(), qsizetype(ascii.size()));
}

using Index = QHash<QString, const TypeFacts *>;

Index indexOf(std::initializer_list<std::span<const TypeFacts>> tables)
{
    Index index;
    for (const std::span<const TypeFacts> table : tables) {
        for (const TypeFacts &row : table)
            index.insert(nameOf(text(row.type), text(row.subtype)), &row);
    }
    return index;
}

const Index &serverIndex()
{
    static const Index index = indexOf(
        {facts::messages(), facts::conversations(), facts::people(), facts::apps(), facts::connection()});
    return index;
}

} // namespace

const TypeFacts *typeFacts(QStringView type, QStringView subtype)
{
    if (const TypeFacts *exact = serverIndex().value(nameOf(type, subtype)); exact || subtype.isEmpty())
        return exact;
    return serverIndex().value(type.toString());
}

const TypeFacts *noteFacts(QStringView kind)
{
    static const Index index = indexOf({facts::notes()});
    return index.value(kind.toString());
}

const TypeFacts *outgoingFacts(QStringView type)
{
    static const Index index = indexOf({facts::outgoing()});
    const TypeFacts *own = index.value(type.toString());
    return own ? own : typeFacts(type, {});
}

const TypeFacts *typeFacts(const Event &event)
{
    switch (event.direction) {
    case Direction::In:
        return typeFacts(event.type, event.subtype);
    case Direction::Out:
        return outgoingFacts(event.type);
    case Direction::Note:
        break;
    }
    return noteFacts(event.type);
}

QList<const TypeFacts *> allTypeFacts()
{
    QList<const TypeFacts *> all;
    for (const auto table :
         {facts::connection(), facts::messages(), facts::conversations(), facts::people(), facts::apps()}) {
        for (const TypeFacts &row : table)
            all.append(&row);
    }
    return all;
}

QUrl documentationOf(const TypeFacts &facts)
{
    const QString base = u"https://docs.slack.dev"_s;
    if (!facts.page.empty())
        return QUrl(base + text(facts.page));
    if (facts.sure != Sure::Doc || facts.to == Recipients::Record)
        return {};
    return QUrl(base + "/reference/events/"_L1 + nameOf(text(facts.type), text(facts.subtype)));
}

} // namespace rtmscope
