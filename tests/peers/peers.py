#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""peers.py ENTENTE MAP: other programs draw and save our exports, as TAP.

Inkscape and Chromium must draw the SVG as librsvg does, and the map must come out of what Inkscape saved, byte for byte."""
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
from chromium import Chromium
from tap import run_tests, test

entente, bundled = os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2])
work = tempfile.TemporaryDirectory(ignore_cleanup_errors=True)
os.chdir(work.name)
environment = {**os.environ, 'HOME': work.name, 'XDG_CONFIG_HOME': work.name, 'XDG_CACHE_HOME': work.name, 'LC_ALL': 'C.UTF-8'}


def run(*words):
    return subprocess.run(words, check=True, capture_output=True, env=environment, timeout=300).stdout


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
def libreoffice_misses_nothing():
    """It draws thicker lines and other letters; but each thing is there, in its colour: with links, which are elements of their own, too."""
    from alike import compare
    with open(bundled, encoding='utf-8') as f:
        linked = json.load(f)
    for article in linked['articles']:
        article['url'] = 'https://example.org/proof'
    with open('linked.entente', 'w', encoding='utf-8') as f:
        json.dump(linked, f)
    with open('names.entente', 'w', encoding='utf-8') as f:
        names = ['Müller', 'Владимир', '习近平', 'السعودية', 'भारत', 'ישראל'] + [f'Actor {10 + i}' for i in range(12)]
        json.dump({'format': 'entente-map', 'version': 1, 'title': 'שלום',
                   'actors': [{'id': f'a{i}', 'name': n, 'kind': 'state', 'position': {'x': i % 3 * 300, 'y': i // 3 * 200}} for i, n in enumerate(names)],
                   'relations': [{'id': f'r{i}', 'source': f'a{i}', 'target': f'a{i + 1}', 'label': 'meets'} for i in range(len(names) - 1)]}, f)
    for stem in ('linked', 'names'):
        run(entente, 'export', stem + '.entente', '-o', stem + '.svg')
        run(entente, 'export', stem + '.entente', '-o', stem + '-own.png')
        run('soffice', '--headless', '--convert-to', 'png', '--outdir', work.name, stem + '.svg')
        width, height = size(stem + '-own.png')
        run('convert', stem + '.png', '-crop', f'{width}x{height}+0+0', '+repage', stem + '-cut.png')
        print('# mean difference of 255:', compare(run, stem + '-own.png', stem + '-cut.png', 'LibreOffice', 3, 16))


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
def the_pdf_is_whole_and_searchable():
    run(entente, 'export', bundled, '-o', 'light.pdf', '--author', 'A. Müller')
    run('qpdf', '--check', 'light.pdf')
    info = run('pdfinfo', 'light.pdf').decode()
    assert re.search(r'Title: +North Korean troops and the war in Ukraine', info) and 'A. Müller' in info, info
    fonts = run('pdffonts', 'light.pdf').decode().splitlines()[2:]
    assert fonts and all(' yes ' in line for line in fonts), fonts
    text = ' '.join(run('pdftotext', 'light.pdf', '-').decode().split())
    with open(bundled, encoding='utf-8') as f:
        map_ = json.load(f)
    for word in [a['name'] for a in map_['actors']] + [r['label'] for r in map_['relations']]:
        assert word in text, word


def fold(text):
    """Without white space, marks of direction and forms of presentation."""
    import unicodedata
    return ''.join(c for c in unicodedata.normalize('NFKC', text) if not c.isspace() and unicodedata.category(c) != 'Cf')


@test
def every_script_is_found_in_a_pdf():
    names = ['Müller', 'Владимир', '习近平', '김정은', 'السعودية', 'भारत', 'Ελλάδα', 'ישראל']
    with open('scripts.entente', 'w', encoding='utf-8') as f:
        json.dump({'format': 'entente-map', 'version': 1, 'articles': [{'id': 't', 'url': 'https://example.org/proof', 'excerpts': [
            {'id': 'x', 'exact': 'x', 'start': 0, 'end': 1}]}],
            'actors': [{'id': f'a{i}', 'name': n, 'position': {'x': i % 3 * 300, 'y': i // 3 * 200}} for i, n in enumerate(names)],
            'relations': [{'id': 'r', 'source': 'a0', 'target': 'a1', 'label': 'meets', 'evidence': [{'excerpt': 'x'}]}]}, f)
    run(entente, 'export', 'scripts.entente', '-o', 'scripts.pdf')
    text = fold(run('pdftotext', 'scripts.pdf', '-').decode())
    lost = [n for n in names if fold(n) not in text and fold(n)[::-1] not in text]
    assert not lost, (lost, text)
    run('qpdf', '--qdf', '--object-streams=disable', 'scripts.pdf', 'plain.pdf')
    with open('plain.pdf', 'rb') as f:
        assert b'https://example.org/proof' in f.read()


@test
def a_poster_has_whole_pages():
    run(entente, 'export', bundled, '-o', 'poster.pdf', '--paper', 'a4', '--tiles')
    run('qpdf', '--check', 'poster.pdf')
    info = run('pdfinfo', 'poster.pdf').decode()
    assert int(re.search(r'Pages: +(\d+)', info)[1]) > 1 and 'A4' in info, info


@test
def secrets_are_not_in_a_pdf():
    run(entente, 'export', bundled, '-o', 'secret.pdf', '--hide', 'china', '--rename', 'russia=Ruritania')
    run('qpdf', '--qdf', '--object-streams=disable', 'secret.pdf', 'plain.pdf')
    with open('plain.pdf', 'rb') as f:
        assert b'China' not in f.read()
    text = run('pdftotext', 'secret.pdf', '-').decode()
    assert 'China' not in text and 'Russia' not in text and 'Ruritania' in text, text


@test
def graphviz_reads_the_graph():
    with open('odd.entente', 'w', encoding='utf-8') as f:
        json.dump({'format': 'entente-map', 'version': 1, 'title': 'a\\', 'actors': [
            {'id': 'a\\"b\\', 'name': 'x" \\N & <b>\n', 'position': {'x': 1, 'y': 2}}, {'id': 'n', 'name': '&amp;'}],
            'relations': [{'id': 'r', 'source': 'a\\"b\\', 'target': 'n', 'label': '];}'}]}, f)
    for source, actors in ((bundled, 18), ('odd.entente', 2)):
        run(entente, 'export', source, '-o', 'graph.dot')
        graph = json.loads(run('dot', '-Tjson0', 'graph.dot'))
        assert run('dot', '-Tcanon', 'graph.dot') and len(graph['objects']) == actors, graph['objects']


@test
def the_page_is_read_in_chromium():
    with open(bundled, encoding='utf-8') as f:
        map_ = json.load(f)
    map_['story'] = [{'id': 's1', 'title': 'First', 'text': 'One', 'focus': ['r1']}, {'id': 's2', 'title': 'Second', 'text': 'Two', 'focus': ['r2']}]
    with open('story.entente', 'w', encoding='utf-8') as f:
        json.dump(map_, f)
    run(entente, 'export', 'story.entente', '-o', 'page.html')
    with open('page.html', encoding='utf-8') as f:
        page = f.read()
    exact = {x['id']: x['exact'] for t in map_['articles'] for x in t['excerpts']}
    beside = len(page.encode()) - len(page[page.index('<svg'):page.index('</svg>')].encode()) - len(page[page.index('<section'):page.index('</section>')].encode())
    assert beside < 60000, beside
    browser = Chromium(work.name + '/driven', environment)
    try:
        began = time.monotonic()
        browser.open(f'file://{work.name}/page.html')
        print(f'# {len(page)} characters, {beside} bytes beside the map and its text, loaded in {time.monotonic() - began:.2f} s')
        shown = "[...document.querySelectorAll('#text article')].filter(a => a.offsetParent).map(a => a.innerText).join('\\n')"
        clicked = 0
        for relation in map_['relations'][:12]:
            label = f'#relation-{relation["id"]} .box'
            if not browser.value(f'!!document.querySelector({json.dumps(label)})'):
                label = f'.late [data-of="relation-{relation["id"]}"] .box'
            browser.click(label)
            text = browser.value(shown)
            assert all(' '.join(exact[e['excerpt']].split()) in ' '.join(text.split()) for e in relation['evidence']), (relation, text)
            clicked += 1
        browser.click('#actor-china .card')
        assert 'China' in browser.value(shown) and browser.value("document.querySelectorAll('g.off').length") > 5
        browser.key('Escape')
        assert browser.value("document.querySelectorAll('g.off').length") == 0
        browser.value("document.querySelector('#actor-china').focus()")
        browser.key('ArrowRight')
        other = browser.value('document.activeElement.id')
        assert other.startswith('actor-') and other != 'actor-china', other
        browser.key('Enter')
        time.sleep(0.2)
        assert browser.value('location.hash') == '#about-' + other
        before = browser.value("document.querySelector('#picture svg').getAttribute('viewBox')")
        browser.click('#nearer')
        assert browser.value("document.querySelector('#picture svg').getAttribute('viewBox')") != before
        browser.click('#next')
        assert 'First' in browser.value(shown)
        browser.click('#next')
        assert 'Second' in browser.value(shown) and browser.value("document.getElementById('next').disabled")
        browser.value("const f = document.getElementById('find'); f.value = 'friendly'; f.dispatchEvent(new Event('input'))")
        assert browser.value("document.getElementById('found').children.length") >= 1
        bad, asked, own = browser.complaints()
        assert not bad and not asked and own == 1, (bad, asked, own)
        browser.call('Emulation.setDeviceMetricsOverride', width=390, height=844, deviceScaleFactor=2, mobile=True)
        assert browser.value('document.documentElement.scrollWidth') <= 390
        browser.call('Emulation.setScriptExecutionDisabled', value=True)
        browser.open(f'file://{work.name}/page.html')
        browser.call('Emulation.setScriptExecutionDisabled', value=False)
        text = ' '.join(browser.value('document.body.innerText').split())
        assert all(' '.join(x.split()) in text for x in exact.values()) and browser.value("document.querySelector('svg').getBoundingClientRect().height") > 100
    finally:
        browser.close()


def story():
    """The bundled map with steps of every sort: with a view, without one, about a collapsed group, looking past what it is about."""
    with open(bundled, encoding='utf-8') as f:
        map_ = json.load(f)
    excerpts = [x for t in map_['articles'] for x in t['excerpts']]
    place = next(a['position'] for a in map_['actors'] if a['id'] == 'china')
    x, y = place['x'], place['y']
    map_['groups'] = [{'id': 'g1', 'name': 'Two', 'members': [a['id'] for a in map_['actors'] if a['id'] not in ('china', 'russia')][:2], 'collapsed': True,
                       'position': {'x': x + 900, 'y': y}}]
    map_['story'] = [
        {'id': 's1', 'title': 'Near', 'text': 'One\nTwo', 'focus': ['china'], 'excerpts': [excerpts[3]['id'], excerpts[1]['id']], 'view': {'x': x + 30, 'y': y - 20, 'zoom': 2}},
        {'id': 's2', 'title': 'Far', 'focus': ['china'], 'view': {'x': x, 'y': y, 'zoom': 0.25}},
        {'id': 's3', 'title': 'Elsewhere', 'focus': ['g1']},
        {'id': 's4', 'title': 'Off', 'focus': ['china'], 'view': {'x': x + 5000, 'y': y, 'zoom': 1}}]
    map_['view'] = {'x': x, 'y': y + 10, 'zoom': 1.5}
    return map_, excerpts, x, y


@test
def a_step_is_seen_as_its_author_saw_it():
    map_, excerpts, x, y = story()
    with open('steps.entente', 'w', encoding='utf-8') as f:
        json.dump(map_, f)
    run(entente, 'export', 'steps.entente', '-o', 'steps.html')
    browser = Chromium(work.name + '/steps', environment)
    # In CSS pixels per map unit, and the map's place in the middle of the picture.
    seen = ("(() => { const s = document.querySelector('#picture svg'), r = s.getBoundingClientRect(), m = s.getScreenCTM(); "
            'return [m.a, (r.left + r.width / 2 - m.e) / m.a, (r.top + r.height / 2 - m.f) / m.d]; })()')
    inside = ("(id => { const r = document.querySelector('#picture svg').getBoundingClientRect(), b = document.getElementById(id).getBoundingClientRect(); "
              'return b.left >= r.left && b.right <= r.right && b.top >= r.top && b.bottom <= r.bottom; })')
    quotes = "[...document.querySelectorAll('#text blockquote')].filter(q => q.offsetParent).map(q => q.firstChild.data)"

    def at(*wanted):
        got = browser.value(seen)
        assert all(abs(g - w) < 0.01 for g, w in zip(got, wanted)), (got, wanted)

    def size(width, height, mobile=False):
        browser.call('Emulation.setDeviceMetricsOverride', width=width, height=height, deviceScaleFactor=1 + mobile, mobile=mobile)
        time.sleep(0.3)

    def go(to):
        browser.value(f"location.hash = '#about-{to}'")
        time.sleep(0.2)
    try:
        browser.open(f'file://{work.name}/steps.html')
        at(1.5, x, y + 10)  # the opening view
        browser.click('#next')
        at(2, x + 30, y - 20)
        assert browser.value(quotes) == [excerpts[3]['exact'], excerpts[1]['exact']], browser.value(quotes)
        assert 'One\nTwo' in browser.value("document.querySelector('#about-step-1').innerText")
        assert browser.value("document.getElementById('place').textContent") == '1 / 4'
        size(1100, 700)
        at(2, x + 30, y - 20)  # the same in a window of another size
        browser.click('#next')
        at(0.25, x, y)
        browser.click('#previous')
        at(2, x + 30, y - 20)
        assert not browser.value(inside + "('actor-g1')")
        go('step-3')  # without a view of its own
        assert browser.value(inside + "('actor-g1')") and not browser.value("document.getElementById('actor-g1').classList.contains('off')")
        browser.click('#next')
        at(1, x + 5000, y)
        assert browser.value("document.getElementById('next').disabled")
        # From a text what is chosen comes into sight; a click on the map leaves the map where it is.
        go('actor-china')
        assert browser.value(inside + "('actor-china')")
        before = browser.value(seen)
        browser.value("document.querySelector('#picture').scrollIntoView()")
        browser.click('#actor-china .card')
        assert browser.value(seen) == before
        # A phone: the same middle, from so far away that what the step is about is in sight.
        size(390, 844, True)
        go('step-4')
        assert browser.value(inside + "('actor-china')"), browser.value(seen)
        got = browser.value(seen)
        assert abs(got[1] - x - 5000) < 1 and got[0] < 0.1, got
        # Paper has the whole map.
        size(1400, 900)
        go('step-1')
        browser.value("addEventListener('beforeprint', () => { window.printed = document.querySelector('#picture svg').getAttribute('viewBox'); })")
        browser.call('Page.printToPDF')
        with open('steps.html', encoding='utf-8') as f:
            assert browser.value('window.printed') == re.search(r'<svg[^>]* viewBox="([^"]*)"', f.read())[1]
        at(2, x + 30, y - 20)
        bad, asked, _ = browser.complaints()
        assert not bad and not asked, (bad, asked)
    finally:
        browser.close()


@test
def shapes_written_once_are_clicked_and_walked_like_others():
    with open('alike.entente', 'w', encoding='utf-8') as f:
        json.dump({'format': 'entente-map', 'version': 1,
                   'actors': [{'id': f'a{i}', 'name': f'Actor {10 + i}', 'kind': 'state', 'position': {'x': i % 6 * 260, 'y': i // 6 * 150}} for i in range(36)],
                   'relations': [{'id': f'r{i}', 'source': f'a{i}', 'target': f'a{i + 1}', 'label': 'meets'} for i in range(35)]}, f)
    run(entente, 'export', 'alike.entente', '-o', 'alike.html')
    browser = Chromium(work.name + '/alike', environment)
    try:
        browser.open(f'file://{work.name}/alike.html')
        assert browser.value("document.querySelectorAll('#actors rect').length") == 0
        for thing in ('actor-a8', 'relation-r8'):
            browser.click(f'#{thing} use')
            assert browser.value('location.hash') == '#about-' + thing
        browser.value("document.querySelector('#actor-a14').focus()")
        browser.key('ArrowRight')
        assert browser.value('document.activeElement.id') == 'actor-a15'
        assert browser.value("getComputedStyle(document.querySelector('#actor-a15 use')).outlineStyle") == 'solid'
    finally:
        browser.close()


missing = [p for p in ('inkscape', 'chromium', 'convert', 'identify', 'pdftotext', 'pdfinfo', 'pdffonts', 'qpdf', 'dot', 'soffice') if shutil.which(p) is None]

def everything_is_installed():
    assert not missing, 'not installed: ' + ', '.join(missing)


run_tests(before=everything_is_installed)
