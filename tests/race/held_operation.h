// SPDX-License-Identifier: MIT
// What forced orders of one operation share. A thread is held inside foreign code that the library
// calls, and another one makes its whole call meanwhile. The library holds no lock and no half-made
// state there, so each call answers at once, and as the contract says.
#pragma once

#include "gates.h"

#include <string>

namespace race {

inline constexpr HRESULT has_been_canceled = HRESULT(0x800704C7);

// An operation whose result is an object, with the calls of a client and of a worker.
struct held_operation : raced_operation {
    gated_result object;
    IInspectable* const result = &object;

    held_operation()
        : raced_operation(
              "pinterface({b5d036d7-e297-498f-ba60-0289e76e23dd};cinterface(IInspectable);f8)") {
        create();
    }
    ~held_operation() {
        destroy();
        EXPECT_TRUE(object.alone());
    }

    HRESULT put_completed(IUnknown* handler) {
        return slots_of(consumer).put_Completed(consumer, handler);
    }
    HRESULT put_progress(IUnknown* handler) {
        return slots_of(consumer).put_Progress(consumer, handler);
    }
    void* get_completed() {
        void* got = nullptr;
        EXPECT_EQ(slots_of(consumer).get_Completed(consumer, &got), S_OK);
        return got;
    }
    void* get_progress() {
        void* got = nullptr;
        EXPECT_EQ(slots_of(consumer).get_Progress(consumer, &got), S_OK);
        return got;
    }
    HRESULT report() {
        const double value = 0.5;
        return producer->ReportProgress(&value);
    }
    HRESULT complete() { return producer->Complete(&result); }
    HRESULT cancel() { return control->CancelWithReason(E_ABORT, nullptr); }
    bool has_ended() {
        AsyncomBoolean ended = 0;
        control->get_Ended(&ended);
        return ended != 0;
    }
    // By any getter: from then on handlers are in counted cells under a mutex.
    void enter_extended_mode() { release(get_completed()); }
    IWeakReference* weak() {
        IWeakReferenceSource* source = nullptr;
        slots_of(consumer).QueryInterface(consumer, &IID_IWeakReferenceSource,
                                          reinterpret_cast<void**>(&source));
        IWeakReference* made = nullptr;
        EXPECT_EQ(source->GetWeakReference(&made), S_OK);
        source->Release();
        return made;
    }
    void release_consumers() {
        release(std::exchange(control, nullptr));
        release(std::exchange(consumer, nullptr));
    }
    void release_producer() { std::exchange(producer, nullptr)->Release(); }
};

inline IAsyncInfo* resolve(IWeakReference* weak) {
    IInspectable* found = nullptr;
    EXPECT_EQ(weak->Resolve(IID_IAsyncInfo, &found), S_OK);
    return static_cast<IAsyncInfo*>(found);
}

inline int32_t status_of(IAsyncInfo* info) {
    AsyncStatus status{};
    EXPECT_EQ(info->get_Status(&status), S_OK);
    return int32_t(status);
}

// In fast mode, and with the counted cells that a getter brings.
class order_in_both_modes : public testing::TestWithParam<bool> {
protected:
    order_in_both_modes() {
        if (GetParam()) target.enter_extended_mode();
    }
    held_operation target;
};

inline std::string name_of_mode(const testing::TestParamInfo<bool>& info) {
    return info.param ? "ExtendedMode" : "FastMode";
}

} // namespace race
