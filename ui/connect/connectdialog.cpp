// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "ui/connect/connectdialog.h"

#include "core/connection/endpoint.h"
#include "ui/connect/formparts.h"
#include "ui/connect/profilelook.h"
#include "ui/connect/proxyfields.h"
#include "ui/connect/serverfields.h"
#include "ui/connect/testladder.h"
#include "ui/parts/formrow.h"
#include "ui/parts/surface.h"
#include "ui/parts/tokenlabel.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QEvent>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QScreen>
#include <QScrollArea>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace rtmscope {

namespace {

using Verdict = TokenReading::Verdict;

struct Look
{
    QString sign;
    theme::Colour ink;
};

Look lookOf(Verdict verdict)
{
    switch (verdict) {
    case Verdict::Possible:
        return {u"check"_s, theme::Colour::Ok};
    case Verdict::Unlikely:
        return {u"warning"_s, theme::Colour::Warning};
    case Verdict::Unusable:
        return {u"error"_s, theme::Colour::Error};
    case Verdict::Empty:
        break;
    }
    return {u"info"_s, theme::Colour::Dim};
}

} // namespace

ConnectDialog::ConnectDialog(QWidget *parent)
    : QDialog(parent)
    , m_token(new QLineEdit(this))
    , m_show(new QPushButton(tr("Show"), this))
    , m_sign(new QLabel(this))
    , m_triage(new TokenLabel(theme::Colour::Dim, TokenLabel::Size::Body, this))
    , m_name(new QLineEdit(this))
    , m_nameProblem(formparts::makeProblem(this))
    , m_colour(new QComboBox(this))
    , m_keeping(new QComboBox(this))
    , m_arming(new QComboBox(this))
    , m_fold(new QPushButton(tr("Server, proxy and certificates"), this))
    , m_server(new ServerFields(this))
    , m_promise(new TokenLabel(theme::Colour::Dim, TokenLabel::Size::Body, this))
    , m_ladder(new TestLadder(this))
    , m_problem(formparts::makeProblem(this))
    , m_test(new QPushButton(tr("Test"), this))
    , m_save(new QPushButton(tr("Save"), this))
    , m_connect(new QPushButton(tr("Connect"), this))
{
    setWindowTitle(tr("Connect with a token"));
    makeChoices();
    QFormLayout *form = makeForm();
    m_promise->setWordWrap(true);
    m_promise->setAccessibleName(tr("Where the token goes"));
    m_problem->setAccessibleName(tr("Problem"));

    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(theme::grid(6), theme::grid(5), theme::grid(6), theme::grid(5));
    column->setSpacing(theme::grid(4));
    column->addWidget(makeScroll(form), 1);
    m_results = Surface::around(m_ladder, this);
    m_results->hide();
    column->addWidget(m_results);
    column->addWidget(m_problem);
    column->addWidget(makeButtons());
    connectFields();
    orderTabs();
    unfold(false);
    check();
    setMinimumWidth(theme::grid(140));
}

QFormLayout *ConnectDialog::makeForm()
{
    QFormLayout *form = formparts::makeForm();
    formparts::addRow(*form, tr("&Token"), makeTokenRow(), m_token);
    form->addRow(QString(), makeTriage());
    formparts::addRow(*form, tr("&Profile name"), makeProfileRow(), m_name, m_nameProblem);
    formparts::addRow(*form, tr("&Keep the token"), m_keeping, m_keeping);
    formparts::addRow(*form, tr("At the &start"), m_arming, m_arming);
    formparts::levelFields(*form, m_server->form());
    m_fold->setAccessibleName(m_fold->text());
    m_fold->setFlat(true);
    m_fold->setAutoDefault(false);
    return form;
}

void ConnectDialog::connectFields()
{
    connect(m_fold, &QPushButton::clicked, this, [this] { unfold(!m_unfolded); });
    for (const QLineEdit *field : {m_token, m_name})
        connect(field, &QLineEdit::textChanged, this, &ConnectDialog::check);
    connect(m_server, &ServerFields::changed, this, &ConnectDialog::check);
    for (const QComboBox *choice : {m_keeping, m_colour, m_arming})
        connect(choice, &QComboBox::currentIndexChanged, this, &ConnectDialog::check);
    connect(m_keeping, &QComboBox::activated, this, [this](int index) { m_keepsForever = index == 0; });
}

//! As the eye goes; the server's fields keep their own order in between.
void ConnectDialog::orderTabs()
{
    QWidget *before = m_token;
    for (QWidget *next : std::initializer_list<QWidget *>{m_show, m_name, m_colour, m_keeping, m_arming,
                                                          m_fold, m_server->address()}) {
        setTabOrder(before, next);
        before = next;
    }
    before = m_server->last();
    for (QWidget *next : std::initializer_list<QWidget *>{m_ladder, m_test, m_connect}) {
        setTabOrder(before, next);
        before = next;
    }
}

void ConnectDialog::makeChoices()
{
    m_name->setAccessibleName(tr("Profile name"));
    m_name->setPlaceholderText(tr("leave empty to connect once"));
    m_colour->setAccessibleName(tr("Profile colour"));
    m_colour->setToolTip(tr("Marks the account in the window"));
    for (const QString &colour : QStringList{QString()} + profileColours())
        m_colour->addItem(profileChip(colour), profileColourWords(colour), colour);
    m_keeping->setAccessibleName(tr("Keep the token"));
    m_keeping->addItem(tr("In the system’s keychain"), true);
    m_keeping->addItem(tr("Until Rtmscope quits"), false);
    m_arming->setAccessibleName(tr("At the start"));
    m_arming->addItem(tr("Observe: nothing that others could see is sent"), int(Profile::Arming::Observe));
    m_arming->addItem(tr("Ask whether to arm the account"), int(Profile::Arming::Ask));
    m_arming->addItem(tr("Armed: ready to write"), int(Profile::Arming::Armed));
    for (QLineEdit *field : {m_token, m_name})
        field->setTextMargins(theme::grid(1), 0, theme::grid(1), 0);
}

//! The fields scroll where the screen is too low for them; results and buttons always stand below.
QScrollArea *ConnectDialog::makeScroll(QFormLayout *form)
{
    auto *fields = new QWidget(this);
    auto *column = new QVBoxLayout(fields);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(theme::grid(4));
    column->addLayout(form);
    column->addWidget(m_fold, 0, Qt::AlignLeading);
    column->addWidget(m_server);
    column->addWidget(m_promise);
    column->addStretch(1);
    m_scroll = new QScrollArea(this);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setWidgetResizable(true);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->setFocusPolicy(Qt::NoFocus);
    m_scroll->setWidget(fields);
    m_scroll->viewport()->setAutoFillBackground(false);
    fields->setAutoFillBackground(false);
    fields->installEventFilter(this);
    return m_scroll;
}

QWidget *ConnectDialog::makeTokenRow()
{
    m_token->setEchoMode(QLineEdit::Password);
    m_token->setAccessibleName(tr("Token"));
    m_token->setFont(theme::wireFont());
    // Nothing may learn a token: no suggestions, no prediction by an input method.
    m_token->setInputMethodHints(Qt::ImhSensitiveData | Qt::ImhNoPredictiveText | Qt::ImhHiddenText);
    m_show->setAccessibleName(tr("Show the token while held"));
    m_show->setToolTip(tr("Hold to see the token"));
    m_show->setAutoDefault(false);
    connect(m_show, &QPushButton::pressed, this, [this] { revealToken(true); });
    connect(m_show, &QPushButton::released, this, [this] { revealToken(false); });
    return inARow({{m_token, 1}, {m_show, 0}}, this);
}

QWidget *ConnectDialog::makeTriage()
{
    m_triage->setWordWrap(true);
    m_triage->setAccessibleName(tr("About this token"));
    m_triage->setMinimumHeight(3 * m_triage->fontMetrics().lineSpacing());
    m_triage->setAlignment(Qt::AlignTop | Qt::AlignLeading);
    auto *reading = new QWidget(this);
    auto *row = new QHBoxLayout(reading);
    row->setContentsMargins(0, 0, 0, theme::grid(1));
    row->setSpacing(theme::grid(2));
    row->addWidget(m_sign, 0, Qt::AlignTop);
    row->addWidget(m_triage, 1);
    return reading;
}

QWidget *ConnectDialog::makeProfileRow()
{
    return inARow({{m_name, 1}, {m_colour, 0}}, this);
}

QDialogButtonBox *ConnectDialog::makeButtons()
{
    auto *buttons = new QDialogButtonBox(this);
    m_connect->setAccessibleName(tr("Connect"));
    m_connect->setDefault(true);
    m_save->setAccessibleName(tr("Save"));
    m_save->setToolTip(tr("Keep the profile without connecting"));
    m_save->setAutoDefault(false);
    m_test->setAccessibleName(tr("Test"));
    m_test->setToolTip(tr("Try the way to the workspace step by step"));
    m_test->setAutoDefault(false);
    buttons->addButton(m_connect, QDialogButtonBox::AcceptRole);
    buttons->addButton(m_save, QDialogButtonBox::ActionRole); // beside Connect, not behind Cancel
    buttons->addButton(m_test, QDialogButtonBox::ResetRole);
    QPushButton *cancel = buttons->addButton(QDialogButtonBox::Cancel);
    cancel->setAccessibleName(tr("Cancel"));
    cancel->setIcon({});
    cancel->setAutoDefault(false);
    connect(m_connect, &QPushButton::clicked, this, [this] { Q_EMIT connectRequested(request()); });
    connect(m_save, &QPushButton::clicked, this, [this] { Q_EMIT saveRequested(request()); });
    connect(m_test, &QPushButton::clicked, this, &ConnectDialog::toggleTest);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(this, &QDialog::finished, this, [this] {
        if (m_testing)
            Q_EMIT testCancelled();
    });
    return buttons;
}

void ConnectDialog::setProfiles(const QList<Profile> &profiles)
{
    m_profiles = profiles;
    check();
}

void ConnectDialog::setKeychainProblem(const QString &problem)
{
    m_keychainProblem = problem;
    m_keeping->setCurrentIndex(problem.isEmpty() && m_keepsForever ? 0 : 1);
    check();
}

void ConnectDialog::setRequest(const ConnectRequest &request)
{
    const Profile &profile = request.profile;
    m_edited = profile;
    m_tokenAtHand = request.tokenAtHand;
    if (!profile.id.isEmpty())
        setWindowTitle(tr("Profile “%1”").arg(profile.name));
    m_name->setText(profile.name);
    m_name->setPlaceholderText(profile.id.isEmpty() ? tr("leave empty to connect once") : QString());
    m_colour->setCurrentIndex(std::max(0, m_colour->findData(profile.colour)));
    m_arming->setCurrentIndex(m_arming->findData(int(profile.arming)));
    m_server->setProfile(profile);
    m_keepsForever = profile.id.isEmpty() || profile.tokenKept || request.keepSecrets;
    m_keeping->setCurrentIndex(m_keychainProblem.isEmpty() && m_keepsForever ? 0 : 1);
    unfold(ServerFields::isUnusual(profile)); // whoever has set something there wants to see it
    check();
}

ConnectRequest ConnectDialog::request() const
{
    ConnectRequest request;
    request.profile = m_edited;
    request.profile.name = m_name->text().trimmed();
    request.profile.colour = m_colour->currentData().toString();
    request.profile.arming = static_cast<Profile::Arming>(m_arming->currentData().toInt());
    m_server->fill(request.profile);
    request.token = readToken(m_token->text()).token;
    request.tokenAtHand = request.token.isEmpty() && tokenIsKept();
    request.keepSecrets =
        !request.profile.name.isEmpty() && m_keychainProblem.isEmpty() && m_keeping->currentData().toBool();
    return request;
}

void ConnectDialog::focus(Field field)
{
    if (field != Field::Token)
        unfold(true);
    switch (field) {
    case Field::Token:
        return m_token->setFocus();
    case Field::Method:
        return m_server->method()->setFocus();
    case Field::Proxy:
        return m_server->proxy()->setFocus();
    case Field::CaFile:
        return m_server->caFile()->setFocus();
    }
}

void ConnectDialog::unfold(bool shown)
{
    m_unfolded = shown;
    m_fold->setIcon(theme::icon(shown ? u"chevron-down"_s : u"chevron-right"_s, theme::Colour::Dim));
    m_fold->setAccessibleDescription(shown ? tr("shown") : tr("hidden"));
    m_server->setVisible(shown);
}

//! Grows when something appears, as far as the screen allows; a size that the person chose stays otherwise.
void ConnectDialog::grow()
{
    const QWidget *fields = m_scroll->widget();
    const int wanted = fields->layout()->hasHeightForWidth()
                           ? fields->layout()->totalHeightForWidth(m_scroll->viewport()->width())
                           : fields->sizeHint().height();
    const int missing = wanted - m_scroll->viewport()->height();
    const int most = screen()->availableGeometry().height() - (frameGeometry().height() - height());
    if (missing > 0 && height() < most)
        resize(width(), std::min(height() + missing, most));
}

bool ConnectDialog::event(QEvent *event)
{
    const bool handled = QDialog::event(event);
    if (event->type() == QEvent::LayoutRequest || event->type() == QEvent::Show)
        grow();
    return handled;
}

bool ConnectDialog::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_scroll->widget() && event->type() == QEvent::LayoutRequest)
        QMetaObject::invokeMethod(this, &ConnectDialog::grow, Qt::QueuedConnection); // it is laid out first
    return QDialog::eventFilter(watched, event);
}

void ConnectDialog::revealToken(bool shown)
{
    m_token->setEchoMode(shown ? QLineEdit::Normal : QLineEdit::Password);
}

// --- the test

void ConnectDialog::toggleTest()
{
    if (m_testing) {
        m_testing = false;
        Q_EMIT testCancelled();
        check();
        return;
    }
    m_testing = true;
    m_ladder->begin();
    m_results->show();
    showProblem({});
    check();
    Q_EMIT testRequested(request());
}

void ConnectDialog::showTestStep(const TestStep &step)
{
    if (m_testing)
        m_ladder->show(step);
}

void ConnectDialog::endTest(bool passed)
{
    if (!m_testing)
        return;
    m_testing = false;
    if (!passed && m_ladder->count() > 0)
        m_ladder->setFocus();
    check();
}

void ConnectDialog::showProblem(const QString &words)
{
    formparts::showProblem(*m_problem, words);
}

// --- what can be done with what is there

//! A token at hand serves the server that it was given for, and no other.
bool ConnectDialog::tokenIsKept() const
{
    const auto base = m_server->apiBase();
    return m_tokenAtHand && base && isSameServer(*base, m_edited.apiBase);
}

QString ConnectDialog::tokenProblem() const
{
    const Verdict verdict = readToken(m_token->text()).verdict;
    if (verdict != Verdict::Empty || !m_tokenAtHand)
        return {};
    return tokenIsKept()
               ? tr("The kept token is used. Paste another one to replace it.")
               : tr("The kept token belongs to %1 and is not sent to another server. Paste the token for "
                    "this one.")
                     .arg(m_edited.apiBase.host());
}

QString ConnectDialog::promise() const
{
    if (m_name->text().trimmed().isEmpty())
        return tr(
            "The token stays in memory until the program quits; it is not written to disk, captures or logs. "
            "Give a name to keep these settings as a profile.");
    if (!m_keychainProblem.isEmpty())
        return tr("%1 So the token stays in memory until the program quits; it is not written to disk. The "
                  "profile "
                  "is kept without it.")
            .arg(m_keychainProblem);
    if (m_keeping->currentData().toBool())
        return tr(
            "The token, and the proxy’s password if there is one, go to the system’s keychain; they are not "
            "written to disk by Rtmscope, nor to captures or logs.");
    return tr(
        "The profile is kept without its token, which stays in memory until the program quits and is not "
        "written to disk.");
}

//! What the token is, as far as it can be told.
void ConnectDialog::showTriage(const TokenReading &reading)
{
    const QString kept = tokenProblem();
    const Look look = kept.isEmpty()  ? lookOf(reading.verdict)
                      : tokenIsKept() ? Look{u"lock"_s, theme::Colour::Ok}
                                      : Look{u"warning"_s, theme::Colour::Warning};
    m_sign->setPixmap(theme::icon(look.sign, look.ink).pixmap(theme::grid(4), theme::grid(4)));
    m_triage->setInk(look.ink);
    m_triage->say(kept.isEmpty() ? reading.words : kept);
}

QString ConnectDialog::nameProblem() const
{
    const bool wanted = !m_name->text().trimmed().isEmpty() || !m_edited.id.isEmpty();
    return wanted ? problemWithName(m_name->text(), m_edited.id, m_profiles) : QString();
}

void ConnectDialog::check()
{
    const TokenReading reading = readToken(m_token->text());
    showTriage(reading);
    const bool named = !m_name->text().trimmed().isEmpty();
    formparts::showProblem(*m_nameProblem, nameProblem());
    const bool sound = m_server->check() && nameProblem().isEmpty();
    m_colour->setEnabled(named);
    m_keeping->setEnabled(named && m_keychainProblem.isEmpty());
    m_promise->say(promise());

    const bool usesKept = !tokenProblem().isEmpty() && tokenIsKept();
    const bool hasToken = reading.verdict == Verdict::Possible || reading.verdict == Verdict::Unlikely;
    const bool noToken = reading.verdict == Verdict::Empty;
    m_connect->setEnabled(sound && (hasToken || usesKept));
    m_save->setEnabled(sound && named && (hasToken || noToken));
    m_test->setEnabled(m_testing || (sound && (hasToken || noToken)));
    m_test->setText(m_testing ? tr("Stop the test") : tr("Test"));
}

} // namespace rtmscope
