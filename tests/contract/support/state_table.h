// SPDX-License-Identifier: MIT
// idl/states.tbl as rows, and the performing of one row against a provider.
#pragma once
#include "support/check.h"

#include <string>
#include <vector>

namespace contract {

struct table_row {
    int line = 0;
    std::string state;
    std::string call;
    std::string who;
    std::string answered;
    std::string out;
    std::string next;
    std::vector<std::string> seen;

    bool expects(const std::string& what) const;
    std::string title() const; // for test names
    // "Queue" in a row whose state is Queue.Empty; "" in those of an operation.
    std::string subject() const;
};

inline void PrintTo(const table_row& row, std::ostream* out) {
    *out << row.title();
}

// The rows of an operation, and those of the objects beside it; throws when a line is no row.
std::vector<table_row> load_state_table();
std::vector<table_row> load_object_table();

bool applies(const table_row& row, const family& of);
bool possible(const table_row& row, const provider& from);

// Brings a fresh operation into the row's state, makes the call and notes what differs.
void perform(const table_row& row, context& context);

// The violations of one row over every family it is for.
std::vector<std::string> judge_row(const table_row& row, provider& from);

} // namespace contract
