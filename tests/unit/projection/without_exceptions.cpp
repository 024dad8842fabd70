// SPDX-License-Identifier: MIT
// A program without exceptions and run-time type information: errors are values. It is built with
// -fno-exceptions -fno-rtti, where GoogleTest would not be, and so it speaks for itself.
#include <asyncom/asyncom.hpp>

#include <chrono>
#include <cstdio>
#include <cstring>
#include <utility>

namespace {

using namespace asyncom;

int failures = 0;

void expect(bool holds, const char* what) {
    if (holds) return;
    ++failures;
    std::fprintf(stderr, "not so: %s\n", what);
}

struct stopper : implements<stopper, IAsyncCancelHandler> {
    HRESULT ASYNCOM_CALL Invoke(IAsyncProducer* sender) noexcept override {
        return sender->EndCanceled();
    }
};

void ends_are_values() {
    const auto [operation, producer] = create_operation<std::uint32_t, double>({.name = "values"});
    double part = 0;
    operation.progress([&](const auto&, double value) { part = value; });
    expect(operation.try_get_results().code() == E_ILLEGAL_METHOD_CALL, "it runs");
    producer.report(0.5);
    expect(producer.try_complete(7).value(), "it completes");
    expect(producer.try_complete(8).code() == E_ILLEGAL_STATE_CHANGE, "it has ended");
    expect(part == 0.5, "progress came");
    expect(*operation.try_get() == 7, "the result is there");
    expect(operation.try_completed([](const auto&, AsyncStatus) {}).has_value(), "one handler");
    expect(operation.try_completed([](const auto&, AsyncStatus) {}).code() ==
               E_ILLEGAL_DELEGATE_ASSIGNMENT,
           "a second one is refused");
}

void failures_are_values() {
    const auto failed = create_failed<hstring>(hresult_error(E_ACCESSDENIED, "locked"));
    const result<hstring> ended = failed.try_get();
    expect(ended.code() == E_ACCESSDENIED, "the code crosses");
    expect(std::strcmp(ended.error().what(), "locked") == 0, "the text crosses");
    expect(!try_activate_instance<IInspectable>(u"Nobody.Has.This"), "no such class");
}

void objects_are_made() {
    const auto [operation, producer] = create_operation<void>();
    producer.abi()->put_CancelHandler(make<stopper>().get());
    operation.cancel();
    expect(operation.try_get().code() == error_canceled, "it was cancelled");
    int told = 0;
    const auto handler = make_delegate<IAsyncCancelHandler>([&](IAsyncProducer*) { ++told; });
    handler->Invoke(nullptr);
    expect(told == 1, "delegates are called");
    expect(make_weak(handler).get() == handler, "weak references find");
}

void compositions_end() {
    const auto sum = then(when_all(create_completed(), create_completed<std::uint32_t>(1)),
                          [](const auto&) { return std::uint32_t{3}; });
    expect(*with_deadline(sum, std::chrono::hours(1)).try_get() == 3, "what follows ends");
}

} // namespace

int main() {
    ends_are_values();
    failures_are_values();
    objects_are_made();
    compositions_end();
    expect(can_unload_now() == S_OK, "nothing is left");
    if (failures == 0) std::puts("without exceptions: all well");
    return failures;
}
