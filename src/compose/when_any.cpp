// SPDX-License-Identifier: MIT
#include "compose/when_any.h"

#include "com/error_info.h"
#include "compose/input_array.h"
#include "compose/winner_word.h"

#include <cstring>
#include <new>

namespace asyncom::core {
namespace {

class any_of final : public composition {
public:
    static any_of* make(IUnknown* const* operations, std::uint32_t count) noexcept {
        const std::size_t bytes = bytes_for(count);
        void* const memory = allocate_composition(bytes);
        if (memory == nullptr) return nullptr;
        auto* const places =
            reinterpret_cast<composition_input*>(static_cast<std::byte*>(memory) + sizeof(any_of));
        fill_inputs(places, operations, count, nullptr);
        return ::new (memory) any_of(places, count);
    }

private:
    any_of(composition_input* places, std::uint32_t count) noexcept
        : composition(places, count, false) {
        m_winner.start();
    }
    ~any_of() = default;

    static std::size_t bytes_for(std::size_t count) noexcept {
        return sizeof(any_of) + count * sizeof(composition_input);
    }

    void input_ended(std::uint32_t index, operation&) noexcept override {
        if (m_winner.claim(index)) cancel_losers();
    }
    void started() noexcept override {
        if (m_winner.subscribed()) cancel_losers();
    }
    // Whoever has ended is not touched by it.
    void cancel_losers() noexcept {
        for (const composition_input& input : inputs()) {
            operation* const loser = input.reference();
            if (loser == nullptr) continue;
            cancel_operation(*loser, {});
            release_shared(*loser);
        }
    }

    void finish() noexcept override {
        end_outer(outcome::completed, [this](bool) noexcept -> state_flags {
            const std::uint32_t index = m_winner.index();
            std::memcpy(outer().place.bytes, &index, sizeof index);
            return flag_value;
        });
        retire();
    }
    void destroy() noexcept override {
        release_inputs();
        const std::size_t bytes = bytes_for(inputs().size());
        this->~any_of();
        free_composition(this, bytes);
    }

    winner_word<atomic_traits> m_winner;
};
static_assert(sizeof(any_of) % alignof(composition_input) == 0);

// IAsyncOperation<UInt32>.
constexpr const char* signature = "pinterface({9fc2b0bb-e446-44e2-aa61-9cab8f636af2};u4)";

} // namespace

HRESULT when_any(IUnknown* const* operations, std::uint32_t count,
                 const AsyncomOperationOptions* options, const GUID* iid, void** consumer,
                 const void* call_site) noexcept {
    if (consumer != nullptr) *consumer = nullptr;
    if (iid == nullptr || consumer == nullptr) return refuse_null();
    if (const HRESULT checked = check_inputs(operations, count); checked < 0) return checked;
    if (count == 0) return originate(E_INVALIDARG, "There is nothing that could end first.");
    IAsyncType* type = nullptr;
    if (const HRESULT found = find_composed_type(signature, &type); found < 0) return found;
    return start_composed(any_of::make(operations, count), type, options, iid, consumer, call_site);
}

} // namespace asyncom::core
