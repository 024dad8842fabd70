// SPDX-License-Identifier: MIT
// Operations of another implementation, adopted: those that keep the contract, and those that lie.
#include "adopted_provider.h"
#include "library_provider.h"
#include "naive_provider.h"
#include "support/check.h"
#include "support/errors.h"
#include "support/liar.h"
#include "support/state_table.h"
#include "support/threads.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <thread>
#include <vector>

namespace {

using namespace contract;

// ---- the whole suite

std::vector<std::string> names_of_possible_checks() {
    const adopted_provider adopted;
    std::vector<std::string> names;
    for (const check& each : all_checks())
        if (std::all_of(each.needs.begin(), each.needs.end(),
                        [&](feature what) { return adopted.has(what); }))
            names.push_back(each.name);
    return names;
}

TEST(AdoptedNaive, PassesEveryCheckItHasTheFeaturesFor) {
    adopted_provider adopted;
    const std::vector<std::string> names = names_of_possible_checks();
    EXPECT_GT(names.size(), 60U);
    for (const std::string& name : names)
        for (const std::string& finding : judge(check_named(name), adopted))
            ADD_FAILURE() << name << ": " << finding;
}

TEST(AdoptedNaive, AnswersEveryPossibleRowOfTheTable) {
    adopted_provider adopted;
    std::size_t performed = 0;
    for (const table_row& row : load_state_table()) {
        if (!possible(row, adopted)) continue;
        ++performed;
        for (const std::string& finding : judge_row(row, adopted))
            ADD_FAILURE() << row.title() << ": " << finding;
    }
    EXPECT_GT(performed, 100U);
}

// ---- those that lie

const family& type_of_liars() {
    return operation_with("u4", "f8");
}

class Adopt : public testing::Test {
protected:
    ~Adopt() override {
        m_adopted.release();
        m_liar.completed.reset();
        m_liar.progress.reset();
        EXPECT_EQ(m_liar.references, 1U);
        EXPECT_TRUE(all_objects_gone());
    }
    answer adopt() {
        void* made = nullptr;
        const answer answered =
            AsyncomAdopt(m_liar.as_unknown(), type_of(m_type), nullptr, &m_type.iid, &made);
        EXPECT_EQ(made != nullptr, answered == ok);
        if (made) m_adopted = operation(made, m_type);
        return answered;
    }
    std::uint32_t flags() const {
        AsyncomOperationInfo info{};
        info.size = sizeof info;
        EXPECT_EQ(m_adopted.GetInfo(&info), ok);
        return info.flags;
    }
    std::uint32_t taken() const {
        std::uint32_t result = 0;
        EXPECT_EQ(m_adopted.GetResults(&result), ok);
        return result;
    }
    void expect_error(answer code) const {
        EXPECT_EQ(m_adopted.status(), error);
        EXPECT_EQ(m_adopted.error_code(), code);
        EXPECT_EQ(m_adopted.results(), code);
        empty_error_slot();
    }

    const family& m_type = type_of_liars();
    liar m_liar{m_type.iid};
    operation m_adopted;
};

TEST_F(Adopt, PassesResultProgressCancelAndCloseOn) {
    ASSERT_EQ(adopt(), ok);
    EXPECT_EQ(flags(), ASYNCOM_INFO_ADOPTED);
    double seen = 0;
    const auto handler = make_progress(m_type, [&](void*, const void* value) {
        std::memcpy(&seen, value, sizeof seen);
        return ok;
    });
    m_adopted.put_Progress(handler);
    EXPECT_EQ(m_liar.report(0.25), ok);
    EXPECT_EQ(seen, 0.25);
    EXPECT_EQ(m_adopted.Cancel(), ok);
    EXPECT_EQ(m_liar.cancels, 1);
    m_adopted.Cancel();
    EXPECT_EQ(m_liar.cancels, 1);
    EXPECT_EQ(m_liar.fire(canceled), ok);
    EXPECT_TRUE(m_adopted.ended());
    EXPECT_EQ(m_liar.closes, 0);
    EXPECT_EQ(m_adopted.Close(), ok);
    EXPECT_EQ(m_adopted.Close(), ok);
    EXPECT_EQ(m_liar.closes, 1);
    EXPECT_EQ(m_liar.report(0.5), ok);
    EXPECT_EQ(seen, 0.25);
}

TEST_F(Adopt, ChecksItsArguments) {
    void* made = &made;
    IUnknown* const foreign = m_liar.as_unknown();
    EXPECT_EQ(AsyncomAdopt(nullptr, type_of(m_type), nullptr, &m_type.iid, &made), bad_pointer);
    EXPECT_EQ(made, nullptr);
    EXPECT_EQ(AsyncomAdopt(foreign, nullptr, nullptr, &m_type.iid, &made), bad_pointer);
    EXPECT_EQ(AsyncomAdopt(foreign, type_of(m_type), nullptr, nullptr, &made), bad_pointer);
    EXPECT_EQ(AsyncomAdopt(foreign, type_of(m_type), nullptr, &m_type.iid, nullptr), bad_pointer);
    EXPECT_EQ(AsyncomAdopt(foreign, type_of(m_type), nullptr, &iid_random, &made), no_interface);
    EXPECT_EQ(AsyncomAdopt(foreign, type_of(action()), nullptr, &action().iid, &made),
              no_interface);
    AsyncomOperationOptions options = no_options();
    options.flags = 1;
    EXPECT_EQ(AsyncomAdopt(foreign, type_of(m_type), &options, &m_type.iid, &made), bad_argument);
    m_liar.is_async_info = false;
    EXPECT_EQ(adopt(), no_interface);
    EXPECT_EQ(error_slot_code(), no_interface);
    empty_error_slot();
}

TEST_F(Adopt, GivesAnOperationOfOursBackAsItIs) {
    const both_ends ours = make_both(m_type);
    void* same_one = nullptr;
    EXPECT_EQ(
        AsyncomAdopt(ours.consumer.as_unknown(), type_of(m_type), nullptr, &m_type.iid, &same_one),
        ok);
    EXPECT_EQ(ref::attach(same_one).get(), ours.consumer.get());
    EXPECT_EQ(AsyncomAdopt(ours.consumer.as_unknown(), type_of(action()), nullptr, &action().iid,
                           &same_one),
              no_interface);
    empty_error_slot();
}

TEST_F(Adopt, NamesItAndGivesItAParent) {
    const both_ends parent = make_both(action());
    AsyncomOperationOptions options = no_options();
    options.name = "download";
    options.parent = parent.consumer.as_unknown();
    void* made = nullptr;
    ASSERT_EQ(AsyncomAdopt(m_liar.as_unknown(), type_of(m_type), &options, &m_type.iid, &made), ok);
    m_adopted = operation(made, m_type);
    parent.consumer.Cancel();
    EXPECT_EQ(m_liar.cancels, 1);
    EXPECT_EQ(m_adopted.status(), canceled);
    m_liar.fire(canceled);
}

TEST_F(Adopt, FiredTwiceItEndsOnce) {
    ASSERT_EQ(adopt(), ok);
    const auto handler = make_completed(m_type);
    m_adopted.put_Completed(handler);
    m_liar.status = completed;
    EXPECT_EQ(m_liar.fire(completed), ok);
    m_liar.results = access_denied;
    EXPECT_EQ(m_liar.fire(error), ok);
    EXPECT_EQ(handler->calls(), 1U);
    EXPECT_EQ(taken(), 7U);
}

TEST_F(Adopt, FiredFromTenThreadsItEndsOnce) {
    ASSERT_EQ(adopt(), ok);
    const auto handler = make_completed(m_type);
    m_adopted.put_Completed(handler);
    start_line line(10);
    std::vector<std::thread> threads;
    for (int i = 0; i < 10; ++i)
        threads.emplace_back([&, i] {
            line.meet();
            m_liar.report(0.5);
            m_liar.fire(i % 2 == 0 ? completed : canceled);
        });
    for (std::thread& thread : threads)
        thread.join();
    EXPECT_EQ(handler->calls(), 1U);
    EXPECT_TRUE(m_adopted.ended());
}

TEST_F(Adopt, FiredInsidePutCompletedItHasEnded) {
    m_liar.inside_put_completed = [&] { m_liar.fire(completed); };
    ASSERT_EQ(adopt(), ok);
    EXPECT_EQ(taken(), 7U);
}

TEST_F(Adopt, FiredWithStartedItRunsUntilItIsFiredInEarnest) {
    ASSERT_EQ(adopt(), ok);
    EXPECT_EQ(m_liar.fire(started), ok);
    EXPECT_EQ(m_liar.fire(77), ok);
    EXPECT_EQ(m_adopted.status(), started);
    EXPECT_EQ(m_liar.fire(completed), ok);
    EXPECT_EQ(m_adopted.status(), completed);
}

TEST_F(Adopt, FiredWithStartedItsStatusDecides) {
    ASSERT_EQ(adopt(), ok);
    m_liar.status = completed;
    EXPECT_EQ(m_liar.fire(started), ok);
    EXPECT_EQ(m_adopted.status(), completed);
}

TEST_F(Adopt, AStatusThatGoesBackChangesNothing) {
    ASSERT_EQ(adopt(), ok);
    m_liar.status = completed;
    m_liar.fire(completed);
    m_liar.status = started;
    EXPECT_EQ(m_adopted.status(), completed);
    EXPECT_EQ(taken(), 7U);
}

TEST_F(Adopt, NeverFiredAndLetGoItIsAbandoned) {
    ASSERT_EQ(adopt(), ok);
    EXPECT_EQ(m_adopted.status(), started);
    m_liar.completed.reset();
    expect_error(abandoned);
}

TEST_F(Adopt, NeverFiredButEndedItsStatusDecides) {
    ASSERT_EQ(adopt(), ok);
    m_liar.status = completed;
    m_liar.completed.reset();
    EXPECT_EQ(taken(), 7U);
}

TEST_F(Adopt, EndedBeforeAndNeverFiredItHasEnded) {
    m_liar.status = completed;
    ASSERT_EQ(adopt(), ok);
    EXPECT_EQ(taken(), 7U);
}

TEST_F(Adopt, FailsWithWhatGetResultsFailsWith) {
    ASSERT_EQ(adopt(), ok);
    m_liar.results = access_denied;
    m_liar.fire(completed);
    expect_error(access_denied);
}

TEST_F(Adopt, TakesTheErrorInformationOver) {
    ASSERT_EQ(adopt(), ok);
    m_liar.error_code = access_denied;
    m_liar.results = access_denied;
    m_liar.inside_results = [] { leave_error(access_denied, "the disk said no"); };
    leave_error(unexpected, "of somebody else");
    m_liar.fire(error);
    EXPECT_EQ(error_text(), "of somebody else"); // the firing thread's own
    EXPECT_EQ(m_adopted.error_code(), access_denied);
    EXPECT_EQ(error_text(), "the disk said no");
    empty_error_slot();
}

TEST_F(Adopt, AnErrorWithoutACodeIsSomeError) {
    ASSERT_EQ(adopt(), ok);
    m_liar.fire(error);
    expect_error(static_cast<answer>(0x80004005));
}

TEST_F(Adopt, ATakenSlotIsTheAnswer) {
    m_liar.completed_answer = illegal_delegate_assignment;
    EXPECT_EQ(adopt(), illegal_delegate_assignment);
    EXPECT_FALSE(m_liar.progress);
    EXPECT_EQ(error_slot_code(), illegal_delegate_assignment);
    empty_error_slot();
}

TEST_F(Adopt, ATakenSlotThatFiresAllTheSameIsTheAnswer) {
    m_liar.completed_answer = illegal_delegate_assignment;
    m_liar.inside_put_completed = [&] { m_liar.fire(completed); };
    EXPECT_EQ(adopt(), illegal_delegate_assignment);
    empty_error_slot();
}

TEST_F(Adopt, WithoutAProgressSlotItIsWorthItsEnd) {
    m_liar.progress_answer = illegal_method_call;
    ASSERT_EQ(adopt(), ok);
    m_liar.fire(completed);
    EXPECT_EQ(taken(), 7U);
}

// A cancel inside the client's progress handler, and a foreign that fires inside Cancel: the end
// cannot come inside the handler, so it comes right after.
TEST_F(Adopt, FiredInsideTheProgressHandlerItEndsAfterIt) {
    ASSERT_EQ(adopt(), ok);
    m_liar.inside_cancel = [&] { m_liar.fire(canceled); };
    bool inside = false;
    const auto handler = make_progress(m_type, [&](void*, const void*) {
        inside = true;
        m_adopted.Cancel();
        EXPECT_FALSE(m_adopted.ended());
        inside = false;
        return ok;
    });
    const auto end = make_completed(m_type, [&](void*, std::int32_t) {
        EXPECT_FALSE(inside);
        return ok;
    });
    m_adopted.put_Progress(handler);
    m_adopted.put_Completed(end);
    EXPECT_EQ(m_liar.report(0.5), ok);
    EXPECT_TRUE(m_adopted.ended());
    EXPECT_EQ(end->calls(), 1U);
}

TEST_F(Adopt, RunsOnWhenItsConsumerHasGone) {
    ASSERT_EQ(adopt(), ok);
    const auto handler = make_completed(m_type);
    m_adopted.put_Completed(handler);
    m_adopted.release();
    m_liar.fire(completed);
    EXPECT_EQ(handler->calls(), 1U);
}

// A foreign that fires, reports and lets go, against a client that cancels and leaves: whatever
// comes first, it ends once and nothing is left.
TEST_F(Adopt, RacesOfTheForeignWithItsClientEndOnce) {
    for (int round = 0; round < 500; ++round) {
        ASSERT_EQ(adopt(), ok);
        const auto end = make_completed(m_type);
        const auto heard = make_progress(m_type);
        m_adopted.put_Completed(end);
        m_adopted.put_Progress(heard);
        ref lets_go = std::exchange(m_liar.completed, ref());
        const ref fires = lets_go;
        start_line line(4);
        std::vector<std::thread> threads;
        threads.emplace_back([&] {
            line.meet();
            m_liar.report(0.5);
            m_liar.report(0.7);
        });
        threads.emplace_back([&] {
            line.meet();
            call(fires.get(), 3, static_cast<void*>(nullptr), completed);
        });
        threads.emplace_back([&] {
            line.meet();
            lets_go.reset();
            m_liar.report(0.9);
        });
        threads.emplace_back([&] {
            line.meet();
            m_adopted.Cancel();
            m_adopted.release();
        });
        for (std::thread& thread : threads)
            thread.join();
        EXPECT_EQ(end->calls(), 1U);
        m_liar.progress.reset();
    }
}

// Each known divergence of the field, adopted: it ends, and nothing of it is left.
TEST(AdoptedDivergence, EndsAndIsLetGo) {
    for (int i = 0; i < divergence_count; ++i) {
        naive_provider diverging(static_cast<divergence>(i));
        made_operation foreign = diverging.make(type_of_liars());
        void* made = nullptr;
        ASSERT_EQ(AsyncomAdopt(foreign.consumer.as_unknown(), type_of(type_of_liars()), nullptr,
                               &type_of_liars().iid, &made),
                  ok)
            << i;
        operation adopted(made, type_of_liars());
        foreign.consumer.release();
        const double half = 0.5;
        const std::uint32_t result = 7;
        foreign.worker->report(&half);
        foreign.worker->complete(&result);
        EXPECT_TRUE(adopted.ended()) << i;
        adopted.Close();
        adopted.release();
        foreign.worker.reset();
        EXPECT_TRUE(all_objects_gone()) << i;
    }
    empty_error_slot();
}

} // namespace
