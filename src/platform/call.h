// SPDX-License-Identifier: MIT
// The calling classes of the target. A class stands for all types P whose value has the same place
// in a call of Invoke(self, sender, P); the engine instantiates its progress functions once per
// class, and a type carries the index of the class of its P.
//
//   calling_class_count                     how many there are
//   calling<I>::argument                    P as a parameter of a function of class I
//   calling<I>::invoke(handler, sender, value, bytes)   loads the value, calls slot 3
//   calling<I>::entry<Deliver>              is slot 3: calls Deliver(self, sender, &value)
//   classify(shape)                         the index, or nothing above largest_argument bytes
#pragma once

#include "platform/call_shape.h"

#if defined(__aarch64__) || defined(_M_ARM64)
#include "platform/call_aapcs64.h"
#elif defined(_WIN64)
#include "platform/call_win64.h"
#elif defined(__x86_64__)
#include "platform/call_sysv.h"
#else
#error "asyncom knows the calling conventions of x86-64 and 64-bit Arm only"
#endif

namespace asyncom::core {

#if defined(__aarch64__) || defined(_M_ARM64)
namespace target_convention = aapcs64;
#elif defined(_WIN64)
namespace target_convention = win64;
#else
namespace target_convention = sysv_x64;
#endif

using target_convention::calling;
using target_convention::calling_class_count;
using target_convention::classify;

} // namespace asyncom::core
