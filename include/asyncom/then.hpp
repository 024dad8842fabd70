// SPDX-License-Identifier: MIT
// What comes after an operation.
//
//   async_operation<std::uint64_t> size = asyncom::then(reading, [](const auto& read) {
//       return std::uint64_t{read.get_results().size()};
//   });
#pragma once

#include <asyncom/producer.hpp>

#include <memory>
#include <type_traits>
#include <utility>

namespace asyncom {

namespace impl {

// What a continuation makes: an action of nothing, an operation of a value, and of an operation
// that one itself.
template <class Answer>
struct continued {
    using result = Answer;
    using progress = void;
};
template <class Result, class Progress>
struct continued<async_view<Result, Progress>> {
    using result = Result;
    using progress = Progress;
};

template <class Antecedent, class Callable>
struct continuation {
    using answer = std::invoke_result_t<Callable&, const Antecedent&>;
    using result = typename continued<answer>::result;
    using progress = typename continued<answer>::progress;
    using view = async_view<result, progress>;
    using producer = async_producer<result, progress>;

    static HRESULT ASYNCOM_CALL run(void* context, IAsyncProducer* raw,
                                    IUnknown* antecedent) noexcept {
        return answer_of([&] {
            auto& callable = *static_cast<Callable*>(context);
            const producer ours(copy_of(raw));
            const auto before = as_operation<Antecedent>(copy_of(antecedent));
            if constexpr (std::is_same_v<answer, view>) {
                ours.follow(callable(before));
            } else if constexpr (std::is_void_v<answer>) {
                callable(before);
                ours.complete();
            } else {
                ours.complete(callable(before));
            }
        });
    }
};

} // namespace impl

// Calls continuation(view) on options.scheduler, or else on the pool of the process, once the
// operation has ended, in whatever way; never inside this call. What it answers ends the new
// operation: nothing, a value, or an operation, as which the new one then ends. What it throws is
// its error. Cancelled before, it is not called.
template <class Result, class Progress, class Callable>
auto then(const async_view<Result, Progress>& operation, Callable&& continuation,
          const operation_options& options = {}) {
    using kept = std::decay_t<Callable>;
    using how = impl::continuation<async_view<Result, Progress>, kept>;
    using made = typename how::view::abi_type;
    const com_ptr<IUnknown> work = impl::make_handler(
        std::forward<Callable>(continuation), [](void* context, auto destroy, void** handler) {
            return AsyncomCreateWork(&how::run, context, destroy,
                                     reinterpret_cast<IAsyncWork**>(handler));
        });
    const AsyncomOperationOptions given = options.abi();
    com_ptr<made> next;
    check_hresult(AsyncomThen(
        operation.abi().get(), type_of<typename how::result, typename how::progress>(),
        static_cast<IAsyncWork*>(work.get()), &given, &guid_of<made>(), next.put_void()));
    return typename how::view(std::move(next));
}

} // namespace asyncom
