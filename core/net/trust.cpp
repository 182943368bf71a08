// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/net/trust.h"

#include "core/base/secret.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QSslCertificate>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace rtmscope {

namespace {

// The bundles of whole operating systems have some 300 kilobytes.
constexpr qint64 mostFileBytes = 16 * 1024 * 1024;

QString tr(const char *text)
{
    return QCoreApplication::translate("Trust", text);
}

Error badFile(const QString &words, const QString &detail = {})
{
    return Error{Error::Kind::Input, u"bad_ca_file"_s, words, detail, {}};
}

Result<QList<QSslCertificate>> certificatesIn(const QString &path)
{
    const QString shown = QDir::toNativeSeparators(path);
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return badFile(
            tr("The file with certificate authorities, %1, can't be read. Choose another one, or leave "
               "the field empty.")
                .arg(shown),
            file.errorString());
    const auto certificates = QSslCertificate::fromData(file.read(mostFileBytes), QSsl::Pem);
    if (certificates.isEmpty())
        return badFile(
            tr("There is no certificate in %1. It has to be a PEM file, with lines that say “BEGIN "
               "CERTIFICATE”.")
                .arg(shown));
    return certificates;
}

enum class Check : quint8 { Expired, NotYetValid, WrongHost, Revoked, SelfSigned, UnknownAuthority, Other };

struct CheckRow
{
    Check check;
    const char *code;
    const char *words;
};

//! In the order in which they are told; the first that failed gives the code.
constexpr std::array checkRows{
    CheckRow{Check::Expired, "tls_expired",
             QT_TRANSLATE_NOOP("Trust",
                               "it has expired (it was valid until %1), or this computer’s clock is wrong")},
    CheckRow{Check::NotYetValid, "tls_not_yet_valid",
             QT_TRANSLATE_NOOP("Trust", "it is not valid before %1, or this computer’s clock is wrong")},
    CheckRow{Check::Revoked, "tls_revoked", QT_TRANSLATE_NOOP("Trust", "its issuer has revoked it")},
    CheckRow{Check::WrongHost, "tls_wrong_host", QT_TRANSLATE_NOOP("Trust", "it is for another host (%1)")},
    CheckRow{
        Check::SelfSigned, "tls_self_signed",
        QT_TRANSLATE_NOOP("Trust", "it is signed by itself, not by an authority that this computer trusts")},
    CheckRow{Check::UnknownAuthority, "tls_unknown_authority",
             QT_TRANSLATE_NOOP("Trust", "it was issued by an authority that this computer does not trust")},
    CheckRow{Check::Other, "tls_failed", QT_TRANSLATE_NOOP("Trust", "it can’t be used for this (%1)")},
};

Check checkOf(QSslError::SslError error)
{
    switch (error) {
    case QSslError::CertificateExpired:
        return Check::Expired;
    case QSslError::CertificateNotYetValid:
        return Check::NotYetValid;
    case QSslError::HostNameMismatch:
        return Check::WrongHost;
    case QSslError::CertificateRevoked:
        return Check::Revoked;
    case QSslError::SelfSignedCertificate:
    case QSslError::SelfSignedCertificateInChain:
        return Check::SelfSigned;
    case QSslError::UnableToGetIssuerCertificate:
    case QSslError::UnableToGetLocalIssuerCertificate:
    case QSslError::UnableToVerifyFirstCertificate:
    case QSslError::CertificateUntrusted:
        return Check::UnknownAuthority;
    default:
        return Check::Other;
    }
}

//! "Common name (organization)", with what there is of it.
QString nameIn(const QStringList &commonName, const QStringList &organization)
{
    const QString name = commonName.value(0);
    const QString owner = organization.value(0);
    if (name.isEmpty() || owner.isEmpty() || name == owner)
        return name.isEmpty() && owner.isEmpty() ? tr("nobody it names") : name.isEmpty() ? owner : name;
    return u"%1 (%2)"_s.arg(name, owner);
}

QString issuerOf(const QSslCertificate &certificate)
{
    return nameIn(certificate.issuerInfo(QSslCertificate::CommonName),
                  certificate.issuerInfo(QSslCertificate::Organization));
}

QString hostsOf(const QSslCertificate &certificate)
{
    QStringList names = certificate.subjectAlternativeNames().values();
    if (names.isEmpty())
        names = certificate.subjectInfo(QSslCertificate::CommonName);
    constexpr qsizetype mostNames = 3;
    const bool more = names.size() > mostNames;
    names = names.mid(0, mostNames);
    if (more)
        names.append(u"…"_s);
    return names.isEmpty() ? tr("none that it names") : names.join(u", "_s);
}

QString reason(const CheckRow &row, const QSslError &error, const QSslCertificate &certificate)
{
    const QString words = tr(row.words);
    switch (row.check) {
    case Check::Expired:
        return words.arg(certificate.expiryDate().toUTC().date().toString(Qt::ISODate));
    case Check::NotYetValid:
        return words.arg(certificate.effectiveDate().toUTC().date().toString(Qt::ISODate));
    case Check::WrongHost:
        return words.arg(hostsOf(certificate));
    case Check::Other:
        return words.arg(error.errorString());
    default:
        return words;
    }
}

QString detailOf(const QList<QSslError> &errors, const QSslCertificate &certificate)
{
    QStringList lines;
    for (const QSslError &error : errors)
        lines.append(error.errorString());
    lines.removeDuplicates();
    if (!certificate.isNull()) {
        const auto day = [](const QDateTime &moment) { return moment.toUTC().toString(Qt::ISODate); };
        lines << tr("Certificate for: %1").arg(hostsOf(certificate))
              << tr("Issued by: %1").arg(issuerOf(certificate))
              << tr("Valid: %1 to %2").arg(day(certificate.effectiveDate()), day(certificate.expiryDate()))
              << tr("SHA-256: %1")
                     .arg(QString::fromLatin1(certificate.digest(QCryptographicHash::Sha256).toHex(':')));
    }
    return maskSecrets(lines.join(u'\n'));
}

//! The server's own certificate: the one that most errors speak of may be its issuer's.
QSslCertificate leafOf(const QList<QSslError> &errors)
{
    const auto isLeaf = [](const QSslError &error) {
        return !error.certificate().isNull() && !error.certificate().isSelfSigned();
    };
    const auto leaf = std::find_if(errors.begin(), errors.end(), isLeaf);
    if (leaf != errors.end())
        return leaf->certificate();
    return errors.isEmpty() ? QSslCertificate() : errors.constFirst().certificate();
}

} // namespace

Result<QSslConfiguration> trustWith(const QString &caFile)
{
    QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
    configuration.setProtocol(QSsl::TlsV1_2OrLater);
    if (caFile.isEmpty())
        return configuration;
    const auto extra = certificatesIn(caFile);
    if (!extra)
        return extra.error();
    // Setting a list turns off that the system's are looked up on demand, so they are named too.
    configuration.setCaCertificates(QSslConfiguration::systemCaCertificates() + *extra);
    return configuration;
}

Error tlsError(const QString &host, const QList<QSslError> &errors)
{
    const QSslCertificate certificate = leafOf(errors);
    QStringList reasons;
    QString code;
    for (const CheckRow &row : checkRows) {
        const auto failed = std::find_if(errors.begin(), errors.end(), [&row](const QSslError &error) {
            return checkOf(error.error()) == row.check;
        });
        if (failed == errors.end())
            continue;
        if (code.isEmpty())
            code = QString::fromLatin1(row.code);
        const QSslCertificate own = failed->certificate();
        reasons.append(reason(row, *failed, own.isNull() ? certificate : own));
    }
    QString words =
        tr("%1 could not prove who it is, so nothing was sent. Its certificate, issued by %2, was not "
           "accepted: %3.")
            .arg(host, issuerOf(certificate), reasons.join(tr("; and ")));
    if (code == "tls_self_signed"_L1 || code == "tls_unknown_authority"_L1)
        words += u' ' +
                 tr("If you know that authority, as with a company’s proxy, give its certificate file (PEM) "
                    "as extra CA file.");
    return Error{Error::Kind::Network, code, words, detailOf(errors, certificate), {}};
}

} // namespace rtmscope
