// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QSyntaxHighlighter>

namespace rtmscope {

//! Colours keys, strings, numbers and literals of JSON by their look alone, so that broken JSON is coloured
//! as far as it makes sense. Strings may run over several lines of the document.
class JsonHighlighter : public QSyntaxHighlighter
{
    Q_OBJECT
public:
    explicit JsonHighlighter(QTextDocument *document);
    void setEnabled(bool enabled) { m_enabled = enabled; }
    //! After a change of theme.
    void recolour();

protected:
    void highlightBlock(const QString &text) override;

private:
    int stringEnd(const QString &text, int from, bool *closed) const;

    bool m_enabled = true;
};

} // namespace rtmscope
