// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
//
// files.*
#include "core/demo/methods/methodparts.h"
#include "core/demo/methods/webmethods.h"
#include "core/json/json.h"

#include <algorithm>
#include <array>

namespace rtmscope::demo {

namespace {

constexpr std::size_t mostUploads = 50; // that wait for their content or their end

struct FileKind
{
    const char *extension;
    const char *mimeType;
};

constexpr std::array fileKinds{FileKind{"png", "image/png"},       FileKind{"jpg", "image/jpeg"},
                               FileKind{"jpeg", "image/jpeg"},     FileKind{"gif", "image/gif"},
                               FileKind{"pdf", "application/pdf"}, FileKind{"csv", "text/csv"},
                               FileKind{"txt", "text/plain"},      FileKind{"json", "application/json"}};

QByteArray extensionOf(const QByteArray &name)
{
    const qsizetype dot = name.lastIndexOf('.');
    return dot < 0 ? QByteArray("txt") : name.mid(dot + 1).toLower();
}

} // namespace

File WebMethods::makeFile(const QByteArray &id, const QByteArray &name, const QByteArray &title,
                          const QByteArray &content, const Caller &caller)
{
    const QByteArray extension = extensionOf(name);
    const auto *const known = std::find_if(fileKinds.begin(), fileKinds.end(),
                                           [&](const FileKind &kind) { return extension == kind.extension; });
    const QByteArray url = m_world.baseUrl() + "/files/" + id + '/' + name.toPercentEncoding();
    const qint64 nowS = m_world.nowUs() / 1'000'000;
    ObjectWriter json;
    json.text("id", id).number("created", nowS).number("timestamp", nowS).text("name", name);
    json.text("title", title.isEmpty() ? name : title);
    json.text("mimetype", known != fileKinds.end() ? known->mimeType : "application/octet-stream");
    json.text("filetype", extension).text("pretty_type", extension.toUpper()).text("user", caller.userId);
    json.text("user_team", teamId).number("size", content.size()).text("mode", "hosted");
    json.flag("editable", false).flag("is_external", false).text("external_type", "").flag("is_public", true);
    json.flag("public_url_shared", false).flag("display_as_bot", false).text("username", "");
    json.text("url_private", url).text("url_private_download", url).text("permalink", url);
    return {id, caller.userId, json.text("file_access", "visible").done(), {}, content};
}

bool WebMethods::share(const QList<File> &files, const QByteArray &channelId, const Arguments &arguments,
                       const Caller &caller, QByteArray *problem)
{
    Channel *channel = channelId.isEmpty() ? nullptr : writable(channelId, caller, problem);
    if (channel == nullptr && !channelId.isEmpty())
        return false;
    Draft draft;
    draft.user = caller.userId;
    draft.text = canonicalText(arguments.value("initial_comment"));
    draft.threadTs = arguments.ts("thread_ts").value_or(0);
    if (draft.threadTs != 0 && (channel == nullptr || channel->find(draft.threadTs) == nullptr)) {
        *problem = "thread_not_found";
        return false;
    }
    QList<QByteArray> all;
    for (File file : files) {
        if (channel != nullptr)
            file.channels = {channel->id};
        m_world.addFile(file);
        all.append(file.json);
        for (const char *type : {"file_created", "file_shared"}) {
            ObjectWriter event;
            event.text("type", type).text("file_id", file.id).text("user_id", caller.userId);
            event.raw("file", ObjectWriter().text("id", file.id).done());
            if (channel != nullptr)
                event.text("channel_id", channel->id);
            m_world.send(event.text("event_ts", tsText(m_world.freshTs())).done(),
                         channel != nullptr ? Audience{channel, {}, {}, {}}
                                            : Audience{nullptr, caller.userId, {}, {}});
        }
    }
    if (channel == nullptr)
        return true;
    draft.members = "\"files\":" + rawArray(all) + R"(,"upload":true,"display_as_bot":false)";
    m_world.post(*channel, draft);
    return true;
}

QByteArray WebMethods::filesInfo(const Arguments &arguments, const Caller &)
{
    const File *file = m_world.file(arguments.value("file"));
    if (file == nullptr)
        return errorAnswer("file_not_found");
    const QByteArray json = file->json.chopped(1) + ",\"channels\":" + textArray(file->channels) +
                            R"(,"groups":[],"ims":[],"comments_count":0})";
    return okAnswer()
        .raw("file", json)
        .raw("comments", "[]")
        .raw("response_metadata", cursorMember({}))
        .done();
}

//! In pages of the old kind: "count" and "page".
QByteArray WebMethods::filesList(const Arguments &arguments, const Caller &)
{
    QList<QByteArray> matching;
    for (auto file = m_world.files().rbegin(); file != m_world.files().rend(); ++file) {
        const bool wanted =
            (!arguments.has("user") || file->user == arguments.value("user")) &&
            (!arguments.has("channel") || file->channels.contains(arguments.value("channel")));
        if (wanted)
            matching.append(file->json);
    }
    const qsizetype count = std::clamp(arguments.number("count", 100).value_or(100), 1, 1000);
    const qsizetype page = std::max(arguments.number("page", 1).value_or(1), 1);
    const qsizetype begin = std::min(matching.size(), count * std::min<qsizetype>(page - 1, 1'000'000));
    const QByteArray paging = ObjectWriter()
                                  .number("count", count)
                                  .number("total", matching.size())
                                  .number("page", page)
                                  .number("pages", (matching.size() + count - 1) / count)
                                  .done();
    return okAnswer().raw("files", rawArray(matching.mid(begin, count))).raw("paging", paging).done();
}

QByteArray WebMethods::filesDelete(const Arguments &arguments, const Caller &caller)
{
    const File *file = m_world.file(arguments.value("file"));
    if (file == nullptr)
        return errorAnswer("file_not_found");
    if (file->user != caller.userId)
        return errorAnswer("cant_delete_file");
    m_world.removeFile(arguments.value("file"));
    return okAnswer().done();
}

//! The first of three steps: an address to send the content to.
QByteArray WebMethods::filesGetUploadUrl(const Arguments &arguments, const Caller &)
{
    if (!arguments.has("filename") || arguments.number("length", 0).value_or(0) <= 0)
        return errorAnswer("invalid_arguments");
    const QByteArray id = "F0UP" + QByteArray::number(++m_fileNumber).rightJustified(4, '0');
    m_uploads.push_back({id, arguments.value("filename"), {}});
    if (m_uploads.size() > mostUploads)
        m_uploads.pop_front();
    return okAnswer().text("upload_url", m_world.baseUrl() + "/upload/v1/" + id).text("file_id", id).done();
}

bool WebMethods::takeUpload(const QByteArray &id, const QByteArray &content)
{
    const auto upload = std::find_if(m_uploads.begin(), m_uploads.end(),
                                     [&](const Upload &candidate) { return candidate.id == id; });
    if (upload == m_uploads.end())
        return false;
    upload->content = content;
    return true;
}

//! The last one: what was sent becomes files, and a message if a conversation is named.
QByteArray WebMethods::filesCompleteUpload(const Arguments &arguments, const Caller &caller)
{
    QByteArray list;
    json::Document document;
    if (!takeArray(arguments, "files", &list) || list.isEmpty() || !document.parse(list))
        return errorAnswer("invalid_arguments");
    QList<File> files;
    for (const json::Value given : document.root().elements()) {
        const QByteArray id = given["id"].text().toUtf8();
        const auto upload = std::find_if(m_uploads.begin(), m_uploads.end(),
                                         [&](const Upload &candidate) { return candidate.id == id; });
        if (upload == m_uploads.end())
            return errorAnswer("file_not_found");
        files.append(makeFile(id, upload->name, given["title"].text().toUtf8(), upload->content, caller));
    }
    QByteArray channel = arguments.value("channel_id");
    if (channel.isEmpty())
        channel = arguments.list("channels").value(0);
    QByteArray problem;
    if (!share(files, channel, arguments, caller, &problem))
        return errorAnswer(problem);
    QList<QByteArray> all;
    for (const File &file : std::as_const(files)) {
        all.append(file.json);
        m_uploads.erase(std::find_if(m_uploads.begin(), m_uploads.end(),
                                     [&](const Upload &candidate) { return candidate.id == file.id; }));
    }
    return okAnswer().raw("files", rawArray(all)).done();
}

} // namespace rtmscope::demo
