// SPDX-License-Identifier: MIT
// Two copies of the library in one process: the first that is used serves, the other one refuses to
// make anything and names both files. Every case is a process of its own, in which none was used.
#include "support/child.h"
#include "support/codes.h"

#include <asyncom/asyncom.h>

#include <gtest/gtest.h>

#include <dlfcn.h>

#include <atomic>
#include <barrier>
#include <filesystem>
#include <string>
#include <thread>

namespace {

using namespace contract;
namespace fs = std::filesystem;

constexpr const char* an_action = "{5a648006-843a-4da9-865b-9d26e5dfad7b}";

// The functions of one copy, as its own exports.
class copy {
public:
    explicit copy(void* library) : m_library(library) {}

    template <class Function>
    Function* find(Function*, const char* name) const {
        return reinterpret_cast<Function*>(::dlsym(m_library, name));
    }
    std::string error_text() const {
        char text[4096] = "";
        std::uint32_t needed = 0;
        find(&AsyncomGetErrorText, "AsyncomGetErrorText")(text, sizeof text, &needed);
        return text;
    }
    explicit operator bool() const { return m_library != nullptr; }

private:
    void* m_library;
};
#define OF(which, name) (which).find(&name, #name)

fs::path copied_library() {
    return ASYNCOM_OTHER_LIBRARY;
}

// Local or global: found either way, although no lookup of a symbol sees a local one.
copy load_other(int scope) {
    return copy(::dlopen(copied_library().c_str(), RTLD_NOW | scope));
}
copy linked_one() {
    return copy(::dlopen(ASYNCOM_LIBRARY, RTLD_NOW | RTLD_NOLOAD));
}

class SecondCopy : public testing::TestWithParam<int> {
protected:
    static void expect(const std::function<void(child_report&)>& body) {
        const child_result result = in_child([&](child_report& child) {
            body(child);
            return 0;
        });
        EXPECT_EQ(result.code, 0);
        EXPECT_EQ(result.findings, "");
    }
};

HRESULT ASYNCOM_CALL no_work(void*, IAsyncProducer*, IUnknown*) {
    return S_OK;
}
HRESULT ASYNCOM_CALL no_cancel(void*, IAsyncProducer*) {
    return S_OK;
}
HRESULT ASYNCOM_CALL no_end(void*, IUnknown*, std::int32_t) {
    return S_OK;
}

// Everything that makes something.
void expect_refusal(child_report& child, const copy& second, IAsyncType* type_of_first) {
    IAsyncType* type = nullptr;
    CHILD_SAME(OF(second, AsyncomGetType)(an_action, &type), unexpected);
    CHILD_SHOULD(type == nullptr);
    const std::string text = second.error_text();
    CHILD_SHOULD(text.find(copied_library().string()) != std::string::npos);
    CHILD_SHOULD(text.find(fs::path(ASYNCOM_LIBRARY).parent_path().string() + "/libasyncom.") !=
                 std::string::npos);

    void* made = nullptr;
    IAsyncProducer* producer = nullptr;
    CHILD_SAME(OF(second, AsyncomCreateOperation)(type_of_first, nullptr, &IID_IAsyncAction, &made,
                                                  &producer),
               unexpected);
    CHILD_SAME(OF(second, AsyncomCreateCompleted)(type_of_first, nullptr, &IID_IAsyncAction, &made),
               unexpected);
    CHILD_SAME(
        OF(second, AsyncomCreateFailed)(type_of_first, failed, nullptr, &IID_IAsyncAction, &made),
        unexpected);
    CHILD_SAME(OF(second, AsyncomCreateCanceled)(type_of_first, &IID_IAsyncAction, &made),
               unexpected);
    CHILD_SAME(
        OF(second, AsyncomCreateCompletedHandler)(type_of_first, &no_end, nullptr, nullptr, &made),
        unexpected);
    IAsyncWork* work = nullptr;
    CHILD_SAME(OF(second, AsyncomCreateWork)(&no_work, nullptr, nullptr, &work), unexpected);
    IAsyncCancelHandler* handler = nullptr;
    CHILD_SAME(OF(second, AsyncomCreateCancelHandler)(&no_cancel, nullptr, nullptr, &handler),
               unexpected);
    IAsyncScheduler* scheduler = nullptr;
    CHILD_SAME(OF(second, AsyncomCreatePool)(1, nullptr, &scheduler), unexpected);
    CHILD_SAME(OF(second, AsyncomGetDefaultScheduler)(&scheduler), unexpected);
    IAsyncCompletionQueue* queue = nullptr;
    CHILD_SAME(OF(second, AsyncomCreateCompletionQueue)(&queue), unexpected);
    IAsyncManualScheduler* manual = nullptr;
    CHILD_SAME(OF(second, AsyncomCreateManualScheduler)(&manual), unexpected);
    IUnknown* const none = nullptr;
    CHILD_SAME(OF(second, AsyncomWhenAll)(&none, 0, nullptr, nullptr, &IID_IAsyncInfo, &made),
               unexpected);
    CHILD_SAME(OF(second, AsyncomWhenAny)(&none, 0, nullptr, &IID_IAsyncInfo, &made), unexpected);
    HSTRING name = nullptr;
    WindowsCreateString(u"A.B", 3, &name);
    auto* const get_factory =
        second.find(&RoGetActivationFactory, "asyncom_RoGetActivationFactory");
    CHILD_SAME(get_factory(name, IID_IUnknown, &made), unexpected);
    WindowsDeleteString(name);
    CHILD_SHOULD(made == nullptr && producer == nullptr && work == nullptr && handler == nullptr &&
                 scheduler == nullptr && manual == nullptr && queue == nullptr);
}

TEST_P(SecondCopy, RefusesToMakeAnything) {
    expect([](child_report& child) {
        IAsyncType* type = nullptr;
        CHILD_SAME(AsyncomGetType(an_action, &type), ok);
        const copy second = load_other(GetParam());
        CHILD_SHOULD(bool(second));
        expect_refusal(child, second, type);
        // The first one is not disturbed, nor is what needs no copy of its own.
        void* made = nullptr;
        CHILD_SAME(AsyncomCreateCompleted(type, nullptr, &IID_IAsyncAction, &made), ok);
        static_cast<IUnknown*>(made)->Release();
        std::uint32_t version = 0;
        CHILD_SAME(OF(second, AsyncomGetVersion)(&version), ok);
    });
}

TEST_P(SecondCopy, IsTheOneThatIsUsedSecond) {
    expect([](child_report& child) {
        const copy first = load_other(GetParam());
        IAsyncType* type = nullptr;
        CHILD_SAME(OF(first, AsyncomGetType)(an_action, &type), ok);
        expect_refusal(child, linked_one(), type);
        CHILD_SAME(AsyncomGetType(an_action, &type), unexpected);
    });
}

TEST_P(SecondCopy, IsOneOfTwoThatBeginAtTheSameTime) {
    for (int round = 0; round < 50; ++round) {
        expect([](child_report& child) {
            const copy other = load_other(GetParam());
            std::barrier<> meeting(2);
            HRESULT answer = ok;
            std::thread thread([&] {
                IAsyncType* type = nullptr;
                auto* const get_type = OF(other, AsyncomGetType);
                meeting.arrive_and_wait();
                answer = get_type(an_action, &type);
            });
            IAsyncType* type = nullptr;
            meeting.arrive_and_wait();
            const HRESULT own = AsyncomGetType(an_action, &type);
            thread.join();
            CHILD_SHOULD((own == ok && answer == unexpected) ||
                         (own == unexpected && answer == ok));
        });
    }
}

std::atomic<bool> in_initialiser{false};
HRESULT answer_in_initialiser = failed;

// Of the copy that this program is linked to: 0 while nobody has used it.
const std::atomic<std::uint32_t>& use_of_linked_one() {
    using get_copy = std::atomic<std::uint32_t>*();
    return *linked_one().find(static_cast<get_copy*>(nullptr), "asyncom_get_copy")();
}

} // namespace

// The loader's lock is held here, and the thread that is deciding wants it.
extern "C" ASYNCOM_API void contract_in_initialiser() {
    const std::atomic<std::uint32_t>& use = use_of_linked_one();
    in_initialiser = true;
    in_initialiser.notify_all();
    while (use.load() == 0)
        std::this_thread::yield();
    IAsyncType* type = nullptr;
    answer_in_initialiser = AsyncomGetType(an_action, &type);
}

namespace {

TEST(FirstUse, MayBeInAnInitialiserWhileAnotherThreadDecides) {
    const child_result result = in_child([](child_report& child) {
        HRESULT answer = failed;
        std::thread first([&] {
            in_initialiser.wait(false);
            IAsyncType* type = nullptr;
            answer = AsyncomGetType(an_action, &type);
        });
        CHILD_SHOULD(::dlopen(ASYNCOM_INITIALISER, RTLD_NOW) != nullptr);
        first.join();
        CHILD_SAME(answer, ok);
        CHILD_SAME(answer_in_initialiser, ok);
        return 0;
    });
    EXPECT_EQ(result.code, 0);
    EXPECT_EQ(result.findings, "");
}

INSTANTIATE_TEST_SUITE_P(Scope, SecondCopy, testing::Values(RTLD_LOCAL, RTLD_GLOBAL),
                         [](const auto& given) {
                             return given.param == RTLD_LOCAL ? "Local" : "Global";
                         });

} // namespace
