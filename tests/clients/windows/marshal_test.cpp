// SPDX-License-Identifier: MIT
// Our objects on their way into another apartment, and the errors they leave, seen by the system.
#include "support.h"

#include <string>
#include <vector>

namespace windows_test {
namespace {

constexpr CLSID free_marshaler{
    0x0000033a, 0x0000, 0x0000, {0xc0, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x46}};

HRESULT ASYNCOM_CALL do_nothing(void*, IUnknown*, std::int32_t) {
    return S_OK;
}
HRESULT ASYNCOM_CALL do_no_work(void*, IAsyncProducer*, IUnknown*) {
    return S_OK;
}

// One of each kind that any thread may call.
std::vector<owned<IUnknown>> our_objects(const both_ends& ends) {
    std::vector<owned<IUnknown>> all;
    all.push_back(query<IUnknown>(ends.consumer.get(), IID_IUnknown));
    all.push_back(query<IUnknown>(ends.consumer.get(), IID_IAsyncInfo));
    all.push_back(query<IUnknown>(ends.producer.get(), IID_IUnknown));
    all.push_back(query<IUnknown>(both_ends::type(), IID_IUnknown));
    void* handler = nullptr;
    EXPECT_EQ(
        AsyncomCreateCompletedHandler(both_ends::type(), &do_nothing, nullptr, nullptr, &handler),
        S_OK);
    all.emplace_back(static_cast<IUnknown*>(handler));
    IAsyncWork* work = nullptr;
    EXPECT_EQ(AsyncomCreateWork(&do_no_work, nullptr, nullptr, &work), S_OK);
    all.emplace_back(work);
    return all;
}

TEST(Marshal, IsTheFreeThreadedOneOfTheSameObject) {
    const both_ends ends;
    for (const owned<IUnknown>& each : our_objects(ends)) {
        const auto identity = query<IUnknown>(each.get(), IID_IUnknown);
        const auto marshal = query<IMarshal>(each.get(), IID_IMarshal);
        ASSERT_TRUE(marshal);
        EXPECT_EQ(query<IUnknown>(marshal.get(), IID_IUnknown).get(), identity.get());
        CLSID unmarshaler{};
        EXPECT_EQ(marshal->GetUnmarshalClass(IID_IUnknown, each.get(), MSHCTX_INPROC, nullptr,
                                             MSHLFLAGS_NORMAL, &unmarshaler),
                  S_OK);
        EXPECT_TRUE(IsEqualGUID(unmarshaler, free_marshaler));
    }
}

TEST(Marshal, HoldsItsObjectAndLetsItGo) {
    both_ends ends;
    auto marshal = query<IMarshal>(ends.consumer.get(), IID_IMarshal);
    ends.producer->Complete(nullptr);
    ends.producer.reset();
    ends.consumer->AddRef();
    EXPECT_EQ(ends.consumer->Release(), 2u) << "the client and the marshaler";
    marshal.reset();
    ends.consumer->AddRef();
    EXPECT_EQ(ends.consumer->Release(), 1u);
}

TEST(Marshal, BringsThePointerItselfIntoAnotherApartment) {
    in_single_threaded_apartment([] {
        const both_ends ends;
        for (const owned<IUnknown>& each : our_objects(ends)) {
            const auto identity = query<IUnknown>(each.get(), IID_IUnknown);
            IStream* stream = nullptr;
            ASSERT_EQ(CoMarshalInterThreadInterfaceInStream(IID_IUnknown, each.get(), &stream),
                      S_OK);
            in_apartment(COINIT_MULTITHREADED, [&] {
                owned<IUnknown> arrived;
                ASSERT_EQ(CoGetInterfaceAndReleaseStream(stream, IID_IUnknown, arrived.put_void()),
                          S_OK);
                EXPECT_EQ(arrived.get(), identity.get());
            });
        }
    });
}

// ---- errors

// Leaves "no entry" with E_ACCESSDENIED in the thread's slot.
void leave_a_reason() {
    const both_ends ends;
    ends.producer->Fail(E_ACCESSDENIED, "no entry");
    SetErrorInfo(0, nullptr);
    EXPECT_EQ(ends.consumer->GetResults(), E_ACCESSDENIED);
}

std::wstring taken(BSTR text) {
    const std::wstring copy(text, SysStringLen(text));
    SysFreeString(text);
    return copy;
}

void expect_the_reason(IUnknown* error) {
    const auto restricted = query<IRestrictedErrorInfo>(error, IID_IRestrictedErrorInfo);
    ASSERT_TRUE(restricted);
    BSTR texts[3]{};
    HRESULT code = S_OK;
    EXPECT_EQ(restricted->GetErrorDetails(&texts[0], &code, &texts[1], &texts[2]), S_OK);
    EXPECT_EQ(code, E_ACCESSDENIED);
    EXPECT_EQ(taken(texts[0]), L"no entry");
    EXPECT_EQ(taken(texts[1]), L"no entry");
    SysFreeString(texts[2]);
}

TEST(ErrorOfOurs, IsTheSystemsOnThreadsOfEveryKind) {
    const auto look = [] {
        leave_a_reason();
        owned<IErrorInfo> error;
        ASSERT_EQ(GetErrorInfo(0, error.put()), S_OK);
        expect_the_reason(error.get());
        EXPECT_EQ(GetErrorInfo(0, error.put()), S_FALSE) << "taken once";
    };
    std::thread(look).join(); // in no apartment
    in_apartment(COINIT_MULTITHREADED, look);
    in_single_threaded_apartment(look);
}

TEST(ErrorOfOurs, IsFoundByGetRestrictedErrorInfo) {
    leave_a_reason();
    owned<IRestrictedErrorInfo> error;
    const HRESULT given = GetRestrictedErrorInfo(error.put());
    SetErrorInfo(0, nullptr);
    if (given == E_NOTIMPL) GTEST_SKIP() << "Wine's GetRestrictedErrorInfo is not implemented";
    ASSERT_EQ(given, S_OK);
    expect_the_reason(error.get());
}

TEST(ErrorOfTheSystem, IsWhatOurFunctionsRead) {
    ICreateErrorInfo* made = nullptr;
    ASSERT_EQ(CreateErrorInfo(&made), S_OK);
    const owned<ICreateErrorInfo> theirs(made);
    wchar_t text[] = L"said by somebody else";
    theirs->SetDescription(text);
    const auto error = query<IErrorInfo>(theirs.get(), IID_IErrorInfo);
    SetErrorInfo(0, error.get());
    char read[64] = "";
    std::uint32_t needed = 0;
    EXPECT_EQ(AsyncomGetErrorText(read, sizeof read, &needed), S_OK);
    EXPECT_STREQ(read, "said by somebody else");
    owned<IErrorInfo> still;
    EXPECT_EQ(GetErrorInfo(0, still.put()), S_OK) << "a look takes nothing";
    EXPECT_EQ(still.get(), error.get());
}

} // namespace
} // namespace windows_test
