// SPDX-License-Identifier: MIT
// An object of somebody else's: it counts, and answers the interfaces that a test wants of it.
#pragma once

#include <asyncom/asyncom.h>

#include <atomic>
#include <cstdint>
#include <utility>
#include <vector>

namespace asyncom::core::test {

// Lives on the stack of a test, which sees by the count whether every reference came back.
class plain_object final : public IUnknown {
public:
    explicit plain_object(std::vector<GUID> answers = {}) : m_answers(std::move(answers)) {}

    std::uint32_t references() const { return m_references; }
    // What answers IID_IMarshal, asked for the interface; for an object that has such a part.
    IUnknown* marshaler = nullptr;

    HRESULT ASYNCOM_CALL QueryInterface(REFIID iid, void** object) override {
        if (marshaler != nullptr && iid == IID_IMarshal)
            return marshaler->QueryInterface(iid, object);
        *object = nullptr;
        bool known = iid == IID_IUnknown;
        for (const GUID& answer : m_answers)
            known = known || iid == answer;
        if (!known) return E_NOINTERFACE;
        AddRef();
        *object = this;
        return S_OK;
    }
    ULONG ASYNCOM_CALL AddRef() override { return ++m_references; }
    ULONG ASYNCOM_CALL Release() override { return --m_references; }

private:
    const std::vector<GUID> m_answers;
    std::atomic<std::uint32_t> m_references{1};
};

} // namespace asyncom::core::test
