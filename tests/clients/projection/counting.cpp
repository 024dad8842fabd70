// SPDX-License-Identifier: MIT
// The program of the other clients, written on the C++ projection: it counts on its own thread and
// on a pool of the library's, cancels half-way and reads why work failed. Any compiler and standard
// library may build it; it prints what every client here prints.
#include <asyncom/asyncom.hpp>

#include <cstdio>
#include <future>
#include <numeric>
#include <thread>
#include <vector>

namespace {

using namespace asyncom;

using counting = async_operation_with_progress<std::uint32_t, std::uint32_t>;
using counter = async_producer<std::uint32_t, std::uint32_t>;

int failures = 0;

void expect(bool holds, const char* what) {
    if (holds) return;
    ++failures;
    std::fprintf(stderr, "not so: %s\n", what);
}

// Counts, and ends with the sum, unless it is told to stop.
void count_up_to(std::uint32_t last, const counter& producer) {
    for (std::uint32_t number = 1; number <= last; ++number) {
        if (producer.cancel_requested()) return producer.end_canceled();
        producer.report(number);
    }
    producer.complete(last * (last + 1) / 2);
}

// What the handlers were told.
struct account {
    std::vector<std::uint32_t> reports;
    std::vector<AsyncStatus> ends;
    std::thread::id ender;

    void watch(const counting& operation) {
        operation.progress(
            [this](const counting&, std::uint32_t count) { reports.push_back(count); });
        operation.completed([this](const counting&, AsyncStatus status) {
            ends.push_back(status);
            ender = std::this_thread::get_id();
        });
    }
};

void count_here() {
    const auto [operation, producer] = create_operation<std::uint32_t, std::uint32_t>();
    account told;
    told.watch(operation);
    count_up_to(4, producer);
    expect(told.reports == std::vector<std::uint32_t>{1, 2, 3, 4}, "progress came in order");
    expect(told.ends == std::vector{AsyncStatus::Completed}, "the end came once");
    expect(told.ender == std::this_thread::get_id(), "it came on this thread");
    std::printf("counted here: %u\n", operation.get());
}

// Runs a body on another thread, with handlers, to its end.
template <class Body>
result<std::uint32_t> run(account& told, Body body) {
    const auto [operation, producer] =
        create_operation<std::uint32_t, std::uint32_t>({.name = "counting"});
    told.watch(operation);
    {
        const scheduler pool = make_pool(1, "counting");
        pool.schedule([body, work = producer] { body(work); });
        operation.wait();
    } // Joins its thread: what the handlers were told can be read now.
    expect(told.ender != std::this_thread::get_id(), "the end came on another thread");
    return operation.try_get();
}

void count_on_the_pool() {
    account told;
    const auto sum = run(told, [](const counter& producer) { count_up_to(4, producer); });
    expect(told.reports == std::vector<std::uint32_t>{1, 2, 3, 4}, "progress came in order");
    std::printf("counted on the pool: %u\n", sum.value());
}

void cancel_half_way() {
    account told;
    const auto sum = run(told, [](const counter& producer) {
        const auto half = subscribe_progress(
            producer.operation(), [](const counting& operation, std::uint32_t count) {
                if (count == 50) async_control(operation).cancel(E_ABORT, "half is enough");
            });
        count_up_to(100, producer);
    });
    expect(sum.code() == error_canceled, "it was cancelled");
    std::vector<std::uint32_t> half(50);
    std::iota(half.begin(), half.end(), 1U);
    expect(told.reports == half, "progress stopped half-way");
    expect(told.ends == std::vector{AsyncStatus::Canceled}, "the cancel was told once");
    std::printf("cancelled: %s\n", sum.error().what());
}

void read_a_failure() {
    account told;
    try {
        run(told, [](const counter& producer) {
            producer.fail(E_ACCESSDENIED, "nobody may count here");
        }).value();
        expect(false, "the failure is thrown");
    } catch (const hresult_access_denied& error) {
        std::printf("failed: %s\n", error.what());
    }
    expect(told.ends == std::vector{AsyncStatus::Error}, "the failure was told once");
}

} // namespace

int main() {
    count_here();
    count_on_the_pool();
    cancel_half_way();
    read_a_failure();
    expect(can_unload_now() == S_OK, "nothing of this program is left");
    return failures;
}
