// SPDX-License-Identifier: MIT
// A fork while another thread is inside its first use of the library: the child, which does not
// have that thread, uses it as if for the first time. Every case is a process of its own.
#include "support/child.h"

#include <asyncom/asyncom.h>

#include <gtest/gtest.h>

#include <dlfcn.h>
#include <pthread.h>

#include <atomic>
#include <cstring>
#include <thread>

namespace {

using namespace contract;

std::atomic<const char*> stops_in{nullptr}; // the name of the function
std::atomic<bool> has_stopped{false};
std::atomic<bool> may_go_on{false};

// Stops the first thread that calls the function.
void pass(const char* function) {
    const char* const name = stops_in.load();
    if (name == nullptr || std::strcmp(name, function) != 0 || has_stopped.exchange(true)) return;
    has_stopped.notify_all();
    may_go_on.wait(false);
}

template <class Function>
Function* real(Function*, const char* name) {
    return reinterpret_cast<Function*>(::dlsym(RTLD_NEXT, name));
}

} // namespace

// What a first use calls, in the order in which it does.
extern "C" ASYNCOM_API int __register_atfork(void (*prepare)(), void (*parent)(), void (*child)(),
                                             void* module) {
    pass("__register_atfork");
    return real(&__register_atfork, "__register_atfork")(prepare, parent, child, module);
}

extern "C" ASYNCOM_API char* getenv(const char* name) noexcept {
    pass("getenv");
    return real(static_cast<char* (*)(const char*)>(nullptr), "getenv")(name);
}

extern "C" ASYNCOM_API int pthread_key_create(pthread_key_t* key, void (*end)(void*)) noexcept {
    pass("pthread_key_create");
    return real(static_cast<int (*)(pthread_key_t*, void (*)(void*))>(nullptr),
                "pthread_key_create")(key, end);
}

namespace {

HRESULT ASYNCOM_CALL complete(void*, IAsyncProducer* producer, IUnknown*) {
    return producer->Complete(nullptr);
}

// Types, threads, memory, the pool.
HRESULT use() {
    IAsyncType* type = nullptr;
    HRESULT answer = AsyncomGetType("{5a648006-843a-4da9-865b-9d26e5dfad7b}", &type);
    if (answer < 0) return answer;
    IAsyncWork* work = nullptr;
    answer = AsyncomCreateWork(&complete, nullptr, nullptr, &work);
    if (answer < 0) return answer;
    void* made = nullptr;
    answer = AsyncomRun(type, work, nullptr, &IID_IAsyncInfo, &made);
    work->Release();
    if (answer < 0) return answer;
    auto* const operation = static_cast<IUnknown*>(made);
    answer = AsyncomWait(operation, ASYNCOM_INFINITE);
    operation->Release();
    return answer;
}

class ForkAtFirstUse : public testing::TestWithParam<const char*> {};

TEST_P(ForkAtFirstUse, LeavesAChildThatCanUseTheLibrary) {
    const child_result result = in_child([](child_report& child) {
        stops_in = GetParam();
        HRESULT answer = failed;
        std::thread first([&] { answer = use(); });
        has_stopped.wait(false);
        const child_result of_child = in_child([](child_report& grandchild) {
            auto& child = grandchild;
            CHILD_SAME(use(), ok);
            return 0;
        });
        CHILD_SAME(of_child.code, 0);
        child.should(of_child.findings.empty(), of_child.findings.c_str());
        may_go_on = true;
        may_go_on.notify_all();
        first.join();
        CHILD_SAME(answer, ok);
        return 0;
    });
    EXPECT_EQ(result.code, 0);
    EXPECT_EQ(result.findings, "");
}

INSTANTIATE_TEST_SUITE_P(While, ForkAtFirstUse,
                         testing::Values("__register_atfork", "getenv", "pthread_key_create"),
                         [](const auto& given) {
                             const std::string name = given.param;
                             return name.substr(name.find_first_not_of('_'));
                         });

} // namespace
