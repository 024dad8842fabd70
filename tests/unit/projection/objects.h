// SPDX-License-Identifier: MIT
// Interfaces and an object for the tests of the projection. Each object is counted, so that a leak
// is a number.
#pragma once

#include <asyncom/implements.hpp>

#include <gtest/gtest.h>

#include <atomic>
#include <cstdint>

namespace projection {

// An interface of the Windows Runtime's kind, one that derives from it, and a classic one.
struct ASYNCOM_VISIBLE INumber : IInspectable {
    virtual HRESULT ASYNCOM_CALL Get(std::int32_t* number) = 0;
};
struct ASYNCOM_VISIBLE INumber2 : INumber {
    virtual HRESULT ASYNCOM_CALL Set(std::int32_t number) = 0;
};
struct ASYNCOM_VISIBLE IPlain : IUnknown {
    virtual std::int32_t ASYNCOM_CALL Plain() = 0;
};

} // namespace projection

template <>
inline constexpr GUID asyncom::guid_v<projection::INumber> = {
    0x7b1f5e0a, 0x3c55, 0x4d0e, {0x9d, 0x11, 0x01, 0x02, 0x03, 0x04, 0x05, 0x06}};
template <>
inline constexpr GUID asyncom::guid_v<projection::INumber2> = {
    0x7b1f5e0b, 0x3c55, 0x4d0e, {0x9d, 0x11, 0x01, 0x02, 0x03, 0x04, 0x05, 0x06}};
template <>
inline constexpr GUID asyncom::guid_v<projection::IPlain> = {
    0x7b1f5e0c, 0x3c55, 0x4d0e, {0x9d, 0x11, 0x01, 0x02, 0x03, 0x04, 0x05, 0x06}};
template <>
struct asyncom::base_interface<projection::INumber2> {
    using type = projection::INumber;
};

namespace projection {

inline std::atomic<int> living_numbers{0};

struct number : asyncom::implements<number, INumber2, IPlain> {
    static constexpr std::u16string_view class_name = u"Test.Number";

    explicit number(std::int32_t value = 0) : m_value(value) { ++living_numbers; }
    ~number() override { --living_numbers; }

    HRESULT ASYNCOM_CALL Get(std::int32_t* value) noexcept override {
        *value = m_value;
        return S_OK;
    }
    HRESULT ASYNCOM_CALL Set(std::int32_t value) noexcept override {
        m_value = value;
        return S_OK;
    }
    std::int32_t ASYNCOM_CALL Plain() noexcept override { return m_value; }

private:
    std::int32_t m_value;
};

// How many references an object has.
inline std::uint32_t references(IUnknown* object) {
    object->AddRef();
    return object->Release();
}

// Of every test that makes numbers: none is left.
class Numbers : public testing::Test {
protected:
    void TearDown() override { EXPECT_EQ(living_numbers, 0); }
};

} // namespace projection
