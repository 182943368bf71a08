// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "ui/share/exportdialog.h"

#include "ui/parts/tokenlabel.h"

#include <QComboBox>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLocale>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace rtmscope {

namespace {

enum Direction { Incoming, Outgoing, Both };

QString meaningOf(ExportFormat format)
{
    const auto tr = [](const char *words) { return ExportDialog::tr(words); };
    switch (format) {
    case ExportFormat::Capture:
        return tr("Entries with their times and directions, byte for byte. Rtmscope opens it again.");
    case ExportFormat::Ndjson:
        return tr("The frames alone, byte for byte, each on a line of its own: for jq and programs.");
    case ExportFormat::Json:
        return tr("The frames alone, byte for byte, as one JSON list.");
    case ExportFormat::Csv:
        return tr("A row for each event, with names, text and a summary. Spreadsheets open it.");
    case ExportFormat::Har:
        return tr("Connections with their frames and the calls of the Web API. Browsers open it, and "
                  "Rtmscope.");
    case ExportFormat::Markdown:
        return tr("What was said, conversation by conversation, to be read. Other events are left out.");
    }
    return {};
}

bool isListOfFrames(ExportFormat format)
{
    return format == ExportFormat::Ndjson || format == ExportFormat::Json;
}

} // namespace

ExportDialog::ExportDialog(const Counts &counts, QWidget *parent)
    : QDialog(parent)
    , m_events(new QComboBox(this))
    , m_format(new QComboBox(this))
    , m_direction(new QComboBox(this))
    , m_directionCaption(new TokenLabel(theme::Colour::Text, TokenLabel::Size::Body, this))
    , m_meaning(new TokenLabel(theme::Colour::Dim, TokenLabel::Size::Secondary, this))
    , m_export(new QPushButton(tr("Export…"), this))
{
    setWindowTitle(tr("Export"));
    setModal(true);
    m_events->setAccessibleName(tr("Events"));
    addEvents(SavedEvents::All, tr("All events"), counts.all);
    addEvents(SavedEvents::Shown, tr("What the filter shows"), counts.shown);
    addEvents(SavedEvents::Selected, tr("The selected events"), counts.selected);
    m_format->setAccessibleName(tr("Format"));
    for (const ExportFormatEntry &entry : exportFormats())
        m_format->addItem(u"%1 (*.%2)"_s.arg(entry.title, entry.suffix), int(entry.format));
    m_direction->setAccessibleName(tr("Frames"));
    m_direction->addItem(tr("From the server"), Incoming);
    m_direction->addItem(tr("To the server"), Outgoing);
    m_direction->addItem(tr("Both"), Both);
    m_meaning->setWordWrap(true);
    m_meaning->setAccessibleName(tr("What the format is for"));

    auto *fields = new QGridLayout;
    fields->setHorizontalSpacing(theme::grid(4));
    fields->setVerticalSpacing(theme::grid(3));
    fields->setColumnStretch(1, 1);
    const auto addField = [&](TokenLabel *caption, const QString &words, QComboBox *field) {
        const int row = fields->rowCount();
        caption->setText(words);
        caption->setBuddy(field);
        fields->addWidget(caption, row, 0);
        fields->addWidget(field, row, 1);
    };
    addField(new TokenLabel(theme::Colour::Text, TokenLabel::Size::Body, this), tr("E&vents"), m_events);
    addField(new TokenLabel(theme::Colour::Text, TokenLabel::Size::Body, this), tr("&Format"), m_format);
    addField(m_directionCaption, tr("F&rames"), m_direction);

    auto *close = new QPushButton(tr("Cancel"), this);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(theme::grid(2));
    buttons->addStretch(1);
    buttons->addWidget(m_export);
    buttons->addWidget(close);
    close->setAutoDefault(false);
    m_export->setDefault(true);

    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(theme::grid(6), theme::grid(5), theme::grid(6), theme::grid(5));
    column->setSpacing(theme::grid(4));
    column->addLayout(fields);
    column->addWidget(m_meaning, 1, Qt::AlignTop);
    column->addLayout(buttons);
    connect(m_format, &QComboBox::currentIndexChanged, this, &ExportDialog::tell);
    connect(m_export, &QPushButton::clicked, this, &ExportDialog::exportRequested);
    connect(close, &QPushButton::clicked, this, &QDialog::reject);
    tell();
    resize(theme::onScreen(*this, {theme::grid(120), theme::grid(60)}));
}

//! What would write nothing is not offered.
void ExportDialog::addEvents(SavedEvents events, const QString &words, qsizetype count)
{
    if (count != 0)
        m_events->addItem(count < 0 ? words : u"%1 (%2)"_s.arg(words, QLocale().toString(count)),
                          int(events));
}

void ExportDialog::choose(SavedEvents events, ExportFormat format)
{
    if (const int place = m_events->findData(int(events)); place >= 0)
        m_events->setCurrentIndex(place);
    if (const int place = m_format->findData(int(format)); place >= 0)
        m_format->setCurrentIndex(place);
}

SaveWish ExportDialog::wish() const
{
    SaveWish wish;
    wish.events = SavedEvents(m_events->currentData().toInt());
    wish.format = ExportFormat(m_format->currentData().toInt());
    wish.incoming = m_direction->currentData() != Outgoing;
    wish.outgoing = m_direction->currentData() != Incoming;
    return wish;
}

void ExportDialog::tell()
{
    const auto format = ExportFormat(m_format->currentData().toInt());
    m_meaning->say(meaningOf(format));
    m_direction->setVisible(isListOfFrames(format));
    m_directionCaption->setVisible(isListOfFrames(format));
    m_export->setEnabled(m_events->count() > 0);
}

} // namespace rtmscope
