// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

class QFormLayout;
class QLabel;
class QWidget;

namespace rtmscope {

class TokenLabel;

//! What the forms about a connection are made of. GUI thread.
namespace formparts {

//! A form as all of them look.
QFormLayout *makeForm(QWidget *parent = nullptr);
//! A row with a label that leads to \a buddy, and below it what is wrong with it, if anything can be.
QLabel *addRow(QFormLayout &form, const QString &words, QWidget *row, QWidget *buddy,
               QWidget *problem = nullptr);
//! For what is wrong with a field; hidden while nothing is.
TokenLabel *makeProblem(QWidget *parent);
//! Empty hides it.
void showProblem(TokenLabel &label, const QString &problem);
//! How far a part that unfolds is set in.
int indent();
//! Whether it is set in; the fields stay where they are.
void indentRows(QFormLayout &form, bool indented);
//! The fields of both forms begin at the same place, though the labels of the second are indented.
void levelFields(const QFormLayout &first, const QFormLayout &second);

} // namespace formparts
} // namespace rtmscope
