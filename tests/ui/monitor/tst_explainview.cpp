// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "ui/monitor/explain/explainview.h"

#include "core/log/eventlog.h"
#include "tests/support/sampleevents.h"
#include "tests/support/testmain.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTextBlock>
#include <QTextDocument>

#include <memory>

using namespace rtmscope;
using namespace rtmscope::testing;
using namespace Qt::StringLiterals;

namespace {

//! The addresses of a document's links by their words.
QMap<QString, QString> linksOf(const QTextDocument *document)
{
    QMap<QString, QString> links;
    for (QTextBlock block = document->begin(); block.isValid(); block = block.next()) {
        for (auto at = block.begin(); !at.atEnd(); ++at) {
            if (at.fragment().charFormat().isAnchor())
                links.insert(at.fragment().text(), at.fragment().charFormat().anchorHref());
        }
    }
    return links;
}

} // namespace

class TestExplainView : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void tells();
    void whatIsOddStandsOut();
    void nothingIsMarkup();
    void links();
    void onlyWhileSomebodyLooks();
    void withoutARecord();
    void largeOnes();
    void unknownTypes();
    void followsTheTheme();
    void staysWhereOneReads();

private:
    QString words() const { return m_view->toPlainText(); }

    std::unique_ptr<EventLog> m_log;
    std::unique_ptr<ExplainView> m_view;
};

void TestExplainView::init()
{
    m_log = testing::logOf(3);
    m_view = std::make_unique<ExplainView>();
    m_view->resize(340, 500);
    m_view->setLog(m_log.get());
    m_view->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_view.get()));
}

void TestExplainView::tells()
{
    m_view->explain(m_log->event(1));
    QVERIFY(words().contains(u"Sent to everybody in a conversation"_s));
    QVERIFY(words().contains(u"channel  \"C0OPS\"  conversation id"_s));
    QVERIFY(words().contains(u"What it did here"_s));
    QTRY_VERIFY(words().contains(u"unread 1 → 2"_s));
    QTRY_VERIFY(words().contains(u"There are 3 of its type, from event 1"_s));
}

void TestExplainView::whatIsOddStandsOut()
{
    m_view->explain(entry(9, R"({"type":"pin_added","user":7,"novelty":1})"));
    QVERIFY(words().contains(u"✗ channel_id"_s));
    QVERIFY(words().contains(u"missing, though each should have it"_s));
    QVERIFY(words().contains(u"? novelty"_s));
    QVERIFY(words().contains(u"≠ user"_s));
    QVERIFY(words().contains(u"Here: Numbers come as text"_s));
}

void TestExplainView::nothingIsMarkup()
{
    m_view->explain(entry(9, R"({"type":"<b>x</b>","<i>k</i>":"<img src='x'>&amp;"})"));
    QVERIFY(words().contains(u"<b>x</b>"_s));
    QVERIFY(words().contains(u"<i>k</i>"_s));
    QVERIFY(words().contains(u"<img src='x'>&amp;"_s));
}

void TestExplainView::links()
{
    m_view->explain(entry(9, R"({"type":"reaction_added","reaction":"tada","odd key":1,"item":{}})"));
    const QMap<QString, QString> links = linksOf(m_view->document());
    QCOMPARE(links.value(u"Slack’s page about it"_s),
             u"https://docs.slack.dev/reference/events/reaction_added"_s);
    QSignalSpy members(m_view.get(), &ExplainView::memberChosen);
    QSignalSpy pages(m_view.get(), &ExplainView::linkActivated);
    Q_EMIT m_view->anchorClicked(QUrl(links.value(u"reaction"_s)));
    Q_EMIT m_view->anchorClicked(QUrl(links.value(u"odd key"_s)));
    QCOMPARE(members.count(), 2);
    QCOMPARE(members[0][0].toString(), u"reaction"_s);
    QCOMPARE(members[1][0].toString(), u"[\"odd key\"]"_s);
    QCOMPARE(pages.count(), 0);
    Q_EMIT m_view->anchorClicked(QUrl(links.value(u"Slack’s page about it"_s)));
    QCOMPARE(pages.count(), 1); // who opens it asks first
    QVERIFY(words().contains(u"✓ reaction"_s));
}

void TestExplainView::onlyWhileSomebodyLooks()
{
    m_view->hide();
    m_view->explain(m_log->event(1));
    QCoreApplication::processEvents();
    QVERIFY(words().isEmpty());
    m_view->show();
    QTRY_VERIFY(words().contains(u"unread 1 → 2"_s));
    m_view->clearEvent();
    QVERIFY(words().isEmpty());
}

void TestExplainView::withoutARecord()
{
    const Event event = m_log->event(1);
    m_view->setLog(nullptr);
    m_view->explain(event);
    QVERIFY(words().contains(u"Its members"_s));
    QVERIFY(!words().contains(u"What it did here"_s));
    // What was worked out before stays when the record goes.
    m_view->setLog(m_log.get());
    m_view->explain(event);
    QTRY_VERIFY(words().contains(u"unread 1 → 2"_s));
    m_log.reset();
    m_view->hide();
    m_view->show();
    QVERIFY(words().contains(u"unread 1 → 2"_s));
}

void TestExplainView::largeOnes()
{
    const QByteArray raw = R"({"type":"message","channel":"C1","user":"U1","ts":"1.2","text":")" +
                           QByteArray(3'000'000, 'x') + "\"}";
    m_view->explain(entry(9, raw));
    QVERIFY(words().contains(u"Reading it"_s));
    QTRY_VERIFY(words().contains(u"Its members"_s));
    QVERIFY(words().size() < 20'000);
}

void TestExplainView::unknownTypes()
{
    quint64 seq = 3;
    for (const char *raw : {R"({"type":"novelty","a":1})", R"({"type":"novelty","a":"x","b":true})"})
        m_log->append(entry(++seq, raw));
    m_view->explain(m_log->event(4));
    QVERIFY(!words().contains(u"unexpected"_s));
    QTRY_VERIFY(words().contains(u"What 2 of them have:"_s));
    QVERIFY(words().contains(u"a  number, text"_s));
    QVERIFY(words().contains(u"b  true or false  in 1"_s));
}

void TestExplainView::followsTheTheme()
{
    m_view->explain(m_log->event(1));
    const auto ink = [this] {
        return m_view->document()->begin().begin().fragment().charFormat().foreground().color();
    };
    const QColor light = ink();
    theme::apply(*qApp, u"dark"_s);
    QTRY_VERIFY(ink() != light);
    theme::apply(*qApp, u"light"_s);
    QTRY_COMPARE(ink(), light);
}

void TestExplainView::staysWhereOneReads()
{
    m_view->resize(340, 200);
    m_view->explain(m_log->event(1));
    m_view->verticalScrollBar()->setValue(60);
    QTRY_VERIFY(words().contains(u"There are 3"_s));
    QCOMPARE(m_view->verticalScrollBar()->value(), 60);
    m_view->explain(m_log->event(2)); // another one begins at its beginning
    QCOMPARE(m_view->verticalScrollBar()->value(), 0);
}

RTMSCOPE_GUI_TEST_MAIN(TestExplainView)
#include "tst_explainview.moc"
