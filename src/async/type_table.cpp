// SPDX-License-Identifier: MIT
// A hash table of lists that only grow at their head. Records are published by a compare-exchange,
// not under a lock: after a fork the child could find a lock taken by a thread it does not have.
#include "async/type_table.h"

#include "async/class_name.h"
#include "async/layout.h"
#include "async/type_iid.h"
#include "com/error_info.h"
#include "com/first_copy.h"
#include "com/hstring.h"

#include <array>
#include <atomic>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <new>
#include <optional>

namespace asyncom::core {

namespace {

constexpr std::size_t bucket_count = 1024; // a process names tens of types, rarely hundreds

constinit std::array<std::atomic<type_record*>, bucket_count> buckets{};

std::atomic<type_record*>& bucket_of(std::uint64_t hash) noexcept {
    return buckets[(hash ^ hash >> 32) % bucket_count];
}

// FNV-1a: short texts that differ in a few characters spread well.
std::uint64_t hash_of(std::string_view signature) noexcept {
    std::uint64_t hash = 0xcbf29ce484222325;
    for (const char unit : signature) {
        hash = (hash ^ static_cast<unsigned char>(unit)) * 0x100000001b3;
    }
    return hash;
}

// Looks from `first` up to `last`, which is not looked at.
type_record* find_between(type_record* first, const type_record* last, std::uint64_t hash,
                          std::string_view signature) noexcept {
    for (type_record* record = first; record != last; record = record->next) {
        if (record->hash == hash && record->signature_text() == signature) return record;
    }
    return nullptr;
}

struct record_deleter {
    void operator()(type_record* record) const noexcept {
        hstring_delete(record->class_name);
        std::free(record);
    }
};
using record_owner = std::unique_ptr<type_record, record_deleter>;

// What a record is built from.
struct type_draft {
    const signature_tree& tree;
    int family;
    std::optional<measured_layout> result;
    std::optional<measured_layout> progress;
};

std::size_t owned_count(const std::optional<measured_layout>& layout) noexcept {
    return layout ? layout->owned.size() : 0;
}

// Places the layout's owned fields at `fields` and moves it behind them.
value_layout keep_layout(const std::optional<measured_layout>& layout,
                         owned_field*& fields) noexcept {
    if (!layout) return {0, 1, nullptr, 0};
    const owned_field* first = fields;
    fields = std::uninitialized_copy(layout->owned.begin(), layout->owned.end(), fields);
    return {layout->bytes, layout->alignment, first,
            static_cast<std::uint32_t>(layout->owned.size())};
}

// The record, its owned fields and its signature in one block.
record_owner make_record(const type_draft& draft) {
    const std::string_view text = draft.tree.text;
    const std::size_t fields = owned_count(draft.result) + owned_count(draft.progress);
    void* block = std::malloc(sizeof(type_record) + fields * sizeof(owned_field) + text.size() + 1);
    if (block == nullptr) throw std::bad_alloc();

    record_owner record(new (block) type_record{});
    record->face = &type_slots;
    record->family = static_cast<std::uint32_t>(draft.family);
    auto* next_field = reinterpret_cast<owned_field*>(record.get() + 1);
    record->values[ASYNCOM_VALUE_RESULT] = keep_layout(draft.result, next_field);
    record->values[ASYNCOM_VALUE_PROGRESS] = keep_layout(draft.progress, next_field);
    record->calling_class = draft.progress
                                ? static_cast<std::uint32_t>(*classify(draft.progress->shape()))
                                : no_calling_class;
    family_iids(draft.tree, draft.family, record->iids);

    char* signature = reinterpret_cast<char*>(next_field);
    text.copy(signature, text.size());
    signature[text.size()] = '\0';
    record->signature = signature;
    record->signature_bytes = static_cast<std::uint32_t>(text.size());
    record->hash = hash_of(text);

    const std::string name = class_name_of(draft.tree);
    if (hstring_from_utf8(name.c_str(), &record->class_name) != S_OK) throw std::bad_alloc();
    fill_slots(*record);
    return record;
}

// Returns the record that is in the table afterwards; of several that threads make of one
// signature at the same time, one.
type_record* publish(record_owner record) noexcept {
    std::atomic<type_record*>& bucket = bucket_of(record->hash);
    type_record* head = bucket.load(std::memory_order_acquire);
    const type_record* seen = nullptr;
    for (;;) {
        if (type_record* other = find_between(head, seen, record->hash, record->signature_text())) {
            return other;
        }
        seen = head;
        record->next = head;
        // Release: whoever finds the record by an acquire load sees all of it.
        if (bucket.compare_exchange_weak(head, record.get(), std::memory_order_release,
                                         std::memory_order_acquire)) {
            return record.release();
        }
    }
}

HRESULT refuse_arguments(int family, std::uint32_t given) noexcept {
    const family_description& description = families[family];
    char message[96];
    std::snprintf(message, sizeof message, "%.*s takes %u type arguments, the signature has %u.",
                  static_cast<int>(description.name.size()), description.name.data(),
                  static_cast<unsigned>(description.argument_count), static_cast<unsigned>(given));
    return originate(E_INVALIDARG, message);
}

HRESULT refuse_progress(std::uint32_t bytes) noexcept {
    char message[160];
    std::snprintf(message, sizeof message,
                  "The progress value has %u bytes. Every report passes it by value, and %u bytes "
                  "are the most that is done for.",
                  static_cast<unsigned>(bytes), static_cast<unsigned>(largest_argument));
    return originate(E_NOTIMPL, message);
}

// Measures the type arguments: the result comes first, the progress last.
void measure_arguments(type_draft& draft) {
    const signature_tree& tree = draft.tree;
    const bool result = draft.family >= ASYNCOM_FAMILY_OPERATION;
    if (result) draft.result = measure_layout(tree, 1);
    if (families[draft.family].progress_handler.empty()) return;
    draft.progress = measure_layout(tree, result ? tree.nodes[1].after : 1);
}

HRESULT make_type(std::string_view text, type_record*& record) {
    signature_tree tree;
    const signature_fault fault = parse_signature(text, tree);
    if (fault.expected != nullptr) return refuse_signature(text, fault);

    const int family = family_of(tree);
    if (family < 0) {
        return originate(E_INVALIDARG,
                         "The type is none of IAsyncAction, IAsyncActionWithProgress, "
                         "IAsyncOperation and IAsyncOperationWithProgress.");
    }
    const std::uint32_t arguments = tree.child_count(0);
    if (arguments != families[family].argument_count) return refuse_arguments(family, arguments);

    type_draft draft{tree, family, std::nullopt, std::nullopt};
    measure_arguments(draft);
    if (draft.progress && draft.progress->bytes > largest_argument) {
        return refuse_progress(draft.progress->bytes);
    }
    record = publish(make_record(draft));
    return S_OK;
}

} // namespace

type_record* find_type(std::string_view signature) noexcept {
    const std::uint64_t hash = hash_of(signature);
    // Acquire: pairs with the release that published the head, and through it all behind it.
    type_record* head = bucket_of(hash).load(std::memory_order_acquire);
    return find_between(head, nullptr, hash, signature);
}

HRESULT get_type(const char* signature, IAsyncType** type) noexcept {
    if (type != nullptr) *type = nullptr;
    if (signature == nullptr) return originate(E_POINTER, "signature is NULL.");
    if (type == nullptr) return originate(E_POINTER, "type is NULL.");
    if (const HRESULT refused = refuse_second_copy(); refused < 0) return refused;

    const std::string_view text = bounded_text(signature);
    type_record* record = find_type(text);
    if (record == nullptr) {
        try {
            const HRESULT outcome = make_type(text, record);
            if (outcome != S_OK) return outcome;
        } catch (const std::bad_alloc&) {
            return originate(E_OUTOFMEMORY, "There is no memory for a new type.");
        }
    }
    *type = face_of(*record);
    return S_OK;
}

} // namespace asyncom::core
