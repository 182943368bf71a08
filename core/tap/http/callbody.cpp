// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/tap/http/callbody.h"

#include "core/json/json.h"
#include "core/json/objectbuilder.h"
#include "core/json/tree.h"

#include <QUrl>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace rtmscope::http {

namespace {

using Fields = QList<std::pair<QString, QString>>;

constexpr qsizetype mostFields = 200;

QString decoded(QByteArray text)
{
    return QUrl::fromPercentEncoding(text.replace('+', ' '));
}

Fields formFields(QByteArrayView form)
{
    Fields fields;
    const QList<QByteArray> pairs = form.toByteArray().split('&');
    for (const QByteArray &pair : pairs) {
        const qsizetype equals = pair.indexOf('=');
        if (pair.isEmpty() || fields.size() >= mostFields)
            continue;
        fields.append({decoded(equals < 0 ? pair : pair.left(equals)),
                       equals < 0 ? QString() : decoded(pair.mid(equals + 1))});
    }
    return fields;
}

//! The value of \a name in a header such as: form-data; name="file"; filename="a.png".
QString parameter(const QByteArray &header, const QByteArray &name)
{
    const QByteArray key = ' ' + name + "=\"";
    const qsizetype at = header.indexOf(key);
    if (at < 0)
        return {};
    const qsizetype begin = at + key.size();
    return QString::fromUtf8(header.mid(begin, header.indexOf('"', begin) - begin));
}

QString partField(const QByteArray &head, const QByteArray &content, QString *value)
{
    QByteArray disposition;
    const QList<QByteArray> lines = head.split('\n');
    for (const QByteArray &line : lines) {
        if (line.toLower().startsWith("content-disposition:"))
            disposition = line.trimmed();
    }
    const QString file = parameter(disposition, "filename");
    *value = file.isEmpty() ? QString::fromUtf8(content)
                            : u"%1 (%2 bytes)"_s.arg(file, QString::number(content.size()));
    return parameter(disposition, "name");
}

//! As far as the body was kept: a part that is cut off counts as what is there.
Fields multipartFields(const QByteArray &contentType, const QByteArray &body)
{
    const qsizetype at = contentType.toLower().indexOf("boundary=");
    if (at < 0)
        return {};
    QByteArray boundary = contentType.mid(at + 9).split(';').constFirst().trimmed();
    if (boundary.startsWith('"'))
        boundary = boundary.mid(1, boundary.indexOf('"', 1) - 1);
    if (boundary.isEmpty())
        return {};
    Fields fields;
    const QByteArray line = "--" + boundary;
    for (qsizetype from = body.indexOf(line); from >= 0 && fields.size() < mostFields;) {
        const qsizetype begin = from + line.size();
        const qsizetype next = body.indexOf("\r\n" + line, begin);
        const QByteArray part = body.mid(begin, next < 0 ? -1 : next - begin);
        const qsizetype headEnd = part.indexOf("\r\n\r\n");
        QString value;
        if (headEnd >= 0) {
            const QString name = partField(part.left(headEnd), part.mid(headEnd + 4), &value);
            fields.append({name, value});
        }
        from = next < 0 ? -1 : next + 2;
    }
    return fields;
}

bool isJson(const QByteArray &contentType)
{
    return contentType.toLower().startsWith("application/json");
}

Fields bodyFields(const QByteArray &contentType, const QByteArray &body)
{
    const QByteArray type = contentType.toLower();
    if (type.startsWith("application/x-www-form-urlencoded"))
        return formFields(body);
    if (type.startsWith("multipart/form-data"))
        return multipartFields(contentType, body);
    return {};
}

bool isSecretName(const QString &name)
{
    constexpr std::array names{
        "token"_L1,         "access_token"_L1, "refresh_token"_L1,  "bot_access_token"_L1,
        "client_secret"_L1, "app_token"_L1,    "response_url"_L1,   "upload_url"_L1,
        "trigger_id"_L1,    "ticket"_L1,       "signing_secret"_L1, "verification_token"_L1,
        "cookie"_L1,        "webhook_url"_L1};
    return std::any_of(names.begin(), names.end(), [&name](QLatin1StringView each) { return name == each; });
}

//! A code of OAuth is worth a token.
bool isSecretArgument(const QString &name)
{
    return isSecretName(name) || name == "code"_L1 || name == "code_verifier"_L1;
}

void addField(json::ObjectBuilder &out, const QString &name, const QString &value)
{
    const bool isSecret = isSecretArgument(name) && !value.isEmpty();
    out.text(name.toUtf8().constData(), isSecret ? u"***"_s : maskSecrets(value));
}

//! A JSON object's members, one after the other, without its braces and without the token.
QByteArray membersOf(const QByteArray &object)
{
    const QByteArray masked = withoutSecrets(object);
    json::Document document;
    if (!document.parse(masked) || !document.root().isObject())
        return {};
    QByteArray members;
    for (const auto &[key, value] : document.root().members()) {
        if (key == "token")
            continue;
        const bool isSecret = value.isString() && isSecretArgument(json::fromUtf8(key));
        members += (members.isEmpty() ? "" : ",") + json::quoted(key) + ':' +
                   (isSecret ? QByteArray("\"***\"") : value.toJson());
    }
    return members;
}

void addToken(QList<Secret> *tokens, const QByteArray &text)
{
    const Secret token(text.trimmed());
    if (!token.isTrivial() && !tokens->contains(token))
        tokens->append(token);
}

} // namespace

QByteArray argumentsOf(QByteArrayView query, const QByteArray &contentType, const QByteArray &body)
{
    json::ObjectBuilder out;
    const Fields fields = formFields(query) + bodyFields(contentType, body);
    for (const auto &[name, value] : fields) {
        if (name != "token"_L1)
            addField(out, name, value);
    }
    QByteArray object = out.close();
    const QByteArray members = isJson(contentType) ? membersOf(body) : QByteArray();
    if (!members.isEmpty())
        object.insert(object.size() - 1, (object == "{}" ? "" : ",") + members);
    return object;
}

QList<Secret> tokensOf(const QByteArray &authorization, QByteArrayView query, const QByteArray &contentType,
                       const QByteArray &body)
{
    QList<Secret> tokens;
    if (authorization.toLower().startsWith("bearer "))
        addToken(&tokens, authorization.mid(7));
    const Fields fields = formFields(query) + bodyFields(contentType, body);
    for (const auto &[name, value] : fields) {
        if (name == "token"_L1 || name == "client_secret"_L1 || name == "refresh_token"_L1)
            addToken(&tokens, value.toUtf8());
    }
    json::Document document;
    if (isJson(contentType) && document.parse(body))
        addToken(&tokens, document.root()["token"].text().toUtf8());
    return tokens;
}

QByteArray withoutSecrets(const QByteArray &json)
{
    const json::Tree tree = json::Tree::parse(json);
    QByteArray out;
    qsizetype copied = 0;
    for (int i = 0; i < tree.size(); ++i) {
        const json::Tree::Node &node = tree.node(i);
        if (node.kind != json::Kind::String || node.end - node.begin <= 2)
            continue;
        const QString text = tree.string(i);
        const QString masked = node.keyBegin >= 0 && isSecretName(tree.key(i)) ? u"***"_s : maskSecrets(text);
        if (masked == text)
            continue;
        out += json.mid(copied, node.begin - copied) + json::quoted(QStringView(masked));
        copied = node.end;
    }
    return copied == 0 ? json : out + json.mid(copied);
}

} // namespace rtmscope::http
