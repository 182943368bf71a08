// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "app/window/capturecontroller.h"

#include "ui/page/workspacepage.h"

#include <QFileInfo>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace rtmscope {

CaptureController::CaptureController(std::unique_ptr<OpenedCapture> capture, WorkspacePage &page,
                                     QObject *parent)
    : QObject(parent)
    , m_page(page)
    , m_capture(std::move(capture))
{
    connect(m_capture.get(), &OpenedCapture::progress, this, [this](int percent) {
        Q_EMIT m_page.progressWords(tr("Reading the capture, %1 %").arg(percent));
    });
    connect(m_capture.get(), &OpenedCapture::finished, this, [this] { Q_EMIT m_page.progressWords({}); });
    m_page.setRecording(m_capture->name(), m_capture->feed(), m_capture->log());
    m_capture->read();
}

CaptureController::~CaptureController()
{
    m_page.clear(); // it reads the stores until then
    Q_EMIT m_page.progressWords({});
}

CaptureOpener::CaptureOpener(QObject *parent)
    : QObject(parent)
{
    m_takesLong.setSingleShot(true);
    m_takesLong.setInterval(200ms);
    connect(&m_takesLong, &QTimer::timeout, this, [this] { Q_EMIT working(m_words); });
}

CaptureOpener::~CaptureOpener() = default;

void CaptureOpener::open(const QString &path)
{
    Q_EMIT working({});
    m_opening = std::make_unique<CaptureOpening>(path);
    connect(m_opening.get(), &CaptureOpening::finished, this, &CaptureOpener::finished, Qt::QueuedConnection);
    connect(m_opening.get(), &CaptureOpening::progress, this, &CaptureOpener::tell);
    m_words = tr("Opening “%1” …").arg(QFileInfo(path).fileName());
    m_takesLong.start();
    m_opening->start();
}

void CaptureOpener::cancel()
{
    if (m_opening)
        m_opening->cancel();
}

void CaptureOpener::giveUp()
{
    m_takesLong.stop();
    m_opening.reset();
    Q_EMIT working({});
}

void CaptureOpener::tell(const QString &words)
{
    m_words = words;
    if (!m_takesLong.isActive())
        Q_EMIT working(words);
}

void CaptureOpener::finished()
{
    if (!m_opening)
        return; // something else was opened meanwhile
    auto result = m_opening->take();
    giveUp();
    if (!result && result.error().code == "cancelled"_L1) {
        Q_EMIT cancelled(result.error().words);
    } else if (!result) {
        Q_EMIT failed(result.error().words);
    } else {
        m_opened = std::move(result).value();
        Q_EMIT opened();
    }
}

} // namespace rtmscope
