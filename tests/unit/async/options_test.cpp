// SPDX-License-Identifier: MIT
// The option struct byte by byte: what is read of it, what is refused.
#include "async/options.h"

#include "unit/support/both_ends.h"
#include "unit/support/error_text.h"
#include "unit/support/slab_use.h"
#include "value_samples.h"

#include <gtest/gtest.h>

#include <cstring>
#include <new>
#include <string_view>

#if defined(_WIN32)
#include <windows.h>
#else
#include <sys/mman.h>
#include <unistd.h>
#endif

namespace asyncom::core {
namespace {

using namespace test;

// Zero bytes that end where the next byte may not be touched.
class guarded_bytes {
public:
#if defined(_WIN32)
    guarded_bytes() {
        m_memory = static_cast<std::byte*>(
            VirtualAlloc(nullptr, m_pages * 2, MEM_RESERVE | MEM_COMMIT, PAGE_READWRITE));
        DWORD before = 0;
        VirtualProtect(m_memory + m_pages, m_pages, PAGE_NOACCESS, &before);
    }
    ~guarded_bytes() {
        VirtualFree(m_memory, 0, MEM_RELEASE);
    }
#else
    guarded_bytes() {
        m_memory = static_cast<std::byte*>(
            mmap(nullptr, m_pages * 2, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0));
        mprotect(m_memory + m_pages, m_pages, PROT_NONE);
    }
    ~guarded_bytes() {
        munmap(m_memory, m_pages * 2);
    }
#endif
    guarded_bytes(const guarded_bytes&) = delete;
    guarded_bytes& operator=(const guarded_bytes&) = delete;

    void* last(std::size_t bytes) {
        return std::memset(m_memory + m_pages - bytes, 0, bytes);
    }

private:
#if defined(_WIN32)
    const std::size_t m_pages = 64 * 1024;
#else
    const std::size_t m_pages = 4 * static_cast<std::size_t>(sysconf(_SC_PAGESIZE));
#endif
    std::byte* m_memory;
};

class Options : public EngineTest {
protected:
    // Options of which `there` bytes exist, and which say that they are `size` bytes long.
    AsyncomOperationOptions& make(std::size_t there, std::size_t size) {
        auto* const options = ::new (m_bytes.last(there)) AsyncomOperationOptions;
        std::memset(static_cast<void*>(options), 0, there);
        options->size = static_cast<std::uint32_t>(size);
        return *options;
    }
    AsyncomOperationOptions& make(std::size_t size = sizeof(AsyncomOperationOptions)) {
        return make(size, size);
    }
    // Refused with a reason, and what was there before is left.
    void expect_refused(const AsyncomOperationOptions& options, HRESULT answer = E_INVALIDARG) {
        checked_options checked;
        EXPECT_EQ(check_options(&options, checked), answer);
        EXPECT_EQ(checked.name, nullptr);
        EXPECT_EQ(checked.scheduler, nullptr);
        EXPECT_NE(take_error_text(), "");
    }

    guarded_bytes m_bytes;
};

TEST_F(Options, MayBeMissing) {
    checked_options checked;
    EXPECT_EQ(check_options(nullptr, checked), S_OK);
    EXPECT_EQ(checked.name, nullptr);
    EXPECT_EQ(checked.parent, nullptr);
    EXPECT_EQ(checked.scheduler, nullptr);
    EXPECT_EQ(peek_error_info(), nullptr);
}

TEST_F(Options, GiveNameParentAndSchedulerAsTheyAre) {
    const both_ends parent;
    IUnknown* const faces[] = {parent.consumer(),
                               reinterpret_cast<IUnknown*>(&parent.target().info),
                               reinterpret_cast<IUnknown*>(&parent.target().control)};
    auto* const scheduler = reinterpret_cast<IAsyncScheduler*>(this); // not touched
    for (IUnknown* const face : faces) {
        AsyncomOperationOptions& options = make();
        options.name = "a name";
        options.parent = face;
        options.scheduler = scheduler;
        checked_options checked;
        EXPECT_EQ(check_options(&options, checked), S_OK);
        EXPECT_EQ(checked.name, options.name);
        EXPECT_EQ(checked.parent, &parent.target());
        EXPECT_EQ(checked.scheduler, scheduler);
    }
    EXPECT_EQ(parent->references().shared(), 2u);
}

TEST_F(Options, ShorterThanTheFirstVersionAreRefusedUnread) {
    for (std::size_t size = 0; size < sizeof(AsyncomOperationOptions); ++size)
        expect_refused(make(sizeof(AsyncomOperationOptions), size));
}

TEST_F(Options, OfEveryLengthUpTo4096AreReadToTheirEndAndNoFurther) {
    for (std::size_t size = sizeof(AsyncomOperationOptions); size <= 4096; size += 8) {
        checked_options checked;
        ASSERT_EQ(check_options(&make(size), checked), S_OK) << size;
    }
}

TEST_F(Options, LongerThan4096AreRefusedUnread) {
    for (const std::size_t size : {std::size_t{4097}, std::size_t{4104}, std::size_t{0xFFFFFFFF}})
        expect_refused(make(sizeof(AsyncomOperationOptions), size));
}

TEST_F(Options, WithAnyByteSetBeyondTheKnownFieldsAreRefused) {
    constexpr std::size_t size = 256;
    for (std::size_t byte = sizeof(AsyncomOperationOptions); byte < size; ++byte) {
        AsyncomOperationOptions& options = make(size);
        reinterpret_cast<unsigned char*>(&options)[byte] = 0x80;
        expect_refused(options);
    }
}

TEST_F(Options, WithAnyFlagAreRefused) {
    for (int bit = 0; bit < 32; ++bit) {
        AsyncomOperationOptions& options = make();
        options.flags = 1u << bit;
        expect_refused(options);
    }
}

TEST_F(Options, NamesAreReadToTheirTerminator) {
    guarded_bytes bytes;
    constexpr std::string_view text = "a name";
    auto* const name = static_cast<char*>(bytes.last(text.size() + 1));
    std::memcpy(name, text.data(), text.size());
    AsyncomOperationOptions& options = make();
    options.name = name;
    checked_options checked;
    EXPECT_EQ(check_options(&options, checked), S_OK);
    name[text.size() - 1] = '\xC3'; // a first byte without its second
    expect_refused(options);
}

TEST_F(Options, ForeignParentsAreRefusedUnasked) {
    counted_object foreign;
    AsyncomOperationOptions& options = make();
    options.parent = &foreign;
    expect_refused(options, E_NOINTERFACE);
    EXPECT_EQ(foreign.references, 1u);
    // A producer is not an operation either.
    const both_ends ends;
    options.parent = ends.producer();
    expect_refused(options, E_NOINTERFACE);
}

} // namespace
} // namespace asyncom::core
