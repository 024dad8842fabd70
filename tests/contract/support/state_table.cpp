// SPDX-License-Identifier: MIT
// Reading the table, and which rows are for whom.
#include "support/state_table.h"

#include "support/scene.h"

#include <fstream>
#include <sstream>
#include <stdexcept>

namespace contract {
namespace {

table_row parse_row(const std::string& text, int line) {
    std::istringstream columns(text);
    table_row row;
    row.line = line;
    std::string seen;
    columns >> row.state >> row.call >> row.who >> row.answered >> row.out >> row.next >> seen;
    std::string more;
    if (seen.empty() || columns >> more)
        throw std::runtime_error("states.tbl, line " + std::to_string(line) +
                                 ": not seven columns");
    std::istringstream parts(seen);
    for (std::string part; std::getline(parts, part, ',');)
        row.seen.push_back(part);
    return row;
}

std::vector<table_row> load_rows() {
    std::ifstream file(ASYNCOM_STATE_TABLE);
    std::vector<table_row> rows;
    std::string text;
    for (int line = 1; std::getline(file, text); ++line) {
        text = text.substr(0, text.find('#'));
        if (text.find_first_not_of(" \t") != std::string::npos)
            rows.push_back(parse_row(text, line));
    }
    return rows;
}

std::vector<table_row> rows_for(bool an_operation) {
    std::vector<table_row> rows;
    for (table_row& row : load_rows())
        if (row.subject().empty() == an_operation) rows.push_back(std::move(row));
    if (rows.empty()) throw std::runtime_error("states.tbl has no such rows");
    return rows;
}

} // namespace

bool table_row::expects(const std::string& what) const {
    for (const std::string& each : seen)
        if (each == what) return true;
    return false;
}

std::string table_row::title() const {
    std::string text = state + "_" + call + "_";
    for (const char letter : who)
        text += letter == '-' ? std::string("no") : std::string(1, letter);
    for (char& letter : text)
        if (letter == '.') letter = '_';
    return text;
}

std::string table_row::subject() const {
    const std::size_t dot = state.find('.');
    return dot == std::string::npos ? "" : state.substr(0, dot);
}

std::vector<table_row> load_state_table() {
    return rows_for(true);
}

std::vector<table_row> load_object_table() {
    return rows_for(false);
}

bool applies(const table_row& row, const family& of) {
    const std::string& who = row.who;
    if (who == "any") return true;
    if (who == "P") return of.has_progress();
    if (who == "-P") return !of.has_progress();
    if (who == "R") return of.has_result();
    if (who == "-R") return !of.has_result();
    if (who == "RP") return of.has_result() && of.has_progress();
    if (who == "R-P") return of.has_result() && !of.has_progress();
    throw std::runtime_error("states.tbl does not know " + who);
}

bool possible(const table_row& row, const provider& from) {
    const std::string& call = row.call;
    const bool of_producer = call.starts_with("P.");
    // What neither Windows' interfaces have nor a producer is our own operations' part.
    const bool windows = steps_of_windows().count(call.substr(0, call.find('.'))) != 0;
    if (!windows && !of_producer && !from.has(feature::control)) return false;
    const bool partial = call.ends_with(".partial") || call == "P.SetPartialResult";
    if (partial && !from.has(feature::partial_results)) return false;
    const bool follow = call.starts_with("P.Follow") || call.ends_with(".follows");
    if (follow && !from.has(feature::producer_object)) return false;
    return !call.starts_with("P.put_CancelHandler") || from.has(feature::cancel_handler);
}

void perform(const table_row& row, context& run) {
    scene played(row, run);
    played.arrange();
    played.play();
}

std::vector<std::string> judge_row(const table_row& row, provider& from) {
    // A check is a plain function; the row reaches it through this one place.
    static const table_row* current = nullptr;
    current = &row;
    const check one{row.title(),
                    [](context& run) {
                        if (applies(*current, run.type)) perform(*current, run);
                    },
                    families::every,
                    {}};
    return judge(one, from);
}

} // namespace contract
