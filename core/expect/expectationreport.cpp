// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/expect/expectationreport.h"

#include "core/text/cleantext.h"

#include <QCoreApplication>
#include <QXmlStreamWriter>

using namespace Qt::StringLiterals;

namespace rtmscope::expectationreport {

namespace {

using State = ExpectationRun::State;

QString words(const char *text)
{
    return QCoreApplication::translate("Expectations", text);
}

QString lineName(const Expectation &expectation)
{
    return words("line %1: %2").arg(QString::number(expectation.line), cleanLine(expectation.source));
}

QString neverWords()
{
    return words("No event of the recording was such: nothing was tried.");
}

QString countWords(const ExpectationRun::Outcome &outcome)
{
    return outcome.longestUs > 0 ? words("(%1 of them, after %2 ms at most)")
                                       .arg(outcome.tried)
                                       .arg(double(outcome.longestUs) / 1'000, 0, 'f', 0)
                                 : words("(%1 of them)").arg(outcome.tried);
}

QStringList failuresOf(const ExpectationRun::Outcome &outcome)
{
    if (outcome.state == State::NeverCameUp)
        return {neverWords()};
    QStringList all = outcome.failures;
    const qint64 more = outcome.failed - outcome.failures.size();
    if (more > 0)
        all.append(words("And %1 more like that.").arg(more));
    return all;
}

QString openWords(qint64 open)
{
    return open == 1 ? words("One answer may still come.") : words("%1 answers may still come.").arg(open);
}

//! A passed one with a number behind it, an open or a failed one in sentences.
Line lineOf(const Expectation &expectation, const ExpectationRun::Outcome &outcome, qint64 open, bool isOver)
{
    Line line{expectation.line, cleanLine(expectation.source), Line::State::Waiting, {}};
    QStringList said;
    if (outcome.state == State::Failed || (isOver && outcome.state == State::NeverCameUp)) {
        line.state = Line::State::Failed;
        const QStringList failures = failuresOf(outcome);
        for (const QString &failure : failures)
            said << cleanLine(failure);
    } else if (outcome.state == State::Passed) {
        line.state = Line::State::Passed;
        const qint64 kept = outcome.tried - outcome.failed - open;
        const double ms = double(outcome.longestUs) / 1'000;
        said << (outcome.longestUs > 0 ? words("%1 kept, after %2 ms at most").arg(kept).arg(ms, 0, 'f', 0)
                                       : words("%1 kept").arg(kept));
    } else if (open > 0) {
        line.state = Line::State::Open;
    } else {
        said << words("No event was such yet.");
    }
    if (open > 0)
        said << openWords(open);
    line.words = said.join(u'\n');
    return line;
}

} // namespace

QList<Line> lines(const ExpectationRun &run, bool isOver)
{
    QList<Line> out;
    for (qsizetype i = 0; i < run.expectations().size(); ++i) {
        const auto index = static_cast<std::size_t>(i);
        out.append(lineOf(run.expectations().at(i), run.outcomes()[index], run.openOf(index), isOver));
    }
    return out;
}

QByteArray text(const ExpectationRun &run)
{
    QString out;
    qsizetype failed = 0;
    for (qsizetype i = 0; i < run.expectations().size(); ++i) {
        const ExpectationRun::Outcome &outcome = run.outcomes()[static_cast<std::size_t>(i)];
        const QString name = lineName(run.expectations().at(i));
        if (outcome.state == State::Passed) {
            out += u"ok    "_s + name + u' ' + countWords(outcome) + u'\n';
            continue;
        }
        ++failed;
        out += u"FAIL  "_s + name + u'\n';
        const QStringList failures = failuresOf(outcome);
        for (const QString &failure : failures)
            out += u"      "_s + cleanLine(failure) + u'\n';
    }
    out += words("%1 expectation(s), %2 failed").arg(run.expectations().size()).arg(failed) + u'\n';
    return out.toUtf8();
}

QByteArray junit(const ExpectationRun &run, const QString &suite, qint64 durationUs)
{
    qsizetype failed = 0;
    for (const ExpectationRun::Outcome &outcome : run.outcomes())
        failed += outcome.state == State::Passed ? 0 : 1;
    QByteArray out;
    QXmlStreamWriter xml(&out);
    xml.setAutoFormatting(true);
    xml.writeStartDocument();
    xml.writeStartElement(u"testsuite"_s);
    xml.writeAttribute(u"name"_s, cleanLine(suite));
    xml.writeAttribute(u"tests"_s, QString::number(run.outcomes().size()));
    xml.writeAttribute(u"failures"_s, QString::number(failed));
    xml.writeAttribute(u"time"_s, QString::number(double(durationUs) / 1'000'000, 'f', 3));
    for (qsizetype i = 0; i < run.expectations().size(); ++i) {
        const ExpectationRun::Outcome &outcome = run.outcomes()[static_cast<std::size_t>(i)];
        xml.writeStartElement(u"testcase"_s);
        xml.writeAttribute(u"classname"_s, cleanLine(suite));
        xml.writeAttribute(u"name"_s, lineName(run.expectations().at(i)));
        xml.writeAttribute(u"time"_s, QString::number(double(outcome.longestUs) / 1'000'000, 'f', 3));
        if (outcome.state != State::Passed) {
            const QStringList failures = failuresOf(outcome);
            xml.writeStartElement(u"failure"_s);
            xml.writeAttribute(u"message"_s, cleanLine(failures.value(0)));
            QStringList clean;
            for (const QString &failure : failures)
                clean.append(cleanLine(failure));
            xml.writeCharacters(clean.join(u'\n'));
            xml.writeEndElement();
        }
        xml.writeEndElement();
    }
    xml.writeEndElement();
    xml.writeEndDocument();
    return out;
}

} // namespace rtmscope::expectationreport
