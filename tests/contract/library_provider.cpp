// SPDX-License-Identifier: MIT
// The library's entry points behind the provider's face.
#include "library_provider.h"

#include <stdexcept>

namespace contract {
namespace {

class library_driver final : public driver {
public:
    explicit library_driver(producer worker) : m_worker(std::move(worker)) {}

    answer report(const void* value) override { return m_worker.ReportProgress(value); }
    answer set_partial(const void* value) override { return m_worker.SetPartialResult(value); }
    answer complete(const void* result) override { return m_worker.Complete(result); }
    answer fail(answer code, const char* message) override { return m_worker.Fail(code, message); }
    answer end_canceled() override { return m_worker.EndCanceled(); }
    answer cancel_requested(std::uint8_t* requested) override {
        return m_worker.get_CancelRequested(requested);
    }
    answer cancel_reason(answer* reason, HSTRING* text) override {
        return m_worker.GetCancelReason(reason, text);
    }
    answer put_cancel_handler(void* handler) override {
        return m_worker.put_CancelHandler(handler);
    }
    answer get_operation(const GUID& iid, void** operation) override {
        return m_worker.GetOperation(&iid, operation);
    }
    answer follow(void* operation) override { return m_worker.Follow(operation); }

private:
    producer m_worker;
};

} // namespace

IAsyncType* type_of(const family& of) {
    IAsyncType* type = nullptr;
    const answer answered = AsyncomGetType(of.signature.c_str(), &type);
    if (answered != ok)
        throw std::runtime_error("AsyncomGetType(" + of.signature + "): " + name_of(answered));
    return type;
}

both_ends make_both(const family& of, const AsyncomOperationOptions* options) {
    void* consumer = nullptr;
    IAsyncProducer* worker = nullptr;
    const answer answered =
        AsyncomCreateOperation(type_of(of), options, &of.iid, &consumer, &worker);
    if (answered != ok)
        throw std::runtime_error("AsyncomCreateOperation of " + of.name + ": " + name_of(answered));
    return {operation(consumer, of), producer(worker)};
}

made_operation library_provider::make(const family& of) {
    both_ends ends = make_both(of);
    return {std::move(ends.consumer), std::make_unique<library_driver>(std::move(ends.worker))};
}

AsyncomOperationOptions no_options() {
    AsyncomOperationOptions options{};
    options.size = sizeof options;
    return options;
}

} // namespace contract
