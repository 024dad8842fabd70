// SPDX-License-Identifier: MIT
// Every function that makes an operation judges options, interface and pointers alike, and what it
// refuses leaves no trace.
#include "naive_provider.h"
#include "support/composing.h"

#include <gtest/gtest.h>

namespace {

using namespace contract;

// What the functions are given; none of it may have changed after a refusal.
struct ingredients {
    both_ends input = make_both(action());
    made_operation foreign = naive_provider().make(action());
    own<work> item = own<work>([](void*, void*) { return ok; });
    manual scheduler;
    ref producer; // of what was made, so that it runs on

    IAsyncWork* work_item() const { return reinterpret_cast<IAsyncWork*>(item.get()); }
    bool untouched() const {
        return references_of(input.consumer.get()) == m_references && item.alone() &&
               references_of(foreign.consumer.get()) == m_references_of_foreign &&
               input.consumer.status() == started && scheduler.pending() == 0;
    }

private:
    std::uint32_t m_references = references_of(input.consumer.get());
    std::uint32_t m_references_of_foreign = references_of(foreign.consumer.get());
};

struct maker {
    const char* name;
    answer (*make)(ingredients&, const AsyncomOperationOptions*, const GUID*, void**);
};

void PrintTo(const maker& each, std::ostream* out) {
    *out << each.name;
}

using options_pointer = const AsyncomOperationOptions*;

const maker makers[] = {
    {"CreateOperation",
     [](ingredients& with, options_pointer options, const GUID* iid, void** made) -> answer {
         return AsyncomCreateOperation(type_of(action()), options, iid, made,
                                       with.producer.put_as<IAsyncProducer>());
     }},
    {"Run",
     [](ingredients& with, options_pointer options, const GUID* iid, void** made) -> answer {
         return AsyncomRun(type_of(action()), with.work_item(), options, iid, made);
     }},
    {"Adopt",
     [](ingredients& with, options_pointer options, const GUID* iid, void** made) -> answer {
         return AsyncomAdopt(with.foreign.consumer.as_unknown(), type_of(action()), options, iid,
                             made);
     }},
    {"WhenAll",
     [](ingredients& with, options_pointer options, const GUID* iid, void** made) -> answer {
         IUnknown* const input = with.input.consumer.as_unknown();
         return AsyncomWhenAll(&input, 1, nullptr, options, iid, made);
     }},
    {"WhenAny",
     [](ingredients& with, options_pointer options, const GUID* iid, void** made) -> answer {
         IUnknown* const input = with.input.consumer.as_unknown();
         return AsyncomWhenAny(&input, 1, options, iid, made);
     }},
    {"Then",
     [](ingredients& with, options_pointer options, const GUID* iid, void** made) -> answer {
         return AsyncomThen(with.input.consumer.as_unknown(), type_of(action()), with.work_item(),
                            options, iid, made);
     }},
    {"WithDeadline",
     [](ingredients& with, options_pointer options, const GUID* iid, void** made) -> answer {
         return AsyncomWithDeadline(with.input.consumer.as_unknown(), 10, options, iid, made);
     }},
};

class Options : public testing::TestWithParam<maker> {
protected:
    Options() { m_options.scheduler = m_with.scheduler.face(); }
    // A task keeps its scheduler until it has run.
    ~Options() override {
        m_with.input.worker.release();
        m_with.scheduler.run_ready();
        empty_error_slot();
    }

    answer make(const GUID& iid = iid_async_info) {
        m_made = this;
        return GetParam().make(m_with, &m_options, &iid, &m_made);
    }
    void expect_refusal(answer expected, const GUID& iid = iid_async_info) {
        empty_error_slot();
        EXPECT_EQ(make(iid), expected);
        EXPECT_EQ(m_made, nullptr);
        EXPECT_EQ(error_slot_code(), expected);
        EXPECT_TRUE(m_with.untouched());
    }

    ingredients m_with;
    AsyncomOperationOptions m_options = no_options();
    void* m_made = nullptr;
};

TEST_P(Options, OfASizeThatNoVersionHadAreRefused) {
    for (const std::uint32_t size : {0U, 1U, 4U, 7U, 4097U, 0xFFFFFFFFU}) {
        m_options.size = size;
        expect_refusal(bad_argument);
    }
}

TEST_P(Options, WithFlagsAreRefused) {
    for (const std::uint32_t flags : {1U, 0x80000000U, 0xFFFFFFFFU}) {
        m_options.flags = flags;
        expect_refusal(bad_argument);
    }
}

TEST_P(Options, WithANameThatIsNotUtf8AreRefused) {
    for (const char* name : {"\xFF", "a\xC3", "\xED\xA0\x80"}) {
        m_options.name = name;
        expect_refusal(bad_argument);
    }
}

TEST_P(Options, WithAParentThatIsNoOperationOfOursAreRefused) {
    const own<numbered_object> stranger(1);
    for (IUnknown* const parent :
         {m_with.foreign.consumer.as_unknown(), unknown(stranger.get()),
          unknown(m_with.input.worker.get()), reinterpret_cast<IUnknown*>(type_of(action()))}) {
        m_options.parent = parent;
        expect_refusal(no_interface);
    }
    EXPECT_TRUE(stranger.alone());
}

TEST_P(Options, GoWithAnInterfaceThatThereIs) {
    for (const GUID& iid : {iid_random, iid_producer, iid_work, operation_of("string").iid})
        expect_refusal(no_interface, iid);
}

TEST_P(Options, AreLookedAtAfterThePointers) {
    m_options.flags = 1;
    m_made = this;
    EXPECT_EQ(GetParam().make(m_with, &m_options, nullptr, &m_made), bad_pointer);
    EXPECT_EQ(m_made, nullptr);
    EXPECT_EQ(GetParam().make(m_with, &m_options, &iid_random, nullptr), bad_pointer);
    EXPECT_EQ(error_slot_code(), bad_pointer);
    EXPECT_TRUE(m_with.untouched());
}

TEST_P(Options, NameWhatIsMadeAndGiveItAParent) {
    const both_ends parent = make_both(action());
    m_options.name = "made here";
    m_options.parent = parent.consumer.as_unknown();
    ASSERT_EQ(make(), ok);
    const operation made(m_made, action());
    AsyncomOperationInfo info{};
    info.size = sizeof info;
    EXPECT_EQ(made.GetInfo(&info), ok);
    EXPECT_STREQ(info.name, "made here");
    EXPECT_EQ(made.status(), started);
    parent.consumer.CancelWithReason(timed_out, "no more");
    EXPECT_EQ(made.status(), canceled);
    EXPECT_EQ(reason_of(made).code, timed_out);
}

INSTANTIATE_TEST_SUITE_P(Of, Options, testing::ValuesIn(makers),
                         [](const auto& each) { return each.param.name; });

} // namespace
