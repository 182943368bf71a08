// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/ids.h"
#include "core/base/result.h"

#include <QHash>
#include <QObject>
#include <QStringList>

#include <functional>

namespace rtmscope {

class ApiAnswer;
class WebApi;

//! Finds the id for "#ops", "ops" or an id, by asking the server page by page: the joined conversations
//! first, all others after that. What was seen is remembered; nothing is loaded before somebody asks. Owned
//! by the session.
class ChannelNames : public QObject
{
    Q_OBJECT
public:
    using Found = std::function<void(const Result<ChannelId> &)>;

    explicit ChannelNames(WebApi &web, QObject *parent = nullptr);

    //! \a found runs once, never before this returned, and not after \a context died.
    void resolve(const QString &nameOrId, QObject *context, Found found);

    static bool
    looksLikeId(const QString &text); //!< C, G or D and capitals or digits: names are in small letters

private:
    struct Search;
    void ask(const std::shared_ptr<Search> &search);
    void remember(const ApiAnswer &page);
    bool settle(const Search &search) const;
    Error notFound(const QString &name) const;
    Error ambiguous(const QString &name, const QList<ChannelId> &ids) const;
    QStringList similar(const QString &name) const;

    WebApi &m_web;
    QHash<QString, QList<ChannelId>> m_ids; //!< by name, in small letters
};

} // namespace rtmscope
