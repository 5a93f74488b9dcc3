#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""open-large.py PROGRAM [ACTORS]: opens a map of 100,000 actors and 300,000 relations without evidence, and tells how long it
takes until it is read and drawn, how long the window at most left a question unanswered meanwhile, and the peak of memory.

Positions and relations are those of bench-canvas in kind: a loose grid, nine lines in ten to near neighbours. Fails where memory
passes 1 GiB, or where the window was silent for more than two seconds (a machine that does other work makes some of that)."""
import json
import os
import random
import re
import sys
import tempfile
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '../display'))
from gtkdrive import Session  # noqa: E402

program = sys.argv[1]
actors = int(sys.argv[2]) if len(sys.argv) > 2 else 100000
MOST_MEMORY = 1024  # MB
MOST_SILENCE = 2.0  # seconds


def made_map(n):
    rand = random.Random(12345)
    columns = round(n ** 0.5 + 0.5)
    kinds = ('state', 'person', 'organization', 'alliance')
    stances = ('cooperative', 'neutral', 'conflictual')
    nodes = [{'id': f'a{i}', 'name': f'Actor {i}', 'kind': kinds[i % 4],
              'position': {'x': i % columns * 180 + rand.randrange(60), 'y': i // columns * 120 + rand.randrange(40)}}
             for i in range(n)]
    relations = []
    for i in range(3 * n):
        a = rand.randrange(n)
        b = rand.randrange(n) if rand.random() < 0.1 else min(n - 1, max(0, a + rand.randrange(-4, 5) * columns
                                                                         + rand.randrange(-4, 5)))
        relations.append({'id': f'r{i}', 'source': f'a{a}', 'target': f'a{b if b != a else (a + 1) % n}',
                          'label': 'supports', 'stance': stances[i % 3]})
    return {'format': 'entente-map', 'version': 1, 'title': 'A large map', 'actors': nodes, 'relations': relations}


def status(pid, key):
    with open(f'/proc/{pid}/status') as f:
        return next(int(line.split()[1]) / 1024 for line in f if line.startswith(key + ':'))


def processor(pid):
    with open(f'/proc/{pid}/stat') as f:
        fields = f.read().rsplit(')', 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf('SC_CLK_TCK')


with tempfile.TemporaryDirectory() as folder, Session(size='1300x900') as session:
    path = os.path.join(folder, 'large.entente')
    with open(path, 'w') as f:
        json.dump(made_map(actors), f)
    size = os.path.getsize(path) / 1e6
    begin = time.monotonic()
    app = session.launch(program, path)
    app.activate()
    silence, drawn_at, looked = 0, None, time.monotonic()
    card = re.compile('^Actor [0-9]+, ')
    while drawn_at is None and time.monotonic() - begin < 600:
        asked = time.monotonic()
        root = app.root()
        root.clear_cache()
        root.get_child_count()
        silence = max(silence, time.monotonic() - asked)
        # Its actors are told of when they are drawn.
        if time.monotonic() - looked > 1:
            if app.find_all(card, 'push button'):
                drawn_at = time.monotonic()
            looked = time.monotonic()
        time.sleep(0.02)
    peak = status(app.p.pid, 'VmHWM')
    print(f'{actors} actors, {size:.0f} MB: drawn after {(drawn_at or 0) - begin:.1f} s ({processor(app.p.pid):.1f} s of processor time), '
          f'silent for at most {silence:.2f} s, peak of memory {peak:.0f} MB')
sys.exit(drawn_at is None or peak > MOST_MEMORY or silence > MOST_SILENCE)
