// SPDX-License-Identifier: MIT
#include "com/thread_list.h"

#include "com/thread_block.h"
#include "platform/mutex.h"
#include "platform/process_static.h"

#include <mutex>
#include <new>

namespace asyncom::core {
namespace {

struct thread_list {
    core::mutex mutex; // a leaf
    thread_block* first = nullptr;

    void add(thread_block& thread) noexcept {
        thread.previous_in_list = nullptr;
        thread.next_in_list = first;
        if (first != nullptr) first->previous_in_list = &thread;
        first = &thread;
    }

    // Of all threads only the one that forked is here.
    void reset_in_child() noexcept {
        ::new (&mutex) core::mutex;
        first = nullptr;
        if (thread_block* const mine = thread_block_if_any()) add(*mine);
    }
};

thread_list& list() noexcept {
    return process_static<thread_list>();
}

} // namespace

void enter_thread_list(thread_block& thread) noexcept {
    thread_list& all = list();
    std::scoped_lock lock(all.mutex);
    all.add(thread);
}

void leave_thread_list(thread_block& thread) noexcept {
    thread_list& all = list();
    std::scoped_lock lock(all.mutex);
    (thread.previous_in_list != nullptr ? thread.previous_in_list->next_in_list : all.first) =
        thread.next_in_list;
    if (thread.next_in_list != nullptr)
        thread.next_in_list->previous_in_list = thread.previous_in_list;
}

bool is_any_thread_calling(const void* object) noexcept {
    thread_list& all = list();
    std::scoped_lock lock(all.mutex);
    for (const thread_block* each = all.first; each != nullptr; each = each->next_in_list)
        if (each->calls.may_include(object)) return true;
    return false;
}

} // namespace asyncom::core
