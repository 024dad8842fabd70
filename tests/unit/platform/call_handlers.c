/* SPDX-License-Identifier: MIT */
#include "call_handlers.inc"
