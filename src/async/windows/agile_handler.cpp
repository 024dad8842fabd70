// SPDX-License-Identifier: MIT
#include "async/windows/agile_handler.h"

#include "async/faces.h"
#include "com/guid.h"
#include "com/marshal.h"

#include <array>
#include <atomic>
#include <cstdlib>
#include <new>
#include <utility>

namespace asyncom::core {
namespace {

struct agile_handler {
    const void* slots;
    std::atomic<std::uint32_t> references;
    DWORD cookie;
    const type_record* type; // immortal, as all types are
    std::uint32_t which;     // ASYNCOM_IID_*_HANDLER

    const GUID& iid() const noexcept { return type->iids[which]; }
};

agile_handler& of(void* self) noexcept {
    return *static_cast<agile_handler*>(self);
}

// Where it says that it is not there, somebody may try again.
HRESULT make_global_table(IGlobalInterfaceTable** made) noexcept {
    CO_MTA_USAGE_COOKIE cookie{};
    HRESULT result = ::CoIncrementMTAUsage(&cookie);
    if (result < 0) return result;
    result = ::CoCreateInstance(CLSID_StdGlobalInterfaceTable, nullptr, CLSCTX_INPROC_SERVER,
                                IID_IGlobalInterfaceTable, reinterpret_cast<void**>(made));
    if (result < 0) ::CoDecrementMTAUsage(cookie);
    return result;
}

// Never given back, as this library never is. A process that has apartments has a multithreaded one
// from then on, so that threads which never heard of COM, ours among them, can call through it. Two
// threads that come first both hold it: it is one object, and the apartment's use is counted.
constinit std::atomic<IGlobalInterfaceTable*> known_table{nullptr};

IGlobalInterfaceTable* global_table() noexcept {
    IGlobalInterfaceTable* table = known_table.load(std::memory_order_acquire);
    if (table != nullptr || make_global_table(&table) < 0) return table;
    known_table.store(table, std::memory_order_release);
    return table;
}

HRESULT find_local(const agile_handler& self, IUnknown** local) noexcept {
    void* found = nullptr;
    const HRESULT result = global_table()->GetInterfaceFromGlobal(self.cookie, self.iid(), &found);
    *local = result >= 0 ? static_cast<IUnknown*>(found) : nullptr;
    return result;
}

std::uint32_t ASYNCOM_CALL add_ref(void* self) noexcept {
    return of(self).references.fetch_add(1, std::memory_order_relaxed) + 1;
}

std::uint32_t ASYNCOM_CALL release(void* self) noexcept {
    const std::uint32_t left = of(self).references.fetch_sub(1, std::memory_order_acq_rel) - 1;
    if (left != 0) return left;
    global_table()->RevokeInterfaceFromGlobal(of(self).cookie);
    std::free(self);
    return 0;
}

HRESULT ASYNCOM_CALL query_interface(void* self, const GUID* iid, void** object) noexcept {
    if (object == nullptr) return E_POINTER;
    *object = nullptr;
    if (iid == nullptr) return E_POINTER;
    if (*iid != of(self).iid() && *iid != IID_IUnknown && *iid != IID_IAgileObject)
        return query_beyond(static_cast<IUnknown*>(self), *iid, object);
    add_ref(self);
    *object = self;
    return S_OK;
}

HRESULT ASYNCOM_CALL invoke_completed(void* self, IUnknown* sender, std::int32_t status) noexcept {
    using invoke_slot = HRESULT(ASYNCOM_CALL*)(void*, IUnknown*, std::int32_t);
    IUnknown* local = nullptr;
    const HRESULT found = find_local(of(self), &local);
    if (found < 0) return found;
    void* const* const slots = *reinterpret_cast<void* const* const*>(local);
    const HRESULT answer = reinterpret_cast<invoke_slot>(slots[3])(local, sender, status);
    local->Release();
    return answer;
}

template <std::size_t Class>
std::int32_t deliver_progress(void* self, void* sender, const void* value) noexcept {
    IUnknown* local = nullptr;
    const HRESULT found = find_local(of(self), &local);
    if (found < 0) return found;
    const HRESULT answer =
        calling<Class>::invoke(local, sender, value, of(self).type->progress().bytes);
    local->Release();
    return answer;
}

void* const completed_slots[handler_slot_count] = {slot(&query_interface), slot(&add_ref),
                                                   slot(&release), slot(&invoke_completed)};

template <std::size_t Class>
void* const progress_slots[handler_slot_count] = {
    slot(&query_interface), slot(&add_ref), slot(&release),
    slot(&calling<Class>::template entry<&deliver_progress<Class>>)};

template <std::size_t... Class>
const void* progress_slots_of(std::size_t calling_class, std::index_sequence<Class...>) noexcept {
    static const std::array<const void*, sizeof...(Class)> tables{progress_slots<Class>...};
    return tables[calling_class];
}

bool is_agile(IUnknown* handler) noexcept {
    void* agile = nullptr;
    if (handler->QueryInterface(IID_IAgileObject, &agile) < 0 || agile == nullptr) return false;
    static_cast<IUnknown*>(agile)->Release();
    return true;
}

bool has_apartment() noexcept {
    APTTYPE type{};
    APTTYPEQUALIFIER qualifier{};
    return ::CoGetApartmentType(&type, &qualifier) == S_OK;
}

const void* slots_of(const type_record& type, std::uint32_t which) noexcept {
    return which == ASYNCOM_IID_COMPLETED_HANDLER
               ? completed_slots
               : progress_slots_of(type.calling_class,
                                   std::make_index_sequence<calling_class_count>());
}

} // namespace

HRESULT wrap_handler(const type_record& type, std::uint32_t which, IUnknown* handler,
                     IUnknown** wrapped) noexcept {
    *wrapped = nullptr;
    if (handler == nullptr || is_agile(handler) || !has_apartment()) return S_FALSE;
    IGlobalInterfaceTable* const table = global_table();
    if (table == nullptr) return E_OUTOFMEMORY;
    DWORD cookie = 0;
    const HRESULT registered = table->RegisterInterfaceInGlobal(handler, type.iids[which], &cookie);
    if (registered < 0) return registered == E_OUTOFMEMORY ? registered : S_FALSE;
    void* const memory = std::malloc(sizeof(agile_handler));
    if (memory == nullptr) {
        table->RevokeInterfaceFromGlobal(cookie);
        return E_OUTOFMEMORY;
    }
    auto* const made = ::new (memory) agile_handler{slots_of(type, which), 1, cookie, &type, which};
    *wrapped = static_cast<IUnknown*>(static_cast<void*>(made));
    return S_OK;
}

HRESULT unwrap_handler(IUnknown** handler) noexcept {
    IUnknown* const kept = *handler;
    if (kept == nullptr || **reinterpret_cast<void* const* const*>(kept) != completed_slots[0])
        return S_OK;
    const HRESULT found = find_local(of(kept), handler);
    kept->Release();
    return found;
}

} // namespace asyncom::core
