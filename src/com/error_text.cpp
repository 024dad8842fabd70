// SPDX-License-Identifier: MIT
// A sentence for a code that came without one: the codes of the asynchronous contract, our own,
// and those Win32 codes that an operating system's refusals arrive as.
#include "com/error_text.h"

#include <cstdint>
#include <cstdio>

namespace asyncom::core {
namespace {

struct sentence {
    std::uint32_t code;
    std::string_view text;
};

constexpr sentence sentences[] = {
    {0x8000000A, "The data is not available yet."},
    {0x8000000B, "The index or range lies outside the valid bounds."},
    {0x8000000C, "The object was changed while it was in use."},
    {0x8000000D, "The state of the operation does not allow this change."},
    {0x8000000E, "The method was called at a time when it is not allowed."},
    {0x80000013, "The object has been closed."},
    {0x80000017, "The string does not end with a terminating null."},
    {0x80000018, "The Completed handler can be set only once."},
    {0x80000019, "The asynchronous operation has not been started."},
    {0x8000001A, "The application is exiting."},
    {0x8000001C, "The object must be agile to be used here."},
    {0x8000001F, "A blocking call between two apartments was refused."},
    {0x80004001, "Not implemented."},
    {0x80004002, "The object does not support this interface."},
    {0x80004003, "A pointer is null where none is allowed."},
    {0x80004004, "The operation was aborted."},
    {0x80004005, "Unspecified error."},
    {0x80004021, "The operation is not supported in this context."},
    {0x8000FFFF, "Unexpected failure."},
    {0x80010002, "The call was cancelled by its caller."},
    {0x80010105, "The server threw an exception."},
    {0x80010106, "The threading mode cannot be changed after it has been set."},
    {0x80010108, "The object has disconnected from its clients."},
    {0x8001010E, "The object was called on a thread that it does not belong to."},
    {0x80040110, "The class does not support aggregation."},
    {0x80040111, "The component does not contain this class."},
    {0x80040150, "The class registry could not be read."},
    {0x80040154, "The class is not registered."},
    {0x800401F0, "The runtime has not been initialised on this thread."},
    {0x800401F3, "The text is not a class identifier."},
    {0x800401F4, "The text is not an interface identifier."},
    {0x800401FD, "The object is not connected to a server."},
    {0x8004A001, "The producer was released without ending the operation."},
    {0x8004A002, "New work is refused because the library or module is being quiesced."},
    {0x8004A003, "The operation was running in the parent process when this process was forked."},
    {0x80070002, "The file was not found."},
    {0x80070003, "The path was not found."},
    {0x80070004, "Too many files are open."},
    {0x80070005, "Access is denied."},
    {0x80070006, "The handle is invalid."},
    {0x80070008, "There is not enough memory for this command."},
    {0x8007000E, "Out of memory."},
    {0x80070011, "The file cannot be moved to another device."},
    {0x80070013, "The medium is write-protected."},
    {0x8007001F, "A device or the system reported a general failure."},
    {0x80070020, "The file is in use by another process."},
    {0x80070032, "The request is not supported."},
    {0x80070050, "The file exists already."},
    {0x80070057, "An argument is invalid."},
    {0x8007006D, "The pipe or connection has been closed by the other end."},
    {0x80070070, "There is not enough space on the disk."},
    {0x80070078, "The function is not implemented on this system."},
    {0x8007007A, "The buffer is too small."},
    {0x800700AA, "The resource is in use."},
    {0x800700B7, "The object exists already."},
    {0x800700CE, "The file name is too long."},
    {0x800700DF, "The file is too large."},
    {0x80070216, "A number is too large to be counted."},
    {0x800703E3, "The transfer was ended because its thread or application asked for it."},
    {0x8007045D, "A device reported an input or output error."},
    {0x800704C7, "The operation was canceled."},
    {0x800705B4, "The time allowed for the operation has run out."},
    {0x800706BA, "The server is not available."},
    {0x80080011, "The requested size is too large."},
    {0x89020001, "The script engine is no longer able to run."},
};

} // namespace

std::string_view generic_error_text(HRESULT code, error_text_scratch& scratch) noexcept {
    for (const sentence& each : sentences)
        if (each.code == static_cast<std::uint32_t>(code)) return each.text;
    const int length =
        std::snprintf(scratch.data(), scratch.size(), "Error 0x%08X", static_cast<unsigned>(code));
    return {scratch.data(), static_cast<std::size_t>(length)};
}

} // namespace asyncom::core
