// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/result.h"
#include "core/base/secret.h"

#include <QHash>
#include <QObject>
#include <QString>

#include <functional>
#include <memory>

namespace rtmscope {

//! Where secrets survive the end of the program: the system's keychain, or a fake in tests. One thread;
//! answers come later, through the event loop, and never after \a context died.
class Keychain
{
public:
    using ReadHandler = std::function<void(const Result<Secret> &)>;
    using DoneHandler = std::function<void(const Result<Done> &)>;

    virtual ~Keychain() = default;
    //! An empty secret if there is none under \a key. Errors are of Input kind with the codes no_keychain
    //! (none there, or none running), keychain_refused (locked and not opened, or denied) and
    //! keychain_failed.
    virtual void read(const QString &key, QObject *context, ReadHandler handler) = 0;
    virtual void write(const QString &key, const Secret &secret, QObject *context, DoneHandler handler) = 0;
    virtual void remove(const QString &key, QObject *context, DoneHandler handler) = 0;

    //! The system's, by QtKeychain: libsecret (GNOME Keyring and others), KWallet, the macOS Keychain, the
    //! Windows Credential Store. Where this build has no QtKeychain, everything ends in no_keychain. Never a
    //! plain file.
    static std::unique_ptr<Keychain> system();
};

//! The secrets in use: always in memory until the program quits and, where asked for, in the keychain. Owned
//! by app/; one thread.
class TokenStore : public QObject
{
    Q_OBJECT
public:
    explicit TokenStore(std::unique_ptr<Keychain> keychain, QObject *parent = nullptr);
    ~TokenStore() override;

    //! Keeps \a secret until quit and, if \a forever, in the keychain. \a done tells whether the latter
    //! worked; if not, the secret still serves until quit.
    void put(const QString &key, const Secret &secret, bool forever, QObject *context,
             Keychain::DoneHandler done);
    //! From memory, else from the keychain. An empty secret if there is none.
    void get(const QString &key, QObject *context, Keychain::ReadHandler handler);
    //! From memory and keychain.
    void forget(const QString &key, QObject *context, Keychain::DoneHandler done);
    bool isInMemory(const QString &key) const { return m_memory.contains(key); }

private:
    std::unique_ptr<Keychain> m_keychain;
    QHash<QString, Secret> m_memory;
};

} // namespace rtmscope
