// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "ui/chaos/chaospane.h"

#include "ui/parts/surface.h"
#include "ui/parts/tokenlabel.h"
#include "ui/theme/plainheader.h"
#include "ui/theme/rowdelegate.h"

#include <QCheckBox>
#include <QComboBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalBlocker>
#include <QTime>
#include <QTreeWidget>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace rtmscope {

namespace {

enum Column : quint8 { TitleColumn, WordsColumn, ColumnCount };
constexpr int indexRole = Qt::UserRole; // into the faults; groups have none
constexpr int mostLogLines = 500;

constexpr qreal lead = 1; // rows begin where the fields above and below do

class FaultDelegate : public RowDelegate
{
public:
    using RowDelegate::RowDelegate;

protected:
    theme::Colour ink(const QModelIndex &index) const override
    {
        const bool group = !index.data(indexRole).isValid() && index.column() == TitleColumn;
        return group || index.column() == WordsColumn ? theme::Colour::Dim : theme::Colour::Text;
    }
};

void setFieldMargins(QBoxLayout *layout)
{
    layout->setContentsMargins(theme::grid(3), theme::grid(2), theme::grid(3), theme::grid(2));
    layout->setSpacing(theme::grid(2));
}

} // namespace

ChaosPane::ChaosPane(QWidget *parent)
    : QWidget(parent)
    , m_list(new QTreeWidget(this))
    , m_words(new TokenLabel(theme::Colour::Dim, TokenLabel::Size::Secondary, this))
    , m_variant(new QComboBox(this))
    , m_duration(new QComboBox(this))
    , m_line(new QLineEdit(this))
    , m_problem(new TokenLabel(theme::Colour::Error, TokenLabel::Size::Secondary, this))
    , m_strike(new QPushButton(tr("Let it happen"), this))
    , m_random(new QCheckBox(tr("Random faults every"), this))
    , m_period(new QComboBox(this))
    , m_log(new QPlainTextEdit(this))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(makeRandomRow());
    column->addWidget(makeList(), 5);
    column->addWidget(makeForm());
    column->addWidget(makeLog(), 2);
    setFocusProxy(m_list);
    dressList();
}

QWidget *ChaosPane::makeRandomRow()
{
    auto *row = new Surface(theme::Colour::Panel, Qt::BottomEdge, this);
    auto *layout = new QHBoxLayout(row);
    setFieldMargins(layout);
    m_random->setAccessibleName(tr("Random faults"));
    m_random->setToolTip(tr("Any fault of the list, by chance; none that no client could notice"));
    m_period->setAccessibleName(tr("Time between random faults"));
    for (const auto &[words, period] : {std::pair{tr("5 s"), u"5s"_s},
                                        {tr("10 s"), u"10s"_s},
                                        {tr("20 s"), u"20s"_s},
                                        {tr("1 min"), u"1m"_s}})
        m_period->addItem(words, period);
    m_period->setCurrentIndex(2);
    auto *end = new QPushButton(tr("End all faults"), row);
    end->setAccessibleName(tr("End all faults"));
    end->setToolTip(tr("What is wrong is put right; what is cut stays cut"));
    end->setAutoDefault(false);
    layout->addWidget(m_random);
    layout->addWidget(m_period);
    layout->addStretch(1);
    layout->addWidget(end);
    connect(m_random, &QCheckBox::toggled, this, &ChaosPane::updateRandom);
    connect(m_period, &QComboBox::activated, this, [this] {
        if (m_random->isChecked())
            updateRandom();
    });
    connect(end, &QPushButton::clicked, this, [this] {
        const QSignalBlocker quiet(m_random); // its end is part of what is asked for
        m_random->setChecked(false);
        Q_EMIT endRequested();
    });
    return row;
}

QWidget *ChaosPane::makeList()
{
    m_list->setColumnCount(ColumnCount);
    m_list->setHeaderHidden(true);
    m_list->setRootIsDecorated(false);
    m_list->setItemsExpandable(false);
    m_list->setIndentation(0);
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setTextElideMode(Qt::ElideRight);
    m_list->header()->setStretchLastSection(true);
    m_list->header()->setSectionResizeMode(QHeaderView::Fixed);
    m_list->setItemDelegate(new FaultDelegate(lead, m_list));
    m_list->setAccessibleName(tr("Faults"));
    connect(m_list, &QTreeWidget::currentItemChanged, this,
            [this](const QTreeWidgetItem *item) { chooseFault(item); });
    connect(m_list, &QTreeWidget::itemActivated, this, &ChaosPane::strike); // Enter, or a double click
    return m_list;
}

QWidget *ChaosPane::makeForm()
{
    auto *form = new Surface(theme::Colour::Panel, Qt::TopEdge | Qt::BottomEdge, this);
    auto *column = new QVBoxLayout(form);
    setFieldMargins(column);
    m_words->setWordWrap(true);
    m_words->setAccessibleName(tr("What happens"));
    m_variant->setAccessibleName(tr("Variant"));
    m_variant->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    m_variant->setMinimumContentsLength(10);
    m_duration->setAccessibleName(tr("Duration"));
    m_line->setAccessibleName(tr("Fault line"));
    m_line->setFont(theme::wireFont());
    m_line->setTextMargins(theme::grid(1), 0, theme::grid(1), 0);
    m_line->setToolTip(tr("A line of the script language of “serve --chaos”; “every 20s kill” works too"));
    m_problem->setWordWrap(true);
    m_problem->setAccessibleName(tr("Problem with the line"));
    m_problem->hide();
    m_strike->setAccessibleName(tr("Let it happen"));
    m_strike->setAutoDefault(false);

    auto *choices = new QHBoxLayout;
    choices->setSpacing(theme::grid(2));
    choices->addWidget(m_variant, 3);
    choices->addWidget(m_duration, 2);
    auto *line = new QHBoxLayout;
    line->setSpacing(theme::grid(2));
    line->addWidget(m_line, 1);
    line->addWidget(m_strike);
    column->addWidget(m_words);
    column->addLayout(choices);
    column->addLayout(line);
    column->addWidget(m_problem);

    connect(m_variant, &QComboBox::currentIndexChanged, this, &ChaosPane::composeLine);
    connect(m_duration, &QComboBox::currentIndexChanged, this, &ChaosPane::composeLine);
    connect(m_line, &QLineEdit::textChanged, this, [this](const QString &text) {
        setProblem({});
        m_strike->setEnabled(!text.trimmed().isEmpty());
    });
    connect(m_line, &QLineEdit::returnPressed, this, &ChaosPane::strike);
    connect(m_strike, &QPushButton::clicked, this, &ChaosPane::strike);
    m_strike->setEnabled(false);
    return form;
}

QWidget *ChaosPane::makeLog()
{
    m_log->setReadOnly(true);
    m_log->setFrameShape(QFrame::NoFrame);
    m_log->setMaximumBlockCount(mostLogLines);
    m_log->setTabChangesFocus(true);
    m_log->setAccessibleName(tr("Faults so far"));
    m_log->setPlaceholderText(tr("Nothing went wrong yet."));
    return m_log;
}

void ChaosPane::setFaults(const QList<ChaosFault> &faults)
{
    m_faults = faults;
    m_list->clear();
    QTreeWidgetItem *group = nullptr;
    int widest = 0;
    for (int i = 0; i < faults.size(); ++i) {
        const ChaosFault &fault = faults.at(i);
        if (!group || group->text(TitleColumn) != fault.group) {
            group = new QTreeWidgetItem(m_list, {fault.group});
            group->setFlags(Qt::ItemIsEnabled);
            group->setFirstColumnSpanned(true);
        }
        auto *item = new QTreeWidgetItem(group, {fault.title, fault.words});
        item->setData(TitleColumn, indexRole, i);
        item->setToolTip(WordsColumn, fault.words);
        item->setData(TitleColumn, Qt::AccessibleTextRole, fault.title + u". "_s + fault.words);
        widest = std::max(widest, m_list->fontMetrics().horizontalAdvance(fault.title));
    }
    m_list->expandAll();
    m_list->setColumnWidth(TitleColumn,
                           widest + theme::grid(lead) + 2 * PlainHeader::padding() + theme::grid(1));
    dressList();
    if (group)
        m_list->setCurrentItem(m_list->topLevelItem(0)->child(0));
}

void ChaosPane::chooseFault(const QTreeWidgetItem *item)
{
    const QVariant index = item ? item->data(TitleColumn, indexRole) : QVariant();
    if (!index.isValid())
        return;
    m_chosen = index.toInt();
    const ChaosFault &fault = m_faults.at(m_chosen);
    m_words->say(fault.words);
    {
        const QSignalBlocker variant(m_variant);
        const QSignalBlocker duration(m_duration);
        m_variant->clear();
        m_variant->addItems(fault.lines);
        m_variant->setEnabled(fault.lines.size() > 1);
        m_duration->clear();
        const bool lasts = !fault.lasts.isEmpty();
        m_duration->setEnabled(lasts);
        if (!lasts) {
            m_duration->addItem(tr("a moment"));
        } else {
            QStringList durations{fault.lasts, u"5s"_s, u"15s"_s, u"1m"_s, u"5m"_s};
            durations.removeDuplicates();
            for (const QString &one : std::as_const(durations))
                m_duration->addItem(tr("for %1").arg(one), one);
        }
    }
    composeLine();
}

void ChaosPane::composeLine()
{
    const QString duration = m_duration->currentData().toString();
    m_line->setText(duration.isEmpty() ? m_variant->currentText()
                                       : m_variant->currentText() + u" for "_s + duration);
}

void ChaosPane::strike()
{
    if (const QString line = m_line->text().trimmed(); !line.isEmpty())
        Q_EMIT lineRequested(line);
}

void ChaosPane::updateRandom()
{
    Q_EMIT randomRequested(m_random->isChecked() ? m_period->currentData().toString() : QString());
}

void ChaosPane::addReport(const QString &words)
{
    m_log->appendPlainText(QTime::currentTime().toString(u"HH:mm:ss  "_s) + words);
}

void ChaosPane::setProblem(const QString &words)
{
    m_problem->say(words);
    m_problem->setVisible(!words.isEmpty());
}

void ChaosPane::reset()
{
    const QSignalBlocker quiet(m_random);
    m_random->setChecked(false);
    setProblem({});
    m_log->clear();
}

//! Colours and sizes of the list, as the theme has them now.
void ChaosPane::dressList()
{
    QFont heading = theme::secondaryFont();
    heading.setWeight(QFont::DemiBold);
    for (int i = 0; i < m_list->topLevelItemCount(); ++i) {
        QTreeWidgetItem *group = m_list->topLevelItem(i);
        group->setFont(TitleColumn, heading);
        group->setSizeHint(TitleColumn, {0, theme::grid(7)});
        for (int row = 0; row < group->childCount(); ++row) {
            group->child(row)->setSizeHint(TitleColumn, {0, theme::grid(6)});
            group->child(row)->setFont(WordsColumn, theme::secondaryFont());
        }
    }
    m_line->setFont(theme::wireFont());
    m_log->setFont(theme::wireFont());
    m_log->document()->setDocumentMargin(theme::grid(3));
}

void ChaosPane::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange)
        dressList();
    QWidget::changeEvent(event);
}

} // namespace rtmscope
