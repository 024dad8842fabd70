// SPDX-License-Identifier: MIT
// What is common to all calls that make operations: any operation as an argument, and the options.
#pragma once

#include <asyncom/async.hpp>

#include <type_traits>
#include <utility>

namespace asyncom {

// An operation whose result and progress do not matter. Every view and every interface of an
// operation converts to it.
class any_operation {
public:
    any_operation() noexcept = default;
    template <class Interface>
    any_operation(com_ptr<Interface> operation) noexcept : m_operation(std::move(operation)) {}
    template <class Result, class Progress>
    any_operation(const async_view<Result, Progress>& view) noexcept : m_operation(view.abi()) {}

    // Borrowed.
    IUnknown* get() const noexcept { return m_operation.get(); }
    explicit operator bool() const noexcept { return static_cast<bool>(m_operation); }
    // The view of its own type. Throws hresult_no_interface where it is of another one.
    template <class View>
    View as() const {
        return as_operation<View>(m_operation);
    }

private:
    com_ptr<IUnknown> m_operation;
};

// An object that is lent for a call, as a std::string_view lends text: it keeps nothing alive. Made
// of any owner, a com_ptr, a view or a scheduler.
template <class Interface>
class borrowed {
public:
    borrowed(std::nullptr_t = nullptr) noexcept {}
    explicit borrowed(Interface* object) noexcept : m_object(object) {}
    template <class Owner>
    requires std::is_convertible_v<decltype(std::declval<const Owner&>().get()), Interface*>
    borrowed(const Owner& owner)
    noexcept : m_object(owner.get()) {}
    template <class Owner>
    requires std::is_convertible_v<decltype(std::declval<const Owner&>().abi().get()), Interface*>
    borrowed(const Owner& owner)
    noexcept : m_object(owner.abi().get()) {}

    Interface* get() const noexcept { return m_object; }

private:
    Interface* m_object = nullptr;
};

// How an operation is made; see AsyncomOperationOptions in the IDL. All of it is borrowed for the
// call. (Owners would be safer to keep, but GCC 12 destroys twice what a coroutine makes of an
// aggregate's braces in an expression with co_await; there is nothing to destroy here.)
//
//   create_operation<void, double>({.name = "copy", .parent = copying_all});
struct operation_options {
    // UTF-8, shown in listings.
    const char* name = nullptr;
    // Cancelling it cancels the new one too.
    borrowed<IUnknown> parent{};
    // Where work is run; null: the pool of the process.
    borrowed<IAsyncScheduler> scheduler{};

    // Valid as long as this is.
    AsyncomOperationOptions abi() const noexcept {
        return {sizeof(AsyncomOperationOptions), 0, name, parent.get(), scheduler.get()};
    }
};

} // namespace asyncom
