// SPDX-License-Identifier: MIT
// asyncom's rows: the lifecycles that the counting harness also runs, and the ping-pong with
// AsyncomWait on the waiting side.
#include "case_table.h"
#include "lifecycles/lifecycles.h"
#include "pingpong.h"

#include <cstdlib>

#include <asyncom/asyncom.h>

namespace bench {
namespace {

constexpr char action_signature[] = "{5a648006-843a-4da9-865b-9d26e5dfad7b}";

struct action_type {
    action_type() {
        if (AsyncomGetType(action_signature, &type) != 0) std::abort();
        if (AsyncomGetTypeIid(action_signature, &iid) != 0) std::abort();
    }

    IAsyncType* type = nullptr;
    GUID iid{};
};

// One IAsyncAction: the signalling thread holds the producer, the waiting one the operation.
class action {
public:
    static action make() {
        static const action_type known;
        action made;
        if (AsyncomCreateOperation(known.type, nullptr, &known.iid,
                                   reinterpret_cast<void**>(&made.m_operation),
                                   &made.m_producer) != 0) {
            std::abort();
        }
        return made;
    }

    void signal() {
        m_producer->Complete(nullptr);
        m_producer->Release();
    }

    void wait() {
        if (AsyncomWait(m_operation, ASYNCOM_INFINITE) != 0) std::abort();
        m_operation->Release();
    }

private:
    IUnknown* m_operation = nullptr;
    IAsyncProducer* m_producer = nullptr;
};

} // namespace

void add_asyncom(case_table& table) {
    prepare_lifecycles();
    table.add("A", "asyncom", run_complete_put);
    table.add("A", "asyncom, AsyncomAttachCompleted", run_complete_attach);
    table.add("A_inflight256", "asyncom", run_complete_inflight);
    table.add("B", "asyncom", run_ended_before_attach);
    table.add("B_born", "asyncom", run_born_ended);
    table.add("C", "asyncom, double", run_report_double);
    table.add("C", "asyncom, struct of 16 bytes", run_report_pair);
    table.add("C", "asyncom, struct of 48 bytes", run_report_block);
    table.add("D", "asyncom", run_cancel);
    table.add_timed("E_pingpong", "asyncom", run_pingpong<action>);
}

} // namespace bench
