#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""test-verify-states.py PROGRAM: the state of each excerpt, and its place, by an independent reading of the definitions, over random texts of
few letters: quotes that stand once, twice, over themselves, at the very start and end, with and without surroundings; combining marks, emoji,
carriage returns, byte-order marks. And what sentences a map leaves out, by a plain look at each."""
import hashlib
import json
import random
import subprocess
import sys
import tempfile

program = sys.argv[1]
ALPHABETS = ['ab', 'ab ', 'ab.\n', 'aé漢😀', 'e\u0301\u0308', 'a\r\n', '한국어 ', 'ابج ', 'x\ufeff\u00a0']


def run(*words, stdin):
    done = subprocess.run([program, *words], input=stdin, capture_output=True)
    assert done.returncode in (0, 1), done
    return json.loads(done.stdout), done.returncode


def stretch(rand, most, letters):
    return ''.join(rand.choice(letters) for _ in range(rand.randint(0, most)))


def text_of(rand, letters):
    """Sometimes a text that repeats itself."""
    text = stretch(rand, 40, letters)
    return text * rand.choice((1, 1, 2, 3)) + stretch(rand, 3, letters)


def excerpt_of(rand, text, letters, name):
    start = rand.randint(0, max(len(text) - 1, 0))
    end = min(len(text), start + rand.randint(1, 9)) if text else 0
    if rand.random() < .15:
        start, end = 0, rand.randint(1, 6)
    if rand.random() < .15 and text:
        start, end = max(0, len(text) - rand.randint(1, 6)), len(text)
    exact = text[start:end] or rand.choice(letters)
    left, right = text[max(0, start - rand.choice((0, 1, 3, 32))):start], text[end:end + rand.choice((0, 1, 3, 32))]
    change = rand.random()
    if change < .15:
        exact = exact[:-1] + rand.choice(letters)
    elif change < .3:
        start, end = start + 1, end + 1
    elif change < .4:
        left = left[:-1] + rand.choice(letters)
    elif change < .5:
        right = rand.choice(letters) + right[1:]
    elif change < .55:
        end = start + len(text) + 7     # past the end
    return {'id': name, 'exact': exact, 'prefix': left, 'suffix': right, 'start': start, 'end': max(end, start + 1)}


def places(text, words):
    return [i for i in range(len(text) - len(words) + 1) if text.startswith(words, i)]


def beside(text, at, end, x):
    """Which of prefix and suffix stand beside the place; one that is empty says something only at an end of the text."""
    before = text[:at].endswith(x['prefix']) if x['prefix'] else at == 0
    after = text[end:].startswith(x['suffix']) if x['suffix'] else end == len(text)
    return before, after


def state_of(article, x, text):
    """The issue's words. changed and missing are one here: what is near is a matter of degree."""
    own, words = article.get('text', ''), x['exact']
    if not own:
        return 'unchecked', None, None
    found = places(text, words)
    here = text[x['start']:x['end']] == words and x['end'] <= len(text)
    if here:
        recorded = article.get('sha256') == hashlib.sha256(text.encode()).hexdigest()
        if found == [x['start']] or any(beside(text, x['start'], x['end'], x)) or recorded:
            return 'exact', x['start'], x['end']
    if len(found) == 1 and not here:
        at, end = found[0], found[0] + len(words)
        if len(places(own, words)) == 1 or all(beside(text, at, end, x)):
            return 'moved', at, end
    return ('ambiguous' if found else 'gone'), None, None


def compare(article, x, text, got):
    state, start, end = state_of(article, x, text)
    told = 'gone' if got['state'] in ('changed', 'missing') else got['state']
    assert told == state, (article, x, text, got, state)
    if start is not None:
        assert (got['start'], got['end'], got['score']) == (start, end, 1), (x, text, got)
    elif got['start'] is None:
        assert got['end'] is None and got['score'] == 0, got
    else:
        assert 0 <= got['start'] < got['end'] <= len(text) and 0 < got['score'] < 1, (x, text, got)
        assert state != 'ambiguous' or text[got['start']:got['end']] == x['exact'], (x, text, got)
    assert (got['start'] is None) == (got['state'] in ('missing', 'unchecked')) or got['state'] == 'ambiguous', got
    return told


def map_of(rand, n):
    articles = []
    for i in range(n):
        letters = rand.choice(ALPHABETS)
        text = text_of(rand, letters) if rand.random() > .03 else ''
        article = {'id': f'a{i}', 'text': text, 'excerpts': [excerpt_of(rand, text, letters, f'a{i}x{j}') for j in range(6)]}
        if rand.random() < .5:
            article['sha256'] = hashlib.sha256((text + rand.choice(('', '', '!'))).encode()).hexdigest()
        articles.append(article)
    return {'format': 'entente-map', 'version': 1, 'actors': [], 'articles': articles, 'relations': []}


def check_own_texts(rand):
    map_ = map_of(rand, 1500)
    got, code = run('verify', '-', '--json', stdin=json.dumps(map_).encode())
    told = {}
    pairs = [(a, x) for a in map_['articles'] for x in a['excerpts']]
    assert [(r['article'], r['id']) for r in got['excerpts']] == [(a['id'], x['id']) for a, x in pairs]
    for (article, x), one in zip(pairs, got['excerpts']):
        state = compare(article, x, article['text'], one)
        told[state] = told.get(state, 0) + 1
    assert code == 1 and all(told.get(s, 0) > 30 for s in ('exact', 'moved', 'ambiguous', 'gone', 'unchecked')), told
    return f'{len(pairs)} excerpts, {told}'


def check_against(rand):
    told = {}
    with tempfile.NamedTemporaryFile(suffix='.txt') as other:
        for _ in range(150):
            map_ = map_of(rand, 1)
            article = map_['articles'][0]
            letters = rand.choice(ALPHABETS)
            text = article['text']
            for _ in range(rand.randint(0, 3)):
                cut = rand.randint(0, len(text))
                text = rand.choice((stretch(rand, 3, letters) + text, text[cut:], text[:cut] + stretch(rand, 3, letters) + text[cut:],
                                    text[cut:] + text[:cut], text + text[cut:]))
            marked = text.startswith('\ufeff') or rand.random() < .3
            other.seek(0)
            other.truncate()
            other.write((b'\xef\xbb\xbf' if marked else b'') + text.encode())
            other.flush()
            got, code = run('verify', '-', '--against', other.name, '--json', stdin=json.dumps(map_).encode())
            for x, one in zip(article['excerpts'], got['excerpts']):
                state = compare(article, x, text.replace('\r\n', '\n'), one)
                told[state] = told.get(state, 0) + 1
            assert code == (0 if all(o['state'] == 'exact' for o in got['excerpts']) else 1)
    assert all(told.get(s, 0) > 5 for s in ('exact', 'moved', 'ambiguous', 'gone')), told
    return str(told)


def check_coverage(rand):
    """Sentences of plain words, that end where nobody would doubt it."""
    actors = [{'id': n.lower(), 'name': n} for n in ('Alba', 'Borea', 'Cosima', 'Doria', 'Nemo')]
    articles, relations, want, used = [], [], [], 0
    for i in range(40):
        text, excerpts = '', []
        for _ in range(rand.randint(1, 12)):
            words = [rand.choice(('the', 'envoy', 'of', 'saw', 'a', 'treaty', 'with', 'Alba', 'Borea', 'Cosima', 'Doria')) for _ in range(rand.randint(3, 9))]
            sentence = 'Then ' + ' '.join(words) + ' today.'
            start, named = len(text), list(dict.fromkeys(w.lower() for w in words if w[0].isupper()))
            text += sentence + rand.choice((' ', '\n'))
            proves = rand.random()
            if proves < .4:
                at = start + rand.randint(0, len(sentence) - 2)
                end = rand.randint(at + 1, start + len(sentence))
                name = f'x{i}n{len(excerpts)}'
                excerpts.append({'id': name, 'exact': text[at:end], 'start': at, 'end': end, 'prefix': text[max(0, at - 32):at], 'suffix': ''})
                if proves < .3:
                    relations.append({'id': 'r' + name, 'source': 'alba', 'target': 'borea', 'evidence': [{'excerpt': name}]})
                    used += 1
            if len(named) >= 2 and proves >= .3:
                want.append({'article': f'a{i}', 'start': start, 'end': start + len(sentence), 'actors': named})
        for x in excerpts:
            x['suffix'] = text[x['end']:x['end'] + 32]
        articles.append({'id': f'a{i}', 'text': text, 'excerpts': excerpts})
    relations += [{'id': 'bare', 'source': 'nemo', 'target': 'alba'}]
    got, code = run('coverage', '-', '--json', stdin=json.dumps(
        {'format': 'entente-map', 'version': 1, 'actors': actors, 'articles': articles, 'relations': relations}).encode())
    assert code == 0 and got['unproved'] == ['bare'] and got['unnamed'] == ['nemo'], got
    assert got['sentences'] == want, [p for p in zip(got['sentences'], want) if p[0] != p[1]][:2]
    return f'{len(want)} open sentences, {used} excerpts that prove'


print('TAP version 13\n1..3')
failed = False
for n, (name, check) in enumerate((('own texts', check_own_texts), ('another text', check_against), ('coverage', check_coverage)), 1):
    try:
        print(f'# {check(random.Random(20241102))}\nok {n} - {name}')
    except AssertionError as e:
        failed = True
        print('\n'.join('# ' + line for line in str(e)[:3000].splitlines()) + f'\nnot ok {n} - {name}')
sys.exit(failed)
