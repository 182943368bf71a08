// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/tap/tapfault.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>
#include <cmath>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace rtmscope {

namespace {

using std::chrono::milliseconds;
using Kind = TapFault::Kind;
using Way = TapFault::Way;
using Wrong = std::optional<QString>;

constexpr auto longest = 24h; // of any duration
constexpr int mostTimes = 100'000;
constexpr int mostFrames = 1000;

#define WORDS(text) QT_TRANSLATE_NOOP("TapFault", text)

constexpr const char *socketGroup = WORDS("Sockets");
constexpr const char *frameGroup = WORDS("Frames");
constexpr const char *callGroup = WORDS("Calls");

QList<TapFaultKind> socketKinds()
{
    return {
        {.kind = Kind::Kill,
         .name = "kill",
         .group = socketGroup,
         .title = WORDS("Kill"),
         .words = WORDS("The program’s sockets are cut without a close frame."),
         .lines = {"kill"}},
        {.kind = Kind::HalfOpen,
         .name = "half-open",
         .group = socketGroup,
         .title = WORDS("Half-open"),
         .words = WORDS("Nothing passes any more, in neither direction, but nobody is told: frames and calls "
                        "wait until it is over."),
         .lines = {"half-open"},
         .usuallyLasts = 60s},
        {.kind = Kind::Close,
         .name = "close",
         .group = socketGroup,
         .title = WORDS("Close with a code"),
         .words = WORDS("The program’s sockets get a close frame with this code."),
         .lines = {"close 1001", "close 1000", "close 1011", "close 1012", "close 4000"},
         .lowest = 1000,
         .highest = 4999},
        {.kind = Kind::Disconnect,
         .name = "disconnect",
         .group = socketGroup,
         .title = WORDS("Disconnect"),
         .words =
             WORDS("Socket Mode: a disconnect frame with this reason. Slack’s own socket stays open until "
                   "the program lets go of it."),
         .lines = {"disconnect refresh_requested", "disconnect warning", "disconnect link_disabled",
                   "disconnect too_many_websockets"},
         .takesChoice = true},
        {.kind = Kind::Goodbye,
         .name = "goodbye",
         .group = socketGroup,
         .title = WORDS("Goodbye"),
         .words = WORDS("RTM: a goodbye frame."),
         .lines = {"goodbye"}},
        {.kind = Kind::Upgrade,
         .name = "upgrade",
         .group = socketGroup,
         .title = WORDS("Upgrade refused"),
         .words = WORDS("The next WebSocket handshakes are answered with this HTTP status."),
         .lines = {"upgrade 503", "upgrade 408", "upgrade 429", "upgrade 404"},
         .usuallyLasts = 60s,
         .lowest = 300,
         .highest = 599,
         .counts = true},
    };
}

QList<TapFaultKind> frameKinds()
{
    return {
        {.kind = Kind::Delay,
         .name = "delay",
         .group = frameGroup,
         .title = WORDS("Delay frames"),
         .words = WORDS("Frames come this much later, in their order."),
         .lines = {"delay 500ms", "delay 2s", "delay 4s", "delay 500ms out", "delay 4s out"},
         .usuallyLasts = 30s,
         .strikesFrames = true,
         .waitKey = ""},
        {.kind = Kind::Drop,
         .name = "drop",
         .group = frameGroup,
         .title = WORDS("Drop frames"),
         .words =
             WORDS("The next frames do not arrive. Dropped acknowledgements (out) make Slack send events "
                   "again."),
         .lines = {"drop 1", "drop 3", "drop 10", "drop 1 out", "drop 3 out"},
         .usuallyLasts = 30s,
         .lowest = 1,
         .highest = mostFrames,
         .strikesFrames = true},
        {.kind = Kind::Duplicate,
         .name = "duplicate",
         .group = frameGroup,
         .title = WORDS("Duplicate frames"),
         .words = WORDS("The next frames arrive twice."),
         .lines = {"duplicate 10", "duplicate 1", "duplicate 1 out"},
         .usuallyLasts = 30s,
         .lowest = 1,
         .highest = mostFrames,
         .strikesFrames = true},
        {.kind = Kind::Reorder,
         .name = "reorder",
         .group = frameGroup,
         .title = WORDS("Reorder frames"),
         .words = WORDS("The next frames are kept until so many are together, and arrive in reverse order."),
         .lines = {"reorder 5", "reorder 2", "reorder 20"},
         .usuallyLasts = 30s,
         .lowest = 2,
         .highest = mostFrames,
         .strikesFrames = true},
    };
}

QList<TapFaultKind> callKinds()
{
    return {
        {.kind = Kind::RateLimit,
         .name = "rate-limit",
         .group = callGroup,
         .title = WORDS("Rate limit"),
         .words = WORDS("The next calls are answered with HTTP 429 and Retry-After, and do not reach Slack."),
         .lines = {"rate-limit retry-after 5s", "rate-limit method chat.postMessage retry-after 30s",
                   "rate-limit retry-after none"},
         .usuallyLasts = 60s,
         .strikesMethods = true,
         .counts = true,
         .waitKey = "retry-after"},
        {.kind = Kind::HttpError,
         .name = "http-error",
         .group = callGroup,
         .title = WORDS("HTTP error"),
         .words = WORDS(
             "The next calls are answered with this HTTP status and a web page, and do not reach Slack."),
         .lines = {"http-error 502", "http-error 500", "http-error 503", "http-error 504", "http-error 408"},
         .usuallyLasts = 60s,
         .lowest = 300,
         .highest = 599,
         .strikesMethods = true,
         .counts = true},
        {.kind = Kind::ApiError,
         .name = "api-error",
         .group = callGroup,
         .title = WORDS("API error"),
         .words = WORDS("The next calls are answered with “ok” false and this code, and do not reach Slack."),
         .lines = {"api-error internal_error", "api-error fatal_error", "api-error service_unavailable",
                   "api-error ratelimited", "api-error not_in_channel", "api-error channel_not_found",
                   "api-error missing_scope", "api-error token_revoked"},
         .usuallyLasts = 60s,
         .takesChoice = true,
         .strikesMethods = true,
         .counts = true},
        {.kind = Kind::Slow,
         .name = "slow",
         .group = callGroup,
         .title = WORDS("Slow calls"),
         .words = WORDS("The next calls reach Slack this much later."),
         .lines = {"slow 3s", "slow 10s", "slow 3s method chat.postMessage"},
         .usuallyLasts = 60s,
         .strikesMethods = true,
         .counts = true,
         .waitKey = ""},
    };
}

QString tr(const char *text)
{
    return QCoreApplication::translate("TapFault", text);
}

Error problem(const QString &words)
{
    return {Error::Kind::Input, u"fault"_s, words, {}, {}};
}

const TapFaultKind *kindNamed(const QByteArray &name)
{
    const auto &kinds = tapFaultKinds();
    const auto found =
        std::find_if(kinds.begin(), kinds.end(), [&](const TapFaultKind &kind) { return name == kind.name; });
    return found == kinds.end() ? nullptr : &*found;
}

const TapFaultKind &kindOf(Kind kind)
{
    const auto &kinds = tapFaultKinds();
    return *std::find_if(kinds.begin(), kinds.end(),
                         [kind](const TapFaultKind &each) { return each.kind == kind; });
}

bool isPlainWord(const QByteArray &text)
{
    constexpr qsizetype most = 80;
    return !text.isEmpty() && text.size() <= most && std::all_of(text.begin(), text.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' ||
               c == '_' || c == '-';
    });
}

//! "one of in, out, both; method NAME; …": what a kind can be told.
QString grammarOf(const TapFaultKind &kind)
{
    QStringList parts;
    if (kind.waitKey && *kind.waitKey == '\0')
        parts << u"500ms"_s;
    if (kind.takesChoice)
        parts << tr("a word such as %1").arg(QString::fromLatin1(kind.lines.constFirst().split(' ').last()));
    if (kind.takesNumber())
        parts << u"%1…%2"_s.arg(kind.lowest).arg(kind.highest);
    if (kind.strikesFrames)
        parts << u"in|out|both"_s;
    if (kind.strikesMethods)
        parts << u"method NAME"_s;
    if (kind.waitKey && *kind.waitKey != '\0')
        parts << QString::fromLatin1(kind.waitKey) + u" 5s|none"_s;
    if (kind.counts)
        parts << u"times N"_s;
    if (kind.lasts())
        parts << u"for 10s"_s;
    return parts.isEmpty() ? tr("nothing") : parts.join(u", "_s);
}

//! Takes the words behind a fault's name one after the other.
class FaultReader
{
public:
    FaultReader(const TapFaultKind &kind, QList<QByteArray> words)
        : m_kind(kind)
        , m_words(std::move(words))
    {
        m_fault.kind = kind.kind;
    }

    Result<TapFault> read()
    {
        while (!m_words.isEmpty()) {
            if (const Wrong wrong = take(m_words.takeFirst()))
                return problem(*wrong);
        }
        if (m_kind.takesNumber() && m_fault.number == 0)
            return problem(missing());
        if (m_kind.takesChoice && m_fault.choice.isEmpty())
            return problem(missing());
        if (m_kind.waitKey && *m_kind.waitKey == '\0' && m_fault.wait.count() < 0)
            return problem(missing());
        return m_fault;
    }

private:
    Wrong take(const QByteArray &word)
    {
        if (word == "for" && m_kind.lasts())
            return takeDuration(word, &m_fault.lasts);
        if (word == "times" && m_kind.counts)
            return takeNumber(nextWord(), 1, mostTimes, &m_fault.times);
        if (word == "method" && m_kind.strikesMethods)
            return takePlain(nextWord(), &m_fault.method);
        if (m_kind.waitKey && *m_kind.waitKey != '\0' && word == m_kind.waitKey)
            return takeWait(word);
        if (m_kind.strikesFrames && (word == "in" || word == "out" || word == "both")) {
            m_fault.way = word == "in" ? Way::In : word == "out" ? Way::Out : Way::Both;
            return {};
        }
        if (m_kind.waitKey && *m_kind.waitKey == '\0') {
            if (const auto duration = readTapDuration(word)) {
                m_fault.wait = *duration;
                return {};
            }
        }
        if (m_kind.takesNumber())
            return takeNumber(word, m_kind.lowest, m_kind.highest, &m_fault.number);
        if (m_kind.takesChoice && m_fault.choice.isEmpty())
            return takePlain(word, &m_fault.choice);
        return tr("%1 does not take “%2”. It takes %3.")
            .arg(QString::fromLatin1(m_kind.name), QString::fromUtf8(word), grammarOf(m_kind));
    }

    QString missing() const
    {
        return tr("%1 needs more. It takes %2, as in “%3”.")
            .arg(QString::fromLatin1(m_kind.name), grammarOf(m_kind),
                 QString::fromLatin1(m_kind.lines.constFirst()));
    }

    QByteArray nextWord() { return m_words.isEmpty() ? QByteArray() : m_words.takeFirst(); }

    Wrong takeDuration(const QByteArray &key, milliseconds *into)
    {
        const auto duration = readTapDuration(nextWord());
        if (!duration || duration->count() == 0)
            return tr("“%1” needs a duration such as 500ms, 10s or 2m.").arg(QString::fromUtf8(key));
        *into = *duration;
        return {};
    }

    Wrong takeWait(const QByteArray &key)
    {
        if (!m_words.isEmpty() && m_words.constFirst() == "none") {
            m_words.removeFirst();
            m_fault.wait = -1ms;
            return {};
        }
        return takeDuration(key, &m_fault.wait);
    }

    Wrong takeNumber(const QByteArray &word, int low, int high, int *into)
    {
        bool ok = false;
        const int number = word.toInt(&ok);
        if (!ok || number < low || number > high)
            return tr("%1 takes a whole number from %2 to %3, not “%4”.")
                .arg(QString::fromLatin1(m_kind.name), QString::number(low), QString::number(high),
                     QString::fromUtf8(word));
        *into = number;
        return {};
    }

    static Wrong takePlain(const QByteArray &word, QByteArray *into)
    {
        if (!isPlainWord(word))
            return tr("“%1” can’t be used here: a name of letters, digits, “.”, “_” and “-” is needed.")
                .arg(QString::fromUtf8(word));
        *into = word;
        return {};
    }

    const TapFaultKind &m_kind;
    QList<QByteArray> m_words;
    TapFault m_fault;
};

} // namespace

const QList<TapFaultKind> &tapFaultKinds()
{
    static const QList<TapFaultKind> kinds = socketKinds() + callKinds() + frameKinds();
    return kinds;
}

QString tapFaultWords(const char *english)
{
    return tr(english);
}

Result<TapFault> readTapFault(const QByteArray &line)
{
    QList<QByteArray> words = line.simplified().split(' ');
    const QByteArray name = words.takeFirst();
    const TapFaultKind *kind = kindNamed(name);
    if (kind)
        return FaultReader(*kind, words).read();
    QStringList names;
    for (const TapFaultKind &each : tapFaultKinds())
        names << QString::fromLatin1(each.name);
    return problem(
        tr("There is no fault named “%1”. There are: %2.").arg(QString::fromUtf8(name), names.join(u", "_s)));
}

QByteArray tapFaultText(const TapFault &fault)
{
    const TapFaultKind &kind = kindOf(fault.kind);
    QByteArray text = kind.name;
    const bool bareWait = kind.waitKey && *kind.waitKey == '\0';
    if (bareWait)
        text += ' ' + tapDurationText(fault.wait);
    if (kind.takesChoice)
        text += ' ' + fault.choice;
    if (kind.takesNumber())
        text += ' ' + QByteArray::number(fault.number);
    if (kind.strikesFrames && fault.way != Way::In)
        text += fault.way == Way::Out ? " out" : " both";
    if (kind.strikesMethods && fault.method != "any")
        text += " method " + fault.method;
    if (kind.waitKey && !bareWait)
        text += ' ' + QByteArray(kind.waitKey) + ' ' +
                (fault.wait.count() < 0 ? QByteArray("none") : tapDurationText(fault.wait));
    if (kind.counts && fault.times != 1)
        text += " times " + QByteArray::number(fault.times);
    if (kind.lasts() && fault.lasts.count() > 0)
        text += " for " + tapDurationText(fault.lasts);
    return text;
}

std::optional<milliseconds> readTapDuration(QByteArrayView text)
{
    struct Unit
    {
        QByteArrayView name;
        double ms;
    };
    constexpr std::array units{Unit{"ms", 1}, Unit{"s", 1000}, Unit{"m", 60'000}, Unit{"h", 3'600'000}};
    for (const Unit &unit : units) {
        if (!text.endsWith(unit.name))
            continue;
        bool ok = false;
        const double number = text.chopped(unit.name.size()).toByteArray().toDouble(&ok);
        const double ms = number * unit.ms;
        if (ok && std::isfinite(ms) && ms >= 0 && ms <= double(milliseconds(longest).count()))
            return milliseconds(std::llround(ms));
    }
    return {};
}

QByteArray tapDurationText(milliseconds duration)
{
    const auto ms = duration.count();
    if (ms % 60'000 == 0 && ms > 0)
        return QByteArray::number(ms / 60'000) + 'm';
    return ms % 1000 == 0 ? QByteArray::number(ms / 1000) + 's' : QByteArray::number(ms) + "ms";
}

} // namespace rtmscope
