#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""page-rules.py ENTENTE MAP: what axe-core and html-validate say of the web page and of the report, in light and dark, as TAP.

Both come through npm; where it reaches no registry the tests are skipped, and say so."""
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
from chromium import Chromium
from tap import run_tests, test

entente, bundled = os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2])
PACKAGES = ['axe-core@4', 'html-validate@10']
work = tempfile.TemporaryDirectory(ignore_cleanup_errors=True)
os.chdir(work.name)
with open('package.json', 'w', encoding='utf-8') as f:
    f.write('{"private": true}')
try:
    subprocess.run(['npm', 'install', '--no-audit', '--no-fund', '--silent', *PACKAGES], check=True, timeout=240, capture_output=True)
except (OSError, subprocess.SubprocessError):
    print('1..0 # SKIP npm cannot fetch axe-core and html-validate')
    sys.exit(0)
with open(bundled, encoding='utf-8') as f:
    map_ = json.load(f)
map_['story'] = [{'id': 's1', 'title': 'First', 'text': 'One', 'focus': ['r1', 'g1'],
                  'excerpts': [map_['articles'][0]['excerpts'][0]['id']], 'view': {'x': 0, 'y': 0, 'zoom': 1}},
                 {'id': 's2', 'title': 'Second', 'text': 'Two', 'focus': ['r2']}]
map_['groups'] = [{'id': 'g1', 'name': 'Two', 'members': [a['id'] for a in map_['actors'][:2]]}]
with open('story.entente', 'w', encoding='utf-8') as f:
    json.dump(map_, f)
subprocess.run([entente, 'export', 'story.entente', '-o', 'page.html'], check=True)
subprocess.run([entente, 'export', 'story.entente', '-o', 'report.html', '--report'], check=True)
with open('node_modules/axe-core/axe.min.js', encoding='utf-8') as f:
    axe = f.read()


@test
def html_validate_finds_nothing():
    for name in ('page', 'report'):
        done = subprocess.run(['node_modules/.bin/html-validate', f'{name}.html'], capture_output=True, text=True, timeout=120)
        assert done.returncode == 0, done.stdout


@test
def axe_finds_nothing():
    browser = Chromium(work.name, {**os.environ, 'HOME': work.name})
    try:
        for scheme in ('light', 'dark'):
            browser.call('Emulation.setEmulatedMedia', features=[{'name': 'prefers-color-scheme', 'value': scheme}])
            for name, steps in (('page', ['', '#about-actor-china', '#about-relation-r1', '#about-step-1']), ('report', [''])):
                for hash_ in steps:
                    browser.open(f'file://{work.name}/{name}.html')
                    browser.value(f'location.hash = {json.dumps(hash_)}')
                    time.sleep(0.3)
                    browser.value(axe + ';1')
                    found = browser.value("axe.run(document, {resultTypes: ['violations']}).then(r => r.violations.map(v => [v.id, v.help, v.nodes[0].html, v.nodes[0].failureSummary]))")
                    assert not found, (scheme, name, hash_, found)
    finally:
        browser.close()


@test
def the_picture_comes_soon():
    browser = Chromium(work.name + '/again', {**os.environ, 'HOME': work.name})
    try:
        browser.open(f'file://{work.name}/page.html')
        deadline, paint = time.monotonic() + 10, None
        while paint is None and time.monotonic() < deadline:
            paint = browser.value("(performance.getEntriesByName('first-contentful-paint')[0] || {}).startTime")
            time.sleep(0.1)
        print(f'# {os.path.getsize("page.html")} bytes, first picture after {paint:.0f} ms')
        assert paint < 5000
    finally:
        browser.close()


run_tests()
