// SPDX-License-Identifier: MIT
// A component as a library author writes one, on the C headers alone; and, by COMPONENT_KIND, the
// ways to get it wrong. It has every class whose name ends in ".Worker"; for one that ends in
// ".Thrower" it throws an exception. Classes that end in Instances have factories that make none,
// and those that end in Interfaces have factories that cannot be asked for one.
#include "worker.h"

#include <atomic>
#include <cstring>
#include <new>
#include <stdexcept>
#include <string_view>

#define KIND_GOOD 0
#define KIND_WITHOUT_EXPORTS 1
#define KIND_FAILS 2
#define KIND_GIVES_NULL 3
#define KIND_ALWAYS_UNLOADS 4
#define KIND_NEVER_UNLOADS 5
#define KIND_UNRESOLVED 6
#define KIND_WITHOUT_THE_CLASS 7

// For tests that stop a thread in the middle.
extern "C" {
ASYNCOM_API hooks component_hooks = {};
}

namespace {

// Everything that keeps this module's code in use.
std::atomic<int> module_count{0};
void lock_module() {
    module_count.fetch_add(1, std::memory_order_relaxed);
}
void ASYNCOM_CALL unlock_module(void*) {
    module_count.fetch_sub(1, std::memory_order_release);
}

IAsyncType* action_type() {
    IAsyncType* type = nullptr;
    AsyncomGetType("{5a648006-843a-4da9-865b-9d26e5dfad7b}", &type);
    return type;
}

template <class Interface, const GUID& Iid>
class object : public Interface {
public:
    object() { lock_module(); }
    virtual ~object() { unlock_module(nullptr); }

    HRESULT ASYNCOM_CALL QueryInterface(REFIID iid, void** found) override {
        if (!found) return E_POINTER;
        const bool known =
            iid == Iid || iid == IID_IUnknown || iid == IID_IInspectable || iid == IID_IAgileObject;
        *found = known ? this : nullptr;
        if (known) AddRef();
        return known ? S_OK : E_NOINTERFACE;
    }
    uint32_t ASYNCOM_CALL AddRef() override { return ++m_references; }
    uint32_t ASYNCOM_CALL Release() override {
        const uint32_t left = --m_references;
        if (left == 0) delete this;
        return left;
    }
    HRESULT ASYNCOM_CALL GetIids(uint32_t* count, IID** iids) override {
        *count = 0;
        *iids = nullptr;
        return S_OK;
    }
    HRESULT ASYNCOM_CALL GetRuntimeClassName(HSTRING* name) override {
        *name = nullptr;
        return E_ILLEGAL_METHOD_CALL;
    }
    HRESULT ASYNCOM_CALL GetTrustLevel(TrustLevel* level) override {
        *level = BaseTrust;
        return S_OK;
    }

private:
    std::atomic<uint32_t> m_references{1};
};

void call(void (*hook)()) {
    if (hook) hook();
}

HRESULT ASYNCOM_CALL do_work(void*, IAsyncProducer* producer, IUnknown*) {
    call(component_hooks.in_work);
    return producer->Complete(nullptr);
}

HRESULT ASYNCOM_CALL ignore_end(void*, IUnknown*, int32_t) {
    return S_OK;
}

enum class instances { workers, thrown, failed, missing, thrown_interface, missing_interface };

class worker final : public object<IWorker, IID_IWorker> {
public:
    ~worker() override {
        if (m_producer) m_producer->Release();
    }

    HRESULT ASYNCOM_CALL Start(IAsyncAction** operation) override {
        IAsyncWork* work = nullptr;
        lock_module(); // until the work is destroyed
        HRESULT result = AsyncomCreateWork(&do_work, nullptr, &unlock_module, &work);
        if (result < 0) {
            unlock_module(nullptr);
            return result;
        }
        result = AsyncomRun(action_type(), work, nullptr, &IID_IAsyncAction,
                            reinterpret_cast<void**>(operation));
        work->Release();
        return result;
    }

    HRESULT ASYNCOM_CALL Begin(IAsyncAction** operation) override {
        const HRESULT result =
            AsyncomCreateOperation(action_type(), nullptr, &IID_IAsyncAction,
                                   reinterpret_cast<void**>(operation), &m_producer);
        return result < 0 ? result : S_OK; // no jump: it is our code that creates the operation
    }

    HRESULT ASYNCOM_CALL Finish() override { return m_producer->Complete(nullptr); }

    HRESULT ASYNCOM_CALL MakeHandler(void** handler) override {
        return AsyncomCreateCompletedHandler(action_type(), &ignore_end, nullptr, nullptr, handler);
    }

private:
    IAsyncProducer* m_producer = nullptr;
};

class factory final : public object<IActivationFactory, IID_IActivationFactory> {
public:
    explicit factory(instances what) : m_instances(what) {}

    HRESULT ASYNCOM_CALL QueryInterface(REFIID iid, void** found) override {
        if (m_instances == instances::thrown_interface) {
            *found = this; // and no reference
            throw std::runtime_error("no interface");
        }
        if (m_instances != instances::missing_interface) return object::QueryInterface(iid, found);
        *found = nullptr;
        return S_OK;
    }

    HRESULT ASYNCOM_CALL ActivateInstance(IInspectable** instance) override {
        *instance = nullptr;
        switch (m_instances) {
        case instances::thrown:
            throw std::runtime_error("no instance");
        case instances::failed:
            return E_NOTIMPL;
        case instances::missing:
            return S_OK;
        default:
            *instance = new (std::nothrow) worker;
            return *instance ? S_OK : E_OUTOFMEMORY;
        }
    }

private:
    const instances m_instances;
};

[[maybe_unused]] bool is_class(HSTRING name, std::u16string_view ending) {
    uint32_t length = 0;
    const WCHAR* text = WindowsGetStringRawBuffer(name, &length);
    const std::u16string_view whole{text, length};
    return whole.size() > ending.size() && whole.substr(whole.size() - ending.size()) == ending;
}

[[maybe_unused]] HRESULT make_factory(HSTRING name, IActivationFactory** result) {
    if (is_class(name, u".Licensed")) {
        HSTRING why = nullptr;
        WindowsCreateString(u"The licence has run out.", 24, &why);
        RoOriginateError(E_NOINTERFACE, why);
        WindowsDeleteString(why);
        return E_NOINTERFACE;
    }
    if (is_class(name, u".Thrower")) throw std::runtime_error("no such luck");
    instances what = instances::workers;
    if (is_class(name, u".ThrowsInstances"))
        what = instances::thrown;
    else if (is_class(name, u".FailsInstances"))
        what = instances::failed;
    else if (is_class(name, u".NoInstances"))
        what = instances::missing;
    else if (is_class(name, u".ThrowsInterfaces"))
        what = instances::thrown_interface;
    else if (is_class(name, u".NoInterfaces"))
        what = instances::missing_interface;
    else if (!is_class(name, u".Worker"))
        return CLASS_E_CLASSNOTAVAILABLE;
    *result = new (std::nothrow) factory(what);
    return *result ? S_OK : E_OUTOFMEMORY;
}

} // namespace

#if COMPONENT_KIND == KIND_UNRESOLVED
extern "C" void a_function_of_a_library_that_is_not_there();
#endif

#if COMPONENT_KIND != KIND_WITHOUT_EXPORTS
extern "C" ASYNCOM_API HRESULT ASYNCOM_CALL DllGetActivationFactory(HSTRING name,
                                                                    IActivationFactory** result) {
    *result = nullptr;
#if COMPONENT_KIND == KIND_FAILS
    if (!name) return E_INVALIDARG;
    HSTRING why = nullptr;
    WindowsCreateString(u"The licence has run out.", 24, &why);
    RoOriginateError(E_ACCESSDENIED, why);
    WindowsDeleteString(why);
    return E_ACCESSDENIED;
#elif COMPONENT_KIND == KIND_GIVES_NULL
    return name ? S_OK : E_INVALIDARG;
#elif COMPONENT_KIND == KIND_WITHOUT_THE_CLASS
    return name ? CLASS_E_CLASSNOTAVAILABLE : E_INVALIDARG;
#else
#if COMPONENT_KIND == KIND_UNRESOLVED
    a_function_of_a_library_that_is_not_there();
#endif
    call(component_hooks.before_factory);
    return make_factory(name, result);
#endif
}

#if COMPONENT_KIND != KIND_NEVER_UNLOADS
extern "C" ASYNCOM_API HRESULT ASYNCOM_CALL DllCanUnloadNow() {
#if COMPONENT_KIND == KIND_ALWAYS_UNLOADS
    return S_OK;
#else
    const bool unused = module_count.load(std::memory_order_acquire) == 0;
    call(component_hooks.before_answer);
    return unused ? S_OK : S_FALSE;
#endif
}
#endif
#endif
