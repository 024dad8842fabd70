// SPDX-License-Identifier: MIT
#include "async/follow.h"

#include "async/cycle.h"
#include "async/passing.h"
#include "com/error_info.h"

namespace asyncom::core {
namespace {

class following final : public passing {
public:
    using passing::passing;

private:
    void destroy() noexcept override {
        release_inputs();
        free_small(this);
    }
    friend void free_small<following>(following*) noexcept;
    ~following() = default;
};

HRESULT begin(operation& target, following& fresh) noexcept {
    const HRESULT shown = show_without_cycle(target, fresh);
    if (shown < 0) return shown;
    // Before an end can come, which a call of the producer's must not overtake.
    operation_record& extended = *target.extended_if_any();
    extended.follows.store(true, std::memory_order_relaxed);
    add_producer(target);
    const HRESULT started = fresh.start(target.producer_face(), true);
    if (started >= 0) return S_OK;
    extended.follows.store(false, std::memory_order_relaxed);
    fresh.hide(target);
    release_producer(target);
    return started;
}

} // namespace

HRESULT follow(operation& target, operation& followed) noexcept {
    if (&target.type() != &followed.type())
        return originate(E_INVALIDARG, "An operation can only follow one of its own type.");
    auto* const fresh = make_small<following>(followed);
    if (fresh == nullptr) return originate(E_OUTOFMEMORY, nullptr);
    const HRESULT begun = begin(target, *fresh);
    if (begun >= 0) return S_OK;
    fresh->drop();
    return originate(begun, begun == E_INVALIDARG
                                ? "The operation to follow waits for the one that would follow it."
                                : nullptr);
}

} // namespace asyncom::core
