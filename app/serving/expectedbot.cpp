// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "app/serving/expectedbot.h"

#include "core/base/clock.h"
#include "core/base/savefile.h"
#include "core/expect/expectationreader.h"
#include "core/expect/expectationreport.h"

#include <QFile>
#include <QFileInfo>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace rtmscope {

namespace {

Error fileError(const QString &code, const QString &words)
{
    return {Error::Kind::Input, code, words, {}, {}};
}

//! A name in a condition that nobody bears would never hold, and nobody would know why.
const Condition *nameOfNobody(const QList<Condition> &conditions, const NamedIds &names)
{
    for (const Condition &condition : conditions) {
        const bool isExact =
            condition.test == Condition::Test::Equals || condition.test == Condition::Test::Differs;
        const bool isName = condition.value.startsWith(u'#') || condition.value.startsWith(u'@');
        if (isExact && isName && condition.value.size() > 1 && names(condition.value).isEmpty())
            return &condition;
    }
    return nullptr;
}

} // namespace

ExpectedBot::ExpectedBot(ExpectationRun run)
    : m_run(std::move(run))
    , m_timer(this)
    , m_beganUs(Clock::system().monotonicUs())
{
    m_timer.setSingleShot(true);
    m_timer.setTimerType(Qt::PreciseTimer);
    connect(&m_timer, &QTimer::timeout, this, &ExpectedBot::strike);
}

Result<std::unique_ptr<ExpectedBot>> ExpectedBot::open(const QString &path, const NamedIds &names)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return fileError(u"unreadable_file"_s,
                         tr("The expectations in %1 can't be read: %2.").arg(path, file.errorString()));
    auto bot = read(file.read(largestFile), names);
    if (!bot)
        return fileError(u"usage"_s, u"%1: %2"_s.arg(path, bot.error().words));
    return bot;
}

Result<std::unique_ptr<ExpectedBot>> ExpectedBot::read(const QByteArray &text, const NamedIds &names,
                                                       int *problemLine)
{
    const auto read = readExpectations(text, problemLine);
    if (!read)
        return read.error();
    for (const Expectation &each : *read) {
        const Condition *nobody = nameOfNobody(each.where, names);
        if (nobody == nullptr)
            nobody = nameOfNobody(each.checks, names);
        if (nobody == nullptr)
            continue;
        if (problemLine)
            *problemLine = each.line;
        return fileError(u"usage"_s,
                         tr("Line %1: nobody and nothing in this capture is called %2. Give the id in its "
                            "place.")
                             .arg(QString::number(each.line), nobody->value));
    }
    return std::unique_ptr<ExpectedBot>(new ExpectedBot(ExpectationRun(*read, names)));
}

Result<Done> ExpectedBot::setJunit(const QString &path)
{
    m_junit = path;
    // A pipe that is only tried would end for its reader.
    if (path.isEmpty() || (SaveFile::isWrittenThrough(path) && QFileInfo(path).isWritable()))
        return Done{};
    SaveFile file(path);
    if (file.open())
        return Done{};
    return fileError(u"record_file"_s, tr("%1 can't be written: %2.").arg(path, file.errorString()));
}

void ExpectedBot::cue(BotCue cue)
{
    if (m_isFinished)
        return;
    if (cue.atUs == 0)
        cue.atUs = Clock::system().monotonicUs();
    m_run.cue(cue);
    plan();
    Q_EMIT changed();
}

void ExpectedBot::deed(BotDeed deed)
{
    if (m_isFinished)
        return;
    deed.atUs = Clock::system().monotonicUs();
    const bool wasOpen = isOpen();
    m_run.deed(deed);
    plan();
    Q_EMIT changed();
    if (wasOpen && !isOpen())
        Q_EMIT settled();
}

void ExpectedBot::plan()
{
    const std::optional<qint64> deadline = m_run.nextDeadlineUs();
    if (!deadline)
        return m_timer.stop();
    const qint64 leftUs = *deadline - Clock::system().monotonicUs();
    if (!m_timer.isActive() || m_timer.remainingTime() * 1'000 > leftUs)
        m_timer.start(std::chrono::milliseconds(std::max<qint64>(0, leftUs / 1'000 + 1)));
}

void ExpectedBot::strike()
{
    m_run.settle(Clock::system().monotonicUs());
    Q_EMIT changed();
    if (isOpen())
        return plan();
    Q_EMIT settled();
}

Result<Done> ExpectedBot::finish(const QString &suite)
{
    m_timer.stop();
    if (!std::exchange(m_isFinished, true))
        m_run.end();
    Q_EMIT changed();
    if (!m_junit.isEmpty()) {
        SaveFile file(m_junit);
        const QByteArray xml =
            expectationreport::junit(m_run, suite, Clock::system().monotonicUs() - m_beganUs);
        if (!file.open(QIODevice::WriteOnly) || file.write(xml) != xml.size() || !file.commit())
            return fileError(u"record_file"_s,
                             tr("%1 can't be written: %2.").arg(m_junit, file.errorString()));
    }
    return Done{};
}

} // namespace rtmscope
