// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
//
// Keychain::system(): the only place that knows QtKeychain.
#include "core/base/logcategories.h"
#include "core/config/tokenstore.h"

#include <QCoreApplication>

#ifdef RTMSCOPE_HAS_KEYCHAIN
#include <qt6keychain/keychain.h>
#endif

using namespace Qt::StringLiterals;

namespace rtmscope {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("Keychain", text);
}

Error keychainError(const QString &code, const QString &words, const QString &detail = {})
{
    qCInfo(lcConfig, "keychain: %s", qUtf8Printable(code));
    return Error{Error::Kind::Input, code, words, maskSecrets(detail), {}};
}

#ifdef RTMSCOPE_HAS_KEYCHAIN

Error errorOf(const QKeychain::Job &job)
{
    const QString detail = job.errorString();
    const Error nobody = keychainError(
        u"no_keychain"_s, tr("No keychain service runs in this session, such as GNOME Keyring or KWallet."),
        detail);
    switch (job.error()) {
    case QKeychain::NoBackendAvailable:
    case QKeychain::NotImplemented:
        return nobody;
    case QKeychain::AccessDenied:
    case QKeychain::AccessDeniedByUser:
        return keychainError(u"keychain_refused"_s,
                             tr("The keychain stayed locked or refused access. Unlock it and try again."),
                             detail);
    default:
        // Without a service libsecret fails in general terms; only the bus's words say that nobody answers.
        if (detail.contains("org.freedesktop.secrets"_L1) || detail.contains("D-Bus"_L1))
            return nobody;
        return keychainError(u"keychain_failed"_s, tr("The system’s keychain can’t be used right now."),
                             detail);
    }
}

class SystemKeychain final : public Keychain
{
public:
    void read(const QString &key, QObject *context, ReadHandler handler) override
    {
        auto *job = new QKeychain::ReadPasswordJob(service());
        begin(job, key, context, [job, handler = std::move(handler)] {
            if (job->error() == QKeychain::EntryNotFound)
                handler(Secret());
            else if (job->error() != QKeychain::NoError)
                handler(errorOf(*job));
            else
                handler(Secret(job->binaryData()));
        });
    }
    void write(const QString &key, const Secret &secret, QObject *context, DoneHandler handler) override
    {
        auto *job = new QKeychain::WritePasswordJob(service());
        job->setBinaryData(secret.reveal());
        begin(job, key, context, [job, handler = std::move(handler)] { conclude(*job, handler); });
    }
    void remove(const QString &key, QObject *context, DoneHandler handler) override
    {
        auto *job = new QKeychain::DeletePasswordJob(service());
        begin(job, key, context, [job, handler = std::move(handler)] { conclude(*job, handler); });
    }

private:
    static QString service() { return u"org.rtmscope.Rtmscope"_s; }
    static void conclude(const QKeychain::Job &job, const DoneHandler &handler)
    {
        // What was to be removed and is not there is gone, as asked.
        if (job.error() == QKeychain::NoError || job.error() == QKeychain::EntryNotFound)
            handler(Done{});
        else
            handler(errorOf(job));
    }
    static void begin(QKeychain::Job *job, const QString &key, QObject *context,
                      std::function<void()> finished)
    {
        job->setKey(key);
        job->setInsecureFallback(false); // better forgotten than in a plain file
        QObject::connect(job, &QKeychain::Job::finished, context, std::move(finished));
        job->start();
    }
};

#else

//! This build has nobody to ask.
class NoKeychain final : public Keychain
{
public:
    void read(const QString &, QObject *context, ReadHandler handler) override
    {
        later(context, [handler = std::move(handler)] { handler(problem()); });
    }
    void write(const QString &, const Secret &, QObject *context, DoneHandler handler) override
    {
        later(context, [handler = std::move(handler)] { handler(problem()); });
    }
    void remove(const QString &, QObject *context, DoneHandler handler) override
    {
        later(context, [handler = std::move(handler)] { handler(Done{}); }); // nothing can be there
    }

private:
    static Error problem()
    {
        return keychainError(u"no_keychain"_s, tr("This build of Rtmscope can't use the system's keychain."));
    }
    static void later(QObject *context, std::function<void()> what)
    {
        QMetaObject::invokeMethod(context, std::move(what), Qt::QueuedConnection);
    }
};

#endif

} // namespace

std::unique_ptr<Keychain> Keychain::system()
{
#ifdef RTMSCOPE_HAS_KEYCHAIN
    return std::make_unique<SystemKeychain>();
#else
    return std::make_unique<NoKeychain>();
#endif
}

} // namespace rtmscope
