// SPDX-License-Identifier: MIT
// The IMarshal of agile objects: the pointer itself, within the process.
#include "com/free_threaded_marshaler.h"

#include "com/error_slot.h"
#include "com/guid.h"
#include "memory_stream.h"
#include "plain_object.h"
#include "support/child_process.h"
#include "unit/support/owned.h"

#include <gtest/gtest.h>

namespace asyncom::core {
namespace {

using test::memory_stream;
using test::owned;
using test::plain_object;
using test::query;

enum : std::uint32_t { in_process = 3, other_apartment = 4 };
enum : std::uint32_t { normal = 0, table_strong = 1, table_weak = 2 };

// An object that answers IMarshal by its part.
class FreeThreadedMarshaler : public testing::Test {
protected:
    FreeThreadedMarshaler() {
        set_error_info(0, nullptr);
        EXPECT_EQ(CoCreateFreeThreadedMarshaler(&m_object, m_part.put()), S_OK);
        m_object.marshaler = m_part.get();
        m_marshal = query<IMarshal>(&m_object, IID_IMarshal);
        EXPECT_EQ(m_object.references(), 2u) << "through the interface, not through the part";
    }
    ~FreeThreadedMarshaler() override {
        m_marshal.reset();
        EXPECT_EQ(m_object.references(), 1u);
        EXPECT_EQ(peek_error_info(), nullptr);
    }

    HRESULT marshal(std::uint32_t flags = normal, std::uint32_t context = in_process) {
        return m_marshal->MarshalInterface(m_stream.as_stream(), IID_IInspectable, &m_object,
                                           context, nullptr, flags);
    }
    HRESULT unmarshal(REFIID iid = IID_IInspectable) {
        m_read = &m_stream;
        const HRESULT result = m_marshal->UnmarshalInterface(m_stream.as_stream(), iid, &m_read);
        if (result >= 0) {
            EXPECT_EQ(m_read, &m_object);
            m_object.Release();
        } else {
            EXPECT_EQ(m_read, nullptr);
        }
        return result;
    }
    // Nothing of the record was taken for a pointer.
    void expect_unread() { EXPECT_EQ(m_object.references(), 2u); }

    plain_object m_object{{IID_IInspectable}};
    memory_stream m_stream;
    owned<IUnknown> m_part;
    owned<IMarshal> m_marshal;
    void* m_read = nullptr;
};

TEST_F(FreeThreadedMarshaler, CarriesThePointerItself) {
    for (const std::uint32_t context : {in_process, other_apartment}) {
        ASSERT_EQ(marshal(normal, context), S_OK);
        EXPECT_EQ(m_object.references(), 3u) << "the record holds one";
        m_stream.rewind();
        EXPECT_EQ(unmarshal(), S_OK);
        EXPECT_EQ(m_object.references(), 2u) << "and gave it up";
        m_stream.clear();
    }
}

TEST_F(FreeThreadedMarshaler, TakesTheOuterObjectWhereNoneIsNamed) {
    ASSERT_EQ(m_marshal->MarshalInterface(m_stream.as_stream(), IID_IUnknown, nullptr, in_process,
                                          nullptr, normal),
              S_OK);
    m_stream.rewind();
    EXPECT_EQ(unmarshal(IID_IUnknown), S_OK);
}

TEST_F(FreeThreadedMarshaler, WritesAsMuchAsItSays) {
    std::uint32_t size = 0;
    ASSERT_EQ(
        m_marshal->GetMarshalSizeMax(IID_IInspectable, nullptr, in_process, nullptr, normal, &size),
        S_OK);
    ASSERT_EQ(marshal(), S_OK);
    EXPECT_EQ(m_stream.bytes().size(), size);
    m_stream.rewind();
    EXPECT_EQ(m_marshal->ReleaseMarshalData(m_stream.as_stream()), S_OK);
}

TEST_F(FreeThreadedMarshaler, NamesTheUnmarshalerOfThisProcess) {
    GUID in_process_free_marshaler{};
    iid_from_string(u"{0000033A-0000-0000-C000-000000000046}", &in_process_free_marshaler);
    for (const std::uint32_t context : {in_process, other_apartment}) {
        CLSID unmarshaler{};
        EXPECT_EQ(m_marshal->GetUnmarshalClass(IID_IInspectable, nullptr, context, nullptr, normal,
                                               &unmarshaler),
                  S_OK);
        EXPECT_EQ(unmarshaler, in_process_free_marshaler);
    }
}

TEST_F(FreeThreadedMarshaler, StaysInItsProcess) {
    for (const std::uint32_t context : {0u, 1u, 2u, 5u, 0xFFFFFFFFu}) {
        CLSID unmarshaler = IID_IUnknown;
        EXPECT_EQ(m_marshal->GetUnmarshalClass(IID_IInspectable, nullptr, context, nullptr, normal,
                                               &unmarshaler),
                  CO_E_NOT_SUPPORTED);
        EXPECT_EQ(unmarshaler, null_guid);
        std::uint32_t size = 1;
        EXPECT_EQ(m_marshal->GetMarshalSizeMax(IID_IInspectable, nullptr, context, nullptr, normal,
                                               &size),
                  CO_E_NOT_SUPPORTED);
        EXPECT_EQ(size, 0u);
        EXPECT_EQ(marshal(normal, context), CO_E_NOT_SUPPORTED);
    }
    EXPECT_TRUE(m_stream.bytes().empty());
    expect_unread();
}

TEST_F(FreeThreadedMarshaler, ATableKeepsTheObjectUntilItsRecordIsReleased) {
    ASSERT_EQ(marshal(table_strong), S_OK);
    for (int reader = 0; reader < 3; ++reader) {
        m_stream.rewind();
        EXPECT_EQ(unmarshal(), S_OK);
        EXPECT_EQ(m_object.references(), 3u) << "read any number of times";
    }
    m_stream.rewind();
    EXPECT_EQ(m_marshal->ReleaseMarshalData(m_stream.as_stream()), S_OK);
    EXPECT_EQ(m_object.references(), 2u);
}

TEST_F(FreeThreadedMarshaler, AWeakTableKeepsNothing) {
    ASSERT_EQ(marshal(table_weak), S_OK);
    EXPECT_EQ(m_object.references(), 2u);
    for (int reader = 0; reader < 3; ++reader) {
        m_stream.rewind();
        EXPECT_EQ(unmarshal(), S_OK);
        EXPECT_EQ(m_object.references(), 2u);
    }
    m_stream.rewind();
    EXPECT_EQ(m_marshal->ReleaseMarshalData(m_stream.as_stream()), S_OK);
    EXPECT_EQ(m_object.references(), 2u);
}

// MSHLFLAGS_NOPING, beside any of the others.
TEST_F(FreeThreadedMarshaler, NeedsNoPings) {
    constexpr std::uint32_t no_ping = 4;
    ASSERT_EQ(marshal(normal | no_ping), S_OK);
    m_stream.rewind();
    EXPECT_EQ(unmarshal(), S_OK);
    EXPECT_EQ(m_object.references(), 2u) << "a normal record, which is read once";
    m_stream.clear();
    ASSERT_EQ(marshal(table_weak | no_ping), S_OK);
    EXPECT_EQ(m_object.references(), 2u);
}

TEST_F(FreeThreadedMarshaler, RefusesUnknownFlags) {
    for (const std::uint32_t flags : {3u, 7u, 8u, 0xFFFFFFFFu})
        EXPECT_EQ(marshal(flags), E_INVALIDARG);
    EXPECT_TRUE(m_stream.bytes().empty());
    expect_unread();
}

TEST_F(FreeThreadedMarshaler, ARecordThatIsGivenUpReleasesTheObject) {
    ASSERT_EQ(marshal(), S_OK);
    m_stream.rewind();
    EXPECT_EQ(m_marshal->ReleaseMarshalData(m_stream.as_stream()), S_OK);
    EXPECT_EQ(m_object.references(), 2u);
}

TEST_F(FreeThreadedMarshaler, ReadingAnInterfaceThatTheObjectLacksUsesTheRecordUp) {
    ASSERT_EQ(marshal(), S_OK);
    m_stream.rewind();
    EXPECT_EQ(unmarshal(IID_IAgileReference), E_NOINTERFACE);
    EXPECT_EQ(m_object.references(), 2u);
}

TEST_F(FreeThreadedMarshaler, RefusesAnObjectWithoutTheInterface) {
    EXPECT_EQ(m_marshal->MarshalInterface(m_stream.as_stream(), IID_IAgileReference, &m_object,
                                          in_process, nullptr, normal),
              E_NOINTERFACE);
    EXPECT_TRUE(m_stream.bytes().empty());
    expect_unread();
}

TEST_F(FreeThreadedMarshaler, AStreamThatFailsKeepsNoReference) {
    m_stream.answer = E_ACCESSDENIED;
    EXPECT_EQ(marshal(), E_ACCESSDENIED);
    m_stream.answer = S_OK;
    m_stream.most = 31; // one byte short
    EXPECT_EQ(marshal(), E_FAIL);
    EXPECT_EQ(marshal(table_strong), E_FAIL);
    EXPECT_EQ(marshal(table_weak), E_FAIL);
    expect_unread();
}

TEST_F(FreeThreadedMarshaler, AStreamThatCannotBeReadGivesItsReason) {
    ASSERT_EQ(marshal(), S_OK);
    m_stream.rewind();
    m_stream.answer = E_ACCESSDENIED;
    EXPECT_EQ(unmarshal(), E_ACCESSDENIED);
    EXPECT_EQ(m_marshal->ReleaseMarshalData(m_stream.as_stream()), E_ACCESSDENIED);
    m_stream.answer = S_OK;
    m_stream.rewind();
    EXPECT_EQ(unmarshal(), S_OK) << "the record is as it was";
}

TEST_F(FreeThreadedMarshaler, BelievesOnlyWhatThisProcessWrote) {
    EXPECT_EQ(unmarshal(), E_INVALIDARG) << "an empty stream";
    EXPECT_EQ(m_marshal->ReleaseMarshalData(m_stream.as_stream()), E_INVALIDARG);
    m_stream.bytes().assign(32, 0);
    m_stream.rewind();
    EXPECT_EQ(unmarshal(), E_INVALIDARG) << "zero bytes";
    m_stream.clear();
    ASSERT_EQ(marshal(), S_OK);
    for (std::size_t byte = 0; byte < 16; ++byte) {
        m_stream.bytes()[byte] ^= 1;
        m_stream.rewind();
        EXPECT_EQ(unmarshal(), E_INVALIDARG) << "a flipped bit in byte " << byte;
        m_stream.rewind();
        EXPECT_EQ(m_marshal->ReleaseMarshalData(m_stream.as_stream()), E_INVALIDARG);
        m_stream.bytes()[byte] ^= 1;
    }
    const auto whole = m_stream.bytes();
    m_stream.bytes().resize(31);
    m_stream.rewind();
    EXPECT_EQ(unmarshal(), E_INVALIDARG) << "cut off";
    m_stream.bytes() = whole;
    m_stream.rewind();
    EXPECT_EQ(unmarshal(), S_OK);
}

// A pointer of the parent's means nothing in its child, nor the other way round.
TEST_F(FreeThreadedMarshaler, BelievesNothingThatAnotherProcessOfAForkWrote) {
    ASSERT_EQ(marshal(table_strong), S_OK);
    m_stream.rewind();
    EXPECT_TRUE(holds_in_child([&] {
        const bool refused = unmarshal() == E_INVALIDARG;
        memory_stream own;
        const bool wrote = m_marshal->MarshalInterface(own.as_stream(), IID_IUnknown, &m_object,
                                                       in_process, nullptr, normal) == S_OK;
        own.rewind();
        void* read = nullptr;
        return refused && wrote &&
               m_marshal->UnmarshalInterface(own.as_stream(), IID_IUnknown, &read) == S_OK &&
               read == &m_object;
    }));
    m_stream.rewind();
    EXPECT_EQ(unmarshal(), S_OK) << "the parent's own";
    m_stream.rewind();
    m_marshal->ReleaseMarshalData(m_stream.as_stream());
}

TEST_F(FreeThreadedMarshaler, RefusesNulls) {
    IStream* const stream = m_stream.as_stream();
    EXPECT_EQ(m_marshal->GetUnmarshalClass(IID_IUnknown, nullptr, in_process, nullptr, 0, nullptr),
              E_POINTER);
    EXPECT_EQ(m_marshal->GetMarshalSizeMax(IID_IUnknown, nullptr, in_process, nullptr, 0, nullptr),
              E_POINTER);
    EXPECT_EQ(m_marshal->MarshalInterface(nullptr, IID_IUnknown, &m_object, in_process, nullptr, 0),
              E_POINTER);
    void* read = &m_object;
    EXPECT_EQ(m_marshal->UnmarshalInterface(nullptr, IID_IUnknown, &read), E_POINTER);
    EXPECT_EQ(read, nullptr);
    EXPECT_EQ(m_marshal->UnmarshalInterface(stream, IID_IUnknown, nullptr), E_POINTER);
    EXPECT_EQ(m_marshal->ReleaseMarshalData(nullptr), E_POINTER);
    EXPECT_EQ(m_part->QueryInterface(IID_IUnknown, nullptr), E_POINTER);
    EXPECT_EQ(CoCreateFreeThreadedMarshaler(&m_object, nullptr), E_INVALIDARG);
    EXPECT_EQ(m_marshal->DisconnectObject(0), S_OK) << "nobody is connected through it";
}

TEST_F(FreeThreadedMarshaler, IsAFaceOfTheOuterObject) {
    const owned<IUnknown> identity = query<IUnknown>(m_marshal.get(), IID_IUnknown);
    EXPECT_EQ(identity.get(), &m_object);
    const owned<IUnknown> inspectable = query<IUnknown>(m_marshal.get(), IID_IInspectable);
    EXPECT_EQ(inspectable.get(), &m_object);
    EXPECT_EQ(m_marshal->AddRef(), 5u);
    EXPECT_EQ(m_object.references(), 5u);
    EXPECT_EQ(m_marshal->Release(), 4u);
}

TEST_F(FreeThreadedMarshaler, HasAnIdentityOfItsOwnForItsOwner) {
    const owned<IUnknown> own = query<IUnknown>(m_part.get(), IID_IUnknown);
    EXPECT_EQ(own.get(), m_part.get());
    EXPECT_EQ(m_part->AddRef(), 3u);
    EXPECT_EQ(m_part->Release(), 2u);
    EXPECT_EQ(m_object.references(), 2u) << "the owner is not counted by it";
    void* found = this;
    EXPECT_EQ(m_part->QueryInterface(IID_IInspectable, &found), E_NOINTERFACE);
    EXPECT_EQ(found, nullptr);
}

TEST(FreeThreadedMarshalerAlone, IsItsOwnObject) {
    owned<IUnknown> alone;
    ASSERT_EQ(CoCreateFreeThreadedMarshaler(nullptr, alone.put()), S_OK);
    owned<IMarshal> marshal = query<IMarshal>(alone.get(), IID_IMarshal);
    ASSERT_TRUE(marshal);
    const owned<IUnknown> identity = query<IUnknown>(marshal.get(), IID_IUnknown);
    EXPECT_EQ(identity.get(), alone.get());
    memory_stream stream;
    ASSERT_EQ(marshal->MarshalInterface(stream.as_stream(), IID_IMarshal, nullptr, in_process,
                                        nullptr, normal),
              S_OK);
    stream.rewind();
    owned<IMarshal> read;
    EXPECT_EQ(marshal->UnmarshalInterface(stream.as_stream(), IID_IMarshal,
                                          reinterpret_cast<void**>(read.put())),
              S_OK);
    EXPECT_EQ(read.get(), marshal.get());
    alone.reset();
    marshal.reset(); // `read` and `identity` keep it
    EXPECT_EQ(read->AddRef(), 3u);
    EXPECT_EQ(read->Release(), 2u);
}

} // namespace
} // namespace asyncom::core
