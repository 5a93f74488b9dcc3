# SPDX-License-Identifier: GPL-3.0-or-later
"""Functions as tests, told as TAP: each failure is one failed test and does not keep the others from running."""
import sys

tests = []


def test(function):
    """Marks a function as a test; they run in this order."""
    tests.append(function)
    return function


def run_tests(before=None):
    """Runs what was marked, @before each of them if given, and ends the program: with 1 where a test failed."""
    failed = False
    print(f'1..{len(tests)}')
    for n, function in enumerate(tests, 1):
        try:
            if before:
                before()
            function()
            print('ok', n, '-', function.__name__.replace('_', ' '), flush=True)
        except Exception as error:
            failed = True
            print('not ok', n, '-', function.__name__.replace('_', ' '))
            print('#', type(error).__name__, str(error).replace('\n', '\n# ')[:3000], flush=True)
    sys.exit(1 if failed else 0)
