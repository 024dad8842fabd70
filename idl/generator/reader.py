# SPDX-License-Identifier: MIT
"""Reads the header that widl writes. Every line is either understood or refused, so that a
construct that nobody thought of cannot vanish silently from the contract."""

import re

from .model import (Alias, Callback, Enum, Forward, Header, Interface, Method, Struct, Template,
                    TemplateForward)


# Conditional blocks of widl that say nothing about the contract.
PREAMBLE = re.compile(r"#(ifdef (_WIN32|__cplusplus)|ifndef (COM_NO_WINDOWS_H|__WIDL_INLINE))")


class Unreadable(Exception):
    pass


class Lines:
    """A cursor over the lines of one header."""

    def __init__(self, text: str):
        self._lines = text.splitlines()
        self._at = 0

    def __bool__(self) -> bool:
        return self._at < len(self._lines)

    def peek(self) -> str:
        return self._lines[self._at]

    def take(self) -> str:
        self._at += 1
        return self._lines[self._at - 1]

    def take_through(self, end) -> list[str]:
        """The lines up to and with the first that `end` accepts."""
        taken = []
        while self:
            taken.append(self.take())
            if end(taken[-1]):
                return taken
        raise Unreadable("the end of a block is missing after: " + taken[0])

    def take_conditional(self) -> list[str]:
        """One #if … #endif with all that is nested in it."""
        depth = 0

        def closes(line: str) -> bool:
            nonlocal depth
            depth += 1 if re.match(r"#\s*if", line) else -1 if re.match(r"#\s*endif", line) else 0
            return depth == 0
        return self.take_through(closes)


def tidy(text: str) -> str:
    """One spelling for white space and for where the asterisk of a pointer stands."""
    text = re.sub(r"\s+", " ", text.strip())
    text = re.sub(r"\s*(\*+)\s*", r"\1 ", text)
    text = re.sub(r"\s*,\s*", ", ", text)
    return re.sub(r"\s+>", ">", text).strip()


def split_parameters(text: str) -> list[str]:
    parts, depth = [""], 0
    for character in text:
        depth += {"<": 1, ">": -1}.get(character, 0)
        if character == "," and depth == 0:
            parts.append("")
        else:
            parts[-1] += character
    return [tidy(part) for part in parts if part.strip()]


def read_forward(block: list[str]) -> Forward:
    text = "\n".join(block)
    c_name = re.search(r"typedef interface (\w+) \1;", text).group(1)
    qualified = re.search(rf"#define {c_name} (.+)", text)
    return Forward(c_name, tidy(qualified.group(1)) if qualified else c_name)


def namespace_of(text: str) -> list[str]:
    return re.findall(r"namespace (\w+) {", text)


def read_template_forward(text: str) -> TemplateForward:
    parameters, name = re.search(r"template <(.*)>\s*struct (\w+)_impl;", text).groups()
    return TemplateForward(namespace_of(text), re.findall(r"class (\w+)", parameters), name)


def read_template(text: str) -> Template:
    match = re.search(r"template <(.*)>\s*struct (\w+)_impl : (\w+)", text)
    methods = [Method(tidy(result), name, split_parameters(parameters)) for result, name, parameters
               in re.findall(r"virtual (\w+) STDMETHODCALLTYPE (\w+)\((.*?)\) = 0;", text, re.S)]
    return Template(namespace_of(text), re.findall(r"class (\w+)", match.group(1)), match.group(2),
                    match.group(3), methods)


def read_c_methods(text: str) -> list[Method]:
    methods, owner = [], ""
    pattern = r"/\*\*\* (.+?) methods \*\*\*/|(\w+) \(STDMETHODCALLTYPE \*(\w+)\)\((.*?)\);"
    for match in re.finditer(pattern, text, re.S):
        if match.group(1):
            owner = tidy(match.group(1))
        else:
            methods.append(Method(match.group(2), match.group(3),
                                  split_parameters(match.group(4)), owner))
    return methods


def read_interface(block: list[str]) -> Interface:
    text = "\n".join(block)
    guard = re.search(r"#ifndef (\w+_INTERFACE_DEFINED__)", text).group(1)
    constant, numbers = re.search(r"DEFINE_GUID\((\w+), (.*)\);", text).groups()
    cpp, c_view = text.split("#else\ntypedef struct ", 1)
    vtable = c_view.split("interface ", 1)[0]
    head = re.search(r'MIDL_INTERFACE\("(.+?)"\)\s*(.+?)\s*\{', cpp, re.S)
    methods = [Method(result, name, split_parameters(parameters)) for result, name, parameters
               in re.findall(r"virtual (\w+) STDMETHODCALLTYPE (\w+)\((.*?)\) = 0;", cpp, re.S)]
    return Interface(guard, c_view.split("Vtbl", 1)[0], constant,
                     re.findall(r"0x[0-9a-f]+", numbers), head.group(1), namespace_of(cpp),
                     tidy(head.group(2)), "template<>" in cpp, methods, read_c_methods(vtable))


def read_enum(block: list[str]) -> Enum:
    name = re.match(r"typedef enum (\w+) {", block[0]).group(1)
    return Enum(name, re.findall(r"(\w+) = (\w+)", "\n".join(block[1:-1])))


def read_struct(block: list[str]) -> Struct:
    name = re.match(r"typedef struct (\w+) {", block[0]).group(1)
    fields = []
    for line in block[1:-1]:
        match = re.match(r"(.*?)(\w+)((?:\[\d+\])*);$", tidy(line))
        if not match:
            raise Unreadable("struct field: " + line)
        fields.append((match.group(1).strip(), match.group(2), match.group(3)))
    return Struct(name, fields)


def read_typedef(line: str):
    callback = re.match(r"typedef (\w+) \(\*(\w+)\)\((.*)\);$", line)
    if callback:
        return Callback(callback.group(1), callback.group(2), split_parameters(callback.group(3)))
    alias = re.match(r"typedef (.+?)\s*(\w+);$", line)
    return Alias(tidy(alias.group(1)), alias.group(2))


def read_block(lines: Lines, header: Header) -> None:
    """One conditional block: a forward declaration, a template, or a preamble of widl's own."""
    block = lines.take_conditional()
    text = "\n".join(block)
    if re.match(r"#ifndef \w+_FWD_DEFINED__", block[0]):
        header.items.append(read_forward(block))
    elif "_impl :" in text and "virtual" in text:
        header.items.append(read_template(text))
    elif re.search(r"struct \w+_impl;", text):
        header.items.append(read_template_forward(text))
    elif not PREAMBLE.match(block[0]):
        raise Unreadable("conditional block: " + block[0])


def read_item(lines: Lines, header: Header) -> None:
    line = lines.peek()
    if line.startswith("/*****"):
        lines.take_through(lambda text: text == " */")
        header.items.append(read_interface(lines.take_conditional()))
    elif line.startswith("#if"):
        read_block(lines, header)
    elif line.startswith("#include"):
        header.imports.append(re.match(r"#include <(.+)\.h>", lines.take()).group(1))
    elif line.startswith("typedef enum"):
        header.items.append(read_enum(lines.take_through(lambda text: text.startswith("}"))))
    elif line.startswith("typedef struct") and line.endswith("{"):
        header.items.append(read_struct(lines.take_through(lambda text: text.startswith("}"))))
    elif line.startswith("typedef"):
        header.items.append(read_typedef(lines.take()))
    elif not line.strip() or line.startswith("/*"):
        lines.take()
    else:
        raise Unreadable("line: " + line)


def read_header(name: str, text: str) -> Header:
    """`text` is widl's output for `name`.idl."""
    body = re.sub(r"^#ifndef (__\w+_h__)\n#define \1\n", "", text, flags=re.M)
    body = re.sub(r"\n#endif /\* __\w+_h__ \*/\s*$", "\n", body)
    header, lines = Header(name), Lines(body)
    while lines:
        read_item(lines, header)
    return header
