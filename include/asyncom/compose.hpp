// SPDX-License-Identifier: MIT
// Operations made of operations: all, any, then, in time. Each ends when the others have, and
// cancelling it cancels them.
//
//   using namespace std::chrono_literals;
//   auto both = asyncom::when_all(first, second);        // progress from 0 to 1
//   auto size = asyncom::then(both, [=](const auto&) { return first.get() + second.get(); });
//   std::uint64_t total = asyncom::with_deadline(size, 5s).get();
//
// The inputs must be operations of this library; they are kept until the new one has ended, and
// their results are theirs to give.
#pragma once

#include <asyncom/producer.hpp>
#include <asyncom/scheduler.hpp>
#include <asyncom/then.hpp>

#include <chrono>
#include <cstdint>
#include <iterator>
#include <type_traits>
#include <utility>
#include <vector>

namespace asyncom {

namespace impl {

// Anything with begin() and end() of operations.
template <class Range>
concept operation_range = requires(const Range& range) {
    any_operation(*std::begin(range));
    std::end(range);
};

// An array of them is an array of pointers.
static_assert(sizeof(any_operation) == sizeof(IUnknown*));

template <class Range>
std::vector<any_operation> inputs_of(const Range& operations) {
    std::vector<any_operation> inputs;
    for (const auto& each : operations)
        inputs.emplace_back(each);
    return inputs;
}

// An empty vector may have no address, and the ABI wants one.
ASYNCOM_OF_THIS_MODULE inline IUnknown* const*
array_of(const std::vector<any_operation>& inputs) noexcept {
    static constexpr IUnknown* none = nullptr;
    return inputs.empty() ? &none : reinterpret_cast<IUnknown* const*>(inputs.data());
}

inline async_action_with_progress<double> all_of(const std::vector<any_operation>& inputs,
                                                 const double* weights,
                                                 const operation_options& options) {
    using made = async_action_with_progress<double>::abi_type;
    const AsyncomOperationOptions given = options.abi();
    com_ptr<made> operation;
    check_hresult(AsyncomWhenAll(array_of(inputs), static_cast<std::uint32_t>(inputs.size()),
                                 weights, &given, &guid_of<made>(), operation.put_void()));
    return operation;
}

inline async_operation<std::uint32_t> any_of(const std::vector<any_operation>& inputs,
                                             const operation_options& options) {
    using made = async_operation<std::uint32_t>::abi_type;
    const AsyncomOperationOptions given = options.abi();
    com_ptr<made> operation;
    check_hresult(AsyncomWhenAny(array_of(inputs), static_cast<std::uint32_t>(inputs.size()),
                                 &given, &guid_of<made>(), operation.put_void()));
    return operation;
}

} // namespace impl

// Ends when all have: as the first failure in their order, else as Canceled if one of them is, else
// well. A failure cancels no other. Its progress is the mean of theirs.
template <class... Results, class... Progresses>
requires(sizeof...(Results) > 0) async_action_with_progress<double> when_all(
    const async_view<Results, Progresses>&... operations) {
    return impl::all_of({operations...}, nullptr, {});
}
template <impl::operation_range Range>
async_action_with_progress<double> when_all(const Range& operations,
                                            const operation_options& options = {}) {
    return impl::all_of(impl::inputs_of(operations), nullptr, options);
}
// With a weight for each. Throws hresult_invalid_argument where they are not as many, and for a
// weight that is negative or not finite.
template <impl::operation_range Range>
async_action_with_progress<double> when_all(const Range& operations,
                                            const std::vector<double>& weights,
                                            const operation_options& options = {}) {
    const std::vector<any_operation> inputs = impl::inputs_of(operations);
    if (weights.size() != inputs.size())
        impl::throw_or_end<hresult_invalid_argument>("when_all: one weight for each operation");
    return impl::all_of(inputs, weights.data(), options);
}

// Gives the index of the one that has ended first, in whatever way; the others are cancelled, and
// it completes when they have ended. Throws hresult_invalid_argument for none.
template <class... Results, class... Progresses>
requires(sizeof...(Results) > 0)
    async_operation<std::uint32_t> when_any(const async_view<Results, Progresses>&... operations) {
    return impl::any_of({operations...}, {});
}
template <impl::operation_range Range>
async_operation<std::uint32_t> when_any(const Range& operations,
                                        const operation_options& options = {}) {
    return impl::any_of(impl::inputs_of(operations), options);
}

// The same operation, with an end: when the time is over it is cancelled, and when it has ended the
// new one fails with error_timeout. On the clock of options.scheduler.
template <class Result, class Progress, class Rep, class Period>
async_view<Result, Progress> with_deadline(const async_view<Result, Progress>& operation,
                                           const std::chrono::duration<Rep, Period>& time,
                                           const operation_options& options = {}) {
    using made = async_interface<Result, Progress>;
    const AsyncomOperationOptions given = options.abi();
    com_ptr<made> limited;
    check_hresult(AsyncomWithDeadline(operation.abi().get(), impl::ticks_of(time).count(), &given,
                                      &guid_of<made>(), limited.put_void()));
    return limited;
}

} // namespace asyncom
