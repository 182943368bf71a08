// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/mrkdwn/blockparts.h"

#include "core/mrkdwn/spans.h"

#include <QCoreApplication>
#include <QLocale>
#include <QUrl>

#include <algorithm>
#include <array>

namespace rtmscope::blockparts {

using namespace Qt::StringLiterals;
using json::Value;

namespace {

QString tr(const char *words)
{
    return QCoreApplication::translate("BlockText", words);
}

//! The words in members that hold words in every block there is; a few, from near the top.
void collectWords(const Value &value, int depth, QStringList &words)
{
    constexpr std::array<std::string_view, 9> members{
        "title", "text", "subtitle", "label", "caption", "description", "alt_text", "body", "value"};
    constexpr qsizetype most = 30;
    if (depth > 5 || words.size() >= most)
        return;
    if (value.isArray()) {
        for (const Value &element : value.elements())
            collectWords(element, depth + 1, words);
        return;
    }
    for (const Value::Member member : value.members()) {
        const bool holdsWords = std::find(members.begin(), members.end(), member.key) != members.end();
        if (member.value.isObject() || member.value.isArray())
            collectWords(member.value, depth + 1, words);
        else if (holdsWords && words.size() < most && !member.value.text().isEmpty() &&
                 !words.contains(member.value.text()))
            words.append(member.value.text());
    }
}

} // namespace

QString memberPath(const QString &path, QLatin1StringView member)
{
    return path + u'.' + member;
}

QString elementPath(const QString &path, qsizetype index)
{
    return path + u'[' + QString::number(index) + u']';
}

bool isFull(const RichText &text)
{
    return text.blocks.size() >= maxTextBlocks || spanCount(text) >= maxSpans;
}

bool hasText(const TextBlock &block)
{
    return std::any_of(block.spans.begin(), block.spans.end(), [](const Span &span) {
        return span.kind != Span::Kind::Text || !span.text.isEmpty();
    });
}

TextBlock &startBlock(RichText &out, TextBlock::Kind kind, const QString &path)
{
    out.blocks.append(TextBlock{kind, 0, {}, {}, path});
    return out.blocks.last();
}

void appendWords(TextBlock &block, const QString &words, const QString &path, quint8 style)
{
    block.spans.append({Span::Kind::Text, style, words, {}, path, 0, 0});
}

void appendUnsupported(RichText &out, const Value &block, const QString &path, UnknownBlocks unknown)
{
    const QString type = block["type"].text();
    const QString words =
        type.isEmpty() ? tr("[block without a type]") : tr("[unsupported block: %1]").arg(type.left(80));
    const QString where = type.isEmpty() ? path : memberPath(path, "type"_L1);
    TextBlock &box = startBlock(out, TextBlock::Kind::Unsupported, path);
    box.spans.append({Span::Kind::Text, Span::Plain, words, {}, where, 0, type.size()});
    if (unknown == UnknownBlocks::Name)
        return;
    QStringList found;
    collectWords(block, 0, found);
    if (!found.isEmpty())
        appendWords(box, u'\n' + found.join(u" · "_s), path);
}

QString shownAddress(const QString &url)
{
    constexpr qsizetype longest = 72;
    QString shown = url;
    for (const auto scheme : {"https://"_L1, "http://"_L1}) {
        if (shown.startsWith(scheme, Qt::CaseInsensitive))
            shown.remove(0, scheme.size());
    }
    return shown.size() <= longest ? shown : shown.left(longest / 2) + u'…' + shown.right(longest / 2);
}

TextBlock card(TextBlock::Subject subject, const QString &title, const QString &titlePath, const QString &url,
               const QStringList &details, const QString &path)
{
    TextBlock block{TextBlock::Kind::Card, 0, {}, {}, path};
    block.subject = subject;
    if (isOpenableLink(url))
        appendLink(block, {Span::Kind::Link, Span::Plain, title, url, titlePath, 0, title.size()}, title, 0,
                   false);
    else
        appendPlain(block, title, titlePath, {});
    QStringList known = details;
    known.removeAll(QString());
    known.removeDuplicates();
    if (!known.isEmpty())
        block.spans.append(
            {Span::Kind::Text, Span::Quiet, u'\n' + known.join(u" · "_s), {}, titlePath, 0, 0});
    return block;
}

TextBlock pictureCard(const QString &title, const QString &titlePath, const QString &url,
                      const QStringList &details, const QString &path)
{
    const QString name = title.isEmpty() ? QUrl(url).fileName() : title;
    return card(TextBlock::Subject::Picture, name.isEmpty() ? tr("Picture") : name, titlePath, url,
                details + QStringList{shownAddress(url)}, path);
}

TextBlock fileCard(const Value &file, const QString &path)
{
    const QString mode = file["mode"].text();
    QString title;
    for (const char *member : {"title", "name", "id"}) {
        if (title.isEmpty())
            title = file[member].text();
    }
    if (mode == "tombstone"_L1)
        title = tr("This file was deleted");
    else if (mode == "hidden_by_limit"_L1)
        title = tr("This file is hidden by the limit of the workspace's plan");
    QString kind = file["pretty_type"].text();
    if (kind.isEmpty())
        kind = file["filetype"].text();
    QStringList details{kind};
    if (const qint64 size = file["size"].integer().value_or(-1); size >= 0)
        details += QLocale().formattedDataSize(size, 1, QLocale::DataSizeTraditionalFormat);
    QString url = file["permalink"].text();
    if (url.isEmpty())
        url = file["url_private"].text();
    return card(TextBlock::Subject::File, title.isEmpty() ? tr("File") : title, memberPath(path, "title"_L1),
                url, details, path);
}

} // namespace rtmscope::blockparts
