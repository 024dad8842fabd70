// SPDX-License-Identifier: MIT
// libuv: what has ended goes into a list under a mutex, and uv_async_send tells the loop.
#include <uv.h>

#include <array>
#include <cstdlib>
#include <utility>

#include "case_table.h"
#include "lifecycles/lifecycles.h"

namespace bench {
namespace {

struct ended {
    ended* next = nullptr;
    double result = 1;
};

class uv_queue {
public:
    uv_queue() {
        if (uv_loop_init(&m_loop) != 0 || uv_mutex_init(&m_mutex) != 0 ||
            uv_async_init(&m_loop, &m_told, &uv_queue::on_told) != 0)
            std::abort();
        m_told.data = this;
    }
    ~uv_queue() {
        uv_close(reinterpret_cast<uv_handle_t*>(&m_told), nullptr);
        uv_run(&m_loop, UV_RUN_DEFAULT);
        uv_mutex_destroy(&m_mutex);
        uv_loop_close(&m_loop);
    }
    uv_queue(const uv_queue&) = delete;
    uv_queue& operator=(const uv_queue&) = delete;

    void push(ended* one) {
        uv_mutex_lock(&m_mutex);
        one->next = std::exchange(m_first, one);
        uv_mutex_unlock(&m_mutex);
        uv_async_send(&m_told);
    }
    void serve(std::size_t expected) {
        m_served = 0;
        while (m_served < expected)
            uv_run(&m_loop, UV_RUN_ONCE);
    }

private:
    static void on_told(uv_async_t* told) {
        auto& self = *static_cast<uv_queue*>(told->data);
        uv_mutex_lock(&self.m_mutex);
        ended* taken = std::exchange(self.m_first, nullptr);
        uv_mutex_unlock(&self.m_mutex);
        while (taken != nullptr) {
            delete std::exchange(taken, taken->next);
            ++self.m_served;
        }
    }

    uv_loop_t m_loop;
    uv_mutex_t m_mutex;
    uv_async_t m_told;
    ended* m_first = nullptr;
    std::size_t m_served = 0;
};

void queue(std::size_t count) {
    uv_queue served;
    static std::array<ended*, inflight> running;
    for (std::size_t batch = 0; batch < count / inflight; ++batch) {
        for (ended*& each : running)
            each = new ended;
        for (ended* const each : running)
            served.push(each);
        served.serve(inflight);
    }
}

} // namespace

void add_uv(case_table& table) {
    table.add("H_queue", "libuv, a list and uv_async_send", queue);
}

} // namespace bench
