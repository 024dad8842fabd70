// SPDX-License-Identifier: MIT
// What quiescing does to operations that were adopted, and from inside of a client's own work.
#include "library_provider.h"
#include "support/errors.h"
#include "support/liar.h"
#include "support/queue_scheduler.h"
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

// A scheduler of the client's own counts no tasks: the work is one all the same.
TEST(QuiesceInsideWork, IsRefusedOnAnyScheduler) {
    answer answered = unexpected;
    std::uint32_t remaining = 0;
    const own<work> item([&](void* worker, void*) {
        answered = AsyncomQuiesce(in_this_program(), 0, &remaining);
        return producer::share(worker).Complete(nullptr);
    });
    const own<queue_scheduler> scheduler;
    AsyncomOperationOptions options = no_options();
    options.scheduler = scheduler->face();
    void* made = nullptr;
    ASSERT_EQ(AsyncomRun(type_of(action()), reinterpret_cast<IAsyncWork*>(item.get()), &options,
                         &iid_action, &made),
              ok);
    const operation op(made, action());
    scheduler->deliver(ok);
    EXPECT_EQ(answered, illegal_method_call);
    EXPECT_EQ(op.status(), completed);
    EXPECT_EQ(AsyncomQuiesce(in_this_program(), 0, &remaining), ok) << "outside it is allowed";
    EXPECT_EQ(AsyncomResume(in_this_program()), ok);
    empty_error_slot();
}

} // namespace
