// SPDX-License-Identifier: MIT
// What quiescing does to operations that were adopted, and from inside of a client's own work.
#include "library_provider.h"
#include "support/errors.h"
#include "support/liar.h"
#include "support/tasks.h"

#include <gtest/gtest.h>

namespace {

using namespace contract;

const void* in_this_program() {
    static const char place = 0;
    return &place;
}

TEST(QuiesceOfAdopted, WaitsForTheForeignsEnd) {
    const family& type = operation_with("u4", "f8");
    for (const void* const module : {static_cast<const void*>(nullptr), in_this_program()}) {
        liar foreign{type.iid};
        void* made = nullptr;
        ASSERT_EQ(AsyncomAdopt(foreign.as_unknown(), type_of(type), nullptr, &type.iid, &made), ok);
        const operation adopted(made, type);
        std::uint32_t remaining = 99;
        EXPECT_EQ(AsyncomQuiesce(module, 0, &remaining), no);
        EXPECT_EQ(remaining, 1U);
        EXPECT_EQ(foreign.cancels, 1);
        EXPECT_FALSE(adopted.ended());
        EXPECT_EQ(foreign.fire(canceled), ok);
        EXPECT_TRUE(adopted.ended());
        EXPECT_EQ(adopted.status(), canceled);
        EXPECT_EQ(AsyncomQuiesce(module, 0, &remaining), ok);
        EXPECT_EQ(AsyncomResume(module), ok);
        foreign.completed.reset();
        foreign.progress.reset();
    }
    empty_error_slot();
}

// A scheduler of the client's own, which counts no tasks: the work is one all the same.
struct inline_later final : hand_made {
    inline_later()
        : hand_made(functions(), iid_scheduler,
                    [](hand_made* self) { delete static_cast<inline_later*>(self); }) {}
    AsyncomTaskCallback task = nullptr;
    void* context = nullptr;

private:
    static answer ASYNCOM_CALL schedule(void* self, AsyncomTaskCallback task, void* context) {
        static_cast<inline_later*>(self)->task = task;
        static_cast<inline_later*>(self)->context = context;
        return ok;
    }
    static answer ASYNCOM_CALL unused(void*) { return not_implemented; }
    static const void* const* functions() {
        static const void* const table[] = {
            reinterpret_cast<const void*>(&hand_made::query_interface),
            reinterpret_cast<const void*>(&hand_made::increment),
            reinterpret_cast<const void*>(&hand_made::decrement),
            reinterpret_cast<const void*>(&schedule),
            reinterpret_cast<const void*>(&unused),
            reinterpret_cast<const void*>(&unused),
            reinterpret_cast<const void*>(&unused)};
        return table;
    }
};

TEST(QuiesceInsideWork, IsRefusedOnAnyScheduler) {
    answer answered = unexpected;
    std::uint32_t remaining = 0;
    const own<work> item([&](void* worker, void*) {
        answered = AsyncomQuiesce(in_this_program(), 0, &remaining);
        return producer::share(worker).Complete(nullptr);
    });
    const own<inline_later> scheduler;
    AsyncomOperationOptions options = no_options();
    options.scheduler = reinterpret_cast<IAsyncScheduler*>(scheduler.get());
    void* made = nullptr;
    ASSERT_EQ(AsyncomRun(type_of(action()), reinterpret_cast<IAsyncWork*>(item.get()), &options,
                         &iid_action, &made),
              ok);
    const operation op(made, action());
    scheduler->task(scheduler->context, ok);
    EXPECT_EQ(answered, illegal_method_call);
    EXPECT_EQ(op.status(), completed);
    EXPECT_EQ(AsyncomQuiesce(in_this_program(), 0, &remaining), ok) << "outside it is allowed";
    EXPECT_EQ(AsyncomResume(in_this_program()), ok);
    empty_error_slot();
}

} // namespace
