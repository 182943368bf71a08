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
class WebApi;

//! Finds the id for "@mira", by asking the server for its people page by page, and the direct conversation
//! with a person. Only for names that somebody typed: nobody's list is loaded otherwise (trap T20). Owned by
//! the session.
class PeopleNames : public QObject
{
    Q_OBJECT
public:
    using FoundPeople = std::function<void(const Result<QList<UserId>> &)>;
    using FoundConversation = std::function<void(const Result<ChannelId> &)>;

    explicit PeopleNames(WebApi &web, QObject *parent = nullptr);

    //! Everybody who bears \a name, with or without @: whose handle it is, else whose display or full name.
    //! At least one, or an Input error with those that are near. \a found runs once, never before this
    //! returned, and not after \a context died.
    void resolve(const QString &name, QObject *context, FoundPeople found);
    //! The direct conversation with \a user, opened if need be. As resolve().
    void directWith(const UserId &user, QObject *context, FoundConversation found);

    //! U or W and capitals or digits, of any length.
    static bool looksLikeId(const QString &text);

private:
    struct Direct;
    void remember(const ApiAnswer &page);
    QList<UserId> known(const QString &name) const;
    Error notFound(const QString &name, bool brokeOff) const;
    void searchDirects(const std::shared_ptr<Direct> &direct);

    WebApi &m_web;
    bool m_listed = false;                   //!< to its end
    QHash<QString, QList<UserId>> m_handles; //!< by comparable form
    QHash<QString, QList<UserId>> m_names;   //!< display and full names likewise
};

} // namespace rtmscope
