#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""canvas.py BENCH_CANVAS [MOST | rest]: the map widget's frames beside the floor, on an X server of its own.

The floor (two ready pictures by turns) is measured before and after each scene, so that what else the machine does
falls on both; ratios go by the mean of the two. Three rounds by turns, medians. Largest map: MOST actors (10,000). With "rest", only
whether a map at rest lets the machine rest."""
import json
import os
import shutil
import statistics
import subprocess
import sys

bench = sys.argv[1]
only_rest = sys.argv[2:] == ['rest']
most = 1000 if only_rest else int(sys.argv[2]) if len(sys.argv) > 2 else 10000
ROUNDS = 3
SIZES = [1000] if only_rest else [n for n in (100, 1000, 10000, 100000) if n <= most]


def run(*args):
    done = subprocess.run([bench, *map(str, args)], env=env, stdout=subprocess.PIPE, timeout=300, check=True)
    return json.loads(done.stdout)


def median(results, key):
    return statistics.median(r[key] for r in results)


env = dict(os.environ, GSETTINGS_BACKEND='memory', GDK_BACKEND='x11', GTK_A11Y='none', G_DEBUG='fatal-criticals')
env.setdefault('GSK_RENDERER', 'cairo')
server = None
if shutil.which('Xvfb'):
    read, write = os.pipe()
    server = subprocess.Popen(['Xvfb', '-displayfd', str(write), '-screen', '0', '1400x900x24', '-nolisten', 'tcp'],
                              pass_fds=[write], stderr=subprocess.DEVNULL)
    env['DISPLAY'] = ':' + os.read(read, 20).decode().strip()
failed = False
try:
    for n in SIZES if not only_rest else ():
        r = run('pick', n)
        print(f"pick   {n:7}: mean {r['mean']:.1f} us, p99 {r['p99']:.1f} us; places made in {r['places']:.0f} ms", flush=True)
    scenes = [(kind, n) for n in SIZES for kind in ('script', 'drag') if not only_rest]
    got = {scene: [] for scene in scenes}
    for _ in range(ROUNDS if scenes else 0):
        before = run('floor', 1)
        for scene in scenes:
            result = run(*scene)
            after = run('floor', 1)
            for key in ('p50', 'p95', 'processor'):
                floor = (before['p50' if key == 'p95' else key] + after['p50' if key == 'p95' else key]) / 2
                result[key + '_ratio'] = result[key] / floor
            result['floor'] = (before['p50'] + after['p50']) / 2
            result['to_crisp_ratio'] = result['to_crisp'] / result['floor']
            got[scene].append(result)
            before = after
    for (kind, n), results in got.items():
        print(f"{kind:6} {n:7}: p50 {median(results, 'p50'):.1f} ms = {median(results, 'p50_ratio'):.2f} F, "
              f"p95 {median(results, 'p95'):.1f} ms = {median(results, 'p95_ratio'):.2f} F, processor "
              f"{median(results, 'processor'):.1f} ms = {median(results, 'processor_ratio'):.2f} of the floor's, "
              f"not crisp {median(results, 'not_crisp') * 100:.0f} %, crisp after {median(results, 'to_crisp_ratio'):.1f} F, "
              f"PSS {median(results, 'pss'):.0f} MB", flush=True)
    for n in SIZES:
        r = run('rest', n)
        print(f"rest   {n:7}: {r['painted']} frames and {r['processor']:.1f} ms of processor time in 5 s", flush=True)
        failed = failed or r['painted'] > 0 or r['processor'] > 50
finally:
    if server is not None:
        server.terminate()
sys.exit(failed)
