// SPDX-License-Identifier: MIT
// {"operations":[...]}, one operation a line.
#include "observe/dump_formats.h"

namespace asyncom::core {
namespace {

void put_flag(dump_output& output, std::string_view key, bool value) {
    output.put(key).put(value ? "true" : "false");
}

void put_text(dump_output& output, std::string_view key, std::string_view text) {
    output.put(key);
    if (text.empty())
        output.put("null");
    else
        output.put_quoted(text);
}

void put_failure(dump_output& output, std::string_view key, HRESULT code) {
    output.put(key);
    if (code == S_OK)
        output.put("null");
    else
        output.put("\"").put_code(code).put("\"");
}

void put_operation(dump_output& output, const AsyncomOperationInfo& info) {
    output.put("{\"id\":").put_number(info.id).put(",\"serial\":").put_number(info.serial);
    output.put(",\"parent\":");
    if (info.parent_serial != 0)
        output.put_number(info.parent_serial);
    else
        output.put("null");
    put_text(output, ",\"name\":", info.name);
    put_text(output, ",\"type\":", type_name(info));
    put_text(output, ",\"module\":", module_name(info));
    put_text(output, ",\"call_site\":", call_site_name(info));
    output.put(",\"age\":").put_seconds(info.age);
    put_text(output, ",\"state\":", state_name(info));
    put_flag(output, ",\"closed\":", is_closed(info));
    output.put(",\"progress\":");
    if (has_fraction(info))
        output.put_fraction(info.progress);
    else
        output.put("null");
    output.put(",\"listeners\":").put_number(info.listeners);
    output.put(",\"handler_failures\":").put_number(info.handler_failures);
    put_failure(output, ",\"first_handler_failure\":", info.first_handler_failure);
    put_failure(output, ",\"error\":", info.error);
    put_flag(output, ",\"abandoned\":", is_abandoned(info));
    put_flag(output, ",\"leaked\":", is_ended(info));
    output.put("}");
}

} // namespace

void write_json(dump_output& output, const operation_listing& all) {
    output.put("{\"operations\":[");
    const char* separator = "\n";
    for (const AsyncomOperationInfo& info : all) {
        output.put(separator);
        put_operation(output, info);
        separator = ",\n";
    }
    output.put("]}\n");
}

} // namespace asyncom::core
