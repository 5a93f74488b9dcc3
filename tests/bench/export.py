#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""export.py ENTENTE: a map of 10,000 actors and 30,000 relations as SVG, beside `neato -n2 -Tsvg` of the same graph at the same places.

Wall-clock time, the largest resident memory and the size of the file, that without the map inside. Fails where Entente needs more than a
fifth of the time, or a larger file; the memory is told beside it, and what the map inside adds to the file."""
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time

N_ACTORS, N_RELATIONS = 10000, 30000
COLUMNS = 100

entente = sys.argv[1]
if not shutil.which('neato'):
    sys.exit('export: graphviz is not installed')
work = tempfile.TemporaryDirectory()
os.chdir(work.name)
chance = random.Random(7)
places = [(i % COLUMNS * 260, i // COLUMNS * 160) for i in range(N_ACTORS)]


def near(i):
    """Mostly a neighbour, as in an arranged map."""
    x, y = i % COLUMNS + chance.randint(-4, 4), i // COLUMNS + chance.randint(-4, 4)
    return min(max(x, 0), COLUMNS - 1) + COLUMNS * min(max(y, 0), N_ACTORS // COLUMNS - 1)


relations = []
while len(relations) < N_RELATIONS:
    a = chance.randrange(N_ACTORS)
    b = near(a)
    if a != b:
        relations.append((a, b))
with open('map.entente', 'w', encoding='utf-8') as f:
    json.dump({'format': 'entente-map', 'version': 1,
               'actors': [{'id': f'a{i}', 'name': f'Actor {i}', 'position': {'x': x, 'y': y}} for i, (x, y) in enumerate(places)],
               'relations': [{'id': f'r{n}', 'source': f'a{a}', 'target': f'a{b}', 'label': f'relation {n}'} for n, (a, b) in enumerate(relations)]}, f)
with open('map.dot', 'w', encoding='utf-8') as f:
    f.write('digraph {\nnode [shape=box]\n')
    for i, (x, y) in enumerate(places):
        f.write(f'a{i} [label="Actor {i}", pos="{x},{-y}"]\n')
    for n, (a, b) in enumerate(relations):
        f.write(f'a{a} -> a{b} [label="relation {n}"]\n')
    f.write('}\n')


def measure(words):
    began = time.monotonic()
    process = subprocess.Popen(words, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    assert os.waitstatus_to_exitcode(status) == 0, words
    return time.monotonic() - began, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


runs = {'entente': [entente, 'export', 'map.entente', '-o', 'entente.svg', '--no-map'],
        'neato': ['neato', '-n2', '-Tsvg', 'map.dot', '-o', 'neato.svg']}
best = {}
for name, words in runs.items():
    wall, cpu, memory = measure(words)
    size = os.path.getsize(f'{name}.svg') / 1e6
    best[name] = (wall, cpu, memory, size)
    print(f'export: {name}: {wall:.2f} s ({cpu:.2f} s of processors), {memory:.0f} MB, file {size:.1f} MB')
time_, memory, size = (best['entente'][i] / best['neato'][i] for i in (0, 2, 3))
print(f'export: entente / neato: time {time_:.2f}, memory {memory:.2f}, file {size:.2f}')
subprocess.run([entente, 'export', 'map.entente', '-o', 'whole.svg'], check=True)
inside = (os.path.getsize('whole.svg') - os.path.getsize('entente.svg')) / 1e6
print(f'export: the map inside adds {inside:.1f} MB')
small = set(range(1250))
with open('small.entente', 'w', encoding='utf-8') as f:
    json.dump({'format': 'entente-map', 'version': 1,
               'actors': [{'id': f'a{i}', 'name': f'Actor {i}', 'position': {'x': places[i][0], 'y': places[i][1]}} for i in sorted(small)],
               'relations': [{'id': f'r{n}', 'source': f'a{a}', 'target': f'a{b}', 'label': f'relation {n}'} for n, (a, b) in enumerate(relations) if {a, b} <= small]}, f)
wall, cpu, memory_ = measure([entente, 'export', 'small.entente', '-o', 'small.svg'])
print(f'export: entente, some 5,000 elements: {wall:.2f} s ({cpu:.2f} s of processors), {memory_:.0f} MB')
sys.exit(0 if cpu < 1 and time_ <= 0.2 and size <= 1 else 1)
