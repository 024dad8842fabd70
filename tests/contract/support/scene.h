// SPDX-License-Identifier: MIT
// One row of the table, played on one operation: its state is brought about, the call made, and
// what that answered, changed and let handlers see compared with the row.
#pragma once
#include "support/state_table.h"

#include <functional>
#include <map>
#include <memory>
#include <optional>

namespace contract {

class manual;

class scene {
public:
    using step = std::function<answer(scene&)>;
    using step_map = std::map<std::string, step>;

    scene(const table_row& row, contract::context& run);
    ~scene();
    scene(const scene&) = delete;
    scene& operator=(const scene&) = delete;

    void arrange();
    void play();

    // ---- for the steps

    operation& op() { return m_op; }
    driver& worker() { return m_worker; }
    const family& type() const { return m_type; }
    made_operation& other() { return *m_other; }
    manual& scheduler();
    std::uint64_t token() const { return m_token; }

    // What is passed to the call: the row says whether it is released afterwards.
    hand_made* pass(hand_made* object) { return m_passed = object; }
    hand_made* pass_completed() { return pass(m_second.get()); }
    hand_made* pass_progress() { return pass(m_second_progress->get()); }
    hand_made* pass_cancel_handler() { return pass(m_second_cancel.get()); }
    // The handler that this end invokes.
    void pass_waiting_handler() { pass(m_completed.get()); }
    const void* result() const { return m_result ? m_result->address() : nullptr; }
    const void* partial() const { return m_partial->address(); }

    // What the call gave, in the words of the table.
    void give(std::string what) { m_out = std::move(what); }
    void give_id(std::uint32_t id) { give(id == m_id ? "id" : std::to_string(id)); }
    void give_status(std::int32_t status);
    void give_handler(const ref& taken, bool of_progress);
    void give_pointer(const ref& taken, const void* known, const char* word);
    void give_reason(answer reason, HSTRING text);
    void give_value(answer answered, value& out);

private:
    void set_handlers();
    void follow_other();
    void subscribe();
    void reach_state();
    void forget_what_was_seen();
    void end_as_completed(driver& worker);
    void check_seen();
    void check_next();
    std::string state_now();

    const table_row& m_row;
    contract::context& context;
    const family& m_type;
    made_operation m_ends;
    std::optional<made_operation> m_other;
    operation& m_op;
    driver& m_worker;
    std::unique_ptr<manual> m_scheduler;
    own<completed_handler> m_completed;
    own<completed_handler> m_second;
    std::unique_ptr<own<progress_handler>> m_progress;
    std::unique_ptr<own<progress_handler>> m_second_progress;
    own<cancel_handler> m_cancel;
    own<cancel_handler> m_second_cancel;
    std::unique_ptr<value> m_partial;
    std::unique_ptr<value> m_result;
    hand_made* m_passed = nullptr;
    std::uint32_t m_id = 0;
    std::uint64_t m_token = 0;
    std::string m_out = "-";
};

// The steps by the call they make: of Windows' interfaces, of IAsyncControl, of the producer, and
// of what can be made of an operation.
const scene::step_map& steps_of_windows();
const scene::step_map& steps_of_control();
const scene::step_map& steps_of_producer();
const scene::step_map& steps_beyond();

// A failure of the table's own; the two samples of a result differ for every kind.
inline constexpr answer failure_of_row = access_denied;

} // namespace contract
