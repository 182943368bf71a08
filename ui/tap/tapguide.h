// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/tap/taprecipes.h"
#include "ui/parts/surface.h"
#include "ui/tap/tapway.h"

class QBoxLayout;
class QListWidget;
class QPlainTextEdit;
class QPushButton;

namespace rtmscope {

class TokenLabel;

//! What to set in a program so that it goes by the tap, for each SDK, ready to be copied. Owned by the
//! window.
class TapGuide : public Surface
{
    Q_OBJECT
public:
    explicit TapGuide(QWidget *parent = nullptr);

    //! Where to go; without an address: nowhere.
    void setAddress(const TapWay &way);
    //! The program has called: what it says is on its way.
    void setArrived(bool arrived);

protected:
    //! Where it is narrow, what stands side by side stands one below the other.
    void resizeEvent(QResizeEvent *event) override;

private:
    QWidget *makeAddressRow();
    QWidget *makeTokenRow();
    QWidget *makeRecipe();
    void showRecipe(int row);

    QList<TapRecipe> m_recipes;
    TokenLabel *m_heading;
    TokenLabel *m_intro;
    TokenLabel *m_address;
    QPushButton *m_copyAddress;
    TokenLabel *m_tokens;
    QWidget *m_tokenRow = nullptr;
    QListWidget *m_list;
    TokenLabel *m_speaks;
    QPlainTextEdit *m_code;
    TokenLabel *m_remark;
    QPushButton *m_copyCode;
    TokenLabel *m_copied;
    QList<QBoxLayout *> m_rows; //!< the address and the recipe
};

} // namespace rtmscope
