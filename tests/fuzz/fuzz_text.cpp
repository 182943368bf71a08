// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
//
// Any text as mrkdwn, as markdown, as blocks and attachments and as something typed: every span points into
// its source, nothing grows without end. Cleaned text stays clean, and what is shown in part is counted.
#include "core/mrkdwn/attachment.h"
#include "core/mrkdwn/composetext.h"
#include "core/mrkdwn/datetext.h"
#include "core/mrkdwn/markdown.h"
#include "core/mrkdwn/mrkdwn.h"
#include "core/mrkdwn/shorten.h"
#include "core/text/cleantext.h"

#include <QDateTime>
#include <QLocale>
#include <QtEndian>

using namespace rtmscope;

namespace {

void checkSpans(const std::vector<TextCell> &row, qsizetype sourceSize);

void checkSpans(const TextBlock &block, qsizetype sourceSize)
{
    for (const Span &span : block.spans) {
        if (span.begin < 0 || span.begin > span.end || span.end > sourceSize)
            qFatal("a span outside its source");
    }
    for (const std::vector<TextCell> &row : block.rows)
        checkSpans(row, sourceSize);
}

void checkSpans(const std::vector<TextCell> &row, qsizetype sourceSize)
{
    for (const TextCell &cell : row) {
        for (const TextBlock &block : cell.blocks)
            checkSpans(block, sourceSize);
    }
}

void checkShortened(RichText text)
{
    constexpr qsizetype most = 300;
    ShownExtent shown(most);
    shown.shorten(text);
    qsizetype letters = 0;
    for (const TextBlock &block : std::as_const(text.blocks)) {
        for (const Span &span : block.spans)
            letters += span.text.size();
    }
    if (letters > most || shown.leftOut() < 0)
        qFatal("more is shown than was to be");
}

void checkClean(const QString &source)
{
    const QString line = cleanLine(source);
    if (cleanLine(line) != line || line.contains(u'\n') || line.contains(QChar(0x1B)))
        qFatal("not clean after cleaning");
    const QString lines = cleanLines(source);
    if (cleanLines(lines) != lines || lines.contains(u'\r'))
        qFatal("not clean after cleaning the lines");
    const QString name = cleanName(source);
    if (name.size() > longestName + 1 || (!name.isEmpty() && isBlank(name)))
        qFatal("a name that is none");
    QString shown = source;
    ShownExtent extent(100);
    extent.shorten(shown);
    if (shown.size() > 100 || shown.size() + extent.leftOut() != source.size())
        qFatal("letters are lost");
    if (source.isValidUtf16() && !(shown.isValidUtf16() && name.isValidUtf16()))
        qFatal("a character was cut in two");
}

void check(const RichText &text, qsizetype sourceSize)
{
    // A block may end a little past the limits: they are looked at between pieces.
    if (spanCount(text) > 2 * maxSpans || text.blocks.size() > 2 * maxTextBlocks)
        qFatal("more than a view can take");
    for (const TextBlock &block : text.blocks)
        checkSpans(block, sourceSize);
    (void)text.plain();
    checkShortened(text);
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char *data, std::size_t size)
{
    const QByteArray input(reinterpret_cast<const char *>(data), qsizetype(size));
    const QString source = QString::fromUtf8(input);
    check(parseMrkdwn(source, QStringLiteral("text")), source.size());
    check(parseBlocks(input, QStringLiteral("blocks")), input.size());
    RichText markdown;
    appendMarkdown(markdown, source, QStringLiteral("text"));
    check(markdown, source.size());
    for (const Attachment &attachment : parseAttachments(input, QStringLiteral("attachments"))) {
        check(attachment.pretext, input.size());
        check(attachment.body, input.size());
        if (!attachment.colour.isEmpty() && attachment.colour.size() != 7)
            qFatal("a colour that is none");
    }
    checkClean(source);
    (void)parseDateMarkup(source);
    const qint64 seconds =
        input.size() < 8 ? qint64(input.size()) : qint64(qFromLittleEndian<quint64>(input.constData()));
    (void)formatDate(seconds, source, QLocale::c(), QDateTime::fromSecsSinceEpoch(1'700'000'000));
    const NameLookup names{[](const QString &name) { return QList<UserId>{UserId(name)}; },
                           [](const QString &name) { return QList<ChannelId>{ChannelId(name)}; }};
    if (unescapeEntities(escapeEntities(source)) != source)
        qFatal("escaping is not undone by unescaping");
    (void)composeText(source, names);
    (void)isOpenableLink(source);
    return 0;
}
