#!python
# SPDX-License-Identifier: Apache-2.0
# the program that the package brings; found without importing the package, which takes a second
import os
import sys
from importlib.util import find_spec

spec = find_spec("inversim")
for folder in (spec and spec.submodule_search_locations) or ():
    program = os.path.join(folder, "bin", "inversim")
    if os.path.exists(program):
        os.execv(program, [program, *sys.argv[1:]])
sys.exit("inversim: the package inversim is not installed in this Python")
