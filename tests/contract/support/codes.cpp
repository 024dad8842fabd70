// SPDX-License-Identifier: MIT
// Names of answers for failure messages.
#include "support/codes.h"

#include <cstdio>

namespace contract {
namespace {

struct named_answer {
    answer value;
    const char* name;
};

constexpr named_answer names[] = {
    {ok, "S_OK"},
    {no, "S_FALSE"},
    {illegal_state_change, "E_ILLEGAL_STATE_CHANGE"},
    {illegal_method_call, "E_ILLEGAL_METHOD_CALL"},
    {illegal_delegate_assignment, "E_ILLEGAL_DELEGATE_ASSIGNMENT"},
    {not_started, "E_ASYNC_OPERATION_NOT_STARTED"},
    {bounds, "E_BOUNDS"},
    {not_terminated, "E_STRING_NOT_NULL_TERMINATED"},
    {not_implemented, "E_NOTIMPL"},
    {no_interface, "E_NOINTERFACE"},
    {bad_pointer, "E_POINTER"},
    {aborted, "E_ABORT"},
    {failed, "E_FAIL"},
    {unexpected, "E_UNEXPECTED"},
    {disconnected, "RPC_E_DISCONNECTED"},
    {access_denied, "E_ACCESSDENIED"},
    {bad_handle, "E_HANDLE"},
    {out_of_memory, "E_OUTOFMEMORY"},
    {bad_argument, "E_INVALIDARG"},
    {cancelled, "ERROR_CANCELLED"},
    {timed_out, "ERROR_TIMEOUT"},
    {abandoned, "ASYNCOM_E_ABANDONED"},
    {quiesced, "ASYNCOM_E_QUIESCED"},
    {forked, "ASYNCOM_E_FORKED"},
};

} // namespace

std::string name_of(answer value) {
    for (const named_answer& known : names)
        if (known.value == value) return known.name;
    char digits[16];
    std::snprintf(digits, sizeof digits, "0x%08X", static_cast<unsigned>(value));
    return digits;
}

} // namespace contract
