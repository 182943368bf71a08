// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "ui/monitor/inspector/jsontreeview.h"

#include "core/columns/columnpath.h"
#include "core/filter/assist/filterpath.h"
#include "core/inspect/handlercode.h"
#include "core/inspect/pathspelling.h"
#include "ui/monitor/inspector/jsondelegate.h"
#include "ui/monitor/inspector/jsontreemodel.h"
#include "ui/theme/theme.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QKeyEvent>
#include <QLocale>
#include <QMenu>
#include <QScopedValueRollback>
#include <QScrollBar>

#include <algorithm>
#include <utility>
#include <vector>

using namespace Qt::StringLiterals;

namespace rtmscope {

namespace {

// Opened at once: what most questions are about, without the leaves of every block.
constexpr int openLevels = 3;
// A value with more members than fit on a screen stays closed until asked for.
constexpr int openMembers = 50;

void copyText(const QString &text)
{
    QGuiApplication::clipboard()->setText(text);
}

//! Timestamps and others come as text (docs/protocol.md, trap T32).
bool isNumber(const json::Tree &tree, int node)
{
    if (tree.node(node).kind == json::Kind::Number)
        return true;
    bool ok = false;
    if (tree.node(node).kind == json::Kind::String)
        tree.string(node).toDouble(&ok);
    return ok;
}

void addSpellings(QMenu &menu, const json::Tree &tree, int node)
{
    const std::pair<QString, PathDialect> spellings[] = {
        {u"JSONPath"_s, PathDialect::JsonPath},
        {u"jq"_s, PathDialect::Jq},
        {u"Python"_s, PathDialect::Python},
        {u"JavaScript"_s, PathDialect::JavaScript},
        {u"Go"_s, PathDialect::Go},
        {u"C++ (Qt)"_s, PathDialect::Cpp},
    };
    for (const auto &[name, dialect] : spellings) {
        const QString spelled = spelledPath(tree, node, dialect);
        menu.addAction(name, &menu, [spelled] { copyText(spelled); });
    }
}

void addHandlers(QMenu &menu, const json::Tree &tree)
{
    const std::pair<QString, HandlerLanguage> languages[] = {
        {u"Python"_s, HandlerLanguage::Python}, {u"JavaScript"_s, HandlerLanguage::JavaScript},
        {u"Go"_s, HandlerLanguage::Go},         {u"Java"_s, HandlerLanguage::Java},
        {u"C++ (Qt)"_s, HandlerLanguage::Cpp},
    };
    json::Document document;
    const bool isJson = document.parse(tree.text());
    for (const auto &[name, language] : languages) {
        const QString code = isJson ? handlerCode(document.root(), language) : QString();
        menu.addAction(name, &menu, [code] { copyText(code); })->setEnabled(!code.isEmpty());
    }
}

} // namespace

JsonTreeView::JsonTreeView(JsonTreeModel *model, QWidget *parent)
    : WithEmptyWords<QTreeView>(parent)
    , m_model(model)
{
    setAccessibleName(tr("Event JSON"));
    setFrameShape(QFrame::NoFrame);
    setHeaderHidden(true);
    setUniformRowHeights(true);
    setLayoutDirection(Qt::LeftToRight);
    setContextMenuPolicy(Qt::CustomContextMenu);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setItemDelegate(new JsonDelegate(this));
    setModel(m_model);
    connect(selectionModel(), &QItemSelectionModel::currentChanged, this, [this] {
        if (const int node = currentNode(); node >= 0 && !m_selecting)
            Q_EMIT nodeChosen(node);
    });
    connect(this, &QWidget::customContextMenuRequested, this, &JsonTreeView::showMenu);
    connect(verticalScrollBar(), &QScrollBar::valueChanged, this, &JsonTreeView::fetchWhenScrolledToEnd);
}

void JsonTreeView::fitFonts()
{
    setIndentation(theme::grid(3.5));
}

void JsonTreeView::expandFirstLevels()
{
    const json::Tree &tree = m_model->tree();
    if (tree.isEmpty())
        return;
    m_leftClosed = 0;
    setUpdatesEnabled(false);
    scheduleDelayedItemsLayout();
    QList<std::pair<int, int>> open{{0, 1}};
    while (!open.isEmpty()) {
        const auto [node, level] = open.takeFirst();
        expand(m_model->indexOf(node));
        for (int child = tree.node(node).firstChild; child >= 0 && level < openLevels;
             child = tree.node(child).nextSibling) {
            const int members = tree.node(child).childCount;
            if (members > 0 && members <= openMembers && tree.node(child).row < openMembers)
                open.append({child, level + 1});
        }
    }
    setUpdatesEnabled(true);
}

//! As long as a layout is due anyway, what is opened is only noted: so it is all laid out once.
void JsonTreeView::openBelow(int node, int levels)
{
    const json::Tree &tree = m_model->tree();
    scheduleDelayedItemsLayout();
    qsizetype rows = 0;
    m_leftClosed = 0;
    std::vector<std::pair<int, int>> due{{node, 1}}; // level by level, as the first ones are read first
    for (std::size_t next = 0; next < due.size(); ++next) {
        const auto [open, level] = due[next];
        if (rows >= mostOpened) {
            m_leftClosed = qsizetype(due.size() - next);
            break;
        }
        rows += m_model->rowCount(m_model->indexOf(open));
        expand(m_model->indexOf(open));
        if (level == levels)
            continue;
        int handedOut = m_model->rowCount(m_model->indexOf(open));
        for (int child = tree.node(open).firstChild; child >= 0 && handedOut > 0;
             child = tree.node(child).nextSibling, --handedOut) {
            if (tree.node(child).childCount > 0)
                due.emplace_back(child, level + 1);
        }
    }
    Q_EMIT openedBelow();
}

void JsonTreeView::expandToLevel(int level)
{
    if (m_model->tree().isEmpty())
        return;
    QList<int> way; // to the current one, from the whole on
    for (int node = currentNode(); node >= 0; node = m_model->tree().node(node).parent)
        way.prepend(node);
    setUpdatesEnabled(false);
    collapseAll();
    openBelow(0, level);
    setUpdatesEnabled(true);
    if (!way.isEmpty()) // else what is closed now would be opened again to show it
        selectNode(level == 0 ? way.last() : way.at(std::min<qsizetype>(level, way.size() - 1)));
}

void JsonTreeView::chooseLevel(int level)
{
    expandToLevel(level);
    Q_EMIT levelChosen(level);
}

//! Digits open to a level, and the star opens what is below; Qt's own would open all of it, be it ever so
//! much.
void JsonTreeView::keyPressEvent(QKeyEvent *event)
{
    const bool isPlain = (event->modifiers() & ~Qt::KeypadModifier) == Qt::NoModifier;
    const int digit = event->key() - Qt::Key_0;
    if (isPlain && digit >= 0 && digit <= numberedLevels)
        return chooseLevel(digit);
    if (event->key() == Qt::Key_Asterisk) {
        if (const int node = currentNode(); node >= 0)
            openBelow(node, 0);
        return;
    }
    WithEmptyWords<QTreeView>::keyPressEvent(event);
}

void JsonTreeView::fetchWhenScrolledToEnd()
{
    const QScrollBar *bar = verticalScrollBar();
    if (bar->value() < bar->maximum())
        return;
    const QModelIndex last = indexAt(QPoint(0, viewport()->height() - 1));
    for (QModelIndex parent = last.parent(); parent.isValid(); parent = parent.parent()) {
        if (m_model->canFetchMore(parent))
            return m_model->fetchMore(parent);
    }
}

int JsonTreeView::currentNode() const
{
    return JsonTreeModel::nodeOf(currentIndex());
}

void JsonTreeView::selectNode(int node)
{
    const QScopedValueRollback guard(m_selecting, true);
    const QModelIndex index = m_model->indexOf(node);
    setCurrentIndex(index);
    scrollTo(index);
}

void JsonTreeView::expandNode(int node)
{
    expand(m_model->indexOf(node));
}

QString JsonTreeView::valueToCopy(int node) const
{
    const json::Tree &tree = m_model->tree();
    return tree.node(node).kind == json::Kind::String ? tree.string(node)
                                                      : QString::fromUtf8(tree.valueText(node));
}

void JsonTreeView::copyValue()
{
    if (const int node = currentNode(); node >= 0)
        copyText(valueToCopy(node));
}

void JsonTreeView::addLevels(QMenu &menu)
{
    for (int level = 1; level <= numberedLevels; ++level)
        menu.addAction(QLocale().toString(level), this, [this, level] { chooseLevel(level); });
    menu.addAction(tr("All"), this, [this] { chooseLevel(0); });
}

void JsonTreeView::showMenu(const QPoint &at)
{
    const int node = currentNode();
    if (node < 0)
        return;
    const json::Tree &tree = m_model->tree();
    const QString key = tree.key(node);
    const QString path = tree.path(node);
    const QString filter = m_model->filterFor(node);
    const QString column = columnPathOf(tree, node);
    const QString field = filterpath::pathOf(tree, node);
    QMenu menu(this);
    const auto add = [&menu, this](const QString &text, bool possible, auto act) {
        menu.addAction(text, this, act)->setEnabled(possible);
    };
    add(tr("Copy value"), true, [=, this] { copyText(valueToCopy(node)); });
    add(tr("Copy key"), !key.isEmpty(), [=] { copyText(key); });
    add(tr("Copy path"), !path.isEmpty(), [=] { copyText(path); });
    addSpellings(*menu.addMenu(tr("Copy path as")), tree, node);
    add(tr("Copy subtree"), true,
        [=, this] { copyText(QString::fromUtf8(m_model->tree().valueText(node))); });
    add(tr("Copy whole event"), true, [this] { Q_EMIT copyAllRequested(); });
    addHandlers(*menu.addMenu(tr("Copy a handler for such events")), tree);
    menu.addSeparator();
    if (m_isFilterable) {
        addFilterActions(menu, filter, [this](const QString &expression, FilterJoin join) {
            Q_EMIT filterRequested(expression, join);
        });
        add(tr("Show as column"), !column.isEmpty(), [=, this] { Q_EMIT columnRequested(column); });
        const bool isValue = node > 0 && tree.node(node).childCount == 0;
        add(tr("Count its values"), isValue, [=, this] { Q_EMIT countRequested(field); });
        add(tr("Plot it"), isValue && isNumber(tree, node), [=, this] { Q_EMIT plotRequested(field); });
        menu.addSeparator();
    }
    add(tr("Open all below"), tree.node(node).childCount > 0, [=, this] { openBelow(node, 0); });
    addLevels(*menu.addMenu(tr("Open to level")));
    add(tr("Find in JSON…"), true, [this] { Q_EMIT findRequested(); });
    menu.exec(viewport()->mapToGlobal(at));
}

} // namespace rtmscope
