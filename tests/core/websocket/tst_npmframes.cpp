// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
//
// Our frames beside those of npm's ws, the library of the clients that most people know: generated streams,
// right and wrong, must be read alike, and each must read what the other writes. Needs node and ws, which the
// npm clients of the demo workspace bring; where they are not, RTMSCOPE_NPM_CLIENTS=1 fetches ws, else the
// test is skipped.
#include "core/websocket/framewriter.h"
#include "tests/core/websocket/framecases.h"
#include "tests/support/testmain.h"

#include <QDir>
#include <QDirIterator>
#include <QProcess>
#include <QRandomGenerator>
#include <QStandardPaths>
#include <QtTest>

using namespace rtmscope;
using namespace rtmscope::testing;
using namespace Qt::StringLiterals;

using Role = FrameReader::Role;

namespace {

constexpr int skipped = 77;
constexpr int cases = 10'000;
constexpr qsizetype most = 100'000;

QString wsFolder;

QString findWs()
{
    QDirIterator folders(u"" RTMSCOPE_NPM_FOLDER ""_s, {u"ws"_s}, QDir::Dirs, QDirIterator::Subdirectories);
    while (folders.hasNext()) {
        const QString folder = folders.next();
        if (folder.endsWith("node_modules/ws"_L1) && QFile::exists(folder + "/lib/receiver.js"_L1) &&
            QFile::exists(folder + "/wrapper.mjs"_L1)) // version 8
            return folder;
    }
    return {};
}

bool fetchWs()
{
    const QString folder = u"" RTMSCOPE_NPM_FOLDER "/ws"_s;
    if (!QDir().mkpath(folder))
        return false;
    QProcess npm;
    npm.setWorkingDirectory(folder);
    npm.start(u"npm"_s, {u"install"_s, u"--no-audit"_s, u"--no-fund"_s, u"--silent"_s, u"ws@8"_s});
    return npm.waitForFinished(300'000) && npm.exitCode() == 0;
}

//! Streams as the RFC knows them, with its mistakes. The same seed, the same streams.
class Generator
{
public:
    explicit Generator(quint32 seed)
        : m_random(seed)
    {
    }
    QByteArray stream(Role role)
    {
        m_masked = role == Role::Server;
        QByteArray bytes;
        for (quint32 left = 1 + below(6); left > 0; --left)
            bytes += below(4) == 0 ? control() : message();
        if (below(3) == 0)
            bytes += closing();
        return bytes;
    }

private:
    quint32 below(quint32 limit) { return m_random.bounded(limit); }
    template<std::size_t N>
    auto oneOf(const int (&values)[N])
    {
        return values[below(N)];
    }
    QByteArray text()
    {
        static const QByteArray pieces[] = {"a",
                                            "{\"type\":\"x\"}",
                                            "\xc3\xbc",
                                            "\xe6\xbc\xa2",
                                            "\xf0\x9f\xa7\xb5",
                                            "\xef\xbb\xbf",
                                            "\xef\xbf\xbf",
                                            QByteArray(1, '\0')};
        static const QByteArray wrong[] = {"\xff",     "\xc0\x80", "\xed\xa0\x80", "\xf4\x90\x80\x80",
                                           "\xe6\xbc", "\x80"};
        QByteArray out;
        for (quint32 left = below(12); left > 0; --left)
            out += pieces[below(std::size(pieces))];
        if (below(12) == 0)
            out.insert(below(static_cast<quint32>(out.size()) + 1), wrong[below(std::size(wrong))]);
        return out;
    }
    QByteArray binary()
    {
        const int size =
            below(50) == 0 ? oneOf({65534, 65535, 65536, 70000}) : oneOf({0, 1, 2, 124, 125, 126, 127, 300});
        return QByteArray(size, static_cast<char>(below(256)));
    }
    RawFrame frame(int opcode, const QByteArray &payload, bool final = true)
    {
        RawFrame out{static_cast<quint8>(opcode), payload, final, 0, m_masked, 0};
        if (below(20) == 0)
            out.lengthBytes = oneOf({2, 8});
        switch (below(160)) { // now and then a mistake
        case 0:
            out.reserved = static_cast<quint8>(1 + below(7));
            break;
        case 1:
            out.opcode = static_cast<quint8>(below(16));
            break;
        case 2:
            out.masked = !out.masked;
            break;
        case 3:
            out.final = !out.final;
            break;
        default:
            break;
        }
        return out;
    }
    QByteArray control()
    {
        const int size = below(25) == 0 ? oneOf({126, 200}) : oneOf({0, 1, 7, 124, 125});
        return bytesOf(frame(below(2) == 0 ? 9 : 10, QByteArray(size, static_cast<char>(below(256)))));
    }
    QByteArray closing()
    {
        static const QByteArray reasons[] = {{}, "bye", "gr\xc3\xbc\xc3\x9f", "\xff", QByteArray(123, 'r')};
        const quint16 code = below(3) == 0 ? static_cast<quint16>(below(6000))
                                           : static_cast<quint16>(oneOf({1000, 1001, 1005, 1006, 1011, 1012,
                                                                         1014, 1015, 3000, 4000, 4999}));
        const QByteArray payload = below(8) == 0 ? QByteArray(static_cast<int>(below(2)), '\x03')
                                                 : closePayload(code, reasons[below(std::size(reasons))]);
        return bytesOf(frame(8, payload));
    }
    QByteArray message()
    {
        const bool isText = below(3) != 0;
        QByteArray rest = isText ? text() : binary();
        QByteArray bytes;
        int opcode = isText ? 1 : 2;
        while (below(3) == 0) {
            const qsizetype size = below(static_cast<quint32>(rest.size()) + 1); // inside a character, too
            bytes += bytesOf(frame(opcode, rest.left(size), false));
            rest.remove(0, size);
            opcode = 0;
            if (below(4) == 0)
                bytes += control();
        }
        return bytes + bytesOf(frame(opcode, rest));
    }

    QRandomGenerator m_random;
    bool m_masked = false;
};

//! Asks node all of \a tasks and returns as many answers, or none.
QByteArrayList answersTo(const QByteArrayList &tasks)
{
    QProcess node;
    node.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    node.start(u"node"_s,
               {QStringLiteral(RTMSCOPE_SOURCE_DIR "/tests/core/websocket/npm_frames.cjs"), wsFolder});
    node.write(tasks.join('\n') + '\n');
    node.closeWriteChannel();
    if (!node.waitForFinished(120'000))
        return {};
    QByteArrayList answers = node.readAllStandardOutput().split('\n');
    answers.removeLast(); // behind the last line's end
    return answers;
}

//! Ours in ws's words: it hands no broken message over, and drops the reason of a close that it does not
//! take.
QByteArray inWordsOfWs(const QList<FrameReader::Item> &items)
{
    QByteArrayList lines;
    for (const FrameReader::Item &item : items)
        lines.append(item.violation == FrameReader::Violation::None
                         ? lineOf(item)
                         : '!' + QByteArray::number(FrameReader::closeCodeFor(item.violation)));
    return lines.join(';');
}

} // namespace

class TestNpmFrames : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void generatedStreamsAreReadAlike();
    void weReadWhatWsWrites();
    void wsReadsWhatWeWrite();
};

void TestNpmFrames::generatedStreamsAreReadAlike()
{
    Generator generator(20'261'128);
    QByteArrayList tasks;
    QByteArrayList ours;
    for (int i = 0; i < cases; ++i) {
        const Role role = i % 2 == 0 ? Role::Client : Role::Server;
        const QByteArray bytes = generator.stream(role);
        tasks.append("read " + QByteArray(role == Role::Server ? "server " : "client ") +
                     QByteArray::number(most) + ' ' + bytes.toHex());
        ours.append(inWordsOfWs(itemsOf(role, most, bytes, {1 + i % 5, 1 + i % 97, 4096})));
    }
    const QByteArrayList theirs = answersTo(tasks);
    QCOMPARE(theirs.size(), cases);
    int broken = 0;
    for (int i = 0; i < cases; ++i) {
        QVERIFY2(ours[i] == theirs[i], tasks[i].left(2000) + "\nours:   " + ours[i].left(1000) +
                                           "\ntheirs: " + theirs[i].left(1000));
        broken += ours[i].contains('!') ? 1 : 0;
    }
    // The generator must not lose its bite.
    QVERIFY2(broken > cases / 10 && broken < cases / 2, QByteArray::number(broken).constData());
}

void TestNpmFrames::weReadWhatWsWrites()
{
    QByteArrayList tasks;
    const QList<int> sizes{0, 1, 125, 126, 127, 65535, 65536, 70000};
    for (const int size : sizes)
        tasks.append("write 1 " + QByteArray(size, 'a').toHex());
    const QByteArrayList frames = answersTo(tasks);
    QCOMPARE(frames.size(), sizes.size());
    for (qsizetype i = 0; i < sizes.size(); ++i) {
        const auto items = itemsOf(Role::Client, most, QByteArray::fromHex(frames[i]), {1000});
        QCOMPARE(items.size(), 1);
        QVERIFY(items[0].bytes == QByteArray(sizes[i], 'a'));
    }
}

void TestNpmFrames::wsReadsWhatWeWrite()
{
    QByteArrayList tasks;
    QByteArrayList expected;
    for (const int size : {0, 1, 125, 126, 127, 65535, 65536, 70000}) {
        const QByteArray payload(size, 'a');
        tasks.append("read server " + QByteArray::number(most) + ' ' +
                     maskedFrame(Opcode::Text, payload, 0xdeadbeef).toHex());
        expected.append("text " + payload.toHex());
    }
    tasks.append("read server 100 " + maskedFrame(Opcode::Close, closePayload(4001, "bye"), 7).toHex());
    expected.append("close 4001 627965");
    QVERIFY(answersTo(tasks) == expected);
}

int main(int argc, char *argv[])
{
    pinEnvironment();
    QCoreApplication app(argc, argv);
    const bool hasNode = !QStandardPaths::findExecutable(u"node"_s).isEmpty();
    if (hasNode)
        wsFolder = findWs();
    if (hasNode && wsFolder.isEmpty() && qEnvironmentVariableIntValue("RTMSCOPE_NPM_CLIENTS") > 0 &&
        fetchWs())
        wsFolder = findWs();
    if (wsFolder.isEmpty()) {
        qInfo("skipped: npm's ws is not there. With node, npm and a network, RTMSCOPE_NPM_CLIENTS=1 fetches "
              "it.");
        return skipped;
    }
    TestNpmFrames test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_npmframes.moc"
