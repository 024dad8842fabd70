// SPDX-License-Identifier: MIT
// Listeners: any number, in order, and each can leave at any moment.
#include "library_provider.h"
#include "support/check.h"
#include "support/errors.h"
#include "support/listening.h"
#include "support/threads.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <string>
#include <vector>

namespace {

using namespace contract;

std::uint32_t listeners_of(const operation& op) {
    AsyncomOperationInfo info{};
    info.size = sizeof info;
    EXPECT_EQ(op.GetInfo(&info), ok);
    return info.listeners;
}

answer end_as(const both_ends& ends, std::int32_t outcome) {
    const result_of result(ends.consumer.type(), 5);
    if (outcome == completed) return ends.worker.Complete(result.argument());
    if (outcome == error) return ends.worker.Fail(access_denied, nullptr);
    ends.consumer.Cancel();
    return ends.worker.EndCanceled();
}

// ---- the interface

TEST(Listeners, BelongToTheOperationsIdentityAndNotToItsList) {
    for (const family& each : all_families()) {
        const both_ends ends = make_both(each);
        const ref face = ends.consumer.query(iid_listeners);
        ASSERT_TRUE(face);
        EXPECT_EQ(ends.consumer.query(iid_listeners).get(), face.get());
        for (const GUID& iid : {iid_unknown, iid_inspectable, iid_agile, iid_async_info,
                                iid_control, iid_weak_source, iid_listeners, each.iid}) {
            const ref there = face.query(iid);
            ASSERT_TRUE(there) << text_of(iid);
            EXPECT_EQ(there.query(iid_listeners).get(), face.get());
            EXPECT_EQ(there.get(), ends.consumer.query(iid).get());
        }
        EXPECT_FALSE(face.query(iid_random));
        EXPECT_FALSE(face.query(iid_producer));
        GUID* iids = nullptr;
        std::uint32_t count = 0;
        ASSERT_EQ(call(ends.consumer.get(), 3, &count, &iids), ok);
        EXPECT_EQ(count, 2U);
        CoTaskMemFree(iids);
    }
}

TEST(Listeners, TheirFaceIsTheOperationToTheFlatFunctions) {
    const both_ends ends = make_both(action());
    const listening face(ends.consumer);
    EXPECT_EQ(AsyncomWait(unknown(face.get()), 0), no);
    const own<completed_handler> handler = make_completed(action());
    add_ref(handler.get());
    EXPECT_EQ(AsyncomAttachCompleted(unknown(face.get()), unknown(handler.get())), ok);
    ends.worker.Complete(nullptr);
    EXPECT_EQ(handler->calls(), 1U);
}

TEST(Listeners, RefuseNullAndHandlersOfOtherTypes) {
    for (const family& each : plain_families()) {
        const both_ends ends = make_both(each);
        const listening face(ends.consumer);
        std::uint64_t token = 7;
        EXPECT_EQ(face.SubscribeCompleted(nullptr, &token), bad_pointer);
        EXPECT_EQ(token, 0U);
        EXPECT_NE(error_text(), "");
        token = 7;
        EXPECT_EQ(face.SubscribeProgress(nullptr, 0, &token), bad_pointer);
        EXPECT_EQ(token, 0U);
        const family& other = operation_of("g16");
        const own<completed_handler> stranger = make_completed(other);
        token = 7;
        EXPECT_EQ(face.SubscribeCompleted(stranger, &token), no_interface);
        EXPECT_EQ(token, 0U);
        EXPECT_TRUE(stranger.alone());
        token = 7;
        EXPECT_EQ(face.SubscribeProgress(stranger, 0, &token),
                  each.has_progress() ? no_interface : not_implemented);
        EXPECT_EQ(token, 0U);
        EXPECT_TRUE(stranger.alone());
        EXPECT_EQ(listeners_of(ends.consumer), 0U);
    }
    empty_error_slot();
}

TEST(Listeners, MayBeSubscribedWithoutATokenAndCounted) {
    const family& of = action_with("f8");
    const both_ends ends = make_both(of);
    const listening face(ends.consumer);
    const own<completed_handler> end = make_completed(of);
    const own<progress_handler> progress = make_progress(of);
    EXPECT_EQ(face.SubscribeCompleted(end, nullptr), ok);
    EXPECT_EQ(face.SubscribeProgress(progress, 0, nullptr), ok);
    EXPECT_EQ(listeners_of(ends.consumer), 2U);
    ends.worker.Complete(nullptr);
    EXPECT_EQ(end->calls(), 1U);
    EXPECT_EQ(listeners_of(ends.consumer), 0U);
    EXPECT_EQ(face.SubscribeCompleted(end, nullptr), ok);
    EXPECT_EQ(end->calls(), 2U);
}

TEST(Listeners, HaveTokensThatDiffer) {
    const family& of = action_with("f8");
    const both_ends ends = make_both(of);
    const listening face(ends.consumer);
    const own<completed_handler> end = make_completed(of);
    const own<progress_handler> progress = make_progress(of);
    std::set<std::uint64_t> tokens{0};
    const auto subscribe_both = [&] {
        EXPECT_TRUE(tokens.insert(face.completed(end)).second);
        EXPECT_TRUE(tokens.insert(face.progress(progress)).second);
    };
    for (int i = 0; i < 100; ++i)
        subscribe_both();
    for (const std::uint64_t token : tokens)
        EXPECT_EQ(face.Unsubscribe(token), token == 0 ? no : ok);
    for (int i = 0; i < 100; ++i)
        subscribe_both();
    ends.worker.Complete(nullptr);
    for (int i = 0; i < 100; ++i)
        subscribe_both();
}

// ---- the end

TEST(Listeners, HearTheEndInTheirOrderAfterTheHandler) {
    for (const family& each : plain_families()) {
        for (const std::int32_t outcome : {completed, canceled, error}) {
            const both_ends ends = make_both(each);
            const listening face(ends.consumer);
            std::vector<int> order;
            const auto making = [&](int place) {
                return make_completed(each, [&order, place](void*, std::int32_t) {
                    order.push_back(place);
                    return ok;
                });
            };
            const own<completed_handler> first = making(1);
            const own<completed_handler> second = making(2);
            const own<completed_handler> handler = making(0);
            EXPECT_NE(face.completed(first), 0U);
            EXPECT_NE(face.completed(second), 0U);
            EXPECT_EQ(ends.consumer.put_Completed(handler), ok);
            end_as(ends, outcome);
            EXPECT_EQ(order, (std::vector{0, 1, 2}));
            for (const own<completed_handler>* one : {&first, &second, &handler}) {
                EXPECT_EQ((*one)->last().status, outcome);
                EXPECT_EQ((*one)->last().sender, ends.consumer.get());
                EXPECT_TRUE(one->alone());
            }
        }
    }
}

TEST(Listeners, OfACancelWaitForTheBody) {
    const both_ends ends = make_both(action());
    const listening face(ends.consumer);
    const own<completed_handler> handler = make_completed(action());
    EXPECT_NE(face.completed(handler), 0U);
    ends.consumer.Cancel();
    EXPECT_EQ(handler->calls(), 0U);
    EXPECT_EQ(ends.worker.Complete(nullptr), no);
    EXPECT_EQ(handler->last().status, canceled);
}

TEST(Listeners, OfAnOperationThatHasEndedAreInvokedInside) {
    for (const family& each : plain_families()) {
        for (const std::int32_t outcome : {completed, canceled, error}) {
            for (const bool close : {false, true}) {
                const both_ends ends = make_both(each);
                end_as(ends, outcome);
                if (close) {
                    EXPECT_EQ(ends.consumer.Close(), ok);
                }
                const listening face(ends.consumer);
                std::uint64_t token = 0;
                bool token_was_there = false;
                const own<completed_handler> handler =
                    make_completed(each, [&](void*, std::int32_t) {
                        token_was_there = token != 0 && face.Unsubscribe(token) == no;
                        return ok;
                    });
                EXPECT_EQ(face.SubscribeCompleted(handler, &token), ok);
                EXPECT_EQ(handler->calls(), 1U);
                EXPECT_EQ(handler->last().status, outcome);
                EXPECT_EQ(handler->last().thread, std::this_thread::get_id());
                EXPECT_TRUE(token_was_there);
                EXPECT_TRUE(handler.alone());
                EXPECT_EQ(face.Unsubscribe(token), no);
            }
        }
    }
}

TEST(Listeners, HearThatAProducerVanished) {
    both_ends ends = make_both(action());
    const listening face(ends.consumer);
    const own<completed_handler> handler = make_completed(action());
    EXPECT_NE(face.completed(handler), 0U);
    ends.worker.release();
    EXPECT_EQ(handler->last().status, error);
}

TEST(Listeners, ThatFailChangeNothingAndAreCounted) {
    const family& of = action_with("f8");
    const both_ends ends = make_both(of);
    const listening face(ends.consumer);
    const own<progress_handler> progress =
        make_progress(of, [](void*, const void*) { return failed; });
    const own<completed_handler> bad =
        make_completed(of, [](void*, std::int32_t) { return access_denied; });
    const own<completed_handler> good = make_completed(of);
    EXPECT_NE(face.progress(progress), 0U);
    EXPECT_NE(face.completed(bad), 0U);
    EXPECT_NE(face.completed(good), 0U);
    const double value = 0.5;
    EXPECT_EQ(ends.worker.ReportProgress(&value), ok);
    EXPECT_EQ(ends.worker.Complete(nullptr), ok);
    EXPECT_EQ(good->last().status, completed);
    AsyncomOperationInfo info{};
    info.size = sizeof info;
    ends.consumer.GetInfo(&info);
    EXPECT_EQ(info.handler_failures, 2U);
    EXPECT_EQ(info.first_handler_failure, failed);
}

TEST(Listeners, AreDeferredInALongChainOfEnds) {
    constexpr std::size_t length = 10'000;
    on_small_stack(small_stack, [] {
        std::vector<both_ends> links;
        std::vector<own<completed_handler>> handlers;
        links.reserve(length);
        for (std::size_t i = 0; i < length; ++i)
            links.push_back(make_both(action()));
        for (std::size_t i = 0; i < length; ++i) {
            handlers.push_back(make_completed(action(), [&links, i](void*, std::int32_t) {
                return i + 1 < length ? links[i + 1].worker.Complete(nullptr) : ok;
            }));
            EXPECT_NE(listening(links[i].consumer).completed(handlers[i]), 0U);
        }
        EXPECT_EQ(links.front().worker.Complete(nullptr), ok);
        for (const own<completed_handler>& each : handlers)
            ASSERT_EQ(each->calls(), 1U);
    });
}

// ---- leaving

TEST(Listeners, LeaveOnceAndAreLetGoAtOnce) {
    const family& of = action_with("f8");
    const both_ends ends = make_both(of);
    const listening face(ends.consumer);
    const own<completed_handler> end = make_completed(of);
    const own<progress_handler> progress = make_progress(of);
    const std::uint64_t tokens[] = {face.completed(end), face.progress(progress)};
    EXPECT_FALSE(end.alone());
    EXPECT_FALSE(progress.alone());
    for (const std::uint64_t token : tokens)
        EXPECT_EQ(face.Unsubscribe(token), ok);
    EXPECT_TRUE(end.alone());
    EXPECT_TRUE(progress.alone());
    for (const std::uint64_t token : tokens)
        EXPECT_EQ(face.Unsubscribe(token), no);
    for (const std::uint64_t token : {std::uint64_t{0}, tokens[0] + 1000, ~std::uint64_t{0}})
        EXPECT_EQ(face.Unsubscribe(token), no);
    const double value = 0.5;
    ends.worker.ReportProgress(&value);
    ends.worker.Complete(nullptr);
    EXPECT_EQ(end->calls(), 0U);
    EXPECT_EQ(progress->calls(), 0U);
}

TEST(Listeners, OfOneOperationDoNotLeaveByAnother) {
    const both_ends one = make_both(action());
    const both_ends other = make_both(action());
    const own<completed_handler> handler = make_completed(action());
    const std::uint64_t token = listening(one.consumer).completed(handler);
    EXPECT_EQ(listening(other.consumer).Unsubscribe(token), no);
    one.worker.Complete(nullptr);
    EXPECT_EQ(handler->calls(), 1U);
}

TEST(Listeners, MayLeaveInsideThemselvesAndRemoveTheNext) {
    const both_ends ends = make_both(action());
    const listening face(ends.consumer);
    std::uint64_t tokens[3] = {};
    std::vector<answer> answers;
    const own<completed_handler> first = make_completed(action(), [&](void*, std::int32_t) {
        for (const std::uint64_t token : tokens)
            answers.push_back(face.Unsubscribe(token));
        return ok;
    });
    const own<completed_handler> next = make_completed(action());
    tokens[0] = face.completed(first);
    tokens[1] = face.completed(next);
    tokens[2] = face.completed(next);
    ends.worker.Complete(nullptr);
    EXPECT_EQ(answers, (std::vector{no, ok, ok})); // its own one call has begun
    EXPECT_EQ(next->calls(), 0U);
    EXPECT_TRUE(first.alone());
    EXPECT_TRUE(next.alone());
}

TEST(Listeners, OfProgressMayLeaveInsideThemselvesAndRemoveOthers) {
    const family& of = action_with("f8");
    const both_ends ends = make_both(of);
    const listening face(ends.consumer);
    const double value = 0.5;
    std::uint64_t tokens[3] = {};
    std::vector<answer> answers;
    const own<progress_handler> before = make_progress(of);
    const own<progress_handler> after = make_progress(of);
    const own<progress_handler> leaving = make_progress(of, [&](void*, const void*) {
        for (const std::uint64_t token : tokens)
            answers.push_back(face.Unsubscribe(token));
        EXPECT_EQ(listeners_of(ends.consumer), 0U);
        return ok;
    });
    tokens[0] = face.progress(before);
    tokens[1] = face.progress(leaving);
    tokens[2] = face.progress(after);
    EXPECT_EQ(ends.worker.ReportProgress(&value), ok);
    EXPECT_TRUE(leaving.alone());
    EXPECT_EQ(ends.worker.ReportProgress(&value), ok);
    EXPECT_EQ(answers, (std::vector{ok, ok, ok}));
    EXPECT_EQ(before->calls(), 1U);
    EXPECT_EQ(leaving->calls(), 1U);
    EXPECT_EQ(after->calls(), 0U);
}

TEST(Listeners, MaySubscribeNewOnesInside) {
    const family& of = action_with("f8");
    const both_ends ends = make_both(of);
    const listening face(ends.consumer);
    const double value = 0.5;
    const own<progress_handler> late_progress = make_progress(of);
    const own<completed_handler> late_end = make_completed(of);
    const own<progress_handler> progress = make_progress(of, [&](void*, const void*) {
        EXPECT_NE(face.progress(late_progress), 0U);
        return ok;
    });
    const own<completed_handler> end = make_completed(of, [&](void*, std::int32_t) {
        EXPECT_NE(face.completed(late_end), 0U);
        EXPECT_EQ(late_end->calls(), 1U); // ended: inside
        EXPECT_NE(face.progress(late_progress), 0U);
        return ok;
    });
    EXPECT_NE(face.progress(progress), 0U);
    EXPECT_NE(face.completed(end), 0U);
    EXPECT_EQ(ends.worker.ReportProgress(&value), ok);
    EXPECT_EQ(late_progress->calls(), 0U); // from the next report on
    EXPECT_EQ(ends.worker.ReportProgress(&value), ok);
    EXPECT_EQ(late_progress->calls(), 1U);
    ends.worker.Complete(nullptr);
    EXPECT_EQ(late_end->calls(), 1U);
    EXPECT_TRUE(late_progress.alone());
}

TEST(Listeners, MayLetGoOfTheOperation) {
    for (const family& each : plain_families()) {
        both_ends ends = make_both(each);
        listening face(ends.consumer);
        const own<completed_handler> handler = make_completed(each, [&](void*, std::int32_t) {
            face.release();
            ends.consumer.release();
            ends.worker.release();
            return ok;
        });
        const own<completed_handler> next = make_completed(each);
        EXPECT_NE(face.completed(handler), 0U);
        EXPECT_NE(face.completed(next), 0U);
        const result_of result(each, 5);
        EXPECT_EQ(call(ends.worker.get(), 5, result.argument()), ok);
        EXPECT_EQ(next->calls(), 1U);
        EXPECT_TRUE(next.alone());
    }
}

// The last reference to the operation goes when a handler that left does.
TEST(Listeners, MayHoldTheOperationThatTheyLeave) {
    both_ends ends = make_both(action());
    listening face(ends.consumer);
    own<completed_handler> handler = make_completed(action());
    const std::uint64_t token = face.completed(handler);
    void* const last = ends.consumer.query(iid_listeners).detach();
    handler->on_destroy = [last] { release(last); };
    own<completed_handler> gone(std::move(handler));
    { const own<completed_handler> dropped(std::move(gone)); }
    ends.consumer.release();
    face.release();
    // Through the reference that the call itself ends.
    EXPECT_EQ(call(last, 5, token), ok);
    EXPECT_EQ(ends.worker.Complete(nullptr), ok);
}

TEST(Listeners, OfAnOperationThatNobodyHoldsStillHear) {
    both_ends ends = make_both(action());
    const own<completed_handler> handler = make_completed(action());
    EXPECT_NE(listening(ends.consumer).completed(handler), 0U);
    ends.consumer.release();
    EXPECT_EQ(handler->calls(), 0U);
    ends.worker.Complete(nullptr);
    EXPECT_EQ(handler->calls(), 1U);
}

// ---- progress

TEST(Listeners, OfProgressHearEveryValueInOrderAfterTheHandler) {
    for (const family& each : all_families()) {
        if (!each.has_progress()) continue;
        const both_ends ends = make_both(each);
        const listening face(ends.consumer);
        std::string order;
        int expected = 0;
        const auto making = [&](char name) {
            return make_progress(each, [&, name](void* sender, const void* received) {
                EXPECT_EQ(sender, ends.consumer.get());
                EXPECT_TRUE(value::sample(*each.progress, expected).equals(received));
                order += name;
                return ok;
            });
        };
        const own<progress_handler> first = making('1');
        const own<progress_handler> second = making('2');
        const own<progress_handler> handler = making('0');
        EXPECT_NE(face.progress(first), 0U);
        EXPECT_NE(face.progress(second), 0U);
        EXPECT_EQ(ends.consumer.put_Progress(handler), ok);
        for (; expected < 5; ++expected) {
            const value report = value::sample(*each.progress, expected);
            EXPECT_EQ(ends.worker.ReportProgress(report.address()), ok);
        }
        EXPECT_EQ(order, "012012012012012");
        end_as({ends.consumer, producer::share(ends.worker.get())}, completed);
        EXPECT_TRUE(first.alone());
        EXPECT_TRUE(second.alone());
    }
}

// However long the machine takes: the first, some of the others in order, and the last.
TEST(Listeners, WithARateHearTheFirstAndTheLastOfEveryKind) {
    for (const family& each : all_families()) {
        if (!each.has_progress()) continue;
        for (const std::int32_t outcome : {completed, canceled, error}) {
            constexpr int reports = 20;
            const both_ends ends = make_both(each);
            const listening face(ends.consumer);
            std::vector<int> heard;
            bool ended_before = false;
            const own<progress_handler> handler =
                make_progress(each, [&](void*, const void* received) {
                    int seed = heard.empty() ? 0 : heard.back() + 1;
                    while (seed < reports && !value::sample(*each.progress, seed).equals(received))
                        ++seed;
                    heard.push_back(seed);
                    ended_before = ended_before || ends.consumer.ended();
                    return ok;
                });
            std::size_t calls_at_end = 0;
            const own<completed_handler> end = make_completed(each, [&](void*, std::int32_t) {
                calls_at_end = handler->calls();
                return ok;
            });
            ends.consumer.put_Completed(end);
            EXPECT_NE(face.progress(handler, 1), 0U);
            for (int i = 0; i < reports; ++i) {
                const value report = value::sample(*each.progress, i);
                EXPECT_EQ(ends.worker.ReportProgress(report.address()), ok);
                EXPECT_GE(handler->calls(), 1U);
            }
            end_as({ends.consumer, producer::share(ends.worker.get())}, outcome);
            ASSERT_GE(heard.size(), 2U) << each.name;
            EXPECT_EQ(heard.front(), 0);
            // A kind with few values repeats them: then the last is known by its value alone.
            EXPECT_FALSE(ended_before);
            EXPECT_EQ(calls_at_end, heard.size());
            EXPECT_TRUE(handler.alone());
        }
    }
}

TEST(Listeners, WithARateHearTheLastValueItself) {
    const family& of = action_with("u4");
    const both_ends ends = make_both(of);
    const listening face(ends.consumer);
    std::vector<std::uint32_t> slow;
    std::size_t every = 0;
    const own<progress_handler> capped = make_progress(of, [&](void*, const void* received) {
        slow.push_back(*static_cast<const std::uint32_t*>(received));
        return ok;
    });
    const own<progress_handler> all = make_progress(of, [&](void*, const void*) {
        ++every;
        return ok;
    });
    EXPECT_NE(face.progress(capped, 1), 0U);
    EXPECT_NE(face.progress(all), 0U);
    constexpr std::uint32_t last = 1000;
    for (std::uint32_t i = 0; i <= last; ++i)
        EXPECT_EQ(ends.worker.ReportProgress(&i), ok);
    ends.worker.Complete(nullptr);
    EXPECT_EQ(every, last + 1U);
    EXPECT_EQ(slow.front(), 0U);
    EXPECT_EQ(slow.back(), last);
    EXPECT_TRUE(std::is_sorted(slow.begin(), slow.end()));
    EXPECT_EQ(std::set<std::uint32_t>(slow.begin(), slow.end()).size(), slow.size());
}

TEST(Listeners, OfProgressAreHandlersToTheProducersRules) {
    const family& of = action_with("f8");
    const both_ends ends = make_both(of);
    const listening face(ends.consumer);
    int checked = 0;
    const own<progress_handler> handler = make_progress(of, [&](void*, const void*) {
        EXPECT_EQ(ends.worker.Complete(nullptr), illegal_method_call);
        EXPECT_EQ(ends.worker.EndCanceled(), illegal_method_call);
        EXPECT_EQ(ends.consumer.Wait(ASYNCOM_INFINITE), illegal_method_call);
        EXPECT_EQ(ends.consumer.status(), started);
        ++checked;
        return ok;
    });
    EXPECT_NE(face.progress(handler, 1), 0U);
    for (double value : {0.25, 0.5})
        EXPECT_EQ(ends.worker.ReportProgress(&value), ok);
    EXPECT_EQ(ends.worker.Complete(nullptr), ok); // with the second, if it was held back
    EXPECT_EQ(checked, 2);
    EXPECT_EQ(ends.consumer.status(), completed);
    empty_error_slot();
}

TEST(Listeners, OfProgressThatComeAfterTheEndAreNotKept) {
    const family& of = action_with("f8");
    const both_ends ends = make_both(of);
    ends.worker.Complete(nullptr);
    const listening face(ends.consumer);
    const own<progress_handler> handler = make_progress(of);
    const std::uint64_t token = face.progress(handler);
    EXPECT_NE(token, 0U);
    EXPECT_TRUE(handler.alone());
    EXPECT_EQ(face.Unsubscribe(token), no);
    ends.consumer.Close();
    EXPECT_NE(face.progress(handler), 0U);
    EXPECT_TRUE(handler.alone());
    EXPECT_EQ(handler->calls(), 0U);
}

// ---- threads

TEST(Listeners, ComeAndGoOnFourThreadsWhileOneReportsAndEnds) {
    const family& of = action_with("f8");
    for (int round = 0; round < 200; ++round) {
        const both_ends ends = make_both(of);
        const listening face(ends.consumer);
        start_line line(5);
        std::vector<std::thread> threads;
        for (int i = 0; i < 4; ++i) {
            threads.emplace_back([&, i] {
                line.meet();
                for (int turn = 0; turn < 20; ++turn) {
                    std::atomic<bool> may_run{true};
                    std::atomic<int> wrong{0};
                    const auto run = [&] {
                        if (!may_run.load()) ++wrong;
                        return ok;
                    };
                    const own<progress_handler> progress =
                        make_progress(of, [&](void*, const void*) { return run(); });
                    const own<completed_handler> end =
                        make_completed(of, [&](void*, std::int32_t) { return run(); });
                    const std::uint64_t first = face.progress(progress, i == 0 ? 1 : 0);
                    const std::uint64_t second = face.completed(end);
                    const answer left = face.Unsubscribe(second);
                    face.Unsubscribe(first);
                    may_run = false;
                    EXPECT_EQ(end->calls(), left == ok ? 0U : 1U);
                    EXPECT_TRUE(progress.alone());
                    EXPECT_TRUE(end.alone());
                    EXPECT_EQ(wrong.load(), 0);
                }
            });
        }
        line.meet();
        for (double value = 0; value < 20; ++value)
            EXPECT_EQ(ends.worker.ReportProgress(&value), ok);
        EXPECT_EQ(ends.worker.Complete(nullptr), ok);
        for (std::thread& each : threads)
            each.join();
        EXPECT_EQ(listeners_of(ends.consumer), 0U);
    }
}

} // namespace
