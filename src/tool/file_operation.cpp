// SPDX-License-Identifier: MIT
//
// Files as operations.
#include "tool/file_operation.h"

#include "tool/display_name.h"
#include "tool/failure.h"

#include <string>

namespace asyncom::tool {

IAsyncType* file_operation_type() {
    IAsyncType* type = nullptr; // immortal
    require(AsyncomGetType("{5a648006-843a-4da9-865b-9d26e5dfad7b}", &type), "AsyncomGetType");
    return type;
}

file_operation::file_operation(IAsyncType* type, IUnknown* parent, std::string_view name) {
    const std::string shown = display_name(name);
    AsyncomOperationOptions options{};
    options.size = sizeof options;
    options.name = shown.c_str();
    options.parent = parent;
    static_cast<void>(AsyncomCreateOperation(type, &options, &IID_IUnknown, m_operation.put_void(),
                                             m_producer.put()));
}

void file_operation::end(const file_entry& entry) noexcept {
    if (!m_producer) return;
    if (entry.state == file_state::waiting)
        m_producer->EndCanceled(); // given up
    else if (entry.state == file_state::unreadable)
        m_producer->Fail(hresult_from_errno(entry.error), nullptr);
    else
        m_producer->Complete(nullptr);
}

} // namespace asyncom::tool
