// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QList>
#include <QString>
#include <QUrl>

namespace rtmscope {

//! What to set in a program so that it goes by a tap: one SDK's setting, ready to be copied. A plain value.
struct TapRecipe
{
    const char *id = nullptr; //!< stable, for settings: "bolt-js"
    QString name;             //!< "Bolt for JavaScript"
    QString speaks;           //!< "Socket Mode", "RTM" or both; product names, not translated
    QString code;             //!< the lines to copy, with the address in them; no token
    QString remark;           //!< what else has to be known, one sentence, translated; may be empty
};

//! Every SDK that we know the setting of, for a tap at \a apiBase.
QList<TapRecipe> tapRecipes(const QUrl &apiBase);

} // namespace rtmscope
