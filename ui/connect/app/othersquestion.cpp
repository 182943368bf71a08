// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "ui/connect/app/othersquestion.h"

#include <QCoreApplication>
#include <QMessageBox>
#include <QPushButton>

namespace rtmscope {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("OthersQuestion", text);
}

} // namespace

void askAboutOthers(QWidget &parent, std::function<void(Profile::OtherPrograms)> answered)
{
    using Others = Profile::OtherPrograms;
    auto *question =
        new QMessageBox(QMessageBox::NoIcon, tr("Whose app is it?"), tr("Does another program use this app?"),
                        QMessageBox::NoButton, &parent);
    question->setAttribute(Qt::WA_DeleteOnClose);
    question->setTextFormat(Qt::PlainText);
    question->setInformativeText(
        tr("Slack gives each event of an app to one of its connections only. Beside a running bot, Rtmscope "
           "would take a part of its events away. Should another program be connected after all, Rtmscope "
           "leaves at once and says so."));
    const auto add = [question, answered](const QString &words, QMessageBox::ButtonRole role, Others others) {
        QPushButton *button = question->addButton(words, role);
        button->setAccessibleName(words);
        QObject::connect(button, &QPushButton::clicked, question, [answered, others] { answered(others); });
    };
    add(tr("No, it is mine alone"), QMessageBox::YesRole, Others::None);
    add(tr("I don’t know"), QMessageBox::NoRole, Others::Unsure);
    add(tr("Yes"), QMessageBox::NoRole, Others::Some);
    question->open();
}

} // namespace rtmscope
