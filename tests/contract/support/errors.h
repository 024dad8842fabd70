// SPDX-License-Identifier: MIT
// The thread's error slot and IAsyncError, read through slots.
#pragma once
#include "support/raw.h"

#include <cstring>
#include <string>

namespace contract {

inline void empty_error_slot() {
    SetErrorInfo(0, nullptr);
}

// The message in the slot, which keeps it; "" when the slot is empty.
inline std::string error_text() {
    char buffer[1024];
    std::uint32_t needed = 0;
    const answer answered = AsyncomGetErrorText(buffer, sizeof buffer, &needed);
    return answered == ok ? buffer : "";
}

inline bool error_slot_is_empty() {
    char buffer[8];
    std::uint32_t needed = 0;
    return AsyncomGetErrorText(buffer, sizeof buffer, &needed) == no;
}

// Leaves an error of somebody else in the slot: of the system, where it can make one. Wine's
// function for it ends the process, so on Windows another operation of the library has failed
// before.
inline void leave_error(answer code, const char* text) {
#if defined(_WIN32)
    IAsyncType* type = nullptr;
    AsyncomGetType("{5a648006-843a-4da9-865b-9d26e5dfad7b}", &type);
    void* failed_before = nullptr;
    AsyncomCreateFailed(type, code, text, &IID_IAsyncAction, &failed_before);
    const ref operation = ref::attach(failed_before);
    call(operation.get(), 8); // GetResults
#else
    const std::u16string wide(text, text + std::strlen(text));
    RoOriginateErrorW(code, static_cast<std::uint32_t>(wide.size()), wide.c_str());
#endif
}

// What lies in the slot, taken out of it.
inline ref take_error() {
    IErrorInfo* taken = nullptr;
    GetErrorInfo(0, &taken);
    return ref::attach(taken);
}

inline answer code_of(const ref& object) {
    answer found = ok;
    if (object) call(object.get(), 3, &found);
    return found;
}

// The code of the error in the slot, which keeps it.
inline answer error_slot_code() {
    const ref taken = take_error();
    if (!taken) return ok;
    SetErrorInfo(0, static_cast<IErrorInfo*>(taken.get()));
    return code_of(taken.query(iid_error));
}

// One text of an IAsyncError.
inline std::string text_of_error(const ref& object, std::uint32_t which, std::uint32_t index = 0) {
    char buffer[1024] = "";
    std::uint32_t needed = 0;
    call<std::uint32_t, std::uint32_t, char*, std::uint32_t, std::uint32_t*>(
        object.get(), 4, which, index, buffer, sizeof buffer, &needed);
    return buffer;
}

inline std::string narrow(BSTR text) {
    std::string plain;
    for (std::uint32_t i = 0; i < SysStringLen(text); ++i)
        plain += static_cast<char>(text[i]);
    return plain;
}

} // namespace contract
