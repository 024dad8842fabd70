# SPDX-License-Identifier: MIT
"""Writes one header of the contract: C11 and C++11, no macro but those that abi/platform.h pins."""

import re
import textwrap

from .model import (Alias, Callback, Enum, Forward, Header, Interface, Method, Struct, Template,
                    TemplateForward)
from .spelling import (COLUMNS, arguments_of, instance_name, plain, runtime_name, signature,
                       statement)

CPP_VIEW = "#if defined(__cplusplus) && !defined(CINTERFACE)"

# The guard of the header in the Windows SDK and in mingw-w64 that has this enum without a guard of
# its own, so that whichever comes first in a source serves both. It is not the guard of our whole
# header: what the system's leaves out, a part of ours or what it includes, would be missing.
ENUM_GUARDS = {"TrustLevel": "__inspectable_h__", "AsyncStatus": "__asyncinfo_h__"}

# C++ sources for Windows know this enum as a scoped one in a namespace, and without the namespace.
SCOPED_ENUMS = {"AsyncStatus": ["ABI", "Windows", "Foundation"]}

# A Boolean argument is bool in the name of an instance, and one byte where it crosses the wall.
BOOLEAN_ARGUMENT = "Internal::AggregateType<bool, uint8_t>"


class Writer:
    def __init__(self, header: Header, file_comment: list[str], comments: dict[str, list[str]]):
        self._header = header
        self._file_comment = file_comment
        self._comments = comments
        self._lines = []
        self.documented = set()
        self.undocumented = []

    def line(self, *texts: str) -> None:
        self._lines += texts or [""]

    def comment(self, key: str, indent: str = "", needed: bool = True) -> None:
        for text in self._comments.get(key, []):
            self.line(f"{indent}/// {text}".rstrip())
        self.documented.add(key)
        if needed and key not in self._comments:
            self.undocumented.append(key)

    # ---- the frame ------------------------------------------------------------------------------

    def text(self) -> str:
        self.head()
        declared = set()
        for item in self._header.items:
            if isinstance(item, (Forward, TemplateForward)):
                if repr(item) in declared:
                    continue  # widl repeats what the IDL declares before it defines it
                declared.add(repr(item))
            self.line()
            getattr(self, "write_" + type(item).__name__.lower())(item)
        self.line("", "#endif")
        return "\n".join(self._lines) + "\n"

    def head(self) -> None:
        self.line("/* SPDX-License-Identifier: MIT", " *")
        for paragraph in "\n".join(self._file_comment).split("\n\n"):
            self.line(*(" * " + line for line in textwrap.wrap(paragraph, COLUMNS - 3)), " *")
        self.line(f" * Made from idl/{self._header.name}.idl by idl/generate.py; change it there.",
                  " */", f"#ifndef {self.guard()}", f"#define {self.guard()}", "")
        for name in self._header.imports:
            self.line('#include "../platform.h"' if name == "scalars" else f'#include "{name}.h"')

    def guard(self) -> str:
        return "ASYNCOM_GENERATED_" + re.sub(r"\W", "_", self._header.name).upper() + "_H"

    def open_namespace(self, names: list[str]) -> None:
        if names:
            self.line(" ".join(f"namespace {name} {{" for name in names))

    def close_namespace(self, names: list[str]) -> None:
        if names:
            self.line("}" * len(names))

    # ---- types ----------------------------------------------------------------------------------

    def write_enum(self, enum: Enum) -> None:
        guard = ENUM_GUARDS.get(enum.name)
        if guard:
            self.line(f"#ifndef {guard}", f"#define {guard}")
        self.comment(enum.name)
        namespace = SCOPED_ENUMS.get(enum.name, [])
        self.line("#if defined(__cplusplus)")
        self.open_namespace(namespace)
        kind = "enum class" if namespace else "enum"
        self.enum_values(f"{kind} ASYNCOM_VISIBLE {enum.name} : int32_t {{", enum)
        self.close_namespace(namespace)
        if namespace:
            self.line(f"using {'::'.join(namespace)}::{enum.name};")
        self.line("#else", f"typedef int32_t {enum.name};")
        self.enum_values("enum {", enum)
        self.line("#endif", *(["#endif"] if guard else []))

    def enum_values(self, head: str, enum: Enum) -> None:
        self.line(head)
        for name, value in enum.values:
            self.comment(f"{enum.name}.{name}", "    ", needed=False)
            self.line(f"    {name} = {value}{',' if name != enum.values[-1][0] else ''}")
        self.line("};")

    def write_struct(self, struct: Struct) -> None:
        self.comment(struct.name)
        self.line(f"typedef struct {struct.name} {{")
        for kind, name, suffix in struct.fields:
            self.comment(f"{struct.name}.{name}", "    ")
            self.line(f"    {plain(kind)} {name}{suffix};")
        self.line(f"}} {struct.name};")

    def write_callback(self, callback: Callback) -> None:
        self.comment(callback.name)
        head = f"typedef {callback.result} (ASYNCOM_CALL* {callback.name})"
        self.line(*signature(head, callback.parameters, ";"))

    def write_alias(self, alias: Alias) -> None:
        self.comment(alias.name)
        self.line(f"typedef {plain(alias.target)} {alias.name};")

    # ---- names before their definition ----------------------------------------------------------

    def write_forward(self, forward: Forward) -> None:
        name = instance_name(forward.c_name)
        in_c = statement(f"typedef struct {name}", f"{name};")
        self.line(f"#ifndef __{name}_FWD_DEFINED__", f"#define __{name}_FWD_DEFINED__")
        if forward.cpp_name == forward.c_name:
            self.line(*in_c)
        else:
            self.line(CPP_VIEW)
            self.forward_in_cpp(forward.cpp_name, name)
            self.line("#else", *in_c, "#endif")
        self.line("#endif")

    def forward_in_cpp(self, qualified: str, name: str) -> None:
        *namespace, bare = qualified.split("::", 3)
        if "<" not in bare:
            self.open_namespace(namespace)
            self.line(f"struct {bare};")
            self.close_namespace(namespace)
        target = "::".join(namespace + [plain(bare, boolean="bool")])
        self.line(*statement(f"typedef {target}", f"{name};"))

    def write_templateforward(self, template: TemplateForward) -> None:
        parameters = ", ".join(f"class {name}" for name in template.parameters)
        base = f"{template.name}_impl<{', '.join(template.parameters)}>"
        self.line(CPP_VIEW)
        self.open_namespace(template.namespace)
        self.line(f"template <{parameters}>", f"ASYNCOM_TEMPLATE {template.name}_impl;",
                  f"template <{parameters}>",
                  *statement(f"ASYNCOM_TEMPLATE {template.name}", f": {base} {{}};"))
        self.close_namespace(template.namespace)
        self.line("#endif")

    # ---- interfaces -----------------------------------------------------------------------------

    def idl_name(self, cpp_name: str) -> str:
        """A delegate has an I before its name in C++ that it has not in the IDL."""
        is_delegate = cpp_name.endswith("Handler") and cpp_name[1:] in self._comments
        return cpp_name[1:] if is_delegate else cpp_name

    def write_template(self, template: Template) -> None:
        self.comment(self.idl_name(template.name))
        self.line(CPP_VIEW)
        self.open_namespace(template.namespace)
        self.line(f"template <{', '.join('class ' + name for name in template.parameters)}>",
                  f"ASYNCOM_TEMPLATE {template.name}_impl : {template.base} {{")
        for name in template.parameters:
            for suffix, trait in (("abi", "GetAbiType"), ("logical", "GetLogicalType")):
                self.line(f"    typedef typename Internal::{trait}<{name}>::type {name}_{suffix};")
            self.line(f"    typedef {name} {name}_complex;")
        self.line("")
        self.cpp_methods(template.name, template.methods)
        self.line("};")
        self.close_namespace(template.namespace)
        self.line("#endif")

    def write_interface(self, interface: Interface) -> None:
        name = instance_name(interface.c_name)
        numbers = interface.iid
        self.line(f"#ifndef __{name}_INTERFACE_DEFINED__", f"#define __{name}_INTERFACE_DEFINED__",
                  f"/* {{{interface.uuid}}} */",
                  f"ASYNCOM_CONSTANT GUID {instance_name(interface.iid_constant)} = {{",
                  f"    {', '.join(numbers[:3])}, {{{', '.join(numbers[3:])}}}}};", "")
        if interface.is_instance:
            self.line(f"/// {runtime_name(interface.cpp_name)}, an instance of the template above.")
        else:
            self.comment(self.idl_name(interface.cpp_name))
        self.line(CPP_VIEW)
        self.cpp_view(interface)
        self.line("#else")
        self.c_view(interface, name)
        self.line("#endif", "#endif")

    def cpp_view(self, interface: Interface) -> None:
        self.open_namespace(interface.namespace)
        if interface.is_instance:
            self.cpp_instance(interface)
        else:
            self.line(f'ASYNCOM_INTERFACE("{interface.uuid}")', f"{interface.cpp_head} {{")
            self.cpp_methods(interface.cpp_name, interface.cpp_methods)
            self.line("};")
        self.close_namespace(interface.namespace)

    def method_comment(self, cpp_name: str, method: Method) -> None:
        idl_name = self.idl_name(cpp_name)
        is_delegate = idl_name != cpp_name  # its only method is described with the delegate itself
        self.comment(f"{idl_name}.{method.name}", "    ", needed=not is_delegate)

    def cpp_methods(self, cpp_name: str, methods: list[Method]) -> None:
        for method in methods:
            if method is not methods[0]:
                self.line()
            self.method_comment(cpp_name, method)
            head = f"virtual {plain(method.result)} ASYNCOM_CALL {method.name}"
            self.line(*signature(head, method.parameters, " = 0;", "    "))

    def cpp_instance(self, interface: Interface) -> None:
        bare = interface.cpp_name.split("<")[0]
        bases = ", ".join(BOOLEAN_ARGUMENT if word == "boolean" else plain(word)
                          for word in arguments_of(interface.cpp_name))
        name = plain(interface.cpp_name, boolean="bool")
        self.line("template <>", f'ASYNCOM_INTERFACE("{interface.uuid}")',
                  *statement(name, f": {bare}_impl<{bases}> {{}};"))

    def c_view(self, interface: Interface, name: str) -> None:
        self.line(f"typedef struct {name}Vtbl {{")
        own = interface.c_methods[-1].owner if interface.has_own_methods else ""
        owner = ""
        for method in interface.c_methods:
            if method.owner != owner:
                owner = method.owner
                self.line(f"    /* {'its own' if owner == own else owner} */")
            if owner == own and not interface.is_instance:
                self.line()
                self.method_comment(interface.cpp_name, method)
            head = f"{plain(method.result)} (ASYNCOM_CALL* {method.name})"
            self.line(*signature(head, method.parameters, ";", "    "))
        self.line(f"}} {name}Vtbl;", f"struct {name} {{", f"    const {name}Vtbl* lpVtbl;", "};")
