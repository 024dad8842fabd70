// SPDX-License-Identifier: MIT
// A component on the projection, with nothing but the headers. It is built without hidden
// visibility, and no option helps it to be unloaded.
#include "counter.h"

#include <asyncom/activation.hpp>
#include <asyncom/born_ended.hpp>
#include <asyncom/then.hpp>

#include <stdexcept>

namespace {

using namespace asyncom;
using projection::ICounter;
using projection::ICounterStatics;

struct counter_factory;

struct counter : implements<counter, ICounter> {
    static constexpr std::u16string_view class_name = u"Test.Projection.Counter";
    using factory = counter_factory;

    explicit counter(std::int32_t number = 0) : m_number(number) {}

    HRESULT ASYNCOM_CALL Next(std::int32_t* number) noexcept override {
        return *number = ++m_number, S_OK;
    }
    HRESULT ASYNCOM_CALL CountUpTo(std::uint32_t last,
                                   async_operation_with_progress<std::uint32_t, double>::abi_type**
                                       operation) noexcept override try {
        *operation = nullptr;
        if (last == 0) throw hresult_invalid_argument("count up to what?");
        auto created = create_operation<std::uint32_t, double>({.name = "count"});
        then(create_completed(), [producer = created.producer, last](const auto&) {
            for (std::uint32_t number = 1; number <= last; ++number)
                producer.report(number / double(last));
            producer.complete(last);
        });
        *operation = created.operation.abi().detach();
        return S_OK;
    } catch (...) {
        return to_hresult();
    }

private:
    std::int32_t m_number;
};

struct counter_factory : implements_factory<counter_factory, counter, ICounterStatics> {
    HRESULT ASYNCOM_CALL StartAt(std::int32_t number, ICounter** made) noexcept override {
        *made = nullptr;
        return impl::answer_of([&] { *made = make<counter>(number).detach(); });
    }
};

// Cannot be made without an argument, nor with one that it does not like.
struct picky : implements<picky, IInspectable> {
    static constexpr std::u16string_view class_name = u"Test.Projection.Picky";
    explicit picky(int) {}
};
struct broken : implements<broken, IInspectable> {
    static constexpr std::u16string_view class_name = u"Test.Projection.Broken";
    broken() { throw std::out_of_range("nothing to count"); }
};

} // namespace

extern "C" ASYNCOM_COMPONENT_API HRESULT ASYNCOM_CALL
DllGetActivationFactory(HSTRING name, IActivationFactory** factory) {
    return asyncom::find_factory<counter, picky, broken>(name, factory);
}
extern "C" ASYNCOM_COMPONENT_API HRESULT ASYNCOM_CALL DllCanUnloadNow() {
    return asyncom::can_unload_now();
}
