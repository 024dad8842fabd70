// SPDX-License-Identifier: MIT
// Which copy is the first: whoever else decides at the same time, in an initialiser or not. Every
// case is a process of its own, in which none was used.
#include "activation/two_copies.h"

#include <atomic>
#include <barrier>
#include <thread>

namespace {

using namespace contract;

class FirstUse : public TwoCopies {};

TEST_F(FirstUse, IsByOneOfTwoThatBeginAtTheSameTime) {
    for (int round = 0; round < 50; ++round) {
        expect([](child_report& child) {
            const copy other = load_other(RTLD_LOCAL);
            std::barrier<> meeting(2);
            HRESULT answer = ok;
            std::thread thread([&] {
                IAsyncType* type = nullptr;
                auto* const get_type = OF(other, AsyncomGetType);
                meeting.arrive_and_wait();
                answer = get_type(an_action, &type);
            });
            IAsyncType* type = nullptr;
            meeting.arrive_and_wait();
            const HRESULT own = AsyncomGetType(an_action, &type);
            thread.join();
            CHILD_SHOULD((own == ok && answer == unexpected) ||
                         (own == unexpected && answer == ok));
        });
    }
}

std::atomic<bool> in_initialiser{false};
HRESULT answer_in_initialiser = failed;

// Of the copy that this program is linked to: 0 while nobody has used it.
const std::atomic<std::uint32_t>& use_of_linked_one() {
    using get_copy = std::atomic<std::uint32_t>*();
    return *linked_one().find(static_cast<get_copy*>(nullptr), "asyncom_get_copy")();
}

} // namespace

// The loader's lock is held here, and the thread that is deciding wants it.
extern "C" ASYNCOM_API void contract_in_initialiser() {
    const std::atomic<std::uint32_t>& use = use_of_linked_one();
    in_initialiser = true;
    in_initialiser.notify_all();
    while (use.load() == 0)
        std::this_thread::yield();
    IAsyncType* type = nullptr;
    answer_in_initialiser = AsyncomGetType(an_action, &type);
}

namespace {

TEST_F(FirstUse, MayBeInAnInitialiserWhileAnotherThreadDecides) {
    const child_result result = in_child([](child_report& child) {
        HRESULT answer = failed;
        std::thread first([&] {
            in_initialiser.wait(false);
            IAsyncType* type = nullptr;
            answer = AsyncomGetType(an_action, &type);
        });
        CHILD_SHOULD(::dlopen(ASYNCOM_INITIALISER, RTLD_NOW) != nullptr);
        first.join();
        CHILD_SAME(answer, ok);
        CHILD_SAME(answer_in_initialiser, ok);
        return 0;
    });
    EXPECT_EQ(result.code, 0);
    EXPECT_EQ(result.findings, "");
}

} // namespace
