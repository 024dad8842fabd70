// SPDX-License-Identifier: MIT
// A module that is quiesced, or the program itself, and resumed at the end.
#pragma once

#include "async/quiesced_modules.h"
#include "observe/quiesce.h"
#include "unit/observe/the_module.h"
#include "unit/support/slab_use.h"

#include <gtest/gtest.h>

#include <cstdint>

namespace asyncom::core::test {

class Quiesce : public EngineTest {
protected:
    ~Quiesce() override {
        EXPECT_EQ(resume(nullptr), S_OK);
        EXPECT_EQ(resume(in_the_module()), S_OK);
        EXPECT_EQ(resume(in_the_program()), S_OK);
        EXPECT_FALSE(anything_is_quiesced);
        set_error_info(0, nullptr);
    }

    HRESULT quiesce_module(std::uint32_t timeout = 0) {
        return quiesce(in_the_module(), timeout, &m_remaining);
    }
    HRESULT quiesce_program(std::uint32_t timeout = 0) {
        return quiesce(in_the_program(), timeout, &m_remaining);
    }

    std::uint32_t m_remaining = 99;
};

} // namespace asyncom::core::test
