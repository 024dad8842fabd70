// SPDX-License-Identifier: MIT
#include "objects.h"
#include "unloading.h"

#include <asyncom/async_interfaces.hpp>
#include <asyncom/delegate.hpp>

#include <memory>

namespace delegate_test {

using namespace asyncom;
using namespace projection;

using handler = async_completed_handler<void, void>;

HRESULT call(const com_ptr<handler>& delegate) {
    return delegate->Invoke(nullptr, AsyncStatus::Error);
}

TEST(Delegate, CallsWhatItIsMadeOf) {
    AsyncStatus told = AsyncStatus::Started;
    EXPECT_EQ(call(make_delegate<handler>([&](auto*, AsyncStatus status) { told = status; })),
              S_OK);
    EXPECT_EQ(told, AsyncStatus::Error);
    EXPECT_EQ(call(make_delegate<handler>([](auto*, AsyncStatus) -> HRESULT { return S_FALSE; })),
              S_FALSE);
}

TEST(Delegate, TakesCallablesThatCanOnlyBeMoved) {
    auto owned = std::make_unique<int>(0);
    int* const seen = owned.get();
    auto count = [owned = std::move(owned)](auto*, AsyncStatus) mutable { ++*owned; };
    const auto delegate = make_delegate<handler>(std::move(count));
    call(delegate);
    call(delegate);
    EXPECT_EQ(*seen, 2);
}

HRESULT of_function(async_interface<void, void>*, AsyncStatus) {
    return E_ABORT;
}

TEST(Delegate, TakesFunctions) {
    EXPECT_EQ(call(make_delegate<handler>(of_function)), E_ABORT);
    EXPECT_EQ(call(make_delegate<handler>(&of_function)), E_ABORT);
}

TEST(Delegate, TurnsAnExceptionIntoItsAnswer) {
    const auto delegate = make_delegate<handler>(
        [](auto*, AsyncStatus) { throw hresult_access_denied("not for you"); });
    EXPECT_EQ(call(delegate), E_ACCESSDENIED);
    EXPECT_STREQ(hresult_error(E_ACCESSDENIED, take_ownership_from_abi).what(), "not for you");
}

TEST(Delegate, EndsTheCallableWithItsLastReference) {
    const auto shared = std::make_shared<int>(0);
    auto delegate = make_delegate<handler>([shared](auto*, AsyncStatus) {});
    EXPECT_EQ(shared.use_count(), 2);
    EXPECT_EQ(can_unload_now(), S_FALSE);
    delegate = nullptr;
    EXPECT_EQ(shared.use_count(), 1);
    EXPECT_TRUE(projection::comes_to_be_unloadable());
}

TEST(Delegate, IsAgileAndNoInspectable) {
    const auto delegate = make_delegate<handler>([](auto*, AsyncStatus) {});
    EXPECT_NE(delegate.try_as<IAgileObject>(), nullptr);
    EXPECT_NE(delegate.try_as<IMarshal>(), nullptr);
    EXPECT_NE(delegate.try_as<handler>(), nullptr);
    EXPECT_EQ(delegate.try_as<IInspectable>(), nullptr);
}

TEST(Delegate, IsOfAnyInterfaceWithInvoke) {
    IAsyncProducer* told = nullptr;
    const auto delegate =
        make_delegate<IAsyncCancelHandler>([&](IAsyncProducer* sender) { told = sender; });
    auto* const sender = reinterpret_cast<IAsyncProducer*>(&told);
    EXPECT_EQ(delegate->Invoke(sender), S_OK);
    EXPECT_EQ(told, sender);
}

} // namespace delegate_test
