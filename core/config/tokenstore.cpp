// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/config/tokenstore.h"

namespace rtmscope {

namespace {

//! Later, as if somebody had been asked: callers need not care where a secret was.
void later(QObject *context, std::function<void()> what)
{
    QMetaObject::invokeMethod(context, std::move(what), Qt::QueuedConnection);
}

} // namespace

TokenStore::TokenStore(std::unique_ptr<Keychain> keychain, QObject *parent)
    : QObject(parent)
    , m_keychain(std::move(keychain))
{
}

TokenStore::~TokenStore() = default;

void TokenStore::put(const QString &key, const Secret &secret, bool forever, QObject *context,
                     Keychain::DoneHandler done)
{
    m_memory.insert(key, secret);
    if (forever)
        m_keychain->write(key, secret, context, std::move(done));
    else
        later(context, [done = std::move(done)] { done(Done{}); });
}

void TokenStore::get(const QString &key, QObject *context, Keychain::ReadHandler handler)
{
    if (const auto held = m_memory.constFind(key); held != m_memory.cend())
        return later(context, [secret = *held, handler = std::move(handler)] { handler(secret); });
    m_keychain->read(key, context, std::move(handler));
}

void TokenStore::forget(const QString &key, QObject *context, Keychain::DoneHandler done)
{
    m_memory.remove(key);
    m_keychain->remove(key, context, std::move(done));
}

} // namespace rtmscope
