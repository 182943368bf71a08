// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "app/window/desktop.h"

#include "app/start/demohost.h"
#include "app/window/account.h"
#include "app/window/captureshelf.h"
#include "app/window/openedcapture.h"
#include "app/window/profilekeeper.h"
#include "ui/chaos/chaospane.h"
#include "ui/chat/outbox/outboxpane.h"
#include "ui/connect/profiledesk.h"
#include "ui/theme/theme.h"
#include "ui/window/mainwindow.h"

#include <QApplication>
#include <QDesktopServices>
#include <QDir>
#include <QDockWidget>
#include <QFileInfo>
#include <QSet>
#include <QSettings>
#include <QStandardPaths>
#include <QTimer>

#include <memory>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace rtmscope {

namespace {

const QString lastProfile = u"profiles/last"_s;

QString settingsPath()
{
    return QStandardPaths::writableLocation(QStandardPaths::AppConfigLocation) + "/window.ini"_L1;
}

//! Connects the window to what is open: an account, a capture, or nothing. Lives as long as runDesktop().
class Desktop : public QObject
{
    Q_OBJECT
public:
    explicit Desktop(const DesktopOptions &options, QApplication &application);
    ~Desktop() override;
    void show();

private:
    void connectWindow();
    void connectComposers();
    void makeOutbox();
    void act(SendAction action, const QString &local);
    void showOutbox();
    void tellWhatStuck(const QList<OutboxItem> &items);
    void makeChaosDesk();
    void showChaosDesk(bool available);
    void openFirst();
    void openDemo();
    void demoReady(const QUrl &apiBase);
    void openProfile(const Opening &opening);
    void askToArmOnce(const ConnectionStatus &status);
    void tell(const QString &remark);
    bool wantsDemo() const;
    void openAccount(Account::Options options);
    void connectAccount();
    void openCapture(const QString &path);
    void endOpening();
    void showCapture(std::unique_ptr<OpenedCapture> opened);
    void saveCapture(const QString &path);
    void closeAll();

    DesktopOptions m_options;
    QSettings m_settings;
    std::unique_ptr<DemoHost> m_demo;
    std::unique_ptr<MainWindow> m_window;
    OutboxPane *m_outbox = nullptr;   //!< the window's
    ChaosPane *m_chaosPane = nullptr; //!< the window's, as the next
    QDockWidget *m_chaosDock = nullptr;
    std::unique_ptr<ProfileKeeper> m_keeper;
    std::unique_ptr<Account> m_account;
    std::unique_ptr<OpenedCapture> m_capture;
    std::unique_ptr<CaptureOpening> m_opening; //!< of the file that is to come
    QString m_openingWords;
    QTimer m_openingTakesLong; //!< until then nothing is said: most files open at once
    QString m_remark;          //!< told before there was an account to tell it over
    QSet<QString> m_stuck;     //!< messages that wait for a decision, as told
    bool m_askToArm = false;
    bool m_demoWanted = false;
    bool m_begun = false;
};

Desktop::Desktop(const DesktopOptions &options, QApplication &application)
    : m_options(options)
    , m_settings(settingsPath(), QSettings::IniFormat)
{
    if (m_options.dataFolder.isEmpty())
        m_options.dataFolder = QStandardPaths::writableLocation(QStandardPaths::AppDataLocation);
    if (wantsDemo())
        openDemo(); // begins in its own thread while the window is being built
    const QString chosen = m_settings.value("view/theme"_L1).toString();
    theme::apply(application, m_options.theme.isEmpty() ? chosen : m_options.theme);
    m_window = std::make_unique<MainWindow>(m_settings);
    makeOutbox();
    connectWindow();
    connectComposers();
    makeChaosDesk();
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
    connect(window, &MainWindow::demoRequested, this, [this] {
        m_settings.remove(lastProfile);
        openDemo();
    });
    connect(window, &MainWindow::openCaptureRequested, this, &Desktop::openCapture);
    connect(window, &MainWindow::saveCaptureRequested, this, &Desktop::saveCapture);
    m_openingTakesLong.setSingleShot(true);
    m_openingTakesLong.setInterval(200ms);
    connect(&m_openingTakesLong, &QTimer::timeout, this, [this] { m_window->setWork(m_openingWords); });
    connect(window, &MainWindow::cancelWorkRequested, this, [this] {
        if (m_opening)
            m_opening->cancel();
    });
    connect(window, &MainWindow::closeRequested, this, [this] {
        m_settings.remove(lastProfile);
        m_window->profiles()->clearCurrent();
        closeAll();
    });
    m_keeper =
        std::make_unique<ProfileKeeper>(*m_window->profiles(), m_options.dataFolder, Keychain::system());
    connect(m_keeper.get(), &ProfileKeeper::open, this, &Desktop::openProfile);
    connect(m_keeper.get(), &ProfileKeeper::remark, this, &Desktop::tell);
    const auto toAccount = [this](void (Account::*function)()) {
        return [this, function] {
            if (m_account)
                (m_account.get()->*function)();
        };
    };
    connect(window, &MainWindow::disconnectRequested, this, toAccount(&Account::close));
    connect(window, &MainWindow::reconnectRequested, this, toAccount(&Account::open));
    connect(window, &MainWindow::retryConnectionRequested, this, toAccount(&Account::retryNow));
    connect(window, &MainWindow::armRequested, this, [this](bool armed) {
        if (m_account)
            m_account->setArmed(armed);
    });
    connect(window, &MainWindow::openRecordingsRequested, this, [this] {
        const QString folder = m_account ? m_account->captureFolder() : m_options.dataFolder;
        QDir().mkpath(folder);
        QDesktopServices::openUrl(QUrl::fromLocalFile(folder));
    });
}

void Desktop::connectComposers()
{
    const MainWindow *window = m_window.get();
    connect(window, &MainWindow::typingHappened, this, [this](const ChannelId &channel) {
        if (m_account)
            m_account->tellTyping(channel);
    });
    connect(window, &MainWindow::draftChanged, this,
            [this](const ChannelId &channel, const MessageTs &thread, const QString &text) {
                if (m_account)
                    m_account->saveDraft(channel, thread, text);
            });
    connect(window, &MainWindow::historyRequested, this, [this](const ChannelId &channel) {
        if (m_account)
            m_account->loadHistory(channel);
    });
    connect(window, &MainWindow::olderHistoryRequested, this, [this](const ChannelId &channel) {
        if (m_account)
            m_account->loadOlderHistory(channel);
    });
    connect(window, &MainWindow::threadHistoryRequested, this,
            [this](const ChannelId &channel, const MessageTs &parent) {
                if (m_account)
                    m_account->loadThread(channel, parent);
            });
    connect(window, &MainWindow::directMessageRequested, this, [this](const UserId &person) {
        if (m_account)
            m_account->openDirect(person);
    });
    connect(window, &MainWindow::markReadRequested, this,
            [this](const ChannelId &channel, const MessageTs &upTo) {
                if (m_account)
                    m_account->markRead(channel, upTo);
            });
}

void Desktop::makeOutbox()
{
    m_outbox = new OutboxPane;
    QDockWidget *dock = m_window->addTool(tr("Outbox"), u"outbox"_s, m_outbox, tr("Ctrl+Shift+O"));
    connect(m_window.get(), &MainWindow::outboxRequested, dock, [this, dock] {
        dock->show();
        dock->raise();
        m_outbox->setFocus(Qt::OtherFocusReason);
    });
    connect(m_window.get(), &MainWindow::sendActionRequested, this, &Desktop::act);
    connect(m_outbox, &OutboxPane::actionRequested, this, &Desktop::act);
    const auto restore = [this] {
        if (m_account)
            m_account->outbox().restoreDiscarded();
    };
    connect(m_window.get(), &MainWindow::restoreRequested, this, restore);
    connect(m_outbox, &OutboxPane::restoreRequested, this, restore);
    connect(m_outbox, &OutboxPane::sendAllRequested, this, [this] {
        if (m_account)
            m_account->outbox().retryAll();
    });
    connect(m_outbox, &OutboxPane::moveRequested, this, [this](const QString &local, int index) {
        if (m_account)
            m_account->outbox().move(local, index);
    });
    connect(m_outbox, &OutboxPane::placeRequested, this,
            [this](const ChannelId &channel, const MessageTs &thread) {
                m_window->openChannel(channel);
                if (thread)
                    m_window->openThread(channel, thread);
            });
}

void Desktop::act(SendAction action, const QString &local)
{
    if (!m_account)
        return;
    Outbox &outbox = m_account->outbox();
    switch (action) {
    case SendAction::Retry:
        return outbox.retry(local);
    case SendAction::CheckAgain:
        return outbox.checkAgain(local);
    case SendAction::SendAnyway:
        return outbox.sendAnyway(local);
    case SendAction::Discard:
        outbox.discard(local);
        m_window->setPassingWords(tr("Discarded. Edit > Bring back the discarded message undoes it."));
        return;
    }
}

void Desktop::showOutbox()
{
    const Outbox &outbox = m_account->outbox();
    m_outbox->setItems(outbox.items());
    m_outbox->setDiscarded(outbox.restorableText());
    m_window->setOutbox(outbox.pendingCount(), outbox.stuckCount());
    tellWhatStuck(outbox.items());
    m_window->setRestorable(!outbox.restorableText().isEmpty());
}

void Desktop::tellWhatStuck(const QList<OutboxItem> &items)
{
    QSet<QString> stuck;
    const OutboxItem *newest = nullptr;
    for (const OutboxItem &item : items) {
        if (item.isWaiting())
            continue;
        stuck.insert(item.local);
        if (!m_stuck.contains(item.local))
            newest = &item;
    }
    m_stuck = stuck;
    if (newest)
        m_window->tellStuck(newest->words.isEmpty() ? tr("A message was not sent.")
                                                    : tr("A message was not sent. %1").arg(newest->words));
}

//! The catalogue of faults as the pane lists it: every choice, and every number worth one, is a variant.
QList<ChaosFault> listedFaults()
{
    QList<ChaosFault> faults;
    for (const demo::FaultKind &kind : demo::faultKinds()) {
        ChaosFault listed{
            demo::groupTitle(kind.group), demo::faultTitle(kind), demo::faultWords(kind), {}, {}};
        demo::Fault fault = kind.fault();
        fault.lasts = std::chrono::milliseconds(0); // the pane asks for how long
        const auto addLine = [&] { listed.lines << QString::fromUtf8(demo::scriptText(fault)); };
        addLine();
        for (const QByteArray &choice : kind.choices) {
            fault.choice = choice;
            addLine();
        }
        for (const int number : kind.likely) {
            fault.number = number;
            addLine();
        }
        listed.lines.removeDuplicates();
        if (kind.lasts())
            listed.lasts = QString::fromUtf8(demo::durationText(kind.usuallyLasts));
        faults.append(listed);
    }
    return faults;
}

void Desktop::makeChaosDesk()
{
    m_chaosPane = new ChaosPane(m_window.get());
    m_chaosPane->setFaults(listedFaults());
    m_chaosDock =
        m_window->addTool(tr("Chaos desk"), u"chaos"_s, m_chaosPane, QKeySequence(u"Ctrl+Shift+K"_s));
    connect(m_chaosPane, &ChaosPane::lineRequested, this, [this](const QString &line) {
        const auto caused = m_demo ? m_demo->cause(line) : Result<Done>(Done{});
        m_chaosPane->setProblem(caused ? QString() : caused.error().words);
    });
    connect(m_chaosPane, &ChaosPane::randomRequested, this, [this](const QString &period) {
        if (!m_demo)
            return;
        if (period.isEmpty())
            return m_demo->stopChaos();
        if (const auto script = demo::readChaosScript("every " + period.toUtf8() + " any"))
            m_demo->runChaos(*script);
    });
    connect(m_chaosPane, &ChaosPane::endRequested, this, [this] {
        if (m_demo)
            m_demo->endFaults();
    });
    // A stored layout may show it, whatever is open.
    connect(m_chaosDock, &QDockWidget::visibilityChanged, this, [this] {
        if (!m_chaosDock->toggleViewAction()->isEnabled() && !m_chaosDock->isHidden())
            m_chaosDock->hide();
    });
    showChaosDesk(false);
}

//! Only the demo workspace has a desk; with anything else open nothing of it is seen.
void Desktop::showChaosDesk(bool available)
{
    QAction *toggle = m_chaosDock->toggleViewAction();
    toggle->setVisible(available);
    toggle->setEnabled(available);
    if (!available)
        m_chaosDock->hide();
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
    if (!m_options.file.isEmpty())
        openCapture(m_options.file);
    else if (m_demoWanted || !(wished ? m_keeper->openWish(wish) : m_keeper->openStored(last)))
        openDemo();
}

//! Known before anything is read, so that the demo can start while the window is built.
bool Desktop::wantsDemo() const
{
    const ConnectionWish &wish = m_options.connection;
    return m_options.file.isEmpty() && (m_options.demo || (wish.token.isEmpty() && !wish.profileGiven &&
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
        connect(m_demo.get(), &DemoHost::faultReported, this,
                [this](const QString &words) { m_chaosPane->addReport(words); });
        connect(m_demo.get(), &DemoHost::failed, this, [this](const QString &problem) {
            m_window->setRemark(tr("The demo workspace can’t start: %1").arg(problem));
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
    m_askToArm = false;
    m_window->profiles()->clearCurrent();
    openAccount(std::move(options));
    m_window->setProfile({}, {});
}

void Desktop::openProfile(const Opening &opening)
{
    const Profile &profile = opening.profile;
    m_demoWanted = false; // it may just be starting
    Account::Options options;
    options.profile = profile.id.isEmpty() ? m_options.connection.profile : profile.id;
    options.name = profile.name.isEmpty() ? profile.apiBase.host() : profile.name;
    options.startArmed = profile.arming == Profile::Arming::Armed;
    options.session = configFor(profile, opening.token);
    if (profile.id.isEmpty())
        m_settings.remove(lastProfile);
    else
        m_settings.setValue(lastProfile, profile.id);
    m_askToArm = profile.arming == Profile::Arming::Ask;
    openAccount(std::move(options));
    m_window->setProfile(profile.name, profile.colour);
}

//! Once the workspace has told its name, and once only.
void Desktop::askToArmOnce(const ConnectionStatus &status)
{
    if (m_askToArm && status.look == ConnectionStatus::Look::Good) {
        m_askToArm = false;
        m_window->askWhetherToArm();
    }
}

void Desktop::tell(const QString &remark)
{
    if (!m_account)
        m_remark = remark;
    m_window->setRemark(remark);
}

void Desktop::openAccount(Account::Options options)
{
    closeAll();
    showChaosDesk(options.demo);
    m_window->setDemo(options.demo);
    options.dataFolder = m_options.dataFolder;
    m_account = std::make_unique<Account>(std::move(options));
    connectAccount();
    m_account->open();
}

void Desktop::connectAccount()
{
    Account *account = m_account.get();
    m_window->setDesk(account);
    m_window->setAccount(account->name(), account->feed(), account->log());
    m_window->setArmed(account->isArmed());
    m_window->setConnection(account->status());
    m_outbox->setFeed(account->feed());
    m_stuck.clear();
    showOutbox();
    const QString remark = std::exchange(m_remark, {});
    m_window->setRemark(account->storageProblem().isEmpty() ? remark : account->storageProblem());
    MainWindow *window = m_window.get();
    connect(account, &Account::statusChanged, window, &MainWindow::setConnection);
    connect(account, &Account::nameChanged, window, &MainWindow::setAccountName);
    connect(account, &Account::armedChanged, window, &MainWindow::setArmed);
    connect(account, &Account::outboxChanged, this, &Desktop::showOutbox);
    connect(account, &Account::directOpened, window, &MainWindow::goTo);
    connect(account, &Account::loadingChanged, window, &MainWindow::setLoading);
    connect(account, &Account::refused, window, &MainWindow::showRemedy);
    connect(account, &Account::hindered, window, &MainWindow::showHindrance);
    connect(account, &Account::retryHeld, window, &MainWindow::tellRetryHeld);
    connect(account, &Account::statusChanged, this, &Desktop::askToArmOnce);
    connect(account, &Account::troubled, window, &MainWindow::setRemark);
}

void Desktop::openCapture(const QString &path)
{
    m_window->setWork({});
    m_opening = std::make_unique<CaptureOpening>(path);
    connect(m_opening.get(), &CaptureOpening::finished, this, &Desktop::endOpening, Qt::QueuedConnection);
    connect(m_opening.get(), &CaptureOpening::progress, this, [this](const QString &words) {
        m_openingWords = words;
        if (!m_openingTakesLong.isActive())
            m_window->setWork(words);
    });
    m_openingWords = tr("Opening “%1” …").arg(QFileInfo(path).fileName());
    m_openingTakesLong.start();
    m_opening->start();
}

void Desktop::endOpening()
{
    if (!m_opening)
        return; // something else was opened meanwhile
    auto opened = m_opening->take();
    m_opening.reset();
    m_openingTakesLong.stop();
    m_window->setWork({});
    if (opened)
        showCapture(std::move(opened).value());
    else if (opened.error().code == "cancelled"_L1)
        m_window->setPassingWords(opened.error().words);
    else
        m_window->setRemark(opened.error().words);
}

void Desktop::showCapture(std::unique_ptr<OpenedCapture> opened)
{
    closeAll();
    m_window->profiles()->clearCurrent();
    m_window->setProfile({}, {});
    m_capture = std::move(opened);
    OpenedCapture *capture = m_capture.get();
    connect(capture, &OpenedCapture::progress, this,
            [this](int percent) { m_window->setProgress(tr("Reading the capture, %1 %").arg(percent)); });
    connect(capture, &OpenedCapture::finished, this, [this] { m_window->setProgress({}); });
    m_window->setRecording(capture->name(), capture->feed(), capture->log());
    m_outbox->setRecording(true);
    capture->read();
}

void Desktop::saveCapture(const QString &path)
{
    const EventLog *log = m_account ? m_account->log() : m_capture ? m_capture->log() : nullptr;
    if (!log)
        return;
    if (const auto saved = log->saveAs(path); saved)
        m_window->setPassingWords(tr("Saved to %1").arg(QDir::toNativeSeparators(path)));
    else
        m_window->setRemark(saved.error().words);
}

void Desktop::closeAll()
{
    m_openingTakesLong.stop();
    m_window->setWork({});
    m_opening.reset(); // whatever is wished now is wished instead
    // The window lets go first: it reads the stores until then.
    m_window->setDesk(nullptr);
    m_outbox->setFeed(nullptr);
    m_outbox->setRecording(false);
    m_window->clear();
    m_account.reset();
    m_capture.reset();
    // Who opens the demo again finds it well.
    if (m_demo)
        m_demo->endFaults();
    m_chaosPane->reset();
    showChaosDesk(false);
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
