// SPDX-License-Identifier: MIT
//
// The identifier of a type.
#include "tool/iid_command.h"

#include "tool/console.h"
#include "tool/failure.h"

#include <asyncom/asyncom.h>

#include <cstdio>

namespace asyncom::tool {
namespace {

std::string guid_text(const GUID& guid) {
    char text[40];
    const uint8_t* last = guid.Data4;
    std::snprintf(text, sizeof text, "%08x-%04x-%04x-%02x%02x-%02x%02x%02x%02x%02x%02x",
                  static_cast<unsigned>(guid.Data1), guid.Data2, guid.Data3, last[0], last[1],
                  last[2], last[3], last[4], last[5], last[6], last[7]);
    return text;
}

} // namespace

int print_iid(const std::string& signature) {
    GUID iid{};
    const HRESULT result = AsyncomGetTypeIid(signature.c_str(), &iid);
    if (FAILED(result)) throw failure{result, last_error_text(result)};
    console{}.output(guid_text(iid) + '\n');
    return exit_all_well;
}

} // namespace asyncom::tool
