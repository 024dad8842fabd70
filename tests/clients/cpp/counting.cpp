// SPDX-License-Identifier: MIT
// A C++17 program, to be built by any compiler with any standard library. It counts on its own
// thread and on a pool of the library's, cancels half-way and reads why work failed; the work and
// both handlers are classes that derive from the interfaces. It prints what every client here
// prints.
#include <asyncom/asyncom.h>

#include <atomic>
#include <functional>
#include <future>
#include <iostream>
#include <numeric>
#include <string>
#include <thread>
#include <utility>
#include <vector>

namespace {

using operation = ABI::Windows::Foundation::IAsyncOperationWithProgress<uint32_t, uint32_t>;
using progress_interface =
    ABI::Windows::Foundation::IAsyncOperationProgressHandler<uint32_t, uint32_t>;
using completed_interface =
    ABI::Windows::Foundation::IAsyncOperationWithProgressCompletedHandler<uint32_t, uint32_t>;

constexpr const char* signature = "pinterface({b5d036d7-e297-498f-ba60-0289e76e23dd};u4;u4)";
constexpr HRESULT cancelled = static_cast<HRESULT>(0x800704C7);

int failures = 0;

void expect(bool holds, const std::string& what) {
    if (holds) return;
    ++failures;
    std::cerr << "not so: " << what << '\n';
}

// ---- objects of this program: how many there are, and one class for every interface

std::atomic<int> living{0};

// Answers for one interface, deletes itself with its last reference. Begins with one.
template <class Interface>
class object : public Interface {
public:
    explicit object(REFIID iid) : m_iid(iid) { ++living; }
    virtual ~object() { --living; }
    object(const object&) = delete;
    object& operator=(const object&) = delete;

    HRESULT ASYNCOM_CALL QueryInterface(REFIID iid, void** result) override {
        if (!result) return E_POINTER;
        *result = nullptr;
        if (iid != m_iid && iid != IID_IUnknown) return E_NOINTERFACE;
        AddRef();
        *result = static_cast<Interface*>(this);
        return S_OK;
    }
    uint32_t ASYNCOM_CALL AddRef() override { return ++m_references; }
    uint32_t ASYNCOM_CALL Release() override {
        const uint32_t left = --m_references;
        if (left == 0) delete this;
        return left;
    }

private:
    const IID m_iid;
    std::atomic<uint32_t> m_references{1};
};

template <class T>
class held {
public:
    held() = default;
    explicit held(T* owned) : m_pointer(owned) {}
    held(held&& other) noexcept : m_pointer(std::exchange(other.m_pointer, nullptr)) {}
    held& operator=(held&&) = delete;
    ~held() {
        if (m_pointer) m_pointer->Release();
    }
    T* operator->() const { return m_pointer; }
    T* get() const { return m_pointer; }
    T** put() { return &m_pointer; }
    void** put_void() { return reinterpret_cast<void**>(&m_pointer); }
    uint32_t reset() { return std::exchange(m_pointer, nullptr)->Release(); }

private:
    T* m_pointer = nullptr;
};

// ---- what the handlers were told

struct account {
    std::vector<uint32_t> reports;
    std::vector<AsyncStatus> ends;
    std::thread::id reporter, ender;
    std::function<void(uint32_t)> on_report = [](uint32_t) {};
};

class progress_handler final : public object<progress_interface> {
public:
    explicit progress_handler(account& told)
        : object(IID___FIAsyncOperationProgressHandler_2_UINT32_UINT32), m_told(told) {}
    HRESULT ASYNCOM_CALL Invoke(operation*, uint32_t count) override {
        m_told.reports.push_back(count);
        m_told.reporter = std::this_thread::get_id();
        m_told.on_report(count);
        return S_OK;
    }

private:
    account& m_told;
};

class completed_handler final : public object<completed_interface> {
public:
    explicit completed_handler(account& told)
        : object(IID___FIAsyncOperationWithProgressCompletedHandler_2_UINT32_UINT32), m_told(told) {
    }
    HRESULT ASYNCOM_CALL Invoke(operation*, AsyncStatus status) override {
        m_told.ends.push_back(status);
        m_told.ender = std::this_thread::get_id();
        return S_OK;
    }

private:
    account& m_told;
};

// ---- the work

// Counts, and ends with the sum, unless it is told to stop.
HRESULT count_up_to(uint32_t last, IAsyncProducer& producer) {
    for (uint32_t number = 1; number <= last; ++number) {
        AsyncomBoolean stop = 0;
        producer.get_CancelRequested(&stop);
        if (stop) return producer.EndCanceled();
        producer.ReportProgress(&number);
    }
    const uint32_t sum = last * (last + 1) / 2;
    return producer.Complete(&sum);
}

// Work that begins when its handlers are set, so that they hear all of it.
class work final : public object<IAsyncWork> {
public:
    explicit work(std::function<HRESULT(IAsyncProducer&)> body)
        : object(IID_IAsyncWork), m_body(std::move(body)) {}
    HRESULT ASYNCOM_CALL Run(IAsyncProducer* producer, IUnknown*) override {
        m_begun.get_future().wait();
        return m_body(*producer);
    }
    void begin() { m_begun.set_value(); }

private:
    const std::function<HRESULT(IAsyncProducer&)> m_body;
    std::promise<void> m_begun;
};

// ---- the client: any operation that counts, wherever it comes from

void watch(operation& counting, account& told) {
    const held<progress_interface> progress(new progress_handler(told));
    const held<completed_interface> completed(new completed_handler(told));
    expect(counting.put_Progress(progress.get()) == S_OK, "the progress handler is set");
    expect(counting.put_Completed(completed.get()) == S_OK, "the completed handler is set");
}

std::string error_text() {
    uint32_t needed = 0;
    AsyncomGetErrorText(nullptr, 0, &needed);
    std::string text(needed, ' ');
    expect(AsyncomGetErrorText(text.data(), needed, &needed) == S_OK, "the error has a text");
    text.resize(needed - 1);
    return text;
}

// What GetResults says of an ended operation that nobody else uses any more.
HRESULT finish(held<operation> counting, uint32_t* sum) {
    const HRESULT answer = counting->GetResults(sum);
    if (answer == cancelled) std::cout << "cancelled: " << error_text() << '\n';
    if (answer == E_ACCESSDENIED) std::cout << "failed: " << error_text() << '\n';
    expect(living == 0, "the library let go of every object");
    expect(counting.reset() == 0, "nobody else holds the operation");
    return answer;
}

void count_here(IAsyncType& type) {
    held<operation> counting;
    held<IAsyncProducer> producer;
    const HRESULT made =
        AsyncomCreateOperation(&type, nullptr, &IID___FIAsyncOperationWithProgress_2_UINT32_UINT32,
                               counting.put_void(), producer.put());
    expect(made == S_OK, "the operation is made");
    account told;
    watch(*counting.get(), told);
    count_up_to(4, *producer.get());
    producer.reset();
    expect(told.reports == std::vector<uint32_t>{1, 2, 3, 4}, "progress came in order");
    expect(told.ends == std::vector{AsyncStatus::Completed}, "the end came once");
    expect(told.reporter == std::this_thread::get_id() && told.ender == told.reporter,
           "both came on this thread");
    uint32_t sum = 0;
    expect(finish(std::move(counting), &sum) == S_OK && sum == 10, "the sum is 10");
    std::cout << "counted here: " << sum << '\n';
}

// Runs a body on another thread, with handlers, to its end.
HRESULT run(IAsyncType& type, account& told, uint32_t* sum,
            std::function<HRESULT(IAsyncProducer&)> body) {
    held<IAsyncScheduler> pool;
    expect(AsyncomCreatePool(1, "counting", pool.put()) == S_OK, "the pool is made");
    AsyncomOperationOptions options{};
    options.size = sizeof options;
    options.scheduler = pool.get();
    held<operation> counting;
    held<work> job(new work(std::move(body)));
    const HRESULT made =
        AsyncomRun(&type, job.get(), &options, &IID___FIAsyncOperationWithProgress_2_UINT32_UINT32,
                   counting.put_void());
    expect(made == S_OK, "the work is accepted");
    held<IAsyncControl> control;
    counting->QueryInterface(IID_IAsyncControl, control.put_void());
    told.on_report = [&](uint32_t count) {
        if (count == 50) control->CancelWithReason(E_ABORT, "half is enough");
    };
    watch(*counting.get(), told);
    job->begin();
    job.reset();
    expect(AsyncomWait(counting.get(), ASYNCOM_INFINITE) == S_OK, "the work ends");
    pool.reset(); // Joins its thread: what the handlers were told can be read now.
    control.reset();
    expect(told.ender != std::this_thread::get_id(), "the end came on another thread");
    return finish(std::move(counting), sum);
}

void count_on_the_pool(IAsyncType& type) {
    account told;
    uint32_t sum = 0;
    const HRESULT answer =
        run(type, told, &sum, [](IAsyncProducer& producer) { return count_up_to(4, producer); });
    expect(answer == S_OK && sum == 10, "the sum is 10");
    expect(told.reports == std::vector<uint32_t>{1, 2, 3, 4}, "progress came in order");
    expect(told.ends == std::vector{AsyncStatus::Completed}, "the end came once");
    expect(told.reporter == told.ender, "both came on the thread of the work");
    std::cout << "counted on the pool: " << sum << '\n';
}

void cancel_half_way(IAsyncType& type) {
    account told;
    uint32_t sum = 0;
    const HRESULT answer =
        run(type, told, &sum, [](IAsyncProducer& producer) { return count_up_to(100, producer); });
    expect(answer == cancelled && sum == 0, "it was cancelled");
    std::vector<uint32_t> half(50);
    std::iota(half.begin(), half.end(), 1U);
    expect(told.reports == half, "progress stopped half-way");
    expect(told.ends == std::vector{AsyncStatus::Canceled}, "the cancel was told once");
}

void read_a_failure(IAsyncType& type) {
    account told;
    uint32_t sum = 0;
    const HRESULT answer = run(type, told, &sum, [](IAsyncProducer& producer) {
        return producer.Fail(E_ACCESSDENIED, "nobody may count here");
    });
    expect(answer == E_ACCESSDENIED && sum == 0, "the failure is given");
    expect(told.ends == std::vector{AsyncStatus::Error}, "the failure was told once");
}

} // namespace

int main() {
    IAsyncType* type = nullptr;
    expect(AsyncomGetType(signature, &type) == S_OK, "the type is known");
    if (!type) return 1;
    count_here(*type);
    count_on_the_pool(*type);
    cancel_half_way(*type);
    read_a_failure(*type);
    return failures != 0;
}
