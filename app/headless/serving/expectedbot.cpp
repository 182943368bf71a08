// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "app/headless/serving/expectedbot.h"

#include "app/start/standardstreams.h"
#include "core/base/clock.h"
#include "core/expect/expectationreader.h"
#include "core/expect/expectationreport.h"

#include <QCoreApplication>
#include <QFile>
#include <QSaveFile>

using namespace Qt::StringLiterals;

namespace rtmscope {

namespace {

constexpr qint64 farTooLong = 1 << 20;

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
    const auto read = readExpectations(file.read(farTooLong));
    if (!read)
        return fileError(u"usage"_s, u"%1: %2"_s.arg(path, read.error().words));
    for (const Expectation &each : *read) {
        const Condition *nobody = nameOfNobody(each.where, names);
        if (nobody == nullptr)
            nobody = nameOfNobody(each.checks, names);
        if (nobody != nullptr)
            return fileError(u"usage"_s,
                             tr("%1: Line %2: nobody and nothing in this capture is called %3. Give the id "
                                "in its place.")
                                 .arg(path, QString::number(each.line), nobody->value));
    }
    return std::unique_ptr<ExpectedBot>(new ExpectedBot(ExpectationRun(*read, names)));
}

Result<Done> ExpectedBot::setJunit(const QString &path)
{
    m_junit = path;
    QSaveFile file(path);
    if (path.isEmpty() || file.open(QIODevice::WriteOnly))
        return Done{};
    return fileError(u"record_file"_s, tr("%1 can't be written: %2.").arg(path, file.errorString()));
}

void ExpectedBot::cue(BotCue cue)
{
    cue.atUs = Clock::system().monotonicUs();
    m_run.cue(cue);
    plan();
}

void ExpectedBot::deed(BotDeed deed)
{
    deed.atUs = Clock::system().monotonicUs();
    const bool wasOpen = isOpen();
    m_run.deed(deed);
    plan();
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
    if (isOpen())
        return plan();
    Q_EMIT settled();
}

Result<Done> ExpectedBot::finish(const QString &suite)
{
    m_timer.stop();
    m_run.end();
    if (!m_junit.isEmpty()) {
        QSaveFile file(m_junit);
        const QByteArray xml =
            expectationreport::junit(m_run, suite, Clock::system().monotonicUs() - m_beganUs);
        if (!file.open(QIODevice::WriteOnly) || file.write(xml) != xml.size() || !file.commit())
            return fileError(u"record_file"_s,
                             tr("%1 can't be written: %2.").arg(m_junit, file.errorString()));
    }
    return writeOut(expectationreport::text(m_run));
}

} // namespace rtmscope
