// SPDX-License-Identifier: MIT
// Forced orders of Follow: a thread is held while the result of what is followed is copied, inside
// its cancel handler, and inside the handlers of who follows.
#include <gtest/gtest.h>

#include "held_operation.h"

namespace {

using namespace race;

class FollowOrder : public testing::Test {
protected:
    FollowOrder() { m_target.put_completed(&m_completed); }

    HRESULT follow() { return m_target.producer->Follow(m_followed.control); }

    gated_completed m_completed; // of who follows
    held_operation m_followed;
    held_operation m_target;
};

TEST_F(FollowOrder, CancelWhileTheResultIsTakenOverWinsAndTheResultIsKept) {
    EXPECT_EQ(m_followed.complete(), S_OK);
    hold_at(
        m_followed.object.in_add_ref, [&] { EXPECT_EQ(follow(), S_OK); },
        [&] {
            EXPECT_EQ(m_target.cancel(), S_OK);
            EXPECT_EQ(m_completed.begun, 0);
        });
    EXPECT_EQ(m_completed.status, canceled_status);
    IInspectable* partial = nullptr;
    EXPECT_EQ(m_target.control->GetPartialResult(&partial), S_OK);
    EXPECT_EQ(partial, &m_followed.object);
    release(partial);
    m_target.destroy();
}

TEST_F(FollowOrder, LastReferencesGoWhileTheResultIsTakenOver) {
    EXPECT_EQ(m_followed.complete(), S_OK);
    IAsyncProducer* const following = m_target.producer;
    following->AddRef();
    hold_at(
        m_followed.object.in_add_ref,
        [&] {
            EXPECT_EQ(following->Follow(m_followed.control), S_OK);
            following->Release();
        },
        [&] {
            m_target.release_producer();
            m_target.release_consumers();
        });
    EXPECT_EQ(m_completed.status, completed_status);
}

TEST_F(FollowOrder, AnEndDuringTheCancelThatIsPassedOnDoesNotWaitForIt) {
    gated_cancel asked;
    m_followed.producer->put_CancelHandler(&asked);
    EXPECT_EQ(follow(), S_OK);
    hold_at(
        asked.in_invoke, [&] { EXPECT_EQ(m_target.cancel(), S_OK); },
        [&] {
            EXPECT_FALSE(m_target.has_ended());
            EXPECT_EQ(m_followed.producer->EndCanceled(), S_OK);
            EXPECT_EQ(m_completed.status, canceled_status);
            m_target.release_producer();
        });
    EXPECT_EQ(asked.invoked, 1);
    EXPECT_TRUE(m_completed.alone());
}

TEST_F(FollowOrder, ProducerOfWhatIsFollowedGoesDuringTheCancelThatIsPassedOn) {
    gated_cancel asked;
    m_followed.producer->put_CancelHandler(&asked);
    EXPECT_EQ(follow(), S_OK);
    hold_at(
        asked.in_invoke, [&] { EXPECT_EQ(m_target.cancel(), S_OK); },
        [&] {
            m_followed.release_producer();
            EXPECT_EQ(m_completed.begun, 0) << "the handler's sender may still end it";
        });
    EXPECT_EQ(m_completed.status, canceled_status);
}

TEST_F(FollowOrder, EverybodyLetsGoWhileTheEndIsTold) {
    EXPECT_EQ(follow(), S_OK);
    IAsyncProducer* const ending = m_followed.producer;
    ending->AddRef();
    hold_at(
        m_completed.in_invoke,
        [&] {
            EXPECT_EQ(ending->Complete(&m_followed.result), S_OK);
            ending->Release();
        },
        [&] {
            m_target.release_consumers();
            m_target.release_producer();
            m_followed.release_consumers();
            m_followed.release_producer();
        });
    EXPECT_EQ(m_completed.invoked, 1);
    EXPECT_TRUE(m_completed.alone());
}

TEST_F(FollowOrder, AnEndDuringAReportThatIsHandedOnIsToldAfterIt) {
    gated_progress progress;
    m_target.put_progress(&progress);
    EXPECT_EQ(follow(), S_OK);
    hold_at(
        progress.in_invoke, [&] { EXPECT_EQ(m_followed.report(), S_OK); },
        [&] {
            EXPECT_EQ(m_followed.complete(), S_OK);
            EXPECT_EQ(m_target.status(), 0);
        });
    EXPECT_EQ(progress.invoked, 1);
    EXPECT_EQ(m_completed.status, completed_status);
    EXPECT_TRUE(progress.alone());
}

} // namespace
