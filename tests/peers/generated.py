#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""generated.py ENTENTE N [PICTURES]: N maps made by chance, with names in many scripts, as TAP.

Every name and label stands as text in SVG and web page, and in the PDF where pdftotext is there; no card or label covers another. The first
PICTURES of them are drawn by Inkscape and Chromium as by librsvg."""
import html
import json
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
import unicodedata
import xml.etree.ElementTree as ET

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
from tap import run_tests, test

entente, n_maps, n_pictures = os.path.abspath(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]) if len(sys.argv) > 3 else 0
SVG = '{http://www.w3.org/2000/svg}'
WORDS = {
    'Latin': ['Müller', 'Łódź', 'Ångström', 'Çelik', 'Nguyễn', 'São Paulo', 'Dvořák', 'Ministry of Trade'],
    'Cyrillic': ['Владимир', 'Київ', 'Министерство', 'Ђорђевић', 'Қазақстан'],
    'Han': ['习近平', '中华人民共和国', '東京', '臺灣', '外交部'],
    'Hangul': ['김정은', '대한민국', '서울'],
    'Arabic': ['السعودية', 'محمد', 'وزارة الخارجية', 'ایران'],
    'Devanagari': ['भारत', 'नरेन्द्र मोदी', 'विदेश मंत्रालय'],
    'emoji': ['Team 🚀', '🌍', 'Fête 🎉'],
}
LABELS = ['meets', 'поддерживает', '支持', '지지한다', 'يدعم', 'समर्थन करता है', 'signs a long treaty of friendship with', 'warns 🚨']
work = tempfile.TemporaryDirectory(ignore_cleanup_errors=True)
os.chdir(work.name)
environment = {**os.environ, 'HOME': work.name, 'XDG_CONFIG_HOME': work.name, 'XDG_CACHE_HOME': work.name, 'LC_ALL': 'C.UTF-8'}


def run(*words, timeout=900):
    done = subprocess.run(words, capture_output=True, env=environment, timeout=timeout)
    assert done.returncode == 0, (words[:3], done.stderr[-1000:])
    return done.stdout


def fold(text):
    """Without white space, marks of direction and of presentation, and forms of presentation."""
    return ''.join(c for c in unicodedata.normalize('NFKC', text) if not c.isspace() and unicodedata.category(c) != 'Cf' and c not in '\ufe0e\ufe0f')


def make(seed, emoji=True):
    chance = random.Random(seed)
    names = [w for name, script in WORDS.items() if emoji or name != 'emoji' for w in chance.sample(script, min(len(script), chance.randint(1, 2)))]
    chance.shuffle(names)
    names = names[:chance.randint(3, 10)]
    actors = [{'id': f'a{i}', 'name': n, 'kind': chance.choice(['person', 'state', 'organization', 'company'])} for i, n in enumerate(names)]
    relations = []
    for n in range(chance.randint(2, len(actors) + 4)):
        a, b = chance.sample(range(len(actors)), 2)
        relations.append({'id': f'r{n}', 'source': f'a{a}', 'target': f'a{b}', 'label': chance.choice(LABELS if emoji else LABELS[:-1]),
                          'stance': chance.choice(['cooperative', 'conflictual', 'neutral'])})
    return {'format': 'entente-map', 'version': 1, 'title': f'Map {seed}', 'actors': actors, 'relations': relations}


maps = {f'm{i}': make(i) for i in {*range(n_maps), 63}}  # a PDF of 63 once could not be made
for stem, map_ in maps.items():
    with open(stem + '.entente', 'w', encoding='utf-8') as f:
        json.dump(map_, f, ensure_ascii=False)
os.mkdir('out')
for form in ('svg', 'html', 'pdf'):
    run(entente, 'export', *[s + '.entente' for s in maps], '-o', 'out', '--format', form)


def words_of(map_):
    return [a['name'] for a in map_['actors']] + [r['label'] for r in map_['relations']]


@test
def every_word_is_text_in_svg():
    for stem, map_ in maps.items():
        root = ET.parse(f'out/{stem}.svg').getroot()
        groups = [fold(''.join(t.text or '' for t in g.iter(SVG + 'text'))) for g in root.iter(SVG + 'g')]
        for word in words_of(map_):
            assert any(fold(word) in g for g in groups), (stem, word)


@test
def every_word_is_text_in_the_page():
    for stem, map_ in maps.items():
        with open(f'out/{stem}.html', encoding='utf-8') as f:
            page = f.read()
        text = fold(html.unescape(re.sub(r'<[^>]*>', ' ', page[page.index('<section'):page.index('</section>')])))
        for word in words_of(map_):
            assert fold(word) in text, (stem, word)


def every_word_is_text_in_pdf():
    for stem, map_ in maps.items():
        text = fold(run('pdftotext', '-raw', f'out/{stem}.pdf', '-').decode())
        for word in words_of(map_):
            # Right to left, extracted as it is seen; long labels may be broken between words.
            parts = [fold(p) for p in word.split()]
            assert all(p in text or p[::-1] in text for p in parts), (stem, word, text)


def emoji_stand_in_their_words_in_pdf():
    """In reading order, where they are drawn as pictures; their names are never broken."""
    seen = 0
    for stem, map_ in maps.items():
        names = [a['name'] for a in map_['actors'] if a['name'] in WORDS['emoji']]
        text = fold(run('pdftotext', f'out/{stem}.pdf', '-').decode()) if names else ''
        for name in names:
            assert fold(name) in text, (stem, name, text)
            seen += 1
    assert seen > 0


def box(e, dx=0, dy=0):
    x, y, w, h = (float(e.get(k)) for k in ('x', 'y', 'width', 'height'))
    return x + dx, y + dy, x + dx + w, y + dy + h


def boxes_in(root):
    """Of cards and labels, those written once and used from there too."""
    def own(element):
        return [r for r in element.iter(SVG + 'rect') if r.get('class') in ('card', 'box')]

    shared = {g.get('id'): own(g) for g in root.find(SVG + 'defs').iter(SVG + 'g')}
    inside = {r for boxes in shared.values() for r in boxes}
    used = [box(r, float(u.get('x')), float(u.get('y'))) for u in root.iter(SVG + 'use')
            for r in shared.get(u.get('{http://www.w3.org/1999/xlink}href')[1:], [])]
    return used + [box(r) for r in own(root) if r not in inside]


@test
def nothing_covers_a_label():
    for stem, map_ in maps.items():
        boxes = boxes_in(ET.parse(f'out/{stem}.svg').getroot())
        assert len(boxes) >= len(map_['actors']) + len(map_['relations']), stem
        for i, a in enumerate(boxes):
            for b in boxes[:i]:
                over = min(a[2], b[2]) - max(a[0], b[0]), min(a[3], b[3]) - max(a[1], b[1])
                assert over[0] <= 0.5 or over[1] <= 0.5, (stem, a, b)


def other_programs_draw_the_same():
    from alike import compare, shot_by
    from chromium import Chromium
    # Inkscape 1.2 draws other glyphs for emoji.
    stems = [f'p{i}' for i in range(n_pictures)]
    for i, stem in enumerate(stems):
        with open(stem + '.entente', 'w', encoding='utf-8') as f:
            json.dump(make(i, emoji=False), f, ensure_ascii=False)
    os.mkdir('pictures')
    for form, folder in (('png', 'pictures'), ('svg', 'out')):
        run(entente, 'export', *[s + '.entente' for s in stems], '-o', folder, '--format', form)
    run('inkscape', '--export-type=png', *[f'out/{s}.svg' for s in stems])
    browser, worst = Chromium(work.name, environment), {'Inkscape': 0, 'Chromium': 0}
    try:
        for stem in stems:
            mine = f'pictures/{stem}.png'
            worst['Inkscape'] = max(worst['Inkscape'], compare(run, mine, f'out/{stem}.png', 'Inkscape'))
            width, height = (int(n) for n in run('identify', '-format', '%w %h', mine).split())
            shot_by(browser, f'{work.name}/out/{stem}.svg', width, height, 'chromium.png')
            worst['Chromium'] = max(worst['Chromium'], compare(run, mine, 'chromium.png', 'Chromium'))
    finally:
        browser.close()
    print('# largest mean difference of 255:', ', '.join(f'{k} {v:.2f}' for k, v in worst.items()))


if shutil.which('pdftotext'):
    test(every_word_is_text_in_pdf)
    test(emoji_stand_in_their_words_in_pdf)
if n_pictures:
    test(other_programs_draw_the_same)
run_tests()
