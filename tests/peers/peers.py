#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""peers.py ENTENTE MAP: other programs draw and save our exports, as TAP.

Inkscape and Chromium must draw the SVG as librsvg does, and the map must come out of what Inkscape saved, byte for byte."""
import os
import shutil
import subprocess
import sys
import tempfile

entente, bundled = os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2])
tests = []
work = tempfile.TemporaryDirectory(ignore_cleanup_errors=True)
os.chdir(work.name)
environment = {**os.environ, 'HOME': work.name, 'XDG_CONFIG_HOME': work.name, 'XDG_CACHE_HOME': work.name, 'LC_ALL': 'C.UTF-8'}


def run(*words):
    return subprocess.run(words, check=True, capture_output=True, env=environment, timeout=300).stdout


def test(function):
    tests.append(function)
    return function


def size(picture):
    return tuple(int(n) for n in run('identify', '-format', '%w %h', picture).split())


def difference(a, b):
    """Mean difference of the pixels, 0 to 1, after a blur that forgives other smoothing of the same edge."""
    return float(run('convert', a, b, '-alpha', 'off', '-blur', '0x2', '-compose', 'difference', '-composite', '-format', '%[fx:mean]', 'info:'))


for theme in ('light', 'dark'):
    run(entente, 'export', bundled, '-o', f'{theme}.svg', '--theme', theme)
    run(entente, 'export', bundled, '-o', f'{theme}.png', '--theme', theme)


@test
def inkscape_draws_it_alike():
    for theme in ('light', 'dark'):
        run('inkscape', f'{theme}.svg', '--export-type=png', f'--export-filename=inkscape-{theme}.png')
        assert size(f'inkscape-{theme}.png') == size(f'{theme}.png')
        apart = difference(f'inkscape-{theme}.png', f'{theme}.png')
        assert apart < 0.004, apart
        print('# mean difference', apart)


@test
def chromium_draws_it_alike():
    for theme in ('light', 'dark'):
        width, height = size(f'{theme}.png')
        run('chromium', '--headless=new', '--no-sandbox', '--disable-gpu', '--hide-scrollbars', '--force-device-scale-factor=1',
            f'--user-data-dir={work.name}/chromium', f'--screenshot={work.name}/chromium.png',
            f'--window-size={width},{height + 200}', f'file://{work.name}/{theme}.svg')
        run('convert', 'chromium.png', '-crop', f'{width}x{height}+0+0', '+repage', 'cropped.png')
        apart = difference('cropped.png', f'{theme}.png')
        assert apart < 0.004, apart
        print('# mean difference', apart)


@test
def the_map_survives_inkscape():
    with open(bundled, 'rb') as f:
        original = f.read()
    for options in ([], ['--export-plain-svg']):
        run('inkscape', 'light.svg', *options, '--export-type=svg', '--export-filename=saved.svg')
        run(entente, 'convert', 'saved.svg', 'saved.entente')
        with open('saved.entente', 'rb') as f:
            assert f.read() == original, options
        run('inkscape', 'saved.svg', *options, '--export-type=svg', '--export-filename=twice.svg')
        assert run(entente, 'convert', 'twice.svg', '-') == original, options


@test
def text_stays_text_in_a_pdf():
    run('rsvg-convert', '-f', 'pdf', '-o', 'light.pdf', 'light.svg')
    text = run('pdftotext', 'light.pdf', '-').decode()
    for word in ('North Korean troops and the war in Ukraine', 'Antony Blinken', 'Kim Jong Un', 'cooperates'):
        assert word in text, word


missing = [p for p in ('inkscape', 'chromium', 'convert', 'identify', 'rsvg-convert', 'pdftotext') if shutil.which(p) is None]
print(f'1..{len(tests)}')
failed = 0
for n, function in enumerate(tests, 1):
    try:
        assert not missing, 'not installed: ' + ', '.join(missing)
        function()
        print('ok', n, '-', function.__name__, flush=True)
    except Exception as error:  # each kind of failure is one failed test
        failed += 1
        print('not ok', n, '-', function.__name__)
        print('#', type(error).__name__, str(error).replace('\n', '\n# ')[:2000], flush=True)
sys.exit(1 if failed else 0)
