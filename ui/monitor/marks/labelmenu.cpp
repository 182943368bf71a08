// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "ui/monitor/marks/labelmenu.h"

#include "core/summary/linewords.h"
#include "ui/monitor/rows/rowdress.h"
#include "ui/theme/theme.h"

#include <QCoreApplication>
#include <QDialog>
#include <QDialogButtonBox>
#include <QGridLayout>
#include <QIcon>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPainter>
#include <QPixmap>
#include <QPushButton>
#include <QVBoxLayout>

#include <array>

using namespace Qt::StringLiterals;

namespace rtmscope {

namespace {

constexpr int longestName = 60;

QString tr(const char *text)
{
    return QCoreApplication::translate("LabelMenu", text);
}

QPixmap badge(int label, const QWidget &on)
{
    const int side = theme::grid(4);
    const qreal ratio = on.devicePixelRatioF();
    QPixmap pixmap(QSize(side, side) * ratio);
    pixmap.setDevicePixelRatio(ratio);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    painter.setFont(on.font());
    rowdress::paintLabel(painter, {0, 0, side, side}, label);
    return pixmap;
}

//! What comes from others must not be taken for a mnemonic.
QString literal(QString text)
{
    return text.replace(u'&', "&&"_L1);
}

} // namespace

QString labelWords(const Marks &marks, int label)
{
    const QString name = marks.labelName(label);
    return name.isEmpty() ? tr("Label %1").arg(label) : u"%1 %2"_s.arg(label).arg(oneLine(name, longestName));
}

void LabelMenu::addTo(QMenu &parent, const Marks &marks, const About &about)
{
    QMenu *menu = parent.addMenu(tr("Label"));
    for (int label = 1; label <= labelCount; ++label) {
        QAction *action = menu->addAction(badge(label, parent),
                                          literal(labelWords(marks, label)) + u'\t' + QString::number(label));
        action->setCheckable(true);
        action->setChecked(about.own & labelBit(label));
        QObject::connect(action, &QAction::triggered, menu, [this, label] { m_calls.toggle(label); });
    }
    QAction *none = menu->addAction(tr("No label") + u"\t0"_s);
    none->setEnabled(about.own != 0);
    QObject::connect(none, &QAction::triggered, menu, [this] { m_calls.clear(); });
    menu->addSeparator();
    const EntryPlace &place = about.place;
    if (!place.channel.isEmpty())
        addMany(*menu, marks, tr("All of %1").arg(about.channel), {place.channel, {}, {}});
    if (!place.thread.isEmpty() && !place.channel.isEmpty())
        addMany(*menu, marks, tr("All of this thread"), {place.channel, {}, place.thread});
    if (!place.user.isEmpty())
        addMany(*menu, marks, tr("All of %1").arg(about.user), {{}, place.user, {}});
    menu->addSeparator();
    QWidget *window = parent.parentWidget();
    menu->addAction(tr("Names of the labels…"), menu, [this, &marks, window] { askNames(marks, window); });
}

void LabelMenu::addMany(QMenu &parent, const Marks &marks, const QString &words, const EntryPlace &of)
{
    QMenu *menu = parent.addMenu(literal(words));
    for (int label = 1; label <= labelCount; ++label) {
        QAction *action = menu->addAction(badge(label, parent), literal(labelWords(marks, label)));
        const bool isSet = marks.hasGroup(label, of);
        action->setCheckable(true);
        action->setChecked(isSet);
        QObject::connect(action, &QAction::triggered, menu, [this, label, of, isSet] {
            MarkNote note;
            note.kind = MarkNote::Kind::Label;
            note.label = label;
            note.isSet = !isSet;
            note.channel = of.channel;
            note.user = of.user;
            note.thread = of.thread;
            m_calls.send(note);
        });
    }
}

//! They belong to the recording, as the labels do.
void LabelMenu::askNames(const Marks &marks, QWidget *parent)
{
    auto *dialog = new QDialog(parent);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(tr("Names of the labels"));
    auto *grid = new QGridLayout;
    grid->setSpacing(theme::grid(2));
    std::array<QLineEdit *, labelCount + 1> edits{};
    std::array<QString, labelCount + 1> before;
    for (int label = 1; label <= labelCount; ++label) {
        auto *sign = new QLabel;
        sign->setPixmap(badge(label, *dialog));
        auto *edit = new QLineEdit(marks.labelName(label));
        edit->setAccessibleName(tr("Name of label %1").arg(label));
        edit->setMaxLength(longestName);
        grid->addWidget(sign, label, 0);
        grid->addWidget(edit, label, 1);
        edits[std::size_t(label)] = edit;
        before[std::size_t(label)] = edit->text();
    }
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Save | QDialogButtonBox::Cancel);
    for (QAbstractButton *button : buttons->buttons()) {
        button->setIcon({});
        button->setAccessibleName(button->text().remove(u'&'));
    }
    auto *column = new QVBoxLayout(dialog);
    column->setContentsMargins(theme::grid(6), theme::grid(5), theme::grid(6), theme::grid(5));
    column->setSpacing(theme::grid(4));
    column->addLayout(grid);
    column->addWidget(buttons);
    QObject::connect(buttons, &QDialogButtonBox::rejected, dialog, &QDialog::reject);
    QObject::connect(buttons, &QDialogButtonBox::accepted, dialog, &QDialog::accept);
    QObject::connect(dialog, &QDialog::accepted, dialog, [send = m_calls.send, edits, before] {
        for (int label = 1; label <= labelCount; ++label) {
            MarkNote note;
            note.kind = MarkNote::Kind::LabelName;
            note.label = label;
            note.text = edits[std::size_t(label)]->text().trimmed();
            if (note.text != before[std::size_t(label)])
                send(note);
        }
    });
    dialog->resize(theme::grid(90), dialog->sizeHint().height());
    dialog->open();
}

} // namespace rtmscope
