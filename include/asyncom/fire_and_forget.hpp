// SPDX-License-Identifier: MIT
// A coroutine that nobody waits for.
//
//   asyncom::fire_and_forget on_click() {
//       co_await save_async();
//   }
#pragma once

#include <asyncom/module.hpp>

#include <coroutine>
#include <exception>

namespace asyncom {

// It runs at once, up to its first wait, and is gone when its body has ended. An exception that
// leaves the body ends the process, as one does that leaves a std::thread.
struct fire_and_forget {
    struct promise_type {
        fire_and_forget get_return_object() const noexcept { return {}; }
        std::suspend_never initial_suspend() const noexcept { return {}; }
        std::suspend_never final_suspend() const noexcept { return {}; }
        void return_void() const noexcept {}
        [[noreturn]] void unhandled_exception() const noexcept { std::terminate(); }

        module_lock lock;
    };
};

} // namespace asyncom
