// SPDX-License-Identifier: MIT
// One bar for the progress of two downloads, drawn at most so often a second.
#include <asyncom/asyncom.hpp>

#include <cstdio>
#include <string>
#include <thread>

using namespace asyncom;

static void download(const async_producer<void, double>& producer) {
    for (int percent = 1; percent <= 100; ++percent)
        producer.report(percent / 100.0);
    producer.complete();
}

int main() {
    auto all = create_operation<void, double>({.name = "both files"});
    auto small = create_operation<void, double>({.name = "small", .parent = all.operation});
    auto large = create_operation<void, double>({.name = "large", .parent = all.operation});

    const auto bar = subscribe_progress(
        all.operation,
        [](const auto&, double part) {
            const auto filled = static_cast<std::size_t>(part * 10);
            std::printf("\r[%-10s] %3.0f %%", std::string(filled, '#').c_str(), part * 100);
        },
        30);

    const progress_sink<double> sink(all.producer);
    sink.add(small.operation, 1);
    sink.add(large.operation, 3);
    std::thread first(download, small.producer), second(download, large.producer);
    when_all(small.operation, large.operation).wait();
    first.join();
    second.join();
    all.producer.complete();
    all.operation.get();
    std::puts(" of both files");
}
