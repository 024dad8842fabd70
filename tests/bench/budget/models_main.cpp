// SPDX-License-Identifier: MIT
// The cases of the two models, one per start of the program, for the counting driver.
#include "measured_run.h"
#include "models/models.h"

namespace {

constexpr std::size_t warm_up = 4 * models::inflight;

constexpr measured_case cases[] = {
    {"windows_rs_complete", models::windows_rs_complete, warm_up},
    {"windows_rs_ended_before_attach", models::windows_rs_ended_before_attach, warm_up},
    {"cppwinrt_complete", models::cppwinrt_complete, warm_up},
    {"cppwinrt_ended_before_attach", models::cppwinrt_ended_before_attach, warm_up},
    {"cppwinrt_report", models::cppwinrt_report, warm_up},
    {"cppwinrt_cancel", models::cppwinrt_cancel, warm_up},
};

} // namespace

int main(int argc, char** argv) {
    return run_measured(cases, sizeof cases / sizeof cases[0], argc, argv);
}
