// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/session/channelnames.h"

#include "core/session/webapi.h"

#include <QPointer>
#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace rtmscope {

struct ChannelNames::Search
{
    QString name;
    QPointer<QObject> context;
    Found found;
    QStringList methods; //!< still to be asked
};

namespace {

constexpr int namesToSuggest = 3;

ApiArguments pageArguments()
{
    return {{u"types"_s, u"public_channel,private_channel,mpim"_s},
            {u"exclude_archived"_s, u"1"_s},
            {u"limit"_s, u"200"_s}};
}

} // namespace

ChannelNames::ChannelNames(WebApi &web, QObject *parent)
    : QObject(parent)
    , m_web(web)
{
}

bool ChannelNames::looksLikeId(const QString &text)
{
    static const QRegularExpression id(u"\\A[CGD][A-Z0-9]{2,}\\z"_s);
    return id.match(text).hasMatch();
}

void ChannelNames::resolve(const QString &nameOrId, QObject *context, Found found)
{
    QString name = nameOrId.trimmed();
    const auto later = [context, found](const Result<ChannelId> &result) {
        QMetaObject::invokeMethod(
            context, [found, result] { found(result); }, Qt::QueuedConnection);
    };
    if (looksLikeId(name))
        return later(ChannelId(name));
    if (name.startsWith(u'#'))
        name.remove(0, 1);
    if (name.isEmpty())
        return later(
            Error{Error::Kind::Input,
                  u"no_channel"_s,
                  tr("No conversation was named. Give an id such as C0123 or a name such as #general."),
                  {},
                  {}});
    const auto known = m_ids.constFind(name.toLower());
    if (known != m_ids.cend() && known->size() == 1)
        return later(known->constFirst());
    ask(std::make_shared<Search>(Search{
        name.toLower(), context, std::move(found), {u"users.conversations"_s, u"conversations.list"_s}}));
}

void ChannelNames::ask(const std::shared_ptr<Search> &search)
{
    if (!search->context)
        return;
    if (search->methods.isEmpty())
        return search->found(notFound(search->name));
    const QString method = search->methods.takeFirst();
    const auto page = [this, search](const ApiAnswer &answer) {
        remember(answer);
        return !m_ids.contains(search->name);
    };
    m_web.callPages(method, pageArguments(), this, page, [this, search](const Result<Done> &result) {
        if (settle(*search))
            return;
        // Servers written for tests often lack one of the two methods.
        const bool goOn = result.ok() || !search->methods.isEmpty();
        if (goOn)
            ask(search);
        else if (search->context)
            search->found(result.error().code == "unknown_method"_L1 ? notFound(search->name)
                                                                     : result.error());
    });
}

void ChannelNames::remember(const ApiAnswer &page)
{
    for (const auto &channel : page.root()["channels"].elements()) {
        const QString name = channel["name"].text().toLower();
        const ChannelId id(channel["id"].text());
        if (name.isEmpty() || !id)
            continue;
        QList<ChannelId> &ids = m_ids[name];
        if (!ids.contains(id))
            ids.append(id);
    }
}

bool ChannelNames::settle(const Search &search) const
{
    const auto known = m_ids.constFind(search.name);
    if (known == m_ids.cend())
        return false;
    if (search.context && known->size() == 1)
        search.found(known->constFirst());
    else if (search.context)
        search.found(ambiguous(search.name, *known));
    return true;
}

Error ChannelNames::notFound(const QString &name) const
{
    QString words = tr("There is no conversation named #%1 that this token can see.").arg(name);
    if (const QStringList names = similar(name); !names.isEmpty())
        words += u' ' + tr("Similar: #%1.").arg(names.join(u", #"_s));
    return Error{Error::Kind::Input, u"channel_not_found"_s, words, {}, {}};
}

Error ChannelNames::ambiguous(const QString &name, const QList<ChannelId> &ids) const
{
    QStringList texts;
    for (const ChannelId &id : ids)
        texts << id.text();
    return Error{
        Error::Kind::Input,
        u"channel_ambiguous"_s,
        tr("Several conversations are named #%1. Give the id instead: %2.").arg(name, texts.join(u", "_s)),
        {},
        {}};
}

QStringList ChannelNames::similar(const QString &name) const
{
    constexpr int telling = 3;
    QStringList out;
    for (auto known = m_ids.cbegin(); known != m_ids.cend(); ++known) {
        const bool near = known.key().contains(name) || name.contains(known.key()) ||
                          known.key().left(telling) == QStringView(name).left(telling);
        if (near)
            out << known.key();
    }
    std::sort(out.begin(), out.end());
    return out.mid(0, namesToSuggest);
}

} // namespace rtmscope
