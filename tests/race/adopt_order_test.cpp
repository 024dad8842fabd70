// SPDX-License-Identifier: MIT
// Forced orders of Adopt: a thread of the library is held inside the foreign operation, while that
// fires on another thread, or the client cancels or lets go.
#include <gtest/gtest.h>

#include "composed_operation.h"
#include "gated_foreign.h"

namespace {

using namespace race;

class AdoptOrder : public testing::Test {
protected:
    AdoptOrder() : m_foreign(iid()) {}
    ~AdoptOrder() override {
        m_adopted.let_go();
        m_foreign.let_go();
        EXPECT_TRUE(m_foreign.alone());
    }
    static IAsyncType* type() {
        IAsyncType* found = nullptr;
        AsyncomGetType(u4_with_f8, &found);
        return found;
    }
    static GUID iid() {
        GUID found{};
        type()->GetIid(ASYNCOM_IID_OPERATION, &found);
        return found;
    }
    HRESULT adopt() {
        return AsyncomAdopt(m_foreign.face(), type(), nullptr, &IID_IAsyncControl,
                            m_adopted.place());
    }
    // Also with a handler.
    void make() {
        ASSERT_EQ(adopt(), S_OK);
        m_adopted.hear();
    }
    std::uint32_t result() const {
        void* family = nullptr;
        EXPECT_EQ(m_adopted.control->QueryInterface(iid(), &family), S_OK);
        std::uint32_t found = 0;
        EXPECT_EQ(slots_of(family).GetResults(family, &found), S_OK);
        release(family);
        return found;
    }
    // Who stands in GetResults has told of the end.
    template <class Meanwhile>
    void hold_an_end(Meanwhile&& meanwhile) {
        hold_at(
            m_foreign.in_get_results, [&] { m_foreign.fire(completed_status); }, meanwhile);
    }

    gated_foreign m_foreign;
    composed_operation m_adopted;
};

// ---- held while Adopt puts its handlers

TEST_F(AdoptOrder, AnEndWhileAdoptPutsItsHandlerIsTheOperations) {
    hold_at(
        m_foreign.in_put_completed, [&] { EXPECT_EQ(adopt(), S_OK); },
        [&] { m_foreign.fire(completed_status); });
    EXPECT_EQ(m_adopted.status(), completed_status);
    EXPECT_EQ(result(), 7U);
}

// On a thread of the foreign's, and inline when the call goes on.
TEST_F(AdoptOrder, OfTwoEndsWhileAdoptPutsItsHandlerTheFirstCounts) {
    m_foreign.inside_put_completed = [&] { m_foreign.fire(canceled_status); };
    hold_at(
        m_foreign.in_put_completed, [&] { EXPECT_EQ(adopt(), S_OK); },
        [&] { m_foreign.fire(error_status); });
    EXPECT_EQ(m_adopted.status(), error_status);
    EXPECT_EQ(m_adopted.error_code(), E_FAIL);
}

TEST_F(AdoptOrder, AnEndWhilePutFailsIsNobodys) {
    m_foreign.answer_of_put = E_ACCESSDENIED;
    hold_at(
        m_foreign.in_put_completed, [&] { EXPECT_EQ(adopt(), E_ACCESSDENIED); },
        [&] { m_foreign.fire(completed_status); });
    EXPECT_EQ(m_adopted.control, nullptr);
    m_foreign.fire(completed_status);
}

TEST_F(AdoptOrder, AReportWhileAdoptPutsItsHandlerIsTaken) {
    hold_at(
        m_foreign.in_put_completed, [&] { EXPECT_EQ(adopt(), S_OK); },
        [&] { m_foreign.report(0.5); });
    EXPECT_EQ(m_adopted.status(), 0);
    m_foreign.fire(completed_status);
    EXPECT_EQ(m_adopted.status(), completed_status);
}

// Asked whether it had ended before the handler came, it told so and then fires something else.
TEST_F(AdoptOrder, AnEndWhileAdoptAsksForTheStatusCounts) {
    m_foreign.status = completed_status;
    hold_at(
        m_foreign.in_get_status, [&] { EXPECT_EQ(adopt(), S_OK); },
        [&] { m_foreign.fire(error_status); });
    EXPECT_EQ(m_adopted.status(), error_status);
}

// ---- held while the result is taken

TEST_F(AdoptOrder, ASecondEndWhileTheResultIsTakenIsIgnored) {
    make();
    hold_an_end([&] {
        m_foreign.fire(error_status);
        m_foreign.fire(completed_status);
        EXPECT_FALSE(m_adopted.has_ended());
    });
    EXPECT_EQ(m_adopted.completed.status, completed_status);
    EXPECT_EQ(m_adopted.completed.invoked, 1);
    EXPECT_EQ(result(), 7U);
}

TEST_F(AdoptOrder, CancelWhileTheResultIsTakenWins) {
    make();
    hold_an_end([&] {
        EXPECT_EQ(m_adopted.cancel(), S_OK);
        EXPECT_EQ(m_foreign.cancels, 1);
    });
    EXPECT_EQ(m_adopted.completed.status, canceled_status);
}

TEST_F(AdoptOrder, LastConsumerLetsGoWhileTheResultIsTaken) {
    make();
    hold_an_end([&] { m_adopted.let_go(); });
    EXPECT_EQ(m_adopted.completed.status, completed_status);
    m_foreign.fire(error_status);
    EXPECT_EQ(m_adopted.completed.invoked, 1);
}

TEST_F(AdoptOrder, ForeignLetsGoOfItsHandlersWhileTheResultIsTaken) {
    make();
    IUnknown* const face = m_foreign.face();
    face->AddRef(); // the call that is held uses it
    hold_an_end([&] { m_foreign.report(0.5); });
    m_foreign.let_go();
    EXPECT_EQ(m_adopted.completed.status, completed_status);
    face->Release();
}

// ---- held inside Cancel of the foreign

TEST_F(AdoptOrder, AnEndDuringTheCancelThatIsPassedOnDoesNotWaitForIt) {
    make();
    hold_at(
        m_foreign.in_cancel, [&] { EXPECT_EQ(m_adopted.cancel(), S_OK); },
        [&] {
            EXPECT_FALSE(m_adopted.has_ended());
            m_foreign.fire(completed_status);
            EXPECT_EQ(m_adopted.completed.status, canceled_status);
        });
    EXPECT_EQ(m_foreign.cancels, 1);
}

TEST_F(AdoptOrder, AFailureDuringTheCancelThatIsPassedOnChangesNothing) {
    make();
    IAsyncControl* const canceling = m_adopted.control;
    canceling->AddRef();
    hold_at(
        m_foreign.in_cancel,
        [&] {
            EXPECT_EQ(canceling->CancelWithReason(E_ABORT, nullptr), S_OK);
            canceling->Release();
        },
        [&] {
            m_foreign.fire(error_status);
            m_adopted.let_go();
            EXPECT_FALSE(m_foreign.alone()) << "it is inside of its own Cancel";
        });
    EXPECT_EQ(m_adopted.completed.status, canceled_status);
}

// ---- held inside a handler of the operation's client

TEST_F(AdoptOrder, AnEndDuringAReportComesAfterIt) {
    gated_progress progress;
    make();
    void* family = nullptr;
    EXPECT_EQ(m_adopted.control->QueryInterface(iid(), &family), S_OK);
    slots_of(family).put_Progress(family, &progress);
    release(family);
    std::thread ending;
    hold_at(
        progress.in_invoke, [&] { m_foreign.report(0.5); },
        [&] {
            ending = std::thread([&] {
                m_foreign.fire(completed_status);
                EXPECT_EQ(progress.invoked, 1);
            });
            EXPECT_EQ(m_adopted.completed.begun, 0);
        });
    ending.join();
    EXPECT_EQ(m_adopted.completed.status, completed_status);
    m_adopted.let_go();
    EXPECT_TRUE(progress.alone());
}

TEST_F(AdoptOrder, AnotherEndWhileTheFirstIsToldIsIgnored) {
    make();
    hold_at(
        m_adopted.completed.in_invoke, [&] { m_foreign.fire(completed_status); },
        [&] {
            m_foreign.fire(error_status);
            EXPECT_EQ(m_adopted.status(), completed_status);
            m_adopted.let_go();
        });
    EXPECT_EQ(m_adopted.completed.invoked, 1);
}

} // namespace
