// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QDebug>
#include <QList>
#include <QString>

class QUrl;

namespace rtmscope {

//! A token, cookie or socket URL. Prints as *** everywhere; the bytes come out only by reveal(), which is
//! called at the two places that put them on the wire (request header, socket open) and nowhere else.
class Secret
{
public:
    Secret() = default;
    explicit Secret(QByteArray bytes)
        : m_bytes(std::move(bytes))
    {
    }

    bool isEmpty() const { return m_bytes.isEmpty(); }
    const QByteArray &reveal() const { return m_bytes; }
    //! For people: the prefix up to the first dash group and the last four characters ("xoxb-…3f9a").
    QString masked() const;

    //! Replaces the secret by *** wherever it stands in \a bytes; true if it did.
    bool maskIn(QByteArray &bytes) const;
    //! Too short to be a secret: masking it would tear holes everywhere.
    bool isTrivial() const { return m_bytes.size() < 8; }

    friend bool operator==(const Secret &, const Secret &) = default;
    friend QDebug operator<<(QDebug debug, const Secret &) { return debug << "***"; }

private:
    QByteArray m_bytes;
};

//! What in a socket's address lets one in: the last part of its path, the values of its query.
QList<Secret> ticketsOf(const QUrl &url);

//! Replaces everything in \a text that looks like a token, ticket URL or cookie by ***. The last net before
//! text from outside (an error string of Qt or a server) reaches a screen, log or file.
QString maskSecrets(QString text);

} // namespace rtmscope
