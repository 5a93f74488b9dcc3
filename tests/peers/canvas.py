#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""canvas.py TEST-SVG-CANVAS MAP: the SVG drawn by Inkscape and by Chromium is the canvas's own picture, as TAP.

The test of librsvg's (tests/format/test-svg-canvas.c) writes the canvas's pictures and the SVG of the same part; MAP is what it draws."""
import os
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
from alike import compare, shot_by
from chromium import Chromium
from tap import run_tests, test

program, bundled = (os.path.abspath(a) for a in sys.argv[1:3])
work = tempfile.TemporaryDirectory(ignore_cleanup_errors=True)
os.chdir(work.name)
environment = {**os.environ, 'HOME': work.name, 'XDG_CONFIG_HOME': work.name, 'XDG_CACHE_HOME': work.name, 'LC_ALL': 'C.UTF-8', 'BUNDLED': bundled,
               'ENT_WHOLE_PICTURES': work.name}


def run(*words):
    done = subprocess.run(words, capture_output=True, env=environment, timeout=900)
    assert done.returncode == 0, (words[:3], done.stdout[-1000:], done.stderr[-1000:])
    return done.stdout


run(program)
stems = sorted(n[:-len('.svg')] for n in os.listdir('.') if n.endswith('.svg'))
assert len(stems) > 10, stems


@test
def inkscape_draws_what_the_canvas_draws():
    run('inkscape', '--export-type=png', *[s + '.svg' for s in stems])
    print('# largest mean difference of 255:', max(compare(run, f'{s}-canvas.png', f'{s}.png', 'Inkscape') for s in stems))


@test
def chromium_draws_what_the_canvas_draws():
    browser, worst = Chromium(work.name, environment), 0
    try:
        for stem in stems:
            width, height = (int(n) for n in run('identify', '-format', '%w %h', f'{stem}-canvas.png').split())
            shot_by(browser, f'{work.name}/{stem}.svg', width, height, 'chromium.png')
            worst = max(worst, compare(run, f'{stem}-canvas.png', 'chromium.png', 'Chromium'))
    finally:
        browser.close()
    print('# largest mean difference of 255:', worst)


run_tests()
