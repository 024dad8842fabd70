// SPDX-License-Identifier: MIT
#include "async/site.h"

#include "com/utf.h"

#include <cstdlib>
#include <cstring>

namespace asyncom::core {
namespace {

const named_site* named(const operation& target) noexcept {
    if (!has_name(target)) return nullptr;
    return reinterpret_cast<const named_site*>(target.site & ~named_bit);
}

} // namespace

bool set_site(operation& target, const void* call_site, const char* name) noexcept {
    target.site = reinterpret_cast<std::uintptr_t>(call_site);
    if (name == nullptr || *name == '\0') return true;
    auto* block = static_cast<named_site*>(std::malloc(sizeof(named_site)));
    if (block == nullptr) return false;
    const std::string_view kept = whole_characters(std::string_view(name), sizeof block->name - 1);
    block->call_site = call_site;
    std::memcpy(block->name, kept.data(), kept.size());
    block->name[kept.size()] = '\0';
    target.site = reinterpret_cast<std::uintptr_t>(block) | named_bit;
    return true;
}

void free_site(operation& target) noexcept {
    if (const named_site* const block = named(target)) std::free(const_cast<named_site*>(block));
}

const void* call_site_of(const operation& target) noexcept {
    const named_site* const block = named(target);
    return block != nullptr ? block->call_site : reinterpret_cast<const void*>(target.site);
}

const char* name_of(const operation& target) noexcept {
    const named_site* const block = named(target);
    return block != nullptr ? block->name : "";
}

} // namespace asyncom::core
