// SPDX-License-Identifier: MIT
//
// The asyncom command: hashes and verifies directory trees as a client of the library's C
// interface.
#include "tool/command_line.h"
#include "tool/console.h"
#include "tool/failure.h"
#include "tool/signals.h"
#include "tool/standard_descriptors.h"

#include <exception>
#include <new>

int main(int count, char** arguments) {
    using namespace asyncom::tool;
    try {
        fill_standard_descriptors(); // before anything is opened
        install_signal_handlers();
        return run_command_line(count, arguments);
    } catch (const std::bad_alloc&) {
        console{}.message("out of memory");
    } catch (const std::exception& error) {
        console{}.message(error.what());
    }
    return exit_usage_or_output;
}
