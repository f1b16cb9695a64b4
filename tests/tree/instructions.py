# SPDX-License-Identifier: Apache-2.0
"""Which instructions a program is made of, and which compile options let more than x86-64 in."""

import json
import re
import subprocess
from pathlib import Path

# what x86-64 itself has not, as objdump names it: SSE3 to SSE4.2 and POPCNT of v2, the VEX and EVEX
# forms, mask registers, BMI and MOVBE of v3 and v4. Not tzcnt, which g++ writes for bsf: an older CPU
# takes it as that, with the same result
BEYOND_X86_64 = re.compile(
    r"v[a-z]|k(?:mov|and|or|xor|xnor|not|add|test|shift|unpck)|crc32|popcnt|lzcnt|andn\b|bextr|bls|bzhi|mulx|pdep|pext"
    r"|rorx|sarx|shlx|shrx|movbe|addsub|h(?:add|sub)p|lddqu|mov(?:ddup|shdup|sldup|ntdqa)|fisttp|pabs|palignr|ph(?:add|sub|min)"
    r"|pmaddubsw|pmulhrsw|pmul(?:dq|ld)|pshufb|psign|blend|pblend|dpp[sd]|extractps|insertps|mpsadbw|packusdw"
    r"|pcmp(?:eqq|gtq|[ei]str)|p(?:extr|insr)[bdq]|pmax(?:sb|sd|ud|uw)|pmin(?:sb|sd|ud|uw)|pmov[sz]x|ptest|round[sp][sd]"
)
LEVEL = re.compile(r"8level_v[234]")  # as mangled, of what is chosen at run time
OPTION = re.compile(r" -m(?:arch|cpu|tune|avx|sse|fma|bmi|popcnt)\S*")


def beyond_x86_64(program: Path) -> dict[str, str]:
    """Functions outside the levels that an x86-64 without extensions cannot run, with one such instruction."""
    listing = subprocess.Popen(
        ["objdump", "--disassemble", "--no-show-raw-insn", "--wide", program], stdout=subprocess.PIPE, text=True
    )
    assert listing.stdout
    found: dict[str, str] = {}
    function, chosen, lines = "", False, 0
    for line in listing.stdout:
        if line.endswith(">:\n"):
            function = line.split("<", 1)[1].removesuffix(">:\n")
            chosen = LEVEL.search(function) is not None
        elif not chosen and "\t" in line:
            lines += 1
            instruction = line.split("\t", 1)[1].strip()
            if BEYOND_X86_64.match(instruction):
                found.setdefault(function, instruction)
    assert listing.wait() == 0 and lines > 0, f"{program} could not be disassembled"
    return found


def options_of_objects(build: Path) -> dict[str, list[str]]:
    """Of each object of a build directory that is compiled for a CPU: the options that say so."""
    commands = json.loads((build / "compile_commands.json").read_text())
    found = {}
    for command in (entry["command"] for entry in commands):
        if options := OPTION.findall(command):
            found[command.split(" -o ", 1)[1].split()[0]] = options
    return found
