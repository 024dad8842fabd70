/* SPDX-License-Identifier: MIT
 * A module to be loaded: it exports a function and a variable, and depends on module_base. */
int unit_base_value(void);

__attribute__((visibility("default"))) int unit_probe_counter = 1;

__attribute__((visibility("default"))) int unit_probe_value(void) {
    return unit_base_value() + unit_probe_counter++;
}
