// SPDX-License-Identifier: MIT
// What the scenarios share: stages with an operation, with handlers, with one object to be made.
#pragma once
#include "library_provider.h"
#include "memory/scenarios.h"
#include "support/child.h"
#include "support/errors.h"

namespace contract {

// Callbacks that allocate nothing and count in their context.
inline HRESULT ASYNCOM_CALL count_completed(void* context, IUnknown*, std::int32_t) {
    ++*static_cast<int*>(context);
    return ok;
}
inline HRESULT ASYNCOM_CALL count_progress(void* context, IUnknown*, const void*) {
    ++*static_cast<int*>(context);
    return ok;
}
inline HRESULT ASYNCOM_CALL count_cancel(void* context, IAsyncProducer*) {
    ++*static_cast<int*>(context);
    return ok;
}
inline HRESULT ASYNCOM_CALL do_nothing(void*, IAsyncProducer*, IUnknown*) {
    return ok;
}

inline const family& text_with_progress() {
    return operation_with("string", "u4");
}

// A running operation with both ends.
struct running : stage {
    explicit running(const family& of = text_with_progress()) : ends(make_both(of)) {}
    void unchanged(child_report& child) override {
        CHILD_SAME(ends.consumer.status(), started);
        CHILD_SHOULD(!ends.consumer.ended());
    }
    both_ends ends;
};

// A stage that makes one object.
struct making : stage {
    void unchanged(child_report& child) override { CHILD_SHOULD(!made); }
    void done(child_report& child) override { CHILD_SHOULD(static_cast<bool>(made)); }
    ref made;
};

template <class Base, class Call>
struct with_call : Base {
    explicit with_call(Call what) : body(std::move(what)) {}
    answer call() override { return body(*this); }
    Call body;
};

template <class Base, class Call>
std::function<std::unique_ptr<stage>()> staging(Call body) {
    return [body] { return std::make_unique<with_call<Base, Call>>(body); };
}

template <class Stage>
std::function<std::unique_ptr<stage>()> plain() {
    return [] { return std::make_unique<Stage>(); };
}

struct with_handlers : running {
    with_handlers() {
        IAsyncType* type = type_of(text_with_progress());
        AsyncomCreateCompletedHandler(type, count_completed, &completions, nullptr,
                                      completed.put());
        AsyncomCreateProgressHandler(type, count_progress, &reports, nullptr, progress.put());
        AsyncomCreateProgressHandler(type, count_progress, &reports, nullptr, second.put());
        AsyncomCreateCancelHandler(count_cancel, &cancels, nullptr,
                                   told.put_as<IAsyncCancelHandler>());
    }
    int completions = 0;
    int reports = 0;
    int cancels = 0;
    ref completed;
    ref progress;
    ref second;
    ref told;
    ref taken;
};

struct extended : with_handlers {
    extended() { ends.consumer.Wait(0); }
};

} // namespace contract
