// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/clock.h"
#include "core/base/result.h"
#include "core/base/secret.h"
#include "core/connection/proxysetting.h"
#include "core/json/json.h"

#include <QList>
#include <QObject>
#include <QPair>
#include <QStringList>
#include <QUrl>

#include <chrono>
#include <functional>
#include <memory>

class QNetworkAccessManager;
class QSslConfiguration;

namespace rtmscope {

//! Arguments of a Web API method, in order. Values go out form-encoded; booleans as "1" and "0".
using ApiArguments = QList<QPair<QString, QString>>;

//! A successful ("ok":true) answer. Cheap to copy.
class ApiAnswer
{
public:
    ApiAnswer() = default;
    ApiAnswer(std::shared_ptr<json::Document> document, QByteArray raw, QUrl address)
        : m_document(std::move(document))
        , m_raw(std::move(raw))
        , m_address(std::move(address))
    {
    }
    json::Value root() const { return m_document ? m_document->root() : json::Value(); }
    const QByteArray &raw() const { return m_raw; }
    //! The member url as the server wrote it, to be dialled and never shown: some servers put our own token
    //! into it, which everywhere else in the answer is ***.
    const QUrl &address() const { return m_address; }
    QString nextCursor() const; //!< empty at the end, however the server spells that
    //! What the token may do, as the server says beside its answer (X-OAuth-Scopes); empty: not told.
    const QStringList &scopes() const { return m_scopes; }
    void setScopes(const QStringList &scopes) { m_scopes = scopes; }

private:
    std::shared_ptr<json::Document> m_document;
    QByteArray m_raw;
    QUrl m_address;
    QStringList m_scopes;
};

//! What was called and what came of it: for the record and the log. Holds no token; tickets in raw are
//! masked.
struct ApiCall
{
    QString method;
    ApiArguments arguments;
    int httpStatus = 0; //!< 0: no answer
    bool ok = false;
    QString error; //!< code, when not ok
    qint64 durationMs = 0;
    qint64 tlsMs = -1; //!< of that, TCP and TLS; negative: not encrypted, or the connection was open already
    qint64 serverUs = 0; //!< the server's own time when it answered, to a second; 0: not told
    QByteArray answer;   //!< JSON, or empty when the body was not JSON
};

//! Slack's Web API over QNetworkAccessManager. Owned by its session; lives in its thread.
//! POST, form-encoded, Bearer header; the token goes to the API host only, redirects to another host are
//! refused. A 429 pauses that method for Retry-After (30 s if the header is missing or names no time, 7 days
//! at most) and then repeats the call by itself, for as long as setPatience() allows; other methods go on.
//! Nothing else is repeated, least of all a call that writes. Plain http is allowed to loopback only.
class WebApi : public QObject
{
    Q_OBJECT
public:
    //! What comes of a call.
    using Handler = std::function<void(const Result<ApiAnswer> &)>;

    WebApi(QUrl base, Secret token, const Clock &clock, QObject *parent = nullptr);
    ~WebApi() override;

    //! Calls \a method; \a handler runs in \a context's thread, never after \a context died, exactly once and
    //! never before call() has returned. Only a WebApi that is itself destroyed leaves handlers uncalled.
    void call(const QString &method, const ApiArguments &arguments, QObject *context, Handler handler);
    //! The same, but a 429 is handed back as an error instead of being waited out.
    void callOnce(const QString &method, const ApiArguments &arguments, QObject *context, Handler handler);
    //! The same without the token; for api.test, which needs none.
    void callWithoutToken(const QString &method, const ApiArguments &arguments, QObject *context,
                          Handler handler);
    //! All pages of a cursor method, one after the other; \a page returns false to stop early. A server whose
    //! cursors come round, or that has ever more pages, is left after a while: \a end is told by an error
    //! (pages_go_round, pages_do_not_end), and pagesGaveUp() tells everybody.
    void callPages(const QString &method, const ApiArguments &arguments, QObject *context,
                   std::function<bool(const ApiAnswer &page)> page,
                   std::function<void(const Result<Done> &)> end);
    //! While true, methods that others could notice (chat.*, reactions.*, conversations.mark …) are refused
    //! with code "observing". See LiveSession::setArmed.
    void setReadOnly(bool readOnly);
    //! Whether \a method only reads. Unknown methods count as writing: in Observe a mistake must stay
    //! harmless.
    static bool onlyReads(const QString &method);
    //! The body of a call, as it goes on the wire; for previews.
    static QByteArray bodyOf(const ApiArguments &arguments);
    void setRequestTimeout(std::chrono::milliseconds timeout); //!< 30 s unless set
    void
    setRetryAfterFallback(std::chrono::milliseconds wait); //!< for a 429 that says no time; 30 s unless set
    //! A call that meets its \a attempts-th 429, or is told to wait longer than \a mostWait, ends with that
    //! error. 0, the default for both: no bound.
    void setPatience(int attempts, std::chrono::milliseconds mostWait);
    void
    setMostPages(int pages); //!< after so many callPages() gives up a list that does not end; 500 unless set
    //! The system's unless set. Returns the problem if it can't be used; calls are then refused with it.
    Result<Done> setProxy(const ProxySetting &proxy);
    //! A PEM file with further certificate authorities; empty: the system's only. As setProxy().
    Result<Done> setCaFile(const QString &path);
    const QSslConfiguration &tls() const; //!< what the stream has to use too
    const QUrl &base() const;             //!< with the slash at its end
    QNetworkAccessManager &network();
    //! The connections kept for the next call may be as dead as the stream was: the next call makes a new
    //! one.
    void forgetConnections();

Q_SIGNALS:
    void finished(const rtmscope::ApiCall &call);
    //! A list was left unfinished, as it had no end.
    void pagesGaveUp(const QString &method, const rtmscope::Error &error);
    //! A 429 was met; the call goes on by itself after \a error's retryAfter.
    void rateLimited(const QString &method, const rtmscope::Error &error);

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace rtmscope
