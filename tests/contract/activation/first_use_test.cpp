// SPDX-License-Identifier: MIT
// Which copy is the first: whoever else decides at the same time, in an initialiser or not. Every
// case is a process of its own, in which none was used.
#include "activation/two_copies.h"

#include <atomic>
#include <barrier>
#include <new>
#include <thread>
#include <utility>

namespace {

using namespace contract;

// Found beforehand: finding wants the loader's lock, too.
using get_type_function = decltype(AsyncomGetType);

HRESULT use(get_type_function* get_type) {
    IAsyncType* type = nullptr;
    return get_type(an_action, &type);
}
HRESULT use(const copy& which) {
    return use(OF(which, AsyncomGetType));
}

using copy_word = std::atomic<std::uint32_t>; // 0: nobody has used the copy, 1: it decides
using get_copy_function = copy_word*();

copy_word& word_of(const copy& which) {
    return *which.find(static_cast<get_copy_function*>(nullptr), "asyncom_get_copy")();
}

// What the modules of this test do when they are called.
std::function<void()> in_initialiser;
std::function<copy_word*()> looked_at;

} // namespace

extern "C" ASYNCOM_API void contract_in_initialiser() {
    in_initialiser();
}

extern "C" ASYNCOM_API copy_word* contract_looked_at() {
    return looked_at();
}

namespace {

class FirstUse : public TwoCopies {};

TEST_F(FirstUse, IsByOneOfTwoThatBeginAtTheSameTime) {
    for (int round = 0; round < 50; ++round) {
        expect([](child_report& child) {
            const copy other = load_other(RTLD_LOCAL);
            std::barrier<> meeting(2);
            HRESULT answer = ok;
            get_type_function* const get_type = OF(other, AsyncomGetType);
            std::thread thread([&] {
                meeting.arrive_and_wait();
                answer = use(get_type);
            });
            meeting.arrive_and_wait();
            const HRESULT own = use(linked_one());
            thread.join();
            CHILD_SHOULD((own == ok && answer == unexpected) ||
                         (own == unexpected && answer == ok));
        });
    }
}

// Uses `inside` in an initialiser, where the loader's lock is held, while another thread, which
// wants that lock, uses `outside`.
void use_in_initialiser(const copy& inside, HRESULT& inside_answer, const copy& outside,
                        HRESULT& outside_answer) {
    constexpr int enough = 200; // for the other thread to come to where it wants the lock
    std::atomic<bool> begun{false};
    std::atomic<bool> is_at_the_door{false};
    const copy_word& word = word_of(outside);
    get_type_function* const get_type = OF(outside, AsyncomGetType);
    std::thread thread([&] {
        begun.wait(false);
        is_at_the_door = true;
        is_at_the_door.notify_all();
        outside_answer = use(get_type);
    });
    in_initialiser = [&] {
        begun = true;
        begun.notify_all();
        is_at_the_door.wait(false);
        for (int left = enough; left > 0 && word.load() == 0; --left)
            std::this_thread::yield();
        inside_answer = use(inside);
    };
    ::dlopen(ASYNCOM_INITIALISER, RTLD_NOW);
    thread.join();
}

TEST_F(FirstUse, MayBeInAnInitialiserWhileAnotherThreadDecides) {
    expect([](child_report& child) {
        HRESULT inside = failed;
        HRESULT outside = failed;
        use_in_initialiser(linked_one(), inside, linked_one(), outside);
        CHILD_SAME(inside, ok);
        CHILD_SAME(outside, ok);
    });
}

// Of two that decide, the one at the lower address waits for the other.
TEST_F(FirstUse, MayBeInAnInitialiserWhileTheOtherCopyIsUsedOutside) {
    for (const bool inside_is_linked : {false, true}) {
        expect([&](child_report& child) {
            const copy other = load_other(RTLD_LOCAL);
            HRESULT inside = failed;
            HRESULT outside = failed;
            use_in_initialiser(inside_is_linked ? linked_one() : other, inside,
                               inside_is_linked ? other : linked_one(), outside);
            CHILD_SHOULD((inside == ok && outside == unexpected) ||
                         (inside == unexpected && outside == ok));
        });
    }
}

TEST_F(FirstUse, SeesACopyThatIsLoadedWhileItLooks) {
    expect([](child_report& child) {
        CHILD_SHOULD(::dlopen(ASYNCOM_LOOKED_AT, RTLD_NOW) != nullptr);
        copy_word nobody{0};
        HRESULT other = failed;
        bool is_loaded = false;
        looked_at = [&] {
            if (!std::exchange(is_loaded, true)) other = use(load_other(RTLD_LOCAL));
            return &nobody;
        };
        const HRESULT own = use(linked_one());
        CHILD_SAME(other, ok);
        CHILD_SAME(own, unexpected);
    });
}

// Stopped by a debugger, say. Who waits for it gets an answer, and a better one once it goes on.
TEST_F(FirstUse, DoesNotWaitForeverForACopyThatDoesNotDecide) {
    expect([](child_report& child) {
        CHILD_SHOULD(::dlopen(ASYNCOM_LOOKED_AT, RTLD_NOW) != nullptr);
        // On the stack, which lies above all modules; a sanitizer would move a variable elsewhere.
        copy_word& stopped = *new (__builtin_alloca(sizeof(copy_word))) copy_word{1};
        CHILD_SHOULD(std::less<>{}(&word_of(linked_one()), &stopped));
        looked_at = [&] { return &stopped; };
        CHILD_SAME(use(linked_one()), unexpected);
        CHILD_SHOULD(linked_one().error_text().find("does not go on") != std::string::npos);
        stopped = 0;
        CHILD_SAME(use(linked_one()), ok);
    });
}

} // namespace
