// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
//
// Any text as mrkdwn, as blocks and as something typed: every span points into its source, nothing grows
// without end.
#include "core/text/composetext.h"
#include "core/text/mrkdwn.h"

using namespace rtmscope;

namespace {

void check(const RichText &text, qsizetype sourceSize)
{
    // A block may end a little past the limits: they are looked at between pieces.
    if (spanCount(text) > 2 * maxSpans || text.blocks.size() > 2 * maxTextBlocks)
        qFatal("more than a view can take");
    for (const TextBlock &block : text.blocks) {
        for (const Span &span : block.spans) {
            if (span.begin < 0 || span.begin > span.end || span.end > sourceSize)
                qFatal("a span outside its source");
        }
    }
    (void)text.plain();
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char *data, std::size_t size)
{
    const QByteArray input(reinterpret_cast<const char *>(data), qsizetype(size));
    const QString source = QString::fromUtf8(input);
    check(parseMrkdwn(source, QStringLiteral("text")), source.size());
    check(parseBlocks(input, QStringLiteral("blocks")), input.size());
    const NameLookup names{[](const QString &name) { return QList<UserId>{UserId(name)}; },
                           [](const QString &name) { return QList<ChannelId>{ChannelId(name)}; }};
    if (unescapeEntities(escapeEntities(source)) != source)
        qFatal("escaping is not undone by unescaping");
    (void)composeText(source, names);
    (void)isOpenableLink(source);
    return 0;
}
