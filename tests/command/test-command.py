#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""test-command.py ENTENTE MAP GOLDEN: the command line as its contract has it, from outside and without a display, as TAP."""
import json
import os
import re
import resource
import signal
import struct
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ET
import zlib

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
from tap import run_tests, test

entente, bundled, golden = map(os.path.abspath, sys.argv[1:4])
work = tempfile.TemporaryDirectory()
os.chdir(work.name)
environment = {k: v for k, v in os.environ.items()
               if k not in ('DISPLAY', 'WAYLAND_DISPLAY', 'DBUS_SESSION_BUS_ADDRESS', 'GSETTINGS_SCHEMA_DIR')}
environment.update(HOME=work.name, LC_ALL='C.UTF-8', G_DEBUG='fatal-warnings')


def run(*words, stdin=b'', env=environment, **more):
    return subprocess.run([entente, *words], input=stdin, capture_output=True, env=env, timeout=120, **more)


def write(name, content):
    with open(name, 'wb') as f:
        f.write(content if isinstance(content, bytes) else content.encode())
    return name


def read(name):
    with open(name, 'rb') as f:
        return f.read()


original = read(bundled)
write('good.entente', original)
write('bad.entente', '{"format": "entente-map",\n "version": 1, "actors": [{"id": "a"}]}')
write('newer.entente', '{"format": "entente-map", "version": 2, "news": 1}\n')
write('warn.entente', json.dumps({'format': 'entente-map', 'version': 1, 'articles': [{'id': 't', 'text': 'abc', 'excerpts': [
    {'id': 'x', 'exact': 'zz', 'start': 0, 'end': 2}]}]}))
write('plain.svg', '<svg xmlns="http://www.w3.org/2000/svg"/>')


@test
def wrong_usage_is_exit_2_and_touches_nothing():
    before = sorted(os.listdir('.'))
    for words in (['check'], ['info'], ['info', 'a', 'b'], ['convert', 'good.entente'], ['convert', 'a', 'b', 'c'],
                  ['convert', 'good.entente', 'out.png'], ['convert', 'good.entente', 'out.txt'], ['convert', 'good.entente', 'out'],
                  ['export', 'good.entente'], ['export', '-o', 'x.svg'], ['export', 'good.entente', '-o', 'x.gif'],
                  ['export', 'good.entente', '-o', 'x'], ['export', 'good.entente', '-o', '.svg'],
                  ['export', 'good.entente', '-o', 'x.svg', '--theme', 'pink'],
                  ['export', 'good.entente', '-o', 'x.svg', '--scale', '2'], ['export', 'good.entente', '-o', 'x.png', '--scale', '0'],
                  ['export', 'good.entente', '-o', 'x.png', '--scale', '-1'], ['export', 'good.entente', '-o', 'x.png', '--scale', 'nan'],
                  ['export', 'good.entente', '-o', 'x.png', '--scale', 'inf'], ['export', 'good.entente', '-o', 'x.png', '--scale', '1x'],
                  ['export', 'good.entente', '-o', 'x.png', '--scale', '1,5'], ['export', 'good.entente', 'b', '-o', 'x.png'],
                  ['coverage'], ['coverage', 'a', 'b'], ['coverage', '--json'], ['verify'], ['verify', 'a', 'b'],
                  ['verify', '-', '--against', '-'], ['verify', 'good.entente', '--against', ''],
                  ['verify', 'good.entente', '--article', 'nobody'], ['verify', 'good.entente', '--against'],
                  ['check', '--what', 'good.entente'], ['check', ''], ['--version', 'x'], ['--help', 'x'], ['info', '--json'],
                  ['layout', 'good.entente'], ['layout', 'good.entente', '-o', 'x.txt'], ['layout', '-o', 'x.entente'],
                  ['layout', 'good.entente', '-o', 'x.entente', '--algorithm', 'spiral'],
                  ['layout', 'good.entente', '-o', 'x.entente', '--seed', '-1'], ['layout', 'good.entente', '-o', 'x.entente', '--seed', '1x'],
                  ['layout', 'good.entente', '-o', 'x.entente', '--seed', '99999999999999999999'],
                  ['layout', 'good.entente', '-o', '-', '--report'], ['describe'], ['describe', 'a', 'b'], ['path', 'good.entente'],
                  ['path', 'good.entente', 'china'], ['path', 'good.entente', 'china', 'russia', 'nato'],
                  ['path', 'good.entente', 'china', 'Atlantis'], ['path', 'good.entente', 'china', '', '--json']):
        done = run(*words)
        assert done.returncode == 2, (words, done)
        assert done.stdout == b'' and done.stderr, (words, done)
    assert sorted(os.listdir('.')) == before


@test
def help_and_version():
    assert run('--version').stdout.startswith(b'entente ')
    for words in (['--help'], ['check', '--help'], ['info', '--help'], ['verify', '--help'], ['coverage', '--help'],
                  ['convert', '--help'], ['export', '--help', 'x'],
                  ['layout', '--help']):
        done = run(*words)
        assert (done.returncode, done.stderr) == (0, b'') and done.stdout.startswith(b'Usage: entente'), done
    for command in (b'check', b'info', b'verify', b'coverage', b'convert', b'export', b'layout'):
        assert command in run('--help').stdout


@test
def check_prints_a_line_a_problem():
    done = run('check', 'good.entente')
    assert (done.returncode, done.stdout, done.stderr) == (0, b'', b''), done
    done = run('check', 'bad.entente')
    assert done.returncode == 1 and done.stdout.startswith(b'bad.entente:'), done
    assert b'actors[0]' in done.stdout and done.stderr == b'', done
    done = run('check', 'warn.entente')
    assert done.returncode == 0 and b'warn.entente: articles[0].excerpts[0]' in done.stdout and b': warning: ' in done.stdout, done
    assert b': warning: ' in run('check', 'newer.entente').stdout


@test
def check_works_on_all_files_and_returns_the_worst():
    done = run('check', 'good.entente', 'missing.entente', 'bad.entente', 'warn.entente')
    assert done.returncode == 1, done
    assert done.stderr.startswith(b'missing.entente: ') and done.stderr.count(b'\n') == 1, done
    assert b'bad.entente:' in done.stdout and b'warn.entente: ' in done.stdout, done


@test
def check_reads_standard_input_and_odd_names():
    assert run('check', '-', stdin=original).returncode == 0
    done = run('check', '-', stdin=b'{')
    assert done.returncode == 1 and done.stdout.startswith(b'-:'), done
    write('-x', original)
    assert run('check', '--', '-x').returncode == 0
    done = run('check', 'a\x1b[31m\nb')
    assert done.returncode == 1 and b'\x1b' not in done.stderr, done


@test
def info_json_is_one_object():
    done = run('info', 'good.entente', '--json')
    assert (done.returncode, done.stderr) == (0, b'') and done.stdout.endswith(b'}\n'), done
    got, map_ = json.loads(done.stdout), json.loads(original)
    assert list(got) == ['file', 'format', 'version', 'title', 'actors', 'relations', 'articles', 'counts'], list(got)
    assert (got['file'], got['format'], got['version'], got['title']) == ('good.entente', 'entente-map', 1, map_['title'])
    assert [(a['id'], a['name'], a['kind']) for a in got['actors']] == [(a['id'], a['name'], a['kind']) for a in map_['actors']]
    for actor in got['actors']:
        assert actor['relations'] == sum(actor['id'] in (r['source'], r['target']) for r in map_['relations'])
    for a, b in zip(got['relations'], map_['relations'], strict=True):
        assert list(a) == ['id', 'source', 'target', 'label', 'stance', 'status', 'excerpts']
        assert (a['id'], a['source'], a['target'], a['label']) == (b['id'], b['source'], b['target'], b['label'])
        assert a['excerpts'] == len(b['evidence']) and a['status'] == b.get('status', 'asserted')
    assert [(t['id'], t['title'], t['excerpts']) for t in got['articles']] == [
        (t['id'], t['title'], len(t['excerpts'])) for t in map_['articles']]
    assert got['counts'] == {'actors': len(map_['actors']), 'relations': len(map_['relations']), 'articles': len(map_['articles']),
                             'excerpts': sum(len(t['excerpts']) for t in map_['articles']), 'unproved': 0, 'detached': 0}


@test
def info_json_also_at_exit_1():
    for name in ('missing.entente', 'bad.entente', 'plain.svg'):
        done = run('info', name, '--json')
        assert done.returncode == 1 and done.stderr, done
        assert json.loads(done.stdout)['file'] == name
    assert run('info', 'missing.entente').stdout == b''


@test
def info_for_people_names_everything():
    out = run('info', '-', stdin=original).stdout.decode()
    map_ = json.loads(original)
    assert out.startswith(map_['title'] + '\n')
    for actor in map_['actors']:
        assert actor['name'] in out
    assert json.loads(run('info', '--json', 'warn.entente').stdout)['counts']['detached'] == 1


def excerpts_of(done):
    assert done.stdout.endswith(b'}\n'), done
    got = json.loads(done.stdout)
    assert list(got) == ['excerpts'], got
    for excerpt in got['excerpts']:
        assert list(excerpt) == ['id', 'article', 'state', 'start', 'end', 'score'], excerpt
    return got['excerpts']


@test
def verify_of_an_untouched_map_is_exact():
    done = run('verify', 'good.entente', '--json')
    assert (done.returncode, done.stderr) == (0, b''), done
    assert excerpts_of(done) == [{'id': x['id'], 'article': t['id'], 'state': 'exact', 'start': x['start'], 'end': x['end'], 'score': 1}
                                 for t in json.loads(original)['articles'] for x in t['excerpts']]
    assert excerpts_of(run('verify', '-', '--json', stdin=original)) == excerpts_of(done)
    done = run('verify', 'good.entente')
    assert done.returncode == 0 and b'exact in ' in done.stdout and done.stdout.endswith(b' exact\n'), done


@test
def verify_against_another_text():
    article = json.loads(original)['articles'][0]
    text, before = article['text'], sorted(os.listdir('.'))
    same = excerpts_of(run('verify', 'good.entente', '--against', '-', '--json', stdin=text.encode()))
    assert {x['state'] for x in same} == {'exact'}
    # A byte-order mark and CRLF are the file's, not the text's.
    done = run('verify', 'good.entente', '--against', '-', '--json', stdin=b'\xef\xbb\xbf' + text.replace('\n', '\r\n').encode())
    assert done.returncode == 0 and excerpts_of(done) == same, done
    # Positions are those of the new text, in code points, by another count than ours.
    new = 'Zwölf Boxkämpfer 👩‍🚀 jagen.\n' + text.replace('friendly', 'amicable')
    done = run('verify', 'good.entente', '--against', '-', '--article', article['id'], '--json', stdin=new.encode())
    assert done.returncode == 1, done
    for got, excerpt in zip(excerpts_of(done), article['excerpts'], strict=True):
        assert got['id'] == excerpt['id']
        if 'friendly' in excerpt['exact']:
            assert got['state'] == 'changed' and 0.5 < got['score'] < 1, got
            assert new[got['start']:got['end']] == excerpt['exact'].replace('friendly', 'amicable'), got
        else:
            assert got['state'] == 'moved' and new[got['start']:got['end']] == excerpt['exact'], got
    done = run('verify', 'good.entente', '--against', '-', '--json', stdin=b'Quite another text.')
    assert done.returncode == 1 and all((x['state'], x['start'], x['end']) == ('missing', None, None) for x in excerpts_of(done)), done
    assert sorted(os.listdir('.')) == before and read('good.entente') == original


@test
def verify_counts_code_points_in_every_script():
    quotes = ['👩‍🚀 flew with 🇰🇵 flags', 'e\u0301cole et o\u0308l', '中国与朝鲜保持友好关系', 'الصين حافظت على علاقاتها مع كوريا', 'سِلْم', '중국은 북한과 우호 관계를',
              '\u1112\u1161\u11ab국이 말했다', '𝒳𝒴 and 😀', 'สวัสดีครับ', 'Путин и Си']
    text = ' … '.join(['𝔄 start', *quotes, 'end 👍🏽'])
    excerpts = [{'id': f'x{i}', 'exact': q, 'prefix': text[:text.index(q)][-32:], 'start': text.index(q), 'end': text.index(q) + len(q)}
                for i, q in enumerate(quotes)]
    write('scripts.entente', json.dumps({'format': 'entente-map', 'version': 1, 'articles': [{'id': 't', 'text': text, 'excerpts': excerpts}]}))
    done = run('verify', 'scripts.entente', '--json')
    assert done.returncode == 0 and [(x['start'], x['end']) for x in excerpts_of(done)] == [(x['start'], x['end']) for x in excerpts], done
    new = '한글 😀\u0301 العربية 漢字\r\n'.join(['', *reversed(text.split(' … '))])
    done = run('verify', 'scripts.entente', '--against', '-', '--json', stdin=new.encode())
    for got, quote in zip(excerpts_of(done), quotes, strict=True):
        assert got['state'] == 'moved' and new.replace('\r\n', '\n')[got['start']:got['end']] == quote, got
    new = new.replace(' ', '\u00a0').replace('Путин', 'Пу\u00adтин')
    done = run('verify', 'scripts.entente', '--against', '-', '--json', stdin=new.encode())
    for got, quote in zip(excerpts_of(done), quotes, strict=True):
        found = new.replace('\r\n', '\n')[got['start']:got['end']]
        assert found.replace('\u00a0', ' ').replace('\u00ad', '') == quote, (got, found)
        assert got['state'] == ('changed' if found != quote else 'moved') and got['score'] > 0.88, got


@test
def verify_refuses_what_is_not_plain_text():
    for content in (b'%PDF-1.7\n', b'<!DOCTYPE html><p>x', b'caf\xe9', b'a\0b'):
        write('text', content)
        done = run('verify', 'good.entente', '--against', 'text', '--json')
        assert done.returncode == 1 and b'not plain text' in done.stderr, done
        assert json.loads(done.stdout)['file'] == 'text', done
    for words in (['missing.entente'], ['good.entente', '--against', 'missing.txt'], ['bad.entente']):
        done = run('verify', *words, '--json')
        assert done.returncode == 1 and done.stderr and list(json.loads(done.stdout)) == ['file', 'error'], done


@test
def verify_of_several_articles():
    write('two.entente', json.dumps({'format': 'entente-map', 'version': 1, 'articles': [
        {'id': 't', 'text': 'one two', 'excerpts': [{'id': 'x', 'exact': 'two', 'start': 4, 'end': 7}]},
        {'id': 'u', 'excerpts': [{'id': 'y', 'exact': 'two', 'start': 4, 'end': 7}]}]}))
    done = run('verify', 'two.entente', '--json')
    assert done.returncode == 1 and [x['state'] for x in excerpts_of(done)] == ['exact', 'unchecked'], done
    done = run('verify', 'two.entente', '--json', '--article', 't')
    assert done.returncode == 0 and [x['id'] for x in excerpts_of(done)] == ['x'], done
    assert run('verify', 'two.entente', '--against', 'two.entente').returncode == 2
    done = run('verify', 'two.entente', '--article', 't', '--against', '-', '--json', stdin=b'zero one two')
    assert excerpts_of(done) == [{'id': 'x', 'article': 't', 'state': 'moved', 'start': 9, 'end': 12, 'score': 1}], done
    write('none.entente', '{"format": "entente-map", "version": 1}')
    assert run('verify', 'none.entente').returncode == 0
    assert run('verify', 'none.entente', '--against', 'two.entente').returncode == 2


def without_evidence():
    map_ = json.loads(original)
    for relation in map_['relations']:
        relation.pop('evidence', None)
    return json.dumps(map_).encode()


@test
def golden_outputs():
    for name, words, stdin in (('verify.json', ('verify', '-', '--json'), original), ('coverage.json', ('coverage', '-', '--json'), original),
                               ('coverage-without-evidence.json', ('coverage', '-', '--json'), without_evidence())):
        done = run(*words, stdin=stdin)
        assert (done.returncode, done.stderr) == (0, b''), done
        assert done.stdout == read(os.path.join(golden, name)), (name, done.stdout.decode())


@test
def coverage_names_what_is_left_out():
    map_ = json.loads(without_evidence())
    got = json.loads(run('coverage', '-', '--json', stdin=without_evidence()).stdout)
    assert list(got) == ['sentences', 'unproved', 'unnamed'], got
    assert got['unproved'] == [r['id'] for r in map_['relations']] and got['unnamed'] == []
    texts = {t['id']: t['text'] for t in map_['articles']}
    names = {a['id']: [a['name'], *a.get('aliases', [])] for a in map_['actors']}
    assert len(got['sentences']) > 10
    for sentence in got['sentences']:
        assert list(sentence) == ['article', 'start', 'end', 'actors'] and len(set(sentence['actors'])) >= 2, sentence
        text = texts[sentence['article']][sentence['start']:sentence['end']]
        assert text == text.strip() and '\n' not in text, text
        for actor in sentence['actors']:
            assert any(name in text for name in names[actor]), (actor, text)
    map_['actors'].append({'id': 'nobody', 'name': 'Nobody At All'})
    done = run('coverage', '-', '--json', stdin=json.dumps(map_).encode())
    assert json.loads(done.stdout)['unnamed'] == ['nobody'], done
    done = run('coverage', '-', stdin=json.dumps(map_).encode())
    assert done.returncode == 0 and b'Nobody At All' in done.stdout and b'prove nothing' in done.stdout, done
    assert run('coverage', 'good.entente').returncode == 0
    for name in ('missing.entente', 'bad.entente'):
        done = run('coverage', name, '--json')
        assert done.returncode == 1 and list(json.loads(done.stdout)) == ['file', 'error'], done


@test
def convert_gives_the_canonical_form():
    assert run('convert', 'good.entente', 'out.entente').returncode == 0
    assert read('out.entente') == original
    write('loose.entente', json.dumps(json.loads(original), indent=7))
    assert run('convert', 'loose.entente', '-').stdout == original
    assert run('convert', '-', '-', stdin=original).stdout == original
    assert run('convert', 'loose.entente', 'loose.entente').returncode == 0 and read('loose.entente') == original


@test
def export_svg_and_back_is_the_same_map():
    for theme in ([], ['--theme', 'light'], ['--theme=dark']):
        done = run('export', 'good.entente', '-o', 'map.svg', *theme)
        assert (done.returncode, done.stdout, done.stderr) == (0, b'', b''), done
        assert run('convert', 'map.svg', 'map.entente').returncode == 0
        assert read('map.entente') == original
        subprocess.run(['xmllint', '--noout', '--nonet', 'map.svg'], check=True)
    assert run('check', 'map.svg').returncode == 0
    assert run('export', 'map.svg', '-o', 'again.svg', '--theme', 'dark').returncode == 0 and read('again.svg') == read('map.svg')


@test
def the_file_holds_a_group_with_its_proof_for_each_thing():
    run('export', 'good.entente', '-omap.svg')
    root, map_ = ET.parse('map.svg').getroot(), json.loads(original)
    svg = '{http://www.w3.org/2000/svg}'
    groups = {g.get('id'): g for g in root.iter(svg + 'g') if g.get('id')}
    exact = {x['id']: (x['exact'], t['title']) for t in map_['articles'] for x in t['excerpts']}
    for actor in map_['actors']:
        assert actor['name'] in groups['actor-' + actor['id']].find(svg + 'title').text
    for relation in map_['relations']:
        desc = groups['relation-' + relation['id']].find(svg + 'desc').text
        for evidence in relation['evidence']:
            quote, title = exact[evidence['excerpt']]
            assert quote in desc and title in desc[desc.index(quote) + len(quote):], relation['id']
        assert groups['relation-' + relation['id']].find(svg + 'path') is not None
    assert not any(i.startswith('bundle-') for i in groups), 'bundles are open'
    assert b'opacity' not in read('map.svg').split(b'<style')[1].split(b'</style>')[0]


def png_size(name):
    data = read(name)
    assert data[:8] == b'\x89PNG\r\n\x1a\n'
    return struct.unpack('>II', data[16:24])


@test
def export_png_follows_the_scale():
    assert run('export', 'good.entente', '-o', 'a.png').returncode == 0
    assert run('export', 'good.entente', '-o', 'b.PNG', '--scale', '0.5').returncode == 0
    (w, h), (w2, h2) = png_size('a.png'), png_size('b.PNG')
    assert w > 500 and h > 500 and abs(w - 2 * w2) <= 1 and abs(h - 2 * h2) <= 1
    done = run('export', 'good.entente', '-o', 'huge.png', '--scale', '100')
    assert done.returncode == 1 and b'largest possible scale is ' in done.stderr and not os.path.exists('huge.png'), done
    largest = done.stderr.decode().rsplit(' ', 1)[1].strip()
    assert 1 < float(largest) < 100


def places(data):
    return {a['id']: (a['position']['x'], a['position']['y']) for a in json.loads(data)['actors']}


@test
def layout_arranges_and_reports():
    for algorithm in ('organic', 'circle', 'rings', 'layered', 'grid', 'groups', 'time', 'settle'):
        done = run('layout', 'good.entente', '-o', 'laid.entente', '--algorithm', algorithm, '--report')
        assert (done.returncode, done.stderr) == (0, b''), done
        report = json.loads(done.stdout)
        assert list(report) == ['time_s', 'stress', 'crossings', 'overlaps', 'largest_move'], report
        assert report['overlaps'] == 0 and 0 < report['time_s'] < 60 and report['stress'] >= 0, report
        was, now = places(original), places(read('laid.entente'))
        largest = max(((now[i][0] - was[i][0]) ** 2 + (now[i][1] - was[i][1]) ** 2) ** 0.5 for i in was)
        assert abs(report['largest_move'] - largest) < 1e-6 and was.keys() == now.keys(), (report, largest)
        first = read('laid.entente')
        assert run('layout', 'good.entente', '-o', '-', '--algorithm', algorithm, '--seed', '0').stdout == first, algorithm
        assert run('check', 'laid.entente').returncode == 0
    assert run('layout', 'good.entente', '-o', 'laid.svg').returncode == 0
    assert run('convert', 'laid.svg', '-').stdout == run('layout', '-', '-o', '-', stdin=original).stdout
    assert run('layout', 'good.entente', '-o', '-', '--seed', '7').stdout != run('layout', 'good.entente', '-o', '-').stdout


@test
def layout_keeps_what_is_pinned_where_asked():
    map_ = json.loads(original)
    for actor in map_['actors'][:3]:
        actor['pinned'] = True
    write('pinned.entente', json.dumps(map_))
    was = places(json.dumps(map_))
    kept = places(run('layout', 'pinned.entente', '-o', '-', '--keep-pinned').stdout)
    freed = places(run('layout', 'pinned.entente', '-o', '-').stdout)
    assert all((kept[a['id']] == was[a['id']]) == bool(a.get('pinned')) for a in map_['actors']), kept
    assert any(freed[a['id']] != was[a['id']] for a in map_['actors'][:3]), freed


@test
def layout_gives_places_to_a_map_without():
    map_ = json.loads(original)
    for actor in map_['actors']:
        del actor['position']
    write('placeless.entente', json.dumps(map_))
    done = run('layout', 'placeless.entente', '-o', 'placed.entente', '--report')
    assert done.returncode == 0 and json.loads(done.stdout)['largest_move'] == 0, done
    assert len(set(places(read('placed.entente')).values())) == len(map_['actors'])
    # A picture is arranged too, and the map inside it is still the one that was given.
    assert run('export', 'placeless.entente', '-o', 'placeless.svg').returncode == 0
    assert run('convert', 'placeless.svg', '-').stdout == run('convert', 'placeless.entente', '-').stdout
    assert run('export', 'placed.entente', '-o', 'placed.svg').returncode == 0
    drawn = [read(n).split(b'</metadata>')[1] for n in ('placeless.svg', 'placed.svg')]
    assert drawn[0] == drawn[1]
    done = run('layout', 'bad.entente', '-o', 'not-laid.entente', '--report')
    assert (done.returncode, done.stdout) == (1, b'') and not os.path.exists('not-laid.entente'), done


@test
def same_input_same_bytes_in_every_locale():
    run('export', 'good.entente', '-o', 'one.svg')
    for locale in ('C', 'C.UTF-8', 'de_DE.UTF-8', 'tr_TR.UTF-8'):
        done = run('export', 'good.entente', '-o', 'two.svg', env={**environment, 'LC_ALL': locale})
        assert done.returncode == 0 and read('one.svg') == read('two.svg'), locale


@test
def failures_leave_the_old_file():
    write('old.svg', 'old')
    for source in ('bad.entente', 'missing.entente', 'plain.svg'):
        done = run('export', source, '-o', 'old.svg')
        assert done.returncode == 1 and done.stderr.startswith(source.encode() + b':') and read('old.svg') == b'old', done
    write('old.entente', 'old')
    done = run('convert', 'newer.entente', 'old.entente')
    assert done.returncode == 1 and read('old.entente') == b'old' and b'version 2' in done.stderr, done
    assert run('convert', 'newer.entente', '-').stdout == b''
    assert run('export', 'newer.entente', '-o', 'newer.svg').returncode in (0, 1)
    done = run('export', 'good.entente', '-o', 'no-folder/x.svg')
    assert done.returncode == 1 and b'no-folder/x.svg: ' in done.stderr, done
    os.mkdir('folder.svg')
    assert run('export', 'good.entente', '-o', 'folder.svg').returncode == 1
    assert not [n for n in os.listdir('.') if n.startswith('.old')]


FORMS = ('svg', 'png', 'pdf', 'html', 'md', 'csv', 'dot', 'entente')


def planted():
    """A map with a secret at every place that a redaction has to reach."""
    text = 'Alice Secretname met Bob.\nSECRETTEXT stands only here, in a line of its own.\nBob wrote SECRETTAIL at the end of a rather long sentence.\n'
    def excerpt(id, exact):
        start = text.index(exact)
        return {'id': id, 'exact': exact, 'prefix': text[max(0, start - 9):start], 'start': start, 'end': start + len(exact), 'note': 'SECRETNOTE1'}
    return {
        'format': 'entente-map', 'version': 1, 'title': 'On alice\u00a0SECRETNAME & <Bob>', 'description': 'By Ms\tSecretname', 'odd': 'SECRETODD',
        'actors': [
            {'id': 'alice-secretname', 'name': 'Alice Secretname', 'aliases': ['Secretname', 'Élodie "SECRETALIAS"'], 'description': 'SECRETDESCRIPTION',
             'image': 'data:image/svg+xml;base64,U0VDUkVU', 'position': {'x': 0, 'y': 0}, 'note': 'SECRETNOTE2', 'extra': {'note': 'SECRETODD'}},
            {'id': 'bob', 'name': 'Bob', 'position': {'x': 400, 'y': 0}, 'note': 'SECRETNOTE3', 'tags': ['friend of secretname'],
             'links': [{'title': 'SECRETLINK', 'url': 'https://example.org/SECRETLINK'}],
             'merged': [{'actor': {'id': 'old', 'name': 'SECRETMERGED', 'note': 'SECRETNOTE4'}, 'relations': []}]},
            {'id': 'carol', 'name': 'Carol of Secretnames', 'position': {'x': 200, 'y': 300}}],
        'articles': [{'id': 'secretsource-1', 'title': 'SECRETSOURCE one', 'publisher': 'SECRETPUBLISHER', 'author': 'SECRETAUTHOR', 'url': 'https://secreturl.example/x',
                      'origin': {'file': 'SECRETFILE.pdf', 'sha256': 'SECRETHASH'}, 'text': text, 'note': 'SECRETNOTE5', 'pages': [0],
                      'excerpts': [excerpt('x1', 'Alice Secretname met Bob.'), excerpt('x2', 'Bob wrote SECRETTAIL at the end of a rather long sentence.')],
                      'editions': [{'text': 'SECRETEDITION of a text that was longer once'}]}],
        'relations': [
            {'id': 'r-alice-secretname-bob', 'source': 'alice-secretname', 'target': 'bob', 'label': 'met', 'evidence': [{'excerpt': 'x1', 'note': 'SECRETNOTE6'}]},
            {'id': 'r2', 'source': 'bob', 'target': 'carol', 'label': 'writes of Secretname to', 'reporter': 'alice-secretname',
             'evidence': [{'excerpt': 'x1'}, {'excerpt': 'x2'}], 'note': 'SECRETNOTE7'}],
        'groups': [{'id': 'g', 'name': 'Circle of Secretname', 'members': ['alice-secretname', 'bob', 'carol'], 'note': 'SECRETNOTE8'}],
        'captions': [{'id': 'c', 'text': 'Secretname was here', 'position': {'x': 0, 'y': 500}}],
        'story': [{'id': 's', 'title': 'Secretname', 'text': 'Meet secretname', 'focus': ['alice-secretname', 'r2'], 'excerpts': ['x1']}]}


def plain(name):
    """All that stands in a file, decoded."""
    import re
    import zlib
    data = read(name)
    parts = [data]
    for stream in re.findall(rb'stream\n(.*?)\n?endstream', data, re.S):
        try:
            parts.append(zlib.decompressobj().decompress(stream))
        except zlib.error:
            pass
    return b'\n'.join(parts).lower()


def publish(stem, *switches, of='planted.entente', forms=FORMS):
    for form in forms:
        done = run('export', of, '-o', f'{stem}.{form}', *switches)
        assert done.returncode == 0, (form, done)
    return done


@test
def hidden_is_hidden_in_every_form():
    write('planted.entente', json.dumps(planted()))
    done = publish('hidden', '--hide', 'alice-secretname', '--no-notes', '--no-sources', '--quote-words', '2')
    assert b'2 unknown members' in done.stderr or b'1 unknown members' in done.stderr, done
    for form in FORMS:
        assert b'secret' not in plain(f'hidden.{form}'), (form, plain(f'hidden.{form}'))
        assert form == 'png' or b'bob' in plain(f'hidden.{form}') or form == 'pdf', form
    map_ = json.loads(read('hidden.entente'))
    assert run('check', 'hidden.entente').returncode == 0
    assert [a['name'] for a in map_['actors']] == ['Bob', 'Carol of [withheld]'], map_
    assert [r['id'] for r in map_['relations']] == ['r2'] and not map_['relations'][0].get('reporter'), map_
    article = map_['articles'][0]
    assert not {'text', 'sha256', 'editions', 'pages', 'origin', 'publisher', 'url'} & set(article) and article['title'] == 'Source 1', article
    assert [x['exact'] for x in article['excerpts']] == ['[withheld]', 'Bob wrote…'], article
    assert all(not {'prefix', 'suffix', 'note'} & set(x) and x['start'] == 0 for x in article['excerpts'])
    assert map_['groups'][0]['members'] == ['bob', 'carol'] and map_['story'][0]['focus'] == ['r2']


@test
def renamed_is_renamed_in_every_form():
    publish('renamed', '--rename', 'alice-secretname=Zoe', '--no-notes')
    for form in FORMS:
        if form != 'png':
            assert b'secretname' not in plain(f'renamed.{form}') and b'secretalias' not in plain(f'renamed.{form}'), form
            assert b'alice' not in plain(f'renamed.{form}') and b'secretnote' not in plain(f'renamed.{form}'), form
    map_ = json.loads(read('renamed.entente'))
    assert map_['actors'][0]['id'] == 'actor-1' and map_['actors'][0]['name'] == 'Zoe', map_
    assert map_['relations'][0]['source'] == 'actor-1' and map_['relations'][0]['id'] == 'relation-1'
    assert map_['articles'][0]['excerpts'][0]['exact'] == '[Zoe] met Bob.'
    assert 'odd' not in map_ and run('check', 'renamed.entente').returncode == 0


@test
def a_profile_says_the_same_as_switches():
    write('profile.json', json.dumps({'no-notes': True, 'no-sources': True, 'quote-words': 2, 'hide': ['Secretname']}))
    publish('profiled', '--profile', 'profile.json', forms=('entente', 'svg'))
    assert read('profiled.entente') == read('hidden.entente') and read('profiled.svg') == read('hidden.svg')
    for bad in ('{"no-note": true}', '{"hide": "x"}', '{"quote-words": 0}', '[]', '{"hide": [], "hide": []}', '{"no-map": 1}'):
        write('bad-profile.json', bad)
        done = run('export', 'planted.entente', '-o', 'never.svg', '--profile', 'bad-profile.json')
        assert done.returncode == 1 and done.stderr.startswith(b'bad-profile.json: '), (bad, done)
    for words in (['--hide', 'nobody'], ['--rename', 'r2=New'], ['--rename', 'bob'], ['--quote-words', '0'], ['--select', 'nobody'],
                  ['--theme', 'pink'], ['--tiles'], ['--paper', 'a0']):
        done = run('export', 'planted.entente', '-o', 'never.svg', *words)
        assert done.returncode == 2, (words, done)
    assert not os.path.exists('never.svg')


@test
def a_leak_stops_the_export():
    write('old.svg', 'old')
    done = run('export', 'planted.entente', '-o', 'old.svg', '--hide', 'alice-secretname', '--title', 'About &amp; Bob', '--source', 'Ms SecretName')
    assert done.returncode == 1 and b'Secretname' in done.stderr and read('old.svg') == b'old', done


@test
def no_map_leaves_the_map_out():
    publish('bare', '--no-map', forms=('svg',))
    assert b'entente:map' not in read('bare.svg') and b'SECRETTEXT' not in read('bare.svg')
    assert run('check', 'bare.svg').returncode == 1


@test
def same_input_same_bytes_in_every_form():
    for form in FORMS:
        assert run('export', 'good.entente', '-o', f'one.{form}').returncode == 0
        assert run('export', 'good.entente', '-o', f'two.{form}').returncode == 0
        assert read(f'one.{form}') == read(f'two.{form}'), form


@test
def the_table_has_every_excerpt_and_no_formula():
    import csv
    import io
    map_ = json.loads(original)
    rows = list(csv.reader(io.StringIO(read('one.csv').decode('utf-8-sig'), newline='')))
    assert len(rows) == 1 + sum(max(1, len(r['evidence'])) for r in map_['relations']) and len({len(r) for r in rows}) == 1
    exact = {x['id']: x['exact'] for t in map_['articles'] for x in t['excerpts']}
    assert sorted(r[12] for r in rows[1:]) == sorted(exact[e['excerpt']] for r in map_['relations'] for e in r['evidence'])
    write('formula.entente', json.dumps({'format': 'entente-map', 'version': 1, 'actors': [{'id': 'a', 'name': '=1+1'}],
                                         'relations': [{'id': 'r', 'source': 'a', 'target': 'a', 'label': '@"x"'}]}))
    assert run('export', 'formula.entente', '-o', 'formula.csv').returncode == 0
    assert list(csv.reader(io.StringIO(read('formula.csv').decode('utf-8-sig'), newline='')))[1][1:3] == ["'=1+1", "'@\"x\""]


@test
def the_report_holds_every_quotation():
    import re
    report = re.sub(r'\\(.)', r'\1', read('one.md').decode())
    map_ = json.loads(original)
    for actor in map_['actors']:
        assert f'### {actor["name"]}\n' in report, actor
    for article in map_['articles']:
        for excerpt in article['excerpts']:
            assert excerpt['exact'].replace('\n', '\n> ') in report, excerpt


@test
def a_selection_holds_only_that():
    assert run('export', 'planted.entente', '-o', 'part.entente', '--select', 'r2').returncode == 0
    map_ = json.loads(read('part.entente'))
    assert [a['id'] for a in map_['actors']] == ['bob', 'carol'] and [r['id'] for r in map_['relations']] == ['r2']
    assert map_['odd'] == 'SECRETODD' and run('check', 'part.entente').returncode == 0
    assert run('export', 'good.entente', '-o', 'part.svg', '--select', 'china,russia', '--title', 'Two of them').returncode == 0
    names = [e.text for e in ET.parse('part.svg').iter('{http://www.w3.org/2000/svg}text') if e.get('class') in ('name', 'title')]
    assert names == ['Two of them', 'China', 'Russia'], names


@test
def print_is_grey_and_transparent_has_no_ground():
    import re
    assert run('export', 'good.entente', '-o', 'print.svg', '--theme', 'print', '--transparent', '--no-map').returncode == 0
    text = read('print.svg').decode()
    assert all(c[1:3] == c[3:5] == c[5:7] for c in re.findall(r'#[0-9a-f]{6}\b', text)) and 'class="background"' not in text


def inflated(pdf):
    """A PDF with its streams unpacked behind it: cairo 1.18 keeps objects in streams, 1.16 does not."""
    out = [pdf]
    for body in re.findall(rb'stream\r?\n(.*?)endstream', pdf, re.S):
        try:
            out.append(zlib.decompressobj().decompress(body))
        except zlib.error:
            pass
    return b'\n'.join(out)


@test
def pages_of_a_poster():
    for words, least in ((['--paper', 'a4'], 1), (['--paper', 'letter', '--tiles'], 2)):
        assert run('export', 'good.entente', '-o', 'pages.pdf', *words).returncode == 0
        pages = len(re.findall(rb'/Type\s*/Page\b', inflated(read('pages.pdf'))))
        assert pages == 1 if least == 1 else pages >= 2, (words, pages)


@test
def emoji_are_text_in_a_pdf():
    """Each stands in it as what a glyph means; pdftotext finds them (tests/peers)."""
    write('emoji.entente', json.dumps({'format': 'entente-map', 'version': 1, 'title': 'Fête \U0001f389',
                                       'actors': [{'id': 'a', 'name': 'Team \U0001f680'}, {'id': 'b', 'name': '\U0001f30d'}]}))
    for words in ([], ['--paper', 'a4', '--tiles']):
        assert run('export', 'emoji.entente', '-o', 'emoji.pdf', *words).returncode == 0
        text = inflated(read('emoji.pdf')).lower()
        for emoji in '\U0001f389\U0001f680\U0001f30d':
            assert emoji.encode('utf-16-be').hex().encode() in text, emoji
    assert run('export', 'emoji.entente', '-o', 'emoji.pdf', '--hide', 'b').returncode == 0
    assert '\U0001f30d'.encode('utf-16-be').hex().encode() not in inflated(read('emoji.pdf')).lower()


@test
def several_files_go_into_a_folder():
    os.makedirs('many', exist_ok=True)
    write('b.entente', original)
    done = run('export', 'good.entente', 'b.entente', '-o', 'many', '--format', 'md')
    assert done.returncode == 0 and sorted(os.listdir('many')) == ['b.md', 'good.md'], done
    assert read('many/b.md') == read('many/good.md')
    done = run('export', 'good.entente', 'bad.entente', 'gone.entente', '-o', 'many', '--format', 'csv')
    assert done.returncode == 1 and sorted(os.listdir('many')) == ['b.md', 'good.csv', 'good.md'], done
    os.makedirs('twin', exist_ok=True)
    write('twin/good.entente', original)
    for words in (['good.entente', 'twin/good.entente', '-o', 'many', '--format', 'svg'], ['good.entente', 'b.entente', '-o', 'many'],
                  ['good.entente', 'b.entente', '-o', 'x.svg', '--format', 'svg'], ['good.entente', '-o', 'many', '--format', 'gif']):
        assert run('export', *words).returncode == 2, words
    assert len(os.listdir('many')) == 3 and not os.path.exists('x.svg')
    assert run('export', '-', '-o', '-', '--format', 'svg', stdin=original).stdout == (run('export', 'good.entente', '-o', 'x.svg'), read('x.svg'))[1]


def png_chunks(data):
    at, chunks = 8, {}
    while at < len(data):
        length, kind = struct.unpack('>I4s', data[at:at + 8])
        body = data[at + 8:at + 8 + length]
        assert struct.unpack('>I', data[at + 8 + length:at + 12 + length])[0] == zlib.crc32(kind + body), kind
        chunks[kind] = body
        at += 12 + length
    return chunks


@test
def a_png_has_the_size_and_resolution_asked_for():
    assert run('export', 'good.entente', '-o', 'one.png').returncode == 0
    one = struct.unpack('>II', png_chunks(read('one.png'))[b'IHDR'][:8])
    assert run('export', 'good.entente', '-o', 'dpi.png', '--dpi', '192').returncode == 0
    chunks = png_chunks(read('dpi.png'))
    assert struct.unpack('>II', chunks[b'IHDR'][:8]) == (one[0] * 2, one[1] * 2) and chunks[b'pHYs'] == struct.pack('>IIB', 7559, 7559, 1), chunks[b'pHYs']
    assert run('export', 'good.entente', '-o', 'size.png', '--size', '256', '--dpi', '96').returncode == 0
    assert max(struct.unpack('>II', png_chunks(read('size.png'))[b'IHDR'][:8])) in (255, 256)
    for words in (['--size', '0'], ['--dpi', 'x'], ['--size', '9', '--scale', '2']):
        assert run('export', 'good.entente', '-o', 'never.png', *words).returncode == 2, words
    assert run('export', 'good.entente', '-o', 'never.svg', '--dpi', '96').returncode == 2 and not os.path.exists('never.svg')
    assert run('export', 'good.entente', '-o', 'never.png', '--size', '20000').returncode == 1


@test
def a_report_is_html_with_all_evidence_and_nothing_else():
    assert run('export', 'good.entente', '-o', 'report.html', '--report').returncode == 0
    report = read('report.html').decode()
    assert '<svg' not in report and '<script' not in report
    import html
    text = html.unescape(report)
    map_ = json.loads(original)
    for word in [a['name'] for a in map_['actors']] + [r['label'] for r in map_['relations']] + [x['exact'] for t in map_['articles'] for x in t['excerpts']]:
        assert word in text, word
    assert run('export', 'good.entente', '-o', 'report.md', '--report').returncode == 2
    done = run('export', 'planted.entente', '-o', 'hidden-report.html', '--report', '--hide', 'alice-secretname', '--no-notes', '--no-sources', '--quote-words', '2')
    assert done.returncode == 0 and b'secret' not in read('hidden-report.html').lower()


@test
def a_step_of_the_story_and_a_legend_are_chosen():
    map_ = json.loads(original)
    map_['story'] = [{'id': 's1', 'title': 'First', 'focus': [map_['relations'][0]['id']]}]
    write('story.entente', json.dumps(map_))
    assert run('export', 'story.entente', '-o', 'step.svg', '--select', 's1', '--no-legend').returncode == 0
    classes = [e.get('class', '') for e in ET.parse('step.svg').iter()]
    assert classes.count('name') == 2 and 'legend' not in classes and 'frame' not in classes
    assert run('export', 'story.entente', '-o', 'step.svg', '--select', 'nobody').returncode == 2


@test
def a_step_carries_its_excerpts_and_its_view():
    from html import unescape
    map_ = json.loads(original)
    named = map_['articles'][0]['excerpts'][:2]
    map_['groups'] = [{'id': 'g1', 'name': 'Two of them', 'members': [a['id'] for a in map_['actors'][:2]]}]
    map_['story'] = [{'id': 's1', 'title': 'First', 'text': 'One', 'focus': ['g1'], 'excerpts': [x['id'] for x in named], 'view': {'x': 12.5, 'y': -7, 'zoom': 1.25}},
                     {'id': 's2', 'title': 'Second', 'focus': []}]
    map_['view'] = {'x': 1, 'y': 2, 'zoom': 0.5}
    write('steps.entente', json.dumps(map_))
    for name, words in (('steps.html', []), ('steps-report.html', ['--report']), ('steps-part.html', ['--select', 's1'])):
        assert run('export', 'steps.entente', '-o', name, *words).returncode == 0
        page = unescape(read(name).decode())
        step = page[page.index('id="about-step-1"'):page.index('id="about-step-2"')]
        assert all(x['exact'] in step for x in named), (name, step)
        assert 'data-view="12.5 -7 1.25"' in step and all(f'actor-{a["id"]}' in step for a in map_['actors'][:2]), (name, step)
        assert '>Two of them</a>' in step and '>Two of them</h3>' in page, name
        assert 'data-view="' not in page[page.index('id="about-step-2"'):], name
    assert 'aria-label="Map" data-view="1 2 0.5"' in read('steps.html').decode()
    assert run('export', 'steps.entente', '-o', 'steps.md').returncode == 0
    step = re.sub(r'\\(.)', r'\1', read('steps.md').decode().partition('### First')[2].partition('### Second')[0])
    assert all(x['exact'].replace('\n', '\n> ') in step for x in named), step


@test
def a_thumbnailer_gets_its_picture():
    with open(os.path.join(os.path.dirname(bundled), '..', 'entente.thumbnailer'), encoding='utf-8') as f:
        words = re.search(r'^Exec=entente (.*)$', f.read(), re.M)[1].split()
    thumbnail = 'thumbnail.XYZ'  # file managers give a name without extension
    done = run(*[{'%s': '128', '%o': thumbnail, '%i': 'good.entente'}.get(w, w) for w in words])
    assert done.returncode == 0 and read(thumbnail)[:4] == b'\x89PNG', done


def no_room():
    """The limit of a file's size stands for a full disk, and is as sudden."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)


@test
def a_killed_or_failed_export_leaves_what_was_there():
    forms = ('svg', 'png', 'pdf', 'html')
    for form in forms:
        write(f'kept.{form}', 'old')
        for wait in (0.0, 0.01, 0.03, 0.06):
            process = subprocess.Popen([entente, 'export', 'good.entente', '-o', f'kept.{form}'], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment)
            try:
                process.wait(wait)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
            got = read(f'kept.{form}')
            assert got == b'old' or len(got) > 1000, (form, wait, got)
            if got != b'old':
                break
    for form in forms:
        write(f'kept.{form}', 'old')
        done = subprocess.run([entente, 'export', 'good.entente', '-o', f'kept.{form}'], capture_output=True, env=environment,
                              preexec_fn=no_room)
        assert done.returncode == 1 and read(f'kept.{form}') == b'old', (form, done)


@test
def missing_glyphs_are_named():
    write('glyph.entente', json.dumps({'format': 'entente-map', 'version': 1, 'actors': [{'id': 'a', 'name': 'A\U000ffff0'}]}))
    done = run('export', 'glyph.entente', '-o', 'glyph.svg')
    assert done.returncode == 0 and b'U+FFFF0' in done.stderr, done


def paths_of(name, a, b):
    done = run('path', name, a, b, '--json')
    assert done.returncode == 0, done
    return json.loads(done.stdout)


@test
def path_is_a_chain_of_quotes_that_stand_in_the_article():
    data = json.loads(original)
    relations = {r['id']: r for r in data['relations']}
    quotes = {x['id']: (x, t['text']) for t in data['articles'] for x in t['excerpts']}
    actors = [a['id'] for a in data['actors']]
    longest = 0
    for a in ('lloyd-austin', 'nato'):
        for b in actors:
            told = paths_of('good.entente', a, b)
            assert told['found'] and [p['by'] for p in told['paths']] == ['shortest', 'best-proved'], told
            for path in told['paths']:
                at, score = a, path['score']
                for hop in path['hops']:
                    relation = relations[hop['relation']]
                    assert hop['from'] == at and {hop['from'], hop['to']} == {relation['source'], relation['target']}, hop
                    assert hop['excerpts'] == [e['excerpt'] for e in relation.get('evidence', [])], hop
                    for x, text in (quotes[i] for i in hop['excerpts']):
                        assert text[x['start']:x['end']] == x['exact'], x
                    at = hop['to']
                assert at == b and 0 < score <= 1, path
            assert len(told['paths'][0]['hops']) <= len(told['paths'][1]['hops'])
            assert told['paths'][0]['score'] <= told['paths'][1]['score']
            longest = max(longest, len(told['paths'][0]['hops']))
    assert longest >= 2
    plain = run('path', 'good.entente', 'lloyd-austin', 'kim-jong-un')
    assert plain.returncode == 0 and '“'.encode() in plain.stdout, plain
    for hop in paths_of('good.entente', 'lloyd-austin', 'kim-jong-un')['paths'][1]['hops']:
        for x in hop['excerpts']:
            assert ('“' + quotes[x][0]['exact'] + '”').encode() in plain.stdout, (x, plain)


@test
def path_without_one_quote_is_another_or_is_worth_less():
    best = paths_of('good.entente', 'lloyd-austin', 'kim-jong-un')['paths'][1]
    for hop in best['hops']:
        for quote in hop['excerpts']:
            data = json.loads(original)
            for relation in data['relations']:
                if relation['id'] == hop['relation']:
                    relation['evidence'] = [e for e in relation['evidence'] if e['excerpt'] != quote]
            write('less.entente', json.dumps(data))
            less = paths_of('less.entente', 'lloyd-austin', 'kim-jong-un')['paths'][1]
            assert [h['relation'] for h in less['hops']] != [h['relation'] for h in best['hops']] or less['score'] < best['score'], quote
            assert less['score'] <= best['score']
    os.remove('less.entente')


@test
def path_takes_names_and_says_when_there_is_none():
    write('apart.entente', json.dumps({'format': 'entente-map', 'version': 1, 'actors': [
        {'id': 'a', 'name': 'Alpha'}, {'id': 'b', 'name': 'Beta', 'aliases': ['The B', 'Twin']}, {'id': 'c', 'name': 'Twin'}],
        'relations': [{'id': 'r', 'source': 'a', 'target': 'c'}]}))
    assert paths_of('apart.entente', 'Alpha', 'The B') == {'found': False, 'paths': []}
    assert run('path', 'apart.entente', 'a', 'b').stdout.decode() == 'Nothing links Alpha and Beta\n'
    one = paths_of('apart.entente', 'c', 'a')
    assert [h['from'] for h in one['paths'][0]['hops']] == ['c'] and one['paths'][1]['score'] == 0.01, one
    assert paths_of('apart.entente', 'a', 'Alpha')['paths'][0] == {'by': 'shortest', 'hops': [], 'score': 1}
    assert run('path', 'apart.entente', 'a', 'Twin').returncode == 2
    done = run('path', 'bad.entente', 'a', 'b', '--json')
    assert done.returncode == 1 and set(json.loads(done.stdout)) == {'file', 'error'}, done
    os.remove('apart.entente')


@test
def describe_is_the_map_in_sentences():
    done = run('describe', 'good.entente')
    assert done.returncode == 0 and done.stdout == read(os.path.join(golden, 'describe.txt')), done.stdout.decode()
    data = json.loads(original)
    lines = done.stdout.decode().splitlines()
    assert len(lines) == 1 + len(data['actors']) + len(data['relations'])
    assert run('describe', 'bad.entente').returncode == 1


@test
def a_closed_or_full_standard_output_is_exit_1():
    with open('/dev/full', 'wb') as full:
        done = subprocess.run([entente, 'info', 'good.entente', '--json'], stdout=full, stderr=subprocess.PIPE, env=environment)
    assert done.returncode == 1 and b'-: ' in done.stderr, done
    r, w = os.pipe()
    os.close(r)
    done = subprocess.run([entente, 'convert', 'good.entente', '-'], stdout=w, stderr=subprocess.PIPE, env=environment)
    os.close(w)
    assert done.returncode == 1, done


run_tests()
