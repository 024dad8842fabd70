/* SPDX-License-Identifier: MIT
 * A module that has nothing but a place. */
int windows_found(void) {
    return 0;
}
