// SPDX-License-Identifier: MIT
// The seam to what stands behind an operation that stands for another implementation's.
#pragma once

#include "async/operation.h"

namespace asyncom::core {

class foreign_side {
public:
    // The operation has been closed; may come again.
    virtual void close() noexcept = 0;
    // The operation is gone. Not in the child of a fork, where what is behind stayed in the parent.
    virtual void let_go() noexcept = 0;

protected:
    ~foreign_side() = default;
};

// Before the operation is seen by anybody. E_OUTOFMEMORY: nothing is kept.
inline HRESULT set_foreign_side(operation& target, foreign_side& behind) noexcept {
    operation_record* const extended = target.extend();
    if (extended == nullptr) return E_OUTOFMEMORY;
    extended->foreign = &behind;
    return S_OK;
}

} // namespace asyncom::core
