// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/demo/server/faults.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace rtmscope::demo {

namespace {

using std::chrono::milliseconds;
using Kind = Fault::Kind;

constexpr auto longest = 24h; // of any duration
constexpr int mostTimes = 100'000;

QString words(const char *text)
{
    return QCoreApplication::translate("Faults", text);
}

#define WORDS(text) QT_TRANSLATE_NOOP("Faults", text)

QList<FaultKind> catalogue()
{
    return {
        {.kind = Kind::Kill,
         .name = "kill",
         .group = FaultGroup::Connection,
         .title = WORDS("Kill"),
         .words = WORDS("The sockets are cut without a close frame.")},
        {.kind = Kind::HalfOpen,
         .name = "half-open",
         .group = FaultGroup::Connection,
         .title = WORDS("Half-open"),
         .words =
             WORDS("The server stops reading and writing: only the sockets open now, or all, new ones and "
                   "the Web API too."),
         .choices = {"old", "all"},
         .usuallyLasts = 60s},
        {.kind = Kind::StallPongs,
         .name = "stall-pongs",
         .group = FaultGroup::Connection,
         .title = WORDS("Stalled pongs"),
         .words = WORDS("Pings are not answered; everything else goes on."),
         .usuallyLasts = 60s},
        {.kind = Kind::Close,
         .name = "close",
         .group = FaultGroup::Connection,
         .title = WORDS("Close with a code"),
         .words = WORDS("The sockets are closed with a close frame of this code."),
         .lowest = 1000,
         .highest = 4999,
         .usual = 1001,
         .likely = {1000, 1001, 1011, 1012, 4000},
         .speaks = true},
        {.kind = Kind::Goodbye,
         .name = "goodbye",
         .group = FaultGroup::Connection,
         .title = WORDS("Goodbye"),
         .words = WORDS("A goodbye, and five seconds later the close.")},
        {.kind = Kind::Migration,
         .name = "migration",
         .group = FaultGroup::Connection,
         .title = WORDS("Migration"),
         .words = WORDS("team_migration_started and the close; for a while rtm.connect answers "
                        "migration_in_progress."),
         .usuallyLasts = 10s},
        {.kind = Kind::Drip,
         .name = "drip",
         .group = FaultGroup::Connection,
         .title = WORDS("Slow drip"),
         .words = WORDS("The sockets' bytes come one by one."),
         .usuallyLasts = 10s},
        {.kind = Kind::Broken,
         .name = "broken",
         .group = FaultGroup::Connection,
         .title = WORDS("Broken WebSocket"),
         .words =
             WORDS("Bytes that are no WebSocket frame: reserved bits, an unknown opcode, text that is not "
                   "UTF-8, a masked frame, half a frame and the cut, a ping that is too long."),
         .choices = {"reserved", "opcode", "utf8", "masked", "half", "control"}},
        {.kind = Kind::Refuse,
         .name = "refuse",
         .group = FaultGroup::Connecting,
         .title = WORDS("Refuse connections"),
         .words = WORDS("Nobody listens on the port; open sockets stay."),
         .usuallyLasts = 15s},
        {.kind = Kind::Storm,
         .name = "storm",
         .group = FaultGroup::Connecting,
         .title = WORDS("Reconnect storm"),
         .words = WORDS("Every socket, old or new, is cut within half a second."),
         .usuallyLasts = 15s},
        {.kind = Kind::CloseAtOnce,
         .name = "close-at-once",
         .group = FaultGroup::Connecting,
         .title = WORDS("Close after hello"),
         .words = WORDS("The next sockets are closed right after their hello."),
         .counts = true,
         .usuallyLasts = 60s},
        {.kind = Kind::NoHello,
         .name = "no-hello",
         .group = FaultGroup::Connecting,
         .title = WORDS("No hello"),
         .words = WORDS("New sockets open without a hello: altogether silent, or only the hello is missing."),
         .choices = {"silent", "pongs"},
         .usuallyLasts = 30s},
        {.kind = Kind::ExpiredUrl,
         .name = "expired-url",
         .group = FaultGroup::Connecting,
         .title = WORDS("Expired URL"),
         .words = WORDS("The next sockets get error 1, “Socket URL has expired”, and the close."),
         .counts = true,
         .usuallyLasts = 60s},
        {.kind = Kind::Upgrade,
         .name = "upgrade",
         .group = FaultGroup::Connecting,
         .title = WORDS("Upgrade refused"),
         .words = WORDS("The next WebSocket handshakes are answered with this HTTP status."),
         .lowest = 300,
         .highest = 599,
         .usual = 503,
         .likely = {404, 408, 429, 503},
         .counts = true,
         .usuallyLasts = 60s},
        {.kind = Kind::RateLimit,
         .name = "rate-limit",
         .group = FaultGroup::Api,
         .title = WORDS("Rate limit"),
         .words = WORDS("The next calls are answered with HTTP 429, with or without Retry-After."),
         .strikesMethods = true,
         .counts = true,
         .waitKey = "retry-after",
         .usualWait = 5s,
         .usuallyLasts = 60s},
        {.kind = Kind::HttpError,
         .name = "http-error",
         .group = FaultGroup::Api,
         .title = WORDS("HTTP error"),
         .words = WORDS("The next calls are answered with this HTTP status and a web page."),
         .lowest = 300,
         .highest = 599,
         .usual = 502,
         .likely = {404, 500, 502, 503, 504},
         .strikesMethods = true,
         .counts = true,
         .speaks = true,
         .usuallyLasts = 60s},
        {.kind = Kind::Html,
         .name = "html",
         .group = FaultGroup::Api,
         .title = WORDS("A web page"),
         .words =
             WORDS("The next calls are answered with HTTP 200 and a web page, as from a hotel's network."),
         .strikesMethods = true,
         .counts = true,
         .usuallyLasts = 60s},
        {.kind = Kind::ApiError,
         .name = "api-error",
         .group = FaultGroup::Api,
         .title = WORDS("API error"),
         .words = WORDS("The next calls are answered with this error code."),
         .choices = {"internal_error", "fatal_error", "service_unavailable", "request_timeout",
                     "migration_in_progress", "team_added_to_org", "org_login_required"},
         .strikesMethods = true,
         .counts = true,
         .usuallyLasts = 60s},
        {.kind = Kind::Acks,
         .name = "acks",
         .group = FaultGroup::Sending,
         .title = WORDS("Acknowledgements"),
         .words = WORDS(
             "Messages are acknowledged never, late, twice, as failed, with “slow down”, with an unknown "
             "id, malformed, or with their own event before or after."),
         .choices = {"never", "late", "twice", "fail", "slow-down", "unknown", "malformed", "echo-first",
                     "echo-too", "ok"},
         .waitKey = "by",
         .usualWait = 2s,
         .usuallyLasts = 15s},
        {.kind = Kind::Replay,
         .name = "replay",
         .group = FaultGroup::Sending,
         .title = WORDS("Replay"),
         .words = WORDS("The last message you sent comes once more, with its reply_to.")},
        {.kind = Kind::Duplicate,
         .name = "duplicate",
         .group = FaultGroup::Frames,
         .title = WORDS("Duplicate frames"),
         .words = WORDS("The next frames come twice."),
         .lowest = 1,
         .highest = 100'000,
         .usual = 10,
         .likely = {1, 5, 10, 50},
         .usuallyLasts = 30s},
        {.kind = Kind::Reorder,
         .name = "reorder",
         .group = FaultGroup::Frames,
         .title = WORDS("Reorder frames"),
         .words = WORDS("The next frames come in reverse order."),
         .lowest = 2,
         .highest = 1'000,
         .usual = 5,
         .likely = {2, 5, 20},
         .usuallyLasts = 30s},
        {.kind = Kind::Drop,
         .name = "drop",
         .group = FaultGroup::Frames,
         .title = WORDS("Drop frames"),
         .words =
             WORDS("The next frames are not sent at all. No client can know; the server's own log says so."),
         .lowest = 1,
         .highest = 100'000,
         .usual = 3,
         .likely = {1, 3, 10},
         .usuallyLasts = 30s,
         .byChance = false},
        {.kind = Kind::Frame,
         .name = "frame",
         .group = FaultGroup::Frames,
         .title = WORDS("Odd frame"),
         .words = WORDS(
             "One frame that is bad JSON, a megabyte long, of an unknown type, the tombstone of a message, "
             "binary, blank, or a list of two."),
         .choices = {"bad-json", "huge", "unknown", "tombstone", "binary", "blank", "list"}},
        {.kind = Kind::ErrorFrame,
         .name = "error",
         .group = FaultGroup::Frames,
         .title = WORDS("Error frame"),
         .words = WORDS("An error frame with this code, with or without retry_after."),
         .lowest = -1,
         .highest = 1'000,
         .usual = 17,
         .likely = {1, 3, 17, 42},
         .speaks = true,
         .waitKey = "retry-after",
         .usualWait = 5s},
    };
}

#undef WORDS

Error problem(const QString &text)
{
    return {Error::Kind::Input, u"fault"_s, text, {}, {}};
}

QString quoted(QByteArrayView text)
{
    return u'“' + QString::fromUtf8(text) + u'”';
}

//! Takes the words behind a fault's name one after the other.
class FaultReader
{
public:
    FaultReader(const FaultKind &kind, const QList<QByteArray> &given)
        : m_kind(kind)
        , m_words(given)
        , m_fault(kind.fault())
    {
    }

    Result<Fault> read()
    {
        while (m_at < m_words.size()) {
            const QByteArray word = m_words[m_at++];
            if (const auto wrong = take(word))
                return problem(*wrong);
        }
        return m_fault;
    }

private:
    using Wrong = std::optional<QString>;

    Wrong take(const QByteArray &word)
    {
        if (word == "for" && m_kind.lasts())
            return takeDuration(word, &m_fault.lasts);
        if (word == "times" && m_kind.counts)
            return takeNumber(word, 1, mostTimes, &m_fault.times);
        if (word == "method" && m_kind.strikesMethods)
            return takeText(word, &m_fault.method);
        if (word == "saying" && m_kind.speaks)
            return takeText(word, &m_fault.text);
        if (m_kind.waitKey != nullptr && word == m_kind.waitKey)
            return takeWait(word);
        bool numeric = false;
        const int number = word.toInt(&numeric);
        if (numeric && m_kind.takesNumber())
            return checkNumber(QString::fromUtf8(word), number, m_kind.lowest, m_kind.highest,
                               &m_fault.number);
        if (m_kind.choices.contains(word)) {
            m_fault.choice = word;
            return {};
        }
        return words("%1 does not take %2. It takes %3.")
            .arg(QString::fromUtf8(m_kind.name), quoted(word), grammar());
    }

    //! What this kind can be told, for the message above.
    QString grammar() const
    {
        QStringList parts;
        if (!m_kind.choices.isEmpty())
            parts << QString::fromUtf8(m_kind.choices.join('|'));
        if (m_kind.takesNumber())
            parts << u"%1…%2"_s.arg(m_kind.lowest).arg(m_kind.highest);
        if (m_kind.strikesMethods)
            parts << u"method NAME"_s;
        if (m_kind.counts)
            parts << u"times N"_s;
        if (m_kind.waitKey != nullptr)
            parts << QString::fromUtf8(m_kind.waitKey) + u" 5s|none"_s;
        if (m_kind.speaks)
            parts << u"saying \"TEXT\""_s;
        if (m_kind.lasts())
            parts << u"for 10s"_s;
        return parts.isEmpty() ? words("nothing") : parts.join(u", "_s);
    }

    std::optional<QByteArray> next()
    {
        return m_at < m_words.size() ? std::optional(m_words[m_at++]) : std::nullopt;
    }

    Wrong takeDuration(const QByteArray &key, milliseconds *into)
    {
        const auto word = next();
        const auto duration = word ? readDuration(*word) : std::nullopt;
        if (!duration || duration->count() == 0)
            return words("%1 needs a duration such as 500ms, 10s or 2m.").arg(quoted(key));
        *into = *duration;
        return {};
    }

    Wrong takeWait(const QByteArray &key)
    {
        if (m_at < m_words.size() && m_words[m_at] == "none") {
            ++m_at;
            m_fault.wait = -1ms;
            return {};
        }
        return takeDuration(key, &m_fault.wait);
    }

    Wrong takeNumber(const QByteArray &key, int low, int high, int *into)
    {
        const auto word = next();
        bool ok = false;
        const int number = word ? word->toInt(&ok) : 0;
        if (!ok)
            return words("%1 needs a whole number.").arg(quoted(key));
        return checkNumber(QString::fromUtf8(key), number, low, high, into);
    }

    static Wrong checkNumber(const QString &what, int number, int low, int high, int *into)
    {
        if (number < low || number > high)
            return words("%1 must be a number from %2 to %3.").arg(u'“' + what + u'”').arg(low).arg(high);
        *into = number;
        return {};
    }

    Wrong takeText(const QByteArray &key, QByteArray *into)
    {
        const auto word = next();
        if (!word || word->isEmpty())
            return words("%1 needs a word behind it.").arg(quoted(key));
        *into = *word;
        return {};
    }

    const FaultKind &m_kind;
    const QList<QByteArray> &m_words;
    Fault m_fault;
    qsizetype m_at = 0;
};

bool isPlainWord(const QByteArray &text)
{
    return !text.isEmpty() && std::all_of(text.begin(), text.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' ||
               c == '_' || c == '-';
    });
}

QByteArray scriptWord(QByteArray text)
{
    if (isPlainWord(text))
        return text;
    return '"' + text.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', ' ') + '"';
}

} // namespace

Fault FaultKind::fault() const
{
    Fault fault;
    fault.kind = kind;
    if (!choices.isEmpty())
        fault.choice = choices.first();
    fault.number = takesNumber() ? usual : 0;
    if (strikesMethods)
        fault.method = "any";
    fault.wait = usualWait;
    fault.lasts = usuallyLasts;
    return fault;
}

const QList<FaultKind> &faultKinds()
{
    static const QList<FaultKind> list = catalogue();
    return list;
}

const FaultKind &kindOf(Fault::Kind kind)
{
    const QList<FaultKind> &list = faultKinds();
    return *std::find_if(list.begin(), list.end(),
                         [kind](const FaultKind &candidate) { return candidate.kind == kind; });
}

const FaultKind *kindNamed(QByteArrayView name)
{
    const QList<FaultKind> &list = faultKinds();
    const auto found =
        std::find_if(list.begin(), list.end(), [name](const FaultKind &kind) { return name == kind.name; });
    return found == list.end() ? nullptr : &*found;
}

QString faultTitle(const FaultKind &kind)
{
    return words(kind.title);
}

QString faultWords(const FaultKind &kind)
{
    return words(kind.words);
}

QString groupTitle(FaultGroup group)
{
    switch (group) {
    case FaultGroup::Connection:
        return words("Open sockets");
    case FaultGroup::Connecting:
        return words("Connecting");
    case FaultGroup::Api:
        return words("Web API");
    case FaultGroup::Sending:
        return words("Sending");
    case FaultGroup::Frames:
        return words("Frames");
    }
    return {};
}

Result<Fault> readFault(const QList<QByteArray> &given)
{
    const FaultKind *kind = given.isEmpty() ? nullptr : kindNamed(given.first());
    if (kind == nullptr) {
        QStringList names;
        for (const FaultKind &known : faultKinds())
            names << QString::fromUtf8(known.name);
        return problem(
            words("%1 is no fault. There are: %2.").arg(quoted(given.value(0)), names.join(u", "_s)));
    }
    const QList<QByteArray> arguments = given.mid(1);
    return FaultReader(*kind, arguments).read();
}

QByteArray scriptText(const Fault &fault)
{
    const FaultKind &kind = kindOf(fault.kind);
    QByteArray text = kind.name;
    if (!fault.choice.isEmpty())
        text += ' ' + fault.choice;
    if (kind.takesNumber())
        text += ' ' + QByteArray::number(fault.number);
    if (kind.strikesMethods && fault.method != "any")
        text += " method " + scriptWord(fault.method);
    if (fault.times != 1)
        text += " times " + QByteArray::number(fault.times);
    if (fault.wait != kind.usualWait)
        text += ' ' + QByteArray(kind.waitKey) + ' ' +
                (fault.wait.count() < 0 ? QByteArray("none") : durationText(fault.wait));
    if (!fault.text.isEmpty())
        text += " saying " + scriptWord(fault.text);
    if (kind.lasts() && fault.lasts.count() > 0)
        text += " for " + durationText(fault.lasts);
    return text;
}

Fault anyFault(Random &random)
{
    const FaultKind *kind = nullptr;
    do {
        kind = &random.pick(faultKinds());
    } while (!kind->byChance);
    Fault fault = kind->fault();
    if (!kind->choices.isEmpty())
        fault.choice = random.pick(kind->choices);
    if (!kind->likely.isEmpty())
        fault.number = random.pick(kind->likely);
    if (kind->counts)
        fault.times = 1 + random.below(3);
    if (kind->strikesMethods && random.chance(50))
        fault.method = "rtm.connect";
    if (kind->lasts())
        fault.lasts = kind->usuallyLasts * (1 + random.below(10)) / 10;
    if (kind->waitKey == nullptr)
        return fault;
    // Acknowledgements need some delay to be late; a Retry-After may be missing.
    const bool waits = fault.kind == Fault::Kind::Acks || random.chance(70);
    fault.wait = waits ? milliseconds(500 + random.below(14'500)) : -1ms;
    return fault;
}

std::optional<milliseconds> readDuration(QByteArrayView text)
{
    qsizetype digits = 0;
    while (digits < text.size() && ((text[digits] >= '0' && text[digits] <= '9') || text[digits] == '.'))
        ++digits;
    bool ok = false;
    const double number = text.first(digits).toByteArray().toDouble(&ok);
    if (!ok)
        return std::nullopt;
    const QByteArrayView unit = text.sliced(digits);
    const milliseconds one = unit == "ms"  ? 1ms
                             : unit == "s" ? milliseconds(1s)
                             : unit == "m" ? milliseconds(1min)
                             : unit == "h" ? milliseconds(1h)
                                           : 0ms;
    const double all = number * static_cast<double>(one.count());
    if (one.count() == 0 || all > static_cast<double>(milliseconds(longest).count()))
        return std::nullopt;
    return milliseconds(std::llround(all));
}

QByteArray durationText(milliseconds duration)
{
    for (const auto &[unit, name] :
         {std::pair{milliseconds(1h), "h"}, {milliseconds(1min), "m"}, {milliseconds(1s), "s"}}) {
        if (duration >= unit && duration % unit == 0ms)
            return QByteArray::number(static_cast<qint64>(duration / unit)) + name;
    }
    return QByteArray::number(static_cast<qint64>(duration.count())) + "ms";
}

} // namespace rtmscope::demo
