// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "ui/share/redactresult.h"

#include "core/text/cleantext.h"
#include "ui/parts/surface.h"
#include "ui/parts/tokenlabel.h"

#include <QDir>
#include <QHeaderView>
#include <QLocale>
#include <QTreeWidget>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace rtmscope {

RedactResult::RedactResult(QWidget *parent)
    : QWidget(parent)
    , m_verdict(new TokenLabel(theme::Colour::Text, TokenLabel::Size::Heading, this))
    , m_advice(new TokenLabel(theme::Colour::Text, TokenLabel::Size::Body, this))
    , m_findings(new QTreeWidget(this))
    , m_kept(new TokenLabel(theme::Colour::Text, TokenLabel::Size::Body, this))
    , m_figures(new TokenLabel(theme::Colour::Dim, TokenLabel::Size::Secondary, this))
{
    m_findings->setHeaderHidden(true);
    m_findings->setFrameShape(QFrame::NoFrame);
    m_findings->setUniformRowHeights(true);
    m_findings->setAccessibleName(tr("What was found, by reason"));
    for (TokenLabel *label : {m_verdict, m_advice, m_kept, m_figures})
        label->setWordWrap(true);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(theme::grid(3));
    column->addWidget(m_verdict);
    column->addWidget(m_advice);
    m_frame = Surface::around(m_findings, this);
    column->addWidget(m_frame, 1);
    column->addWidget(m_kept);
    column->addWidget(m_figures);
    column->addStretch(0);
}

void RedactResult::listFindings(const RedactionReport &report)
{
    m_findings->clear();
    for (const auto &[risk, count] : report.counts) {
        auto *reason = new QTreeWidgetItem(m_findings, {riskWords(risk, count)});
        qint64 listed = 0;
        for (const RedactionReport::Finding &finding : report.findings) {
            if (finding.risk != risk)
                continue;
            ++listed;
            new QTreeWidgetItem(reason, {findingWords(finding)});
        }
        if (count > listed)
            new QTreeWidgetItem(reason, {tr("… and %1 more").arg(QLocale().toString(count - listed))});
        reason->setExpanded(report.counts.size() <= 3);
    }
    m_frame->setVisible(!report.isClean());
}

void RedactResult::show(const RedactionReport &report, const QString &path)
{
    const QLocale locale;
    const bool isClean = report.isClean();
    m_verdict->setInk(isClean ? theme::Colour::Ok : theme::Colour::Warning);
    m_verdict->setText(isClean ? tr("Nothing of the original was found in the file.")
                               : tr("Something is left in the file."));
    m_advice->setText(
        isClean
            ? tr("“%1” was read again and searched for every original name, ID, text, address and secret.")
                  .arg(QDir::toNativeSeparators(path))
            : tr("“%1” was read again. Look at the places below before you give it to anybody: a name that "
                 "is "
                 "also an everyday word may be harmless.")
                  .arg(QDir::toNativeSeparators(path)));
    listFindings(report);
    QStringList kept;
    for (const RedactionReport::Kept &each : report.kept)
        kept << tr("%1 (%2 texts)").arg(isolatedIfNeeded(cleanName(each.name)), locale.toString(each.texts));
    m_kept->setText(
        tr("Kept as it was said: %1. What people say there may tell who they are.").arg(kept.join(u", "_s)));
    m_kept->setVisible(!kept.isEmpty());
    m_figures->setText(tr("%1 entries; %2 IDs and %3 names replaced, %4 texts masked, %5 secrets taken out.")
                           .arg(locale.toString(report.entries), locale.toString(report.idsReplaced),
                                locale.toString(report.namesReplaced), locale.toString(report.textsMasked),
                                locale.toString(report.secretsRemoved)));
}

} // namespace rtmscope
