// SPDX-License-Identifier: MIT
// A client that an optimiser sees whole, with one class of its own for each interface that it
// calls. From that the optimiser must not conclude that every such interface is that class: the
// objects of the library answer for themselves. Prints what it got from them; exit code 1 where it
// was its own.
#include <asyncom/asyncom.h>

#include <cstdio>
#include <cstdlib>

namespace {

constexpr uint32_t own_id = 4711;
constexpr HRESULT own_answer = 0x0004A0FF; // a success that nobody else gives

template <typename Interface>
class own : public Interface {
public:
    HRESULT ASYNCOM_CALL QueryInterface(REFIID, void** object) override {
        *object = nullptr;
        return E_NOINTERFACE;
    }
    uint32_t ASYNCOM_CALL AddRef() override { return 1; }
    uint32_t ASYNCOM_CALL Release() override { return 1; }
};

class own_info final : public own<IAsyncInfo> {
public:
    HRESULT ASYNCOM_CALL GetIids(uint32_t*, GUID**) override { return own_answer; }
    HRESULT ASYNCOM_CALL GetRuntimeClassName(HSTRING*) override { return own_answer; }
    HRESULT ASYNCOM_CALL GetTrustLevel(TrustLevel*) override { return own_answer; }
    HRESULT ASYNCOM_CALL get_Id(uint32_t* id) override {
        *id = own_id;
        return own_answer;
    }
    HRESULT ASYNCOM_CALL get_Status(AsyncStatus* status) override {
        *status = AsyncStatus::Error;
        return own_answer;
    }
    HRESULT ASYNCOM_CALL get_ErrorCode(HRESULT*) override { return own_answer; }
    HRESULT ASYNCOM_CALL Cancel() override { return own_answer; }
    HRESULT ASYNCOM_CALL Close() override { return own_answer; }
};

template <typename Handler, typename Sender, typename Argument>
class own_handler final : public own<Handler> {
public:
    HRESULT ASYNCOM_CALL Invoke(Sender*, Argument) override { return own_answer; }
};

class own_work final : public own<IAsyncWork> {
public:
    HRESULT ASYNCOM_CALL Run(IAsyncProducer*, IUnknown*) override { return own_answer; }
};

// An instance that headers name, one over a type that has no visibility of its own, and one over a
// type of this client, of which the library knows the signature only.
struct step {
    uint32_t done;
    uint32_t total;
};
namespace foundation = ABI::Windows::Foundation;
using number_operation = __FIAsyncOperation_1_UINT32;
using number_handler = __FIAsyncOperationCompletedHandler_1_UINT32;
using text_operation = __FIAsyncOperation_1_HSTRING;
using text_handler = __FIAsyncOperationCompletedHandler_1_HSTRING;
using step_operation = foundation::IAsyncActionWithProgress<step>;
using step_handler = foundation::IAsyncActionProgressHandler<step>;

constexpr const char* number_type = "pinterface({9fc2b0bb-e446-44e2-aa61-9cab8f636af2};u4)";
constexpr const char* text_type = "pinterface({9fc2b0bb-e446-44e2-aa61-9cab8f636af2};string)";
constexpr const char* step_type =
    "pinterface({1f6db258-e803-48a1-9546-eb7353398884};struct(Client.Step;u4;u4))";

int mistaken = 0;

void expect(bool from_the_library, const char* call) {
    std::printf("%s: %s\n", call, from_the_library ? "the library's" : "OUR OWN");
    mistaken += !from_the_library;
}

// Called with objects of both kinds.
__attribute__((noinline)) uint32_t id_of(IAsyncInfo* info) {
    uint32_t id = 0;
    return info->get_Id(&id) < 0 ? 0 : id;
}
__attribute__((noinline)) HRESULT cancel(IAsyncInfo* info) {
    return info->Cancel();
}
template <typename Handler, typename Argument>
__attribute__((noinline)) HRESULT invoke(Handler* handler, Argument argument) {
    return handler->Invoke(nullptr, argument);
}
__attribute__((noinline)) HRESULT run(IAsyncWork* work) {
    return work->Run(nullptr, nullptr);
}

HRESULT ASYNCOM_CALL completed(void* called, IUnknown*, int32_t) {
    *static_cast<bool*>(called) = true;
    return S_OK;
}

HRESULT ASYNCOM_CALL progressed(void* called, IUnknown*, const void*) {
    *static_cast<bool*>(called) = true;
    return S_OK;
}

HRESULT ASYNCOM_CALL worked(void* called, IAsyncProducer*, IUnknown*) {
    *static_cast<bool*>(called) = true;
    return S_OK;
}

IAsyncType* type_of(const char* signature) {
    IAsyncType* type = nullptr;
    if (AsyncomGetType(signature, &type) != S_OK) std::exit(2);
    return type;
}

void call_operation() {
    void* operation = nullptr;
    IAsyncProducer* producer = nullptr;
    AsyncomCreateOperation(type_of(number_type), nullptr, &IID_IAsyncInfo, &operation, &producer);
    auto* info = static_cast<IAsyncInfo*>(operation);
    AsyncStatus status = AsyncStatus::Error;
    expect(id_of(info) != own_id, "IAsyncInfo::get_Id");
    expect(info->get_Status(&status) == S_OK && status == AsyncStatus::Started,
           "IAsyncInfo::get_Status");
    expect(cancel(info) == S_OK, "IAsyncInfo::Cancel");
    producer->EndCanceled();
    producer->Release();
    info->Release();
}

template <typename Handler>
void call_completed(const char* type, const char* call) {
    bool called = false;
    void* made = nullptr;
    AsyncomCreateCompletedHandler(type_of(type), completed, &called, nullptr, &made);
    auto* handler = static_cast<Handler*>(made);
    expect(invoke(handler, AsyncStatus::Completed) == S_OK && called, call);
    handler->Release();
}

void call_progress() {
    bool called = false;
    void* made = nullptr;
    AsyncomCreateProgressHandler(type_of(step_type), progressed, &called, nullptr, &made);
    auto* handler = static_cast<step_handler*>(made);
    expect(invoke(handler, step{1, 2}) == S_OK && called, "AsyncActionProgressHandler<step>");
    handler->Release();
}

void call_work() {
    bool called = false;
    IAsyncWork* work = nullptr;
    AsyncomCreateWork(worked, &called, nullptr, &work);
    expect(run(work) == S_OK && called, "IAsyncWork::Run");
    work->Release();
}

// What an object is, is forgotten here: else its class, used in one place only, is optimised away
// before the program is seen whole.
template <typename Interface>
Interface* unknown(Interface* object) {
    Interface* volatile address = object;
    return address;
}

bool own_classes_answer() {
    own_info info;
    own_handler<number_handler, number_operation, AsyncStatus> numbers;
    own_handler<text_handler, text_operation, AsyncStatus> texts;
    own_handler<step_handler, step_operation, step> steps;
    own_work work;
    return id_of(unknown<IAsyncInfo>(&info)) == own_id &&
           cancel(unknown<IAsyncInfo>(&info)) == own_answer &&
           invoke(unknown<number_handler>(&numbers), AsyncStatus::Completed) == own_answer &&
           invoke(unknown<text_handler>(&texts), AsyncStatus::Completed) == own_answer &&
           invoke(unknown<step_handler>(&steps), step{1, 2}) == own_answer &&
           run(unknown<IAsyncWork>(&work)) == own_answer;
}

} // namespace

int main() {
    if (!own_classes_answer()) return 2;
    call_operation();
    call_completed<number_handler>(number_type, "AsyncOperationCompletedHandler<UInt32>");
    call_completed<text_handler>(text_type, "AsyncOperationCompletedHandler<String>");
    call_progress();
    call_work();
    return mistaken ? 1 : 0;
}
