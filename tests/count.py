#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""count.py BUILD STATUS: counts the test cases of the last run; exits with STATUS, or 1 where a case failed or none ran."""
import os
import sys
import xml.etree.ElementTree as tree

build, status = sys.argv[1], int(sys.argv[2])
passed = failed = 0
try:
    root = tree.parse(os.path.join(build, 'meson-logs', 'testlog.junit.xml')).getroot()
except (OSError, tree.ParseError) as problem:
    print(f'no test log: {problem}')
    sys.exit(1)
for case in root.iter('testcase'):
    if case.find('failure') is not None or case.find('error') is not None:
        failed += 1
    elif case.find('skipped') is None:
        passed += 1
if status != 0 and failed == 0:
    failed = 1
print(f'{passed} passed, {failed} failed')
sys.exit(status if status != 0 else (0 if passed > 0 and failed == 0 else 1))
