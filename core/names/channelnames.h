// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/ids.h"
#include "core/base/result.h"

#include <QHash>
#include <QObject>
#include <QStringList>

#include <functional>
#include <memory>

namespace rtmscope {

class ApiAnswer;
class PeopleNames;
class WebApi;

//! Finds the conversation that somebody means by "#ops", "ops", an id, a mention, a link, a person's id or
//! "@mira", by asking the server page by page: the joined conversations first, all others after that. What
//! was seen is remembered; nothing is loaded before somebody asks. Owned by the session.
class ChannelNames : public QObject
{
    Q_OBJECT
public:
    using Found = std::function<void(const Result<ChannelId> &)>;
    using FoundAll = std::function<void(const Result<QList<ChannelId>> &)>;

    //! \a people outlives this.
    ChannelNames(WebApi &web, PeopleNames &people, QObject *parent = nullptr);

    //! Where a message to \a given would go. An archived conversation, by whichever name or id, and a name
    //! that several have or that one had in former times, are refused with words. \a found runs once, never
    //! before this returned, and not after \a context died.
    void resolve(const QString &given, QObject *context, Found found);
    //! All conversations that bear \a name, archived ones too; at least one, or an Input error. As resolve().
    void resolveAll(const QString &name, QObject *context, FoundAll found);

    //! C, G or D and capitals or digits, of any length: names are in small letters.
    static bool looksLikeId(const QString &text);

private:
    struct Known
    {
        QList<ChannelId> ids;
        QList<ChannelId> archived;
        QString now; //!< what a conversation that had this name is called today
        ChannelId formerId;
    };
    struct Search;
    void search(const QString &name, QObject *context, std::function<void(const Result<Known> &)> end);
    void ask(const std::shared_ptr<Search> &search);
    void remember(const ApiAnswer &page);
    bool isKnown(const QString &name) const;
    void toPerson(const QString &name, QObject *context, const Found &found);
    static Result<ChannelId> onlyOne(const QString &name, const Known &known);
    Error notFound(const QString &name, const QString &brokenOff) const;
    void orPerson(const QString &name, const Error &error, QObject *context, const Found &found);
    void ifOpen(const ChannelId &id, QObject *context, const Found &found);

    WebApi &m_web;
    PeopleNames &m_people;
    QHash<QString, Known> m_known; //!< by name, in small letters
};

} // namespace rtmscope
