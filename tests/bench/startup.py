#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""startup.py FIRST-FRAME ENTENTE MAP TEXT: start to first full frame of the bundled map, beside gnome-text-editor with the article, on
the same display. Seven rounds, interleaved, after one that warms the file cache; the medians and their ratio."""
import os
import shutil
import statistics
import subprocess
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'display'))
import gtkdrive

first_frame, entente, the_map, text = sys.argv[1:5]
programs = {'entente': [entente, the_map], 'gnome-text-editor': ['gnome-text-editor', '--standalone', text]}
if not shutil.which('gnome-text-editor'):
    sys.exit('startup: gnome-text-editor is not installed')
times = {name: [] for name in programs}
with gtkdrive.Session(size='1440x900', a11y=False) as session:
    session.move(1439, 899)  # away from both windows: a tooltip is no part of the first frame
    for round_ in range(8):
        for name, command in programs.items():
            run = subprocess.run([first_frame, *command], env=session.env, capture_output=True, text=True)
            if run.returncode:
                sys.exit(f'startup: {name} showed nothing: {run.stderr[-500:]}')
            if round_:
                times[name].append(float(run.stdout))
for name, ms in times.items():
    print(f'startup: {name}: median {statistics.median(ms):.0f} ms ({min(ms):.0f} to {max(ms):.0f})')
ratio = statistics.median(times['entente']) / statistics.median(times['gnome-text-editor'])
print(f'startup: entente / gnome-text-editor: {ratio:.2f}')
