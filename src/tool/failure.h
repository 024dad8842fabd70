// SPDX-License-Identifier: MIT
//
// How the tool says that it can't go on: a sentence for the user, the code an operation fails with,
// and the exit codes.
#pragma once

#include <asyncom/asyncom.h>

#include <exception>
#include <string>
#include <string_view>

namespace asyncom::tool {

enum exit_code : int {
    exit_all_well = 0,
    exit_some_file_not = 1,
    exit_usage_or_output = 2,
    exit_too_late = 124,  // the time ran out, as timeout(1) has it
    exit_cancelled = 130, // 128 + SIGINT, what a shell reports for an interrupted command
};

// Thrown where the command can't be carried out at all. `what` is the sentence to print.
class failure : public std::exception {
public:
    failure(HRESULT code, std::string message) : m_code{code}, m_message{std::move(message)} {}

    [[nodiscard]] HRESULT code() const noexcept { return m_code; }
    [[nodiscard]] const char* what() const noexcept override { return m_message.c_str(); }

private:
    HRESULT m_code;
    std::string m_message;
};

// The code that the contract uses for an errno: HRESULT_FROM_WIN32 of the Win32 code of the same
// meaning.
[[nodiscard]] HRESULT hresult_from_errno(int error) noexcept;

// The system's words for an errno, with advice where they alone don't help.
[[nodiscard]] std::string errno_text(int error);

// "cannot <action> '<path>': <reason>"
[[nodiscard]] failure errno_failure(std::string_view action, std::string_view path, int error);

// Throws what the calling thread's error slot says about a failed call of the library.
void require(HRESULT result, const char* call);

// The message in the calling thread's error slot, or the code in figures.
[[nodiscard]] std::string last_error_text(HRESULT code);

// The message of an error object, or its code in figures.
[[nodiscard]] std::string error_text(IAsyncError* error);

} // namespace asyncom::tool
