// SPDX-License-Identifier: MIT
// The tables and the counting behind the hand-made objects.
#include "support/hand_made.h"

#include <chrono>
#include <condition_variable>

namespace contract {
namespace {

struct population {
    std::mutex guard;
    std::condition_variable changed;
    std::int64_t count = 0;
};

population& living() {
    static population all;
    return all;
}

template <class T>
void destroy_as(hand_made* object) {
    delete static_cast<T*>(object);
}

const void* slot(auto function) {
    return reinterpret_cast<const void*>(function);
}

answer ASYNCOM_CALL invoke_completed(void* self, void* sender, std::int32_t status) {
    auto* handler = static_cast<completed_handler*>(self);
    {
        const std::scoped_lock lock(handler->guard);
        handler->recorded.push_back({sender, status, std::this_thread::get_id()});
    }
    return handler->body ? handler->body(sender, status) : ok;
}

answer ASYNCOM_CALL invoke_cancel(void* self, void* sender) {
    auto* handler = static_cast<cancel_handler*>(self);
    handler->thread.store(std::this_thread::get_id());
    handler->calls.fetch_add(1);
    return handler->body ? handler->body(sender) : ok;
}

answer ASYNCOM_CALL run_work(void* self, void* producer, void* antecedent) {
    auto* item = static_cast<work*>(self);
    item->calls.fetch_add(1);
    return item->body ? item->body(producer, antecedent) : ok;
}

answer ASYNCOM_CALL get_iids(void*, std::uint32_t* count, GUID** iids) {
    *count = 0;
    *iids = nullptr;
    return ok;
}

answer ASYNCOM_CALL get_class_name(void*, HSTRING* name) {
    *name = nullptr;
    return ok;
}

answer ASYNCOM_CALL get_trust(void*, std::int32_t* level) {
    *level = 0;
    return ok;
}

const void* const* completed_table() {
    static const void* const table[] = {slot(&hand_made::query_interface),
                                        slot(&hand_made::increment), slot(&hand_made::decrement),
                                        slot(&invoke_completed)};
    return table;
}

const void* const* cancel_table() {
    static const void* const table[] = {slot(&hand_made::query_interface),
                                        slot(&hand_made::increment), slot(&hand_made::decrement),
                                        slot(&invoke_cancel)};
    return table;
}

const void* const* work_table() {
    static const void* const table[] = {slot(&hand_made::query_interface),
                                        slot(&hand_made::increment), slot(&hand_made::decrement),
                                        slot(&run_work)};
    return table;
}

const void* const* inspectable_table() {
    static const void* const table[] = {slot(&hand_made::query_interface),
                                        slot(&hand_made::increment),
                                        slot(&hand_made::decrement),
                                        slot(&get_iids),
                                        slot(&get_class_name),
                                        slot(&get_trust)};
    return table;
}

void destroy_completed(hand_made* object) {
    auto* handler = static_cast<completed_handler*>(object);
    const std::function<void()> farewell = std::move(handler->on_destroy);
    delete handler;
    if (farewell) farewell();
}

} // namespace

std::int64_t live_objects() {
    const std::scoped_lock lock(living().guard);
    return living().count;
}

bool all_objects_gone() {
    std::unique_lock lock(living().guard);
    return living().changed.wait_for(lock, std::chrono::seconds(20),
                                     [] { return living().count == 0; });
}

hand_made::hand_made(const void* const* functions, const GUID& identifier, void (*end)(hand_made*))
    : table(functions), iid(identifier), destroy(end) {
    const std::scoped_lock lock(living().guard);
    ++living().count;
}

hand_made::~hand_made() {
    const std::scoped_lock lock(living().guard);
    if (--living().count == 0) living().changed.notify_all();
}

answer ASYNCOM_CALL hand_made::query_interface(void* self, const GUID* wanted, void** out) {
    auto* object = static_cast<hand_made*>(self);
    if (!out) return bad_pointer;
    *out = nullptr;
    const bool known = same(*wanted, iid_unknown) || same(*wanted, object->iid) ||
                       (object->agile && same(*wanted, iid_agile));
    if (!known) return no_interface;
    object->references.fetch_add(1);
    *out = self;
    return ok;
}

std::uint32_t ASYNCOM_CALL hand_made::increment(void* self) {
    return static_cast<hand_made*>(self)->references.fetch_add(1) + 1;
}

std::uint32_t ASYNCOM_CALL hand_made::decrement(void* self) {
    auto* object = static_cast<hand_made*>(self);
    const std::uint32_t left = object->references.fetch_sub(1) - 1;
    if (left == 0) object->destroy(object);
    return left;
}

completed_handler::completed_handler(const GUID& identifier)
    : hand_made(completed_table(), identifier, &destroy_completed) {}

completed_handler::completed_handler(const GUID& identifier,
                                     std::function<answer(void*, std::int32_t)> run)
    : hand_made(completed_table(), identifier, &destroy_completed), body(std::move(run)) {}

std::size_t completed_handler::calls() const {
    const std::scoped_lock lock(guard);
    return recorded.size();
}

completed_call completed_handler::last() const {
    const std::scoped_lock lock(guard);
    return recorded.empty() ? completed_call{} : recorded.back();
}

progress_handler::progress_handler(const void* const* typed_table, const GUID& identifier,
                                   body_type run)
    : hand_made(typed_table, identifier, &destroy_as<progress_handler>), body(std::move(run)) {}

answer progress_handler::received(void* sender, const void* value) {
    count.fetch_add(1);
    last_sender.store(sender);
    return body ? body(sender, value) : ok;
}

cancel_handler::cancel_handler(std::function<answer(void*)> run)
    : hand_made(cancel_table(), iid_cancel_handler, &destroy_as<cancel_handler>),
      body(std::move(run)) {}

work::work(std::function<answer(void*, void*)> run)
    : hand_made(work_table(), iid_work, &destroy_as<work>), body(std::move(run)) {}

numbered_object::numbered_object(int value)
    : hand_made(inspectable_table(), iid_inspectable, &destroy_as<numbered_object>), number(value) {
}

} // namespace contract
