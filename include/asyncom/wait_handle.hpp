// SPDX-License-Identifier: MIT
// A native handle for event loops that are there already: on POSIX systems a descriptor that
// becomes readable, for poll and its like; on Windows an event. Never read from it.
#pragma once

#include <asyncom/operation_options.hpp>

#include <cstdint>
#include <utility>

namespace asyncom {

// Owns one.
class wait_handle {
public:
    wait_handle() noexcept = default;
    explicit wait_handle(std::intptr_t owned) noexcept : m_handle(owned) {}
    wait_handle(wait_handle&& other) noexcept : m_handle(std::exchange(other.m_handle, none)) {}
    wait_handle& operator=(wait_handle&& other) noexcept {
        std::swap(m_handle, other.m_handle);
        return *this;
    }
    ~wait_handle() {
        if (*this) AsyncomCloseWaitHandle(m_handle);
    }

    // A descriptor fits into an int.
    std::intptr_t get() const noexcept { return m_handle; }
    explicit operator bool() const noexcept { return m_handle != none; }

private:
    static constexpr std::intptr_t none = -1;
    std::intptr_t m_handle = none;
};

// One that is signalled from the end of an operation on, for ever. Throws hresult_no_interface for
// an operation of somebody else's, hresult_error(0x80070004) without descriptors.
inline wait_handle wait_handle_of(const any_operation& operation) {
    std::intptr_t handle = -1;
    check_hresult(AsyncomGetWaitHandle(operation.get(), &handle));
    return wait_handle(handle);
}

} // namespace asyncom
