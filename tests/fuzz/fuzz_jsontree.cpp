// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
//
// Any bytes as JSON: the tree must cover them exactly, and its paths must lead back.
#include "core/json/tree.h"

#include <cstdint>
#include <cstdlib>

using namespace rtmscope;

namespace {

void check(bool holds)
{
    if (!holds)
        std::abort();
}

//! Whether a later member of the same name hides this node or what it stands in: a path means the last one.
bool isHidden(const json::Tree &tree, int index)
{
    for (int at = index; at >= 0; at = tree.node(at).parent) {
        if (tree.node(at).keyBegin < 0)
            continue;
        for (int later = tree.node(at).nextSibling; later >= 0; later = tree.node(later).nextSibling) {
            if (tree.key(later) == tree.key(at))
                return true;
        }
    }
    return false;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArray text(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size));
    const json::Tree tree = json::Tree::parse(text);
    check(tree.isEmpty() != tree.error().words.isEmpty());
    check(tree.error().offset >= 0 && tree.error().offset <= text.size());
    for (int i = 0; i < tree.size(); ++i) {
        const json::Tree::Node &node = tree.node(i);
        check(node.begin < node.end && node.end <= text.size());
        check(tree.nodeAt(node.begin) == i);
        check(node.parent < 0 || tree.child(node.parent, node.row) == i);
        check(isHidden(tree, i) != (tree.find(tree.path(i)) == i));
    }
    return 0;
}
