// SPDX-License-Identifier: MIT
// Forced orders of WhenAny and WhenAll: a thread that ends an input, or makes the composition, is
// held inside a cancel handler of another input or inside a handler of the composition.
#include <gtest/gtest.h>

#include "composed_operation.h"

namespace {

using namespace race;

class WhenOrder : public testing::Test {
protected:
    WhenOrder() { m_inputs[1].producer->put_CancelHandler(&m_asked); }

    void make_any(IUnknown* parent = nullptr) {
        IUnknown* inputs[] = {m_inputs[0].control, m_inputs[1].control};
        AsyncomOperationOptions options{};
        options.size = sizeof options;
        options.parent = parent;
        EXPECT_EQ(AsyncomWhenAny(inputs, 2, &options, &IID_IAsyncControl, m_outer.place()), S_OK);
    }
    void make_all() {
        IUnknown* inputs[] = {m_inputs[0].control, m_inputs[1].control};
        EXPECT_EQ(AsyncomWhenAll(inputs, 2, nullptr, nullptr, &IID_IAsyncControl, m_outer.place()),
                  S_OK);
    }
    // Of WhenAll: half for each input.
    void put_progress(gated_progress& handler) {
        IAsyncType* type = nullptr;
        AsyncomGetType("pinterface({1f6db258-e803-48a1-9546-eb7353398884};f8)", &type);
        GUID iid{};
        type->GetIid(ASYNCOM_IID_OPERATION, &iid);
        void* family = nullptr;
        EXPECT_EQ(m_outer.control->QueryInterface(iid, &family), S_OK);
        EXPECT_EQ(slots_of(family).put_Progress(family, &handler), S_OK);
        release(family);
    }
    template <class Meanwhile>
    void hold_first_end_while_the_loser_is_asked(Meanwhile&& meanwhile) {
        hold_at(
            m_asked.in_invoke, [&] { EXPECT_EQ(m_inputs[0].complete(), S_OK); }, meanwhile);
    }

    gated_cancel m_asked; // of the second input
    input_operation m_inputs[2];
    composed_operation m_outer;
};

// ---- held inside the cancel handler of a loser

TEST_F(WhenOrder, AnyDoesNotEndBeforeTheEndOfItsWinnerHasReturned) {
    make_any();
    m_outer.hear();
    hold_first_end_while_the_loser_is_asked([&] {
        EXPECT_EQ(m_inputs[1].complete(), S_FALSE);
        EXPECT_FALSE(m_outer.has_ended());
    });
    EXPECT_EQ(m_outer.completed.status, completed_status);
    EXPECT_EQ(m_outer.completed.invoked, 1);
}

TEST_F(WhenOrder, CancelWhileTheLosersAreAskedIsAccepted) {
    make_any();
    m_outer.hear();
    hold_first_end_while_the_loser_is_asked([&] {
        EXPECT_EQ(m_outer.cancel(), S_OK);
        EXPECT_EQ(m_outer.status(), canceled_status);
        EXPECT_EQ(m_asked.invoked, 0);
    });
    EXPECT_FALSE(m_outer.has_ended()) << "the loser has not";
    EXPECT_EQ(m_inputs[1].producer->EndCanceled(), S_OK);
    EXPECT_EQ(m_outer.completed.status, canceled_status);
    EXPECT_EQ(m_asked.invoked, 1);
}

TEST_F(WhenOrder, LastConsumerLetsGoWhileTheLosersAreAsked) {
    make_any();
    m_outer.hear();
    hold_first_end_while_the_loser_is_asked([&] {
        m_outer.let_go();
        EXPECT_EQ(m_inputs[1].producer->EndCanceled(), S_OK);
        EXPECT_EQ(m_outer.completed.begun, 0);
    });
    EXPECT_EQ(m_outer.completed.status, completed_status);
}

TEST_F(WhenOrder, AnInputThatEndsWhileAnyIsBeingMadeIsAwaited) {
    EXPECT_EQ(m_inputs[0].complete(), S_OK);
    hold_at(
        m_asked.in_invoke, [&] { make_any(); },
        [&] { EXPECT_EQ(m_inputs[1].complete(), S_FALSE); });
    EXPECT_TRUE(m_outer.has_ended());
    EXPECT_EQ(m_outer.status(), completed_status);
}

TEST_F(WhenOrder, CancelOfTheParentReachesAnyWhileItIsBeingMade) {
    input_operation parent;
    EXPECT_EQ(m_inputs[0].complete(), S_OK);
    hold_at(
        m_asked.in_invoke, [&] { make_any(parent.control); },
        [&] { EXPECT_EQ(parent.control->CancelWithReason(E_ABORT, nullptr), S_OK); });
    EXPECT_EQ(m_outer.status(), canceled_status);
    EXPECT_FALSE(m_outer.has_ended());
    EXPECT_EQ(m_inputs[1].producer->EndCanceled(), S_OK);
    EXPECT_TRUE(m_outer.has_ended());
    EXPECT_EQ(parent.producer->EndCanceled(), S_OK);
}

// ---- held inside the progress handler of the composition, which an end reports to

TEST_F(WhenOrder, AnEndDuringTheReportOfAnotherLeavesItsReportAndTheEndToThat) {
    gated_progress progress;
    make_all();
    m_outer.hear();
    put_progress(progress);
    hold_at(
        progress.in_invoke, [&] { EXPECT_EQ(m_inputs[0].complete(), S_OK); },
        [&] {
            EXPECT_EQ(m_inputs[1].complete(), S_OK);
            EXPECT_EQ(progress.begun, 1);
            EXPECT_FALSE(m_outer.has_ended());
        });
    EXPECT_EQ(progress.invoked, 2);
    EXPECT_EQ(m_outer.completed.status, completed_status);
    m_outer.let_go();
    EXPECT_TRUE(progress.alone());
}

TEST_F(WhenOrder, CancelDuringTheReportOfAnEndGoesToTheOthers) {
    gated_progress progress;
    make_all();
    m_outer.hear();
    put_progress(progress);
    hold_at(
        progress.in_invoke, [&] { EXPECT_EQ(m_inputs[0].complete(), S_OK); },
        [&] {
            EXPECT_EQ(m_outer.cancel(), S_OK);
            EXPECT_EQ(m_asked.invoked, 1);
            EXPECT_EQ(m_inputs[1].producer->EndCanceled(), S_OK);
            EXPECT_FALSE(m_outer.has_ended());
        });
    EXPECT_EQ(m_outer.completed.status, canceled_status);
    m_outer.let_go();
    EXPECT_TRUE(progress.alone());
}

TEST_F(WhenOrder, LastConsumerLetsGoDuringTheReportOfAnEnd) {
    gated_progress progress;
    make_all();
    m_outer.hear();
    put_progress(progress);
    hold_at(
        progress.in_invoke, [&] { EXPECT_EQ(m_inputs[0].complete(), S_OK); },
        [&] {
            m_outer.let_go();
            EXPECT_EQ(m_inputs[1].complete(), S_OK);
            EXPECT_EQ(m_outer.completed.begun, 0);
        });
    EXPECT_EQ(m_outer.completed.status, completed_status);
    EXPECT_TRUE(progress.alone());
}

// ---- held inside the Completed handler, and a listener, of the composition

TEST_F(WhenOrder, InputsAreFreeWhileTheCompositionTellsOfItsEnd) {
    make_all();
    m_outer.hear();
    EXPECT_EQ(m_inputs[0].complete(), S_OK);
    hold_at(
        m_outer.completed.in_invoke, [&] { EXPECT_EQ(m_inputs[1].complete(), S_OK); },
        [&] {
            EXPECT_TRUE(m_outer.has_ended());
            EXPECT_TRUE(m_inputs[0].is_alone());
            EXPECT_EQ(m_outer.cancel(), S_FALSE);
            m_outer.let_go();
        });
    EXPECT_EQ(m_outer.completed.invoked, 1);
}

TEST_F(WhenOrder, WhoUnsubscribesFromTheCompositionWaitsForItsCallOfTheEnd) {
    make_any();
    IAsyncType* type = nullptr;
    AsyncomGetType("pinterface({9fc2b0bb-e446-44e2-aa61-9cab8f636af2};u4)", &type);
    gated_listener<std::int32_t> listener(type, ASYNCOM_IID_COMPLETED_HANDLER);
    IAsyncListeners* listeners = nullptr;
    m_outer.control->QueryInterface(IID_IAsyncListeners, reinterpret_cast<void**>(&listeners));
    std::uint64_t token = 0;
    ASSERT_EQ(listeners->SubscribeCompleted(&listener, &token), S_OK);
    EXPECT_EQ(m_inputs[0].complete(), S_OK);
    std::thread leaving;
    hold_at(
        listener.in_invoke, [&] { EXPECT_EQ(m_inputs[1].producer->EndCanceled(), S_OK); },
        [&] {
            leaving = std::thread([&] {
                EXPECT_EQ(listeners->Unsubscribe(token), S_FALSE);
                EXPECT_EQ(listener.invoked, 1);
            });
            m_outer.let_go();
        });
    leaving.join();
    listeners->Release();
    EXPECT_TRUE(listener.alone());
}

} // namespace
