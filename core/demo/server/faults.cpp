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
    case FaultGroup::Apps:
        return words("Socket Mode");
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

Fault anyFault(Random &random, FaultKind::Stream stream)
{
    using Stream = FaultKind::Stream;
    const FaultKind *kind = nullptr;
    do {
        kind = &random.pick(faultKinds());
    } while (!kind->byChance ||
             (kind->stream != Stream::Any && stream != Stream::Any && kind->stream != stream));
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
