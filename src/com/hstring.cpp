// SPDX-License-Identifier: MIT
// HSTRING's block: made, counted, read, freed.
#include "com/hstring.h"

#include <atomic>
#include <cstddef>
#include <cstdlib>
#include <cstring>
#include <new>

namespace asyncom::core {
namespace {

constexpr std::uint32_t reference_flag = 1;

// What a handle points at; a reference string is nothing more.
struct string_header {
    std::uint32_t flags;
    std::uint32_t length;
    std::uint32_t unused[2];
    const char16_t* text;
};
static_assert(sizeof(string_header) == 24 && sizeof(HSTRING_HEADER) == sizeof(string_header));
static_assert(alignof(HSTRING_HEADER) == alignof(string_header));

struct string_block {
    string_header header;
    std::atomic<std::int32_t> references;
    char16_t text[1]; // and `length` more: this one is the terminator's
};
static_assert(offsetof(string_block, references) == 24 && offsetof(string_block, text) == 28);

// Never a handle: what the null string reads as.
constexpr char16_t empty_text[1] = {};
// What a caller gets who asks for a buffer of nothing; it may write the terminator it has already.
constinit char16_t empty_buffer[1] = {};

const string_header& header_of(HSTRING string) noexcept {
    return *reinterpret_cast<const string_header*>(string);
}

string_block* block_of(HSTRING string) noexcept {
    return reinterpret_cast<string_block*>(string);
}

bool is_reference(HSTRING string) noexcept {
    return (header_of(string).flags & reference_flag) != 0;
}

// One reference, terminated, the text still to be written. Null without memory.
string_block* allocate(std::uint32_t length) noexcept {
    const std::size_t bytes =
        offsetof(string_block, text) + (std::size_t{length} + 1) * sizeof(char16_t);
    // The struct's own size counts its tail padding, which a short string needs as well.
    void* memory = std::malloc(bytes < sizeof(string_block) ? sizeof(string_block) : bytes);
    if (!memory) return nullptr;
    auto* block = ::new (memory) string_block{};
    block->header.length = length;
    block->header.text = block->text;
    block->references.store(1, std::memory_order_relaxed);
    block->text[length] = 0;
    return block;
}

} // namespace

HRESULT hstring_create(const char16_t* text, std::uint32_t length, HSTRING* string) noexcept {
    if (!string) return E_INVALIDARG;
    *string = nullptr;
    if (length == 0) return S_OK;
    if (!text) return E_POINTER;
    string_block* block = allocate(length);
    if (!block) return E_OUTOFMEMORY;
    std::memcpy(block->text, text, std::size_t{length} * sizeof(char16_t));
    *string = reinterpret_cast<HSTRING>(block);
    return S_OK;
}

HRESULT hstring_create_reference(const char16_t* text, std::uint32_t length, HSTRING_HEADER* header,
                                 HSTRING* string) noexcept {
    if (!string || !header) return E_INVALIDARG;
    *string = nullptr;
    if (!text) return length == 0 ? S_OK : E_POINTER;
    // Who reads the raw buffer relies on the terminator, and it cannot be added to foreign memory.
    if (text[length] != 0) return E_STRING_NOT_NULL_TERMINATED;
    if (length == 0) return S_OK;
    ::new (static_cast<void*>(header)) string_header{reference_flag, length, {}, text};
    *string = reinterpret_cast<HSTRING>(header);
    return S_OK;
}

void hstring_delete(HSTRING string) noexcept {
    if (!string || is_reference(string)) return;
    string_block* block = block_of(string);
    // Release: this thread's reads come before another thread's free. Acquire: and the other way.
    if (block->references.fetch_sub(1, std::memory_order_acq_rel) == 1) std::free(block);
}

HRESULT hstring_duplicate(HSTRING string, HSTRING* copy) noexcept {
    if (!copy) return E_INVALIDARG;
    *copy = nullptr;
    if (!string) return S_OK;
    if (is_reference(string))
        return hstring_create(header_of(string).text, header_of(string).length, copy);
    block_of(string)->references.fetch_add(1, std::memory_order_relaxed);
    *copy = string;
    return S_OK;
}

std::uint32_t hstring_length(HSTRING string) noexcept {
    return string ? header_of(string).length : 0;
}

const char16_t* hstring_text(HSTRING string, std::uint32_t* length) noexcept {
    if (length) *length = hstring_length(string);
    return string ? header_of(string).text : empty_text;
}

std::u16string_view hstring_view(HSTRING string) noexcept {
    return {hstring_text(string, nullptr), hstring_length(string)};
}

HRESULT hstring_has_embedded_nul(HSTRING string, std::int32_t* answer) noexcept {
    if (!answer) return E_INVALIDARG;
    *answer = hstring_view(string).find(u'\0') != std::u16string_view::npos;
    return S_OK;
}

HRESULT hstring_compare(HSTRING left, HSTRING right, std::int32_t* order) noexcept {
    if (!order) return E_INVALIDARG;
    const int sign = hstring_view(left).compare(hstring_view(right));
    *order = (sign > 0) - (sign < 0);
    return S_OK;
}

HRESULT hstring_preallocate(std::uint32_t length, char16_t** characters,
                            HSTRING_BUFFER* buffer) noexcept {
    if (characters) *characters = nullptr;
    if (buffer) *buffer = nullptr;
    if (!characters || !buffer) return E_POINTER;
    if (length == 0) {
        *characters = empty_buffer;
        return S_OK;
    }
    string_block* block = allocate(length);
    if (!block) return E_OUTOFMEMORY;
    *characters = block->text;
    *buffer = reinterpret_cast<HSTRING_BUFFER>(block);
    return S_OK;
}

HRESULT hstring_promote(HSTRING_BUFFER buffer, HSTRING* string) noexcept {
    if (!string) return E_POINTER;
    *string = nullptr;
    if (!buffer) return S_OK;
    auto* block = reinterpret_cast<string_block*>(buffer);
    if (block->text[block->header.length] != 0) return E_INVALIDARG;
    *string = reinterpret_cast<HSTRING>(block);
    return S_OK;
}

void hstring_delete_buffer(HSTRING_BUFFER buffer) noexcept {
    hstring_delete(reinterpret_cast<HSTRING>(buffer));
}

} // namespace asyncom::core
