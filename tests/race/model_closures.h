// SPDX-License-Identifier: MIT
// Objects made from functions of modules, over the model checker's primitives: as the engine has
// them, in a process of three threads and two modules.
#pragma once

#include "async/closure_call.h"
#include "observe/closure_removal.h"

#include "model.h"

namespace race {

// A module by its code, which whoever has quiesced it may unload; its own address stands for a
// function's. Each of two threads that quiesce it unloads its half.
struct model_module {
    rl::var<int> loaded[2];

    void start() {
        for (auto& each : loaded)
            each($).store(1);
    }
    bool contains(const void* address) const { return address == this; }
    void run() {
        for (auto& each : loaded)
            RL_ASSERT(each($).load() == 1);
    }
    void unload(unsigned half = 0) { loaded[half]($).store(0); }

    std::uintptr_t function() const { return reinterpret_cast<std::uintptr_t>(this); }
    AsyncomDestroyCallback destroy() const {
        return reinterpret_cast<AsyncomDestroyCallback>(function());
    }
    template <class Function>
    static model_module& of(Function function) {
        return *reinterpret_cast<model_module*>(function);
    }
};

template <broken Broken>
using model_calls = asyncom::core::running_calls<model_primitives<Broken>, 1>;

template <broken Broken>
struct model_closure {
    asyncom::core::basic_closure_code<model_primitives<Broken>> code;
    model_calls<Broken>* calls_of_threads;
    rl::var<int> context;
    rl::atomic<int> called, destroyed;

    void start(model_calls<Broken>* calls) {
        calls_of_threads = calls;
        context($).store(1);
        called($).store(0, rl::mo_relaxed);
        destroyed($).store(0, rl::mo_relaxed);
        code.end();
    }
    int call_count() { return called($).load(rl::mo_relaxed); }
    int destroyed_count() { return destroyed($).load(rl::mo_relaxed); }
};

// The objects of a process and what its threads are calling, as the engine has them.
template <broken Broken>
struct model_closures {
    using primitives = model_primitives<Broken>;
    using object = model_closure<Broken>;

    class call : public asyncom::core::basic_closure_call<primitives, model_calls<Broken>> {
    public:
        explicit call(object& target)
            : asyncom::core::basic_closure_call<primitives, model_calls<Broken>>(
                  target.calls_of_threads[rl::ctx().threadx_->index_], &target, target.code) {}
    };

    model_module modules[2];
    model_calls<Broken> calls[3];
    object objects[2];
    typename primitives::template atomic<bool> quiesced;

    void start() {
        quiesced.store(false, rl::mo_relaxed);
        for (auto& each : modules)
            each.start();
        for (auto& each : calls)
            each.leave(0);
        for (auto& each : objects)
            each.start(calls);
    }
    void make(int which, int module_of_invoke, int module_of_destroy) {
        objects[which].code.start(modules[module_of_invoke].function(),
                                  modules[module_of_destroy].destroy());
    }

    // ---- what closure_removal asks for

    template <class Visit>
    void visit(Visit&& visit) {
        for (object& each : objects)
            visit(&each);
    }
    auto& code_in(object* place) { return place->code; }
    object* try_reference(object* place) {
        return place->code.try_add_observed() ? place : nullptr;
    }
    void release(object& target) {
        if (target.code.drop() != 0) return;
        if (const AsyncomDestroyCallback destroy = target.code.destroy()) {
            const call running(target);
            call_destroy(target, destroy);
        }
        target.code.end();
    }
    void remove(object& target) { target.code.remove(); }
    void forget(object& target) { target.code.forget(); }
    void call_destroy(object& target, AsyncomDestroyCallback destroy) {
        model_module& module = model_module::of(destroy);
        module.run();
        RL_ASSERT(target.context($).load() == 1);
        target.context($).store(0);
        target.destroyed($).fetch_add(1, rl::mo_relaxed);
        rl::yield(1, $);
        module.run();
    }
    bool is_any_thread_calling(object& target) {
        for (auto& each : calls)
            if (each.may_include(&target)) return true;
        return false;
    }
    void heavy_fence() { primitives::heavy_fence(); }

    // ---- what clients do

    template <class Inside>
    void invoke(int which, Inside&& inside) {
        object& target = objects[which];
        const call running(target);
        if (running.was_removed()) return;
        model_module& module = model_module::of(running.template function<void*>());
        module.run();
        RL_ASSERT(target.context($).load() == 1);
        target.called($).fetch_add(1, rl::mo_relaxed);
        rl::yield(1, $);
        inside();
        module.run();
        RL_ASSERT(target.context($).load() == 1);
    }
    void invoke(int which) {
        invoke(which, [] {});
    }
    void release(int which) { release(objects[which]); }
    // As create of closure.cpp; false: refused, and the context stays the caller's.
    bool create(int which) {
        if (quiesced.load(rl::mo_relaxed)) return false;
        make(which, 0, 0);
        primitives::light_fence();
        if (!quiesced.load(rl::mo_relaxed)) return true;
        object& made = objects[which];
        if (made.code.take_destroy() == nullptr) return true;
        forget(made);
        release(made);
        return false;
    }
    void quiesce(int which) {
        quiesced.store(true, rl::mo_relaxed);
        heavy_fence();
        asyncom::core::closure_removal removal(*this, modules[which]);
        while (removal.run_once() != 0 && Broken != broken::waiting)
            rl::yield(1, $);
    }
    // As is_module_needed.
    bool is_needed(int which) {
        for (object& each : objects)
            if (each.code.is_there() && each.code.lies_in(modules[which])) return true;
        return false;
    }
};

} // namespace race
