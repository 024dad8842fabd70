// SPDX-License-Identifier: MIT
#include "observe/dump.h"

#include "async/type.h"
#include "com/error_info.h"
#include "com/hstring.h"
#include "com/utf.h"
#include "observe/dump_formats.h"
#include "observe/live_list.h"
#include "platform/code_address.h"

#include <algorithm>
#include <new>

namespace asyncom::core {
namespace {

HRESULT ASYNCOM_CALL collect(void* context, const AsyncomOperationInfo* info) noexcept {
    try {
        static_cast<operation_listing*>(context)->push_back(*info);
        return S_OK;
    } catch (const std::bad_alloc&) {
        return E_OUTOFMEMORY;
    }
}

HRESULT list_and_write(std::intptr_t file, std::uint32_t format) {
    operation_listing all;
    const HRESULT listed = enumerate_operations(&collect, &all);
    if (listed < 0) return listed;
    std::sort(all.begin(), all.end(),
              [](const AsyncomOperationInfo& left, const AsyncomOperationInfo& right) {
                  return left.serial < right.serial;
              });
    dump_output output(file);
    if (format == ASYNCOM_DUMP_JSON)
        write_json(output, all);
    else
        write_text(output, all);
    return output.finish();
}

using describe = std::size_t (*)(const void*, char*, std::size_t) noexcept;

std::string described(const void* address, describe how) {
    if (address == nullptr) return {};
    char text[512];
    return {text, how(address, text, sizeof text)};
}

} // namespace

const char* state_name(const AsyncomOperationInfo& info) noexcept {
    if (!is_ended(info))
        return (info.flags & ASYNCOM_INFO_CANCEL_REQUESTED) != 0 ? "cancel requested" : "running";
    constexpr const char* names[] = {"ended", "completed", "canceled", "error"};
    return names[info.status & 3];
}

std::string type_name(const AsyncomOperationInfo& info) {
    return to_utf8(hstring_view(record_of(info.type)->class_name));
}

std::string call_site_name(const AsyncomOperationInfo& info) {
    return described(info.call_site, &describe_code_address);
}

std::string module_name(const AsyncomOperationInfo& info) {
    return described(info.call_site, &describe_code_module);
}

HRESULT dump_operations(std::intptr_t file, std::uint32_t format) noexcept {
    if (format != ASYNCOM_DUMP_TEXT && format != ASYNCOM_DUMP_JSON)
        return originate(E_INVALIDARG, "A listing is text or JSON.");
    HRESULT answer = S_OK;
    try {
        answer = list_and_write(file, format);
    } catch (const std::bad_alloc&) {
        answer = E_OUTOFMEMORY;
    }
    if (answer == E_NOTIMPL || answer == E_UNEXPECTED || answer >= 0) return answer; // has a reason
    return originate(answer, nullptr);
}

} // namespace asyncom::core
