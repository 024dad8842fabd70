// SPDX-License-Identifier: MIT
#include "call_check.h"

#if defined(_WIN32)
#include <windows.h>
#else
#include <sys/mman.h>
#include <unistd.h>
#endif

#include <cstdlib>
#include <random>

namespace asyncom::core::test {

namespace {

constexpr int rounds = 8;

void* address_of(void (*function)(void)) {
    void* address;
    std::memcpy(&address, &function, sizeof address);
    return address;
}

std::int64_t widened(const call_type& type, const unsigned char* value) {
    const bool is_signed = type.leaves.front().kind == scalar_kind::signed_integer;
    std::uint64_t bits = 0;
    std::memcpy(&bits, value, type.bytes);
    const unsigned unused = 64 - 8 * type.bytes;
    if (is_signed) return static_cast<std::int64_t>(bits << unused) >> unused;
    return static_cast<std::int64_t>(bits);
}

class checker {
public:
    explicit checker(const call_convention& convention) : m_convention(convention) {}

    void check(const call_type& type, const call_case& row) {
        m_type = &type;
        if (type.name != row.name || type.bytes != row.bytes || type.alignment != row.alignment) {
            return complain("the table does not fit");
        }
        const std::optional<std::size_t> index = m_convention.classify(type.shape());
        if (!index || *index >= m_convention.invoke.size()) return complain("no class");
        for (int round = 0; round < rounds; ++round) {
            fill(type.bytes);
            check_our_call(row, *index);
            check_their_call(row, *index);
        }
    }

    std::vector<std::string> complaints;

private:
    void complain(const char* what) {
        complaints.push_back(std::string(m_type->name) + ": " + what);
    }

    void fill(std::size_t bytes) {
        for (std::size_t index = 0; index < bytes; ++index) {
            m_value.last(bytes)[index] = m_expected[index] = static_cast<unsigned char>(m_random());
        }
        m_answer = static_cast<std::int32_t>(m_random());
    }

    // We invoke a handler that a compiler made of ordinary code.
    void check_our_call(const call_case& row, std::size_t index) {
        entry_handler handler(address_of(row.invoke));
        handler.probe.answer = m_answer;
        const std::int32_t answer = m_convention.invoke[index](&handler.probe, &m_sender,
                                                               m_value.last(row.bytes), row.bytes);
        check_outcome(handler.probe, answer, "our call");
        if (!m_type->aggregate && m_type->leaves.front().kind != scalar_kind::floating &&
            handler.probe.widened != widened(*m_type, m_expected)) {
            complain("our call: not extended as a caller must");
        }
        if (std::memcmp(m_value.last(row.bytes), m_expected, row.bytes) != 0) {
            complain("our call: the callee got our value instead of a copy");
        }
    }

    // Ordinary code that a compiler made invokes a handler of ours.
    void check_their_call(const call_case& row, std::size_t index) {
        entry_handler handler(m_convention.entry[index]);
        handler.probe.answer = m_answer;
        handler.probe.bytes = row.bytes;
        const std::int32_t answer = row.call(&handler.probe, &m_sender, m_value.last(row.bytes));
        check_outcome(handler.probe, answer, "their call");
    }

    void check_outcome(const call_probe& probe, std::int32_t answer, const std::string& call) {
        if (answer != m_answer) complain((call + ": another answer").c_str());
        if (probe.self != &probe) complain((call + ": another self").c_str());
        if (probe.sender != &m_sender) complain((call + ": another sender").c_str());
        if (probe.bytes != m_type->bytes) complain((call + ": another size").c_str());
        if (!same_leaves(*m_type, probe.value, m_expected)) {
            complain((call + ": another value").c_str());
        }
    }

    const call_convention& m_convention;
    const call_type* m_type = nullptr;
    guarded_value m_value;
    unsigned char m_expected[largest_argument];
    std::int32_t m_answer = 0;
    int m_sender = 0;
    std::mt19937 m_random{20};
};

} // namespace

std::int32_t deliver_to_probe(void* self, void* sender, const void* value) noexcept {
    auto* probe = static_cast<call_probe*>(self);
    probe->self = self;
    probe->sender = sender;
    std::memcpy(probe->value, value, probe->bytes);
    return probe->answer;
}

std::vector<std::string> check_calls(const call_convention& convention, const call_case* table) {
    checker checks(convention);
    for (const call_type& type : all_call_types()) {
        checks.check(type, *table++);
    }
    if (table->name != nullptr) checks.complaints.push_back("the table has more rows than types");
    return checks.complaints;
}

bool same_leaves(const call_type& type, const unsigned char* left, const unsigned char* right) {
    for (const scalar& leaf : type.leaves) {
        if (std::memcmp(left + leaf.offset, right + leaf.offset, leaf.bytes) != 0) return false;
    }
    return true;
}

#if defined(_WIN32)

guarded_value::guarded_value() {
    SYSTEM_INFO info;
    GetSystemInfo(&info);
    const std::size_t page = info.dwPageSize;
    void* pages = VirtualAlloc(nullptr, 2 * page, MEM_RESERVE | MEM_COMMIT, PAGE_READWRITE);
    if (!pages) std::abort();
    m_pages = static_cast<unsigned char*>(pages);
    m_end = m_pages + page;
    DWORD before = 0;
    if (!VirtualProtect(m_end, page, PAGE_NOACCESS, &before)) std::abort();
}

guarded_value::~guarded_value() {
    VirtualFree(m_pages, 0, MEM_RELEASE);
}

#else

guarded_value::guarded_value() {
    const auto page = static_cast<std::size_t>(sysconf(_SC_PAGESIZE));
    void* pages =
        mmap(nullptr, 2 * page, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (pages == MAP_FAILED) std::abort();
    m_pages = static_cast<unsigned char*>(pages);
    m_end = m_pages + page;
    if (mprotect(m_end, page, PROT_NONE) != 0) std::abort();
}

guarded_value::~guarded_value() {
    munmap(m_pages, 2 * static_cast<std::size_t>(m_end - m_pages));
}

#endif

} // namespace asyncom::core::test
