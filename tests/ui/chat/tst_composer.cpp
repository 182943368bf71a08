// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/json/json.h"
#include "tests/support/testmain.h"
#include "tests/ui/chat/chatscene.h"
#include "ui/chat/composer/composer.h"
#include "ui/chat/composer/messagedesk.h"
#include "ui/parts/inklabel.h"

#include <QApplication>
#include <QCheckBox>
#include <QLabel>
#include <QMenu>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScopeGuard>
#include <QScrollBar>
#include <QSignalSpy>
#include <QToolButton>

#include <optional>

using namespace Qt::StringLiterals;
using rtmscope::testing::ChatScene;

namespace rtmscope {

//! A composer for #ops or a thread in it, ready to send.
struct Desk : MessageDesk
{
    explicit Desk(Composer::Kind kind = Composer::Kind::Channel)
        : composer(kind)
    {
        composer.setFeed(&scene.feed);
        composer.setDesk(this);
        composer.setTarget(ChannelId(u"C0OPS"_s), kind == Composer::Kind::Thread ? parent : MessageTs());
        composer.setTargetName(u"#ops"_s);
        composer.setState({true, {}, true});
        composer.resize(600, composer.sizeHint().height());
        composer.show();
        composer.activateWindow();
        composer.focusEdit();
    }
    QString draft(const ChannelId &, const MessageTs &) override { return {}; }
    QByteArray preview(const OutgoingMessage &message) const override;
    Result<Done> send(const QList<OutgoingMessage> &messages, Safekeeping wanted) override
    {
        if (refusal && wanted == Safekeeping::OnDisk)
            return *refusal;
        taken += messages;
        parts += messages.size();
        safekeeping = wanted;
        return Done{};
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
    template<typename WidgetType>
    WidgetType *named(const QString &name) const
    {
        for (auto *each : composer.findChildren<WidgetType *>()) {
            if (each->accessibleName() == name)
                return each;
        }
        return nullptr;
    }

    ChatScene scene;
    MessageTs parent{ChatScene::ts(0)};
    QList<OutgoingMessage> taken; //!< what was handed over
    QList<qsizetype> parts;       //!< in how many parts each time
    Safekeeping safekeeping = Safekeeping::OnDisk;
    std::optional<Error> refusal; //!< answered instead of taking anything
    Composer composer;
};

QByteArray Desk::preview(const OutgoingMessage &message) const
{
    if (message.route != SendRoute::Rtm)
        return QByteArray("channel=C0OPS");
    return "{\"id\":1,\"type\":\"message\",\"channel\":\"" + message.channel.text().toUtf8() +
           "\",\"text\":" + json::quoted(QStringView(message.text)) + "}";
}

class TestComposer : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void sendsOnEnter()
    {
        Desk desk;
        auto &sent = desk.taken;
        QTest::keyClicks(desk.edit(), u"hello & <welcome>"_s);
        QTest::keyClick(desk.edit(), Qt::Key_Return, Qt::ShiftModifier);
        QTest::keyClicks(desk.edit(), u"second line"_s);
        QCOMPARE(int(sent.size()), 0);
        QTest::keyClick(desk.edit(), Qt::Key_Return);
        QCOMPARE(int(sent.size()), 1);
        QCOMPARE(sent.last().text, u"hello &amp; &lt;welcome&gt;\nsecond line"_s);
        QCOMPARE(sent.last().channel, ChannelId(u"C0OPS"_s));
        QVERIFY(desk.composer.text().isEmpty());
        desk.edit()->undo(); // sent by mistake: the words are not gone
        QVERIFY(desk.composer.text().startsWith(u"hello"_s));
    }

    void turnsNamesIntoMentions()
    {
        Desk desk;
        auto &sent = desk.taken;
        desk.composer.setDraft(u"@Mira Okafor see #general"_s);
        QTest::mouseClick(desk.button(), Qt::LeftButton);
        QCOMPARE(sent.last().text, u"<@U01MIRA> see <#C0GENERAL>"_s);
    }

    void previewsTheFrame()
    {
        Desk desk;
        desk.composer.setDraft(u"hi"_s);
        QLabel *preview = desk.label(u"Wire preview"_s);
        QVERIFY(preview);
        QCOMPARE(preview->text(), u"{\"id\":1,\"type\":\"message\",\"channel\":\"C0OPS\",\"text\":\"hi\"}"_s);
        QCOMPARE(preview->accessibleDescription(), preview->text());
        QCOMPARE(desk.label(u"Length"_s)->text(), u"55 B of 16 KB · 2 of 4,000"_s);
    }

    //! A thread is narrow, and who writes must be read before it is sent.
    void whoWritesIsReadInANarrowThread()
    {
        Desk desk(Composer::Kind::Thread);
        desk.composer.setState({true, {}, true, SendRoute::Rtm, u"as Mira Okafor (you)"_s});
        desk.composer.setTargetName(u"#incident-0412"_s);
        desk.composer.setFixedWidth(310);
        const QLabel *author = desk.label(u"Author"_s);
        QVERIFY(author->isVisible());
        QTRY_VERIFY(author->width() >= author->sizeHint().width());
        desk.composer.setDraft(u"All fine, thanks"_s);
        QTRY_VERIFY(desk.label(u"Wire preview"_s)->isVisible());
        QTRY_VERIFY2(author->width() >= author->sizeHint().width(),
                     qPrintable(QString::number(author->width())));
        const QLabel *length = desk.label(u"Length"_s);
        QTRY_VERIFY(length->isVisible() && length->width() >= length->sizeHint().width());
    }

    void previewShowsUnderscores_data()
    {
        QTest::addColumn<double>("points");
        for (double points = 7; points <= 26; points += 1)
            QTest::addRow("%g points", points) << points;
    }
    void previewShowsUnderscores()
    {
        QFETCH(double, points);
        const QFont usual = QApplication::font();
        const auto restored = qScopeGuard([&] { QApplication::setFont(usual); });
        QFont font = usual;
        font.setPointSizeF(points);
        QApplication::setFont(font);
        const auto inkRows = [](InkLabel::Size size, int spare) {
            InkLabel label(size);
            label.setText(u"/opt/_x_/y gj_"_s);
            label.resize(label.sizeHint() + QSize(0, spare));
            const QImage image = label.grab().toImage();
            const QRgb ground = image.pixel(image.width() - 1, 0);
            int rows = 0;
            for (int y = 0; y < image.height(); ++y) {
                bool inked = false;
                for (int x = 0; x < image.width(); ++x)
                    inked = inked || image.pixel(x, y) != ground;
                rows += inked;
            }
            return rows;
        };
        using Size = InkLabel::Size;
        for (const Size size : {Size::Wire, Size::Secondary, Size::Body, Size::Heading})
            QCOMPARE(inkRows(size, 0), inkRows(size, 20)); // nothing is cut off
    }

    //! Of the frame, what one writes is shown: its start, also where there is no room for all before it.
    void previewShowsWhatIsWritten()
    {
        const auto imageOf = [](const QString &text, int width, qsizetype kept) {
            InkLabel label(InkLabel::Size::Wire);
            label.setElideMode(Qt::ElideRight);
            label.setText(text);
            label.setKept(kept);
            label.resize(width, label.sizeHint().height());
            return label.grab().toImage();
        };
        const QString head = u"{\"id\":12,\"type\":\"message\",\"channel\":\"C0OPS\","_s;
        const QString key = u"\"text\":\""_s;
        const QString words = u"the morning train was late again and nobody knew why\"}"_s;
        InkLabel measure(InkLabel::Size::Wire);
        measure.setText(head);
        const int narrow = measure.sizeHint().width();
        QCOMPARE(imageOf(head + key + words, narrow, head.size()), imageOf(u'…' + key + words, narrow, 0));
        const int roomy = narrow * 2;
        QCOMPARE(imageOf(head + key + words, roomy, head.size()), imageOf(head + key + words, roomy, 0));
    }

    void aLongPlaceNeedsNoWiderThread()
    {
        Desk desk(Composer::Kind::Thread);
        const int before = desk.composer.minimumSizeHint().width();
        desk.composer.setTargetName(u'#' + QString(300, u'w'));
        QVERIFY(desk.composer.minimumSizeHint().width() <= std::max(before, theme::grid(80)));
        const auto *box = desk.named<QCheckBox>(u"Also send to channel"_s);
        QVERIFY(box);
        QVERIFY(box->toolTip().contains(QString(300, u'w')));
        desk.composer.setTargetName(u"#ops"_s);
        QCOMPARE(box->text(), u"Also send to #ops"_s);
        QVERIFY(box->toolTip().isEmpty());
    }

    void refusesWhatIsTooLong_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<bool>("fits");
        QTest::addColumn<QString>("words");
        QTest::newRow("blank") << u"  \n "_s << false << QString();
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
        auto &sent = desk.taken;
        desk.composer.setDraft(text);
        QCOMPARE(desk.button()->isEnabled(), fits);
        QVERIFY2(desk.label(u"Length"_s)->text().contains(words),
                 qPrintable(desk.label(u"Length"_s)->text()));
        QTest::keyClick(desk.edit(), Qt::Key_Return);
        QCOMPARE(int(sent.size()), fits ? 1 : 0);
        QCOMPARE(desk.composer.text(), fits ? QString() : text);
    }

    void refusesFramesOfTooManyBytes()
    {
        Desk desk;
        desk.composer.setDraft(QString(3000, QChar(1))); // six bytes each on the wire
        QVERIFY(!desk.button()->isEnabled());
        QVERIFY(desk.label(u"Length"_s)->text().contains(u"too many bytes"_s));
        QVERIFY(desk.named<QPushButton>(u"Send in 2 parts"_s)->isVisible());
    }

    void offersOtherWaysForLongTexts()
    {
        Desk desk;
        desk.composer.setDraft(u"short"_s);
        QVERIFY(desk.named<QPushButton>(u"Send by chat.postMessage"_s)->isHidden() ||
                !desk.named<QPushButton>(u"Send by chat.postMessage"_s)->isVisible());
        desk.composer.setDraft(u"A line of a report.\n"_s.repeated(500));
        auto *split = desk.named<QPushButton>(u"Send in 3 parts"_s);
        QVERIFY(split && split->isVisible() && split->isEnabled());
        // By keyboard: Tab leaves the text for the offers.
        QTRY_VERIFY(desk.edit()->hasFocus());
        QTest::keyClick(desk.edit(), Qt::Key_Tab);
        QVERIFY(split->hasFocus());
        QTest::keyClick(split, Qt::Key_Space);
        QCOMPARE(desk.parts, QList<qsizetype>{3});
        for (const OutgoingMessage &part : desk.taken) {
            QVERIFY(checkLength(part));
            QCOMPARE(part.route, SendRoute::Rtm);
        }
        QVERIFY(desk.composer.text().isEmpty());
        QVERIFY(!split->isVisible());
        QTRY_VERIFY(desk.edit()->hasFocus());

        desk.composer.setDraft(QString(5000, u'x'));
        QTest::mouseClick(desk.named<QPushButton>(u"Send by chat.postMessage"_s), Qt::LeftButton);
        QCOMPARE(desk.taken.last().route, SendRoute::PostMessage);
        QCOMPARE(desk.taken.last().text.size(), 5000);

        desk.composer.setDraft(QString(40'001, u'x'));
        QVERIFY(!desk.named<QPushButton>(u"Send by chat.postMessage"_s)->isVisible());
        QVERIFY(desk.named<QPushButton>(u"Send in 11 parts"_s)->isVisible());
        desk.composer.setState({false, u"Observe"_s, false});
        QVERIFY(!desk.named<QPushButton>(u"Send in 11 parts"_s)->isEnabled());
    }

    void theRouteIsChosenPerMessage()
    {
        Desk desk;
        auto *routes = desk.composer.findChild<QToolButton *>();
        QCOMPARE(routes->text(), u"RTM"_s);
        QCOMPARE(routes->accessibleName(), u"Route: RTM"_s);
        desk.composer.setDraft(QString(4500, u'x'));
        QVERIFY(!desk.button()->isEnabled());
        desk.composer.findChild<QMenu *>()->actions().at(1)->trigger();
        QCOMPARE(routes->text(), u"chat.postMessage"_s);
        QVERIFY(desk.button()->isEnabled());
        QCOMPARE(desk.label(u"Wire preview"_s)->text(), u"POST chat.postMessage channel=C0OPS"_s);
        QCOMPARE(desk.label(u"Length"_s)->text(), u"4,500 of 40,000"_s);
        QTest::keyClick(desk.edit(), Qt::Key_Return);
        QCOMPARE(desk.taken.last().route, SendRoute::PostMessage);
        QCOMPARE(routes->text(), u"RTM"_s); // for one message only
    }

    void theTextStaysUntilSomebodyHasIt()
    {
        Desk desk;
        desk.refusal = Error{Error::Kind::Input, u"state_store"_s, u"The disk is full."_s, {}, {}};
        QSignalSpy drafts(&desk.composer, &Composer::draftChanged);
        QTest::keyClicks(desk.edit(), u"hello"_s);
        QTest::keyClick(desk.edit(), Qt::Key_Return);
        QCOMPARE(desk.composer.text(), u"hello"_s);
        QVERIFY(desk.taken.isEmpty());
        QCOMPARE(drafts.last()[2].toString(), u"hello"_s);
        QVERIFY(desk.label(u"Other ways to send it"_s)->isVisible());
        QCOMPARE(desk.label(u"Other ways to send it"_s)->text(), u"The disk is full."_s);
        auto *unsaved = desk.named<QPushButton>(u"Send unsaved"_s);
        QVERIFY(unsaved->isVisible());
        QTest::mouseClick(unsaved, Qt::LeftButton);
        QCOMPARE(desk.taken.size(), 1);
        QCOMPARE(desk.safekeeping, Safekeeping::MemoryOnly);
        QVERIFY(desk.composer.text().isEmpty());
        QVERIFY(!unsaved->isVisible());
        desk.composer.setDesk(nullptr); // nobody is there to take it
        desk.composer.setDraft(u"again"_s);
        QVERIFY(!desk.button()->isEnabled());
        QTest::keyClick(desk.edit(), Qt::Key_Return);
        QCOMPARE(desk.composer.text(), u"again"_s);
    }

    void saysWhyItDoesNotSend()
    {
        Desk desk;
        const QString reason = u"Observe: arm the account to send"_s;
        desk.composer.setState({false, reason, false});
        auto &sent = desk.taken;
        QSignalSpy typing(&desk.composer, &Composer::typingHappened);
        QTest::keyClicks(desk.edit(), u"hello"_s);
        QVERIFY(!desk.button()->isEnabled());
        QTest::keyClick(desk.edit(), Qt::Key_Return);
        QCOMPARE(int(sent.size()), 0);
        QCOMPARE(typing.count(), 0);
        QCOMPARE(desk.composer.text(), u"hello"_s);
        QVERIFY(desk.label(u"About sending"_s)->isVisible());
        QCOMPARE(desk.label(u"About sending"_s)->text(), reason);
        desk.composer.setState({true, u"Not connected: your message waits"_s, true});
        QVERIFY(desk.button()->isEnabled());
        QTest::keyClick(desk.edit(), Qt::Key_Return);
        QCOMPARE(int(sent.size()), 1);
        QVERIFY(desk.composer.text().isEmpty());
    }

    //! A program that dies loses nothing: each key is told at once.
    void keepsDrafts()
    {
        Desk desk;
        QSignalSpy drafts(&desk.composer, &Composer::draftChanged);
        desk.composer.setDraft(u"stored"_s);
        QCOMPARE(drafts.count(), 0);
        QTest::keyClicks(desk.edit(), u"!?"_s);
        QCOMPARE(drafts.count(), 2);
        QCOMPARE(drafts[1][0].value<ChannelId>(), ChannelId(u"C0OPS"_s));
        QCOMPARE(drafts[1][2].toString(), u"stored!?"_s);
        desk.composer.setTarget(ChannelId(u"C0GENERAL"_s), {});
        QCOMPARE(drafts.count(), 2); // the draft of the other place stays as it is
        QVERIFY(desk.composer.text().isEmpty());
        QTest::keyClicks(desk.edit(), u"x"_s);
        QCOMPARE(drafts.last()[0].value<ChannelId>(), ChannelId(u"C0GENERAL"_s));
        QTest::keyClick(desk.edit(), Qt::Key_Return);
        QVERIFY(drafts.last()[2].toString().isEmpty()); // handed over: there is no draft
    }

    void broadcastIsNotSticky()
    {
        Desk desk(Composer::Kind::Thread);
        auto &sent = desk.taken;
        auto *box = desk.composer.findChild<QCheckBox *>();
        QVERIFY(box);
        QCOMPARE(box->accessibleName(), u"Also send to channel"_s);
        QTest::keyClicks(desk.edit(), u"both"_s);
        box->setChecked(true);
        QTest::keyClick(desk.edit(), Qt::Key_Return);
        QVERIFY(sent.last().broadcast);
        QCOMPARE(sent.last().thread, desk.parent);
        QVERIFY(!box->isChecked());
        QTest::keyClicks(desk.edit(), u"thread"_s);
        QTest::keyClick(desk.edit(), Qt::Key_Return);
        QVERIFY(!sent.last().broadcast);
        QTest::keyClicks(desk.edit(), u"both again"_s);
        QTest::keyClick(desk.edit(), Qt::Key_Return, Qt::ControlModifier | Qt::ShiftModifier);
        QVERIFY(sent.last().broadcast);
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

    void letsTabOutButNotEsc()
    {
        Desk desk;
        QTRY_VERIFY(desk.edit()->hasFocus());
        QTest::keyClick(desk.edit(), Qt::Key_Escape);
        QVERIFY(desk.edit()->hasFocus());
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
