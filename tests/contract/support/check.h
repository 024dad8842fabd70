// SPDX-License-Identifier: MIT
// A contract check: a function over a provider and a family that notes every violation it sees.
// GoogleTest runs each on this library; the meta test runs them on implementations that are known
// to be wrong.
#pragma once
#include "provider.h"

#include <gtest/gtest.h>

#include <chrono>
#include <sstream>
#include <string>
#include <vector>

namespace contract {

// Which families a check is performed on.
enum class families {
    every,          // all four with every kind of value
    every_result,   // those with a result
    every_progress, // those with progress
    plain,          // one of each, where the kind plays no part
    plain_result,
    plain_progress,
    plain_single, // those without progress
};
std::vector<const family*> select(families which);

class context {
public:
    context(provider& source, const family& of, std::vector<std::string>& findings,
            std::chrono::milliseconds how_long)
        : from(source), type(of), patience(how_long), m_findings(findings) {}

    provider& from;
    const family& type;
    // How long to wait for a meeting that a right implementation always keeps.
    const std::chrono::milliseconds patience;

    made_operation make() const { return from.make(type); }
    bool has(feature what) const { return from.has(what); }

    void note(bool holds, const char* text, int line);
    template <class A, class B>
    void note_same(const A& actual, const B& expected, const char* text, int line) {
        if (actual == static_cast<A>(expected)) return;
        std::ostringstream message;
        message << text << " is " << shown(actual) << " instead of "
                << shown(static_cast<A>(expected));
        note(false, message.str().c_str(), line);
    }

private:
    template <class T>
    static std::string shown(const T& value) {
        if constexpr (std::is_same_v<T, answer>)
            return name_of(value);
        else if constexpr (std::is_convertible_v<T, const void*>)
            return value ? "a pointer" : "null";
        else
            return std::to_string(value);
    }

    std::vector<std::string>& m_findings;
};

struct check {
    std::string name; // Suite.Case
    void (*body)(context&);
    families where;
    std::vector<feature> needs;
};

// Every check of the suite, in no particular order.
std::vector<check>& all_checks();
const check& check_named(const std::string& name);

// Performs a check on every family it is for; the violations, each with its family and line.
std::vector<std::string> judge(const check& which, provider& from,
                               std::chrono::milliseconds patience = std::chrono::seconds(20));

struct registration {
    registration(const char* suite, const char* name, void (*body)(context&), families where,
                 std::vector<feature> needs);
};

// Runs it on the library and reports each violation as a failure.
void expect_from_library(const std::string& name);

} // namespace contract

// CONTRACT_TEST(Suite, Case, families, features it needs...) { ... in terms of `context` ... }
#define CONTRACT_TEST(suite, name, where, ...)                                                     \
    static void suite##_##name(contract::context& context);                                        \
    static const contract::registration suite##_##name##_entry{                                    \
        #suite, #name, &suite##_##name, contract::families::where, {__VA_ARGS__}};                 \
    TEST(suite, name) {                                                                            \
        contract::expect_from_library(#suite "." #name);                                           \
    }                                                                                              \
    static void suite##_##name([[maybe_unused]] contract::context& context)

#define SHOULD(condition) context.note((condition), #condition, __LINE__)
#define SHOULD_BE(expression, expected)                                                            \
    context.note_same((expression), (expected), #expression, __LINE__)
