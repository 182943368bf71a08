// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "ui/page/quickswitcher.h"

#include "core/text/cleantext.h"
#include "ui/parts/tokenlabel.h"
#include "ui/theme/theme.h"

#include <QKeyEvent>
#include <QLineEdit>
#include <QListWidget>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace rtmscope {

namespace {

constexpr int noMatch = 3;
constexpr qsizetype mostListed = 200; // nobody reads on; another letter finds it

//! 0 is best; noMatch: not at all.
int rank(const QString &name, const QString &typed)
{
    const QString bare = name.startsWith(u'#') && !typed.startsWith(u'#') ? name.mid(1) : name;
    if (bare.startsWith(typed, Qt::CaseInsensitive))
        return 0;
    for (qsizetype at = bare.indexOf(typed, 0, Qt::CaseInsensitive); at >= 0;
         at = bare.indexOf(typed, at + 1, Qt::CaseInsensitive)) {
        if (at > 0 && !bare.at(at - 1).isLetterOrNumber())
            return 1;
    }
    return bare.contains(typed, Qt::CaseInsensitive) ? 2 : noMatch;
}

} // namespace

QList<QuickSwitcher::Place> QuickSwitcher::matching(const QList<Place> &places, const QString &typed)
{
    const QString wanted = typed.trimmed();
    QList<Place> found;
    if (wanted.isEmpty()) {
        std::copy_if(places.cbegin(), places.cend(), std::back_inserter(found),
                     [](const Place &place) { return place.listed; });
        return found;
    }
    for (int level = 0; level < noMatch; ++level) {
        std::copy_if(places.cbegin(), places.cend(), std::back_inserter(found),
                     [&](const Place &place) { return rank(place.name, wanted) == level; });
    }
    return found;
}

QuickSwitcher::QuickSwitcher(QList<Place> places, QWidget *parent)
    : QDialog(parent)
    , m_places(std::move(places))
    , m_text(new QLineEdit(this))
    , m_list(new QListWidget(this))
    , m_hint(new TokenLabel(theme::Colour::Dim, TokenLabel::Size::Secondary, this))
{
    setWindowTitle(tr("Go to a conversation"));
    m_text->setPlaceholderText(tr("Channel or person"));
    m_text->setAccessibleName(tr("Channel or person"));
    m_text->setTextMargins(theme::grid(1), 0, theme::grid(1), 0);
    m_text->installEventFilter(this);
    m_list->setAccessibleName(tr("Matching conversations"));
    m_list->setFrameShape(QFrame::NoFrame);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(theme::grid(3), theme::grid(3), theme::grid(3), theme::grid(3));
    column->setSpacing(theme::grid(2));
    column->addWidget(m_text);
    column->addWidget(m_list);
    column->addWidget(m_hint);
    m_hint->setWordWrap(true);
    connect(m_text, &QLineEdit::textChanged, this, &QuickSwitcher::refresh);
    connect(m_text, &QLineEdit::returnPressed, this, &QuickSwitcher::choose);
    connect(m_list, &QListWidget::itemActivated, this, &QuickSwitcher::choose);
    connect(m_list, &QListWidget::itemClicked, this, &QuickSwitcher::choose);
    refresh();
    resize(theme::onScreen(*this, {theme::grid(100), theme::grid(100)}));
}

//! The arrow keys move in the list while the letters go into the edit.
bool QuickSwitcher::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_text && event->type() == QEvent::KeyPress) {
        const auto *key = static_cast<QKeyEvent *>(event);
        const int step = key->key() == Qt::Key_Down ? 1 : key->key() == Qt::Key_Up ? -1 : 0;
        if (step != 0 && m_list->count() > 0) {
            m_list->setCurrentRow(std::clamp(m_list->currentRow() + step, 0, m_list->count() - 1));
            return true;
        }
    }
    return QDialog::eventFilter(watched, event);
}

void QuickSwitcher::refresh()
{
    m_list->clear();
    m_found = matching(m_places, m_text->text());
    const bool more = m_found.size() > mostListed;
    m_found = m_found.mid(0, mostListed);
    for (const Place &place : m_found) {
        QStringList remarks;
        if (place.unread > 0)
            remarks.append(tr("%1 new").arg(place.unread));
        if (!place.remark.isEmpty())
            remarks.append(place.remark);
        const QString remark = remarks.join(u", "_s);
        auto *item = new QListWidgetItem(place.name, m_list);
        item->setSizeHint({0, std::max(theme::grid(6.5), fontMetrics().height() + theme::grid(1.5))});
        if (!remark.isEmpty()) {
            item->setText(u"%1   %2"_s.arg(isolatedIfNeeded(place.name), remark));
            item->setData(Qt::AccessibleTextRole, u"%1, %2"_s.arg(place.name, remark));
        }
        if (place.unread > 0) {
            QFont bold = item->font();
            bold.setWeight(QFont::DemiBold);
            item->setFont(bold);
        } else if (!remark.isEmpty()) {
            item->setForeground(theme::colour(theme::Colour::Dim));
        }
    }
    m_list->setCurrentRow(0);
    if (m_found.isEmpty() && (m_places.isEmpty() || m_text->text().trimmed().isEmpty()))
        tell(tr("There are no conversations yet."), false);
    else if (m_found.isEmpty())
        tell(tr("No channel or person that is known here is called “%1”. An archived channel is known only "
                "once something tells of it.")
                 .arg(m_text->text().trimmed()),
             true);
    else
        tell(more ? tr("Only the first %1 are listed. Type more of the name.").arg(mostListed)
                  : tr("Enter goes there, Esc stays here."),
             false);
}

void QuickSwitcher::choose()
{
    const int row = m_list->currentRow();
    if (row < 0 || row >= m_found.size())
        return;
    const Place place = m_found.at(row);
    if (!place.refusal.isEmpty())
        return tell(place.refusal, true);
    accept();
    if (place.channel)
        Q_EMIT chosen(place.channel);
    else
        Q_EMIT personChosen(place.person);
}

void QuickSwitcher::tell(const QString &words, bool isProblem)
{
    m_hint->setInk(isProblem ? theme::Colour::Warning : theme::Colour::Dim);
    m_hint->say(words);
    if (isProblem)
        Q_EMIT told(words);
}

} // namespace rtmscope
