// SPDX-License-Identifier: MIT
// GLib: GTask whose callback comes from a main context, GCancellable for the cancel, a GObject
// signal for progress. A GTask takes its callback when it is made, so it has no case B.
#include <gio/gio.h>

#include <array>
#include <cstdlib>
#include <latch>
#include <thread>

#include "case_table.h"
#include "cpu_time.h"
#include "lifecycles/lifecycles.h"
#include "one_cpu.h"

namespace bench {
namespace {

double result = 1;

struct seen {
    std::size_t callbacks = 0;
    double sum = 0;
};

// The main context of the thread, where GTask's callbacks arrive.
class thread_context {
public:
    thread_context() : m_context(g_main_context_new()) {
        g_main_context_push_thread_default(m_context);
    }
    ~thread_context() {
        g_main_context_pop_thread_default(m_context);
        g_main_context_unref(m_context);
    }
    thread_context(const thread_context&) = delete;
    thread_context& operator=(const thread_context&) = delete;

    void iterate_until(const std::size_t& callbacks, std::size_t expected, bool may_block = false) {
        while (callbacks < expected)
            g_main_context_iteration(m_context, may_block);
    }

private:
    GMainContext* m_context;
};

void read_result(GObject*, GAsyncResult* ended, gpointer data) {
    auto& into = *static_cast<seen*>(data);
    GError* error = nullptr;
    const auto* const value = static_cast<double*>(g_task_propagate_pointer(G_TASK(ended), &error));
    if (error != nullptr) {
        g_error_free(error);
    } else {
        into.sum += *value;
    }
    into.callbacks += 1;
}

void complete(std::size_t count) {
    thread_context context;
    seen into;
    for (std::size_t index = 0; index < count; ++index) {
        GTask* const task = g_task_new(nullptr, nullptr, read_result, &into);
        g_task_return_pointer(task, &result, nullptr);
        g_object_unref(task);
        context.iterate_until(into.callbacks, index + 1);
    }
}

void complete_inflight(std::size_t count) {
    thread_context context;
    static std::array<GTask*, inflight> tasks;
    for (std::size_t batch = 0; batch < count / inflight; ++batch) {
        seen into;
        for (GTask*& task : tasks)
            task = g_task_new(nullptr, nullptr, read_result, &into);
        for (GTask* const task : tasks) {
            g_task_return_pointer(task, &result, nullptr);
            g_object_unref(task);
        }
        context.iterate_until(into.callbacks, inflight);
    }
}

void cancel(std::size_t count) {
    thread_context context;
    seen into;
    for (std::size_t index = 0; index < count; ++index) {
        GCancellable* const cancellable = g_cancellable_new();
        GTask* const task = g_task_new(nullptr, cancellable, read_result, &into);
        g_cancellable_cancel(cancellable);
        if (!g_task_return_error_if_cancelled(task)) std::abort();
        g_object_unref(task);
        context.iterate_until(into.callbacks, index + 1);
        g_object_unref(cancellable);
    }
}

void add_progress(GObject*, double value, gpointer data) {
    static_cast<seen*>(data)->sum += value;
}

unsigned progress_signal() {
    static const unsigned id =
        g_signal_new("asyncom-bench-progress", G_TYPE_OBJECT, G_SIGNAL_RUN_LAST, 0, nullptr,
                     nullptr, nullptr, G_TYPE_NONE, 1, G_TYPE_DOUBLE);
    return id;
}

void report(std::size_t count) {
    const unsigned signal = progress_signal();
    seen into;
    auto* const object = static_cast<GObject*>(g_object_new(G_TYPE_OBJECT, nullptr));
    g_signal_connect(object, "asyncom-bench-progress", G_CALLBACK(add_progress), &into);
    for (std::size_t index = 0; index < count; ++index)
        g_signal_emit(object, signal, 0, 1.0);
    g_object_unref(object);
}

void subscribe(std::size_t count) {
    progress_signal();
    seen into;
    auto* const object = static_cast<GObject*>(g_object_new(G_TYPE_OBJECT, nullptr));
    for (std::size_t index = 0; index < count; ++index) {
        const gulong id =
            g_signal_connect(object, "asyncom-bench-progress", G_CALLBACK(add_progress), &into);
        g_signal_handler_disconnect(object, id);
    }
    g_object_unref(object);
}

// Each task is made and ended by the callback of the one before.
struct task_chain {
    std::size_t left;
    std::size_t callbacks = 0;
};

void next_link(GObject*, GAsyncResult*, gpointer data) {
    auto& chain = *static_cast<task_chain*>(data);
    chain.callbacks += 1;
    if (chain.left-- == 0) return;
    GTask* const next = g_task_new(nullptr, nullptr, next_link, data);
    g_task_return_pointer(next, &result, nullptr);
    g_object_unref(next);
}

void run_chain(std::size_t count) {
    thread_context context;
    task_chain chain{count};
    next_link(nullptr, nullptr, &chain);
    context.iterate_until(chain.callbacks, count + 1);
}

// The partner's half: answers a task made by the first thread for each task of its own that the
// first thread has ended.
struct exchange {
    std::array<GTask*, 2> ping{};
    std::array<GTask*, 2> pong{};
};

void return_and_drop(GTask* task) {
    g_task_return_pointer(task, &result, nullptr);
    g_object_unref(task);
}

// Each thread makes the task that it will be woken by, before it wakes the other one.
void answer(exchange& tasks, std::size_t count, std::latch& ready) {
    thread_context context;
    seen into;
    tasks.ping[0] = g_task_new(nullptr, nullptr, read_result, &into);
    ready.arrive_and_wait();
    for (std::size_t round = 0; round < count; ++round) {
        context.iterate_until(into.callbacks, round + 1, true);
        if (round + 1 < count) {
            tasks.ping[(round + 1) & 1] = g_task_new(nullptr, nullptr, read_result, &into);
        }
        return_and_drop(tasks.pong[round & 1]);
    }
}

nanoseconds pingpong(std::size_t count) {
    const one_cpu pinned;
    exchange tasks;
    std::latch ready(2);
    std::thread partner([&] { answer(tasks, count, ready); });
    thread_context context;
    seen into;
    ready.arrive_and_wait();
    const nanoseconds before = process_time();
    for (std::size_t round = 0; round < count; ++round) {
        tasks.pong[round & 1] = g_task_new(nullptr, nullptr, read_result, &into);
        return_and_drop(tasks.ping[round & 1]);
        context.iterate_until(into.callbacks, round + 1, true);
    }
    const nanoseconds taken = process_time() - before;
    partner.join();
    return taken;
}

} // namespace

void add_glib(case_table& table) {
    table.add("A", "GLib GTask, iterate per operation", complete);
    table.add("A_inflight256", "GLib GTask, iterate per 256", complete_inflight);
    table.add("C", "GObject signal", report);
    table.add("D", "GLib GTask and GCancellable", cancel);
    table.add_timed("E_pingpong", "GLib GTask, two main contexts", pingpong);
    table.add("H_queue", "GLib GTask, iterate per 256", complete_inflight);
    table.add("I_subscribe", "GObject signal", subscribe);
    table.add("K_chain", "GLib GTask after GTask", run_chain);
}

} // namespace bench
