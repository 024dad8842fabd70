/* SPDX-License-Identifier: MIT
 * mingw-w64's header of this name can only be included once and does not see to it. */
#pragma once
#include_next <wsdxmldom.h>
