// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
//
// What other programs write: the same bytes in the wrappings that we look through, chosen by the first byte.
// Each opens as a log whose rows can all be read, or is refused in words.
#include "tests/fuzz/openedfile.h"

#include <QStringEncoder>
#include <QTemporaryDir>

using namespace rtmscope;

namespace {

struct Wrapped
{
    const char *name;
    QByteArray bytes;
};

QByteArray linesWith(const QByteArray &prefix, const QByteArray &content)
{
    QByteArray all;
    for (const QByteArray &line : content.split('\n'))
        all += prefix + line + '\n';
    return all;
}

Wrapped wrapped(int kind, const QByteArray &content)
{
    switch (kind % 8) {
    case 1: {
        QStringEncoder encode(QStringConverter::Utf16LE, QStringConverter::Flag::WriteBom);
        return {"utf16.ndjson", encode(QString::fromUtf8(content))};
    }
    case 2:
        return {"2026-11-22.json", '[' + content + ']'};
    case 3:
        return {"page.json", R"({"ok":true,"messages":[)" + content + R"(],"has_more":false})"};
    case 4:
        return {
            "browser.har",
            R"({"log":{"version":"1.2","entries":[{"_resourceType":"websocket","request":{"url":"wss://x/"},)"
            R"("_webSocketMessages":[)" +
                content + "]}]}}"};
    case 5:
        return {"daemon.log", linesWith("2026-11-22T14:00:00Z DEBUG recv: ", content)};
    case 6:
        return {"recorder.json", linesWith(R"({"at":1700000000.5,"data":)", content)};
    case 7:
        return {"packed.gz", QByteArray("\x1f\x8b\x08\0\0\0\0\0\0\3", 10) + content};
    default:
        return {"frames.ndjson", content};
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char *data, std::size_t size)
{
    static const QTemporaryDir folder;
    if (size == 0)
        return 0;
    const auto [name, bytes] =
        wrapped(data[0], QByteArray(reinterpret_cast<const char *>(data + 1), qsizetype(size) - 1));
    const QString path = folder.filePath(QString::fromLatin1(name));
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly | QIODevice::Truncate) || file.write(bytes) < 0)
        qFatal("no temporary file");
    file.close();
    openAsLog(path);
    return 0;
}
