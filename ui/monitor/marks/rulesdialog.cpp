// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "ui/monitor/marks/rulesdialog.h"

#include "ui/monitor/filter/filteredit.h"
#include "ui/monitor/marks/rulesmodel.h"
#include "ui/parts/surface.h"
#include "ui/parts/tokenlabel.h"
#include "ui/theme/markcolours.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QListView>
#include <QPushButton>
#include <QScopedValueRollback>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace rtmscope {

namespace {

QPushButton *makeButton(const QString &words, const QString &name)
{
    auto *button = new QPushButton(words);
    button->setAccessibleName(name);
    button->setToolTip(name);
    button->setAutoDefault(false);
    return button;
}

} // namespace

RulesDialog::RulesDialog(QWidget *parent)
    : QDialog(parent)
    , m_model(new RulesModel(this))
    , m_list(new QListView)
    , m_add(makeButton(tr("Add"), tr("Add a rule")))
    , m_remove(makeButton(tr("Remove"), tr("Remove this rule")))
    , m_up(makeButton(tr("Up"), tr("Let it win over the one before")))
    , m_down(makeButton(tr("Down"), tr("Let the one behind win over it")))
    , m_name(new QLineEdit)
    , m_filter(new FilterEdit)
    , m_mistake(new TokenLabel(theme::Colour::Error, TokenLabel::Size::Secondary))
    , m_colour(new QComboBox)
    , m_sign(new QComboBox)
{
    setWindowTitle(tr("Colour rules"));
    auto *words = new TokenLabel(theme::Colour::Dim);
    words->setText(tr("Events that pass a rule’s filter get its colour and sign. Of several rules the upper "
                      "one wins."));
    words->setWordWrap(true);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    buttons->button(QDialogButtonBox::Close)->setAccessibleName(tr("Close"));
    buttons->button(QDialogButtonBox::Close)->setIcon({});
    buttons->button(QDialogButtonBox::Close)->setAutoDefault(false);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(theme::grid(6), theme::grid(5), theme::grid(6), theme::grid(5));
    column->setSpacing(theme::grid(4));
    column->addWidget(words);
    column->addWidget(makeList(), 1);
    column->addWidget(makeForm());
    column->addWidget(buttons);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connectAll();
    showCurrent();
    resize(theme::onScreen(*this, {theme::grid(130), theme::grid(110)}));
}

QWidget *RulesDialog::makeList()
{
    m_list->setModel(m_model);
    m_list->setAccessibleName(tr("Colour rules"));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setUniformItemSizes(true);
    auto *side = new QVBoxLayout;
    side->setSpacing(theme::grid(2));
    for (QPushButton *button : {m_add, m_remove, m_up, m_down})
        side->addWidget(button);
    side->addStretch(1);
    auto *whole = new QWidget;
    auto *row = new QHBoxLayout(whole);
    row->setContentsMargins({});
    row->setSpacing(theme::grid(4));
    row->addWidget(Surface::around(m_list, whole), 1);
    row->addLayout(side);
    return whole;
}

QWidget *RulesDialog::makeForm()
{
    m_form = new QWidget;
    m_name->setAccessibleName(tr("Name of the rule"));
    m_name->setPlaceholderText(tr("What it shows, in a few words"));
    m_filter->setAccessibleName(tr("Filter of the rule"));
    m_filter->setPlaceholderText(tr("type == message && user == @mira"));
    m_mistake->setAccessibleName(tr("What is wrong with the filter"));
    m_mistake->setWordWrap(true);
    m_colour->setAccessibleName(tr("Colour"));
    m_sign->setAccessibleName(tr("Sign"));
    for (int colour = 1; colour <= theme::markColourCount; ++colour)
        m_colour->addItem(signPixmap(RowDress::Sign::Square, colour, theme::grid(4), devicePixelRatioF()),
                          theme::markColourName(colour), colour);
    for (int sign = 1; sign <= RowDress::signCount; ++sign)
        m_sign->addItem(colourrules::signName(RowDress::Sign(sign)), sign);
    auto *look = new QHBoxLayout;
    look->setSpacing(theme::grid(2));
    look->addWidget(m_colour);
    look->addWidget(m_sign);
    look->addStretch(1);
    auto *form = new QFormLayout(m_form);
    form->setContentsMargins({});
    form->setVerticalSpacing(theme::grid(2));
    form->setFieldGrowthPolicy(QFormLayout::ExpandingFieldsGrow);
    form->addRow(tr("Name"), m_name);
    form->addRow(tr("Filter"), m_filter);
    form->addRow(QString(), m_mistake);
    form->addRow(tr("Look"), look);
    return m_form;
}

void RulesDialog::connectAll()
{
    connect(m_add, &QPushButton::clicked, this, [this] { add({}); });
    connect(m_remove, &QPushButton::clicked, this, [this] {
        const int row = current();
        m_model->remove(row);
        select(std::min(row, m_model->rowCount() - 1));
    });
    connect(m_up, &QPushButton::clicked, this, [this] { moveBy(-1); });
    connect(m_down, &QPushButton::clicked, this, [this] { moveBy(1); });
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this, &RulesDialog::showCurrent);
    connect(m_name, &QLineEdit::textChanged, this, &RulesDialog::takeForm);
    connect(m_filter, &QLineEdit::textChanged, this, &RulesDialog::takeForm);
    connect(m_filter, &FilterEdit::escaped, this, &QDialog::reject);
    connect(m_filter, &FilterEdit::movedOn, m_colour, qOverload<>(&QWidget::setFocus));
    connect(m_colour, &QComboBox::currentIndexChanged, this, &RulesDialog::takeForm);
    connect(m_sign, &QComboBox::currentIndexChanged, this, &RulesDialog::takeForm);
    connect(m_model, &RulesModel::edited, this, [this] {
        findMistakes();
        showCurrent();
        Q_EMIT rulesChanged(m_model->rules());
    });
}

void RulesDialog::setRules(const QList<ColourRule> &rules, const FilterQuery::NameLookup &names)
{
    m_names = names;
    m_model->setRules(rules);
    findMistakes();
    select(rules.isEmpty() ? -1 : 0);
}

const QList<ColourRule> &RulesDialog::rules() const
{
    return m_model->rules();
}

void RulesDialog::add(const ColourRule &rule)
{
    select(m_model->add(rule));
    (rule.filter.isEmpty() ? static_cast<QLineEdit *>(m_filter) : m_name)->setFocus(Qt::OtherFocusReason);
}

int RulesDialog::current() const
{
    return m_list->currentIndex().row();
}

void RulesDialog::select(int row)
{
    m_list->setCurrentIndex(m_model->index(row));
    showCurrent();
}

void RulesDialog::moveBy(int step)
{
    select(m_model->move(current(), step));
    m_list->scrollTo(m_list->currentIndex());
}

void RulesDialog::findMistakes()
{
    QStringList mistakes;
    for (const ColourRule &rule : m_model->rules())
        mistakes << colourrules::mistakeIn(rule.filter, m_names);
    m_model->setMistakes(mistakes);
}

//! What is typed stays as it stands, with the cursor where it is.
void RulesDialog::showCurrent()
{
    const QScopedValueRollback guard(m_showing, true);
    const int row = current();
    const bool isThere = row >= 0;
    const ColourRule rule = isThere ? m_model->rules().at(row) : ColourRule();
    m_form->setEnabled(isThere);
    m_remove->setEnabled(isThere);
    m_up->setEnabled(row > 0);
    m_down->setEnabled(isThere && row + 1 < m_model->rowCount());
    if (m_name->text() != rule.name)
        m_name->setText(rule.name);
    if (m_filter->text() != rule.filter)
        m_filter->setText(rule.filter);
    m_colour->setCurrentIndex(rule.colour - 1);
    m_sign->setCurrentIndex(int(rule.sign) - 1);
    const QString mistake = isThere ? colourrules::mistakeIn(rule.filter, m_names) : QString();
    m_filter->setMistaken(!mistake.isEmpty() && !rule.filter.isEmpty());
    m_mistake->say(mistake);
    m_mistake->setInk(rule.filter.isEmpty() ? theme::Colour::Dim : theme::Colour::Error);
}

void RulesDialog::takeForm()
{
    const int row = current();
    if (m_showing || row < 0)
        return;
    ColourRule rule = m_model->rules().at(row);
    rule.name = m_name->text();
    rule.filter = m_filter->text();
    rule.colour = m_colour->currentData().toInt();
    rule.sign = RowDress::Sign(m_sign->currentData().toInt());
    m_model->replace(row, rule);
}

} // namespace rtmscope
