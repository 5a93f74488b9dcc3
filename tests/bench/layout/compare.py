#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""compare.py LAYOUT-BENCH LAYOUT-SCORE: our arrangements beside graphviz (sfdp and neato, both with prism) on the same graphs, by the same
scorer. Time is that of the layout alone: of graphviz, a run that only reads and writes the finished drawing is taken off. Graphs of a class
are put together by the geometric mean of ours ÷ peer; crossings count one more each, since many drawings have none."""
import math
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time

bench, score = sys.argv[1:3]
if not shutil.which('sfdp'):
    sys.exit('layout: graphviz is not installed')


def joined(n, edges):
    """One component: each part is tied to a node before it."""
    parent = list(range(n))

    def top(v):
        while parent[v] != v:
            parent[v] = parent[parent[v]]
            v = parent[v]
        return v
    edges = {(min(a, b), max(a, b)) for a, b in edges if a != b}
    for a, b in sorted(edges):
        parent[top(a)] = top(b)
    for v in range(1, n):
        if top(v) != top(v - 1):
            edges.add((v - 1, v))
            parent[top(v)] = top(v - 1)
    return n, sorted(edges)


def tree(n, r):
    return joined(n, [(r.randrange(max(0, v - 50), v) if r.random() < .5 else int(v * r.random() ** 2), v) for v in range(1, n)])


def hubs(n, r):
    ends, edges = [0, 1], [(0, 1)]
    for v in range(2, n):
        for u in {r.choice(ends), r.choice(ends)}:
            edges.append((u, v))
            ends += [u, v]
    return joined(n, edges)


def communities(n, r):
    edges, v = [], 0
    while v < n:
        size = min(n - v, max(10, n // 8), int(8 * (1 - r.random()) ** -.7))
        for a in range(v, v + size):
            edges += [(a, r.randrange(v, a))] if a > v else []
            edges += [(a, r.randrange(v, v + size)) for _ in range(r.choice((0, 1, 2)) if size > 3 else 0)]
            edges += [(a, r.randrange(n))] if r.random() < .3 else []
        v += size
    return joined(n, edges)


def holed_grid(n, r):
    side = math.isqrt(n)
    kept = {v: i for i, v in enumerate(v for v in range(side * side) if r.random() > .08)}
    edges = [(v, v + 1) for v in kept if v % side < side - 1] + [(v, v + side) for v in kept]
    return joined(len(kept), [(kept[a], kept[b]) for a, b in edges if b in kept])


def small_world(n, r):
    return joined(n, [(v, (v + k) % n) if r.random() > .05 else (v, r.randrange(n)) for v in range(n) for k in (1, 2)])


KINDS = (tree, hubs, communities, holed_grid, small_world)


def write(path, n, edges, r, skip=()):
    with open(path, 'w') as out:
        out.writelines(f'n {v} {r.choice((80, 100, 120, 120, 140, 180))} 40\n' for v in range(n))
        out.writelines(f'e {a} {b}\n' for a, b in edges if a not in skip and b not in skip)


def figures(graph, places, *before):
    run = subprocess.run([score, graph, places, *before], capture_output=True, text=True, check=True)
    return {key: float(value) for key, value in (pair.split('=') for pair in run.stdout.split())}


def ours(graph, places, *options):
    run = subprocess.run([bench, graph, places, *options], capture_output=True, text=True, check=True)
    return float(run.stdout.split('=')[1])


def graphviz(engine, graph, places):
    """Positions to @places; returns seconds."""
    lines = [line.split() for line in open(graph)]
    dot = 'graph { node [shape=box fixedsize=true label=""]\n' + '\n'.join(
        f'{t[1]} [width={float(t[2]) / 72} height={float(t[3]) / 72}]' if t[0] == 'n' else f'{t[1]} -- {t[2]}' for t in lines) + '}'

    def run(command, text):
        begin = time.monotonic()
        done = subprocess.run(command, input=text, capture_output=True, text=True, check=True)
        return time.monotonic() - begin, done.stdout
    took, drawn = run([engine, '-Goverlap=prism', '-Gsplines=false', '-Tdot'], dot)
    bare, plain = run(['neato', '-n2', '-Gsplines=false', '-Tplain'], drawn)
    with open(places, 'w') as out:
        for t in (line.split() for line in plain.splitlines()):
            if t[0] == 'node':
                out.write(f'{t[1]} {float(t[2]) * 72} {float(t[3]) * 72}\n')
    return max(took - bare, .001)


def mean(values):
    return math.exp(sum(math.log(max(value, 1e-9)) for value in values) / len(values))


print('layout: ours ÷ peer      time   stress   crossings   overlaps (goals in brackets)')
with tempfile.TemporaryDirectory() as folder:
    graph, own, peer = (os.path.join(folder, name) for name in ('graph', 'own', 'peer'))
    for size, engine, goals in ((100, 'sfdp', '1.0 0.70 0.80'), (100, 'neato', '- 0.85 0.75'), (1000, 'sfdp', '0.05 0.65 0.85'),
                                (1000, 'neato', '0.03 - -')):
        rows = []
        for kind in KINDS:
            r = random.Random(size)
            write(graph, *kind(size, r), r)
            peer_time = graphviz(engine, graph, peer)
            theirs = figures(graph, peer)
            own_time = min(ours(graph, own, '--fill', str(theirs['fill'])) for _ in range(3))
            mine = figures(graph, own)
            rows.append((own_time / peer_time, mine['stress'] / theirs['stress'], (mine['cross'] + 1) / (theirs['cross'] + 1)))
            print(f'  {kind.__name__:12} {size:6}  {rows[-1][0]:6.3f}  {rows[-1][1]:6.2f}  {rows[-1][2]:8.3f}   {mine["ov"]:.0f}   '
                  f'{own_time:.4f} s against {peer_time:.3f} s, {mine["cross"]:.0f} crossings against {theirs["cross"]:.0f}')
        print(f'layout: {size} nodes, {engine}+prism at equal fill: ' + ' '.join(f'{mean(column):.3f}' for column in zip(*rows)) + f'  ({goals})')
    for kind in KINDS:  # 3 of 100 nodes are new
        r = random.Random(7)
        n, edges = kind(1000, r)
        write(graph, n, edges, random.Random(8), skip=range(n - n * 3 // 100, n))
        ours(graph, own)
        old = [line for line in open(own) if int(line.split()[0]) < n - n * 3 // 100]
        open(peer, 'w').writelines(old)
        write(graph, n, edges, random.Random(8))
        ours(graph, own)
        fresh = figures(graph, own)
        ours(graph, own, '--algorithm', 'settle', '--from', peer)
        now = figures(graph, own, peer)
        print(f'layout: 3 % added to {kind.__name__}: median move {now["median"]:.3f}, 95th percentile {now["p95"]:.3f}, '
              f'stress {now["stress"] / fresh["stress"]:.2f} of a fresh one (0, 0.3, 1.10)')
