# SPDX-License-Identifier: MIT
"""What a header declares: plain data between the reader of widl's output and the writer of ours."""

from dataclasses import dataclass, field


@dataclass
class Forward:
    """A name that is declared before it is defined."""
    c_name: str
    cpp_name: str  # qualified, or the same as c_name where the interface is in no namespace


@dataclass
class Method:
    result: str
    name: str
    parameters: list[str]
    owner: str = ""  # the interface that introduces the slot


@dataclass
class Interface:
    guard: str
    c_name: str
    iid_constant: str
    iid: list[str]  # eleven numbers: Data1, Data2, Data3 and the eight bytes of Data4
    uuid: str
    namespace: list[str]
    cpp_head: str   # name and base, as in "IAsyncInfo : public IInspectable"
    is_instance: bool  # an instance of a parameterised type, whose methods stand in its template
    cpp_methods: list[Method] = field(default_factory=list)
    c_methods: list[Method] = field(default_factory=list)

    @property
    def cpp_name(self) -> str:
        return self.cpp_head.split(":")[0].strip()

    @property
    def has_own_methods(self) -> bool:
        """A marker interface adds none to those of its base."""
        return bool(self.cpp_methods) or self.is_instance


@dataclass
class Template:
    """A parameterised interface or delegate; only the C++ view has it."""
    namespace: list[str]
    parameters: list[str]
    name: str
    base: str
    methods: list[Method]


@dataclass
class TemplateForward:
    namespace: list[str]
    parameters: list[str]
    name: str


@dataclass
class Enum:
    name: str
    values: list[tuple[str, str]]


@dataclass
class Struct:
    name: str
    fields: list[tuple[str, str, str]]  # type, name, array suffix


@dataclass
class Callback:
    result: str
    name: str
    parameters: list[str]


@dataclass
class Alias:
    """typedef TARGET NAME; the target may be an incomplete struct."""
    target: str
    name: str


@dataclass
class Header:
    name: str
    imports: list[str] = field(default_factory=list)
    items: list = field(default_factory=list)
