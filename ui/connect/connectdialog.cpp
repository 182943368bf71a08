// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "ui/connect/connectdialog.h"

#include "core/connection/endpoint.h"
#include "ui/connect/app/othersquestion.h"
#include "ui/connect/connectwords.h"
#include "ui/connect/formparts.h"
#include "ui/connect/profilelook.h"
#include "ui/connect/proxyfields.h"
#include "ui/connect/serverfields.h"
#include "ui/connect/testladder.h"
#include "ui/connect/tokenfield.h"
#include "ui/parts/formrow.h"
#include "ui/parts/segmentbar.h"
#include "ui/parts/surface.h"
#include "ui/parts/tokenlabel.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QEvent>
#include <QFormLayout>
#include <QIntValidator>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScreen>
#include <QScrollArea>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace rtmscope {

namespace {

using Kind = Profile::Kind;
using Verdict = TokenReading::Verdict;
using Advice = TokenReading::Advice;

//! In the order of the choices: what most people can use stands first.
constexpr std::array kinds{Kind::SocketMode, Kind::Rtm, Kind::Tap};

QString secondTokenWords()
{
    return ConnectDialog::tr("Bot or user &token");
}

} // namespace

ConnectDialog::ConnectDialog(QWidget *parent)
    : QDialog(parent)
    , m_kinds(new SegmentBar({tr("Socket Mode"), tr("RTM"), tr("Tap")}, this))
    , m_kindWords(new TokenLabel(theme::Colour::Dim, TokenLabel::Size::Body, this))
    , m_remark(new TokenLabel(theme::Colour::Dim, TokenLabel::Size::Body, this))
    , m_appToken(new TokenField(TokenPlace::AppLevel, this))
    , m_token(new TokenField(TokenPlace::Rtm, this))
    , m_createApp(new QPushButton(tr("Create the Slack app…"), this))
    , m_port(new QLineEdit(this))
    , m_portProblem(formparts::makeProblem(this))
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
    , m_test(new QPushButton(tr("T&est"), this))
    , m_save(new QPushButton(tr("Sa&ve"), this))
    , m_connect(new QPushButton(tr("Co&nnect"), this))
{
    setWindowTitle(tr("Connect"));
    makeChoices();
    makeTokenFields();
    m_form = makeForm();
    m_promise->setWordWrap(true);
    m_promise->setAccessibleName(tr("Where the token goes"));
    m_problem->setAccessibleName(tr("Problem"));

    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(theme::grid(6), theme::grid(5), theme::grid(6), theme::grid(5));
    column->setSpacing(theme::grid(4));
    column->addWidget(makeScroll(m_form), 1);
    m_results = Surface::around(m_ladder, this);
    m_results->hide();
    column->addWidget(m_results);
    column->addWidget(m_problem);
    column->addWidget(makeButtons());
    connectFields();
    orderTabs();
    unfold(false);
    setKind(Kind::Rtm);
    setMinimumWidth(theme::grid(140));
}

QFormLayout *ConnectDialog::makeForm()
{
    QFormLayout *form = formparts::makeForm();
    form->addRow(tr("Connect by"), makeKindRow());
    m_appRow = makeAppRow();
    m_portRow = makePortRow();
    form->addRow(QString(), m_appRow);
    formparts::addRow(*form, tr("&App-level token"), m_appToken, m_appToken);
    m_tokenLabel = formparts::addRow(*form, secondTokenWords(), m_token, m_token);
    formparts::addRow(*form, tr("Listen on p&ort"), m_portRow, m_port);
    m_remark->setWordWrap(true);
    m_remark->setAccessibleName(tr("How it goes"));
    form->addRow(QString(), m_remark);
    formparts::addRow(*form, tr("&Profile name"), inARow({{m_name, 1}, {m_colour, 0}}, this), m_name,
                      m_nameProblem);
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
    connect(m_kinds, &SegmentBar::chosen, this, [this](int index) { setKind(kinds.at(size_t(index))); });
    for (TokenField *field : {m_appToken, m_token}) {
        connect(field, &TokenField::changed, this, &ConnectDialog::check);
        connect(field, &TokenField::adviceTaken, this,
                [this, field](Advice advice) { takeAdvice(*field, advice); });
    }
    connect(m_createApp, &QPushButton::clicked, this, [this] { Q_EMIT appSetupRequested({}); });
    for (const QLineEdit *field : {m_name, m_port})
        connect(field, &QLineEdit::textChanged, this, &ConnectDialog::check);
    connect(m_server, &ServerFields::changed, this, &ConnectDialog::check);
    for (const QComboBox *choice : {m_keeping, m_colour, m_arming})
        connect(choice, &QComboBox::currentIndexChanged, this, &ConnectDialog::check);
    connect(m_keeping, &QComboBox::activated, this, [this](int index) { m_keepsForever = index == 0; });
}

//! As the eye goes; the server's fields keep their own order in between.
void ConnectDialog::orderTabs()
{
    QWidget *before = m_createApp;
    for (QWidget *next : std::initializer_list<QWidget *>{
             m_appToken->edit(), m_appToken->last(), m_appToken->advice(), m_token->edit(), m_token->last(),
             m_token->advice(), m_port, m_name, m_colour, m_keeping, m_arming, m_fold, m_server->address()}) {
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
    for (QLineEdit *field : {m_port, m_name})
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

void ConnectDialog::makeTokenFields()
{
    m_appToken->setNames(tr("App-level token"), tr("Show the app-level token while held"),
                         tr("About the app-level token"));
    m_token->setNames(tr("Token"), tr("Show the token while held"), tr("About this token"));
}

QWidget *ConnectDialog::makeKindRow()
{
    m_kinds->setAccessibleName(tr("Connect by"));
    m_kindWords->setWordWrap(true);
    m_kindWords->setAccessibleName(tr("About this way"));
    m_kindWords->setMinimumHeight(2 * m_kindWords->fontMetrics().lineSpacing());
    m_kindWords->setAlignment(Qt::AlignTop | Qt::AlignLeading);
    auto *both = new QWidget(this);
    auto *column = new QVBoxLayout(both);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(theme::grid(2));
    column->addWidget(m_kinds);
    column->addWidget(m_kindWords);
    return both;
}

//! Most people have no app yet.
QWidget *ConnectDialog::makeAppRow()
{
    m_createApp->setAccessibleName(tr("Create the Slack app"));
    m_createApp->setToolTip(tr("An app of your own, in a minute, from a form that is filled in already"));
    m_createApp->setAutoDefault(false);
    return inARow({{new QLabel(tr("No app yet?"), this), 0}, {m_createApp, 0}, {new QWidget(this), 1}}, this);
}

QWidget *ConnectDialog::makePortRow()
{
    m_port->setAccessibleName(tr("Listen on port"));
    m_port->setPlaceholderText(tr("any that is free"));
    m_port->setValidator(new QIntValidator(0, 65535, m_port));
    auto *row = new QWidget(this);
    auto *column = new QVBoxLayout(row);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(theme::grid(1));
    column->addWidget(m_port);
    column->addWidget(m_portProblem);
    return row;
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
    connect(m_connect, &QPushButton::clicked, this, &ConnectDialog::connectOrAsk);
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
    m_appTokenAtHand = request.appTokenAtHand;
    m_port->setText(profile.tapPort == 0 ? QString() : QString::number(profile.tapPort));
    if (!profile.id.isEmpty())
        setWindowTitle(tr("Profile “%1”").arg(profile.name));
    m_name->setText(profile.name);
    m_name->setPlaceholderText({});
    m_colour->setCurrentIndex(std::max(0, m_colour->findData(profile.colour)));
    m_arming->setCurrentIndex(m_arming->findData(int(profile.arming)));
    m_server->setProfile(profile);
    m_keepsForever = profile.id.isEmpty() || profile.tokenKept || request.keepSecrets;
    m_keeping->setCurrentIndex(m_keychainProblem.isEmpty() && m_keepsForever ? 0 : 1);
    unfold(ServerFields::isUnusual(profile)); // whoever has set something there wants to see it
    setKind(profile.kind);
}

ConnectRequest ConnectDialog::request() const
{
    ConnectRequest request;
    request.profile = m_edited;
    request.profile.name = m_name->text().trimmed();
    request.profile.colour = m_colour->currentData().toString();
    request.profile.arming = static_cast<Profile::Arming>(m_arming->currentData().toInt());
    request.profile.kind = kind();
    request.profile.tapPort = static_cast<quint16>(m_port->text().toUInt());
    m_server->fill(request.profile);
    if (kind() != Kind::Tap) {
        request.token = m_token->reading().token;
        request.tokenAtHand = m_token->usesKept();
    }
    if (kind() == Kind::SocketMode) {
        request.appToken = m_appToken->reading().token;
        request.appTokenAtHand = m_appToken->usesKept();
    }
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
        if (kind() == Kind::Tap)
            return m_port->setFocus();
        return kind() == Kind::SocketMode && !m_appToken->isGiven() ? m_appToken->setFocus()
                                                                    : m_token->setFocus();
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
    showRows(kind());
}

//! As high as the fields want to be at the width that they have.
int ConnectDialog::fieldsHeight() const
{
    const QWidget *fields = m_scroll->widget();
    return fields->layout()->hasHeightForWidth()
               ? fields->layout()->totalHeightForWidth(m_scroll->viewport()->width())
               : fields->sizeHint().height();
}

//! All ways are as high as the highest of them: who changes between them finds everything where it was.
void ConnectDialog::makeSteady()
{
    const Kind shown = kind();
    int button = 0;
    for (const Kind each : kinds) {
        showRows(each);
        m_steadyHeight = std::max(m_steadyHeight, fieldsHeight());
        button = std::max(button, m_connect->sizeHint().width());
    }
    m_connect->setMinimumWidth(button);
    showRows(shown);
}

//! Grows when something appears, as far as the screen allows; a size that the person chose stays otherwise.
void ConnectDialog::grow()
{
    const int missing = std::max(m_steadyHeight, fieldsHeight()) - m_scroll->viewport()->height();
    const int most = screen()->availableGeometry().height() - (frameGeometry().height() - height());
    if (missing > 0 && height() < most)
        resize(width(), std::min(height() + missing, most));
}

bool ConnectDialog::event(QEvent *event)
{
    const bool handled = QDialog::event(event);
    if (event->type() == QEvent::Show && m_steadyHeight == 0)
        makeSteady();
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

Kind ConnectDialog::kind() const
{
    return kinds.at(static_cast<size_t>(std::max(0, m_kinds->current())));
}

void ConnectDialog::setKind(Kind kind)
{
    const auto found = std::find(kinds.begin(), kinds.end(), kind);
    m_kinds->setCurrent(static_cast<int>(found - kinds.begin()));
    showRows(kind);
    check();
}

//! What \a kind takes. A tap has little else to ask for than where it leads: that is not folded away.
void ConnectDialog::showRows(Kind kind)
{
    const bool socketMode = kind == Kind::SocketMode;
    const bool tap = kind == Kind::Tap;
    const QString remark = connectwords::remark(kind);
    m_kindWords->say(profileKindMeaning(kind));
    m_remark->say(remark);
    m_form->setRowVisible(m_appRow, socketMode);
    m_form->setRowVisible(m_appToken, socketMode);
    m_form->setRowVisible(m_token, !tap);
    m_form->setRowVisible(m_portRow, tap);
    m_form->setRowVisible(m_remark, !remark.isEmpty());
    m_form->setRowVisible(m_keeping, !tap);
    m_form->setRowVisible(m_arming, !tap);
    m_fold->setVisible(!tap);
    m_server->setKind(kind);
    m_server->setVisible(tap || m_unfolded);
    m_token->setPlace(socketMode ? TokenPlace::WebApi : TokenPlace::Rtm);
    m_tokenLabel->setText(socketMode ? secondTokenWords() : tr("&Token"));
    m_connect->setText(tap ? tr("Liste&n") : tr("Co&nnect"));
    m_connect->setAccessibleName(tap ? tr("Listen") : tr("Connect"));
    if (m_edited.id.isEmpty())
        m_name->setPlaceholderText(tap ? tr("leave empty to listen once")
                                       : tr("leave empty to connect once"));
}

//! One click puts right what was pasted into the wrong place.
void ConnectDialog::takeAdvice(TokenField &from, Advice advice)
{
    const bool isApp = from.reading().kind == TokenKind::App;
    if (advice == Advice::SocketMode)
        setKind(Kind::SocketMode);
    if (advice == Advice::OtherField || isApp) {
        TokenField &to = &from == m_token ? *m_appToken : *m_token;
        const QString moved = from.text();
        from.setText(to.text()); // pasted crosswise, both are right then
        to.setText(moved);
    }
    (m_appToken->isGiven() ? m_token : m_appToken)->setFocus();
}

//! Each event goes to one connection of an app only: who has not said whose the app is, is asked once.
void ConnectDialog::connectOrAsk()
{
    if (kind() == Kind::SocketMode && m_edited.otherPrograms == Profile::OtherPrograms::NotAsked)
        return askAboutOthers(*this, [this](Profile::OtherPrograms others) { answerOthers(others); });
    Q_EMIT connectRequested(request());
}

void ConnectDialog::answerOthers(Profile::OtherPrograms others)
{
    m_edited.otherPrograms = others;
    if (others != Profile::OtherPrograms::Some)
        return Q_EMIT connectRequested(request());
    Q_EMIT appSetupRequested(
        tr("Another program uses the app whose tokens you have. With an app of your own, both "
           "get every event: Slack gives each app its own copy."));
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
bool ConnectDialog::servesKept() const
{
    const auto base = m_server->apiBase();
    return base && isSameServer(*base, m_edited.apiBase);
}

QString ConnectDialog::keptWords(bool usable) const
{
    return usable ? tr("The kept token is used. Paste another one to replace it.")
                  : tr("The kept token belongs to %1 and is not sent to another server. Paste the token for "
                       "this one.")
                        .arg(m_edited.apiBase.host());
}

bool ConnectDialog::hasTokens() const
{
    switch (kind()) {
    case Kind::SocketMode:
        return m_appToken->isGiven() && m_token->isGiven();
    case Kind::Rtm:
        return m_token->isGiven();
    case Kind::Tap:
        break;
    }
    return true;
}

QString ConnectDialog::nameProblem() const
{
    const bool wanted = !m_name->text().trimmed().isEmpty() || !m_edited.id.isEmpty();
    return wanted ? problemWithName(m_name->text(), m_edited.id, m_profiles) : QString();
}

QString ConnectDialog::portProblem() const
{
    return m_port->hasAcceptableInput() || m_port->text().isEmpty()
               ? QString()
               : tr("A port is a number up to 65535. Leave it empty for any that is free.");
}

void ConnectDialog::check()
{
    const bool serves = servesKept();
    m_token->setKept(m_tokenAtHand ? keptWords(serves) : QString(), serves);
    m_appToken->setKept(m_appTokenAtHand ? keptWords(serves) : QString(), serves);
    const bool named = !m_name->text().trimmed().isEmpty();
    formparts::showProblem(*m_nameProblem, nameProblem());
    formparts::showProblem(*m_portProblem, portProblem());
    const bool sound =
        m_server->check() && nameProblem().isEmpty() && (kind() != Kind::Tap || portProblem().isEmpty());
    m_colour->setEnabled(named);
    m_keeping->setEnabled(named && m_keychainProblem.isEmpty());
    m_promise->say(
        connectwords::promise(kind(), {named, m_keeping->currentData().toBool(), m_keychainProblem}));

    const auto isWrong = [](const TokenField &field) { return field.reading().verdict == Verdict::Unusable; };
    const bool unusable =
        (kind() != Kind::Tap && isWrong(*m_token)) || (kind() == Kind::SocketMode && isWrong(*m_appToken));
    m_connect->setEnabled(sound && hasTokens());
    m_save->setEnabled(sound && named && !unusable);
    m_test->setEnabled(m_testing || (sound && !unusable));
    m_test->setText(m_testing ? tr("Stop the t&est") : tr("T&est"));
}

} // namespace rtmscope
