// SPDX-License-Identifier: MIT
// How text leaves the library into a caller's buffer.
#include "com/text_buffer.h"

#include "com/utf.h"
#include "platform/os_error.h"

namespace asyncom::core {
namespace {

constexpr HRESULT insufficient_buffer = hresult_from_win32(122);

} // namespace

HRESULT copy_text(std::string_view text, char* buffer, std::uint32_t capacity,
                  std::uint32_t* needed) noexcept {
    if (needed) *needed = 0;
    if (buffer && capacity > 0) *buffer = '\0';
    if (!needed || (!buffer && capacity > 0)) return E_POINTER;
    *needed = static_cast<std::uint32_t>(text.size() + 1);
    if (capacity == 0) return S_OK;

    const std::string_view fitting = whole_characters(text, capacity - 1);
    fitting.copy(buffer, fitting.size());
    buffer[fitting.size()] = '\0';
    return fitting.size() == text.size() ? S_OK : insufficient_buffer;
}

} // namespace asyncom::core
