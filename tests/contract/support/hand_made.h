// SPDX-License-Identifier: MIT
// Objects made by hand, as a client in any language would make them: a table of functions, a
// visible reference count and a recording of every call. All are on the heap and counted, so that a
// leak is a number.
#pragma once
#include "support/raw.h"

#include <atomic>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace contract {

// How many hand-made objects live; every check ends with none.
std::int64_t live_objects();
// Waits until none is left. Only a leak reaches the end of the wait.
bool all_objects_gone();

struct hand_made {
    const void* const* table;
    std::atomic<std::uint32_t> references{1};
    GUID iid;
    bool agile = true;
    void (*destroy)(hand_made*);

    hand_made(const void* const* functions, const GUID& identifier, void (*end)(hand_made*));
    hand_made(const hand_made&) = delete;

    static answer ASYNCOM_CALL query_interface(void* self, const GUID* wanted, void** out);
    static std::uint32_t ASYNCOM_CALL increment(void* self);
    static std::uint32_t ASYNCOM_CALL decrement(void* self);

protected:
    ~hand_made();
};

// The test's own reference to a hand-made object.
template <class T>
class own {
public:
    template <class... Arguments>
    explicit own(Arguments&&... arguments)
        : m_object(new T(std::forward<Arguments>(arguments)...)) {}
    own(own&& other) noexcept : m_object(std::exchange(other.m_object, nullptr)) {}
    own(const own&) = delete;
    ~own() {
        if (m_object) hand_made::decrement(m_object);
    }
    T* operator->() const { return m_object; }
    T* get() const { return m_object; }
    T* detach() { return std::exchange(m_object, nullptr); }
    operator void*() const { return m_object; }
    // True when nobody but the test holds it.
    bool alone() const { return m_object->references.load() == 1; }

private:
    T* m_object;
};

struct completed_call {
    void* sender;
    std::int32_t status;
    std::thread::id thread;
};

// A completed handler of any family: Invoke has the same form for all.
struct completed_handler : hand_made {
    explicit completed_handler(const GUID& iid);
    explicit completed_handler(const GUID& iid,
                               std::function<answer(void* sender, std::int32_t status)> run);

    std::size_t calls() const;
    completed_call last() const;

    std::function<answer(void* sender, std::int32_t status)> body;
    // Runs when the last reference goes, on the thread that released it.
    std::function<void()> on_destroy;
    mutable std::mutex guard;
    std::vector<completed_call> recorded;
};

// A progress handler of any P; the typed table is made in values.h, which hands the value on by
// address.
struct progress_handler : hand_made {
    using body_type = std::function<answer(void* sender, const void* value)>;
    progress_handler(const void* const* typed_table, const GUID& iid, body_type run = {});

    std::size_t calls() const { return count.load(); }
    answer received(void* sender, const void* value);

    body_type body;
    std::atomic<std::size_t> count{0};
    std::atomic<void*> last_sender{nullptr};
};

struct cancel_handler : hand_made {
    explicit cancel_handler(std::function<answer(void* sender)> run = {});

    std::function<answer(void* sender)> body;
    std::atomic<std::size_t> calls{0};
    std::atomic<std::thread::id> thread{};
};

struct work : hand_made {
    explicit work(std::function<answer(void* producer, void* antecedent)> run);

    std::function<answer(void* producer, void* antecedent)> body;
    std::atomic<std::size_t> calls{0};
};

// A WinRT object to be a result or a progress value; it has a number to be recognised by.
struct numbered_object : hand_made {
    explicit numbered_object(int value);
    int number;
};

} // namespace contract
