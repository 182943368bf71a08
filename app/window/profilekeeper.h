// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/start/connectionwish.h"
#include "core/config/profilestore.h"
#include "core/config/tokenstore.h"
#include "core/session/connectiontest.h"
#include "ui/connect/connectrequest.h"

#include <QObject>

#include <memory>

namespace rtmscope {

class ProfileDesk;

//! What to connect: a profile and its token.
struct Opening
{
    Profile profile; //!< without id and name if it is not remembered
    Secret token;
    Secret appToken = {}; //!< for Socket Mode
};

//! Answers the window's profile desk: keeps profiles and their secrets, finds the token for one that is to be
//! opened, runs connection tests. Connects nothing itself: open() tells what to. Owned by the desktop; GUI
//! thread.
class ProfileKeeper : public QObject
{
    Q_OBJECT
public:
    //! \a desk must outlive it.
    ProfileKeeper(ProfileDesk &desk, QString dataFolder, std::unique_ptr<Keychain> keychain,
                  QObject *parent = nullptr);
    ~ProfileKeeper() override;

    //! Reads the stored profiles and lists them at the desk. Touches the disk: after the window is shown.
    void load();
    //! What the command line asks for. False if it names neither a token nor a stored profile.
    bool openWish(const ConnectionWish &wish);
    //! A stored profile; asks for its token where there is none. False if there is no such profile.
    bool openStored(const QString &id);

Q_SIGNALS:
    void open(const rtmscope::Opening &opening);
    //! Something to know that stops nothing, in words.
    void remark(const QString &words);

private:
    using TokenHandler = std::function<void(const Result<Secret> &)>;

    ProfileStore *store();
    void refresh();
    void connectAsked(const ConnectRequest &request);
    void saveAsked(const ConnectRequest &request);
    void duplicateAsked(const QString &id);
    void deleteAsked(const QString &id);
    void testAsked(const ConnectRequest &request);
    void probeKeychain();

    std::optional<Profile> remember(const ConnectRequest &request);
    void keepSecret(const QString &key, const Secret &fresh, bool hadKept, bool keep, bool forget,
                    std::function<void(bool kept)> done);
    void settleSecrets(const Profile &before, const Profile &profile, const ConnectRequest &request);
    void setKept(const QString &id, bool Profile::*flag, bool kept);
    Profile before(const Profile &profile) const;
    bool hasSecrets(const Profile &profile) const;
    using OpeningHandler = std::function<void(const Result<Opening> &)>;
    void withSecrets(const Opening &wanted, QObject *context, OpeningHandler ready);
    void withAppToken(const Opening &wanted, QObject *context, OpeningHandler ready);
    void withProxyPassword(const Opening &wanted, QObject *context, OpeningHandler ready);
    void withSecret(const Profile &profile, const QString &key, bool kept, QObject *context,
                    TokenHandler found);
    void start(const Opening &opening);

    ProfileDesk &m_desk;
    QString m_dataFolder;
    TokenStore m_secrets;
    std::unique_ptr<ProfileStore> m_store;
    std::unique_ptr<ConnectionTest> m_test;
    Profile m_once; //!< the connection that is not remembered, as it was opened last
};

} // namespace rtmscope
