// SPDX-License-Identifier: MIT
//
// Where code is: the address that a function returns to, and what a person can make of it. Taking
// the address costs nothing; naming it is left to whoever reads it.
#pragma once

#include <cstddef>

// Inside a function: the place in its caller's code that it returns to.
#if defined(_MSC_VER)
#include <intrin.h>
#define ASYNCOM_RETURN_ADDRESS() (static_cast<const void*>(_ReturnAddress()))
#else
#define ASYNCOM_RETURN_ADDRESS() (static_cast<const void*>(__builtin_return_address(0)))
#endif

namespace asyncom::core {

// "copy_files+0x1c (libtool.so)" where the module exports a symbol there, else
// "libtool.so+0x4a1c", which addr2line understands, else the bare address. Returns the length of
// the text, which is cut to the capacity, terminator included.
std::size_t describe_code_address(const void* address, char* text, std::size_t capacity) noexcept;

// "libtool.so" alone; empty where the address is in no module.
std::size_t describe_code_module(const void* address, char* text, std::size_t capacity) noexcept;

} // namespace asyncom::core
