#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""test-reader.py WALK MAP GTKDRIVE: runs the walk through a map's articles in a display of its own, and passes on its TAP."""
import os
import sys

walk, map_file = sys.argv[1:3]
sys.path.insert(0, os.path.dirname(sys.argv[3]))
from gtkdrive import Session  # noqa: E402

with Session(size='900x900', a11y=False) as s:
    app = s.launch(walk, map_file, wait=False)
    code = app.p.wait(150)
    print('\n'.join(line for line in app.output().splitlines() if line.startswith(('ok ', 'not ok ', '1..', '# '))))
    if app.problems():
        print('Bail out! ' + app.problems()[0])
    sys.exit(code)
