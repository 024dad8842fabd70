// SPDX-License-Identifier: MIT
// A stream of bytes in memory, which can fail and be too short.
#pragma once

#include <asyncom/asyncom.h>

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <vector>

namespace asyncom::core::test {

class memory_stream final : public ISequentialStream {
public:
    HRESULT answer = S_OK;
    std::size_t most = 1'000; // that it takes

    // Of IStream only these slots are called.
    IStream* as_stream() {
        return reinterpret_cast<IStream*>(static_cast<ISequentialStream*>(this));
    }
    std::vector<unsigned char>& bytes() { return m_bytes; }
    void rewind() { m_position = 0; }
    void clear() {
        m_bytes.clear();
        rewind();
    }

    HRESULT ASYNCOM_CALL QueryInterface(REFIID, void** object) override {
        *object = nullptr;
        return E_NOINTERFACE;
    }
    ULONG ASYNCOM_CALL AddRef() override { return 1; }
    ULONG ASYNCOM_CALL Release() override { return 1; }

    HRESULT ASYNCOM_CALL Read(void* target, ULONG count, ULONG* read) override {
        *read = 0;
        if (answer < 0) return answer;
        const std::size_t there = std::min<std::size_t>(count, m_bytes.size() - m_position);
        if (there > 0) std::memcpy(target, m_bytes.data() + m_position, there);
        m_position += there;
        *read = static_cast<std::uint32_t>(there);
        return there == count ? S_OK : S_FALSE;
    }
    HRESULT ASYNCOM_CALL Write(const void* source, ULONG count, ULONG* written) override {
        *written = 0;
        if (answer < 0) return answer;
        const std::size_t taken = std::min<std::size_t>(count, most);
        const auto* const first = static_cast<const unsigned char*>(source);
        m_bytes.insert(m_bytes.end(), first, first + taken);
        m_position = m_bytes.size();
        *written = static_cast<std::uint32_t>(taken);
        return S_OK;
    }

private:
    std::vector<unsigned char> m_bytes;
    std::size_t m_position = 0;
};

} // namespace asyncom::core::test
