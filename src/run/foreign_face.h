// SPDX-License-Identifier: MIT
//
// The family interface of a foreign operation, whose type is known at run time only: its methods by
// their slots.
#pragma once

#include "async/type.h"

#include <asyncom/asyncom.h>

namespace asyncom::core {

class foreign_face {
public:
    foreign_face(const type_record& type, IUnknown* face) noexcept : m_type(type), m_face(face) {}

    HRESULT put_progress(IUnknown* handler) const noexcept {
        return method<HRESULT(ASYNCOM_CALL*)(void*, void*)>(first)(m_face, handler);
    }
    HRESULT put_completed(IUnknown* handler) const noexcept {
        return method<HRESULT(ASYNCOM_CALL*)(void*, void*)>(completed())(m_face, handler);
    }
    // An action has no `result`.
    HRESULT get_results(void* result) const noexcept {
        if (!m_type.has_result())
            return method<HRESULT(ASYNCOM_CALL*)(void*)>(completed() + 2)(m_face);
        return method<HRESULT(ASYNCOM_CALL*)(void*, void*)>(completed() + 2)(m_face, result);
    }

private:
    // Behind IInspectable: the setter and getter of Progress, if any, of Completed, GetResults.
    static constexpr std::size_t first = 6;
    std::size_t completed() const noexcept { return m_type.has_progress() ? first + 2 : first; }

    template <class Method>
    Method method(std::size_t slot) const noexcept {
        return reinterpret_cast<Method>((*reinterpret_cast<void***>(m_face))[slot]);
    }

    const type_record& m_type;
    IUnknown* m_face; // borrowed
};

} // namespace asyncom::core
