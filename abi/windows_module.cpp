// SPDX-License-Identifier: MIT
// asyncom.dll as a module. It stays for the life of the process, as -z nodelete has it elsewhere:
// live operations, pool threads and the callback at a thread's end outlive any FreeLibrary.
#include <asyncom/platform.h>

extern "C" BOOL WINAPI DllMain(HINSTANCE, DWORD reason, LPVOID) {
    if (reason != DLL_PROCESS_ATTACH) return TRUE;
    HMODULE pinned = nullptr;
    constexpr DWORD flags = GET_MODULE_HANDLE_EX_FLAG_FROM_ADDRESS | GET_MODULE_HANDLE_EX_FLAG_PIN;
    // The address of anything in this module names it.
    static const char here = 0;
    return GetModuleHandleExA(flags, &here, &pinned);
}
