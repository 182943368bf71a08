// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "tests/support/testmain.h"
#include "tests/ui/chat/chatscene.h"
#include "ui/chat/layout/messagelayout.h"
#include "ui/chat/layout/messagewords.h"
#include "ui/chat/message/messagelistmodel.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QImage>
#include <QPainter>
#include <QScopeGuard>

#include <algorithm>

using namespace Qt::StringLiterals;
using rtmscope::testing::ChatScene;

namespace rtmscope {

class TestMessageLayout : public QObject
{
    Q_OBJECT

    qreal m_fontSize = 0;

    //! The row of the only message said.
    struct Row
    {
        explicit Row(const QString &text, const QByteArray &more = {})
        {
            scene.say("U01MIRA", text, 0, more);
            model.setFeed(&scene.feed);
            model.show(ChannelId(u"C0OPS"_s));
            row = model.at(model.rowOf(MessageTs(ChatScene::ts(0))));
            row.setting = {};
        }
        MessageLayout laidOut(int width = 700) const
        {
            return {row, *model.workspace(), width, {}, model.today(), {}};
        }
        QImage picture(int width = 700) const { return painted(laidOut(width), width); }

        ChatScene scene;
        MessageListModel model;
        MessageRow row;
    };
    static QString inChannel(const QString &text, const QByteArray &more = {})
    {
        const Row row(text, more);
        return words::plain(row.row.message, *row.model.workspace());
    }

    static QList<Hit> hits(const MessageLayout &layout, int width)
    {
        QList<Hit> found;
        for (int y = 0; y < layout.height(); y += 3) {
            for (int x = 0; x < width; x += 3) {
                const Hit hit = layout.hitTest({x, y});
                if (hit.kind != Hit::Kind::None && !found.contains(hit))
                    found.append(hit);
            }
        }
        return found;
    }
    static bool contains(const QList<Hit> &all, Hit::Kind kind, const QString &target)
    {
        return std::any_of(all.begin(), all.end(),
                           [&](const Hit &hit) { return hit.kind == kind && hit.target == target; });
    }
    static QImage painted(const MessageLayout &layout, int width)
    {
        QImage image(width, std::max(1, layout.height()), QImage::Format_RGB32);
        image.fill(theme::colour(theme::Colour::Background));
        QPainter painter(&image);
        layout.paint(painter, image.rect(), {});
        return image;
    }
    //! First and last column that is not background.
    static std::pair<int, int> inkColumns(const QImage &image, int from)
    {
        int first = image.width();
        int last = -1;
        const QRgb ground = theme::colour(theme::Colour::Background).rgb();
        for (int x = from; x < image.width(); ++x) {
            for (int y = 0; y < image.height(); ++y) {
                if (image.pixel(x, y) != ground) {
                    first = std::min(first, x);
                    last = x;
                }
            }
        }
        return {first, last};
    }

private Q_SLOTS:
    void initTestCase() { m_fontSize = QApplication::font().pointSizeF(); }
    void cleanup()
    {
        QFont font = QApplication::font();
        font.setPointSizeF(m_fontSize);
        QApplication::setFont(font);
        QApplication::setLayoutDirection(Qt::LeftToRight);
    }

    //! A name of megabytes takes the room of a long one, and a message of thousands of files that of many.
    void hugePartsAreShownInPart()
    {
        const QByteArray name(100'000, 'n');
        ChatScene scene;
        scene.in(QByteArray(R"({"type":"channel_created","channel":{"id":"C0LONG","name":"%1"}})")
                     .replace("%1", name));
        QByteArrayList files;
        for (int i = 0; i < 300; ++i)
            files << QByteArray(R"({"id":"F%1","title":"No. %1"})").replace("%1", QByteArray::number(i));
        scene.say("U01MIRA", u"see <#C0LONG>"_s, 0, R"(,"files":[)" + files.join(',') + ']');
        MessageListModel model;
        model.setFeed(&scene.feed);
        model.show(ChannelId(u"C0OPS"_s));
        MessageRow row = model.at(model.rowOf(MessageTs(ChatScene::ts(0))));
        row.setting = {};
        QVERIFY(words::plain(row.message, *model.workspace()).section(u'\n', 0, 0) ==
                u"see #"_s + QString(80, u'n') + u'…');
        const MessageLayout layout(row, *model.workspace(), 700, {}, model.today(), {});
        QVERIFY(contains(hits(layout, 700), Hit::Kind::Event, QString()));
    }

    //! In a window that reads from the right everything that can be clicked is where its picture is: at the
    //! same distance from the other side.
    void anotherDirectionMirrorsTheRow()
    {
        constexpr int width = 640;
        ChatScene scene;
        scene.talk();
        MessageListModel model;
        model.setFeed(&scene.feed);
        model.show(ChannelId(u"C0OPS"_s));
        // Reactions, files and threads: whose places do not depend on how their words read.
        const auto middleOf = [](const MessageLayout &layout, const Hit &wanted) {
            qint64 sum = 0;
            int count = 0;
            for (int y = 0; y < layout.height(); y += 2) {
                for (int x = 0; x < width; x += 2) {
                    if (layout.hitTest({x, y}) == wanted) {
                        sum += x;
                        ++count;
                    }
                }
            }
            return count > 0 ? int(sum / count) : -1;
        };
        int compared = 0;
        for (int row = 0; row < model.rowCount(); ++row) {
            const auto layOut = [&] {
                return MessageLayout(model.at(row), *model.workspace(), width, {}, model.today(), u"older"_s);
            };
            const MessageLayout usual = layOut();
            QApplication::setLayoutDirection(Qt::RightToLeft);
            const MessageLayout mirrored = layOut();
            QApplication::setLayoutDirection(Qt::LeftToRight);
            QCOMPARE(mirrored.height(), usual.height());
            for (const Hit &hit : hits(usual, width)) {
                if (hit.kind != Hit::Kind::Reaction && hit.kind != Hit::Kind::Thread)
                    continue;
                const int from = middleOf(usual, hit);
                const int to = middleOf(mirrored, hit);
                QVERIFY(to >= 0);
                QVERIFY2(std::abs(from + to - width) <= 6, qPrintable(u"%1 and %2"_s.arg(from).arg(to)));
                ++compared;
            }
        }
        QVERIFY(compared > 1);
    }

    void paintsEverythingAtAnySize_data()
    {
        QTest::addColumn<double>("scale");
        QTest::addColumn<int>("width");
        for (const double scale : {1.0, 2.0, 3.0}) {
            for (const int width : {900, 320, 60, 1})
                QTest::addRow("%.0f %% in %d px", scale * 100, width) << scale << width;
        }
    }
    void paintsEverythingAtAnySize()
    {
        QFETCH(double, scale);
        QFETCH(int, width);
        QFont font = QApplication::font();
        font.setPointSizeF(m_fontSize * scale);
        QApplication::setFont(font);
        ChatScene scene;
        scene.talk();
        scene.step("q3", "queued", R"(,"channel":"C0OPS","text":"refused")");
        scene.step("q3", "failed", R"(,"error":{"code":"msg_too_long","msg":"message text is too long"})");
        scene.say("U01MIRA", u"parts"_s, 500, ChatScene::manyParts());
        MessageListModel model;
        model.setFeed(&scene.feed);
        model.show(ChannelId(u"C0OPS"_s));
        QVERIFY(model.rowCount() > 10);
        for (int row = 0; row < model.rowCount(); ++row) {
            const MessageLayout layout(model.at(row), *model.workspace(), width, {}, model.today(),
                                       u"older"_s);
            QVERIFY2(layout.height() > QFontMetrics(theme::secondaryFont()).height(),
                     qPrintable(QString::number(row)));
            painted(layout, width);
        }
    }

    void growsWithTheFontAndNarrowness()
    {
        ChatScene scene;
        scene.say("U01MIRA", u"a sentence that is long enough to need a second line somewhere "_s.repeated(4),
                  0);
        MessageListModel model;
        model.setFeed(&scene.feed);
        model.show(ChannelId(u"C0OPS"_s));
        const int row = model.rowOf(MessageTs(ChatScene::ts(0)));
        const auto height = [&](int width) {
            return MessageLayout(model.at(row), *model.workspace(), width, {}, model.today(), {}).height();
        };
        const int wide = height(1000);
        QVERIFY(height(400) > wide);
        QFont font = QApplication::font();
        font.setPointSizeF(m_fontSize * 2);
        QApplication::setFont(font);
        QVERIFY(height(1000) > wide * 3 / 2);
    }

    //! Words that no line can hold are broken; what stands behind them is still where it is drawn.
    void breaksLongWords_data()
    {
        QTest::addColumn<QString>("word");
        QTest::newRow("letters") << QString(5'000, u'a');
        QTest::newRow("marks") << u"e\u0301"_s.repeated(1'000);
        QTest::newRow("pairs") << u"👋"_s.repeated(150);
        QTest::newRow("joined") << u"👩\u200d💻"_s.repeated(80);
    }
    void breaksLongWords()
    {
        QFETCH(QString, word);
        ChatScene scene;
        scene.say("U01MIRA", u"a <@U02TOMAS> "_s + word + u" <https://example.com/behind>"_s, 0);
        MessageListModel model;
        model.setFeed(&scene.feed);
        model.show(ChannelId(u"C0OPS"_s));
        const int row = model.rowOf(MessageTs(ChatScene::ts(0)));
        const MessageLayout layout(model.at(row), *model.workspace(), 500, {}, model.today(), {});
        QVERIFY(layout.height() > 5 * QFontMetrics(theme::bodyFont()).height());
        const QList<Hit> all = hits(layout, 500);
        QVERIFY(contains(all, Hit::Kind::User, u"U02TOMAS"_s));
        QVERIFY(contains(all, Hit::Kind::Link, u"https://example.com/behind"_s));
        QVERIFY(inkColumns(painted(layout, 500), 0).second < 500 - 1);
    }

    void knowsWhatIsUnderTheMouse()
    {
        ChatScene scene;
        scene.talk();
        MessageListModel model;
        model.setFeed(&scene.feed);
        model.show(ChannelId(u"C0OPS"_s));
        const int row = model.rowOf(MessageTs(ChatScene::ts(120)));
        const MessageLayout layout(model.at(row), *model.workspace(), 700, {}, model.today(), {});
        const QList<Hit> all = hits(layout, 700);
        QVERIFY(contains(all, Hit::Kind::Link, u"https://grafana.example.com/d/42"_s));
        QVERIFY(contains(all, Hit::Kind::User, u"U02TOMAS"_s));
        QVERIFY(contains(all, Hit::Kind::Thread, ChatScene::ts(120)));
        QVERIFY(contains(all, Hit::Kind::Reaction, u"eyes"_s));
        for (const Hit &hit : all)
            QVERIFY2(!hit.tip.isEmpty(), qPrintable(hit.target));
        const MessageLayout inThread(model.at(row), *model.workspace(), 700, {true}, model.today(), {});
        QVERIFY(!contains(hits(inThread, 700), Hit::Kind::Thread, ChatScene::ts(120)));
    }

    //! What may be opened is active; everything else only says what it is.
    void opensOnlySafeLinks_data()
    {
        QTest::addColumn<QString>("url");
        QTest::addColumn<bool>("opens");
        QTest::newRow("https") << u"https://example.com/a"_s << true;
        QTest::newRow("http") << u"http://example.com/"_s << true;
        QTest::newRow("mailto") << u"mailto:a@example.com"_s << true;
        QTest::newRow("javascript") << u"javascript:alert(1)"_s << false;
        QTest::newRow("file") << u"file:///etc/passwd"_s << false;
        QTest::newRow("own scheme") << u"slack://open"_s << false;
    }
    void opensOnlySafeLinks()
    {
        QFETCH(QString, url);
        QFETCH(bool, opens);
        ChatScene scene;
        scene.say("U01MIRA", u"<%1|here it is>"_s.arg(url), 0);
        MessageListModel model;
        model.setFeed(&scene.feed);
        model.show(ChannelId(u"C0OPS"_s));
        const int row = model.rowOf(MessageTs(ChatScene::ts(0)));
        const MessageLayout layout(model.at(row), *model.workspace(), 700, {}, model.today(), {});
        QCOMPARE(contains(hits(layout, 700), Hit::Kind::Link, url), opens);
        const QList<Hit> all = hits(layout, 700);
        const bool named =
            std::any_of(all.begin(), all.end(), [&](const Hit &hit) { return hit.tip.contains(url); });
        QVERIFY(named);
    }

    void offersWhatToDoAboutAFailure()
    {
        ChatScene scene;
        scene.step("q3", "queued", R"(,"channel":"C0OPS","text":"refused")");
        scene.step("q3", "failed", R"(,"error":{"code":"msg_too_long","msg":"message text is too long"})");
        MessageListModel model;
        model.setFeed(&scene.feed);
        model.show(ChannelId(u"C0OPS"_s));
        const MessageLayout layout(model.at(model.rowCount() - 1), *model.workspace(), 700, {}, model.today(),
                                   {});
        const QList<Hit> all = hits(layout, 700);
        QVERIFY(contains(all, Hit::Kind::Retry, u"q3"_s));
        QVERIFY(contains(all, Hit::Kind::Discard, u"q3"_s));
        QVERIFY(contains(all, Hit::Kind::Copy, u"q3"_s));
    }

    void showsTheTextOnceBehindWhatCannotBeDrawn_data()
    {
        QTest::addColumn<QByteArray>("more");
        QTest::addColumn<QString>("expected");
        QTest::newRow("two unknown blocks")
            << QByteArray(R"(,"blocks":[{"type":"x1"},{"type":"x2"}])")
            << u"[unsupported block: x1]\n[unsupported block: x2]\n*the words*"_s;
        QTest::newRow("others say the same")
            << QByteArray(
                   R"(,"blocks":[{"type":"x1"},{"type":"section","text":{"type":"plain_text","text":"*the words*"}}])")
            << u"[unsupported block: x1]\n*the words*"_s;
        QTest::newRow("all are known")
            << QByteArray(R"(,"blocks":[{"type":"section","text":{"type":"plain_text","text":"other"}}])")
            << u"other"_s;
        QTest::newRow("nothing in the blocks")
            << QByteArray(
                   R"(,"blocks":[{"type":"rich_text","elements":[{"type":"rich_text_section","elements":[]}]}])")
            << u"*the words*"_s;
    }
    void showsTheTextOnceBehindWhatCannotBeDrawn()
    {
        QFETCH(QByteArray, more);
        QTEST(inChannel(u"*the words*"_s, R"(,"mrkdwn":false)" + more), "expected");
        QCOMPARE(inChannel(u"*a* :tada:"_s, R"(,"mrkdwn":false)"), u"*a* :tada:"_s);
        QCOMPARE(inChannel(u"*a*"_s), u"a"_s);
    }

    void anEmojiInALabelLeadsWhereItsLinkLeads()
    {
        const Row row(u"<https://example.com/b|:tada:>"_s);
        QVERIFY(contains(hits(row.laidOut(), 700), Hit::Kind::Link, u"https://example.com/b"_s));
    }

    void emojiComeFromOneColourFont()
    {
        if (theme::emojiFamilies().isEmpty())
            QSKIP("no colour font on this machine");
        for (const QString &name : {u":heart:"_s, u":point_up:"_s, u":wave:"_s, u"\u2764\uFE0F"_s}) {
            const QImage image = Row(name).picture();
            int colourful = 0;
            for (int y = QFontMetrics(theme::bodyFont()).height() + theme::grid(2); y < image.height(); ++y) {
                for (int x = theme::grid(14); x < image.width(); ++x)
                    colourful += QColor(image.pixel(x, y)).hsvSaturation() > 100;
            }
            QVERIFY2(colourful > 20, qPrintable(name));
        }
        const auto width = [](const QString &name) {
            const auto [first, last] =
                inkColumns(Row(u":black_small_square:"_s + name).picture(), theme::grid(14));
            return last - first;
        };
        QVERIFY2(std::abs(width(u":wave::skin-tone-4:"_s) - width(u":wave:"_s)) <= 2,
                 "a tone is not a second glyph");
    }

    //! In a message without spaces, too, which is given places to break at.
    void sequencesOfEmojiStayWhole()
    {
        if (theme::emojiFamilies().isEmpty())
            QSKIP("no colour font on this machine");
        const QString germany = u"\U0001F1E9\U0001F1EA"_s;
        const QString scotland = u"\U0001F3F4\U000E0067\U000E0062\U000E0073\U000E0063\U000E0074\U000E007F"_s;
        const QString hand = u"\U0001F44D\U0001F3FD"_s;
        for (const QString &emoji : {germany, scotland, hand}) {
            const auto width = [&](const QString &text) {
                const auto [first, last] = inkColumns(Row(text).picture(4'000), theme::grid(14));
                return last - first;
            };
            const int few =
                width(emoji.repeated(18)) - width(emoji.repeated(12)); // wider than the name above
            const int many = width(emoji.repeated(78)) - width(emoji.repeated(18));
            QVERIFY2(few > 0 && std::abs(many - 10 * few) <= 10, qPrintable(emoji + QString::number(many)));
        }
    }

    void aTableThatIsTooLongEndsWithAWholeRow()
    {
        QByteArrayList rows;
        for (int i = 0; i < 500; ++i)
            rows << QByteArray(R"([{"type":"raw_text","text":"k%1"},{"type":"raw_text","text":"v%1"}])")
                        .replace("%1", QByteArray::number(i));
        const Row row(u"x"_s, R"(,"blocks":[{"type":"table","rows":[)" + rows.join(',') + "]}]");
        QVERIFY(contains(hits(row.laidOut(), 700), Hit::Kind::Event, QString()));
        const QString heard = words::accessible(row.row.message, *row.model.workspace(), false);
        const QString whole = words::plain(row.row.message, *row.model.workspace());
        QVERIFY2(heard.contains(u"more rows"_s) && !heard.contains(u"more characters"_s), qPrintable(heard));
        QVERIFY(whole.contains(u"v499"_s) && !whole.contains(u"more rows"_s));
    }

    void aTabInCodeIsFourColumns()
    {
        QCOMPARE(Row(u"```a\tb\n\tc```"_s).picture(), Row(u"```a   b\n    c```"_s).picture());
        QCOMPARE(Row(u"`a\tb`"_s).picture(), Row(u"`a   b`"_s).picture());
    }

    //! Bars of a quote, of an attachment and of one whose colour is the ground's.
    void barsStayVisibleInASelectedRow_data()
    {
        QTest::addColumn<QByteArray>("more");
        QTest::newRow("quote") << QByteArray();
        QTest::newRow("attachment") << QByteArray(R"(,"attachments":[{"text":"a"}])");
        const QByteArray ground = theme::colour(theme::Colour::Selection).name().toLatin1();
        QTest::newRow("in the ground's colour")
            << QByteArray(R"(,"attachments":[{"text":"a","color":"GROUND"}])").replace("GROUND", ground);
        QTest::newRow("list") << QByteArray(
            R"(,"blocks":[{"type":"rich_text","elements":[{"type":"rich_text_list","border":1,"elements":[{"type":"rich_text_section","elements":[{"type":"text","text":"a"}]}]}]}])");
    }
    void barsStayVisibleInASelectedRow()
    {
        QFETCH(QByteArray, more);
        const Row row(more.isEmpty() ? u"&gt; a"_s : QString(), more);
        const MessageLayout layout = row.laidOut();
        for (const bool selected : {false, true}) {
            QImage image(700, layout.height(), QImage::Format_RGB32);
            image.fill(theme::colour(theme::Colour::Background));
            QPainter painter(&image);
            MessageLayout::State state;
            state.selected = selected;
            layout.paint(painter, image.rect(), state);
            painter.end();
            const QColor ground =
                theme::colour(selected ? theme::Colour::Selection : theme::Colour::Background);
            int tallest = 0; // run of one column that stands out
            for (int x = theme::grid(15); x < theme::grid(16.5); ++x) {
                int run = 0;
                for (int y = 0; y < image.height(); ++y) {
                    run = theme::contrast(QColor(image.pixel(x, y)), ground) > (selected ? 1.5 : 1.15)
                              ? run + 1
                              : 0;
                    tallest = std::max(tallest, run);
                }
            }
            QVERIFY2(tallest >= theme::grid(3), qPrintable(QString::number(tallest)));
        }
    }

    //! A sender knows nothing of the theme.
    void barsAreSeenInHighContrast()
    {
        theme::apply(*qApp, u"contrast"_s);
        const auto restored = qScopeGuard([] { theme::apply(*qApp, u"light"_s); });
        const Row row(QString(), R"(,"attachments":[{"text":"a","color":"101060"}])");
        const MessageLayout layout = row.laidOut();
        for (const bool selected : {false, true}) {
            QImage image(700, layout.height(), QImage::Format_RGB32);
            const QColor ground =
                theme::colour(selected ? theme::Colour::Selection : theme::Colour::Background);
            image.fill(theme::colour(theme::Colour::Background));
            QPainter painter(&image);
            MessageLayout::State state;
            state.selected = selected;
            layout.paint(painter, image.rect(), state);
            painter.end();
            int most = 0; // pixels of one column that stand out
            for (int x = theme::grid(15); x < theme::grid(16.5); ++x) {
                int seen = 0;
                for (int y = 0; y < image.height(); ++y)
                    seen += theme::contrast(QColor(image.pixel(x, y)), ground) >= 2.9;
                most = std::max(most, seen);
            }
            QVERIFY2(most >= theme::grid(3), qPrintable(QString::number(most)));
        }
    }

    void knowsThatTimeGoesBy()
    {
        QVERIFY(Row(u"<!date^1700000000^{ago}|then>"_s).laidOut().isRelative());
        QVERIFY(!Row(u"<!date^1700000000^{date_num}|then>"_s).laidOut().isRelative());
    }

    void setsRightToLeftTextAtTheRight()
    {
        ChatScene scene;
        scene.say("U01MIRA", u"\u05e9\u05dc\u05d5\u05dd"_s, 0);
        scene.say("U01MIRA", u"hello"_s, 1);
        MessageListModel model;
        model.setFeed(&scene.feed);
        model.show(ChannelId(u"C0OPS"_s));
        const int row = model.rowOf(MessageTs(ChatScene::ts(0)));
        MessageRow hebrew = model.at(row);
        hebrew.setting = {};
        hebrew.setting.grouped = true; // without header and avatar: only the text leaves ink
        MessageRow english = model.at(row + 1);
        english.setting = hebrew.setting;
        constexpr int width = 600;
        const QImage right = painted(MessageLayout(hebrew, *model.workspace(), width, {}, {}, {}), width);
        const QImage left = painted(MessageLayout(english, *model.workspace(), width, {}, {}, {}), width);
        QVERIFY(inkColumns(right, 0).first > width / 2);
        QVERIFY(inkColumns(left, 0).second < width / 2);
    }

    //! What came from the wire is text, whatever it looks like.
    void takesNothingForHtml()
    {
        ChatScene scene;
        scene.say("U01MIRA", u"&lt;b&gt;bold&lt;/b&gt; &amp;amp; <https://example.com/?a=&lt;img&gt;|x>"_s,
                  0);
        MessageListModel model;
        model.setFeed(&scene.feed);
        model.show(ChannelId(u"C0OPS"_s));
        const int row = model.rowOf(MessageTs(ChatScene::ts(0)));
        QCOMPARE(model.index(row).data().toString(), u"<b>bold</b> &amp; x"_s);
    }
};

} // namespace rtmscope

RTMSCOPE_GUI_TEST_MAIN(rtmscope::TestMessageLayout)
#include "tst_messagelayout.moc"
