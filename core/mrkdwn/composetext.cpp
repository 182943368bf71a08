// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/mrkdwn/composetext.h"

#include "core/mrkdwn/richtext.h"

namespace rtmscope {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype longestName = 80; // Slack's own limit for names
constexpr int mostWords = 4;          // of a display name that is looked up

bool isWordChar(QChar c)
{
    return c.isLetterOrNumber() || c.isMark() || c.isSurrogate() || c == u'_' || c == u'-' || c == u'.' ||
           c == u'\'';
}

//! The ends of the names that could begin at \a begin, longest first: up to four words, each also without the
//! dots and hyphens that may close a sentence.
QList<qsizetype> nameEnds(QStringView text, qsizetype begin)
{
    QList<qsizetype> ends;
    qsizetype at = begin;
    for (int word = 0; word < mostWords; ++word) {
        const qsizetype wordBegin = at;
        while (at < text.size() && at - begin < longestName && isWordChar(text[at]))
            ++at;
        qsizetype bare = at;
        while (bare > wordBegin && !text[bare - 1].isLetterOrNumber() && text[bare - 1] != u'_')
            --bare;
        if (bare > wordBegin && bare < at)
            ends.prepend(bare);
        if (at > wordBegin)
            ends.prepend(at);
        if (at == wordBegin || at >= text.size() || text[at] != u' ')
            break;
        ++at;
    }
    return ends;
}

//! One pass over the text: code is copied, names are resolved, the rest is escaped.
class Composer
{
public:
    Composer(QStringView text, const NameLookup &names)
        : m_text(text)
        , m_names(names)
    {
    }

    QString compose()
    {
        while (m_at < m_text.size()) {
            if (!takeCode() && !takeName())
                ++m_at;
        }
        flush();
        return m_out;
    }

private:
    void flush()
    {
        m_out += escapeEntities(m_text.sliced(m_done, m_at - m_done));
        m_done = m_at;
    }

    bool takeCode()
    {
        if (m_text[m_at] != u'`')
            return false;
        const bool isFence = m_text.sliced(m_at).startsWith("```"_L1);
        const qsizetype length = isFence ? 3 : 1;
        bool &hopeless = isFence ? m_noFence : m_noTick;
        const qsizetype close =
            hopeless ? -1 : m_text.indexOf(isFence ? QStringView(u"```") : QStringView(u"`"), m_at + length);
        hopeless = close < 0; // what closes nothing here closes nothing later
        m_at = close < 0 ? m_at + length : close + length;
        return true;
    }

    bool takeName()
    {
        const QChar sign = m_text[m_at];
        if ((sign != u'@' && sign != u'#') || (m_at > 0 && isWordChar(m_text[m_at - 1])))
            return false;
        const QList<qsizetype> ends = nameEnds(m_text, m_at + 1);
        for (const qsizetype end : ends) {
            const QString name = m_text.sliced(m_at + 1, end - m_at - 1).toString();
            const QString wire = sign == u'@' ? userMarkup(name) : channelMarkup(name);
            if (wire.isEmpty())
                continue;
            flush();
            m_out += wire;
            m_at = end;
            m_done = end;
            return true;
        }
        return false;
    }

    QString userMarkup(const QString &name) const
    {
        if (name == "here"_L1 || name == "channel"_L1 || name == "everyone"_L1)
            return u"<!"_s + name + u'>';
        const QList<UserId> found = m_names.users ? m_names.users(name) : QList<UserId>();
        return found.size() == 1 ? u"<@"_s + found.first().text() + u'>' : QString();
    }

    QString channelMarkup(const QString &name) const
    {
        const QList<ChannelId> found = m_names.channels ? m_names.channels(name) : QList<ChannelId>();
        return found.size() == 1 ? u"<#"_s + found.first().text() + u'>' : QString();
    }

    QStringView m_text;
    const NameLookup &m_names;
    QString m_out;
    qsizetype m_at = 0;
    qsizetype m_done = 0;
    bool m_noTick = false;
    bool m_noFence = false;
};

} // namespace

QString composeText(const QString &typed, const NameLookup &names)
{
    return Composer(typed, names).compose();
}

} // namespace rtmscope
