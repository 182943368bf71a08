// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/base/clock.h"
#include "core/capture/captureline.h"
#include "core/json/json.h"

#include <QCoreApplication>

#include <algorithm>
#include <string_view>

using namespace Qt::StringLiterals;

//! A capture's first line; see captureline.h.
namespace rtmscope::captureline {

namespace {

constexpr std::string_view headerStart = R"({"rtmcap":)";
//! So many sources are named, with names of this length: entries tell more apart by number only.
constexpr qsizetype mostSources = 65'535;

QByteArray list(const QStringList &texts)
{
    QByteArray out;
    for (const QString &text : texts)
        out += (out.isEmpty() ? "" : ",") + json::quoted(text);
    return '[' + out + ']';
}

} // namespace

QByteArray header(const CaptureInfo &info)
{
    QByteArray out = R"({"rtmcap":)" + QByteArray::number(info.formatVersion);
    out += ",\"program\":" + json::quoted(info.program);
    out += ",\"started\":\"" + isoUtc(info.startedAtUs) + '"';
    if (!info.teamId.isEmpty()) {
        out += ",\"team\":{\"id\":" + json::quoted(info.teamId) + ",\"name\":" + json::quoted(info.teamName) +
               '}';
    }
    if (!info.selfId.isEmpty())
        out += ",\"self\":{\"id\":" + json::quoted(info.selfId) + '}';
    if (!info.source.isEmpty())
        out += ",\"source\":" + json::quoted(info.source);
    if (!info.recording.isEmpty()) {
        out +=
            ",\"recording\":" + json::quoted(info.recording) + ",\"part\":" + QByteArray::number(info.part);
    }
    if (!info.sources.isEmpty())
        out += ",\"sources\":" + list(info.sources);
    return out + '}';
}

bool isHeader(QByteArrayView line)
{
    return line.startsWith(QByteArrayView(headerStart.data(), qsizetype(headerStart.size())));
}

Result<CaptureInfo> parseHeader(QByteArrayView line)
{
    json::Document document;
    const bool parsed = document.parse(line);
    const json::Value root = document.root();
    const auto version = parsed ? root["rtmcap"].integer() : std::nullopt;
    if (!version) {
        return Error{
            .kind = Error::Kind::Input,
            .code = u"not_a_capture_line"_s,
            .words = QCoreApplication::translate("captureline", "The first line is not that of a capture.")};
    }
    CaptureInfo info;
    info.formatVersion = int(*version);
    info.program = root["program"].text();
    info.teamId = root["team"]["id"].text();
    info.teamName = root["team"]["name"].text();
    info.selfId = root["self"]["id"].text();
    info.source = root["source"].text();
    info.recording = root["recording"].text();
    info.part = int(std::clamp<qint64>(root["part"].integer().value_or(0), 0, 1'000'000'000));
    for (const json::Value source : root["sources"].elements()) {
        if (info.sources.size() < mostSources)
            info.sources << source.text();
    }
    if (!fromIsoUtc(root["started"].text().toLatin1(), &info.startedAtUs))
        info.startedAtUs = 0;
    return info;
}

} // namespace rtmscope::captureline
