/* SPDX-License-Identifier: MIT
 * A program that declares the function itself, as one that is written for another port would. */
void SysFreeString(void* string);

int main(void) {
    SysFreeString(0);
    return 1;
}
