// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/statistics/latencies.h"

#include <QAbstractTableModel>

#include <memory>

namespace rtmscope {

//! How long each kind of thing took: a row for each. GUI thread.
class LatenciesModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column { What, Count, Median, Ninetieth, NinetyNinth, Longest, Open, ColumnCount };

    explicit LatenciesModel(QObject *parent = nullptr);

    void show(std::shared_ptr<const LatencyFigures> figures);
    const LatencyFigures::Kind &at(int row) const { return m_figures->kinds[std::size_t(row)]; }
    static QString kindWords(LatencyKind kind);
    //! What would bring some.
    static QString lackWords(LatencyKind kind, qint64 unanswered = 0);
    QByteArray csv(const QList<int> &rows) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    QString text(int row, int column) const;

    std::shared_ptr<const LatencyFigures> m_figures;
};

//! The slowest of one kind. GUI thread.
class SlowestModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column { Took, When, Event, ColumnCount };

    using QAbstractTableModel::QAbstractTableModel;

    //! Resets the model unless they are those that it has.
    void show(const std::vector<LatencyFigures::Slow> &slowest);
    const LatencyFigures::Slow &at(int row) const { return m_slowest[std::size_t(row)]; }

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    std::vector<LatencyFigures::Slow> m_slowest;
};

} // namespace rtmscope
