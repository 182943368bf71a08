// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "app/window/desktop.h"

#include "app/start/demohost.h"
#include "app/window/accountcontroller.h"
#include "app/window/capturecontroller.h"
#include "app/window/capturesaver.h"
#include "app/window/chaos/chaoscontroller.h"
#include "app/window/drift/driftcontroller.h"
#include "app/window/fork/forkcontroller.h"
#include "app/window/keeping/recordings.h"
#include "app/window/past/timetravel.h"
#include "app/window/profilekeeper.h"
#include "app/window/redactcontroller.h"
#include "app/window/serving/servecontroller.h"
#include "app/window/serving/servedesk.h"
#include "app/window/tapcontroller.h"
#include "core/log/eventlog.h"
#include "ui/connect/profiledesk.h"
#include "ui/monitor/table/eventview.h"
#include "ui/page/centrepages.h"
#include "ui/page/workspacepage.h"
#include "ui/status/banner.h"
#include "ui/theme/theme.h"
#include "ui/window/files/filedesk.h"
#include "ui/window/files/filedialogs.h"
#include "ui/window/mainwindow.h"

#include <QApplication>
#include <QDesktopServices>
#include <QDir>
#include <QFileInfo>
#include <QLocale>
#include <QMessageBox>
#include <QPushButton>
#include <QSettings>
#include <QStandardPaths>
#include <QTimer>
#include <QUrl>
#include <QWidget>

#include <functional>
#include <memory>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace rtmscope {

namespace {

const QString lastProfile = u"profiles/last"_s;
const QString lastDemoBySocketMode = u"demo/socketMode"_s; // how it was spoken to last

QString settingsPath()
{
    return QStandardPaths::writableLocation(QStandardPaths::AppConfigLocation) + "/window.ini"_L1;
}

//! The first widget that wants a gesture makes it, and the events of all threads look at it without a lock:
//! so before there are any.
void makeGestureManager()
{
    QWidget().grabGesture(Qt::PanGesture);
}

//! Decides what the window shows: an account, a capture, or nothing. Lives as long as runDesktop().
class Desktop : public QObject
{
    Q_OBJECT
public:
    explicit Desktop(const DesktopOptions &options, QApplication &application);
    ~Desktop() override;
    void show();

private:
    void connectWindow();
    void connectPage();
    void connectOpener();
    void connectKeeper();
    void openFirst();
    void openDemo();
    void demoReady(const QUrl &apiBase);
    void unlessTapped(std::function<void()> then);
    void openProfile(const Opening &opening);
    bool wantsDemo() const;
    void speakSocketMode(ConnectionSettings &settings) const;
    void openTap(const Opening &opening);
    void openAccount(Account::Options options, const AccountController::Look &look);
    void showCapture();
    void connectFiles();
    void save(const SaveWish &wish);
    void openFiles(const QStringList &paths);
    void connectRedact();
    void connectServe();
    void connectFork();
    void serve();
    void goBack();
    void showWork();
    void cancelWork();
    void openRecordings();
    void closeAll();
    WorkspacePage &page() { return m_window->page(); }
    void tell(const QString &remark);

    DesktopOptions m_options;
    QSettings m_settings;
    std::unique_ptr<DemoHost> m_demo;
    std::unique_ptr<MainWindow> m_window;
    std::unique_ptr<ChaosController> m_chaos;
    std::unique_ptr<DriftController> m_drift;
    std::unique_ptr<TimeTravel> m_travel;
    std::unique_ptr<ProfileKeeper> m_keeper;
    CaptureOpener m_opener;
    QStringList m_shownFiles; //!< that make up the capture in view
    CaptureSaver m_saver;
    std::unique_ptr<RedactController> m_redact;
    std::unique_ptr<ServeDesk> m_serveDesk;
    std::unique_ptr<ForkController> m_fork;
    //! What takes long just now; the first of these that has words is shown, and can be cancelled.
    struct
    {
        QString opening;
        QString saving;
        QString indexing;
    } m_work;
    std::unique_ptr<AccountController> m_account; // one of these four, or none
    std::unique_ptr<TapController> m_tap;
    std::unique_ptr<CaptureController> m_capture;
    std::unique_ptr<ServeController> m_serve;
    //! What is open, or was before a capture was served or a fork looked at.
    struct
    {
        QString name;
        std::function<void()> open; //!< once more; empty: nothing was
    } m_before;
    QString m_remark; //!< told before there was an account to tell it over
    bool m_demoWanted = false;
    bool m_demoBySocketMode = false;
    bool m_demoShared = false; //!< though other programs use the app
    bool m_begun = false;
};

Desktop::Desktop(const DesktopOptions &options, QApplication &application)
    : m_options(options)
    , m_settings(settingsPath(), QSettings::IniFormat)
{
    if (m_options.dataFolder.isEmpty())
        m_options.dataFolder = QStandardPaths::writableLocation(QStandardPaths::AppDataLocation);
    makeGestureManager();
    m_demoBySocketMode = m_settings.value(lastDemoBySocketMode).toBool();
    if (wantsDemo())
        openDemo(); // begins in its own thread while the window is being built
    const QString chosen = m_settings.value("view/theme"_L1).toString();
    theme::apply(application, m_options.theme.isEmpty() ? chosen : m_options.theme);
    m_window = std::make_unique<MainWindow>(m_settings);
    m_chaos = std::make_unique<ChaosController>(*m_window);
    m_drift = std::make_unique<DriftController>(*m_window);
    m_travel = std::make_unique<TimeTravel>(page().past());
    connectWindow();
    connectPage();
    connectOpener();
    connectFiles();
    connectRedact();
    connectServe();
    connectFork();
    connectKeeper();
}

Desktop::~Desktop()
{
    closeAll();
}

void Desktop::show()
{
    m_window->show();
}

void Desktop::connectWindow()
{
    const MainWindow *window = m_window.get();
    // Sockets, files and folders wait until the window is on the screen.
    connect(window, &MainWindow::shown, this, [this] { QTimer::singleShot(0, this, &Desktop::openFirst); });
    QTimer::singleShot(2s, this, &Desktop::openFirst); // started minimised: nothing will be painted
    const auto demoAsked = [this](bool bySocketMode, bool shared) {
        m_settings.remove(lastProfile);
        m_settings.setValue(lastDemoBySocketMode, bySocketMode);
        m_demoBySocketMode = bySocketMode;
        m_demoShared = shared;
        openDemo();
    };
    connect(window, &MainWindow::demoRequested, this,
            [=, this] { unlessTapped([demoAsked] { demoAsked(false, false); }); });
    connect(window, &MainWindow::socketModeDemoRequested, this,
            [=, this] { unlessTapped([demoAsked] { demoAsked(true, false); }); });
    connect(&page(), &WorkspacePage::shareRequested, this, [demoAsked] { demoAsked(true, true); });
    connect(window, &MainWindow::cancelWorkRequested, this, &Desktop::cancelWork);
}

void Desktop::connectPage()
{
    connect(&page(), &WorkspacePage::openRecordingsRequested, this, &Desktop::openRecordings);
    connect(&page(), &WorkspacePage::closeRequested, this, [this] {
        unlessTapped([this] {
            m_settings.remove(lastProfile);
            m_window->profiles()->clearCurrent();
            m_before = {};
            closeAll();
        });
    });
}

void Desktop::connectOpener()
{
    Banner *banner = page().panes().centre->banner();
    connect(&m_opener, &CaptureOpener::working, this, [this](const QString &words) {
        m_work.opening = words;
        showWork();
    });
    connect(&m_saver, &CaptureSaver::working, this, [this](const QString &words) {
        m_work.saving = words;
        showWork();
    });
    connect(&m_saver, &CaptureSaver::failed, banner, &Banner::setRemark);
    connect(&m_saver, &CaptureSaver::cancelled, &page(), &WorkspacePage::passingWords);
    connect(&m_saver, &CaptureSaver::saved, this, [this](const QString &path, qsizetype events) {
        const QString place = QDir::toNativeSeparators(path);
        Q_EMIT page().passingWords(events < 0 ? tr("Saved to %1").arg(place)
                                   : events == 1
                                       ? tr("1 event saved to %1").arg(place)
                                       : tr("%1 events saved to %2").arg(QLocale().toString(events), place));
    });
    connect(&m_opener, &CaptureOpener::failed, this, [this](const QString &words, bool isGone) {
        tell(words);
        if (isGone)
            m_window->files()->recent().forget(m_opener.paths());
    });
    connect(&m_opener, &CaptureOpener::cancelled, &page(), &WorkspacePage::passingWords);
    connect(&m_opener, &CaptureOpener::opened, this, &Desktop::showCapture);
}

void Desktop::connectKeeper()
{
    m_keeper =
        std::make_unique<ProfileKeeper>(*m_window->profiles(), m_options.dataFolder, Keychain::system());
    connect(m_keeper.get(), &ProfileKeeper::open, this,
            [this](const Opening &opening) { unlessTapped([this, opening] { openProfile(opening); }); });
    connect(m_keeper.get(), &ProfileKeeper::remark, this, [this](const QString &remark) {
        if (!m_account)
            m_remark = remark;
        tell(remark);
    });
}

void Desktop::tell(const QString &remark)
{
    page().panes().centre->banner()->setRemark(remark);
}

void Desktop::openFirst()
{
    if (m_begun)
        return;
    m_begun = true;
    m_keeper->load();
    const QString last = m_settings.value(lastProfile).toString();
    const ConnectionWish &wish = m_options.connection;
    const bool wished = !wish.token.isEmpty() || wish.profileGiven;
    if (!m_options.files.isEmpty())
        openFiles(m_options.files);
    else if (m_demoWanted || !(wished ? m_keeper->openWish(wish) : m_keeper->openStored(last)))
        openDemo();
}

//! Known before anything is read, so that the demo can start while the window is built.
bool Desktop::wantsDemo() const
{
    const ConnectionWish &wish = m_options.connection;
    return m_options.files.isEmpty() && (m_options.demo || (wish.token.isEmpty() && !wish.profileGiven &&
                                                            !m_settings.contains(lastProfile)));
}

void Desktop::openDemo()
{
    m_demoWanted = true;
    if (!m_demo) {
        demo::DemoServer::Options options;
        options.seed = m_options.demoSeed;
        if (m_options.demoRate > 0)
            options.eventsPerSecond = m_options.demoRate;
        m_demo = std::make_unique<DemoHost>(options);
        connect(m_demo.get(), &DemoHost::ready, this, &Desktop::demoReady);
        connect(m_demo.get(), &DemoHost::failed, this, [this](const QString &problem) {
            tell(tr("The demo workspace can’t start: %1").arg(problem));
        });
        connect(m_demo.get(), &DemoHost::faultReported, this, [this](const QString &words) {
            if (m_chaos)
                m_chaos->report(words);
        });
        m_demo->start();
    } else if (!m_demo->apiBase().isEmpty()) {
        demoReady(m_demo->apiBase());
    }
}

void Desktop::demoReady(const QUrl &apiBase)
{
    if (!m_demoWanted || !m_begun)
        return;
    m_demoWanted = false;
    Account::Options options;
    options.profile = u"demo"_s;
    options.name = tr("Demo workspace");
    options.demo = true;
    options.startArmed = true;
    options.session.token = Secret(demo::DemoServer::token());
    options.session.apiBase = apiBase;
    options.session.connectMethod = m_options.connection.connectMethod.value_or(ConnectMethod::RtmConnect);
    m_window->profiles()->clearCurrent();
    if (m_demoBySocketMode)
        speakSocketMode(options.session);
    openAccount(std::move(options), {});
    m_before = {tr("Demo workspace"), [this] { openDemo(); }};
    m_chaos->open(chaosDeskOf(*m_demo));
}

//! The demo workspace as an app with granular permissions sees it.
void Desktop::speakSocketMode(ConnectionSettings &settings) const
{
    settings.kind = StreamKind::SocketMode;
    settings.appToken = Secret(demo::DemoServer::appToken());
    settings.sharedAllowed = m_demoShared;
}

//! The tap is another program's way to Slack: it does not end by the way.
void Desktop::unlessTapped(std::function<void()> then)
{
    const bool isServed = m_serve && m_serve->isInUse();
    if (!isServed && (!m_tap || !m_tap->isInUse()))
        return then();
    const QString title = isServed ? tr("End serving") : tr("End the tap");
    auto *question =
        new QMessageBox(QMessageBox::NoIcon, title, isServed ? tr("End serving?") : tr("End the tap?"),
                        QMessageBox::NoButton, m_window.get());
    question->setAttribute(Qt::WA_DeleteOnClose);
    question->setInformativeText(
        isServed ? tr("A program is connected, and what is played to it ends.")
                 : tr("A program is connected by it and loses its way to Slack when it ends."));
    QPushButton *keep = question->addButton(tr("Keep it"), QMessageBox::RejectRole);
    const QPushButton *end = question->addButton(title, QMessageBox::AcceptRole);
    question->setDefaultButton(keep);
    connect(end, &QPushButton::clicked, this, then);
    question->open();
}

void Desktop::openProfile(const Opening &opening)
{
    const Profile &profile = opening.profile;
    m_before = {profile.name.isEmpty() ? profile.apiBase.host() : profile.name,
                [this, opening] { openProfile(opening); }};
    m_demoWanted = false; // it may just be starting
    if (profile.id.isEmpty())
        m_settings.remove(lastProfile);
    else
        m_settings.setValue(lastProfile, profile.id);
    if (profile.kind == Profile::Kind::Tap)
        return openTap(opening);
    Account::Options options;
    options.profile = profile.id.isEmpty() ? m_options.connection.profile : profile.id;
    options.name = profile.name.isEmpty() ? profile.apiBase.host() : profile.name;
    options.startArmed = profile.arming == Profile::Arming::Armed;
    options.session = configFor(profile, opening.token, opening.appToken);
    openAccount(std::move(options), {profile.name, profile.colour, profile.arming == Profile::Arming::Ask});
}

void Desktop::openTap(const Opening &opening)
{
    const Profile &profile = opening.profile;
    closeAll();
    TapController::Options options;
    options.profile = profile.id.isEmpty() ? u"tap"_s : profile.id;
    options.name = profile.name.isEmpty() ? profile.apiBase.host() : profile.name;
    options.profileName = profile.name;
    options.colour = profile.colour;
    options.dataFolder = m_options.dataFolder;
    options.keeping = keepingIn(m_settings);
    options.tap.port = profile.tapPort;
    options.tap.upstream = profile.apiBase;
    options.tap.proxy = profile.proxy;
    options.tap.caFile = profile.caFile;
    m_tap = std::make_unique<TapController>(std::move(options), page());
    m_tap->open();
    m_chaos->open(chaosDeskOf(m_tap->faults()));
    connect(&m_tap->faults(), &TapFaults::reported, m_chaos.get(), &ChaosController::report);
}

void Desktop::openAccount(Account::Options options, const AccountController::Look &look)
{
    closeAll();
    options.dataFolder = m_options.dataFolder;
    options.keeping = keepingIn(m_settings);
    m_account =
        std::make_unique<AccountController>(std::move(options), look, page(), std::exchange(m_remark, {}));
    m_drift->open(m_account->account().session());
    m_account->account().open();
}

void Desktop::showCapture()
{
    auto opened = m_opener.take();
    m_window->files()->recent().remember(m_opener.paths());
    closeAll();
    m_window->profiles()->clearCurrent();
    if (const QStringList paths = m_opener.paths(); !m_fork->isPreview(opened->log()->path()))
        m_before = {opened->name(), [this, paths] { m_opener.open(paths); }};
    m_shownFiles = m_opener.paths();
    m_capture = std::make_unique<CaptureController>(std::move(opened), page(), m_options.dataFolder);
    m_capture->watch(m_opener.paths());
    connect(
        m_capture.get(), &CaptureController::openAgainRequested, this,
        [this, paths = m_opener.paths()] { m_opener.open(paths); }, Qt::QueuedConnection); // it ends by that
    connect(m_capture.get(), &CaptureController::working, this, [this](const QString &words) {
        m_work.indexing = words;
        showWork();
    });
}

void Desktop::showWork()
{
    QString words = m_work.opening;
    if (words.isEmpty())
        words = m_work.saving.isEmpty() ? m_work.indexing : m_work.saving;
    page().panes().centre->banner()->setWork(words);
}

void Desktop::cancelWork()
{
    if (!m_work.opening.isEmpty())
        m_opener.cancel();
    else if (!m_work.saving.isEmpty())
        m_saver.cancel();
    else if (m_capture)
        m_capture->cancelIndexing();
}

void Desktop::connectFiles()
{
    const FileDesk *files = m_window->files();
    connect(files, &FileDesk::openRequested, this,
            [this](const QStringList &paths) { unlessTapped([this, paths] { openFiles(paths); }); });
    connect(files, &FileDesk::saveRequested, this, &Desktop::save);
    connect(files, &FileDesk::keepRequested, this, [this] {
        askForKeeping(
            *m_window, m_settings, m_options.dataFolder, [this] { openRecordings(); },
            [this](const captureshelf::Keeping &keeping) {
                if (m_account)
                    m_account->account().setKeeping(keeping);
                else if (m_tap)
                    m_tap->setKeeping(keeping);
                else
                    pruneRecordings(m_options.dataFolder, keeping, {});
            });
    });
}

//! By the names that they have from everywhere: they are remembered.
void Desktop::openFiles(const QStringList &paths)
{
    QStringList absolute;
    for (const QString &path : paths)
        absolute << QFileInfo(path).absoluteFilePath();
    m_opener.open(absolute);
}

void Desktop::save(const SaveWish &wish)
{
    const EventLog *log = page().opened().log;
    if (!log)
        return;
    const EventView &view = *page().panes().events;
    SaveJob job{.path = wish.path, .format = wish.format};
    job.incoming = wish.incoming;
    job.outgoing = wish.outgoing;
    if (wish.events == SavedEvents::Selected)
        job.rows = tableselection::logRows(*view.parts().table);
    else if (wish.events == SavedEvents::Shown)
        job.judge = view.parts().model->shown().judge();
    m_saver.save(log->snapshot(), job);
}

void Desktop::connectRedact()
{
    m_redact = std::make_unique<RedactController>([this] { return m_window->files()->askForRedacted(); });
    connect(m_redact.get(), &RedactController::openRequested, this,
            [this](const QString &path) { openFiles({path}); });
    connect(m_window->files(), &FileDesk::saveRedactedRequested, this, [this] {
        const WorkspacePage::Opened &opened = page().opened();
        if (opened.log && opened.feed)
            m_redact->open(*opened.log, opened.feed->workspace(), m_window.get());
    });
}

void Desktop::connectServe()
{
    m_serveDesk = std::make_unique<ServeDesk>(*m_window);
    connect(m_serveDesk.get(), &ServeDesk::ready, this, [this] { unlessTapped([this] { serve(); }); });
}

//! In place of what is open, to which one can go back.
void Desktop::serve()
{
    ServeController::Options options = m_serveDesk->take();
    options.dataFolder = m_options.dataFolder;
    options.back = m_before.name;
    closeAll();
    m_serve = std::make_unique<ServeController>(std::move(options), page(), m_serveDesk->pane());
    connect(m_serve.get(), &ServeController::opened, this, [this] {
        m_chaos->open(chaosDeskOf(m_serve->faults()));
        connect(&m_serve->faults(), &TapFaults::reported, m_chaos.get(), &ChaosController::report);
    });
    connect(
        m_serve.get(), &ServeController::backRequested, this, [this] { unlessTapped([this] { goBack(); }); },
        Qt::QueuedConnection); // it ends by that
    m_serve->open();
    m_serveDesk->showPane();
}

void Desktop::connectFork()
{
    m_fork = std::make_unique<ForkController>(*m_window, [this](const QString &name) {
        const auto target = filedialogs::fileToSave(*m_window, m_settings, tr("Save the fork"), name,
                                                    filedialogs::allFormats());
        return target ? target->path : QString();
    });
    m_fork->setOriginals([this] { return m_shownFiles; });
    const ForkController *fork = m_fork.get();
    connect(fork, &ForkController::openRequested, this,
            [this](const QString &path) { unlessTapped([this, path] { m_opener.open({path}); }); });
    connect(fork, &ForkController::backRequested, this, [this] { unlessTapped([this] { goBack(); }); });
    connect(fork, &ForkController::serveRequested, m_serveDesk.get(),
            qOverload<ServeDesk::Source>(&ServeDesk::ask));
    connect(fork, &ForkController::told, &page(), &WorkspacePage::passingWords);
}

void Desktop::goBack()
{
    if (const std::function<void()> open = m_before.open)
        open();
}

void Desktop::openRecordings()
{
    const QString folder = m_account ? m_account->account().captureFolder()
                           : m_tap   ? m_tap->captureFolder()
                           : m_serve ? m_serve->captureFolder()
                                     : m_options.dataFolder;
    QDir().mkpath(folder);
    QDesktopServices::openUrl(QUrl::fromLocalFile(folder));
}

void Desktop::closeAll()
{
    m_opener.giveUp(); // whatever is wished now is wished instead
    m_chaos->close();  // what it strikes is about to go
    m_drift->close();
    m_account.reset();
    m_tap.reset();
    m_capture.reset();
    m_shownFiles.clear();
    m_serve.reset();
}

} // namespace

int runDesktop(const DesktopOptions &options, QApplication &application)
{
    QApplication::setDesktopFileName(u"org.rtmscope.Rtmscope"_s);
    Desktop desktop(options, application);
    desktop.show();
    return QApplication::exec();
}

} // namespace rtmscope

#include "desktop.moc"
