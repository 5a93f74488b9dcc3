#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
# The bundled map against its article, without any code of the program: the text is the one that was read, byte for byte, every excerpt
# stands where it says, every relation is proved and every excerpt proves something, and names are of the article's own words.
# Arguments: the map, the article as it was read.
import hashlib
import json
import os
import re
import sys

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
from tap import run_tests, test

with open(sys.argv[1], 'rb') as f:
    raw = f.read()
with open(sys.argv[2], 'rb') as f:
    article_bytes = f.read()

map_ = json.loads(raw.decode('utf-8'))
actors = map_['actors']
relations = map_['relations']
article = map_['articles'][0]
text = article['text']
excerpts = article['excerpts']
CONTEXT = 32  # code points of prefix and suffix

# The one name that the article only has in short forms.
SPELLED_OUT = {'United States'}
OFFICES = re.compile(r'^(the|president|secretary|leader|nato) ', re.I)


@test
def one_article():
    assert len(map_['articles']) == 1
    assert text.encode('utf-8') == article_bytes, 'the text is not the article as read'
    assert article['sha256'] == hashlib.sha256(article_bytes).hexdigest()
    assert article['title'] == text.split('\n')[0], 'the title is not the headline'
    assert article['language'] == 'en'
    for member in ('publisher', 'author', 'published', 'accessed', 'url'):
        assert not article.get(member), f'{member} is not in the article'


@test
def excerpts_stand():
    for x in excerpts:
        start, end = x['start'], x['end']
        assert text[start:end] == x['exact'], f'{x["id"]} does not stand at {start} to {end}'
        # The quotation is unique by itself, so 32 code points of context are enough.
        assert text.count(x['exact']) == 1, f'{x["id"]} is not unique'
        assert x['prefix'] == text[max(0, start - CONTEXT):start], f'prefix of {x["id"]}'
        assert x['suffix'] == text[end:end + CONTEXT], f'suffix of {x["id"]}'
    places = [(x['start'], -x['end']) for x in excerpts]
    assert places == sorted(set(places)), 'excerpts are not in the order of the text, each once'


@test
def everything_is_proved():
    ids = {x['id'] for x in excerpts}
    used = set()
    for r in relations:
        proof = [e['excerpt'] for e in r.get('evidence', [])]
        assert proof, f'{r["id"]} is not proved'
        assert len(proof) == len(set(proof)), f'{r["id"]} counts an excerpt twice'
        used.update(proof)
    assert used == ids, f'these prove nothing: {ids - used}'


@test
def names_are_of_the_text():
    seen = {}
    for a in actors:
        assert not OFFICES.match(a['name']), f'{a["name"]} has an article or an office'
        assert a['name'] in text or a['name'] in SPELLED_OUT, f'{a["name"]} is not in the article'
        for alias in a.get('aliases', []):
            assert alias in text, f'{alias} is not in the article'
            assert alias != a['name']
        for name in [a['name'], *a.get('aliases', [])]:
            assert seen.setdefault(name, a['id']) == a['id'], f'{name} is two actors'
        assert 'position' in a, f'{a["name"]} has no place'


@test
def relations_are_told_apart():
    used = set()
    seen = set()
    for r in relations:
        used.update((r['source'], r['target']))
        label = r['label']
        assert label and label[0].islower() and len(label) <= 36, f'label of {r["id"]}: {label}'
        assert not label.endswith('.') and '  ' not in label
        key = (r['source'], r['target'], label)
        assert key not in seen, f'{r["id"]} says the same as another'
        seen.add(key)
        assert 'stance' in r and 'status' in r and 'direction' in r and 'kind' in r
    assert used == {a['id'] for a in actors}, 'an actor without relation'


@test
def dates_are_of_the_text():
    words = {x['id']: x['exact'] for x in excerpts}
    for r in relations:
        when = r.get('when', '')
        if not when:
            continue
        assert re.fullmatch(r'[12]\d{3}', when)
        # The year stands in the quotation or in the sentence whose second half it is ("during the same year").
        quoted = ' '.join(words[e['excerpt']] for e in r['evidence'])
        assert when in quoted or (when == '2017' and ('same year' in quoted or 'tensions between the two nations' in quoted)), r['id']


@test
def bytes_are_tidy():
    assert raw.endswith(b'}\n') and not raw.endswith(b'\n\n') and b'\r' not in raw and not raw.startswith(b'\xef')


run_tests()
