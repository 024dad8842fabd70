// SPDX-License-Identifier: MIT
//
// One file while it is hashed, as a child of the run's operation: the list of what lives shows it
// by its name.
#pragma once

#include "tool/batch.h"
#include "tool/reference.h"

#include <asyncom/asyncom.h>

#include <string_view>

namespace asyncom::tool {

// IAsyncAction, the type of these operations. Throws `failure`.
[[nodiscard]] IAsyncType* file_operation_type();

class file_operation {
public:
    // It is only shown, so without memory for it there is none. A name that is no text is escaped.
    file_operation(IAsyncType* type, IUnknown* parent, std::string_view name);
    // Ends as the file did.
    void end(const file_entry& entry) noexcept;

private:
    reference<IUnknown> m_operation;
    reference<IAsyncProducer> m_producer;
};

} // namespace asyncom::tool
