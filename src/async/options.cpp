// SPDX-License-Identifier: MIT
#include "async/options.h"

#include "com/error_info.h"
#include "com/utf.h"

#include <algorithm>

namespace asyncom::core {
namespace {

// A newer client's struct may be longer; one of this length is a client's mistake, and its bytes
// are not read.
constexpr std::uint32_t longest_options = 4096;

bool has_unknown_fields(const AsyncomOperationOptions& options) noexcept {
    const auto* const bytes = reinterpret_cast<const unsigned char*>(&options);
    return std::any_of(bytes + sizeof options, bytes + options.size,
                       [](unsigned char byte) { return byte != 0; });
}

} // namespace

HRESULT check_options(const AsyncomOperationOptions* options, checked_options& checked) noexcept {
    if (options == nullptr) return S_OK;
    if (options->size < sizeof *options || options->size > longest_options)
        return originate(E_INVALIDARG, "The size of the options is not that of the struct.");
    if (options->flags != 0)
        return originate(E_INVALIDARG, "The flags of the options are reserved and must be 0.");
    if (has_unknown_fields(*options))
        return originate(E_INVALIDARG, "The options hold fields that this version does not know.");
    if (options->name != nullptr && !is_valid_utf8(options->name))
        return originate(E_INVALIDARG, "The name is not UTF-8.");
    if (options->parent != nullptr) {
        checked.parent = operation_of(options->parent);
        if (checked.parent == nullptr)
            return originate(E_NOINTERFACE, "The parent is not an operation of this library.");
    }
    checked.name = options->name;
    checked.scheduler = options->scheduler;
    return S_OK;
}

} // namespace asyncom::core
