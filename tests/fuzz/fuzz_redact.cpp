// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
//
// Any bytes as an entry that is redacted, and searched for leaks: what was JSON stays JSON of the same shape,
// no id of the original is left, and the search ends. The first byte says what kind of entry it is.
#include "core/json/tree.h"
#include "core/redact/idshape.h"
#include "core/redact/leaksearch.h"
#include "core/redact/redactor.h"

#include "core/events/eventdecoder.h"

using namespace rtmscope;

namespace {

Event entryOf(quint8 kind, const QByteArray &raw)
{
    Event event;
    event.seq = 1;
    event.direction = static_cast<Direction>(kind % 3);
    event.form = kind & 8U ? FrameForm::Text : FrameForm::Json;
    event.raw = raw;
    EventDecoder::readHeader(&event);
    return event;
}

void checkShape(const json::Tree &before, const json::Tree &after)
{
    if (after.size() != before.size())
        qFatal("not as many values as before");
    for (int node = 0; node < before.size(); ++node) {
        if (after.node(node).kind != before.node(node).kind ||
            after.node(node).parent != before.node(node).parent)
            qFatal("a value of another kind");
    }
}

void checkIds(const redact::Originals &originals, const json::Tree &after)
{
    for (int node = 0; node < after.size(); ++node) {
        const QString text = after.string(node);
        if (redact::looksLikeId(text) && !redact::isCommonId(text) && originals.hasId(text))
            qFatal("an id of the original");
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char *data, std::size_t size)
{
    if (size == 0)
        return 0;
    const Event event =
        entryOf(data[0], QByteArray(reinterpret_cast<const char *>(data + 1), qsizetype(size) - 1));
    redact::Originals originals;
    originals.add(event);
    originals.close();
    QSet<QString> kept;
    if (data[0] & 16U)
        kept.insert(event.channel);
    redact::Redactor redactor(originals, kept, "a key");
    const Event now = redactor.redacted(event);
    const json::Tree before = json::Tree::parse(event.raw);
    const json::Tree after = json::Tree::parse(now.raw);
    if (!before.isEmpty()) {
        checkShape(before, after);
        checkIds(originals, after);
    }
    redact::LeakSearch search(originals, redactor.keptPseudonyms());
    search.search(now);
    return 0;
}
