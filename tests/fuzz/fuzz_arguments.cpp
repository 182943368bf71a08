// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
//
// Any body of a Web API call, as each kind of form: it is refused, or its arguments can be asked for.
#include "core/demo/methods/arguments.h"

using namespace rtmscope::demo;

namespace {

void ask(HttpRequest request, const QByteArray &contentType)
{
    request.headers.append({"content-type", contentType});
    const auto arguments = Arguments::of(request);
    if (!arguments)
        return;
    for (const QByteArray &name : arguments->names()) {
        if (!arguments->has(name) || arguments->value(name).isEmpty())
            qFatal("an empty argument is there");
        (void)arguments->list(name);
        (void)arguments->flag(name);
        (void)arguments->number(name, 1);
        (void)arguments->ts(name);
        (void)arguments->fileName(name);
        if (arguments->with(name, {}).has(name))
            qFatal("what was taken away is still there");
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char *data, std::size_t size)
{
    const QByteArray input(reinterpret_cast<const char *>(data), qsizetype(size));
    HttpRequest request;
    request.method = "POST";
    request.path = "/api/chat.postMessage";
    request.query = input.left(input.size() / 2);
    request.body = input;
    ask(request, "application/x-www-form-urlencoded");
    ask(request, "application/json; charset=utf-8");
    ask(request, "multipart/form-data; boundary=b");
    request.body = "--b\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n" + input + "\r\n--b--\r\n";
    ask(request, "multipart/form-data; boundary=\"b\"");
    const qsizetype line = input.indexOf('\n');
    if (line > 0)
        ask(request, "multipart/form-data; boundary=" + input.first(line).simplified());
    return 0;
}
