#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""test-export-faults.py ENTENTE: whatever goes wrong in an export, the old file stays as it was, as TAP.

For every form each system call on the folder fails once, with a full disk and with a broken one; writes take half; and the program is killed
at moments by chance. FAULTLIB is the library that fails calls (tests/document/faultlib.c)."""
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
from tap import run_tests, test

entente, faultlib = os.path.abspath(sys.argv[1]), os.environ['FAULTLIB']
FORMS = ('svg', 'png', 'pdf', 'html', 'md', 'csv', 'dot', 'entente')
ENOSPC, EIO = 28, 5
KILLS = 12
OLD = b'what stood there before\n' * 1000
chance = random.Random(3)
work = tempfile.TemporaryDirectory(ignore_cleanup_errors=True)
root = os.path.realpath(work.name)
folder, source, log = (os.path.join(root, n) for n in ('out', 'map.entente', 'log'))
os.mkdir(folder)
environment = {**os.environ, 'HOME': root, 'XDG_CONFIG_HOME': root, 'XDG_CACHE_HOME': os.environ.get('XDG_CACHE_HOME', root + '/cache'), 'LC_ALL': 'C.UTF-8',
               'SOURCE_DATE_EPOCH': '1700000000'}
with open(source, 'w', encoding='utf-8') as f:
    json.dump({'format': 'entente-map', 'version': 1, 'title': 'Two',
               'actors': [{'id': 'a', 'name': 'A', 'position': {'x': 0, 'y': 0}}, {'id': 'b', 'name': 'B', 'position': {'x': 300, 'y': 0}}],
               'relations': [{'id': 'r', 'source': 'a', 'target': 'b', 'label': 'meets'}]}, f)


def path(form):
    return os.path.join(folder, 'old.' + form)


def read(form):
    with open(path(form), 'rb') as f:
        return f.read()


def put_old(form):
    with open(path(form), 'wb') as f:
        f.write(OLD)


def export(form, **faults):
    if os.path.exists(log):
        os.unlink(log)
    env = {**environment, 'LD_PRELOAD': faultlib, 'ENT_FAULT_UNDER': folder, 'ENT_FAULT_LOG': log, **{k: str(v) for k, v in faults.items()},
           'ASAN_OPTIONS': os.environ.get('ASAN_OPTIONS', '') + ':verify_asan_link_order=0:detect_leaks=0'}
    done = subprocess.run([entente, 'export', source, '-o', path(form)], env=env, capture_output=True, timeout=60)
    with open(log, encoding='ascii') as f:
        calls = [line.split() for line in f]
    return done, calls


def whole(form):
    """What an export that nothing hinders writes."""
    put_old(form)
    done, calls = export(form)
    assert done.returncode == 0, done
    assert len(calls) > 5, calls
    return read(form), len(calls)


def leftovers():
    """Temporary files; they are taken away."""
    found = [n for n in os.listdir(folder) if n.startswith('.')]
    for name in found:
        os.unlink(os.path.join(folder, name))
    return found


def each_call_fails_once(form):
    new, n_calls = whole(form)
    failed, kept = set(), 0
    for n in range(1, n_calls + 1):
        put_old(form)
        done, calls = export(form, ENT_FAULT_NTH=n, ENT_FAULT_ERRNO=ENOSPC if n % 2 else EIO)
        name = next((c[1] for c in calls if c[2] == 'FAIL'), None)
        failed.add(name)
        # The disk may fail to confirm what is in place; then it is the whole new file, and the failure is told.
        assert read(form) in (OLD, new), (form, name, n)
        assert done.returncode in (0, 1) and (done.returncode == 1 or read(form) == new), (form, name, done)
        assert done.returncode == 0 or path(form).encode() in done.stderr, (form, name, done)
        kept += read(form) == OLD
        left = leftovers()
        # Only where the call that takes it away is the one that failed.
        assert not left or name.startswith('unlink'), (form, name, left)
    assert {'write', 'fsync'} <= {n for n in failed if n} and any(n and n.startswith('rename') for n in failed), failed
    assert kept >= 4, kept


def a_short_write_is_no_loss(form):
    new, _ = whole(form)
    put_old(form)
    done, calls = export(form, ENT_FAULT_NTH=1, ENT_FAULT_ERRNO='short')
    assert done.returncode == 0 and read(form) == new, (form, done)
    assert any(c[2] == 'FAIL' for c in calls), calls


def a_full_disk_from_the_first_byte(form):
    whole(form)
    put_old(form)
    done, _ = export(form, ENT_FAULT_CALL='write', ENT_FAULT_NTH=1, ENT_FAULT_ERRNO=ENOSPC)
    assert done.returncode == 1 and read(form) == OLD and not leftovers(), (form, done)
    assert b'o space' in done.stderr or b'full' in done.stderr, done.stderr


def killed_at_any_moment(form):
    new, _ = whole(form)
    began = time.monotonic()
    export(form)
    lasts, killed = time.monotonic() - began, 0
    for _ in range(KILLS):
        put_old(form)
        process = subprocess.Popen([entente, 'export', source, '-o', path(form)], env=environment, stderr=subprocess.DEVNULL)
        time.sleep(lasts * chance.uniform(0.2, 1.05))
        process.send_signal(signal.SIGKILL)
        killed += process.wait() == -signal.SIGKILL
        assert read(form) in (OLD, new), form
    leftovers()  # a later save sweeps them, once they are a day old
    assert killed > 0, form
    print(f'# {form}: killed {killed} times')


def add(function, form):
    def one():
        function(form)
    one.__name__ = f'{form}_{function.__name__}'
    test(one)


for kind in FORMS:
    for each in (each_call_fails_once, a_short_write_is_no_loss, a_full_disk_from_the_first_byte, killed_at_any_moment):
        add(each, kind)
run_tests()
