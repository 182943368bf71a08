// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/json/tree.h"

#include <QCoreApplication>

namespace rtmscope {

class Workspace;

//! What a value of a frame means to a person, to stand beside it: the name behind an id, the local time of a
//! time stamp, the emoji of a code, what a text with mentions, links and escapes says. Told by the value's
//! form, by its key and by what stands beside it: unknown events profit as much as known ones. Bounded; GUI
//! thread or any other that may read the workspace.
class ValueMeaning
{
    Q_DECLARE_TR_FUNCTIONS(rtmscope::ValueMeaning)
public:
    //! \a workspace resolves ids and may be nullptr.
    ValueMeaning(const json::Tree &tree, const Workspace *workspace)
        : m_tree(tree)
        , m_workspace(workspace)
    {
    }

    //! Empty where there is nothing to add. \a node is no object or list.
    QString of(int node) const;

private:
    QString ofNumber(int node) const;
    QString ofText(int node) const;
    QString name(const QString &id) const;
    QString emoji(int node, const QString &text) const;
    QString plain(int node, const QString &source) const;
    QString glyph(const QString &name) const;
    QString sibling(int node, QLatin1StringView key) const;
    bool hasSibling(int node, QLatin1StringView key) const;

    const json::Tree &m_tree;
    const Workspace *m_workspace;
};

} // namespace rtmscope
