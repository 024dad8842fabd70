// SPDX-License-Identifier: MIT
#include "com/free_threaded_marshaler.h"

#include "com/guid.h"
#include "platform/process_static.h"
#include "platform/random.h"

#include <array>
#include <atomic>
#include <new>

namespace asyncom::core {
namespace {

// Windows' marshaling contexts and flags.
enum : std::uint32_t { context_in_process = 3, context_other_apartment = 4 };
enum : std::uint32_t { flag_normal = 0, flag_table_strong = 1, flag_table_weak = 2 };
// The object is asked for no signs of life, as none in its own process ever is.
constexpr std::uint32_t flag_no_ping = 4;

constexpr GUID class_of_unmarshaler = {
    0x0000033a, 0x0000, 0x0000, {0xc0, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x46}};

using secret_number = std::array<std::uint64_t, 2>;

// What lies in the stream. A pointer that is read back is called, so only a record that this
// process wrote is believed: nobody outside knows its secret.
struct marshaled_pointer {
    secret_number secret;
    std::uint32_t flags;
    std::uint32_t reserved;
    IUnknown* object; // with a reference, but for flag_table_weak
};
static_assert(sizeof(marshaled_pointer) == 32);

// 0 is a part that is not there yet; whoever needs it first makes it.
struct process_secret {
    std::atomic<std::uint64_t> parts[2] = {};

    // What the parent writes from then on means nothing in the child, nor the other way round.
    void reset_in_child() noexcept {
        for (std::atomic<std::uint64_t>& part : parts)
            part.store(0, std::memory_order_relaxed);
    }
};

// False if the system gives no random numbers.
bool get_secret(secret_number& secret) noexcept {
    process_secret& shared = process_static<process_secret>();
    for (std::size_t index = 0; index < secret.size(); ++index) {
        std::uint64_t known = shared.parts[index].load(std::memory_order_relaxed);
        if (known == 0) {
            std::uint64_t made = 0;
            if (!fill_random(&made, sizeof made)) return false;
            made |= 1;
            if (shared.parts[index].compare_exchange_strong(known, made)) known = made;
        }
        secret[index] = known;
    }
    return true;
}

// IStream begins with the slots of ISequentialStream.
ISequentialStream* bytes_of(IStream* stream) noexcept {
    return reinterpret_cast<ISequentialStream*>(stream);
}

HRESULT write_record(IStream* stream, marshaled_pointer record) noexcept {
    std::uint32_t written = 0;
    const HRESULT result = bytes_of(stream)->Write(&record, sizeof record, &written);
    if (result < 0) return result;
    return written == sizeof record ? S_OK : E_FAIL;
}

HRESULT read_record(IStream* stream, marshaled_pointer& record) noexcept {
    std::uint32_t read = 0;
    const HRESULT result = bytes_of(stream)->Read(&record, sizeof record, &read);
    if (result < 0) return result;
    secret_number secret;
    if (read != sizeof record || !get_secret(secret) || record.secret != secret)
        return E_INVALIDARG;
    return S_OK;
}

bool stays_in_process(std::uint32_t context) noexcept {
    return context == context_in_process || context == context_other_apartment;
}

class free_threaded_marshaler final {
public:
    explicit free_threaded_marshaler(IUnknown* outer) noexcept
        : m_inner(*this), m_marshal(*this), m_outer(outer != nullptr ? outer : &m_inner) {}

    IUnknown* inner() noexcept { return &m_inner; }

private:
    // The aggregate's own identity, which counts.
    struct inner_unknown final : IUnknown {
        explicit inner_unknown(free_threaded_marshaler& of) noexcept : owner(of) {}
        HRESULT ASYNCOM_CALL QueryInterface(REFIID iid, void** object) noexcept override;
        std::uint32_t ASYNCOM_CALL AddRef() noexcept override;
        std::uint32_t ASYNCOM_CALL Release() noexcept override;
        free_threaded_marshaler& owner;
        std::atomic<std::uint32_t> references{1};
    };

    // A face of the outer object.
    struct marshal_face final : IMarshal {
        explicit marshal_face(free_threaded_marshaler& of) noexcept : owner(of) {}
        HRESULT ASYNCOM_CALL QueryInterface(REFIID iid, void** object) noexcept override {
            return owner.m_outer->QueryInterface(iid, object);
        }
        std::uint32_t ASYNCOM_CALL AddRef() noexcept override { return owner.m_outer->AddRef(); }
        std::uint32_t ASYNCOM_CALL Release() noexcept override { return owner.m_outer->Release(); }
        HRESULT ASYNCOM_CALL GetUnmarshalClass(REFIID, void*, std::uint32_t context, void*,
                                               std::uint32_t, CLSID* unmarshaler) noexcept override;
        HRESULT ASYNCOM_CALL GetMarshalSizeMax(REFIID, void*, std::uint32_t context, void*,
                                               std::uint32_t,
                                               std::uint32_t* size) noexcept override;
        HRESULT ASYNCOM_CALL MarshalInterface(IStream* stream, REFIID iid, void* object,
                                              std::uint32_t context, void*,
                                              std::uint32_t flags) noexcept override;
        HRESULT ASYNCOM_CALL UnmarshalInterface(IStream* stream, REFIID iid,
                                                void** object) noexcept override;
        HRESULT ASYNCOM_CALL ReleaseMarshalData(IStream* stream) noexcept override;
        HRESULT ASYNCOM_CALL DisconnectObject(std::uint32_t) noexcept override { return S_OK; }
        free_threaded_marshaler& owner;
    };

    inner_unknown m_inner;
    marshal_face m_marshal;
    IUnknown* const m_outer; // not counted: the outer object owns this one
};

HRESULT free_threaded_marshaler::inner_unknown::QueryInterface(REFIID iid, void** object) noexcept {
    if (object == nullptr) return E_POINTER;
    *object = nullptr;
    IUnknown* found = nullptr;
    if (iid == IID_IUnknown)
        found = this;
    else if (iid == IID_IMarshal)
        found = &owner.m_marshal;
    else
        return E_NOINTERFACE;
    found->AddRef(); // through the pointer that is given: a face counts on the outer object
    *object = found;
    return S_OK;
}

std::uint32_t free_threaded_marshaler::inner_unknown::AddRef() noexcept {
    return references.fetch_add(1, std::memory_order_relaxed) + 1;
}

std::uint32_t free_threaded_marshaler::inner_unknown::Release() noexcept {
    const std::uint32_t left = references.fetch_sub(1, std::memory_order_acq_rel) - 1;
    if (left == 0) delete &owner;
    return left;
}

HRESULT free_threaded_marshaler::marshal_face::GetUnmarshalClass(REFIID, void*,
                                                                 std::uint32_t context, void*,
                                                                 std::uint32_t,
                                                                 CLSID* unmarshaler) noexcept {
    if (unmarshaler == nullptr) return E_POINTER;
    *unmarshaler = null_guid;
    if (!stays_in_process(context)) return CO_E_NOT_SUPPORTED;
    *unmarshaler = class_of_unmarshaler;
    return S_OK;
}

HRESULT free_threaded_marshaler::marshal_face::GetMarshalSizeMax(REFIID, void*,
                                                                 std::uint32_t context, void*,
                                                                 std::uint32_t,
                                                                 std::uint32_t* size) noexcept {
    if (size == nullptr) return E_POINTER;
    *size = 0;
    if (!stays_in_process(context)) return CO_E_NOT_SUPPORTED;
    *size = sizeof(marshaled_pointer);
    return S_OK;
}

HRESULT free_threaded_marshaler::marshal_face::MarshalInterface(IStream* stream, REFIID iid,
                                                                void* object, std::uint32_t context,
                                                                void*,
                                                                std::uint32_t flags) noexcept {
    if (stream == nullptr) return E_POINTER;
    if (!stays_in_process(context)) return CO_E_NOT_SUPPORTED;
    flags &= ~flag_no_ping;
    if (flags > flag_table_weak) return E_INVALIDARG;
    secret_number secret;
    if (!get_secret(secret)) return E_FAIL;
    auto* const source = object != nullptr ? static_cast<IUnknown*>(object) : owner.m_outer;
    void* found = nullptr;
    if (source->QueryInterface(iid, &found) < 0) return E_NOINTERFACE;
    auto* const marshaled = static_cast<IUnknown*>(found);
    const HRESULT result = write_record(stream, {secret, flags, 0, marshaled});
    if (result < 0 || flags == flag_table_weak) marshaled->Release();
    return result;
}

HRESULT free_threaded_marshaler::marshal_face::UnmarshalInterface(IStream* stream, REFIID iid,
                                                                  void** object) noexcept {
    if (object != nullptr) *object = nullptr;
    if (stream == nullptr || object == nullptr) return E_POINTER;
    marshaled_pointer record;
    const HRESULT result = read_record(stream, record);
    if (result < 0) return result;
    const HRESULT answered = record.object->QueryInterface(iid, object);
    if (record.flags == flag_normal) record.object->Release(); // that record is read once
    return answered;
}

HRESULT free_threaded_marshaler::marshal_face::ReleaseMarshalData(IStream* stream) noexcept {
    if (stream == nullptr) return E_POINTER;
    marshaled_pointer record;
    const HRESULT result = read_record(stream, record);
    if (result >= 0 && record.flags != flag_table_weak) record.object->Release();
    return result;
}

} // namespace

HRESULT create_free_threaded_marshaler(IUnknown* outer, IUnknown** marshaler) noexcept {
    if (marshaler == nullptr) return E_INVALIDARG;
    auto* const made = new (std::nothrow) free_threaded_marshaler(outer);
    *marshaler = made != nullptr ? made->inner() : nullptr;
    return made != nullptr ? S_OK : E_OUTOFMEMORY;
}

} // namespace asyncom::core
