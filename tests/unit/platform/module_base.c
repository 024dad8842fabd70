/* SPDX-License-Identifier: MIT
 * What module_probe depends on. */
__attribute__((visibility("default"))) int unit_base_value(void) {
    return 20;
}
