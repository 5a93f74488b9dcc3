#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""compare.py LAYOUT-BENCH LAYOUT-SCORE [CLASS...]: our arrangements beside other programs', on the same graphs, by the same scorer: what issue
3 asks for, as one table. Time is that of the layout call alone, ours as of the peers, which run in a process of their own (graphviz through its
library, OGDF through tulip's). Graphs of a class are put together by geometric means; crossings count one more each, since many drawings have
none. A peer that is not installed is named in its row. Figures of time mean something only on an idle machine."""
import ctypes
import ctypes.util
import math
import os
import random
import subprocess
import sys
import tempfile
import time


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


# --- Peers: each writes its places to a file and returns seconds.

def graphviz(engine, lines, out):
    cgraph, gvc = (ctypes.CDLL(ctypes.util.find_library(name)) for name in ('cgraph', 'gvc'))
    for function in (cgraph.agmemread, gvc.gvContext, cgraph.agfstnode, cgraph.agnxtnode):
        function.restype = ctypes.c_void_p
    cgraph.agget.restype = cgraph.agnameof.restype = ctypes.c_char_p
    dot = 'graph { overlap=prism splines=none node [shape=box fixedsize=true label="" pos=""]\n' + '\n'.join(
        f'{t[1]} [width={float(t[2]) / 72} height={float(t[3]) / 72}]' if t[0] == 'n' else f'{t[1]} -- {t[2]}' for t in lines) + '}'
    context, graph = ctypes.c_void_p(gvc.gvContext()), ctypes.c_void_p(cgraph.agmemread(dot.encode()))
    begin = time.monotonic()
    if gvc.gvLayout(context, graph, engine.encode()) != 0:
        sys.exit(f'{engine} failed')
    took = time.monotonic() - begin
    gvc.attach_attrs(graph)
    node = cgraph.agfstnode(graph)
    while node:
        where = cgraph.agget(ctypes.c_void_p(node), b'pos').decode().split(',')
        out.write(f'{cgraph.agnameof(ctypes.c_void_p(node)).decode()} {where[0]} {where[1]}\n')
        node = cgraph.agnxtnode(graph, ctypes.c_void_p(node))
    return took


def fmmm(_engine, lines, out):
    from tulip import tlp
    graph = tlp.newGraph()
    graph.addNodes(sum(t[0] == 'n' for t in lines))
    nodes = list(graph.getNodes())
    for t in lines:
        if t[0] == 'e':
            graph.addEdge(nodes[int(t[1])], nodes[int(t[2])])
    places = graph.getLayoutProperty('viewLayout')
    begin = time.monotonic()
    graph.applyLayoutAlgorithm('Fast Multipole Multilevel Embedder (OGDF)', places)
    took = time.monotonic() - begin
    out.writelines(f'{i} {places[v][0]} {places[v][1]}\n' for i, v in enumerate(nodes))
    return took


PACKAGES = {'sfdp': 'graphviz', 'neato': 'graphviz', 'fdp': 'graphviz', 'fmmm': 'tulip and libtulip-python-5.4'}

if sys.argv[1] == '--peer':
    engine, path, places = sys.argv[2:]
    with open(places, 'w') as out:
        took = (fmmm if engine == 'fmmm' else graphviz)(engine, [line.split() for line in open(path)], out)
    print(f'layout_s={took}')
    sys.exit()

bench, score = sys.argv[1:3]
wanted = sys.argv[3:]
folder = tempfile.TemporaryDirectory()
graph, own, other, before = (os.path.join(folder.name, name) for name in ('graph', 'own', 'other', 'before'))


def result(command):
    run = subprocess.run(command, capture_output=True, text=True, check=True)
    return {key: float(value) for key, value in (pair.split('=') for pair in run.stdout.split() if '=' in pair)}


def figures(places, *more):
    return result([score, graph, places, *more])


def ours(*options, times=1):
    took = min(result([bench, graph, own, *options])['layout_s'] for _ in range(times))
    return {'time': took, **figures(own)}


def theirs(engine, times=1):
    """None where it is not installed."""
    try:
        took = min(result([sys.executable, __file__, '--peer', engine, graph, other])['layout_s'] for _ in range(times))
    except (subprocess.CalledProcessError, KeyError):
        return None
    return {'time': took, **figures(other)}


def mean(values):
    return math.exp(sum(math.log(max(value, 1e-9)) for value in values) / len(values))


def row(what, peer, pairs, goals, every=False):
    """@pairs of (ours, theirs); a goal of @every graph is shown with the worst ratio too."""
    if not pairs:
        print(f'{what:27} {peer:16} not installed: {PACKAGES.get(peer.split("+")[0], "graphviz")}', flush=True)
        return
    for key, goal in goals.items():
        more = 1 if key == 'cross' else 0
        ratios = [(mine[key] + more) / (peers[key] + more) for mine, peers in pairs]
        a, b = (mean([pair[k][key] + more for pair in pairs]) for k in (0, 1))
        ratio, worst = mean(ratios), max(ratios)
        print(f'{what:27} {peer:16} {key:7} {a:12.4f} {b:12.4f} {ratio:8.3f}   {goal:5} {"yes" if ratio <= goal else "NO "}'
              + (f'  worst graph {worst:.3f}' if every else ''), flush=True)
    print(f'{"":27} {"":16} overlaps {sum(mine["ov"] for mine, _ in pairs):.0f}, fill {mean([mine["fill"] for mine, _ in pairs]):.2f} against '
          f'{mean([max(peers["fill"], 1e-6) for _, peers in pairs]):.2f}', flush=True)


def graphs(sizes):
    for size in sizes:
        for kind in KINDS:
            r = random.Random(size)
            write(graph, *kind(size, r), r)
            yield kind.__name__


def compare(what, engine, sizes, goals, options=(), equal=False, times=1, every=False):
    pairs = []
    for _ in graphs(sizes):
        peer = theirs(engine, times)
        if peer is None:
            break
        pairs.append((ours(*options, *(('--fill', str(peer['fill'])) if equal else ()), times=times), peer))
    row(what, engine + ('' if engine == 'fmmm' else '+prism'), pairs, goals, every)


def best_of_all():
    pairs, won = [], 0
    for _ in graphs((20, 40, 70, 100)):
        peers = [peer for peer in map(theirs, ('sfdp', 'neato', 'fdp')) if peer is not None and peer['ov'] == 0]
        if not peers:
            break
        best = {key: min(peer[key] for peer in peers) for key in ('time', 'stress', 'cross', 'fill')}
        mine = ours('--budget', '50')
        won += mine['stress'] <= best['stress'] * 1.0001 and mine['cross'] <= best['cross']
        pairs.append((mine, best))
    row('n <= 100, 50 ms', 'best of each', pairs, {'stress': 1.0, 'cross': 1.0})
    print(f'{"":27} {"":16} at or below in both: {won} of {len(pairs)} (14 of 20)')


def threads():
    for size in (10000, 100000):
        ratios = []
        for _ in graphs((size,)):
            one, two = (min(result([bench, graph, own, '--threads', k])['layout_s'] for _ in range(2)) for k in '12')
            ratios.append(two / one)
        print(f'{size} nodes, two threads / one  {"":34} {mean(ratios):8.3f}   0.65  {"yes" if mean(ratios) <= .65 else "NO "}  '
              f'worst graph {max(ratios):.3f}', flush=True)


def stability():
    """3 of 100 nodes are new."""
    for kind in KINDS:
        n, edges = kind(1000, random.Random(7))
        write(graph, n, edges, random.Random(8), skip=range(n - n * 3 // 100, n))
        ours()
        with open(before, 'w') as out:
            out.writelines(line for line in open(own) if int(line.split()[0]) < n - n * 3 // 100)
        write(graph, n, edges, random.Random(8))
        fresh = ours()
        result([bench, graph, own, '--algorithm', 'settle', '--from', before])
        now = figures(own, before)
        print(f'3 % added, {kind.__name__:16} median move {now["median"]:.3f} (0), 95th percentile {now["p95"]:.3f} (0.3), '
              f'stress {now["stress"] / fresh["stress"]:.3f} of a fresh one (1.10), overlaps {now["ov"]:.0f}', flush=True)


small = (20, 40, 70, 100)
CLASSES = {
    'small': lambda: compare('n <= 100, first result', 'sfdp', small, {'time': 1.0, 'stress': .7, 'cross': .8}, times=3),
    'best': best_of_all,
    '1k': lambda: compare('1,000 at equal fill', 'sfdp', (1000,), {'time': .05, 'stress': .65, 'cross': .85}, equal=True),
    '10k': lambda: compare('10,000', 'sfdp', (10000,), {'time': .01, 'stress': .6, 'cross': .85}, every=True),
    '100k': lambda: compare('100,000', 'fmmm', (100000,), {'time': .9, 'stress': .85, 'cross': 1.0}),
    'threads': threads,
    'stable': stability,
}
print(f'layout on {os.cpu_count()} processors, load {os.getloadavg()[0]:.1f}')
print(f'{"graphs":27} {"peer":16} {"figure":7} {"own":>12} {"peer":>12} {"ratio":>8}   {"goal":5}')
for name, run in CLASSES.items():
    if not wanted or name in wanted:
        run()
