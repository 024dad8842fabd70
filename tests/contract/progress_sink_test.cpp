// SPDX-License-Identifier: MIT
// Progress through a sink, as a client sees it: every kind of value, every end, every wrong call.
#include "library_provider.h"
#include "naive_provider.h"
#include "support/check.h"
#include "support/errors.h"
#include "support/sinking.h"
#include "support/threads.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <limits>
#include <thread>
#include <vector>

namespace {

using namespace contract;

// The lowest rate there is: what is reported in a row mostly waits, and on a machine that is busy
// for a second it does not; what is asserted holds both ways.
constexpr std::uint32_t once_per_second = 1;

struct fractions {
    std::vector<double> values; // no two deliveries overlap, and the end waits for the last
    own<progress_handler> handler;

    explicit fractions(const operation& of)
        : handler(make_progress(of.type(), [this](void*, const void* value) {
              double read = 0;
              std::memcpy(&read, value, sizeof read);
              values.push_back(read);
              return ok;
          })) {
        of.put_Progress(handler);
    }
};

double shown_progress(const operation& op) {
    AsyncomOperationInfo info{};
    info.size = sizeof info;
    EXPECT_EQ(op.GetInfo(&info), ok);
    return info.progress;
}

TEST(ProgressSink, AnswersItsInterfaces) {
    const both_ends ends = make_both(action_with("f8"));
    const sinking sink(ends.worker);
    for (const GUID& iid : {iid_unknown, IID_IAsyncProgressSink, iid_agile})
        EXPECT_EQ(sink.face().query(iid).get(), sink.face().get());
    EXPECT_FALSE(sink.face().query(iid_random));
    EXPECT_EQ(references_of(sink.face().get()), 1U);
}

TEST(ProgressSink, ChecksItsArguments) {
    const both_ends ends = make_both(action_with("f8"));
    auto* const worker = static_cast<IAsyncProducer*>(ends.worker.get());
    IAsyncProgressSink* made = reinterpret_cast<IAsyncProgressSink*>(&made);
    EXPECT_EQ(AsyncomCreateProgressSink(nullptr, 0, &made), bad_pointer);
    EXPECT_EQ(made, nullptr);
    EXPECT_EQ(AsyncomCreateProgressSink(worker, 0, nullptr), bad_pointer);
    const both_ends without = make_both(action());
    sinking none;
    EXPECT_EQ(none.open(without.worker, 0), not_implemented);
    EXPECT_EQ(error_slot_code(), not_implemented);
    const sinking sink(ends.worker);
    EXPECT_EQ(sink.Report(nullptr), bad_pointer);
    EXPECT_EQ(sink.AddChild(nullptr, 1), bad_pointer);
    for (const double weight :
         {-1.0, std::numeric_limits<double>::quiet_NaN(), std::numeric_limits<double>::infinity()})
        EXPECT_EQ(sink.AddChild(without.consumer.as_unknown(), weight), bad_argument);
    EXPECT_EQ(sink.AddChild(ends.consumer.as_unknown(), 1), bad_argument);
    naive_provider naive;
    const made_operation foreign = naive.make(action());
    EXPECT_EQ(sink.AddChild(foreign.consumer.as_unknown(), 1), no_interface);
    EXPECT_EQ(error_slot_code(), no_interface);
    foreign.worker->complete(nullptr);
    const both_ends counts = make_both(action_with("u4"));
    const sinking counting(counts.worker);
    EXPECT_EQ(counting.AddChild(without.consumer.as_unknown(), 1), not_implemented);
    empty_error_slot();
}

// A producer of another implementation, with an operation of another one behind it.
struct foreign_producer : hand_made {
    foreign_producer()
        : hand_made(functions(), iid_producer,
                    [](hand_made* self) { delete static_cast<foreign_producer*>(self); }) {}

    IAsyncProducer* face() { return reinterpret_cast<IAsyncProducer*>(this); }

    made_operation behind = naive_provider().make(action_with("f8"));

private:
    static answer ASYNCOM_CALL not_needed(void*) { return not_implemented; }
    static answer ASYNCOM_CALL give_operation(void* self, const GUID* iid, void** out) {
        return query(static_cast<foreign_producer*>(self)->behind.consumer.get(), *iid, out);
    }
    static const void* const* functions() {
        static const void* const* const table = [] {
            static const void* slots[13];
            std::fill(std::begin(slots), std::end(slots),
                      reinterpret_cast<const void*>(&not_needed));
            slots[0] = reinterpret_cast<const void*>(&hand_made::query_interface);
            slots[1] = reinterpret_cast<const void*>(&hand_made::increment);
            slots[2] = reinterpret_cast<const void*>(&hand_made::decrement);
            slots[11] = reinterpret_cast<const void*>(&give_operation);
            return slots;
        }();
        return table;
    }
};

TEST(ProgressSink, RefusesAProducerOfAnotherImplementation) {
    const own<foreign_producer> foreign;
    auto* made = reinterpret_cast<IAsyncProgressSink*>(foreign.get());
    EXPECT_EQ(AsyncomCreateProgressSink(foreign->face(), 0, &made), no_interface);
    EXPECT_EQ(made, nullptr);
    EXPECT_EQ(error_slot_code(), no_interface);
    EXPECT_TRUE(foreign.alone());
    empty_error_slot();
}

TEST(ProgressSink, CarriesEveryKindOfValue) {
    for (const family* each : select(families::every_progress)) {
        const both_ends ends = make_both(*each);
        const value sent = value::sample(*each->progress, 3);
        std::atomic<int> heard{0};
        const auto handler = make_progress(*each, [&](void* sender, const void* got) {
            EXPECT_EQ(sender, ends.consumer.get()) << each->name;
            EXPECT_TRUE(sent.equals(got)) << each->name;
            ++heard;
            return ok;
        });
        ends.consumer.put_Progress(handler);
        sinking sink(ends.worker, once_per_second);
        EXPECT_EQ(sink.Report(sent.address()), ok);
        EXPECT_EQ(heard, 1) << each->name;
        EXPECT_EQ(sink.Report(sent.address()), ok); // waits
        EXPECT_EQ(sink.Report(sent.address()), ok); // replaces it
        EXPECT_EQ(sink.Flush(), ok);
        EXPECT_EQ(sink.Report(sent.address()), ok); // left to the last Release
        sink.release();
        ends.worker.EndCanceled();
        EXPECT_GE(heard, 3) << each->name;
        EXPECT_LE(heard, 4) << each->name;
    }
}

TEST(ProgressSink, EveryEndDeliversWhatWaitsFirst) {
    for (const std::int32_t outcome : {completed, error, canceled}) {
        const both_ends ends = make_both(action_with("f8"));
        const fractions heard(ends.consumer);
        std::vector<double> heard_at_end;
        const auto end = make_completed(ends.consumer.type(), [&](void*, std::int32_t) {
            heard_at_end = heard.values;
            return ok;
        });
        ends.consumer.put_Completed(end);
        const sinking sink(ends.worker, once_per_second);
        for (const double each : {0.1, 0.2, 0.3})
            EXPECT_EQ(sink.Report(each), ok);
        EXPECT_EQ(outcome == completed ? ends.worker.Complete(nullptr)
                  : outcome == error   ? ends.worker.Fail(access_denied, nullptr)
                                       : ends.worker.EndCanceled(),
                  ok);
        EXPECT_EQ(end->calls(), 1U);
        ASSERT_GE(heard_at_end.size(), 2U);
        EXPECT_EQ(heard_at_end.front(), 0.1);
        EXPECT_EQ(heard_at_end.back(), 0.3);
        EXPECT_TRUE(std::is_sorted(heard_at_end.begin(), heard_at_end.end()));
        EXPECT_EQ(shown_progress(ends.consumer), 0.3);
        EXPECT_EQ(sink.Report(0.4), no);
        EXPECT_EQ(sink.AddChild(make_both(action()).consumer.as_unknown(), 1), no);
        EXPECT_EQ(sink.Flush(), ok);
        EXPECT_EQ(heard.values, heard_at_end);
    }
}

TEST(ProgressSink, GoesOnAfterACancelRequest) {
    const both_ends ends = make_both(action_with("f8"));
    const fractions heard(ends.consumer);
    const sinking sink(ends.worker);
    ends.consumer.Cancel();
    EXPECT_EQ(sink.Report(0.5), ok);
    EXPECT_EQ(heard.values, (std::vector<double>{0.5}));
    EXPECT_EQ(ends.worker.EndCanceled(), ok);
}

TEST(ProgressSink, TheHandlersFailureIsCountedAndReachesNobody) {
    const both_ends ends = make_both(action_with("f8"));
    const auto handler =
        make_progress(ends.consumer.type(), [](void*, const void*) { return access_denied; });
    ends.consumer.put_Progress(handler);
    const sinking sink(ends.worker);
    EXPECT_EQ(sink.Report(0.5), ok);
    AsyncomOperationInfo info{};
    info.size = sizeof info;
    EXPECT_EQ(ends.consumer.GetInfo(&info), ok);
    EXPECT_EQ(info.handler_failures, 1U);
    EXPECT_EQ(info.first_handler_failure, access_denied);
}

TEST(ProgressSink, HoldsTheProducer) {
    both_ends ends = make_both(action_with("f8"));
    sinking sink(ends.worker);
    ends.worker.release();
    EXPECT_EQ(ends.consumer.status(), started);
    EXPECT_EQ(sink.Report(0.5), ok);
    sink.release();
    EXPECT_EQ(ends.consumer.status(), error);
    EXPECT_EQ(ends.consumer.error_code(), abandoned);
    empty_error_slot();
}

TEST(ProgressSink, AddsUpChildrenOfAnyFamily) {
    const both_ends ends = make_both(action_with("f8"));
    const fractions heard(ends.consumer);
    const sinking sink(ends.worker);
    const both_ends knows = make_both(action_with("f8"));
    const both_ends counts = make_both(action_with("u4"));
    const both_ends silent = make_both(action());
    for (const both_ends* each : {&knows, &counts, &silent})
        EXPECT_EQ(sink.AddChild(each->consumer.as_unknown(), each == &silent ? 2 : 1), ok);
    const double half = 0.5;
    const std::uint32_t number = 17;
    knows.worker.ReportProgress(&half);
    counts.worker.ReportProgress(&number); // is no fraction
    silent.worker.Complete(nullptr);
    counts.worker.Fail(access_denied, nullptr);
    knows.consumer.Cancel();
    knows.worker.EndCanceled();
    EXPECT_EQ(heard.values, (std::vector<double>{0.125, 0.625, 0.875, 1.0}));
}

TEST(ProgressSink, AddsUpTenThousandChildren) {
    constexpr std::size_t count = 10'000;
    const both_ends ends = make_both(action_with("f8"));
    const fractions heard(ends.consumer);
    const sinking sink(ends.worker);
    std::vector<both_ends> children;
    for (std::size_t i = 0; i < count; ++i) {
        children.push_back(make_both(action_with("f8")));
        ASSERT_EQ(sink.AddChild(children.back().consumer.as_unknown(), 1), ok);
    }
    const double half = 0.5;
    for (const both_ends& each : children)
        each.worker.ReportProgress(&half);
    EXPECT_EQ(heard.values.back(), 0.5);
    for (const both_ends& each : children)
        each.worker.Complete(nullptr);
    EXPECT_EQ(heard.values.back(), 1);
    EXPECT_TRUE(std::is_sorted(heard.values.begin(), heard.values.end()));
}

// The last value of many that came too early needs nobody to come.
TEST(ProgressSink, ThePoolDeliversTheLatestOfWhatWaits) {
    const both_ends ends = make_both(action_with("f8"));
    gate last;
    const auto handler = make_progress(ends.consumer.type(), [&](void*, const void* value) {
        double read = 0;
        std::memcpy(&read, value, sizeof read);
        if (read == 1) last.open();
        return ok;
    });
    ends.consumer.put_Progress(handler);
    const sinking sink(ends.worker, 1000);
    for (int i = 1; i <= 1000; ++i)
        EXPECT_EQ(sink.Report(i / 1000.0), ok);
    last.wait();
    ends.worker.Complete(nullptr);
}

// The end waits for a delivery on another thread, and no value comes after it.
TEST(ProgressSink, NothingIsDeliveredOnceTheEndHasReturned) {
    const both_ends ends = make_both(action_with("f8"));
    gate inside;
    std::atomic<bool> over{false};
    const auto handler = make_progress(ends.consumer.type(), [&](void*, const void*) {
        EXPECT_FALSE(over);
        inside.open();
        return ok;
    });
    ends.consumer.put_Progress(handler);
    const sinking sink(ends.worker);
    std::vector<std::thread> reporters;
    for (int i = 0; i < 3; ++i)
        reporters.emplace_back([&] {
            while (sink.Report(0.5) == ok)
                std::this_thread::yield();
        });
    inside.wait();
    EXPECT_EQ(ends.worker.Complete(nullptr), ok);
    over = true;
    for (std::thread& each : reporters)
        each.join();
}

} // namespace
