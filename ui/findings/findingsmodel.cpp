// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "ui/findings/findingsmodel.h"

#include "core/filter/assist/filterpath.h"
#include "core/json/json.h"
#include "core/text/cleantext.h"
#include "ui/access/plaintips.h"

#include <QLocale>

using namespace Qt::StringLiterals;

namespace rtmscope {

void FindingsModel::show(const QList<Finding> &findings)
{
    const qsizetype before = m_findings.size();
    if (findings.size() < before) {
        beginResetModel();
        m_findings = findings;
        endResetModel();
        return;
    }
    const bool grows = findings.size() > before;
    if (grows)
        beginInsertRows({}, int(before), int(findings.size()) - 1);
    m_findings = findings;
    if (grows)
        endInsertRows();
    if (before > 0)
        Q_EMIT dataChanged(index(0), index(int(before) - 1));
}

int FindingsModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_findings.size());
}

QVariant FindingsModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Finding &finding = m_findings[index.row()];
    switch (role) {
    case Qt::DisplayRole:
        return heading(finding);
    case DetailRole:
        return detail(finding);
    case Qt::AccessibleTextRole:
        return QString(heading(finding) + u". "_s + detail(finding));
    case Qt::ToolTipRole:
        return literalTip(heading(finding) + u'\n' + detail(finding));
    }
    return {};
}

QString FindingsModel::heading(const Finding &finding)
{
    const QString type = cleanLine(finding.type);
    const QString path = cleanLine(finding.path);
    const QString detail = cleanLine(finding.detail);
    switch (finding.kind) {
    case Finding::Kind::NewType:
        return tr("Unknown type %1").arg(type.isEmpty() ? tr("without a name") : type);
    case Finding::Kind::NewField:
        return tr("Undocumented member %1 of %2").arg(path, type);
    case Finding::Kind::NewBlock:
        return tr("Unknown block %1 in %2").arg(detail, type);
    case Finding::Kind::OtherKind:
        return tr("%1 of %2 changes its kind").arg(path, type);
    case Finding::Kind::RepeatedKey:
        return tr("%1 stands twice in %2").arg(detail, path.isEmpty() ? type : type + u' ' + path);
    case Finding::Kind::NotJson:
        return tr("Not JSON");
    }
    return {};
}

QString FindingsModel::detail(const Finding &finding)
{
    const QLocale locale;
    QStringList parts;
    if (finding.kind != Finding::Kind::NewBlock && finding.kind != Finding::Kind::RepeatedKey &&
        !finding.detail.isEmpty())
        parts += cleanLine(finding.detail);
    if (finding.kind == Finding::Kind::NewBlock)
        parts += cleanLine(finding.path);
    parts += finding.count == 1 ? tr("in event %1").arg(locale.toString(finding.firstSeq))
                                : tr("in %1 events, first in %2")
                                      .arg(locale.toString(finding.count), locale.toString(finding.firstSeq));
    return parts.join(u" · "_s);
}

QString FindingsModel::filterFor(int row) const
{
    const Finding &finding = m_findings[row];
    const auto quoted = [](const QString &text) { return QString::fromUtf8(json::quoted(text)); };
    const QString type = finding.type.section(u'/', 0, 0);
    const QString subtype = finding.type.section(u'/', 1);
    QString filter = u"type == "_s + quoted(type);
    if (!subtype.isEmpty())
        filter += u" && subtype == "_s + quoted(subtype);
    if (finding.kind == Finding::Kind::NewType)
        return type.isEmpty() ? QString() : filter;
    const bool isOne = finding.kind == Finding::Kind::NewField && finding.path != "*"_L1; // else it is any
    return isOne ? filter + u" && "_s + filterpath::spelled({{finding.path}}) + u" exists"_s : QString();
}

} // namespace rtmscope
