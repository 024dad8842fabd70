// SPDX-License-Identifier: MIT
// errno as Windows would have said it.
#include "platform/os_error.h"

#include <cerrno>

#include <gtest/gtest.h>

namespace {

using namespace asyncom::core;

uint32_t code_of(int error) {
    return static_cast<uint32_t>(hresult_from_errno(error));
}

TEST(OsError, NamesTheWin32CodeOfTheSameFailure) {
    EXPECT_EQ(code_of(EMFILE), 0x80070004u);
    EXPECT_EQ(code_of(ENFILE), 0x80070004u);
    EXPECT_EQ(code_of(EBADF), 0x80070006u);
    EXPECT_EQ(code_of(ENOENT), 0x80070002u);
    EXPECT_EQ(code_of(EACCES), 0x80070005u);
    EXPECT_EQ(code_of(EPIPE), 0x8007006Du);
    EXPECT_EQ(code_of(ENOSPC), 0x80070070u);
}

TEST(OsError, MeetsTheNamedResultsWhereTheyExist) {
    EXPECT_EQ(hresult_from_errno(ENOMEM), E_OUTOFMEMORY);
    EXPECT_EQ(hresult_from_errno(EINVAL), E_INVALIDARG);
    EXPECT_EQ(code_of(ECANCELED), 0x800704C7u);
    EXPECT_EQ(code_of(ETIMEDOUT), 0x800705B4u);
}

TEST(OsError, IsAGeneralFailureForTheRest) {
    EXPECT_EQ(code_of(EDOM), 0x8007001Fu);
}

TEST(OsError, KeepsSuccessASuccess) {
    EXPECT_EQ(hresult_from_win32(0), S_OK);
    EXPECT_EQ(static_cast<uint32_t>(hresult_from_win32(4)), 0x80070004u);
}

} // namespace
