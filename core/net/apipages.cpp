// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/net/apipages.h"

#include "core/base/logcategories.h"
#include "core/errors/answererrors.h"

#include <QCryptographicHash>
#include <QPointer>
#include <QSet>

using namespace Qt::StringLiterals;

namespace rtmscope {

namespace {

// Pages may be empty without being the last (protocol 9), but not for ever.
constexpr int mostRepeats = 10;

//! One walk under way; lives as long as a call of it does.
class Walk : public std::enable_shared_from_this<Walk>
{
public:
    Walk(WebApi &api, PageWalk walk)
        : m_api(api)
        , m_walk(std::move(walk))
        , m_context(m_walk.context)
    {
    }

    void next(const QString &cursor)
    {
        ApiArguments arguments = m_walk.arguments;
        if (!cursor.isEmpty())
            arguments.append({u"cursor"_s, cursor});
        m_api.call(m_walk.method, arguments, m_context,
                   [self = shared_from_this()](const Result<ApiAnswer> &result) { self->answered(result); });
    }

private:
    void answered(const Result<ApiAnswer> &result)
    {
        if (!result)
            return m_walk.end(result.error());
        ++m_count;
        const QString cursor = result->nextCursor();
        const bool more = m_walk.page(*result) && !cursor.isEmpty();
        if (!more)
            return m_walk.end(Done{});
        // Cursors may come round in a circle of any size, and a server may think of ever new ones.
        if (m_cursors.contains(cursor))
            return giveUp(true);
        if (m_count >= m_walk.mostPages || (holdsTheSame(*result) && m_repeats >= mostRepeats))
            return giveUp(false);
        m_cursors.insert(cursor);
        next(cursor);
    }

    //! Whether the page says what the one before it said, cursors aside. A few in a row may: pages may be
    //! empty.
    bool holdsTheSame(const ApiAnswer &answer)
    {
        QCryptographicHash hash(QCryptographicHash::Md5); // no secret: only to tell pages apart
        for (const auto member : answer.root().members()) {
            if (member.key != "response_metadata" && member.key != "cache_ts")
                hash.addData(member.value.toJson());
        }
        const QByteArray content = hash.result();
        const bool same = content == std::exchange(m_lastContent, content);
        m_repeats = same ? m_repeats + 1 : 0;
        return same;
    }

    void giveUp(bool isCircle)
    {
        qCInfo(lcNet, "%s: left after %d pages, %s", qUtf8Printable(m_walk.method), m_count,
               isCircle ? "its cursors go round" : "it does not end");
        const Error error = endlessPagesError(m_walk.method, m_count, isCircle);
        Q_EMIT m_api.pagesGaveUp(m_walk.method, error);
        m_walk.end(error);
    }

    WebApi &m_api;
    PageWalk m_walk;
    QPointer<QObject> m_context;
    QSet<QString> m_cursors;  //!< those that were followed
    QByteArray m_lastContent; //!< what the page before held, as a digest
    int m_repeats = 0;        //!< pages in a row that held the same
    int m_count = 0;
};

} // namespace

void walkPages(WebApi &api, PageWalk walk)
{
    std::make_shared<Walk>(api, std::move(walk))->next({});
}

} // namespace rtmscope
