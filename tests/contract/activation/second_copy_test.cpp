// SPDX-License-Identifier: MIT
// The first copy of the library that is used serves; another one refuses to make anything and names
// both files. Every case is a process of its own, in which none was used.
#include "activation/two_copies.h"

#include <csignal>

namespace {

using namespace contract;

class SecondCopy : public TwoCopies, public testing::WithParamInterface<int> {};

HRESULT ASYNCOM_CALL no_work(void*, IAsyncProducer*, IUnknown*) {
    return S_OK;
}
HRESULT ASYNCOM_CALL no_cancel(void*, IAsyncProducer*) {
    return S_OK;
}
HRESULT ASYNCOM_CALL no_end(void*, IUnknown*, std::int32_t) {
    return S_OK;
}
HRESULT ASYNCOM_CALL no_progress(void*, IUnknown*, const void*) {
    return S_OK;
}
HRESULT ASYNCOM_CALL no_visit(void*, const AsyncomOperationInfo*) {
    return S_OK;
}
HRESULT ASYNCOM_CALL no_factory(HSTRING, IActivationFactory**) {
    return E_FAIL;
}

// What the first copy has made for its clients: good arguments of every function.
struct made_by_first {
    IAsyncType* type = nullptr;
    IAsyncWork* work = nullptr;
    IAsyncProducer* producer = nullptr;
    IUnknown* operation = nullptr;

    made_by_first(child_report& child, const copy& first) {
        // With progress, of type double.
        CHILD_SAME(OF(first, AsyncomGetType)(
                       "pinterface({1f6db258-e803-48a1-9546-eb7353398884};f8)", &type),
                   ok);
        CHILD_SAME(OF(first, AsyncomCreateWork)(&no_work, nullptr, nullptr, &work), ok);
        void* made = nullptr;
        CHILD_SAME(
            OF(first, AsyncomCreateOperation)(type, nullptr, &IID_IAsyncInfo, &made, &producer),
            ok);
        operation = static_cast<IUnknown*>(made);
    }
};

// Each answers E_UNEXPECTED and gives null.
void expect_no_operation(child_report& child, const copy& second, const made_by_first& given) {
    void* made = nullptr;
    IAsyncProducer* producer = nullptr;
    const AsyncomOperationOptions options{sizeof options, 0, nullptr, given.operation, nullptr};
    const GUID& iid = IID_IAsyncInfo;
    CHILD_SAME(OF(second, AsyncomCreateOperation)(given.type, &options, &iid, &made, &producer),
               unexpected);
    CHILD_SAME(OF(second, AsyncomCreateCompleted)(given.type, nullptr, &iid, &made), unexpected);
    CHILD_SAME(OF(second, AsyncomCreateFailed)(given.type, failed, nullptr, &iid, &made),
               unexpected);
    CHILD_SAME(OF(second, AsyncomCreateCanceled)(given.type, &iid, &made), unexpected);
    CHILD_SAME(OF(second, AsyncomRun)(given.type, given.work, &options, &iid, &made), unexpected);
    CHILD_SAME(OF(second, AsyncomAdopt)(given.operation, given.type, nullptr, &iid, &made),
               unexpected);
    CHILD_SAME(
        OF(second, AsyncomThen)(given.operation, given.type, given.work, nullptr, &iid, &made),
        unexpected);
    CHILD_SAME(OF(second, AsyncomWithDeadline)(given.operation, 1, nullptr, &iid, &made),
               unexpected);
    CHILD_SAME(OF(second, AsyncomWhenAll)(&given.operation, 1, nullptr, nullptr, &iid, &made),
               unexpected);
    CHILD_SAME(OF(second, AsyncomWhenAny)(&given.operation, 1, nullptr, &iid, &made), unexpected);
    CHILD_SAME(OF(second, AsyncomWhenAll)(&given.operation, 0, nullptr, nullptr, &iid, &made),
               unexpected);
    CHILD_SAME(OF(second, AsyncomWhenAny)(&given.operation, 0, nullptr, &iid, &made), unexpected);
    CHILD_SHOULD(made == nullptr && producer == nullptr);
}

void expect_no_handler(child_report& child, const copy& second, const made_by_first& given) {
    void* made = nullptr;
    CHILD_SAME(
        OF(second, AsyncomCreateCompletedHandler)(given.type, &no_end, nullptr, nullptr, &made),
        unexpected);
    CHILD_SAME(
        OF(second, AsyncomCreateProgressHandler)(given.type, &no_progress, nullptr, nullptr, &made),
        unexpected);
    IAsyncWork* work = nullptr;
    CHILD_SAME(OF(second, AsyncomCreateWork)(&no_work, nullptr, nullptr, &work), unexpected);
    IAsyncCancelHandler* handler = nullptr;
    CHILD_SAME(OF(second, AsyncomCreateCancelHandler)(&no_cancel, nullptr, nullptr, &handler),
               unexpected);
    IAsyncProgressSink* sink = nullptr;
    CHILD_SAME(OF(second, AsyncomCreateProgressSink)(given.producer, 0, &sink), unexpected);
    CHILD_SHOULD(made == nullptr && work == nullptr && handler == nullptr && sink == nullptr);
}

void expect_no_scheduler(child_report& child, const copy& second, const made_by_first& given) {
    IAsyncScheduler* scheduler = nullptr;
    CHILD_SAME(OF(second, AsyncomCreatePool)(1, nullptr, &scheduler), unexpected);
    CHILD_SAME(OF(second, AsyncomGetDefaultScheduler)(&scheduler), unexpected);
    IAsyncManualScheduler* manual = nullptr;
    CHILD_SAME(OF(second, AsyncomCreateManualScheduler)(&manual), unexpected);
    IAsyncCompletionQueue* queue = nullptr;
    CHILD_SAME(OF(second, AsyncomCreateCompletionQueue)(&queue), unexpected);
    intptr_t handle = 0;
    CHILD_SAME(OF(second, AsyncomGetWaitHandle)(given.operation, &handle), unexpected);
    CHILD_SHOULD(scheduler == nullptr && manual == nullptr && queue == nullptr && handle == 0);
}

void expect_no_listing(child_report& child, const copy& second) {
    CHILD_SAME(OF(second, AsyncomEnumerateOperations)(&no_visit, nullptr), unexpected);
    CHILD_SAME(OF(second, AsyncomDumpOperations)(1, ASYNCOM_DUMP_TEXT), unexpected);
    CHILD_SAME(OF(second, AsyncomDumpOnSignal)(SIGUSR1, 1, ASYNCOM_DUMP_TEXT), unexpected);
    std::uint32_t left = 0;
    CHILD_SAME(OF(second, AsyncomQuiesce)(nullptr, 0, &left), unexpected);
    CHILD_SAME(OF(second, AsyncomResume)(nullptr), unexpected);
}

void expect_no_activation(child_report& child, const copy& second) {
    HSTRING name = nullptr;
    WindowsCreateString(u"A.B", 3, &name);
    void* made = nullptr;
    auto* const get_factory =
        second.find(&RoGetActivationFactory, "asyncom_RoGetActivationFactory");
    CHILD_SAME(get_factory(name, IID_IUnknown, &made), unexpected);
    IInspectable* instance = nullptr;
    auto* const activate = second.find(&RoActivateInstance, "asyncom_RoActivateInstance");
    CHILD_SAME(activate(name, &instance), unexpected);
    PFNGETACTIVATIONFACTORY callback = &no_factory;
    RO_REGISTRATION_COOKIE cookie = nullptr;
    auto* const register_factories =
        second.find(&RoRegisterActivationFactories, "asyncom_RoRegisterActivationFactories");
    CHILD_SAME(register_factories(&name, &callback, 1, &cookie), unexpected);
    WindowsDeleteString(name);
    CHILD_SAME(OF(second, AsyncomAddComponentDirectory)("/nowhere"), unexpected);
    CHILD_SHOULD(made == nullptr && instance == nullptr && cookie == nullptr);
}

void expect_refusal(child_report& child, const copy& first, const copy& second) {
    const made_by_first given(child, first);
    IAsyncType* type = nullptr;
    CHILD_SAME(OF(second, AsyncomGetType)(an_action, &type), unexpected);
    CHILD_SHOULD(type == nullptr);
    const auto names_both = [&] {
        const std::string text = second.error_text();
        return text.find(other_library()) != std::string::npos &&
               text.find(std::filesystem::path(ASYNCOM_LIBRARY).parent_path().string() +
                         "/libasyncom.") != std::string::npos;
    };
    CHILD_SHOULD(names_both());
    expect_no_handler(child, second, given);
    expect_no_scheduler(child, second, given);
    expect_no_listing(child, second);
    expect_no_activation(child, second);
    expect_no_operation(child, second, given);
    CHILD_SHOULD(names_both());
}

// What is exempt serves in every copy.
void expect_what_needs_no_copy(child_report& child, const copy& first, const copy& second) {
    std::uint32_t version = 0;
    CHILD_SAME(OF(second, AsyncomGetVersion)(&version), ok);
    HSTRING text = nullptr;
    auto* const create_string = second.find(&WindowsCreateString, "asyncom_WindowsCreateString");
    CHILD_SAME(create_string(u"A.B", 3, &text), ok);
    CHILD_SAME(first.find(&WindowsDeleteString, "asyncom_WindowsDeleteString")(text), ok);
    ICreateErrorInfo* info = nullptr;
    CHILD_SAME(second.find(&CreateErrorInfo, "asyncom_CreateErrorInfo")(&info), ok);
    info->Release();
    IUnknown* marshaler = nullptr;
    auto* const create_marshaler =
        second.find(&CoCreateFreeThreadedMarshaler, "asyncom_CoCreateFreeThreadedMarshaler");
    CHILD_SAME(create_marshaler(nullptr, &marshaler), ok);
    IAgileReference* reference = nullptr;
    auto* const refer = second.find(&RoGetAgileReference, "asyncom_RoGetAgileReference");
    CHILD_SAME(refer(AGILEREFERENCE_DEFAULT, IID_IUnknown, marshaler, &reference), ok);
    reference->Release();
    marshaler->Release();
    const made_by_first given(child, first);
    CHILD_SAME(given.producer->EndCanceled(), ok);
    CHILD_SAME(OF(second, AsyncomWait)(given.operation, 0), ok);
}

TEST_P(SecondCopy, RefusesToMakeAnything) {
    expect([](child_report& child) {
        IAsyncType* type = nullptr;
        CHILD_SAME(AsyncomGetType(an_action, &type), ok);
        const copy second = load_other(GetParam());
        CHILD_SHOULD(bool(second));
        expect_refusal(child, linked_one(), second);
        // The first one is not disturbed, nor is what needs no copy of its own.
        void* made = nullptr;
        CHILD_SAME(AsyncomCreateCompleted(type, nullptr, &IID_IAsyncAction, &made), ok);
        static_cast<IUnknown*>(made)->Release();
        expect_what_needs_no_copy(child, linked_one(), second);
    });
}

TEST_P(SecondCopy, IsTheOneThatIsUsedSecond) {
    expect([](child_report& child) {
        const copy first = load_other(GetParam());
        IAsyncType* type = nullptr;
        CHILD_SAME(OF(first, AsyncomGetType)(an_action, &type), ok);
        expect_refusal(child, first, linked_one());
        CHILD_SAME(AsyncomGetType(an_action, &type), unexpected);
    });
}

INSTANTIATE_TEST_SUITE_P(Scope, SecondCopy, testing::Values(RTLD_LOCAL, RTLD_GLOBAL),
                         [](const auto& given) {
                             return given.param == RTLD_LOCAL ? "Local" : "Global";
                         });

} // namespace
