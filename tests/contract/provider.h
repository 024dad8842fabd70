// SPDX-License-Identifier: MIT
// Where the contract suite takes its operations from. A provider makes an operation of any family
// and gives the other end to drive it, so that one suite judges this library and any other
// implementation alike; what an implementation does not have at all it says, and the checks about
// it are left out for it.
#pragma once
#include "support/operation.h"

#include <initializer_list>
#include <memory>
#include <string>

namespace contract {

enum class feature : unsigned {
    inspectable,     // GetIids, class names and trust level
    error_info,      // an error object in the thread's slot beside a stored failure
    control,         // IAsyncControl
    partial_results, // while running, and GetPartialResult
    producer_object, // IAsyncProducer itself, with abandonment
    weak_references, // IWeakReferenceSource
    cancel_handler,  // tells the body about a cancel on the canceller's thread
};

// The worker's end of one operation. Destroying it without an end is a producer that vanishes.
class driver {
public:
    virtual ~driver() = default;
    virtual answer report(const void* value) = 0;
    virtual answer set_partial(const void* value) = 0;
    virtual answer complete(const void* result) = 0;
    virtual answer fail(answer code, const char* message) = 0;
    virtual answer end_canceled() = 0;
    virtual answer cancel_requested(std::uint8_t* requested) = 0;
    virtual answer cancel_reason(answer* reason, HSTRING* text) = 0;
    virtual answer put_cancel_handler(void* handler) = 0;
    virtual answer get_operation(const GUID& iid, void** operation) = 0;
    virtual answer follow(void*) { return not_implemented; }
};

struct made_operation {
    operation consumer;
    std::unique_ptr<driver> worker;
};

class provider {
public:
    virtual ~provider() = default;
    virtual std::string name() const = 0;
    virtual bool has(feature what) const = 0;
    virtual made_operation make(const family& of) = 0;

    bool has_all(std::initializer_list<feature> wanted) const {
        for (const feature each : wanted)
            if (!has(each)) return false;
        return true;
    }
};

} // namespace contract
