#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""list.py BENCH_LIST [ACTORS...]: the list of all actors and relations on an X server of its own; medians of three runs. Fails where half
of all changes of the map take more than a frame (16 ms) of the main thread at 10,000 actors."""
import json
import os
import statistics
import subprocess
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '../display'))
from gtkdrive import Session  # noqa: E402

MOST = 16.0  # ms
failed = False
with Session(size='1300x600', wm=False, a11y=False, env={'GTK_A11Y': 'none', 'G_DEBUG': 'fatal-criticals'}) as session:
    for n in [int(a) for a in sys.argv[2:]] or [1000, 10000, 100000]:
        runs = [json.loads(subprocess.run([sys.argv[1], str(n)], env=session.env, stdout=subprocess.PIPE, timeout=300, check=True).stdout.splitlines()[-1])
                for _ in range(3)]
        r = {k: statistics.median(run[k] for run in runs) for k in runs[0] if k != 'gtk'}
        print(f"list {n:7} actors, {3 * n} relations (GTK {runs[0]['gtk']}): first rows after {r['open']:.0f} ms; a change "
              f"{r['actors_p50']:.1f} ms, p95 {r['actors_p95']:.1f}, of relations {r['relations_p50']:.1f} ms, p95 {r['relations_p95']:.1f} "
              f"(without a list {r['edit']:.1f}); the frame after it p95 {r['actors_frame_p95']:.1f} and {r['relations_frame_p95']:.1f} ms; "
              f"sorted after {r['sort_actors']:.0f} and {r['sort']:.0f} ms, words found after {r['type']:.0f} ms", flush=True)
        failed = failed or (n <= 10000 and max(r['actors_p50'], r['relations_p50']) > MOST)
sys.exit(failed)
