// SPDX-License-Identifier: MIT
//
// Signals, told to a thread that may do what a signal handler may not. The handler sets a word and
// wakes the thread, and calls whoever was there before.
#pragma once

#include "platform/signal_chain.h"

namespace asyncom::core {

// S_OK; E_NOTIMPL on Windows; E_INVALIDARG for a signal that can't be caught, or that reports a
// fault of the running code.
HRESULT can_relay_signal(std::int32_t signal) noexcept;

// From now on `told` is called after the signal, once for several that come close together, on a
// thread of the library; always the same function. One caller at a time, of a signal that can be
// relayed. 0x80070004 without descriptors; E_OUTOFMEMORY without a thread, and as put_in_front.
// Forgotten in the child of a fork, where whoever was there before is put back.
HRESULT start_signal_relay(std::int32_t signal,
                           void (*told)(std::int32_t signal) noexcept) noexcept;
// Puts back whoever was there before, unless somebody has come since. False: was not there.
bool stop_signal_relay(std::int32_t signal) noexcept;

} // namespace asyncom::core
