// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/ids.h"
#include "core/fork/eventtemplates.h"
#include "ui/parts/surface.h"

class QComboBox;
class QPushButton;

namespace rtmscope {

class Workspace;

//! What new event to write: its kind, and whose and where it is, by name. Owned by its pane; GUI thread.
class TemplateBar : public Surface
{
    Q_OBJECT
public:
    explicit TemplateBar(QWidget *parent = nullptr);

    //! Whom and what there is to choose from.
    void setNames(const Workspace &names);
    QString chosen() const; //!< id of the template
    //! As chosen or typed: an id, "#ops"; empty: as in the selected event.
    ChannelId channel(const Workspace &names) const;
    UserId user(const Workspace &names) const;

Q_SIGNALS:
    void insertRequested();

private:
    QComboBox *makeNames(const QString &name, const QString &usual);

    QComboBox *m_kind;
    QComboBox *m_channel;
    QComboBox *m_user;
    QPushButton *m_insert;
};

} // namespace rtmscope
