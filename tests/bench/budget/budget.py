#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Compares what one lifecycle executes with its budget.

Counts instructions, atomic read-modify-writes and heap calls of each case in budgets.json, prints a
table and ends with a line `N passed, N failed`. Exit: 0 within budget, 1 not, 77 skipped.
"""
import argparse
import json
import os
import platform
import shutil
import sys

import counting

SKIPPED = 77
# What is told as a whole number.
TOLERANCE = 0.005
# Start-up does not repeat to the last instruction: whether the thread that starts another one has
# to sleep until it runs makes 150 of them, which must not move a count over its budget.
START_UP = 200 / (counting.LONG_RUN - counting.SHORT_RUN)


def allowed(what, budget):
    return budget + (START_UP if what == "instructions" else TOLERANCE)


class Report:
    """Collects verdicts. A known miss is a budget that is missed for a reason that budgets.json
    names: it is shown every time, and it fails only beyond the figure that stands there."""

    def __init__(self, known_misses):
        self.passed = 0
        self.failed = 0
        self.known = 0
        self.misses = []
        self._known_misses = {(miss["case"], miss["what"]): miss for miss in known_misses}

    def check(self, entry, what, value, budget):
        title = entry["title"]
        if value <= allowed(what, budget):
            self.passed += 1
            return
        text = f"{title}: {what} {number(value)}, budget {number(budget)}"
        miss = self._known_misses.get((entry["case"], what))
        if miss is not None and value <= allowed(what, miss["up_to"]):
            self.known += 1
            self.misses.append(f"KNOWN MISS: {text}: {miss['why']}")
            return
        self.failed += 1
        self.misses.append(f"MISSED: {text}")

    def broken(self, title, error):
        """A case that could not be counted at all."""
        self.failed += 1
        self.misses.append(f"MISSED: {title}: {error}")

    def check_equal(self, title, what, value, expected):
        if abs(value - expected) <= TOLERANCE:
            self.passed += 1
            return
        self.failed += 1
        self.misses.append(
            f"MISSED: {title}: {what} {number(value)}, published {number(expected)}"
        )


def number(value):
    """Whole numbers without a fraction, others with as much as says something."""
    if abs(value - round(value)) <= TOLERANCE:
        return f"{round(value)}"
    return f"{value:.2f}" if value < 10 else f"{value:.1f}"


def grouped(whole):
    """1 000 000."""
    return f"{whole:,}".replace(",", " ")


def table(header, rows):
    """A Markdown table, the first column to the left, numbers to the right."""
    lines = ["| " + " | ".join(header) + " |"]
    lines.append("|" + "|".join(["---"] + ["---:"] * (len(header) - 1)) + "|")
    lines += ["| " + " | ".join(row) + " |" for row in rows]
    return "\n".join(lines)


def limit(entry, what):
    """`budget (stretch)` of one figure, or a dash where the figure has none."""
    budget = entry.get("budget", {}).get(what)
    if budget is None:
        return "–"
    stretch = entry.get("stretch", {}).get(what)
    return f"≤ {budget}" + (f" ({stretch})" if stretch is not None else "")


def count(entry, programs, counter, report):
    """Cost and heap calls of a case, or None when it fails."""
    program = programs[entry["program"]]
    try:
        return counter.cost(program, entry["case"]), counter.heap_calls(program, entry["case"])
    except counting.FAILURES as error:
        report.broken(entry["title"], error)
        return None


def limit_by_another(entry, costs):
    """A budget that is so many times the cost of a case before this one."""
    relation = entry.get("at_most")
    other = costs.get(relation["case"]) if relation else None
    if other is None:
        return
    for what in ("instructions", "rmw"):
        entry["budget"][what] = round(relation["times"] * other[what], 1)


def check_cases(entries, programs, counter, report, functions):
    rows = []
    costs = {}
    for entry in entries:
        counted = count(entry, programs, counter, report)
        if counted is None:
            continue
        cost, heap = counted
        values = {"instructions": cost.instructions, "rmw": cost.rmw, "heap": heap}
        costs[entry["case"]] = values
        limit_by_another(entry, costs)
        for what, budget in entry["budget"].items():
            report.check(entry, what, values[what], budget)
        row = [entry["title"]]
        for what in ("instructions", "rmw", "heap"):
            row += [number(values[what]), limit(entry, what)]
        rows.append(row)
        if functions:
            print_functions(entry["title"], cost)
    header = ["case", "instructions", "budget", "RMW", "budget", "heap calls", "budget"]
    return table(header, rows)


def check_memory(entries, programs, counter, report):
    rows = []
    for entry in entries:
        alive = entry["count"]
        try:
            figures = counter.heap(programs[entry["program"]], entry["case"], alive)
        except counting.FAILURES as error:
            report.broken(entry["title"], error)
            continue
        heap = figures["live_bytes"] / alive
        resident = figures["resident_bytes"] / alive
        for budget in entry.get("budget", {}).values():
            report.check(entry, "heap bytes", heap, budget)
            report.check(entry, "resident bytes", resident, budget)
        rows.append([entry["title"], grouped(alive), f"{heap:.1f}", f"{resident:.1f}",
                     limit(entry, "bytes")])
    return table(["case", "alive", "heap bytes each", "resident bytes each", "budget"], rows)


def check_flat(entries, programs, counter, report):
    """What a process has grown by since its warm-up, in all: nothing may be kept of a lifecycle."""
    rows = []
    for entry in entries:
        try:
            figures = counter.heap(programs[entry["program"]], entry["case"], entry["count"])
        except counting.FAILURES as error:
            report.broken(entry["title"], error)
            continue
        row = [entry["title"], grouped(entry["warm_up"]), grouped(entry["count"])]
        for what, key in (("heap", "live_bytes"), ("resident", "resident_bytes")):
            report.check(entry, f"{what} bytes more", figures[key], entry["budget"]["bytes"])
            row.append(grouped(figures[key]))
        rows.append(row + [f"≤ {grouped(entry['budget']['bytes'])}"])
    header = ["case", "first", "then", "heap bytes more", "resident bytes more", "budget"]
    return table(header, rows)


def check_models(entries, programs, counter, report, functions):
    rows = []
    for entry in entries:
        counted = count(entry, programs, counter, report)
        if counted is None:
            continue
        cost, heap = counted
        published = entry.get("rmw")
        if published is not None:
            report.check_equal(f"model of {entry['title']}", "rmw", cost.rmw, published)
        rows.append([entry["title"], number(cost.instructions), number(cost.rmw),
                     str(published) if published is not None else "–", number(heap)])
        if functions:
            print_functions(entry["title"], cost)
    return table(["model of", "instructions", "RMW", "published RMW", "heap calls"], rows)


def check_registry(entry, programs, counter, report):
    """What the live registry adds to a lifecycle, as a share of it."""
    program = programs[entry["program"]]
    try:
        on = counter.cost(program, entry["case"])
        off = counter.cost(program, entry["case"], entry["environment"])
    except counting.FAILURES as error:
        report.broken(entry["title"], error)
        return f"{entry['title']}: not counted, {error}"
    share = 100 * (on.instructions - off.instructions) / on.instructions
    report.check(entry, "percent of the instructions", share, entry["share_percent"])
    row = [entry["title"], number(on.instructions), number(off.instructions), number(on.rmw),
           number(off.rmw), f"{share:.1f} % (≤ {entry['share_percent']} %)"]
    header = ["", "instructions on", "off", "RMW on", "off", "share of instructions"]
    return table(header, [row])


def print_functions(title, cost):
    print(f"\n{title}: where the instructions are")
    for function in cost.functions:
        if function.instructions < 0.05:
            continue
        print(f"  {function.instructions:8.1f} instructions {function.rmw:5.1f} RMW  "
              f"{function.name}")


def reason_to_skip(arguments):
    """Why the counts would say nothing about the budgets here, or None."""
    if arguments.build_type != "Release":
        return f"the budgets hold for a Release build, this is '{arguments.build_type}'"
    if not arguments.compiler.startswith("GNU"):
        return f"the budgets hold for GCC, this is {arguments.compiler}"
    if "-fsanitize" in arguments.flags or "--coverage" in arguments.flags:
        return "an instrumented build executes more than the library"
    if platform.machine() != "x86_64":
        return f"the read-modify-writes of {platform.machine()} are not known to this driver"
    for tool in (arguments.valgrind, arguments.objdump):
        if shutil.which(tool) is None:
            return f"{os.path.basename(tool)} is not installed"
    return None


def parse_arguments():
    folder = os.path.dirname(os.path.abspath(__file__))
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--client", required=True, help="the program with asyncom's cases")
    parser.add_argument("--models", required=True, help="the program with the models")
    parser.add_argument("--projection", required=True, help="the program with coroutines")
    parser.add_argument("--heap-counter", required=True, help="the library to preload")
    parser.add_argument("--budgets", default=os.path.join(folder, "budgets.json"))
    parser.add_argument("--build-type", default="Release")
    parser.add_argument("--compiler", default="GNU", help="identification and version")
    parser.add_argument("--flags", default="", help="flags the build was given")
    parser.add_argument("--valgrind", default="valgrind")
    parser.add_argument("--objdump", default="objdump")
    parser.add_argument("--case", action="append", help="only this case; may be repeated")
    parser.add_argument("--functions", action="store_true", help="also show each function's share")
    return parser.parse_args()


def chosen(entries, names):
    return [entry for entry in entries if not names or entry["case"] in names]


def main():
    arguments = parse_arguments()
    reason = reason_to_skip(arguments)
    if reason is not None:
        print(f"SKIPPED: {reason}")
        return SKIPPED
    with open(arguments.budgets, encoding="utf-8") as file:
        budgets = json.load(file)
    programs = {
        "client": os.path.abspath(arguments.client),
        "models": os.path.abspath(arguments.models),
        "projection": os.path.abspath(arguments.projection),
    }
    heap_counter = os.path.abspath(arguments.heap_counter)
    counter = counting.Counter(arguments.valgrind, arguments.objdump, heap_counter)
    report = Report(budgets["known_misses"])

    cases = chosen(budgets["cases"], arguments.case)
    if cases:
        print(check_cases(cases, programs, counter, report, arguments.functions), end="\n\n")
    memory = chosen(budgets["memory"], arguments.case)
    if memory:
        print(check_memory(memory, programs, counter, report), end="\n\n")
    flat = chosen(budgets["flat"], arguments.case)
    if flat:
        print(check_flat(flat, programs, counter, report), end="\n\n")
    models = chosen(budgets["models"], arguments.case)
    if models:
        print(check_models(models, programs, counter, report, arguments.functions), end="\n\n")
    if not arguments.case:
        print(check_registry(budgets["registry"], programs, counter, report), end="\n\n")

    for miss in report.misses:
        print(miss)
    known = f", {report.known} known misses" if report.known else ""
    print(f"{report.passed} passed, {report.failed} failed{known}")
    return 1 if report.failed else 0


if __name__ == "__main__":
    sys.exit(main())
