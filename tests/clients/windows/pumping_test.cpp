// SPDX-License-Identifier: MIT
// Waiting in an apartment: calls and messages for the waiting thread get through meanwhile.
#include "support.h"

#include <functional>
#include <vector>

namespace windows_test {
namespace {

// A window that only gets messages, and does what the one it waits for says.
class message_window {
public:
    explicit message_window(std::function<void()> action) : m_action(std::move(action)) {
        WNDCLASSW kind{};
        kind.lpfnWndProc = &message_window::handle;
        kind.hInstance = GetModuleHandleW(nullptr);
        kind.lpszClassName = L"asyncom pumping test";
        RegisterClassW(&kind);
        m_window = CreateWindowExW(0, kind.lpszClassName, L"", 0, 0, 0, 0, 0, HWND_MESSAGE, nullptr,
                                   kind.hInstance, nullptr);
        EXPECT_NE(m_window, nullptr);
        SetWindowLongPtrW(m_window, GWLP_USERDATA, reinterpret_cast<LONG_PTR>(this));
    }
    ~message_window() { DestroyWindow(m_window); }
    message_window(const message_window&) = delete;
    message_window& operator=(const message_window&) = delete;

    void post() { EXPECT_TRUE(PostMessageW(m_window, WM_APP, 0, 0)); }
    void send() {
        DWORD_PTR answer = 0;
        SendMessageTimeoutW(m_window, WM_APP, 0, 0, SMTO_NORMAL, too_long, &answer);
    }
    int handled() const { return m_handled; }

private:
    static LRESULT CALLBACK handle(HWND window, UINT message, WPARAM first, LPARAM second) {
        auto* const self =
            reinterpret_cast<message_window*>(GetWindowLongPtrW(window, GWLP_USERDATA));
        if (message != WM_APP || !self) return DefWindowProcW(window, message, first, second);
        ++self->m_handled;
        self->m_action();
        return 0;
    }

    std::function<void()> m_action;
    HWND m_window = nullptr;
    int m_handled = 0;
};

using wait = std::function<HRESULT(IUnknown*)>;

std::vector<wait> every_wait() {
    return {
        [](IUnknown* one) { return AsyncomWait(one, too_long); },
        [](IUnknown* one) {
            std::uint32_t index = 7;
            return AsyncomWaitAny(&one, 1, too_long, &index);
        },
        [](IUnknown* one) { return AsyncomWaitAll(&one, 1, too_long); },
        [](IUnknown* one) { return query<IAsyncControl>(one, IID_IAsyncControl)->Wait(too_long); },
    };
}

// The end comes by a message to the waiting thread itself: only a wait that pumps sees it. It is
// sent and not posted, because Wine's wait leaves posted ones for later.
TEST(PumpingWait, TakesTheMessageThatEndsTheOperation) {
    in_single_threaded_apartment([] {
        for (const wait& each : every_wait()) {
            const both_ends ends;
            message_window window([&] { EXPECT_EQ(ends.producer->Complete(nullptr), S_OK); });
            std::thread sender([&] { window.send(); });
            EXPECT_EQ(each(ends.consumer.get()), S_OK);
            EXPECT_EQ(window.handled(), 1);
            sender.join();
        }
    });
}

TEST(PumpingWait, IsWokenByAnotherThread) {
    in_single_threaded_apartment([] {
        for (const wait& each : every_wait()) {
            const both_ends ends;
            std::thread worker([&] { ends.producer->Complete(nullptr); });
            EXPECT_EQ(each(ends.consumer.get()), S_OK);
            worker.join();
        }
    });
}

TEST(PumpingWait, TimesOut) {
    in_single_threaded_apartment([] {
        const both_ends ends;
        EXPECT_EQ(AsyncomWait(ends.consumer.get(), 20), S_FALSE);
        EXPECT_EQ(AsyncomWait(ends.consumer.get(), 0), S_FALSE);
    });
}

// Many at once: each is in the list of those who sleep, and the right ones wake.
TEST(PumpingWait, OfManyThreadsWakesThemAll) {
    constexpr int count = 8;
    const both_ends first;
    const both_ends second;
    std::vector<std::thread> waiting;
    for (int i = 0; i < count; ++i)
        waiting.emplace_back([&, i] {
            const apartment stay(COINIT_APARTMENTTHREADED);
            const both_ends& mine = i % 2 == 0 ? first : second;
            EXPECT_EQ(AsyncomWait(mine.consumer.get(), too_long), S_OK);
        });
    first.producer->Complete(nullptr);
    second.producer->Complete(nullptr);
    for (std::thread& each : waiting)
        each.join();
}

// Nobody calls into a thread of the multithreaded apartment, and so nobody is let in.
TEST(PlainWait, LeavesTheMessagesOfItsThreadAlone) {
    for (const bool entered : {true, false})
        std::thread([&] {
            if (entered) {
                EXPECT_EQ(CoInitializeEx(nullptr, COINIT_MULTITHREADED), S_OK);
            }
            const both_ends ends;
            message_window window([] {});
            window.post();
            EXPECT_EQ(AsyncomWait(ends.consumer.get(), 20), S_FALSE);
            EXPECT_EQ(window.handled(), 0);
            if (entered) CoUninitialize();
        }).join();
}

// An object of the waiting apartment, with an interface that the system can call from elsewhere.
class gate final : public IClassFactory {
public:
    explicit gate(IAsyncProducer* producer) : m_producer(producer) {}

    HRESULT STDMETHODCALLTYPE QueryInterface(REFIID iid, void** object) override {
        *object = nullptr;
        if (iid != IID_IUnknown && iid != IID_IClassFactory) return E_NOINTERFACE;
        AddRef();
        *object = this;
        return S_OK;
    }
    ULONG STDMETHODCALLTYPE AddRef() override { return ULONG(InterlockedIncrement(&m_count)); }
    ULONG STDMETHODCALLTYPE Release() override { return ULONG(InterlockedDecrement(&m_count)); }
    // Wine's proxy has no LockServer, so this one is the call.
    HRESULT STDMETHODCALLTYPE CreateInstance(IUnknown*, REFIID, void** object) override {
        *object = nullptr;
        thread = GetCurrentThreadId();
        m_producer->Complete(nullptr);
        return E_ABORT;
    }
    HRESULT STDMETHODCALLTYPE LockServer(BOOL) override { return E_NOTIMPL; }

    DWORD thread = 0;

private:
    IAsyncProducer* m_producer;
    LONG m_count = 1;
};

TEST(PumpingWait, LetsACallFromAnotherApartmentIn) {
    in_single_threaded_apartment([] {
        const both_ends ends;
        gate here(ends.producer.get());
        IStream* stream = nullptr;
        ASSERT_EQ(CoMarshalInterThreadInterfaceInStream(IID_IClassFactory, &here, &stream), S_OK);
        std::thread caller([&] {
            const apartment stay(COINIT_MULTITHREADED);
            owned<IClassFactory> proxy;
            ASSERT_EQ(CoGetInterfaceAndReleaseStream(stream, IID_IClassFactory, proxy.put_void()),
                      S_OK);
            EXPECT_NE(proxy.get(), &here);
            void* made = nullptr;
            EXPECT_EQ(proxy->CreateInstance(nullptr, IID_IUnknown, &made), E_ABORT);
        });
        EXPECT_EQ(AsyncomWait(ends.consumer.get(), too_long), S_OK);
        EXPECT_EQ(here.thread, GetCurrentThreadId());
        // The caller's last Release comes in here as well.
        const both_ends after;
        std::thread joining([&] {
            caller.join();
            after.producer->Complete(nullptr);
        });
        EXPECT_EQ(AsyncomWait(after.consumer.get(), too_long), S_OK);
        joining.join();
    });
}

// Ends an operation whose Completed handler does the rest.
void complete_and(const std::function<void()>& rest) {
    const both_ends ends;
    void* handler = nullptr;
    const auto invoke = [](void* context, IUnknown*, std::int32_t) -> HRESULT {
        (*static_cast<const std::function<void()>*>(context))();
        return S_OK;
    };
    ASSERT_EQ(AsyncomCreateCompletedHandler(both_ends::type(), invoke,
                                            const_cast<std::function<void()>*>(&rest), nullptr,
                                            &handler),
              S_OK);
    AsyncomAttachCompleted(ends.consumer.get(), static_cast<IUnknown*>(handler));
    EXPECT_EQ(ends.producer->Complete(nullptr), S_OK);
}

void complete_nested(int depth, const std::function<void()>& innermost) {
    if (depth == 0) return innermost();
    complete_and([&] { complete_nested(depth - 1, innermost); });
}

// From 64 nested ends on a handler is put off, until the thread waits. What ends inside that wait
// is nobody's to run but its own.
TEST(PumpingWait, PutsNothingOffThatEndsInsideIt) {
    constexpr int most_nested = 64;
    in_single_threaded_apartment([] {
        complete_nested(most_nested, [] {
            const both_ends awaited;
            message_window window([&] {
                complete_and([&] { EXPECT_EQ(awaited.producer->Complete(nullptr), S_OK); });
            });
            std::thread sender([&] { window.send(); });
            EXPECT_EQ(AsyncomWait(awaited.consumer.get(), too_long), S_OK);
            sender.join();
        });
    });
}

} // namespace
} // namespace windows_test
