// SPDX-License-Identifier: MIT
// Calls whose allocations fail, and the fixture of their tests. The linker routes the library's
// calls of malloc to support/failing_memory.h.
#pragma once

#include "com/error_info.h"
#include "foreign_error.h"
#include "support/failing_memory.h"

#include <asyncom/asyncom.h>

#include <gtest/gtest.h>

namespace asyncom::core::test {

// What `call` answers when its allocation number `nth` fails.
template <typename Call>
auto without_memory(const Call& call, int nth = 0) {
    const failing_memory failing(nth);
    return call();
}

// The same call with its first, second, ... allocation failing, until none fails any more. Gives
// how many of them failed.
template <typename Prepare, typename Call>
int with_each_allocation_failing(const Prepare& prepare, const Call& call) {
    for (int nth = 0;; ++nth) {
        prepare();
        bool failed = false;
        {
            const failing_memory failing(nth);
            call();
            failed = failing.has_failed();
        }
        if (!failed) return nth;
    }
}

// With a reason in the slot that is older than what the test does.
class WithoutMemory : public testing::Test {
protected:
    WithoutMemory() {
        originate(first_failure, "an older reason"); // and the thread's block exists
    }
    ~WithoutMemory() override { SetErrorInfo(0, nullptr); }
};

} // namespace asyncom::core::test
