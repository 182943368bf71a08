// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/manifest/appmanifest.h"

#include "core/json/json.h"

#include <QFile>

#include <algorithm>

using namespace Qt::StringLiterals;

//! Out here, as Q_INIT_RESOURCE wants it: a static library's resources are found only once this was called.
static void loadManifests()
{
    Q_INIT_RESOURCE(rtmscope_manifests);
}

namespace rtmscope::appmanifest {

namespace {

//! Plain where YAML takes it for a text and nothing else: the words of our manifests, with colons inside.
bool isPlain(std::string_view text)
{
    const auto isUsual = [](char byte) {
        return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || (byte >= '0' && byte <= '9') ||
               byte == '_' || byte == '-' || byte == '.' || byte == ':' || byte == ' ';
    };
    return !text.empty() && std::all_of(text.begin(), text.end(), isUsual) && text.front() >= 'A' &&
           text.back() != ':' && text.find(": ") == std::string_view::npos && text != "true" &&
           text != "false" && text != "null" && text != "yes" && text != "no";
}

void addYaml(json::Value value, int depth, QByteArray *out)
{
    const QByteArray indent(depth * 2, ' ');
    for (const auto &[key, member] : value.members()) {
        *out += indent + QByteArray(key.data(), static_cast<qsizetype>(key.size())) + ':';
        if (member.isObject() || member.isArray()) {
            *out += '\n';
            addYaml(member, depth + 1, out);
        } else {
            *out += ' ';
            addYaml(member, 0, out);
            *out += '\n';
        }
    }
    for (const auto &element : value.elements()) {
        *out += indent + "- ";
        addYaml(element, 0, out);
        *out += '\n';
    }
    if (value.isObject() || value.isArray())
        return;
    const std::string_view text = value.string();
    *out += value.isString() && isPlain(text) ? QByteArray(text.data(), static_cast<qsizetype>(text.size()))
                                              : value.toJson(); // JSON's texts are YAML's too
}

} // namespace

QByteArray json(Kind kind)
{
    loadManifests();
    QFile file(kind == Kind::Bot ? u":/rtmscope/manifests/bot.json"_s
                                 : u":/rtmscope/manifests/myself.json"_s);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QByteArray yaml(Kind kind)
{
    json::Document document;
    QByteArray out;
    if (document.parse(json(kind)))
        addYaml(document.root(), 0, &out);
    return out;
}

QUrl creationPage(Kind kind)
{
    json::Document document;
    if (!document.parse(json(kind)))
        return appsPage();
    // All of it is encoded: some browsers and mail programs cut an address at the first brace or quote.
    return QUrl::fromEncoded("https://api.slack.com/apps?new_app=1&manifest_json=" +
                             document.root().toJson().toPercentEncoding());
}

QUrl appsPage()
{
    return QUrl(u"https://api.slack.com/apps"_s);
}

} // namespace rtmscope::appmanifest
