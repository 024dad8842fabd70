// SPDX-License-Identifier: MIT
// The rows of the two models.
#include "case_table.h"
#include "models/models.h"

namespace bench {

void add_models(case_table& table) {
    constexpr auto windows_rs = "model of windows-rs";
    constexpr auto cppwinrt = "model of C++/WinRT";
    table.add("A", windows_rs, models::windows_rs_complete);
    table.add("A", cppwinrt, models::cppwinrt_complete);
    table.add("A_inflight256", windows_rs, models::windows_rs_complete_inflight);
    table.add("A_inflight256", cppwinrt, models::cppwinrt_complete_inflight);
    table.add("B", windows_rs, models::windows_rs_ended_before_attach);
    table.add("B", cppwinrt, models::cppwinrt_ended_before_attach);
    table.add("C", cppwinrt, models::cppwinrt_report);
    table.add("D", cppwinrt, models::cppwinrt_cancel);
}

} // namespace bench
