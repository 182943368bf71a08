// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "app/window/redactcontroller.h"

#include "core/log/eventlog.h"
#include "core/workspace/workspace.h"

#include <QFileInfo>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace rtmscope {

RedactController::RedactController(PathQuestion askForPath, QObject *parent)
    : QObject(parent)
    , m_askForPath(std::move(askForPath))
{
}

RedactController::~RedactController()
{
    end();
    delete m_dialog;
}

void RedactController::end()
{
    m_givenUp = true;
    if (m_thread)
        m_thread->wait();
}

void RedactController::open(const EventLog &log, const Workspace &names, QWidget *window)
{
    if (m_dialog)
        return m_dialog->raise();
    m_log = log.snapshot();
    m_own = log.path();
    QList<RedactDialog::Place> places;
    for (const Conversation &conversation : names.conversations())
        places.append({conversation.id().text(), names.conversationName(conversation.id())});
    m_dialog = new RedactDialog(window);
    m_dialog->setAttribute(Qt::WA_DeleteOnClose);
    m_dialog->setPlaces(std::move(places));
    connect(m_dialog, &RedactDialog::saveRequested, this, &RedactController::save);
    connect(m_dialog, &RedactDialog::cancelRequested, this, [this] { m_givenUp = true; });
    connect(m_dialog, &RedactDialog::openRequested, this, &RedactController::openRequested);
    m_dialog->open();
}

void RedactController::save()
{
    if (m_thread)
        return;
    const QString path = m_askForPath();
    if (path.isEmpty() || !m_dialog)
        return;
    const QString own = QFileInfo(m_own).canonicalFilePath();
    if (!own.isEmpty() && QFileInfo(path).canonicalFilePath() == own) {
        m_dialog->showFailure(tr("This is the very file that is open. Choose another name."));
        return;
    }
    m_path = path;
    m_givenUp = false;
    RedactionWish wish;
    const QStringList kept = m_dialog->kept();
    wish.keptConversations = QSet<QString>(kept.begin(), kept.end());
    m_dialog->showProgress(RedactionStep::Reading, 0);
    m_thread.reset(QThread::create([this, log = m_log, path, wish] {
        std::pair<RedactionStep, int> told{RedactionStep::Reading, 0};
        m_result = saveRedacted(log, path, wish, [&](RedactionStep step, qsizetype done, qsizetype all) {
            const auto percent = static_cast<int>(100 * done / std::max<qsizetype>(1, all));
            if (std::exchange(told, std::pair(step, percent)) != std::pair(step, percent))
                QMetaObject::invokeMethod(
                    this, [this, step, percent] { tell(step, percent); }, Qt::QueuedConnection);
            return !m_givenUp;
        });
    }));
    connect(m_thread.get(), &QThread::finished, this, &RedactController::finished, Qt::QueuedConnection);
    m_thread->start();
}

void RedactController::tell(RedactionStep step, int percent)
{
    if (m_dialog && m_thread)
        m_dialog->showProgress(step, percent);
}

void RedactController::finished()
{
    m_thread->wait();
    m_thread.reset();
    const Result<RedactionReport> result = *std::exchange(m_result, std::nullopt);
    if (!m_dialog)
        return;
    if (result)
        m_dialog->showReport(*result, m_path);
    else if (result.error().code == "cancelled"_L1)
        m_dialog->showQuestions();
    else
        m_dialog->showFailure(result.error().words);
}

} // namespace rtmscope
