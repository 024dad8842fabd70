// SPDX-License-Identifier: MIT
// Compositions by name, and a manual scheduler for those that need one.
#pragma once
#include "library_provider.h"
#include "support/errors.h"
#include "support/operation.h"
#include "support/reason.h"

#include <gtest/gtest.h>

#include <vector>

namespace contract {

using inputs = std::vector<IUnknown*>;

template <class Ends>
inputs inputs_of(const Ends& ends) {
    inputs all;
    for (const both_ends& each : ends)
        all.push_back(each.consumer.as_unknown());
    return all;
}

inline std::vector<both_ends> make_many(const family& of, std::size_t count) {
    std::vector<both_ends> made;
    made.reserve(count);
    for (std::size_t i = 0; i < count; ++i)
        made.push_back(make_both(of));
    return made;
}

inline both_ends make_named(const family& of, const char* name) {
    AsyncomOperationOptions options = no_options();
    options.name = name;
    return make_both(of, &options);
}

inline operation when_all(const inputs& of, const double* weights = nullptr,
                          const AsyncomOperationOptions* options = nullptr) {
    const family& type = action_with("f8");
    void* made = nullptr;
    EXPECT_EQ(
        AsyncomWhenAll(of.data(), std::uint32_t(of.size()), weights, options, &type.iid, &made),
        ok);
    return operation(made, type);
}

inline operation when_any(const inputs& of, const AsyncomOperationOptions* options = nullptr) {
    const family& type = operation_of("u4");
    void* made = nullptr;
    EXPECT_EQ(AsyncomWhenAny(of.data(), std::uint32_t(of.size()), options, &type.iid, &made), ok);
    return operation(made, type);
}

inline std::uint32_t index_of(const operation& any) {
    std::uint32_t index = 0xFFFFFFFF;
    any.GetResults(&index);
    return index;
}

inline operation then(const operation& antecedent, const family& of, const own<work>& item,
                      IAsyncScheduler* on) {
    AsyncomOperationOptions options = no_options();
    options.scheduler = on;
    void* made = nullptr;
    EXPECT_EQ(AsyncomThen(antecedent.as_unknown(), type_of(of),
                          reinterpret_cast<IAsyncWork*>(item.get()), &options, &of.iid, &made),
              ok);
    return operation(made, of);
}

inline operation with_deadline(const operation& limited, std::int64_t duration,
                               IAsyncScheduler* on) {
    AsyncomOperationOptions options = no_options();
    options.scheduler = on;
    void* made = nullptr;
    EXPECT_EQ(
        AsyncomWithDeadline(limited.as_unknown(), duration, &options, &limited.type().iid, &made),
        ok);
    return operation(made, limited.type());
}

class manual {
public:
    manual() {
        EXPECT_EQ(AsyncomCreateManualScheduler(m_face.put_as<IAsyncManualScheduler>()), ok);
    }
    IAsyncScheduler* face() const { return m_face.as<IAsyncScheduler>(); }
    std::uint32_t run_ready(std::uint32_t most = 0xFFFFFFFF) const {
        std::uint32_t ran = 0;
        EXPECT_EQ((call<std::uint32_t, std::uint32_t*>(m_face.get(), 7, most, &ran)), ok);
        return ran;
    }
    std::uint32_t advance(std::int64_t ticks) const {
        std::uint32_t ran = 0;
        EXPECT_EQ((call<std::int64_t, std::uint32_t*>(m_face.get(), 8, ticks, &ran)), ok);
        return ran;
    }
    std::uint32_t pending() const {
        std::uint32_t count = 0;
        call(m_face.get(), 9, &count);
        return count;
    }
    void release() { m_face.reset(); }

private:
    ref m_face;
};

inline std::string context_of(const operation& op, std::uint32_t index = 0) {
    ref error;
    op.GetError(error.put());
    return error ? text_of_error(error, ASYNCOM_TEXT_CONTEXT, index) : "";
}

} // namespace contract
