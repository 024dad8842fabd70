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

// Never given back, as this library never is. A process that has apartments has a multithreaded one
// from then on, so that threads which never heard of COM, ours among them, can call through it.
IGlobalInterfaceTable* global_table() noexcept {
    static IGlobalInterfaceTable* const table = []() noexcept -> IGlobalInterfaceTable* {
        CO_MTA_USAGE_COOKIE cookie{};
        if (::CoIncrementMTAUsage(&cookie) < 0) return nullptr;
        void* made = nullptr;
        const HRESULT result =
            ::CoCreateInstance(CLSID_StdGlobalInterfaceTable, nullptr, CLSCTX_INPROC_SERVER,
                               IID_IGlobalInterfaceTable, &made);
        return result >= 0 ? static_cast<IGlobalInterfaceTable*>(made) : nullptr;
    }();
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

IUnknown* wrap(const type_record& type, std::uint32_t which, const void* slots,
               IUnknown* handler) noexcept {
    if (handler == nullptr || is_agile(handler) || !has_apartment()) return nullptr;
    IGlobalInterfaceTable* const table = global_table();
    DWORD cookie = 0;
    if (!table || table->RegisterInterfaceInGlobal(handler, type.iids[which], &cookie) < 0)
        return nullptr;
    if (void* const memory = std::malloc(sizeof(agile_handler)))
        return static_cast<IUnknown*>(
            static_cast<void*>(::new (memory) agile_handler{slots, 1, cookie, &type, which}));
    table->RevokeInterfaceFromGlobal(cookie);
    return nullptr;
}

} // namespace

IUnknown* wrap_completed_handler(const type_record& type, IUnknown* handler) noexcept {
    return wrap(type, ASYNCOM_IID_COMPLETED_HANDLER, completed_slots, handler);
}

IUnknown* wrap_progress_handler(const type_record& type, IUnknown* handler) noexcept {
    const void* const slots =
        progress_slots_of(type.calling_class, std::make_index_sequence<calling_class_count>());
    return wrap(type, ASYNCOM_IID_PROGRESS_HANDLER, slots, handler);
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
