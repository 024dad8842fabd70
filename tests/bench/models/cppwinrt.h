// SPDX-License-Identifier: MIT
// What the two halves of the C++/WinRT model share: the component that runs coroutines, and the
// consumer, which reaches their operations through the interface only.
#pragma once

#include "parts.h"

namespace models::cppwinrt {

inline constexpr std::int32_t cancelled = static_cast<std::int32_t>(0x800704c7);

// Every object counts in its module, which must not be unloaded before.
inline std::atomic<std::uint32_t> module_count{0};

struct progress_handler : unknown {
    virtual std::int32_t invoke(operation& sender, double value) noexcept = 0;

protected:
    ~progress_handler() = default;
};

struct operation_with_cancel : operation {
    virtual void cancel() noexcept = 0;
    virtual void put_progress(progress_handler* handler) noexcept = 0;

protected:
    ~operation_with_cancel() = default;
};

class promise;

// The interface that the coroutine returned and the reference of its frame.
struct started {
    operation_with_cancel* consumer;
    promise* frame;
};

started start_coroutine();

// The body reports progress once.
void report(promise& frame, double value) noexcept;

// The body returns 1 and is suspended for the last time.
void finish(promise& frame) noexcept;

// The body reaches a suspension point, which throws once a cancel was requested.
void finish_unless_canceled(promise& frame) noexcept;

} // namespace models::cppwinrt
