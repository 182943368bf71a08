// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
//
// Hostile input in the real window: opened, scrolled, resized, looked at and searched. For each it tells the
// longest times that one event kept the GUI thread, in milliseconds of that thread's own processor time, and
// what they were.
//   bench_pathological [NAME...]       all, or those of these names; --list tells them
#include "app/window/openedcapture.h"
#include "ui/monitor/inspector/eventinspector.h"
#include "ui/page/workspacepage.h"
#include "ui/theme/theme.h"
#include "ui/window/mainwindow.h"

#include <QAbstractItemView>
#include <QAction>
#include <QApplication>
#include <QElapsedTimer>
#include <QFile>
#include <QKeyEvent>
#include <QLineEdit>
#include <QMetaEnum>
#include <QScrollBar>
#include <QSettings>
#include <QTabBar>
#include <QTemporaryDir>
#include <QTextStream>
#include <QThread>
#include <QTreeView>
#include <QWheelEvent>

#include <algorithm>
#include <ctime>

using namespace rtmscope;
using namespace Qt::StringLiterals;

namespace {

double threadMs()
{
    timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return double(now.tv_sec) * 1e3 + double(now.tv_nsec) / 1e6;
}

//! The event that took longest in a step.
struct Longest
{
    QString step;
    QString what;
    double ms = 0;
};

//! Measures each event that the loop delivers, with all that it causes.
class Watch : public QApplication
{
public:
    using QApplication::QApplication;
    bool notify(QObject *receiver, QEvent *event) override
    {
        if (m_depth > 0)
            return QApplication::notify(receiver, event);
        const QEvent::Type type = event->type(); // the receiver may be gone afterwards
        const QByteArray who = receiver->metaObject()->className();
        ++m_depth;
        const double before = threadMs();
        const bool result = QApplication::notify(receiver, event);
        const double took = threadMs() - before;
        --m_depth;
        note(took, QString::fromLatin1(who) + u' ' +
                       QString::fromLatin1(QMetaEnum::fromType<QEvent::Type>().valueToKey(type)));
        return result;
    }
    void begin() { m_longest.clear(); }
    void setStep(const QString &step) { m_step = step; }
    //! What the step itself does, which no event delivers.
    template<typename Function>
    void measure(Function function)
    {
        ++m_depth;
        const double before = threadMs();
        function();
        const double took = threadMs() - before;
        --m_depth;
        note(took, u"the step itself"_s);
    }
    //! By step, in their order.
    const QList<Longest> &longest() const { return m_longest; }

private:
    void note(double took, const QString &what)
    {
        if (m_longest.isEmpty() || m_longest.constLast().step != m_step)
            m_longest.append({m_step, what, took});
        else if (took > m_longest.constLast().ms)
            m_longest.last() = {m_step, what, took};
    }

    int m_depth = 0;
    QList<Longest> m_longest;
    QString m_step;
};

QByteArray message(int number, const QByteArray &rest)
{
    return R"({"type":"message","channel":"C0BENCH01","user":"U0BENCH01","ts":"17000000)" +
           QByteArray::number(number).rightJustified(2, '0') + R"(.000100",)" + rest + "}\n";
}

QByteArray text(const QByteArray &words)
{
    return R"("text":")" + words + '"';
}

QByteArray reactions(int count, int people = 3)
{
    QByteArray users;
    for (int i = 0; i < people; ++i)
        users += (i ? ",\"U" : "\"U") + QByteArray::number(i) + '"';
    QByteArray list;
    for (int i = 0; i < count; ++i)
        list += (i ? ",{" : "{") + QByteArray(R"("name":"name_)") + QByteArray::number(i) + R"(","count":)" +
                QByteArray::number(people) + R"(,"users":[)" + users + "]}";
    return R"("reactions":[)" + list + ']';
}

QByteArray richText(int elements)
{
    QByteArray list;
    for (int i = 0; i < elements; ++i)
        list += (i ? "," : "") + QByteArray(R"({"type":"user","user_id":"U)") + QByteArray::number(i) +
                R"("},{"type":"text","text":" and "})";
    return R"("text":"many","blocks":[{"type":"rich_text","elements":[{"type":"rich_text_section","elements":[)" +
           list + "]}]}]";
}

QByteArray fields(int count)
{
    QByteArray list;
    for (int i = 0; i < count; ++i)
        list += (i ? ",{" : "{") + QByteArray(R"("title":"No. )") + QByteArray::number(i) +
                R"(","value":"*b*","short":true})";
    return R"("text":"many","attachments":[{"text":"one","fields":[)" + list + "]}]";
}

QByteArray table(int rows, int columns)
{
    const QByteArray cell = R"({"type":"raw_text","text":"a cell"})";
    const QByteArray row = '[' + (cell + ',').repeated(columns - 1) + cell + ']';
    return R"("text":"wide","blocks":[{"type":"table","rows":[)" + (row + ',').repeated(rows - 1) + row +
           "]}]";
}

//! Lists in quotes in lists, as deep as it goes.
QByteArray nestedBlocks(int levels)
{
    const QByteArray open = R"({"type":"rich_text_list","style":"bullet","indent":900,"elements":[)"
                            R"({"type":"rich_text_quote","elements":[)";
    return R"("text":"deep","blocks":[{"type":"rich_text","elements":[)" + open.repeated(levels) +
           R"({"type":"text","text":"x"})" + QByteArray("]}]}").repeated(levels) + "]}]";
}

QByteArray files(int count)
{
    QByteArray list;
    for (int i = 0; i < count; ++i)
        list += (i ? ",{" : "{") + QByteArray(R"("id":"F)") + QByteArray::number(i) + R"(","title":"No. )" +
                QByteArray::number(i) + R"(","size":12345})";
    return R"("text":"many","files":[)" + list + ']';
}

QByteArray link(const QByteArray &address)
{
    return R"("text":"a link","blocks":[{"type":"rich_text","elements":[{"type":"rich_text_section","elements":[)"
           R"({"type":"link","url":")" +
           address + R"("}]}]}])";
}

QByteArray attachments(int count)
{
    QByteArray list;
    for (int i = 0; i < count; ++i)
        list += (i ? "," : "") + QByteArray(R"({"title":"No. )") + QByteArray::number(i) +
                R"(","text":"*of* many","fields":[{"title":"a","value":"b","short":true}]})";
    return R"("text":"many","attachments":[)" + list + ']';
}

QByteArray nested(int levels)
{
    return R"("text":"deep","deep":)" + QByteArray(levels, '[') + '1' + QByteArray(levels, ']');
}

//! Every name that a window may show, as long as that.
QByteArray names(int letters)
{
    const QByteArray long_(letters, 'n');
    return R"({"type":"user_change","user":{"id":"U0BENCH01","name":")" + long_ +
           R"(","profile":{"display_name":")" + long_ + R"(","real_name":"a )" + long_ + R"(","title":")" +
           long_ + R"(","status_text":")" + long_ + "\"}}}\n" + R"({"type":"team_rename","name":")" + long_ +
           "\"}\n" + R"({"type":"channel_created","channel":{"id":"C0BENCH01","name":")" + long_ +
           R"(","topic":{"value":")" + long_ + R"("},"purpose":{"value":")" + long_ + "\"}}}\n" +
           message(1, R"("subtype":"channel_topic","topic":")" + long_ + R"(","text":"set")") +
           message(2, R"("text":"hi <@U0BENCH01>","files":[{"id":"F1","title":")" + long_ +
                          R"("}],"reactions":[{"name":")" + long_ +
                          R"(","count":1,"users":["U0BENCH01"]}])") +
           message(3, R"("subtype":"bot_message","username":")" + long_ + R"(","text":"")") +
           message(4, R"("subtype":")" + long_ + R"(","text":"odd")");
}

//! Ids and types of that length.
QByteArray ids(int letters)
{
    const QByteArray long_(letters, 'I');
    return R"({"type":"message","channel":"C)" + long_ + R"(","user":"U)" + long_ +
           R"(","ts":"1700000001.000100","text":"<@U)" + long_ + R"(> <#C)" + long_ + ">\"}\n" +
           R"({"type":")" + long_ + R"(","channel":"C)" + long_ + R"(","user":"U)" + long_ + "\"}\n";
}

struct Case
{
    QString name;
    QByteArray frames;
    QString filter; //!< a search if empty
};

QByteArray rowsOf(const QByteArray &words, int count)
{
    QByteArray all;
    for (int i = 0; i < count; ++i)
        all += R"({"type":"message","channel":"C0BENCH01","user":"U0BENCH01","text":")" + words +
               R"(","ts":"1700000000.)" + QByteArray::number(i + 1).rightJustified(6, '0') + "\"}\n";
    return all;
}

QList<Case> cases()
{
    const QByteArray prose =
        QByteArray("The quick brown fox jumps over the lazy dog, again and again. ").repeated(130'000);
    return {
        {u"word-40k"_s, message(1, text(QByteArray(40'000, 'a'))), {}},
        {u"word-400k"_s, message(1, text(QByteArray(400'000, 'a'))), {}},
        {u"word-2M"_s, message(1, text(QByteArray(2'000'000, 'a'))), {}},
        {u"code-2M"_s, message(1, text("```" + QByteArray(2'000'000, 'a') + "```")), {}},
        {u"lines-500k"_s, message(1, text(QByteArray("x\\n").repeated(500'000))), {}},
        {u"text-8M"_s, message(1, text(prose)), {}},
        {u"regex"_s, rowsOf(QByteArray(40, 'a') + 'b', 3000), u"text matches \"(a+)+$\""_s},
        {u"regex-looking-behind"_s, rowsOf(QByteArray(40, 'a') + 'b', 3000),
         u"text matches \"(a+)+(?<=a)$\""_s},
        {u"regex-counted"_s, rowsOf(QByteArray(4000, 'a') + 'b', 300),
         u"text matches \"((a{0,50}){0,50}){0,9}x\""_s},
        {u"regex-8M"_s, message(1, text(prose)), u"text matches \"(.*)*x\""_s},
        {u"mentions-5000"_s, message(1, text(QByteArray("<@U0BENCH02> ").repeated(5'000))), {}},
        {u"mentions-blocks-5000"_s, message(1, richText(5'000)), {}},
        {u"reactions-200"_s, message(1, text("popular") + ',' + reactions(200)), {}},
        {u"reactions-2000"_s, message(1, text("popular") + ',' + reactions(2'000)), {}},
        {u"attachments-1000"_s, message(1, attachments(1'000)), {}},
        {u"marks-64k"_s, message(1, text("e" + QByteArray("\xCC\x81").repeated(64'000))), {}},
        {u"emoji-20k"_s, message(1, text(QByteArray(":wave: ").repeated(20'000))), {}},
        {u"delimiters-200k"_s, message(1, text(QByteArray("*_~`").repeated(50'000))), {}},
        {u"angles-200k"_s, message(1, text(QByteArray("<@").repeated(100'000))), {}},
        {u"levels-900"_s, message(1, nested(900)), {}},
        {u"members-100k"_s,
         message(1, text("wide") + R"(,"wide":[)" + QByteArray("1,").repeated(100'000) + "1]"),
         {}},
        {u"bidi-40k"_s,
         message(1, text(QByteArray("\xE2\x80\xAE"
                                    "abc ")
                             .repeated(10'000))),
         {}},
        {u"pictographs-10k"_s, message(1, text(QByteArray("\xF0\x9F\x98\x80").repeated(10'000))), {}},
        {u"family-10k"_s, message(1, text(QByteArray("\xF0\x9F\x91\xA9\xE2\x80\x8D").repeated(10'000))), {}},
        {u"joiners-1M"_s, message(1, text("a" + QByteArray("\xE2\x80\x8D").repeated(350'000))), {}},
        {u"jamo-100k"_s, message(1, text(QByteArray("\xE1\x84\x80").repeated(100'000))), {}},
        {u"marks-words"_s,
         message(1, text(("e" + QByteArray("\xCC\x81").repeated(400) + ' ').repeated(500))),
         {}},
        {u"styles-20k"_s, message(1, text(QByteArray("*a* _b_ ~c~ ").repeated(20'000))), {}},
        {u"code-20k"_s, message(1, text(QByteArray("`a` ").repeated(20'000))), {}},
        {u"links-20k"_s, message(1, text(QByteArray("<http://a.b|c> ").repeated(20'000))), {}},
        {u"quotes-50k"_s, message(1, text(QByteArray("&gt; x\\n").repeated(50'000))), {}},
        {u"fences-20k"_s, message(1, text(QByteArray("```x``` ").repeated(20'000))), {}},
        {u"newlines-100k"_s, message(1, text(QByteArray("\\n").repeated(100'000))), {}},
        {u"tabs-1M"_s, message(1, text(QByteArray("\\t").repeated(1'000'000))), {}},
        {u"spaces-1M"_s, message(1, text("a" + QByteArray(1'000'000, ' ') + "b")), {}},
        {u"address-2M"_s, message(1, text("<https://a.example/" + QByteArray(2'000'000, 'a') + ">")), {}},
        {u"address-400k"_s, message(1, link("https://a.example/" + QByteArray(400'000, 'a'))), {}},
        {u"attachments-5000"_s, message(1, attachments(5'000)), {}},
        {u"fields-5000"_s, message(1, fields(5'000)), {}},
        {u"files-5000"_s, message(1, files(5'000)), {}},
        {u"table-1000x100"_s, message(1, table(1'000, 100)), {}},
        {u"table-100x100"_s, message(1, table(100, 100)), {}},
        {u"blocks-deep"_s, message(1, nestedBlocks(200)), {}},
        {u"reactors-3M"_s, message(1, text("liked") + ',' + reactions(3'000, 1'000)), {}},
        {u"levels-100k"_s, message(1, text("before it")) + message(2, nested(100'000)), {}},
        {u"objects-30k"_s,
         message(1, text("wide") + R"(,"wide":[)" + QByteArray(R"({"a":{"b":[1,2]}},)").repeated(30'000) +
                        "{}]"),
         {}},
        {u"key-2M"_s, message(1, text("key") + R"(,"k)" + QByteArray(2'000'000, 'k') + R"(":1)"), {}},
        {u"digits-1M"_s, message(1, text("number") + R"(,"n":)" + QByteArray(1'000'000, '7')), {}},
        {u"no-json-5M"_s,
         message(1, text("before it")) + "{\"type\":\"message\"," + QByteArray(5'000'000, '[') + '\n',
         {}},
        {u"emoji-rows"_s, rowsOf(QByteArray("\xF0\x9F\x98\x80").repeated(100), 300), {}},
        {u"marks-rows"_s, rowsOf(("e" + QByteArray("\xCC\x81").repeated(1'000)), 300), {}},
        {u"frames-8M"_s, message(1, text(prose)) + message(2, text(prose)) + message(3, text(prose)), {}},
        {u"regex-5M"_s, message(1, text(QByteArray(5'000'000, 'a'))), u"text matches \"(a|aa)+$\""_s},
        {u"regex-back-reference-900k"_s, message(1, text(QByteArray(900'000, 'a'))),
         u"text matches \"(\\\\w*)x\\\\1y\""_s},
        {u"names-1M"_s, names(1'000'000), {}},
        {u"mentions-long-name"_s,
         names(100'000) + message(5, text(QByteArray("<@U0BENCH01> ").repeated(5'000))),
         {}},
        {u"ids-1M"_s, ids(1'000'000), {}},
        {u"channel-names"_s,
         R"({"type":"channel_created","channel":{"id":"C0BENCH09","name":")" + QByteArray(400'000, 'n') +
             "\"}}\n" + message(1, text("<#C0BENCH09> is long")),
         {}},
    };
}

class Bench
{
public:
    Bench(Watch &watch, QSettings &settings)
        : m_watch(watch)
        , m_window(settings)
    {
        m_window.resize(1280, 800);
        m_window.show();
        settle();
    }
    void run(const Case &what, const QString &folder)
    {
        const QString path = folder + u"/case.ndjson"_s;
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly | QIODevice::Truncate) || file.write(what.frames) < 0)
            qFatal("%s can't be written", qPrintable(path));
        file.close();

        m_watch.begin();
        m_watch.setStep(u"read"_s);
        Result<std::unique_ptr<OpenedCapture>> opened = Error{};
        m_watch.measure([&] { opened = OpenedCapture::open(path); });
        if (!opened)
            qFatal("%s", qPrintable(opened.error().words));
        m_capture = std::move(opened).value();
        m_watch.setStep(u"open"_s);
        m_watch.measure(
            [this] { m_window.page().setRecording(m_capture->name(), m_capture->feed(), m_capture->log()); });
        m_capture->read();
        settle();
        scroll();
        resize();
        tell();
        look();
        switchPerspectives();
        search(what.filter);
        m_watch.setStep(u"close"_s);
        m_watch.measure([this] { m_window.page().clear(); });
        settle();
        m_capture.reset();
    }

private:
    //! Until nothing happens for a while: what is left for idle moments counts as well.
    void settle()
    {
        QElapsedTimer quiet;
        quiet.start();
        QElapsedTimer all;
        all.start();
        while (quiet.elapsed() < 150 && all.elapsed() < 20'000) {
            const double before = threadMs();
            QCoreApplication::processEvents();
            if (threadMs() - before > 0.5)
                quiet.restart();
            else
                QThread::msleep(2);
        }
    }
    QWidget *named(const QString &name)
    {
        for (QWidget *widget : m_window.findChildren<QWidget *>()) {
            if (widget->accessibleName() == name)
                return widget;
        }
        qFatal("no widget is called %s", qPrintable(name));
    }
    void scroll()
    {
        m_watch.setStep(u"scroll"_s);
        auto *view = qobject_cast<QAbstractItemView *>(named(u"Messages"_s));
        for (const int turn : {120, 120, 1200, 12'000, -120, -120, -1200, -12'000}) {
            const QPointF at = view->viewport()->rect().center();
            QWheelEvent wheel(at, view->viewport()->mapToGlobal(at), {}, {0, turn}, Qt::NoButton,
                              Qt::NoModifier, Qt::NoScrollPhase, false);
            QCoreApplication::sendEvent(view->viewport(), &wheel);
            settle();
        }
        QScrollBar *bar = view->verticalScrollBar();
        for (const int part : {0, 1, 2, 3}) {
            bar->setValue(bar->minimum() + int(qint64(bar->maximum() - bar->minimum()) * part / 3));
            settle();
        }
    }
    void resize()
    {
        m_watch.setStep(u"resize"_s);
        resizeTo({1000, 1400, 1920, 1280});
    }
    //! What a screen reader is told and tool tips show, of the newest rows.
    void tell()
    {
        m_watch.setStep(u"words"_s);
        for (const QString &name : {u"Messages"_s, u"Events"_s, u"Conversations"_s}) {
            const QAbstractItemModel *model = qobject_cast<QAbstractItemView *>(named(name))->model();
            const int rows = model->rowCount();
            m_watch.measure([model, rows] {
                for (int row = std::max(0, rows - 4); row < rows; ++row) {
                    for (const int role : {int(Qt::AccessibleTextRole), int(Qt::ToolTipRole)})
                        model->data(model->index(row, 0), role);
                }
            });
        }
    }
    //! At the newest event in the table, as tree, as text and as both.
    void look()
    {
        m_watch.setStep(u"select"_s);
        auto *table = qobject_cast<QAbstractItemView *>(named(u"Events"_s));
        const int last = table->model()->rowCount() - 1;
        if (last >= 0)
            m_watch.measure([table, last] { table->setCurrentIndex(table->model()->index(last, 0)); });
        settle();
        auto *tabs = qobject_cast<QTabBar *>(named(u"Form of the event"_s));
        for (const int tab : {1, 2, 0}) {
            m_watch.setStep(u"event as "_s + tabs->tabText(tab));
            m_watch.measure([tabs, tab] { tabs->setCurrentIndex(tab); });
            settle();
            QWidget *pane = named(tab == 1 ? u"Event text"_s : u"Event JSON"_s);
            m_watch.measure([pane] { pane->setFocus(); });
            settle();
            if (tab != 0)
                resizeTo({1100, 1280});
        }
        unfold();
        findInEvent();
    }
    //! All that one can open with the keys, and the end of it.
    void unfold()
    {
        auto *tree = qobject_cast<QTreeView *>(named(u"Event JSON"_s));
        if (!tree->isVisible())
            return;
        m_watch.setStep(u"unfold"_s);
        for (QModelIndex at = tree->model()->index(0, 0); at.isValid(); at = tree->indexBelow(at)) {
            m_watch.measure([tree, at] { tree->expand(at); });
            if (tree->model()->rowCount(at) > 1'000 || at.parent().parent().parent().parent().isValid())
                break;
        }
        settle();
        for (int i = 0; i < 3; ++i) {
            m_watch.measure(
                [tree] { tree->verticalScrollBar()->setValue(tree->verticalScrollBar()->maximum()); });
            settle();
        }
        press(tree, Qt::Key_End);
        press(tree, Qt::Key_Home);
    }
    void findInEvent()
    {
        m_watch.setStep(u"find"_s);
        auto *edit = qobject_cast<QLineEdit *>(named(u"Find in JSON"_s));
        auto *inspector = qobject_cast<EventInspector *>(edit->parentWidget()->parentWidget());
        m_watch.measure([inspector] { inspector->openFind(); });
        settle();
        for (const QString &words : {u"a"_s, u"lazy"_s, u"U1"_s, u"no such words"_s}) {
            m_watch.measure([edit, words] { edit->setText(words); });
            settle();
            press(edit, Qt::Key_Return);
        }
        press(edit, Qt::Key_Escape);
    }
    void press(QWidget *widget, Qt::Key key)
    {
        QKeyEvent down(QEvent::KeyPress, key, Qt::NoModifier);
        QCoreApplication::sendEvent(widget, &down);
        settle();
    }
    void resizeTo(std::initializer_list<int> widths)
    {
        for (const int width : widths) {
            m_window.resize(width, 800);
            settle();
        }
    }
    void switchPerspectives()
    {
        for (const Qt::Key key : {Qt::Key_1, Qt::Key_2, Qt::Key_3}) {
            m_watch.setStep(u"perspective "_s + QChar(char16_t(key)));
            for (QAction *action : m_window.findChildren<QAction *>()) {
                if (action->shortcut() == QKeySequence(Qt::CTRL | Qt::ALT | key))
                    m_watch.measure([action] { action->trigger(); });
            }
            settle();
        }
    }
    void search(const QString &filter)
    {
        m_watch.setStep(u"filter"_s);
        auto *edit = qobject_cast<QLineEdit *>(named(u"Filter"_s));
        for (const QString &words :
             {filter.isEmpty() ? u"zzz"_s : filter, u"text contains \"lazy\""_s, QString()}) {
            m_watch.measure([edit, words] { edit->setText(words); });
            settle();
        }
    }

    Watch &m_watch;
    MainWindow m_window;
    std::unique_ptr<OpenedCapture> m_capture;
};

void print(QTextStream &out, const QString &name, QList<Longest> steps)
{
    std::sort(steps.begin(), steps.end(), [](const Longest &a, const Longest &b) { return a.ms > b.ms; });
    out << name;
    for (const Longest &step : steps.first(std::min<qsizetype>(steps.size(), 4)))
        out << '\t' << QString::number(step.ms, 'f', 1) << " (" << step.step << ": " << step.what << ')';
    out << '\n';
    out.flush();
}

} // namespace

int main(int argc, char *argv[])
{
    Watch watch(argc, argv);
    QStringList wanted = QCoreApplication::arguments().mid(1);
    const QTemporaryDir folder;
    QSettings settings(folder.filePath(u"window.ini"_s), QSettings::IniFormat);
    theme::apply(watch, {});
    Bench bench(watch, settings);
    QTextStream out(stdout);
    for (const Case &what : cases()) {
        if (wanted.contains(u"--list"_s)) {
            out << what.name << '\n';
            continue;
        }
        if (!wanted.isEmpty() && !wanted.contains(what.name))
            continue;
        bench.run(what, folder.path());
        print(out, what.name, watch.longest());
    }
    return 0;
}
