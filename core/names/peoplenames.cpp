// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/names/peoplenames.h"

#include "core/errors/answererrors.h"
#include "core/errors/errorwords.h"
#include "core/names/nearnames.h"
#include "core/net/webapi.h"

#include <QPointer>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace rtmscope {

//! A search for the direct conversation with somebody, where it can't be opened.
struct PeopleNames::Direct
{
    UserId user;
    QPointer<QObject> context;
    FoundConversation found;
    Error whyNotOpened;
    ChannelId channel;
    QStringList methods; //!< still to be asked
};

namespace {

QString comparable(const QString &name)
{
    return name.trimmed().normalized(QString::NormalizationForm_C).toCaseFolded();
}

void add(QHash<QString, QList<UserId>> &names, const QString &name, const UserId &id)
{
    if (name.isEmpty() || !id)
        return;
    QList<UserId> &ids = names[comparable(name)];
    if (!ids.contains(id))
        ids.append(id);
}

} // namespace

PeopleNames::PeopleNames(WebApi &web, QObject *parent)
    : QObject(parent)
    , m_web(web)
{
}

bool PeopleNames::looksLikeId(const QString &text)
{
    static const QRegularExpression id(u"\\A[UW][A-Z0-9]+\\z"_s);
    return id.match(text).hasMatch();
}

void PeopleNames::resolve(const QString &given, QObject *context, FoundPeople found)
{
    QString name = given.trimmed();
    if (name.startsWith(u'@'))
        name.remove(0, 1);
    const auto later = [context, found](const Result<QList<UserId>> &result) {
        QMetaObject::invokeMethod(
            context, [found, result] { found(result); }, Qt::QueuedConnection);
    };
    if (name.isEmpty())
        return later(
            Error{Error::Kind::Input, u"user_not_found"_s, tr("No name stands behind the @."), {}, {}});
    if (looksLikeId(name))
        return later(QList<UserId>{UserId(name)});
    if (const QList<UserId> ids = known(name); !ids.isEmpty())
        return later(ids);
    if (m_listed)
        return later(notFound(name, false));
    const auto page = [this, name](const ApiAnswer &answer) {
        remember(answer);
        return !m_handles.contains(comparable(name)); // a handle is unique; of other names there may be more
    };
    m_web.callPages(u"users.list"_s, {{u"limit"_s, u"1000"_s}}, this, page,
                    [this, name, context = QPointer<QObject>(context),
                     found = std::move(found)](const Result<Done> &result) {
                        if (!context)
                            return;
                        const QList<UserId> ids = known(name);
                        // Servers written for tests often can't list people.
                        const bool brokeOff = !result && isEndlessPages(result.error());
                        const bool asked =
                            result.ok() || brokeOff || result.error().code == "unknown_method"_L1;
                        m_listed |= result.ok() && !m_handles.contains(comparable(name));
                        if (!ids.isEmpty())
                            found(ids);
                        else
                            found(asked ? notFound(name, brokeOff) : result.error());
                    });
}

void PeopleNames::remember(const ApiAnswer &page)
{
    for (const auto &member : page.root()["members"].elements()) {
        const UserId id(member["id"].text());
        if (member["deleted"].boolean() == true)
            continue;
        add(m_handles, member["name"].text(), id);
        const json::Value profile = member["profile"];
        for (const json::Value &name : {profile["display_name"], profile["real_name"], member["real_name"]})
            add(m_names, name.text(), id);
    }
}

QList<UserId> PeopleNames::known(const QString &name) const
{
    const QString wanted = comparable(name);
    const QList<UserId> handles = m_handles.value(wanted);
    return handles.isEmpty() ? m_names.value(wanted) : handles;
}

Error PeopleNames::notFound(const QString &name, bool brokeOff) const
{
    QString words =
        brokeOff ? tr("Nobody on those pages of users.list that could be read is called @%1. If somebody on "
                      "others is, give the id (U0123).")
                       .arg(name)
                 : tr("Nobody is called @%1, as far as this token can see.").arg(name);
    if (const QStringList names = nearNames(comparable(name), m_handles.keys() + m_names.keys());
        !names.isEmpty())
        words += u' ' + tr("Similar: @%1.").arg(names.join(u", @"_s));
    return Error{Error::Kind::Input, u"user_not_found"_s, words, {}, {}};
}

void PeopleNames::directWith(const UserId &user, QObject *context, FoundConversation found)
{
    auto direct =
        std::make_shared<Direct>(Direct{.user = user,
                                        .context = context,
                                        .found = std::move(found),
                                        .whyNotOpened = {},
                                        .channel = {},
                                        .methods = {u"users.conversations"_s, u"conversations.list"_s}});
    m_web.call(u"conversations.open"_s, {{u"users"_s, user.text()}}, this,
               [this, direct](const Result<ApiAnswer> &answer) {
                   if (!direct->context)
                       return;
                   if (answer) {
                       const json::Value channel = answer->root()["channel"];
                       const ChannelId id(channel.isObject() ? channel["id"].text() : channel.text());
                       if (id)
                           return direct->found(id);
                       direct->whyNotOpened = apiError(u"channel_not_found"_s);
                   } else if (answer.error().code == "user_not_found"_L1) {
                       return direct->found(answer.error());
                   } else {
                       direct->whyNotOpened = answer.error();
                   }
                   // The token may lack the right, the server the method; the conversation may be there
                   // already.
                   searchDirects(direct);
               });
}

void PeopleNames::searchDirects(const std::shared_ptr<Direct> &direct)
{
    if (!direct->context)
        return;
    if (direct->channel)
        return direct->found(direct->channel);
    if (direct->methods.isEmpty())
        return direct->found(direct->whyNotOpened);
    const auto page = [direct](const ApiAnswer &answer) {
        for (const auto &channel : answer.root()["channels"].elements()) {
            if (channel["user"].text() == direct->user.text())
                direct->channel = ChannelId(channel["id"].text());
        }
        return direct->channel.isEmpty();
    };
    m_web.callPages(direct->methods.takeFirst(), {{u"types"_s, u"im"_s}, {u"limit"_s, u"200"_s}}, this, page,
                    [this, direct](const Result<Done> &) { searchDirects(direct); });
}

} // namespace rtmscope
