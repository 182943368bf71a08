// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "ui/serve/servedialog.h"

#include "core/text/cleantext.h"
#include "ui/parts/formrow.h"
#include "ui/parts/tokenlabel.h"
#include "ui/serve/pacechoice.h"

#include <QCheckBox>
#include <QDoubleSpinBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QIntValidator>
#include <QLineEdit>
#include <QLocale>
#include <QPushButton>
#include <QRadioButton>
#include <QVBoxLayout>

#include <cmath>

using namespace Qt::StringLiterals;
using rtmscope::theme::grid;

namespace rtmscope {

namespace {

constexpr double longestSeconds = 3'600;
constexpr int highestPort = 65'535;
constexpr qsizetype longestFilter = 60;

QDoubleSpinBox *makeSeconds(const QString &name, double least, double usual, QWidget *parent)
{
    auto *box = new QDoubleSpinBox(parent);
    box->setAccessibleName(name);
    box->setDecimals(1);
    box->setRange(least, longestSeconds);
    box->setValue(usual);
    box->setSuffix(ServeDialog::tr(" s", "seconds"));
    return box;
}

std::chrono::milliseconds milliseconds(const QDoubleSpinBox &box)
{
    return std::chrono::milliseconds(std::llround(box.value() * 1'000));
}

double seconds(std::chrono::milliseconds time)
{
    return double(time.count()) / 1'000;
}

} // namespace

ServeDialog::ServeDialog(const ServeSubject &subject, QWidget *parent)
    : QDialog(parent)
    , m_all(new QRadioButton(this))
    , m_filtered(new QRadioButton(this))
    , m_pace(new PaceChoice(this))
    , m_gap(makeSeconds(tr("Longest silence"), 0, 5, this))
    , m_waits(new QCheckBox(tr("&Wait for the program’s answer, at most"), this))
    , m_wait(makeSeconds(tr("Longest wait for an answer"), 0.1, 2, this))
    , m_port(new QLineEdit(this))
    , m_problem(new TokenLabel(theme::Colour::Error, TokenLabel::Size::Secondary, this))
    , m_serve(new QPushButton(tr("Serve"), this))
    , m_questions(new QWidget(this))
{
    setWindowTitle(tr("Serve to a bot"));
    setModal(true);
    auto *intro = new TokenLabel(theme::Colour::Text, TokenLabel::Size::Body, this);
    intro->setWordWrap(true);
    intro->setText(
        tr("“%1” is played to a program of yours as Slack would send it, by RTM or Socket Mode. What "
           "the program says is recorded, shown beside and checked. Nothing leaves this computer.")
            .arg(cleanLine(subject.name)));
    auto *ending = new TokenLabel(theme::Colour::Dim, TokenLabel::Size::Body, this);
    ending->setWordWrap(true);
    ending->setText(subject.ending);
    ending->setVisible(!subject.ending.isEmpty());
    m_problem->setWordWrap(true);
    m_problem->setAccessibleName(tr("Problem"));
    m_problem->hide();
    auto *questions = new QVBoxLayout(m_questions);
    questions->setContentsMargins({});
    questions->setSpacing(grid(4));
    questions->addWidget(makeChoice(subject));
    questions->addWidget(makePace());
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(grid(6), grid(5), grid(6), grid(5));
    column->setSpacing(grid(4));
    column->addWidget(intro);
    column->addWidget(ending);
    column->addWidget(m_questions);
    column->addWidget(m_problem);
    column->addStretch(1);
    column->addWidget(makeButtons());
    resize(theme::onScreen(*this, {grid(130), grid(95)}));
    m_pace->setFocus();
}

QWidget *ServeDialog::makeChoice(const ServeSubject &subject)
{
    const QLocale locale;
    m_all->setText(tr("&All that is recorded (%1 entries)").arg(locale.toString(subject.entries)));
    QString filter = shortened(cleanLine(subject.filter), longestFilter);
    filter.replace(u'&', "&&"_L1); // no mnemonic
    m_filtered->setText(filter.isEmpty() ? tr("Only what the &filter shows: none is set")
                                         : tr("Only what the &filter shows: %1").arg(filter));
    m_all->setChecked(true);
    m_filtered->setEnabled(!filter.isEmpty());
    auto *choice = new QWidget(m_questions);
    auto *column = new QVBoxLayout(choice);
    column->setContentsMargins({});
    column->setSpacing(grid(1));
    column->addWidget(m_all);
    column->addWidget(m_filtered);
    return choice;
}

QWidget *ServeDialog::makePace()
{
    auto *box = new QWidget(m_questions);
    auto *form = new QFormLayout(box);
    form->setContentsMargins({});
    form->setHorizontalSpacing(grid(4));
    form->setVerticalSpacing(grid(3));
    form->addRow(tr("&Pace"), m_pace);
    form->addRow(tr("Shorten &silences to"), m_gap);
    form->addRow(QString(), inARow({{m_waits, 0}, {m_wait, 0}, {new QWidget(box), 1}}, box));
    m_wait->setEnabled(false);
    connect(m_waits, &QCheckBox::toggled, m_wait, &QWidget::setEnabled);
    m_port->setPlaceholderText(tr("any free one"));
    m_port->setAccessibleName(tr("Listen on port"));
    m_port->setValidator(new QIntValidator(0, highestPort, m_port));
    form->addRow(tr("P&ort"), m_port);
    connect(m_pace, &QComboBox::currentIndexChanged, this,
            [this] { m_gap->setEnabled(!m_pace->isStepping() && m_pace->speed() > 0); });
    return box;
}

QWidget *ServeDialog::makeButtons()
{
    auto *cancel = new QPushButton(tr("Cancel"), this);
    auto *buttons = new QWidget(this);
    auto *row = new QHBoxLayout(buttons);
    row->setContentsMargins({});
    row->setSpacing(grid(2));
    row->addStretch(1);
    for (QPushButton *button : {m_serve, cancel}) {
        button->setAccessibleName(button->text());
        button->setAutoDefault(false);
        row->addWidget(button);
    }
    m_serve->setDefault(true);
    connect(m_serve, &QPushButton::clicked, this, &ServeDialog::serveRequested);
    connect(cancel, &QPushButton::clicked, this, &ServeDialog::reject);
    return buttons;
}

ServeRequest ServeDialog::request() const
{
    ServeRequest request;
    request.filteredOnly = m_filtered->isChecked();
    request.speed = m_pace->speed();
    request.stepping = m_pace->isStepping();
    if (m_waits->isChecked())
        request.wait = milliseconds(*m_wait);
    request.longestGap = milliseconds(*m_gap);
    request.port = static_cast<quint16>(m_port->text().toUInt());
    return request;
}

void ServeDialog::setRequest(const ServeRequest &request)
{
    (request.filteredOnly && m_filtered->isEnabled() ? m_filtered : m_all)->setChecked(true);
    m_pace->set(request.speed, request.stepping);
    m_waits->setChecked(request.wait.has_value());
    if (request.wait)
        m_wait->setValue(seconds(*request.wait));
    m_gap->setValue(seconds(request.longestGap));
    m_port->setText(request.port == 0 ? QString() : QString::number(request.port));
}

void ServeDialog::setReading(bool reading)
{
    m_reading = reading;
    m_questions->setEnabled(!reading);
    m_serve->setEnabled(!reading);
}

void ServeDialog::showProgress(int percent)
{
    setReading(true);
    m_problem->setInk(theme::Colour::Dim);
    m_problem->setText(tr("Reading whom and what it tells of … %1 %").arg(percent));
    m_problem->show();
}

void ServeDialog::showFailure(const QString &words)
{
    setReading(false);
    m_problem->setInk(theme::Colour::Error);
    m_problem->say(words);
    m_problem->setVisible(!words.isEmpty());
}

//! While it reads, the first wish is to end that.
void ServeDialog::reject()
{
    if (m_reading)
        Q_EMIT cancelRequested();
    else
        QDialog::reject();
}

} // namespace rtmscope
