/* SPDX-License-Identifier: MIT
 * What the two halves of the test share: an object of our IWSDAsyncResult, and what the last call
 * of a method gave it. Each method answers its own slot number. */
#ifndef ASYNCOM_TESTS_WSD_RECORDER_H
#define ASYNCOM_TESTS_WSD_RECORDER_H

#if defined(__cplusplus)
extern "C" {
#endif

void* wsd_recorder(void);
extern const void* wsd_given[2];

#if defined(__cplusplus)
}
#endif

#endif
