// SPDX-License-Identifier: MIT
// The kinds of value that an operation can carry, as data: one entry per calling class and more,
// each with the functions that make, compare, copy and end a value and that pass it by value as a
// compiler does.
#pragma once
#include "support/hand_made.h"

#include <cstddef>
#include <cstring>
#include <memory>
#include <string>
#include <vector>

namespace contract {

struct value_kind {
    std::string name;      // for test names and failure messages
    std::string signature; // as AsyncomGetType reads it
    std::uint32_t size;
    std::uint32_t alignment;
    void (*make)(void* target, int seed); // the target is uninitialised
    void (*destroy)(void* target);
    void (*copy)(void* target, const void* source); // the target is uninitialised
    bool (*equal)(const void* a, const void* b);
    const void* const* progress_table;                                         // by value in
    answer (*invoke_progress)(void* handler, void* sender, const void* value); // by value out
};

// Every kind; the first ones are the plain scalars.
const std::vector<value_kind>& all_kinds();
const value_kind& kind_named(const std::string& name);

// Storage for one value. Fresh storage is filled with a pattern, so that "untouched" can be seen.
class value {
public:
    explicit value(const value_kind& kind);
    static value sample(const value_kind& kind, int seed);
    value(value&& other) noexcept;
    value(const value&) = delete;
    ~value();

    void* address() { return m_bytes; }
    const void* address() const { return m_bytes; }
    // A call has put a value here, which is now ours to end.
    void* filled() {
        m_owned = true;
        return m_bytes;
    }
    bool untouched() const;
    bool zero() const;
    bool equals(const value& other) const { return equals(other.address()); }
    bool equals(const void* other) const { return !untouched() && m_kind->equal(m_bytes, other); }
    template <class T>
    T as() const {
        T copy;
        std::memcpy(&copy, m_bytes, sizeof copy);
        return copy;
    }

private:
    const value_kind* m_kind;
    bool m_owned = false;
    alignas(16) std::byte m_bytes[512];
};

// One concrete family: which of the four, with what.
struct family {
    std::string name;
    std::string signature;
    std::int32_t number;        // ASYNCOM_FAMILY_*
    const value_kind* result;   // NULL for actions
    const value_kind* progress; // NULL without progress
    GUID iid;
    GUID completed_iid;
    GUID progress_iid; // zero without progress

    bool has_result() const { return result != nullptr; }
    bool has_progress() const { return progress != nullptr; }
};

family make_family(const value_kind* result, const value_kind* progress);

// All four families with every kind of result and of progress.
const std::vector<family>& all_families();
// One of each of the four, for tests in which the kind of value plays no part.
const std::vector<family>& plain_families();
const family& action();
const family& operation_of(const std::string& result);
const family& action_with(const std::string& progress);
const family& operation_with(const std::string& result, const std::string& progress);

own<completed_handler> make_completed(const family& of);
own<completed_handler> make_completed(const family& of,
                                      std::function<answer(void* sender, std::int32_t status)> run);
own<progress_handler> make_progress(const family& of, progress_handler::body_type run = {});

// A result of the family for `seed`, or nothing for actions, in the form Complete wants it.
class result_of {
public:
    result_of(const family& of, int seed);
    const void* argument() const { return m_value ? m_value->address() : nullptr; }
    const value& expected() const { return *m_value; }

private:
    std::unique_ptr<value> m_value;
};

// HSTRING helpers over the C functions.
HSTRING make_string(const std::u16string& text);
std::u16string text_of(HSTRING string);

} // namespace contract
