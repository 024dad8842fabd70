# SPDX-License-Identifier: MIT
"""How names and signatures are spelled in the headers."""

import re

COLUMNS = 100

SCALARS = {"UINT8": "uint8_t", "INT32": "int32_t", "UINT32": "uint32_t", "INT64": "int64_t",
           "UINT64": "uint64_t", "INT_PTR": "intptr_t", "FLOAT": "float", "DOUBLE": "double",
           "ULONG": "ASYNCOM_ULONG", "DWORD": "ASYNCOM_ULONG", "BOOL": "int32_t",
           "boolean": "uint8_t"}

# What the Windows Runtime calls the type arguments of the instances.
RUNTIME_WORDS = {"boolean": "Boolean", "INT32": "Int32", "UINT32": "UInt32", "INT64": "Int64",
                 "UINT64": "UInt64", "FLOAT": "Single", "DOUBLE": "Double", "HSTRING": "String",
                 "IInspectable*": "Object"}

# Windows' headers name these instances by the compiler's word, not by the typedef's.
INSTANCE_WORDS = {"INT32": "int", "FLOAT": "float", "DOUBLE": "double"}
INSTANCE = re.compile(r"(IID_)?_*FI\w+$")
INSTANCE_ARGUMENT = re.compile(rf"_({'|'.join(INSTANCE_WORDS)})(?=_|Vtbl|$)")


def instance_name(name: str) -> str:
    if not INSTANCE.match(name):
        return name
    return INSTANCE_ARGUMENT.sub(lambda match: "_" + INSTANCE_WORDS[match.group(1)], name)


def plain(text: str, boolean: str = "uint8_t") -> str:
    """The text with every scalar under its <stdint.h> name, every instance under Windows' name."""
    spelled = SCALARS | {"boolean": boolean}

    def word(match: re.Match) -> str:
        return spelled.get(match.group(0)) or instance_name(match.group(0))
    return re.sub(r"\w+", word, text)


def arguments_of(name: str) -> list[str]:
    """["UINT32", "DOUBLE"] of "IAsyncOperationWithProgress<UINT32, DOUBLE>"."""
    return re.search(r"<(.*)>", name).group(1).split(", ")


def runtime_name(cpp_name: str) -> str:
    """What the Windows Runtime calls an instance; its delegates have no I before their name."""
    bare = cpp_name.split("<")[0]
    if bare.endswith("Handler"):
        bare = bare[1:]
    return f"{bare}<{', '.join(RUNTIME_WORDS[word] for word in arguments_of(cpp_name))}>"


def signature(head: str, parameters: list[str], tail: str, indent: str = "") -> list[str]:
    """`head`, the parameters and `tail` as lines that end before column 100."""
    texts = [plain(parameter) for parameter in parameters]
    lines, line = [], f"{indent}{head}("
    for index, text in enumerate(texts):
        text += ")" + tail if index + 1 == len(texts) else ","
        space = "" if line.endswith("(") else " "
        if len(line + space + text) > COLUMNS:
            lines.append(line)
            line, space = indent + "    ", ""
        line += space + text
    return lines + [line if texts else f"{line}){tail}"]


def statement(*parts: str) -> list[str]:
    """The parts on one line, or, where that is too long, one below the other."""
    whole = " ".join(parts)
    if len(whole) <= COLUMNS:
        return [whole]
    return [parts[0]] + ["    " + part for part in parts[1:]]
