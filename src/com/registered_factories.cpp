// SPDX-License-Identifier: MIT
#include "com/registered_factories.h"

#include "com/error_info.h"
#include "com/first_copy.h"
#include "com/hstring.h"
#include "com/thread_block.h"
#include "platform/park.h"
#include "platform/process_static.h"

#include <atomic>
#include <cstdlib>
#include <memory>
#include <mutex>
#include <new>

namespace asyncom::core {

struct registered_class {
    HSTRING name;
    PFNGETACTIVATIONFACTORY callback;
};

// In one block with its classes.
struct registration {
    registration* next = nullptr;
    std::uintptr_t serial = 0;    // the cookie
    std::uint32_t references = 1; // the table's and one of each call
    std::uint32_t count = 0;

    registered_class* classes() noexcept { return reinterpret_cast<registered_class*>(this + 1); }

    registered_class* find(HSTRING name) noexcept {
        for (std::uint32_t index = 0; index < count; ++index)
            if (hstring_view(classes()[index].name) == hstring_view(name)) return &classes()[index];
        return nullptr;
    }
};

namespace {

struct registrations {
    std::mutex mutex;                           // guards everything here
    std::atomic<std::uint32_t> calls_left{0};   // changes with each, for who waits for one
    std::atomic<registration*> first = nullptr; // in the child of a fork the list is whole
    registered_call* calls = nullptr;
    std::uintptr_t last_serial = 0; // none recurs, so an old cookie is nobody's

    // Calls of threads that are not there never leave.
    void reset_in_child() noexcept {
        ::new (&mutex) std::mutex;
        calls = nullptr;
    }
};

registrations& table() noexcept {
    return process_static<registrations>();
}

void destroy(registration* target) noexcept {
    for (std::uint32_t index = 0; index < target->count; ++index)
        hstring_delete(target->classes()[index].name);
    std::free(target);
}

struct destroy_registration {
    void operator()(registration* target) const noexcept { destroy(target); }
};
using registration_owner = std::unique_ptr<registration, destroy_registration>;

// Null without memory.
registration_owner make_registration(HSTRING* classes, PFNGETACTIVATIONFACTORY* callbacks,
                                     std::uint32_t count) noexcept {
    const std::size_t bytes = sizeof(registration) + std::size_t{count} * sizeof(registered_class);
    void* const memory = std::malloc(bytes);
    if (memory == nullptr) return nullptr;
    registration_owner made(::new (memory) registration);
    for (; made->count < count; ++made->count) {
        registered_class& entry = made->classes()[made->count];
        entry.callback = callbacks[made->count];
        if (hstring_duplicate(classes[made->count], &entry.name) < 0) return nullptr;
    }
    return made;
}

bool repeats_itself(registration& target) noexcept {
    for (std::uint32_t index = 0; index < target.count; ++index)
        if (target.find(target.classes()[index].name) != &target.classes()[index]) return true;
    return false;
}

// Under the mutex.
registered_class* find_class(registrations& all, HSTRING name, registration** owner) noexcept {
    for (registration* each = all.first; each != nullptr; each = each->next) {
        if (registered_class* const found = each->find(name)) {
            *owner = each;
            return found;
        }
    }
    return nullptr;
}

bool overlaps(registrations& all, registration& candidate) noexcept {
    registration* owner = nullptr;
    for (std::uint32_t index = 0; index < candidate.count; ++index)
        if (find_class(all, candidate.classes()[index].name, &owner) != nullptr) return true;
    return false;
}

bool arguments_are_whole(HSTRING* classes, PFNGETACTIVATIONFACTORY* callbacks,
                         std::uint32_t count) noexcept {
    if (classes == nullptr || callbacks == nullptr || count == 0) return false;
    for (std::uint32_t index = 0; index < count; ++index)
        if (classes[index] == nullptr || callbacks[index] == nullptr) return false;
    return true;
}

// Under the mutex. Null: unknown.
registration* unlink(registrations& all, RO_REGISTRATION_COOKIE cookie) noexcept {
    registration* before = nullptr;
    registration* target = all.first;
    for (; target != nullptr; before = target, target = target->next)
        if (target->serial == reinterpret_cast<std::uintptr_t>(cookie)) break;
    if (target == nullptr) return nullptr;
    if (before != nullptr)
        before->next = target->next;
    else
        all.first = target->next;
    return target;
}

} // namespace

HRESULT register_factories(HSTRING* classes, PFNGETACTIVATIONFACTORY* callbacks,
                           std::uint32_t count, RO_REGISTRATION_COOKIE* cookie) noexcept {
    if (cookie != nullptr) *cookie = nullptr;
    if (cookie == nullptr || !arguments_are_whole(classes, callbacks, count))
        return originate(E_INVALIDARG, "A class name, a callback or the cookie is missing.");
    if (const HRESULT refused = refuse_second_copy(); refused < 0) return refused;
    registration_owner made = make_registration(classes, callbacks, count);
    if (!made) return originate(E_OUTOFMEMORY, nullptr);
    registrations& all = table();
    if (!repeats_itself(*made)) {
        std::scoped_lock lock(all.mutex);
        if (!overlaps(all, *made)) {
            made->serial = ++all.last_serial;
            *cookie = reinterpret_cast<RO_REGISTRATION_COOKIE>(made->serial);
            made->next = all.first;
            all.first = made.release();
            return S_OK;
        }
    }
    return originate(CO_E_OBJISREG, "One of the classes is registered already.");
}

void revoke_factories(RO_REGISTRATION_COOKIE cookie) noexcept {
    registrations& all = table();
    registration_owner last;
    std::unique_lock lock(all.mutex);
    registration* const target = unlink(all, cookie);
    if (target == nullptr) return;

    // The code behind the callbacks may be unloaded next. A call further out on this thread is
    // the caller's own.
    const std::uint32_t own = this_thread().token;
    const auto left_by_others = [&] {
        for (const registered_call* call = all.calls; call != nullptr; call = call->m_next)
            if (call->m_registration == target && call->m_token != own) return false;
        return true;
    };
    while (!left_by_others()) {
        const std::uint32_t seen = all.calls_left.load(std::memory_order_relaxed);
        lock.unlock();
        park(all.calls_left, seen, forever);
        lock.lock();
    }
    if (--target->references == 0) last.reset(target);
    lock.unlock();
}

registered_call::registered_call(HSTRING class_name) noexcept {
    registrations& all = table();
    const std::uint32_t own = this_thread().token;
    std::scoped_lock lock(all.mutex);
    registered_class* const found = find_class(all, class_name, &m_registration);
    if (found == nullptr) return;
    ++m_registration->references;
    m_callback = found->callback;
    m_token = own;
    m_next = all.calls;
    all.calls = this;
}

registered_call::~registered_call() {
    if (m_registration == nullptr) return;
    registrations& all = table();
    registration_owner last;
    std::scoped_lock lock(all.mutex);
    registered_call** link = &all.calls;
    while (*link != nullptr && *link != this)
        link = &(*link)->m_next;
    if (*link != nullptr) *link = m_next; // a child of a fork has forgotten it
    if (--m_registration->references == 0) last.reset(m_registration);
    all.calls_left.fetch_add(1, std::memory_order_relaxed);
    unpark_all(all.calls_left);
}

} // namespace asyncom::core
