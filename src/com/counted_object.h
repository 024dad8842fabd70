// SPDX-License-Identifier: MIT
// An object that is deleted with its last reference. It begins with one.
#pragma once

#include <asyncom/asyncom.h>

#include <atomic>
#include <cstdint>

namespace asyncom::core {

// Final is the class that derives from it.
template <class Final, class... Interfaces>
class counted_object : public Interfaces... {
public:
    ULONG ASYNCOM_CALL AddRef() noexcept final {
        return m_references.fetch_add(1, std::memory_order_relaxed) + 1;
    }

    ULONG ASYNCOM_CALL Release() noexcept final {
        // Release: this owner's use comes before the end; acquire: everybody's does.
        const std::uint32_t left = m_references.fetch_sub(1, std::memory_order_acq_rel) - 1;
        if (left == 0) delete static_cast<Final*>(this);
        return left;
    }

protected:
    counted_object() = default;
    ~counted_object() = default;

private:
    std::atomic<std::uint32_t> m_references{1};
};

} // namespace asyncom::core
