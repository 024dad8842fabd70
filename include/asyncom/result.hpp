// SPDX-License-Identifier: MIT
// result: errors by value, for programs without exceptions and for failures that are expected.
//
//   if (const auto count = counting.try_get())
//       std::printf("%u\n", *count);
//   else
//       std::printf("%s\n", count.error().what());
#pragma once

#include <asyncom/error.hpp>

#include <optional>
#include <utility>

namespace asyncom {

// A value, or why there is none.
template <class Value>
class [[nodiscard]] result {
public:
    result(Value value) : m_value(std::move(value)) {}
    result(hresult_error error) noexcept : m_error(std::move(error)) {}

    bool has_value() const noexcept { return m_value.has_value(); }
    explicit operator bool() const noexcept { return has_value(); }
    // S_OK or the failure.
    HRESULT code() const noexcept { return has_value() ? S_OK : m_error->code(); }
    // Only where there is a value; error() only where there is none.
    Value& operator*() & noexcept { return *m_value; }
    const Value& operator*() const& noexcept { return *m_value; }
    Value&& operator*() && noexcept { return std::move(*m_value); }
    Value* operator->() noexcept { return &*m_value; }
    const Value* operator->() const noexcept { return &*m_value; }
    const hresult_error& error() const noexcept { return *m_error; }
    // Throws the error instead, as the class that belongs to its code.
    Value& value() & {
        check();
        return *m_value;
    }
    const Value& value() const& {
        check();
        return *m_value;
    }
    Value&& value() && {
        check();
        return std::move(*m_value);
    }

private:
    void check() const {
        if (!has_value()) throw_hresult(m_error->to_abi());
    }

    std::optional<Value> m_value;
    std::optional<hresult_error> m_error;
};

template <>
class [[nodiscard]] result<void> {
public:
    result() noexcept = default;
    result(hresult_error error) noexcept : m_error(std::move(error)) {}

    bool has_value() const noexcept { return !m_error.has_value(); }
    explicit operator bool() const noexcept { return has_value(); }
    HRESULT code() const noexcept { return has_value() ? S_OK : m_error->code(); }
    const hresult_error& error() const noexcept { return *m_error; }
    void value() const {
        if (!has_value()) throw_hresult(m_error->to_abi());
    }

private:
    std::optional<hresult_error> m_error;
};

} // namespace asyncom
