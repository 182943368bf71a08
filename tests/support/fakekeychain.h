// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/config/tokenstore.h"

#include <memory>
#include <optional>

namespace rtmscope::testing {

//! A keychain in memory that fails on request. The box is shared, so that a test can look into it while a
//! store owns the keychain.
class FakeKeychain final : public Keychain
{
public:
    struct Box
    {
        QHash<QString, QByteArray> secrets;
        std::optional<Error> failure; //!< what everything ends in
        int reads = 0;
    };

    explicit FakeKeychain(std::shared_ptr<Box> box)
        : m_box(std::move(box))
    {
    }

    static Error locked()
    {
        return {Error::Kind::Input,
                QStringLiteral("keychain_refused"),
                QStringLiteral("The keychain is locked."),
                {},
                {}};
    }
    static Error missing()
    {
        return {
            Error::Kind::Input, QStringLiteral("no_keychain"), QStringLiteral("No keychain runs."), {}, {}};
    }

    void read(const QString &key, QObject *context, ReadHandler handler) override
    {
        ++m_box->reads;
        const Result<Secret> answer = m_box->failure ? Result<Secret>(*m_box->failure)
                                                     : Result<Secret>(Secret(m_box->secrets.value(key)));
        QMetaObject::invokeMethod(
            context, [answer, handler = std::move(handler)] { handler(answer); }, Qt::QueuedConnection);
    }
    void write(const QString &key, const Secret &secret, QObject *context, DoneHandler handler) override
    {
        if (!m_box->failure)
            m_box->secrets.insert(key, secret.reveal());
        conclude(context, std::move(handler));
    }
    void remove(const QString &key, QObject *context, DoneHandler handler) override
    {
        if (!m_box->failure)
            m_box->secrets.remove(key);
        conclude(context, std::move(handler));
    }

private:
    void conclude(QObject *context, DoneHandler handler)
    {
        const Result<Done> answer = m_box->failure ? Result<Done>(*m_box->failure) : Result<Done>(Done{});
        QMetaObject::invokeMethod(
            context, [answer, handler = std::move(handler)] { handler(answer); }, Qt::QueuedConnection);
    }

    std::shared_ptr<Box> m_box;
};

} // namespace rtmscope::testing
