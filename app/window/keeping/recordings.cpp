// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "app/window/keeping/recordings.h"

#include "ui/window/files/keepdialog.h"

#include <QSettings>
#include <QThread>
#include <QThreadPool>

#include <algorithm>
#include <memory>

using namespace Qt::StringLiterals;

namespace rtmscope {

namespace {

const QString bytesKey = u"captures/keepBytes"_s;
const QString daysKey = u"captures/keepDays"_s;

} // namespace

captureshelf::Keeping keepingIn(const QSettings &settings)
{
    const captureshelf::Keeping usual;
    captureshelf::Keeping keeping;
    keeping.bytes = std::max<qint64>(0, settings.value(bytesKey, usual.bytes).toLongLong());
    keeping.days = std::clamp(settings.value(daysKey, usual.days).toInt(), 0, 36'500);
    return keeping;
}

void keepKeeping(QSettings &settings, const captureshelf::Keeping &keeping)
{
    settings.setValue(bytesKey, keeping.bytes);
    settings.setValue(daysKey, keeping.days);
}

void pruneRecordings(const QString &dataFolder, const captureshelf::Keeping &keeping, const QString &current)
{
    QThreadPool::globalInstance()->start([root = captureshelf::root(dataFolder), keeping, current] {
        captureshelf::pruneAll(root, keeping, current);
    });
}

void askForKeeping(QWidget &window, QSettings &settings, const QString &dataFolder,
                   const std::function<void()> &openFolder,
                   const std::function<void(const captureshelf::Keeping &)> &changed)
{
    const QString root = captureshelf::root(dataFolder);
    auto *dialog = new KeepDialog(keepingIn(settings), root, &window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    QObject::connect(dialog, &KeepDialog::folderRequested, dialog, openFolder);
    QObject::connect(dialog, &KeepDialog::keepingChosen, dialog,
                     [&settings, changed](const captureshelf::Keeping &keeping) {
                         keepKeeping(settings, keeping);
                         changed(keeping);
                     });
    const auto usage = std::make_shared<captureshelf::Usage>();
    QThread *reader = QThread::create([root, usage] { *usage = captureshelf::usage(root); });
    QObject::connect(reader, &QThread::finished, dialog, [dialog, usage] { dialog->showUsage(*usage); });
    QObject::connect(reader, &QThread::finished, reader, &QObject::deleteLater);
    reader->start();
    dialog->open();
}

} // namespace rtmscope
