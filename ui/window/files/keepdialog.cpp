// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "ui/window/files/keepdialog.h"

#include "core/text/localewords.h"
#include "ui/parts/tokenlabel.h"

#include <QComboBox>
#include <QDir>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLocale>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace rtmscope {

namespace {

QString sizeWords(qint64 bytes)
{
    return localSize(bytes, bytes % 1'000'000'000 == 0 ? 0 : 1);
}

QString daysWords(int days)
{
    return KeepDialog::tr("%1 days").arg(QLocale().toString(days));
}

//! The values that are offered, with the one that is set among them; 0, no limit, is the last.
template<typename Number>
QList<Number> choices(QList<Number> offered, Number set)
{
    if (set > 0 && !offered.contains(set))
        offered.append(set);
    std::sort(offered.begin(), offered.end());
    offered.append(0);
    return offered;
}

} // namespace

KeepDialog::KeepDialog(const captureshelf::Keeping &keeping, const QString &folder, QWidget *parent)
    : QDialog(parent)
    , m_size(new QComboBox(this))
    , m_age(new QComboBox(this))
    , m_usage(new TokenLabel(theme::Colour::Dim, TokenLabel::Size::Secondary, this))
{
    constexpr qint64 gigabyte = 1'000'000'000;
    setWindowTitle(tr("Keep captures"));
    setModal(true);
    auto *intro = new TokenLabel(theme::Colour::Text, TokenLabel::Size::Body, this);
    intro->setWordWrap(true);
    intro->setText(
        tr("Whatever passes is recorded, in files of 256 MB or a day. Beyond these limits the oldest "
           "files go. The one that is being written stays, and so do files that you marked "
           "something in, named or saved yourself."));
    for (const qint64 size : choices<qint64>({gigabyte / 2, gigabyte, 2 * gigabyte, 5 * gigabyte,
                                              10 * gigabyte, 20 * gigabyte, 50 * gigabyte, 100 * gigabyte},
                                             keeping.bytes))
        m_size->addItem(size == 0 ? tr("No limit") : sizeWords(size), size);
    for (const int days : choices<int>({7, 14, 30, 90, 180, 365}, keeping.days))
        m_age->addItem(days == 0 ? tr("No limit") : daysWords(days), days);
    m_size->setCurrentIndex(m_size->findData(keeping.bytes));
    m_age->setCurrentIndex(m_age->findData(keeping.days));
    m_size->setAccessibleName(tr("All together at most"));
    m_age->setAccessibleName(tr("Not older than"));
    auto *fields = new QGridLayout;
    fields->setHorizontalSpacing(theme::grid(4));
    fields->setVerticalSpacing(theme::grid(3));
    fields->setColumnStretch(1, 1);
    int row = 0;
    for (const auto &[words, field] :
         {std::pair(tr("All together at &most"), m_size), std::pair(tr("Not &older than"), m_age)}) {
        auto *caption = new TokenLabel(theme::Colour::Text, TokenLabel::Size::Body, this);
        caption->setText(words);
        caption->setBuddy(field);
        fields->addWidget(caption, row, 0);
        fields->addWidget(field, row++, 1);
    }
    auto *place = new TokenLabel(theme::Colour::Dim, TokenLabel::Size::Secondary, this);
    place->setTextFormat(Qt::PlainText);
    place->setWordWrap(true);
    place->setText(QDir::toNativeSeparators(folder));
    place->setAccessibleName(tr("Folder"));
    m_usage->setWordWrap(true);
    m_usage->setAccessibleName(tr("What there is"));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(theme::grid(6), theme::grid(5), theme::grid(6), theme::grid(5));
    column->setSpacing(theme::grid(4));
    column->addWidget(intro);
    column->addLayout(fields);
    column->addWidget(m_usage);
    column->addWidget(place);
    column->addStretch(1);
    column->addWidget(makeButtons());
    resize(theme::onScreen(*this, {theme::grid(115), theme::grid(75)}));
}

QWidget *KeepDialog::makeButtons()
{
    auto *buttons = new QWidget(this);
    auto *row = new QHBoxLayout(buttons);
    row->setContentsMargins({});
    row->setSpacing(theme::grid(2));
    auto *folder = new QPushButton(tr("Open the folder"), this);
    auto *keep = new QPushButton(tr("Keep so"), this);
    auto *close = new QPushButton(tr("Cancel"), this);
    row->addWidget(folder);
    row->addStretch(1);
    row->addWidget(keep);
    row->addWidget(close);
    for (QPushButton *button : {folder, close})
        button->setAutoDefault(false);
    keep->setDefault(true);
    connect(folder, &QPushButton::clicked, this, &KeepDialog::folderRequested);
    connect(close, &QPushButton::clicked, this, &QDialog::reject);
    connect(keep, &QPushButton::clicked, this, [this] {
        accept();
        Q_EMIT keepingChosen(keeping());
    });
    return buttons;
}

void KeepDialog::showUsage(const captureshelf::Usage &usage)
{
    const QLocale locale;
    if (usage.files == 0)
        return m_usage->say(tr("There are no recordings yet."));
    const QString size = localSize(usage.bytes);
    const QString since = localDate(usage.oldest.toLocalTime().date());
    m_usage->say(usage.files == 1 ? tr("Now there is 1 file of %1, written to last on %2.").arg(size, since)
                                  : tr("Now there are %1 files of %2 together, the oldest of %3.")
                                        .arg(locale.toString(usage.files), size, since));
}

captureshelf::Keeping KeepDialog::keeping() const
{
    captureshelf::Keeping keeping;
    keeping.bytes = m_size->currentData().toLongLong();
    keeping.days = m_age->currentData().toInt();
    return keeping;
}

} // namespace rtmscope
