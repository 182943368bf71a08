// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/json/json.h"

#include <QByteArray>
#include <QString>

#include <memory>
#include <utility>
#include <vector>

namespace rtmscope::json {

//! A JSON text taken apart for a debugger: order, duplicate keys, number spelling and byte offsets are kept.
//! An implicitly shared value: a copy costs a pointer, whatever the size. Immutable after parse; safe to read
//! from any thread.
class Tree
{
public:
    struct Node
    {
        Kind kind = Kind::Null;
        std::int32_t parent = -1;
        std::int32_t firstChild = -1;
        std::int32_t nextSibling = -1;
        std::int32_t childCount = 0;
        std::int32_t row = 0;    //!< position among its siblings
        qsizetype keyBegin = -1; //!< offset of the opening quote of its key; -1 for elements and the root
        qsizetype keyEnd = -1;   //!< one past the closing quote
        qsizetype begin = 0;     //!< the value's first byte
        qsizetype end = 0;       //!< one past its last byte
    };

    Tree();
    //! Never fails: on a text that is not JSON the tree is empty and error() says why and where.
    static Tree parse(const QByteArray &text);

    bool isEmpty() const { return d->nodes.empty(); }
    const ParseError &error() const { return d->error; }
    const QByteArray &text() const { return d->text; }
    int size() const { return static_cast<int>(d->nodes.size()); }
    const Node &node(int index) const { return d->nodes[static_cast<std::size_t>(index)]; } //!< 0 is the root
    int child(int index, int row) const; //!< -1 if there is none; costs the same for any row

    QString key(int index) const;              //!< decoded; "[3]" is not made here, see path()
    QByteArrayView valueText(int index) const; //!< the exact bytes of the value
    QString string(int index) const;           //!< decoded text of a string node, else empty
    //! The same of its first \a most bytes or a little less: for rows that show no more of a long one.
    QString beginning(int index, qsizetype most) const;
    //! The innermost node that covers \a offset, from its key's first byte to its value's last; -1 outside.
    int nodeAt(qsizetype offset) const;
    //! "item.channel", "blocks[0].text"; keys that are no plain names are quoted: ["odd key"].
    QString path(int index) const;
    //! The node at such a path; the last one where a key stands twice; -1 if there is none.
    int find(QStringView path) const;

private:
    class Builder;
    std::int32_t childAt(int index, std::int32_t row) const; // row must exist
    bool hasKey(int index, QByteArrayView utf8) const;
    int lastChildNamed(int index, QStringView name) const;

    struct Data
    {
        QByteArray text;
        std::vector<Node> nodes;              // in the order of the text, parents before children
        std::vector<std::int32_t> children;   // the children of node 0, then of node 1, …
        std::vector<std::int32_t> childrenOf; // where in children those of a node begin
        ParseError error;
    };
    explicit Tree(std::shared_ptr<const Data> data)
        : d(std::move(data))
    {
    }

    std::shared_ptr<const Data> d; // never nullptr
};

} // namespace rtmscope::json
