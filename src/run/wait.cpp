// SPDX-License-Identifier: MIT
#include "run/wait.h"

#include "async/completing.h"
#include "com/error_info.h"
#include "com/first_copy.h"
#include "run/waited_operation.h"

#include <gsl/span>
#include <gsl/util>

#include <algorithm>
#include <memory>
#include <new>

namespace asyncom::core {
namespace {

HRESULT with_reason(HRESULT answer) noexcept {
    if (answer >= 0) return answer;
    if (answer == E_ILLEGAL_METHOD_CALL)
        return originate(answer, "A handler cannot wait for the operation that waits for it.");
    if (answer == E_NOINTERFACE)
        return originate(answer, "The object is not an asynchronous operation.");
    return originate(answer, nullptr);
}

// The elements of one wait, on the stack where they are few.
class waited_operations {
public:
    HRESULT bind(gsl::span<IUnknown* const> consumers, std::uint32_t timeout) noexcept {
        waited_operation* place = m_few;
        if (consumers.size() > std::size(m_few)) {
            m_many.reset(new (std::nothrow) waited_operation[consumers.size()]);
            place = m_many.get();
            if (place == nullptr) return E_OUTOFMEMORY;
        }
        m_all = {place, consumers.size()};
        for (std::size_t i = 0; i < consumers.size(); ++i) {
            const HRESULT bound = m_all[i].bind(consumers[i], timeout);
            if (bound < 0) return bound;
        }
        return S_OK;
    }

    gsl::span<waited_operation> all() const noexcept { return m_all; }

private:
    waited_operation m_few[8];
    std::unique_ptr<waited_operation[]> m_many;
    gsl::span<waited_operation> m_all;
};

bool has_null(gsl::span<IUnknown* const> consumers) noexcept {
    return std::find(consumers.begin(), consumers.end(), nullptr) != consumers.end();
}

// S_OK with the first index that has ended, S_FALSE, or a failure.
HRESULT find_first_ended(gsl::span<waited_operation> all, std::uint32_t& index) noexcept {
    for (std::size_t i = 0; i < all.size(); ++i) {
        const HRESULT ended = all[i].has_ended();
        if (ended == S_FALSE) continue;
        if (ended == S_OK) index = std::uint32_t(i);
        return ended;
    }
    return S_FALSE;
}

// The lowest one. A lower element may have ended after it was looked at and before the one that
// was found, so those are looked at once more: then there was a moment at which the answer is true.
HRESULT find_ended(gsl::span<waited_operation> all, std::uint32_t& index) noexcept {
    const HRESULT found = find_first_ended(all, index);
    if (found != S_OK || index == 0) return found;
    const HRESULT lower = find_first_ended(all.first(index), index);
    return lower == S_FALSE ? S_OK : lower;
}

HRESULT sleep_until_any_end(gsl::span<waited_operation> all, deadline until,
                            std::uint32_t& index) noexcept {
    std::atomic<std::uint32_t> wake{0};
    // The nodes point at `wake`, which is in this frame.
    const auto unwatch = gsl::finally([&] {
        for (waited_operation& each : all)
            each.unwatch();
    });
    bool polls = false;
    for (waited_operation& each : all) {
        const HRESULT watched = each.watch(wake);
        if (watched < 0) return watched;
        polls = polls || each.is_foreign();
    }
    polling_interval interval;
    HRESULT found = find_ended(all, index);
    while (found == S_FALSE && !until.has_passed()) {
        park_outside_completions(wake, 0, polls ? interval.next(until) : until);
        found = find_ended(all, index);
    }
    return found;
}

} // namespace

HRESULT wait(IUnknown* consumer, std::uint32_t timeout) noexcept {
    if (consumer == nullptr) return refuse_null();
    if (operation* const ours = operation_of(consumer)) [[likely]]
        return with_reason(wait_for_end(*ours, timeout));
    waited_operation foreign;
    const HRESULT bound = foreign.bind(consumer, timeout);
    if (bound < 0) return with_reason(bound);
    return with_reason(foreign.sleep_until_end(deadline_after_milliseconds(timeout)));
}

HRESULT wait_any(IUnknown* const* consumers, std::uint32_t count, std::uint32_t timeout,
                 std::uint32_t* index) noexcept {
    if (index != nullptr) *index = 0;
    if (consumers == nullptr || index == nullptr) return refuse_null();
    const gsl::span given(consumers, count);
    if (has_null(given)) return refuse_null();
    if (count == 0) return originate(E_INVALIDARG, "There is nothing to wait for.");
    waited_operations waited;
    HRESULT answer = waited.bind(given, timeout);
    if (answer >= 0) answer = find_ended(waited.all(), *index);
    if (answer == S_FALSE && timeout != 0)
        answer = sleep_until_any_end(waited.all(), deadline_after_milliseconds(timeout), *index);
    if (answer == S_FALSE) *index = 0xFFFFFFFF;
    return with_reason(answer);
}

HRESULT wait_all(IUnknown* const* consumers, std::uint32_t count, std::uint32_t timeout) noexcept {
    if (consumers == nullptr) return refuse_null();
    const gsl::span given(consumers, count);
    if (has_null(given)) return refuse_null();
    waited_operations waited;
    HRESULT answer = waited.bind(given, timeout);
    if (answer < 0) return with_reason(answer);
    const deadline until = deadline_after_milliseconds(timeout);
    for (waited_operation& each : waited.all()) {
        answer = timeout == 0 ? each.has_ended() : each.sleep_until_end(until);
        if (answer != S_OK) return with_reason(answer);
    }
    return S_OK;
}

HRESULT wait_handle_of(IUnknown* consumer, std::intptr_t* handle) noexcept {
    if (handle != nullptr) *handle = 0;
    if (consumer == nullptr || handle == nullptr) return refuse_null();
    operation* const ours = operation_of(consumer);
    if (ours == nullptr) {
        if (const HRESULT refused = refuse_second_copy(); refused < 0) return refused;
        return originate(E_NOINTERFACE, "The object is not an operation of this library.");
    }
    const HRESULT got = get_wait_handle(*ours, handle);
    return got < 0 ? originate(got, nullptr) : got;
}

} // namespace asyncom::core
