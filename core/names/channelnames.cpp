// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/names/channelnames.h"

#include "core/errors/answererrors.h"
#include "core/errors/errorwords.h"
#include "core/names/messagelink.h"
#include "core/names/nearnames.h"
#include "core/names/peoplenames.h"
#include "core/net/webapi.h"

#include <QPointer>
#include <QRegularExpression>
#include <QTimer>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace rtmscope {

struct ChannelNames::Search
{
    QString name;
    QPointer<QObject> context;
    std::function<void(const Result<Known> &)> end;
    QStringList methods;    //!< still to be asked
    QString brokenOff = {}; //!< the method whose list has no end, so that it may hold what was not found
};

namespace {

constexpr auto infoPatience = 5s;

ApiArguments pageArguments(const QString &method)
{
    // One that was archived is worth finding too, to say so; of the joined ones it is never meant.
    const bool joined = method == "users.conversations"_L1;
    return {{u"types"_s, u"public_channel,private_channel,mpim"_s},
            {u"exclude_archived"_s, joined ? u"1"_s : u"0"_s},
            {u"limit"_s, u"200"_s}};
}

//! "<#C0123|ops>" and "<@U0123>", as messages have them, without what surrounds the id.
QString withoutMention(const QString &text)
{
    static const QRegularExpression mention(u"\\A<([#@])([A-Z0-9]+)(?:\\|[^>]*)?>\\z"_s);
    const auto match = mention.match(text);
    return match.hasMatch() ? match.captured(2) : text;
}

QString idList(const QList<ChannelId> &ids)
{
    QStringList texts;
    for (const ChannelId &id : ids)
        texts << id.text();
    return texts.join(u", "_s);
}

Error unusable(Error::Kind kind, const QString &code, const QString &words)
{
    return Error{kind, code, words, {}, {}};
}

//! \a name may be empty.
Error archivedError(const QString &name, const QString &ids)
{
    const QString which = name.isEmpty() ? ids : u"#%1 (%2)"_s.arg(name, ids);
    return unusable(Error::Kind::Rejected, u"is_archived"_s,
                    ChannelNames::tr("%1 is archived: it can be read but nothing can be added.").arg(which));
}

} // namespace

ChannelNames::ChannelNames(WebApi &web, PeopleNames &people, QObject *parent)
    : QObject(parent)
    , m_web(web)
    , m_people(people)
{
}

bool ChannelNames::looksLikeId(const QString &text)
{
    static const QRegularExpression id(u"\\A[CGD][A-Z0-9]+\\z"_s);
    return id.match(text).hasMatch();
}

void ChannelNames::resolve(const QString &given, QObject *context, Found found)
{
    QString name = withoutMention(given.trimmed());
    if (const auto link = readMessageLink(name))
        name = link->channel ? link->channel.text() : link->user.text();
    if (looksLikeId(name))
        return ifOpen(ChannelId(name), context, found);
    if (PeopleNames::looksLikeId(name))
        return m_people.directWith(UserId(name), context, std::move(found));
    if (name.startsWith(u'@'))
        return toPerson(name, context, found);
    if (name.startsWith(u'<') || name.contains("://"_L1)) {
        const Error error = unusable(
            Error::Kind::Input, u"no_channel"_s,
            tr("“%1” is no conversation. Give a name (#general), @person, an id (C0123) or a link to "
               "a conversation.")
                .arg(given.trimmed()));
        QMetaObject::invokeMethod(
            context, [found, error] { found(error); }, Qt::QueuedConnection);
        return;
    }
    search(name, context, [this, name, context, found = std::move(found)](const Result<Known> &known) {
        if (!known && known.error().code == "channel_not_found"_L1 && !name.startsWith(u'#'))
            return orPerson(name, known.error(), context, found);
        found(known ? onlyOne(name, *known) : Result<ChannelId>(known.error()));
    });
}

//! Whoever names an archived conversation by its id should hear of that as well. What the server can't tell,
//! or not soon, is nothing against it.
void ChannelNames::ifOpen(const ChannelId &id, QObject *context, const Found &found)
{
    auto *patience = new QTimer(this);
    const auto once = [patience, found, context = QPointer<QObject>(context),
                       told = std::make_shared<bool>(false)](const Result<ChannelId> &result) {
        if (std::exchange(*told, true))
            return;
        patience->deleteLater();
        if (context)
            found(result);
    };
    patience->setSingleShot(true);
    connect(patience, &QTimer::timeout, this, [once, id] { once(id); });
    patience->start(infoPatience);
    m_web.callOnce(u"conversations.info"_s, {{u"channel"_s, id.text()}}, this,
                   [once, id](const Result<ApiAnswer> &answer) {
                       const json::Value channel = answer ? answer->root()["channel"] : json::Value();
                       const bool archived = channel["is_archived"].boolean() == true;
                       once(archived ? Result<ChannelId>(archivedError(channel["name"].text(), id.text()))
                                     : Result<ChannelId>(id));
                   });
}

void ChannelNames::toPerson(const QString &name, QObject *context, const Found &found)
{
    m_people.resolve(name, context, [this, name, context, found](const Result<QList<UserId>> &people) {
        if (!people)
            return found(people.error());
        if (people->size() == 1)
            return m_people.directWith(people->constFirst(), context, found);
        QStringList ids;
        for (const UserId &id : *people)
            ids << id.text();
        found(unusable(Error::Kind::Input, u"user_ambiguous"_s,
                       tr("Several people are called %1. Give the id of the one you mean: %2.")
                           .arg(name, ids.join(u", "_s))));
    });
}

//! No conversation bears \a name. Somebody may, who left out the @.
void ChannelNames::orPerson(const QString &name, const Error &error, QObject *context, const Found &found)
{
    m_people.resolve(name, context, [name, error, found](const Result<QList<UserId>> &people) {
        Error told = error;
        if (people)
            told.words =
                tr("There is no conversation named #%1, but a person: give @%1 for the direct conversation.")
                    .arg(name);
        found(told);
    });
}

void ChannelNames::resolveAll(const QString &name, QObject *context, FoundAll found)
{
    search(name, context, [found = std::move(found)](const Result<Known> &known) {
        if (!known)
            return found(known.error());
        QList<ChannelId> ids = known->ids + known->archived;
        if (ids.isEmpty())
            ids.append(known->formerId);
        found(ids);
    });
}

void ChannelNames::search(const QString &given, QObject *context,
                          std::function<void(const Result<Known> &)> end)
{
    const QString name = (given.startsWith(u'#') ? given.sliced(1) : given).trimmed().toLower();
    const auto later = [context, end](const Result<Known> &result) {
        QMetaObject::invokeMethod(
            context, [end, result] { end(result); }, Qt::QueuedConnection);
    };
    if (name.isEmpty())
        return later(
            unusable(Error::Kind::Input, u"no_channel"_s,
                     tr("No conversation was named. Give an id such as C0123 or a name such as #general.")));
    if (isKnown(name))
        return later(m_known.value(name));
    ask(std::make_shared<Search>(
        Search{name, context, std::move(end), {u"users.conversations"_s, u"conversations.list"_s}}));
}

void ChannelNames::ask(const std::shared_ptr<Search> &search)
{
    if (!search->context)
        return;
    if (search->methods.isEmpty()) {
        // Renamed ones come last: somebody else may have taken the name since.
        const Known known = m_known.value(search->name);
        return search->end(known.formerId ? Result<Known>(known) : notFound(search->name, search->brokenOff));
    }
    const QString method = search->methods.takeFirst();
    const auto page = [this, search](const ApiAnswer &answer) {
        remember(answer);
        return !isKnown(search->name);
    };
    m_web.callPages(method, pageArguments(method), this, page,
                    [this, search, method](const Result<Done> &result) {
                        if (!search->context)
                            return;
                        if (isKnown(search->name))
                            return search->end(m_known.value(search->name));
                        // Servers written for tests often lack one of the two methods.
                        const bool lacking = !result && result.error().code == "unknown_method"_L1;
                        const bool brokeOff = !result && isEndlessPages(result.error());
                        if (brokeOff)
                            search->brokenOff = method;
                        else if (result && method == "conversations.list"_L1)
                            search->brokenOff.clear(); // it holds the joined ones too
                        if (result || lacking || brokeOff || !search->methods.isEmpty())
                            return ask(search);
                        search->end(result.error());
                    });
}

bool ChannelNames::isKnown(const QString &name) const
{
    const auto known = m_known.constFind(name);
    return known != m_known.cend() && (!known->ids.isEmpty() || !known->archived.isEmpty());
}

void ChannelNames::remember(const ApiAnswer &page)
{
    for (const auto &channel : page.root()["channels"].elements()) {
        const QString name = channel["name"].text();
        const ChannelId id(channel["id"].text());
        if (name.isEmpty() || !id)
            continue;
        Known &known = m_known[name.toLower()];
        QList<ChannelId> &ids = channel["is_archived"].boolean() == true ? known.archived : known.ids;
        if (!ids.contains(id))
            ids.append(id);
        for (const auto &former : channel["previous_names"].elements()) {
            Known &before = m_known[former.text().toLower()];
            before.now = name;
            before.formerId = id;
        }
    }
}

Result<ChannelId> ChannelNames::onlyOne(const QString &given, const Known &known)
{
    const QString name = given.startsWith(u'#') ? given.sliced(1) : given;
    if (known.ids.size() == 1)
        return known.ids.constFirst();
    if (known.ids.size() > 1)
        return unusable(
            Error::Kind::Input, u"channel_ambiguous"_s,
            tr("Several conversations are named #%1. Give the id instead: %2.").arg(name, idList(known.ids)));
    if (!known.archived.isEmpty())
        return archivedError(name, idList(known.archived));
    return unusable(Error::Kind::Input, u"channel_renamed"_s,
                    tr("#%1 is called #%2 now. Give that name, or its id %3.")
                        .arg(name, known.now, known.formerId.text()));
}

Error ChannelNames::notFound(const QString &name, const QString &brokenOff) const
{
    QString words =
        brokenOff.isEmpty()
            ? tr("There is no conversation named #%1 that this token can see.").arg(name)
            : tr("No conversation named #%1 is on those pages of %2 that could be read. If it is on others, "
                 "give its id (C0123).")
                  .arg(name, brokenOff);
    QStringList names;
    for (auto known = m_known.cbegin(); known != m_known.cend(); ++known) {
        // Nobody types the names that the server makes up for groups.
        if (!known->ids.isEmpty() && (!known.key().startsWith("mpdm-"_L1) || name.startsWith("mpdm-"_L1)))
            names << known.key();
    }
    if (const QStringList near = nearNames(name, names); !near.isEmpty())
        words += u' ' + tr("Similar: #%1.").arg(near.join(u", #"_s));
    return unusable(Error::Kind::Input, u"channel_not_found"_s, words);
}

} // namespace rtmscope
