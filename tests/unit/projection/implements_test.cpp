// SPDX-License-Identifier: MIT
#include "objects.h"
#include "unloading.h"

#include <asyncom/to_hresult.hpp>

#include <array>
#include <memory>
#include <vector>

namespace implements_test {

using namespace asyncom;
using namespace projection;

using Implements = Numbers;

TEST_F(Implements, AnswersItsInterfacesAndTheirBases) {
    const com_ptr<INumber2> object = make<number>(1);
    const com_ptr<INumber> base = object.as<INumber>();
    EXPECT_EQ(base.get(), static_cast<INumber*>(object.get()));
    EXPECT_EQ(object.as<IInspectable>().get(), static_cast<IInspectable*>(object.get()));
    EXPECT_NE(object.as<IPlain>(), nullptr);
    EXPECT_NE(object.as<IAgileObject>(), nullptr);
    EXPECT_EQ(references(object.get()), 2u);
}

TEST_F(Implements, HasOneIdentity) {
    const com_ptr<INumber2> object = make<number>(1);
    const com_ptr<IUnknown> identity = object.as<IUnknown>();
    EXPECT_EQ(object.as<IPlain>().as<IUnknown>(), identity);
    EXPECT_EQ(object.as<IInspectable>().as<IUnknown>(), identity);
    EXPECT_EQ(object.as<IWeakReferenceSource>().as<IUnknown>(), identity);
    EXPECT_EQ(object.as<IMarshal>().as<IUnknown>(), identity);
    EXPECT_NE(object.as<IWeakReferenceSource>().as<IPlain>(), nullptr);
    EXPECT_NE(object.as<IMarshal>().as<IMarshal>(), nullptr);
}

TEST_F(Implements, ClearsWhatItDoesNotGive) {
    const com_ptr<INumber2> object = make<number>(1);
    void* found = object.get();
    EXPECT_EQ(object->QueryInterface(IID_IAsyncInfo, &found), E_NOINTERFACE);
    EXPECT_EQ(found, nullptr);
    EXPECT_EQ(object->QueryInterface(IID_IUnknown, nullptr), E_POINTER);
    EXPECT_EQ(references(object.get()), 1u);
}

TEST_F(Implements, IsKeptAliveByItsMarshaler) {
    com_ptr<INumber2> object = make<number>(1);
    com_ptr<IMarshal> marshal = object.as<IMarshal>();
    object = nullptr;
    EXPECT_EQ(living_numbers, 1);
    marshal = nullptr;
    EXPECT_EQ(living_numbers, 0);
}

// ---- IInspectable

template <class Object>
std::vector<GUID> iids_of(const com_ptr<Object>& object) {
    ASYNCOM_ULONG count = 77;
    IID* iids = nullptr;
    EXPECT_EQ(object->GetIids(&count, &iids), S_OK);
    EXPECT_EQ(iids == nullptr, count == 0);
    std::vector<GUID> listed(iids, iids + count);
    CoTaskMemFree(iids);
    return listed;
}

struct two_faced : implements<two_faced, IPlain, INumber, IAsyncInfo> {
    std::int32_t ASYNCOM_CALL Plain() noexcept override { return 1; }
    HRESULT ASYNCOM_CALL Get(std::int32_t* value) noexcept override { return *value = 2, S_OK; }
    HRESULT ASYNCOM_CALL get_Id(std::uint32_t*) noexcept override { return E_NOTIMPL; }
    HRESULT ASYNCOM_CALL get_Status(AsyncStatus*) noexcept override { return E_NOTIMPL; }
    HRESULT ASYNCOM_CALL get_ErrorCode(HRESULT*) noexcept override { return E_NOTIMPL; }
    HRESULT ASYNCOM_CALL Cancel() noexcept override { return E_NOTIMPL; }
    HRESULT ASYNCOM_CALL Close() noexcept override { return E_NOTIMPL; }
};
struct bare : implements<bare, IInspectable> {};

TEST_F(Implements, NamesInterfacesOfTheRuntimesKindOnly) {
    const std::vector<GUID> listed = iids_of(make_self<two_faced>());
    ASSERT_EQ(listed.size(), 2u);
    EXPECT_EQ(listed[0], guid_of<INumber>());
    EXPECT_EQ(listed[1], IID_IAsyncInfo);
    EXPECT_TRUE(iids_of(make<bare>()).empty());
    ASYNCOM_ULONG count = 0;
    EXPECT_EQ(make<bare>()->GetIids(&count, nullptr), E_POINTER);
}

TEST_F(Implements, AnswersIInspectableWhereverItStands) {
    const com_ptr<IPlain> plain = make<two_faced>();
    const com_ptr<IInspectable> inspectable = plain.as<IInspectable>();
    EXPECT_EQ(inspectable.as<IUnknown>(), plain.as<IUnknown>());
    EXPECT_EQ(plain.as<IAsyncInfo>()->Cancel(), E_NOTIMPL);
}

TEST_F(Implements, TellsItsClassAndItsTrust) {
    const com_ptr<INumber2> object = make<number>(1);
    hstring name;
    ASSERT_EQ(object->GetRuntimeClassName(name.put()), S_OK);
    EXPECT_EQ(name, u"Test.Number");
    ASSERT_EQ(make<bare>()->GetRuntimeClassName(name.put()), S_OK);
    EXPECT_TRUE(name.empty());
    EXPECT_EQ(object->GetRuntimeClassName(nullptr), E_POINTER);
    TrustLevel level = FullTrust;
    EXPECT_EQ(object->GetTrustLevel(&level), S_OK);
    EXPECT_EQ(level, BaseTrust);
}

// An object of classic interfaces has nothing of IInspectable.
struct classic : implements<classic, IPlain> {
    std::int32_t ASYNCOM_CALL Plain() noexcept override { return 5; }
};

TEST_F(Implements, IsNoInspectableWithoutOneAmongItsInterfaces) {
    EXPECT_EQ(make<classic>().try_as<IInspectable>(), nullptr);
}

// ---- life

TEST_F(Implements, KeepsItsModuleLoaded) {
    EXPECT_TRUE(projection::comes_to_be_unloadable());
    com_ptr<INumber2> object = make<number>(1);
    EXPECT_EQ(can_unload_now(), S_FALSE);
    weak_ref<INumber2> weak = object;
    object = nullptr;
    EXPECT_EQ(can_unload_now(), S_FALSE) << "a weak reference is code of the module, too";
    weak = {};
    EXPECT_TRUE(projection::comes_to_be_unloadable());
}

struct throwing : implements<throwing, IPlain> {
    throwing() { throw std::out_of_range("not made"); }
    std::int32_t ASYNCOM_CALL Plain() noexcept override { return 0; }
};

TEST_F(Implements, LetsOutWhatTheConstructorThrows) {
    EXPECT_THROW(make<throwing>(), std::out_of_range);
    EXPECT_TRUE(projection::comes_to_be_unloadable());
}

// References that a destructor takes to itself, strong and weak.
struct self_referring : implements<self_referring, IPlain> {
    ~self_referring() override {
        ++destroyed;
        const com_ptr<IPlain> self = copy_of<IPlain>(this);
        weak = self;
        EXPECT_EQ(weak.get(), nullptr);
    }
    std::int32_t ASYNCOM_CALL Plain() noexcept override { return 0; }
    static inline int destroyed = 0;
    static inline weak_ref<IPlain> weak;
};

TEST_F(Implements, IsDestroyedOnceWhateverItsDestructorDoes) {
    self_referring::destroyed = 0;
    make<self_referring>();
    EXPECT_EQ(self_referring::destroyed, 1);
    EXPECT_EQ(self_referring::weak.get(), nullptr);
    // And of an object that had a weak reference before.
    com_ptr<IPlain> object = make<self_referring>();
    const weak_ref<IPlain> before = object;
    object = nullptr;
    EXPECT_EQ(self_referring::destroyed, 2);
    EXPECT_EQ(before.get(), nullptr);
    self_referring::weak = {};
}

struct lingering : implements<lingering, IPlain> {
    ~lingering() override { ++destroyed; }
    static void final_release(std::unique_ptr<lingering> last) noexcept {
        EXPECT_EQ(weak.get(), nullptr);
        last->m_told = true;
        kept = std::move(last);
    }
    std::int32_t ASYNCOM_CALL Plain() noexcept override { return m_told; }
    static inline int destroyed = 0;
    static inline std::unique_ptr<lingering> kept;
    static inline weak_ref<IPlain> weak;

private:
    bool m_told = false;
};

TEST_F(Implements, MayLingerAfterItsLastReference) {
    com_ptr<IPlain> object = make<lingering>();
    lingering::weak = object;
    object = nullptr;
    EXPECT_EQ(lingering::destroyed, 0);
    ASSERT_NE(lingering::kept, nullptr);
    EXPECT_EQ(lingering::kept->Plain(), 1);
    lingering::kept.reset();
    EXPECT_EQ(lingering::destroyed, 1);
    lingering::weak = {};
}

} // namespace implements_test
