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
        const int found = tree.find(tree.path(i));
        // Where a key stands twice, the path means the last one.
        check(found >= i && tree.path(found) == tree.path(i));
    }
    return 0;
}
