// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/manifest/appmanifest.h"

#include <QDialog>

class QPlainTextEdit;
class QUrl;

namespace rtmscope {

class SegmentBar;
class TokenLabel;

//! The way to a Slack app of one's own, step by step: opens Slack's page with everything filled in, or gives
//! the manifest to be pasted there. Owned by the window or the connect dialog.
class AppSetupDialog : public QDialog
{
    Q_OBJECT
public:
    explicit AppSetupDialog(QWidget *parent = nullptr);

    //! Why an own app is proposed, above the steps; empty: nobody asked.
    void setReason(const QString &reason);
    appmanifest::Kind kind() const;
    void setKind(appmanifest::Kind kind);

Q_SIGNALS:
    void pageRequested(const QUrl &page); //!< to be opened in a browser

private:
    QWidget *makeChoices();
    QWidget *makeManifest();
    QWidget *makeButtons();
    void refresh();
    void copy(const QByteArray &text, const QString &words);

    SegmentBar *m_kinds;
    SegmentBar *m_forms; //!< YAML or JSON
    TokenLabel *m_reason;
    TokenLabel *m_kindWords;
    TokenLabel *m_steps;
    TokenLabel *m_done; //!< what came of a button
    QPlainTextEdit *m_manifest;
};

} // namespace rtmscope
