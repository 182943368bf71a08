// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/json/json.h"
#include "tests/support/testmain.h"
#include "tests/ui/chat/chatscene.h"
#include "ui/chat/composer.h"

#include <QApplication>
#include <QCheckBox>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollBar>
#include <QSignalSpy>

using namespace Qt::StringLiterals;
using rtmscope::testing::ChatScene;

namespace rtmscope {

//! A composer for #ops or a thread in it, ready to send.
struct Desk
{
    explicit Desk(Composer::Place place = Composer::Place::Channel)
        : composer(place)
    {
        composer.setFeed(&scene.feed);
        composer.setPreviewer([](const OutgoingMessage &message) {
            return R"({"id":1,"type":"message","channel":")" + message.channel.text().toUtf8() +
                   R"(","text":)" + json::quoted(QStringView(message.text)) + '}';
        });
        composer.setTarget(ChannelId(u"C0OPS"_s), place == Composer::Place::Thread ? parent : MessageTs());
        composer.setTargetName(u"#ops"_s);
        composer.setState({true, {}, true});
        composer.resize(600, composer.sizeHint().height());
        composer.show();
        composer.activateWindow();
        composer.focusEdit();
    }
    QPlainTextEdit *edit() const { return composer.findChild<QPlainTextEdit *>(); }
    QPushButton *button() const { return composer.findChild<QPushButton *>(); }
    QLabel *label(const QString &name) const
    {
        for (auto *each : composer.findChildren<QLabel *>()) {
            if (each->accessibleName() == name)
                return each;
        }
        return nullptr;
    }
    OutgoingMessage sent(const QSignalSpy &spy) const { return spy.last().first().value<OutgoingMessage>(); }

    ChatScene scene;
    MessageTs parent{ChatScene::ts(0)};
    Composer composer;
};

class TestComposer : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void sendsOnEnter()
    {
        Desk desk;
        QSignalSpy sent(&desk.composer, &Composer::sendRequested);
        QTest::keyClicks(desk.edit(), u"hello & <welcome>"_s);
        QTest::keyClick(desk.edit(), Qt::Key_Return, Qt::ShiftModifier);
        QTest::keyClicks(desk.edit(), u"second line"_s);
        QCOMPARE(sent.count(), 0);
        QTest::keyClick(desk.edit(), Qt::Key_Return);
        QCOMPARE(sent.count(), 1);
        QCOMPARE(desk.sent(sent).text, u"hello &amp; &lt;welcome&gt;\nsecond line"_s);
        QCOMPARE(desk.sent(sent).channel, ChannelId(u"C0OPS"_s));
        QVERIFY(desk.composer.text().isEmpty());
        desk.edit()->undo(); // sent by mistake: the words are not gone
        QVERIFY(desk.composer.text().startsWith(u"hello"_s));
    }

    void turnsNamesIntoMentions()
    {
        Desk desk;
        QSignalSpy sent(&desk.composer, &Composer::sendRequested);
        desk.composer.setDraft(u"@Mira Okafor see #general"_s);
        QTest::mouseClick(desk.button(), Qt::LeftButton);
        QCOMPARE(desk.sent(sent).text, u"<@U01MIRA> see <#C0GENERAL>"_s);
    }

    void previewsTheFrame()
    {
        Desk desk;
        desk.composer.setDraft(u"hi"_s);
        QLabel *preview = desk.label(u"Wire preview"_s);
        QVERIFY(preview);
        QCOMPARE(preview->text(), u"{\"id\":1,\"type\":\"message\",\"channel\":\"C0OPS\",\"text\":\"hi\"}"_s);
        QCOMPARE(preview->accessibleDescription(), preview->text());
        QCOMPARE(desk.label(u"Length"_s)->text(), u"55 B of 16 KB · 2 of 4,000 · RTM"_s);
    }

    void refusesWhatIsTooLong_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<bool>("fits");
        QTest::addColumn<QString>("words");
        QTest::newRow("blank") << u"  \n "_s << false << u"RTM"_s;
        QTest::newRow("just fits") << QString(4000, u'x') << true << u"4,000 of 4,000"_s;
        QTest::newRow("one too many")
            << QString(4001, u'x') << false << u"4,001 of 4,000 characters: 1 too many"_s;
        QTest::newRow("escapes count") << QString(1000, u'&') << false << u"5,000 of 4,000"_s;
        QTest::newRow("emoji count once") << u"\U0001F600"_s.repeated(4000) << true << u"4,000 of 4,000"_s;
        QTest::newRow("too many bytes")
            << QString(3999, u'\\') + u"\U0001F600"_s << true << u"4,000 of 4,000"_s;
    }
    void refusesWhatIsTooLong()
    {
        QFETCH(QString, text);
        QFETCH(bool, fits);
        QFETCH(QString, words);
        Desk desk;
        QSignalSpy sent(&desk.composer, &Composer::sendRequested);
        desk.composer.setDraft(text);
        QCOMPARE(desk.button()->isEnabled(), fits);
        QVERIFY2(desk.label(u"Length"_s)->text().contains(words),
                 qPrintable(desk.label(u"Length"_s)->text()));
        QTest::keyClick(desk.edit(), Qt::Key_Return);
        QCOMPARE(sent.count(), fits ? 1 : 0);
        QCOMPARE(desk.composer.text(), fits ? QString() : text);
    }

    void refusesFramesOfTooManyBytes()
    {
        Desk desk;
        desk.composer.setPreviewer([](const OutgoingMessage &) { return QByteArray(16 * 1024 + 1, 'x'); });
        desk.composer.setDraft(u"hi"_s);
        QVERIFY(!desk.button()->isEnabled());
        QVERIFY(desk.label(u"Length"_s)->text().contains(u"1 B too many"_s));
    }

    void saysWhyItDoesNotSend()
    {
        Desk desk;
        const QString reason = u"Observe: arm the account to send"_s;
        desk.composer.setState({false, reason, false});
        QSignalSpy sent(&desk.composer, &Composer::sendRequested);
        QSignalSpy typing(&desk.composer, &Composer::typingHappened);
        QTest::keyClicks(desk.edit(), u"hello"_s);
        QVERIFY(!desk.button()->isEnabled());
        QTest::keyClick(desk.edit(), Qt::Key_Return);
        QCOMPARE(sent.count(), 0);
        QCOMPARE(typing.count(), 0);
        QCOMPARE(desk.composer.text(), u"hello"_s);
        QVERIFY(desk.label(u"About sending"_s)->isVisible());
        QCOMPARE(desk.label(u"About sending"_s)->text(), reason);
        desk.composer.setState({true, u"Not connected: your message waits"_s, true});
        QVERIFY(desk.button()->isEnabled());
        QTest::keyClick(desk.edit(), Qt::Key_Return);
        QCOMPARE(sent.count(), 1);
        QVERIFY(desk.composer.text().isEmpty());
    }

    void keepsDrafts()
    {
        Desk desk;
        QSignalSpy drafts(&desk.composer, &Composer::draftChanged);
        desk.composer.setDraft(u"stored"_s);
        QTest::keyClicks(desk.edit(), u" and more"_s);
        QCOMPARE(drafts.count(), 0);
        QTRY_COMPARE(drafts.count(), 1); // several keys, one draft
        QCOMPARE(drafts[0][2].toString(), u"stored and more"_s);
        QTest::keyClicks(desk.edit(), u"!"_s);
        desk.composer.setTarget(ChannelId(u"C0GENERAL"_s), {});
        QCOMPARE(drafts.count(), 2); // at once, and for the channel it was typed in
        QCOMPARE(drafts[1][0].value<ChannelId>(), ChannelId(u"C0OPS"_s));
        QCOMPARE(drafts[1][2].toString(), u"stored and more!"_s);
        QVERIFY(desk.composer.text().isEmpty());
        QTest::keyClicks(desk.edit(), u"x"_s);
        desk.composer.hide();
        QCOMPARE(drafts.count(), 3);
        desk.composer.show();
        QTest::keyClick(desk.edit(), Qt::Key_Return);
        QCOMPARE(drafts.count(), 4); // sent: the draft is empty now
        QVERIFY(drafts[3][2].toString().isEmpty());
    }

    void broadcastIsNotSticky()
    {
        Desk desk(Composer::Place::Thread);
        QSignalSpy sent(&desk.composer, &Composer::sendRequested);
        auto *box = desk.composer.findChild<QCheckBox *>();
        QVERIFY(box);
        QCOMPARE(box->accessibleName(), u"Also send to channel"_s);
        QTest::keyClicks(desk.edit(), u"both"_s);
        box->setChecked(true);
        QTest::keyClick(desk.edit(), Qt::Key_Return);
        QVERIFY(desk.sent(sent).broadcast);
        QCOMPARE(desk.sent(sent).thread, desk.parent);
        QVERIFY(!box->isChecked());
        QTest::keyClicks(desk.edit(), u"thread"_s);
        QTest::keyClick(desk.edit(), Qt::Key_Return);
        QVERIFY(!desk.sent(sent).broadcast);
        QTest::keyClicks(desk.edit(), u"both again"_s);
        QTest::keyClick(desk.edit(), Qt::Key_Return, Qt::ControlModifier | Qt::ShiftModifier);
        QVERIFY(desk.sent(sent).broadcast);
        box->setChecked(true);
        desk.composer.setTarget(ChannelId(u"C0OPS"_s), MessageTs(ChatScene::ts(99)));
        QVERIFY(!box->isChecked());
    }

    void growsToEightLines()
    {
        Desk desk;
        const int one = desk.edit()->height();
        const qreal line = QFontMetricsF(desk.edit()->font()).lineSpacing();
        const auto lines = [&] { return qRound((desk.edit()->height() - one) / line) + 1; };
        desk.composer.setDraft(u"a\nb\nc"_s);
        QCOMPARE(lines(), 3);
        QCOMPARE(desk.edit()->verticalScrollBar()->maximum(), 0);
        desk.composer.setDraft(u"x\n"_s.repeated(40));
        QCOMPARE(lines(), 8);
        desk.composer.setDraft({});
        QCOMPARE(desk.edit()->height(), one);
    }

    void letsTabAndEscOut()
    {
        Desk desk;
        QTRY_VERIFY(desk.edit()->hasFocus());
        QSignalSpy left(&desk.composer, &Composer::leaveAsked);
        QTest::keyClick(desk.edit(), Qt::Key_Escape);
        QCOMPARE(left.count(), 1);
        QTest::keyClicks(desk.edit(), u"a"_s);
        QTest::keyClick(desk.edit(), Qt::Key_Tab);
        QVERIFY(!desk.edit()->hasFocus());
        QCOMPARE(desk.composer.text(), u"a"_s);
    }

    void typingIsToldSparingly()
    {
        Desk desk;
        QSignalSpy typing(&desk.composer, &Composer::typingHappened);
        QTest::keyClicks(desk.edit(), u"many keys"_s);
        QCOMPARE(typing.count(), 1);
    }
};

} // namespace rtmscope

RTMSCOPE_GUI_TEST_MAIN(rtmscope::TestComposer)
#include "tst_composer.moc"
