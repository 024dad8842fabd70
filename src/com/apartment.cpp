// SPDX-License-Identifier: MIT
#include "com/apartment.h"

#include "com/thread_block.h"

#include <atomic>
#include <cstdint>

namespace asyncom::core {
namespace {

constinit std::atomic<std::uint64_t> mta_usages{0};

// All usages are alike, so one cookie serves them; it is no address.
CO_MTA_USAGE_COOKIE the_cookie() noexcept {
    return reinterpret_cast<CO_MTA_USAGE_COOKIE>(std::uintptr_t{1});
}

} // namespace

HRESULT initialize_apartment(RO_INIT_TYPE type) noexcept {
    if (type != RO_INIT_SINGLETHREADED && type != RO_INIT_MULTITHREADED) return E_INVALIDARG;
    thread_block& thread = this_thread();
    if (thread.apartment_initializations > 0 && thread.apartment_type != type)
        return RPC_E_CHANGED_MODE;
    thread.apartment_type = type;
    return ++thread.apartment_initializations == 1 ? S_OK : S_FALSE;
}

void uninitialize_apartment() noexcept {
    thread_block* const thread = thread_block_if_any();
    if (thread != nullptr && thread->apartment_initializations > 0)
        --thread->apartment_initializations;
}

HRESULT increment_mta_usage(CO_MTA_USAGE_COOKIE* cookie) noexcept {
    if (cookie == nullptr) return E_INVALIDARG;
    mta_usages.fetch_add(1, std::memory_order_relaxed);
    *cookie = the_cookie();
    return S_OK;
}

HRESULT decrement_mta_usage(CO_MTA_USAGE_COOKIE cookie) noexcept {
    if (cookie != the_cookie()) return E_INVALIDARG;
    std::uint64_t usages = mta_usages.load(std::memory_order_relaxed);
    do {
        if (usages == 0) return E_INVALIDARG;
    } while (!mta_usages.compare_exchange_weak(usages, usages - 1, std::memory_order_relaxed));
    return S_OK;
}

} // namespace asyncom::core
