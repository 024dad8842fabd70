/* SPDX-License-Identifier: MIT
 * A module that calls what no module has. */
int unit_function_of_nobody(void);

__attribute__((visibility("default"))) int unit_lacking_value(void) {
    return unit_function_of_nobody();
}
