// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "ui/monitor/table/columnlayout.h"

#include <QDataStream>
#include <QHeaderView>
#include <QIODevice>
#include <QLocale>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace rtmscope {

namespace {

using Column = EventTableModel::Column;

//! Widths in digits of the usual text, so that they follow the font.
constexpr std::array<int, EventTableModel::ColumnCount> columnDigits{7, 13, 6, 19, 13, 14, 40, 7, 14, 14, 8};
constexpr int leastDigitsOfOwn = 12;
constexpr int mostDigitsOfOwn = 24;
constexpr int leastDigits = 4;
constexpr int leastSummaryDigits = 16;
constexpr int summaryBesideEnvelopes = 28; //!< digits
constexpr int largeSize = 9'999'999;       // what the sizes have room for
constexpr int digitsOfDate = 22;           // "2026-11-22 14:02:11.318": what is no digit is narrower

} // namespace

ColumnLayout::ColumnLayout(QTableView &table, const EventRowPainter &sizes)
    : QObject(&table)
    , m_table(table)
    , m_sizes(sizes)
{
}

void ColumnLayout::setModel(EventTableModel *model)
{
    m_model = model;
    connect(&model->rows(), &EventRows::timesChanged, this, [this] {
        fitTimes();
        fit();
    });
    connect(&model->rows(), &EventRows::envelopesSeen, this, &ColumnLayout::showEnvelopes);
    connect(&model->rows(), &EventRows::titleChanged, this, &ColumnLayout::touched); // times in another form
    connect(this, &ColumnLayout::changed, this, &ColumnLayout::touched);
    connect(m_table.horizontalHeader(), &QHeaderView::sectionMoved, this, &ColumnLayout::touched);
    connect(m_table.horizontalHeader(), &QHeaderView::sectionResized, this, &ColumnLayout::touched);
    connect(model, &QAbstractItemModel::columnsInserted, this, &ColumnLayout::pathsChanged);
    connect(model, &QAbstractItemModel::columnsRemoved, this, &ColumnLayout::pathsChanged);
    layOut();
    showEnvelopes(false);
}

bool ColumnLayout::isEnvelope(int column) const
{
    return column >= Column::EnvelopeColumn && column < Column::ColumnCount;
}

//! It is there where it says something and finds room.
bool ColumnLayout::isAutomatic(int column) const
{
    return isEnvelope(column) && m_wishes[std::size_t(column)] == Wish::Usual;
}

int ColumnLayout::usualWidth(int column) const
{
    const auto ofDigits = [this](int digits) {
        return digits * m_sizes.digitWidth() + 2 * m_sizes.padding();
    };
    if (column < Column::ColumnCount)
        return ofDigits(columnDigits[std::size_t(column)]);
    const int title = m_table.horizontalHeader()->sectionSizeHint(column) + 2 * m_sizes.padding(); // an arrow
    return std::clamp(title, ofDigits(leastDigitsOfOwn), ofDigits(mostDigitsOfOwn));
}

void ColumnLayout::layOut()
{
    for (int column = 0; column < m_model->columnCount(); ++column)
        m_table.setColumnWidth(column, usualWidth(column));
    fitNumbers();
    m_timeDigits = 0;
    fitTimes();
    m_table.horizontalHeader()->setSectionResizeMode(Column::Summary, QHeaderView::Stretch);
}

//! Times with a date are wider.
void ColumnLayout::fitTimes()
{
    const bool isDated = m_model->rows().showsDates() && m_model->rows().timeForm() <= TimeForm::Utc;
    const int digits = isDated ? digitsOfDate : columnDigits[std::size_t(Column::Time)];
    if (std::exchange(m_timeDigits, digits) != digits && !isHidden(Column::Time))
        m_table.setColumnWidth(Column::Time, digits * m_sizes.digitWidth() + 2 * m_sizes.padding());
}

//! Columns are as wide as the text that they were made for.
void ColumnLayout::scale(int digitBefore, int paddingBefore)
{
    if (!m_model || (digitBefore == m_sizes.digitWidth() && paddingBefore == m_sizes.padding()))
        return;
    for (int column = 0; column < m_model->columnCount(); ++column) {
        if (column == Column::Summary)
            continue; // takes what is left
        const int digits = std::max(0, m_table.columnWidth(column) - 2 * paddingBefore);
        m_table.setColumnWidth(column, digits * m_sizes.digitWidth() / std::max(1, digitBefore) +
                                           2 * m_sizes.padding());
    }
    fitNumbers(); // their signs between the digits grow otherwise than digits
}

//! The column is never too narrow for the newest of them. Nor is that of the sizes for any but giants.
void ColumnLayout::fitNumbers()
{
    const auto widen = [this](int column, const QString &figures) {
        const int needed = m_sizes.figuresWidth(figures) + 2 * m_sizes.padding();
        if (!isHidden(column) && m_table.columnWidth(column) < needed)
            m_table.setColumnWidth(column, needed);
    };
    if (!m_model)
        return;
    widen(Column::Size, QLocale().toString(largeSize));
    if (const EventLog *log = m_model->log(); log && log->size() > 0)
        widen(Column::Number, QString::number(log->seqOf(log->size() - 1)));
}

//! What nothing stands in takes no room.
void ColumnLayout::showEnvelopes(bool shown)
{
    m_envelopes = shown;
    fit();
}

//! The summary takes what is left over; where that is too little to read, it keeps a width and one scrolls.
//! What Socket Mode adds is shown where it leaves the summary enough.
void ColumnLayout::fit()
{
    if (!m_model)
        return;
    const int room = m_table.viewport()->width();
    int others = 0;
    for (int column = 0; column < m_model->columnCount(); ++column) {
        if (!isHidden(column) && column != Column::Summary && !isAutomatic(column))
            others += m_table.columnWidth(column);
    }
    if (isHidden(Column::Summary)) {
        fitEnvelopes(room - others);
        return;
    }
    others += fitEnvelopes(room - others - summaryBesideEnvelopes * m_sizes.digitWidth());
    const int least = leastSummaryDigits * m_sizes.digitWidth() + 2 * m_sizes.padding();
    const bool roomy = room - others >= least;
    QHeaderView *header = m_table.horizontalHeader();
    const bool wasRoomy = header->sectionResizeMode(Column::Summary) == QHeaderView::Stretch;
    const auto wanted = roomy ? QHeaderView::Stretch : QHeaderView::Interactive;
    if (header->sectionResizeMode(Column::Summary) != wanted)
        header->setSectionResizeMode(Column::Summary, wanted);
    if (!roomy && (wasRoomy || m_table.columnWidth(Column::Summary) < least))
        m_table.setColumnWidth(Column::Summary, least);
}

//! Shows of their columns what finds \a room, first how soon it was acknowledged. Returns how wide those are
//! that are shown.
int ColumnLayout::fitEnvelopes(int room)
{
    int taken = 0;
    const auto fit = [&](std::initializer_list<int> columns) {
        int wanted = taken;
        for (const int column : columns)
            wanted += isAutomatic(column) ? usualWidth(column) : 0;
        const bool shown = m_envelopes && wanted <= room;
        for (const int column : columns) {
            if (!isAutomatic(column))
                continue;
            if (isHidden(column) == shown)
                m_table.setColumnHidden(column, !shown);
            taken += shown ? m_table.columnWidth(column) : 0;
        }
    };
    fit({Column::Acknowledged});
    fit({Column::EnvelopeColumn, Column::Delivery});
    return taken;
}

// ---- what a person does
// -----------------------------------------------------------------------------------------

//! The last one stays: without a head there would be nothing to bring the others back with.
void ColumnLayout::setHidden(int column, bool hidden)
{
    if (hidden && m_table.horizontalHeader()->hiddenSectionCount() + 1 >= m_model->columnCount())
        return;
    if (column < Column::ColumnCount)
        m_wishes[std::size_t(column)] = hidden ? Wish::Hidden : Wish::Shown;
    m_table.setColumnHidden(column, hidden);
    if (!hidden && m_table.columnWidth(column) < leastDigits * m_sizes.digitWidth())
        m_table.setColumnWidth(column, usualWidth(column));
    fitNumbers();
    fit();
    Q_EMIT changed();
}

void ColumnLayout::move(int column, int by)
{
    QHeaderView *header = m_table.horizontalHeader();
    const int from = header->visualIndex(column);
    int to = from + by;
    while (to >= 0 && to < header->count() && header->isSectionHidden(header->logicalIndex(to)))
        to += by;
    if (to < 0 || to >= header->count())
        return;
    header->moveSection(from, to);
    Q_EMIT changed();
}

void ColumnLayout::widen(int column, int by)
{
    if (column == Column::Summary &&
        m_table.horizontalHeader()->sectionResizeMode(column) == QHeaderView::Stretch)
        return; // it takes what is left
    const int least = leastDigits * m_sizes.digitWidth() + 2 * m_sizes.padding();
    m_table.setColumnWidth(column, std::max(least, m_table.columnWidth(column) + by * m_sizes.digitWidth()));
    fitNumbers();
    fit();
}

int ColumnLayout::addPath(const ColumnPath &path)
{
    std::vector<ColumnPath> paths = m_model->rows().paths();
    const auto known = std::find(paths.begin(), paths.end(), path);
    const int column = Column::ColumnCount + int(known - paths.begin());
    if (known != paths.end()) {
        setHidden(column, false);
        return column;
    }
    paths.push_back(path);
    m_model->setPaths(paths);
    QHeaderView *header = m_table.horizontalHeader();
    const int from = header->visualIndex(column);
    const int summary = header->visualIndex(Column::Summary);
    header->moveSection(from, std::min(from, summary));
    m_table.setColumnHidden(column, false);
    m_table.setColumnWidth(column, usualWidth(column));
    fit();
    Q_EMIT changed();
    return column;
}

void ColumnLayout::removePath(int column)
{
    std::vector<ColumnPath> paths = m_model->rows().paths();
    const int at = column - Column::ColumnCount;
    if (at < 0 || at >= int(paths.size()))
        return;
    paths.erase(paths.begin() + at);
    m_model->setPaths(paths);
    Q_EMIT changed();
}

//! Rows stay selected as a whole.
void ColumnLayout::pathsChanged()
{
    QItemSelectionModel *selection = m_table.selectionModel();
    if (selection->hasSelection())
        selection->select(selection->selection(),
                          QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
    fit();
}

QList<int> ColumnLayout::inOrder() const
{
    const QHeaderView *header = m_table.horizontalHeader();
    QList<int> columns;
    for (int place = 0; place < header->count(); ++place)
        columns.append(header->logicalIndex(place));
    return columns;
}

void ColumnLayout::reset()
{
    m_model->setPaths({});
    m_model->rows().setTimeForm(TimeForm::Local);
    m_wishes = {};
    QHeaderView *header = m_table.horizontalHeader();
    for (int column = 0; column < Column::ColumnCount; ++column) {
        header->moveSection(header->visualIndex(column), column);
        header->setSectionHidden(column, false);
    }
    layOut();
    fit();
    Q_EMIT changed();
}

// ---- kept
// ------------------------------------------------------------------------------------------------------

QByteArray ColumnLayout::save() const
{
    QStringList paths;
    for (const ColumnPath &path : m_model->rows().paths())
        paths.append(path.text());
    QByteArray state;
    QDataStream stream(&state, QIODevice::WriteOnly);
    stream.setVersion(QDataStream::Qt_6_4);
    stream << qint32(m_sizes.digitWidth()) << qint32(m_sizes.padding())
           << m_table.horizontalHeader()->saveState() << paths << quint8(m_model->rows().timeForm());
    for (const Wish wish : m_wishes)
        stream << quint8(wish);
    return state;
}

//! Earlier versions had nothing behind the header's own state.
bool ColumnLayout::restore(const QByteArray &state)
{
    QDataStream stream(state);
    stream.setVersion(QDataStream::Qt_6_4);
    qint32 digit = 0;
    qint32 padding = 0;
    QByteArray header;
    stream >> digit >> padding >> header;
    if (stream.status() != QDataStream::Ok || digit <= 0 || padding < 0)
        return false;
    QStringList texts;
    quint8 form = 0;
    std::array<quint8, EventTableModel::ColumnCount> wishes{};
    if (!stream.atEnd()) {
        stream >> texts >> form;
        for (quint8 &wish : wishes)
            stream >> wish;
    }
    if (stream.status() != QDataStream::Ok || form >= timeFormCount)
        return false;
    std::vector<ColumnPath> paths;
    for (const QString &text : std::as_const(texts)) {
        if (const auto path = ColumnPath::parse(text))
            paths.push_back(*path);
    }
    m_model->setPaths({});
    m_model->setPaths(paths);
    m_model->rows().setTimeForm(TimeForm(form));
    if (!m_table.horizontalHeader()->restoreState(header))
        return false;
    for (std::size_t at = 0; at < wishes.size(); ++at)
        m_wishes[at] = wishes[at] <= quint8(Wish::Hidden) ? Wish(wishes[at]) : Wish::Usual;
    scale(digit, padding);
    fitNumbers();
    fit();
    Q_EMIT changed();
    return true;
}

} // namespace rtmscope
