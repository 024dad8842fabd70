// SPDX-License-Identifier: MIT
//
// What `--help` says.
#include "tool/help_text.h"

namespace asyncom::tool {

const std::string_view main_help =
    R"(asyncom - hash and verify directory trees, with progress and cancel

Usage:
  asyncom hash DIR -o FILE            write a manifest of all files below DIR
  asyncom hash --check FILE [DIR]     verify a manifest
  asyncom iid SIGNATURE               print the IID of a Windows Runtime type
  asyncom --version
  asyncom COMMAND --help              options, examples and exit codes

For example:
  asyncom hash photos -o photos.sha256     remember what the files are like today
  asyncom hash --check photos.sha256 photos     have they changed since?
  (cd photos && sha256sum -c ../photos.sha256)  the same question to coreutils

Everything runs through the library's C interface, as any other program's work would.
)";

const std::string_view hash_help =
    R"(asyncom hash - write or verify a SHA-256 manifest of a directory tree

Usage:
  asyncom hash DIR -o FILE [options]
  asyncom hash --check FILE [DIR] [options]

Writing:
  DIR                 the directory; it may be a symbolic link to one
  -o, --output FILE   the manifest, relative to the working directory

  The manifest is in the format of sha256sum: one line for each regular file, with its
  path relative to DIR, in the byte order of these paths. `sha256sum -c FILE` accepts it
  when started inside DIR. FILE appears when it is complete; an older one is kept as FILE~.
  FILE and FILE~ themselves are not listed, should they lie inside DIR.
  Symbolic links, devices, sockets and FIFOs inside DIR are never opened; they are counted.
  A file that can't be read, vanishes, or changes while it is read is left out of the
  manifest and named at the end.

      --resume        go on from the FILE that there is: a file that is listed in it, and that
                      by its times nobody has touched since that manifest was begun, is not
                      read again. Without a FILE everything is hashed.

Verifying:
  -c, --check FILE    the manifest; - reads it from standard input
  DIR                 what its names are relative to; the working directory if not given

  Reads what sha256sum writes, with --tag too but not with --zero (-z), and answers in its
  words. A line that can't be understood counts as a file that is not well.

Options:
  -j, --jobs N        hash N files at the same time, at most 1024; 0, the default: one per CPU
      --deadline T    cancel after T seconds; 90s, 5m, 2h and 1d are understood too
      --json          print the result as one line of JSON on standard output
  -q, --quiet         no progress, no summary, nothing about files that are well
  -h, --help          this text

Ctrl-C (or SIGTERM) cancels: the manifest then holds all files that were finished, and is
valid. Ctrl-C twice stops at once and leaves no manifest. The same command with --resume
goes on.

kill -USR1 shows on standard error what is running, file by file.

Exit codes:
  0    all is well
  1    some file is not: left out, different, missing; or a line is malformed
  2    wrong usage, or the output can't be written
  124  cancelled by the deadline
  130  cancelled

Examples:
  asyncom hash /srv/archive -o archive.sha256
  asyncom hash . -o SHA256SUMS              the manifest inside the tree; it leaves itself out
  asyncom hash . -o SHA256SUMS --resume     only what is new, changed or was not come to
  asyncom hash --check SHA256SUMS           verify it from the same place
  asyncom hash --check archive.sha256 /mnt/backup/archive    does the copy hold?
  asyncom hash --check archive.sha256 /srv/archive --json --quiet
  ssh host cat archive.sha256 | asyncom hash --check - /srv/archive
)";

const std::string_view iid_help = R"(asyncom iid - print the IID of a Windows Runtime type

Usage:
  asyncom iid SIGNATURE

SIGNATURE is a type signature of the Windows Runtime. Its parts:
  b1 i1 u1 i2 u2 i4 u4 i8 u8 f4 f8 c2 string g16     fundamental types
  {guid}                                             an interface
  delegate({guid})                                   a delegate
  enum(Name;i4)  struct(Name;field;field)            values
  rc(Name;default interface)                         a class
  pinterface({guid};argument;argument)               a parameterised interface

Examples:
  asyncom iid 'pinterface({9fc2b0bb-e446-44e2-aa61-9cab8f636af2};u4)'
      IAsyncOperation<UInt32>: ef60385f-be78-584b-aaef-7829ada2b0de
  asyncom iid 'pinterface({1f6db258-e803-48a1-9546-eb7353398884};f8)'
      IAsyncActionWithProgress<Double>

Exit codes: 0 printed, 2 the signature is malformed (the message says where).
)";

} // namespace asyncom::tool
