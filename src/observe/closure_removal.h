// SPDX-License-Identifier: MIT
// Takes the functions of a module away from the objects that were made from them, and ends the
// contexts that nobody is inside of. A template over the objects, so that the model checker in
// tests/race runs this code.
//
// Objects provides:
//   object, with a basic_closure_code `code`; call, which marks this thread's call of one
//   void visit(Visit)                 a place after the other where an object may be
//   code_in(place)                    its basic_closure_code
//   object* try_reference(place)      null where there is none that lives
//   void release(object&)
//   void remove(object&), void forget(object&)     as of its code
//   void call_destroy(object&, AsyncomDestroyCallback)
//   bool is_any_thread_calling(object&)     after a heavy fence
//   void heavy_fence()
#pragma once

#include <asyncom/asyncom.h>

#include <cstdint>

namespace asyncom::core {

template <class Objects, class Range>
class closure_removal {
public:
    closure_removal(Objects& objects, const Range& module) noexcept
        : m_objects(objects), m_module(module) {}

    // The answer is how many of its functions somebody may be inside of.
    std::uint32_t run_once() noexcept {
        visit([this](object& each) { m_objects.remove(each); });
        m_objects.heavy_fence(); // closure_call.h
        std::uint32_t inside = 0;
        const std::uint32_t ending = visit([&](object& each) {
            if (!try_end(each)) ++inside;
        });
        return inside + ending;
    }

private:
    using object = typename Objects::object;

    // visit(object&), each with a reference. The answer counts those whose `destroy` runs because
    // the last reference has gone.
    template <class Visit>
    std::uint32_t visit(Visit&& visit) noexcept {
        std::uint32_t ending = 0;
        m_objects.visit([&](auto* place) {
            if (object* const found = m_objects.try_reference(place)) {
                if (found->code.lies_in(m_module)) visit(*found);
                m_objects.release(*found);
                return;
            }
            const auto& code = m_objects.code_in(place);
            if (code.is_there() && code.destroy_lies_in(m_module)) ++ending;
        });
        return ending;
    }

    // False: it came just now, or somebody is inside of a function.
    bool try_end(object& target) noexcept {
        if (!target.code.was_removed() || m_objects.is_any_thread_calling(target)) return false;
        // Nobody is inside, and nobody will be. Another thread may be ending the context.
        if (!end_context(target) && m_objects.is_any_thread_calling(target)) return false;
        m_objects.forget(target);
        return true;
    }

    bool end_context(object& target) noexcept {
        const typename Objects::call call(target); // before it is taken
        const AsyncomDestroyCallback destroy = target.code.take_destroy();
        if (destroy == nullptr) return false;
        m_objects.call_destroy(target, destroy);
        return true;
    }

    Objects& m_objects;
    const Range& m_module;
};

} // namespace asyncom::core
