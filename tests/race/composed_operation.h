// SPDX-License-Identifier: MIT
// An operation that is made of others, as forced orders use it: with a handler that tells of its
// end, and another thread that may let go of it.
#pragma once

#include "held_operation.h"

namespace race {

inline constexpr const char* u4_with_f8 =
    "pinterface({b5d036d7-e297-498f-ba60-0289e76e23dd};u4;f8)";

// An input with a number as its result.
struct input_operation : raced_operation {
    input_operation() : raced_operation(u4_with_f8) { create(); }
    ~input_operation() {
        EXPECT_TRUE(is_alone());
        destroy();
    }
    HRESULT complete() {
        const std::uint32_t result = 7;
        return producer->Complete(&result);
    }
    // Nobody holds it but the test.
    bool is_alone() const {
        control->AddRef();
        return control->Release() == 3; // consumer, control and the producers
    }
};

struct composed_operation {
    IAsyncControl* control = nullptr;
    gated_completed completed; // put by hear

    ~composed_operation() {
        let_go();
        EXPECT_TRUE(completed.alone());
    }
    void** place() { return reinterpret_cast<void**>(&control); }
    void hear() {
        completed.AddRef();
        EXPECT_EQ(AsyncomAttachCompleted(control, &completed), S_OK); // which takes it over
    }
    void let_go() { release(std::exchange(control, nullptr)); }
    HRESULT cancel() { return control->CancelWithReason(E_ABORT, nullptr); }
    std::int32_t status() const { return info().status; }
    bool has_ended() const {
        AsyncomBoolean ended = 0;
        EXPECT_EQ(control->get_Ended(&ended), S_OK);
        return ended != 0;
    }
    HRESULT error_code() const {
        IAsyncInfo* found = nullptr;
        control->QueryInterface(IID_IAsyncInfo, reinterpret_cast<void**>(&found));
        HRESULT code = S_OK;
        EXPECT_EQ(found->get_ErrorCode(&code), S_OK);
        found->Release();
        return code;
    }

private:
    AsyncomOperationInfo info() const {
        AsyncomOperationInfo got{};
        got.size = sizeof got;
        EXPECT_EQ(control->GetInfo(&got), S_OK);
        return got;
    }
};

} // namespace race
