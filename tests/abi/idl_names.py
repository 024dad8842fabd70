# SPDX-License-Identifier: MIT
"""Every name that the IDL declares, read from the IDL alone: what the headers, the recorded ABI and
its probes are measured by, so that none of them can forget something."""

import pathlib
import re
import sys
from dataclasses import dataclass, field

BODY = r"\s*\{(.*?)\}"
INTERFACE = re.compile(r"\binterface\s+(\w+)(<[^>]*>)?\s*(?::\s*(\w+))?[^;{]*\{(.*?)\}", re.S)
DELEGATE = re.compile(r"\bdelegate\s+\w+\s+(\w+)(<[^>]*>)?\s*\(")
METHOD = re.compile(r"(?:\[(prop(?:get|put))\]\s*)?\w+\s+(\w+)\(")
STRUCT = re.compile(r"\bstruct\s+(\w+)" + BODY, re.S)
ENUM = re.compile(r"\benum\s+(\w+)" + BODY, re.S)
CALLBACK = re.compile(r"typedef\s+\w+\s*\(\*(\w+)\)")
INSTANCE = re.compile(r"interface\s+(\w+)<([^>]*)>;")
ACCESSORS = {"propget": "get_", "propput": "put_", "": ""}

# Windows' headers name these instances by the compiler's word.
WORDS = {"INT32": "int", "FLOAT": "float", "DOUBLE": "double", "IInspectable*": "IInspectable"}


@dataclass
class Contract:
    # Interface to its base and to the methods that it adds; instances stand there like the others.
    bases: dict[str, str] = field(default_factory=dict)
    methods: dict[str, list[str]] = field(default_factory=dict)
    fields: dict[str, list[str]] = field(default_factory=dict)
    enumerators: dict[str, list[str]] = field(default_factory=dict)
    callbacks: set[str] = field(default_factory=set)

    def first_slot(self, interface: str) -> int:
        base = self.bases[interface]
        return self.first_slot(base) + len(self.methods[base]) if base else 0

    def slots(self) -> set[tuple[str, int, str]]:
        """Each method that an interface adds, with its number in the table of functions."""
        return {(name, self.first_slot(name) + index, method)
                for name, methods in self.methods.items() for index, method in enumerate(methods)}


def instance_name(bare: str, arguments: str) -> str:
    words = [WORDS.get(word, word) for word in re.split(r"\s*,\s*", arguments)]
    interface = bare if bare.startswith("I") else "I" + bare
    return f"__F{interface}_{len(words)}_{'_'.join(words)}"


def methods_in(body: str) -> list[str]:
    found = (METHOD.match(statement.strip()) for statement in body.split(";"))
    return [ACCESSORS[match.group(1) or ""] + match.group(2) for match in found if match]


def read_interfaces(text: str, contract: Contract) -> None:
    templates = set()
    for name, parameters, base, body in INTERFACE.findall(text):
        contract.bases[name], contract.methods[name] = base, methods_in(body)
        templates |= {name} if parameters else set()
    for name, parameters in DELEGATE.findall(text):
        contract.bases[name], contract.methods[name] = "IUnknown", ["Invoke"]
        templates |= {name} if parameters else set()
    for name, arguments in INSTANCE.findall(text):
        if not re.match(r"T[A-Z]", arguments):  # else the template itself, declared ahead
            instance = instance_name(name, arguments)
            contract.bases[instance] = contract.bases[name]
            contract.methods[instance] = contract.methods[name]
    for name in templates:
        del contract.bases[name], contract.methods[name]


def read_contract(source: pathlib.Path) -> Contract:
    contract = Contract()
    for path in sorted((source / "idl").glob("*.idl")):
        text = re.sub(r"//.*", "", path.read_text())
        read_interfaces(text, contract)
        for name, body in STRUCT.findall(text):
            contract.fields[name.removeprefix("_")] = re.findall(r"(\w+)\s*(?:\[\d+\])?\s*;", body)
        for name, body in ENUM.findall(text):
            contract.enumerators[name] = [re.match(r"\s*(\w+)", value).group(1)
                                          for value in body.split(",")]
        contract.callbacks |= set(CALLBACK.findall(text))
    if not (contract.methods and contract.fields and contract.enumerators and contract.callbacks):
        sys.exit(f"{source / 'idl'} holds no contract")
    return contract
