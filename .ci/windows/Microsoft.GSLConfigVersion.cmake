# SPDX-License-Identifier: MIT
# The version of Debian's package, whose headers the file beside this one passes on.
set(PACKAGE_VERSION 4.0.0)
if(PACKAGE_FIND_VERSION VERSION_LESS_EQUAL PACKAGE_VERSION)
    set(PACKAGE_VERSION_COMPATIBLE TRUE)
endif()
