# SPDX-License-Identifier: MIT
"""Exact counts of what one lifecycle executes, independent of the load of the machine.

Callgrind counts how often each instruction ran; the disassembly of the program and its libraries
says which of them are atomic read-modify-writes. Two runs of different length are subtracted, so
that loading, set-up and warm-up drop out.
"""
import collections
import dataclasses
import os
import re
import subprocess
import tempfile

SHORT_RUN = 2048
LONG_RUN = 12288
TIMEOUT_SECONDS = 300

# What counting a case may raise: the program failed, or never came back.
FAILURES = (RuntimeError, subprocess.TimeoutExpired)

INSTRUCTION = re.compile(r"^\s*([0-9a-f]+):\s+(\S.*)$")
MEMORY_OPERAND = re.compile(r"\(|\b0x[0-9a-f]+\b\s*(,|$)")


@dataclasses.dataclass
class Profile:
    """Executions per (object, function, address)."""

    executed: collections.Counter

    def __sub__(self, other):
        difference = collections.Counter(self.executed)
        difference.subtract(other.executed)
        return Profile(difference)


@dataclasses.dataclass
class FunctionCost:
    name: str
    instructions: float
    rmw: float


@dataclasses.dataclass
class Cost:
    """What one lifecycle executes, and where."""

    instructions: float
    rmw: float
    functions: list


def parse_profile(text):
    """Reads callgrind's output written with addresses, without lines and without compression."""
    executed = collections.Counter()
    loaded = function = ""
    skip_inclusive = False
    for line in text.splitlines():
        if line.startswith("0x"):
            if skip_inclusive:
                skip_inclusive = False
                continue
            address, cost = line.split()
            executed[loaded, function, int(address, 16)] += int(cost)
        elif line.startswith("ob="):
            loaded = line[3:]
        elif line.startswith("fn="):
            function = line[3:]
        elif line.startswith("calls="):
            # The next line repeats the cost of the callee, which has lines of its own.
            skip_inclusive = True
    return Profile(executed)


def is_read_modify_write(instruction):
    """An instruction with a lock prefix, or an exchange with memory, which locks without one."""
    if instruction.startswith("lock "):
        return True
    mnemonic, _, operands = instruction.partition(" ")
    return mnemonic.rstrip("bwlq") == "xchg" and MEMORY_OPERAND.search(operands) is not None


class Disassembly:
    """The addresses of the read-modify-writes of each object, disassembled once."""

    def __init__(self, objdump):
        self._objdump = objdump
        self._addresses = {}

    def read_modify_writes(self, path):
        if path not in self._addresses:
            self._addresses[path] = self._disassemble(path)
        return self._addresses[path]

    def _disassemble(self, path):
        if not os.path.isfile(path):
            return frozenset()
        command = [self._objdump, "-d", "--no-show-raw-insn", path]
        text = subprocess.run(command, check=True, capture_output=True, text=True).stdout
        found = set()
        for line in text.splitlines():
            match = INSTRUCTION.match(line)
            if match and is_read_modify_write(match.group(2)):
                found.add(int(match.group(1), 16))
        return frozenset(found)


class Counter:
    """Runs cases of a program under callgrind and natively under the heap counter."""

    def __init__(self, valgrind, objdump, heap_counter):
        self._valgrind = valgrind
        self._disassembly = Disassembly(objdump)
        self._heap_counter = heap_counter

    def cost(self, program, case, environment=None):
        """Instructions and read-modify-writes of one lifecycle."""
        short = self._profile(program, case, SHORT_RUN, environment)
        long = self._profile(program, case, LONG_RUN, environment)
        return self._join(long - short, LONG_RUN - SHORT_RUN)

    def heap(self, program, case, count):
        """The figures that the program prints when the heap counter is preloaded."""
        variables = dict(os.environ, LD_PRELOAD=self._heap_counter)
        output = _run([program, case, str(count)], variables)
        return {key: int(value) for key, value in (line.split() for line in output.splitlines())}

    def heap_calls(self, program, case):
        """Allocations and releases of one lifecycle in steady state, whichever are more."""
        figures = self.heap(program, case, LONG_RUN)
        return max(figures["allocations"], figures["releases"]) / LONG_RUN

    def _profile(self, program, case, count, environment):
        with tempfile.TemporaryDirectory() as folder:
            target = os.path.join(folder, "callgrind.out")
            command = [
                self._valgrind, "--tool=callgrind", "--dump-instr=yes", "--dump-line=no",
                "--compress-strings=no", "--compress-pos=no",
                f"--callgrind-out-file={target}", program, case, str(count),
            ]
            _run(command, dict(os.environ, **(environment or {})))
            with open(target, encoding="utf-8", errors="replace") as file:
                return parse_profile(file.read())

    def _join(self, profile, lifecycles):
        functions = collections.defaultdict(lambda: [0, 0])
        for (loaded, function, address), times in profile.executed.items():
            if times == 0:
                continue
            entry = functions[function]
            entry[0] += times
            if address in self._disassembly.read_modify_writes(loaded):
                entry[1] += times
        costs = [
            FunctionCost(name, instructions / lifecycles, rmw / lifecycles)
            for name, (instructions, rmw) in functions.items()
        ]
        costs.sort(key=lambda cost: -cost.instructions)
        return Cost(
            sum(cost.instructions for cost in costs), sum(cost.rmw for cost in costs), costs
        )


def _run(command, environment):
    done = subprocess.run(
        command, env=environment, capture_output=True, text=True, timeout=TIMEOUT_SECONDS
    )
    if done.returncode != 0:
        words = done.stderr.strip().splitlines() or ["no message"]
        raise RuntimeError(f"{' '.join(command[-3:])}: exit {done.returncode}, {words[-1]}")
    return done.stdout
