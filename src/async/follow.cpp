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
    // Whoever closes a cycle at the same time sees this one or is seen by it.
    HRESULT subscribe_more() noexcept override {
        const HRESULT subscribed = passing::subscribe_more();
        return subscribed < 0 ? subscribed : refuse_cycle(outer(), input(), this);
    }
    // Before an end can come, which a call of the producer's must not overtake.
    void mark(operation_record& extended) noexcept override {
        passing::mark(extended);
        extended.follows.store(true, std::memory_order_relaxed);
    }
    void destroy() noexcept override {
        release_inputs();
        free_small(this);
    }
    friend void free_small<following>(following*) noexcept;
    ~following() = default;
};

HRESULT begin(operation& target, following& fresh) noexcept {
    add_producer(target);
    const HRESULT started = fresh.start(target.producer_face());
    if (started >= 0) return S_OK;
    if (operation_record* const extended = target.extended_if_any())
        extended->follows.store(false, std::memory_order_relaxed);
    release_producer(target);
    return started;
}

HRESULT try_follow(operation& target, operation& followed) noexcept {
    // The second look is the following's. What is refused here, nobody has seen.
    const HRESULT refused = refuse_cycle(target, followed);
    if (refused < 0) return refused;
    auto* const fresh = make_small<following>(followed);
    if (fresh == nullptr) return E_OUTOFMEMORY;
    const HRESULT begun = begin(target, *fresh);
    if (begun < 0) fresh->drop();
    return begun;
}

} // namespace

HRESULT follow(operation& target, operation& followed) noexcept {
    if (&target.type() != &followed.type())
        return originate(E_INVALIDARG, "An operation can only follow one of its own type.");
    const HRESULT begun = try_follow(target, followed);
    if (begun >= 0) return S_OK;
    return originate(begun, begun == E_INVALIDARG
                                ? "The operation to follow waits for the one that would follow it."
                                : nullptr);
}

} // namespace asyncom::core
