// SPDX-License-Identifier: MIT
// The worker drives the naive operation; the consumer sees ours.
#include "adopted_provider.h"

#include "library_provider.h"
#include "naive_provider.h"

#include <stdexcept>

namespace contract {
namespace {

// The naive driver, but that the operation behind it is the adopted one. It holds that weakly: a
// foreign worker keeps none of our objects.
class adopted_driver final : public driver {
public:
    adopted_driver(std::unique_ptr<driver> naive, const operation& adopted)
        : m_naive(std::move(naive)) {
        const ref source = adopted.query(IID_IWeakReferenceSource);
        call(source.get(), 3, m_adopted.put());
    }

    answer report(const void* value) override { return m_naive->report(value); }
    answer set_partial(const void* value) override { return m_naive->set_partial(value); }
    answer complete(const void* result) override { return m_naive->complete(result); }
    answer fail(answer code, const char* message) override { return m_naive->fail(code, message); }
    answer end_canceled() override { return m_naive->end_canceled(); }
    answer cancel_requested(std::uint8_t* requested) override {
        return m_naive->cancel_requested(requested);
    }
    answer cancel_reason(answer* reason, HSTRING* text) override {
        return m_naive->cancel_reason(reason, text);
    }
    answer put_cancel_handler(void* handler) override {
        return m_naive->put_cancel_handler(handler);
    }
    answer get_operation(const GUID& iid, void** operation) override {
        return call(m_adopted.get(), 3, &iid, operation);
    }

private:
    std::unique_ptr<driver> m_naive;
    ref m_adopted;
};

} // namespace

// A foreign end has no text and no partial result, and its producer is not ours.
bool adopted_provider::has(feature what) const {
    return what != feature::partial_results && what != feature::producer_object;
}

made_operation adopted_provider::make(const family& of) {
    naive_provider naive;
    made_operation foreign = naive.make(of);
    void* adopted = nullptr;
    const answer answered =
        AsyncomAdopt(foreign.consumer.as_unknown(), type_of(of), nullptr, &of.iid, &adopted);
    if (answered != ok)
        throw std::runtime_error("AsyncomAdopt of " + of.name + ": " + name_of(answered));
    operation consumer(adopted, of);
    auto worker = std::make_unique<adopted_driver>(std::move(foreign.worker), consumer);
    return {std::move(consumer), std::move(worker)};
}

} // namespace contract
