# SPDX-License-Identifier: MIT
"""Finds the comments of an IDL file and the declarations they belong to.

`//!` lines at the top describe the file. `///` lines belong to the declaration that follows them;
they are filed under the name that the declaration has in the header: "IAsyncInfo",
"IAsyncInfo.get_Id", "AsyncomOperationInfo.age".
"""

import re

NAMED = re.compile(r"(?:typedef\s+)?(?:interface|struct|enum|delegate\s+\w+)\s+(\w+)")
ALIAS = re.compile(r"typedef\s+[^({]+?(\w+);$")
CALLBACK = re.compile(r"typedef\s+\w+\s*\(\*(\w+)\)")
METHOD = re.compile(r"\w+\s+(\w+)\(")
FIELD = re.compile(r"(\w+)\s*(?:\[\d+\])?\s*[;,=]|^(\w+)$")
ACCESSORS = {"propget": "get_", "propput": "put_"}


def declared_name(line: str) -> str:
    """The name that one line of IDL declares, with the prefix that its attributes give it."""
    prefix = next((prefix for word, prefix in ACCESSORS.items()
                   if re.match(rf"\[[^\]]*\b{word}\b", line)), "")
    bare = re.sub(r"\[[a-z][^\]]*\]", "", line).strip()
    for pattern in (ALIAS, NAMED, CALLBACK, METHOD, FIELD):
        match = pattern.search(bare)
        if match:
            return prefix + next(group for group in match.groups() if group)
    return ""


class CommentReader:
    def __init__(self):
        self.file_comment = []
        self.comments = {}
        self._pending = []
        self._last_name = ""
        self._container = ""

    def read(self, line: str) -> None:
        if line.startswith("//!"):
            self.file_comment.append(line[3:].strip())
        elif line.startswith("///"):
            self._pending.append(line[3:].removeprefix(" ").rstrip())
        elif line == "{":
            self._container = self._last_name
        elif line.startswith("}"):
            self._container = ""
        elif line and not line.startswith(("//", "import", "#", "namespace", "declare")):
            self._read_declaration(line)

    def _read_declaration(self, line: str) -> None:
        name = declared_name(line)
        if not name:
            return  # a line of attributes only; the comment waits for the declaration itself
        self._last_name = name
        if self._pending:
            key = f"{self._container}.{name}" if self._container else name
            self.comments[key] = self._pending
            self._pending = []


def read_comments(text: str) -> CommentReader:
    reader = CommentReader()
    for line in text.splitlines():
        reader.read(line.strip())
    return reader
