// SPDX-License-Identifier: MIT
// Pools on a clock that the test moves, and what happened around them.
#pragma once

#include "com/error_info.h"
#include "manual_time.h"
#include "run/pool.h"
#include "support/refuse_threads.h"

#include <atomic>
#include <string>

#include <gtest/gtest.h>

class PoolFixture : public ::testing::Test {
protected:
    PoolFixture() {
        started = 0;
        refuse_threads::before_start = [] { started.fetch_add(1); };
    }
    ~PoolFixture() override { refuse_threads::before_start = nullptr; }

    IAsyncScheduler* make(uint32_t threads, const char* name = "test") {
        IAsyncScheduler* pool = nullptr;
        EXPECT_EQ(asyncom::core::create_pool_on(m_time, threads, name, &pool), S_OK);
        return pool;
    }

    static int threads_started() { return started.load(); }

    static std::string error_text() {
        char text[256] = "";
        uint32_t needed = 0;
        asyncom::core::get_error_text(text, sizeof text, &needed);
        return text;
    }

    manual_time m_time;

private:
    static inline std::atomic<int> started{0};
};
