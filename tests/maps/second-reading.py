#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""second-reading.py MAP READING: for each sentence of the article, the map has the relations that a second reading found in it, each
proved by an excerpt from that very sentence. As TAP, one case a sentence."""
import json
import sys

with open(sys.argv[1], encoding='utf-8') as f:
    the_map = json.load(f)
with open(sys.argv[2], encoding='utf-8') as f:
    reading = json.load(f)['sentences']

USUAL = {'cooperative': 'agree consult support cooperate aid concede member allied trades family'.split(),
         'conflictual': 'disapprove reject threaten protest sanction mobilize coerce assault fight'.split()}
names = {a['id']: a['name'] for a in the_map['actors']}
article, = the_map['articles']
excerpts = {x['id']: x for x in article['excerpts']}


def stance(relation):
    usual = next((s for s, kinds in USUAL.items() if relation.get('kind', 'other') in kinds), 'neutral')
    return relation.get('stance', usual)


def stands_in(relation, start, end):
    for evidence in relation.get('evidence', []):
        x = excerpts[evidence['excerpt']]
        if x['start'] < end and x['end'] > start:
            return True
    return False


def fits(relation, wanted):
    source, target = names[relation['source']], names[relation['target']]
    first, second = wanted['between']
    directed = wanted.get('directed', False) and relation.get('direction', 'forward') == 'forward'
    if not (source in first and target in second) and (directed or not (source in second and target in first)):
        return False
    return (stance(relation) in wanted.get('stance', [stance(relation)])
            and relation.get('status', 'asserted') in wanted.get('status', [relation.get('status', 'asserted')])
            and relation.get('when', '') == wanted.get('when', relation.get('when', ''))
            and names.get(relation.get('reporter', ''), '') == wanted.get('reporter', names.get(relation.get('reporter', ''), '')))


print(f'1..{len(reading) + 1}')
failed = 0
covered = article['text']
for n, sentence in enumerate(reading, 1):
    problems = []
    start = article['text'].find(sentence['text'])
    end = start + len(sentence['text'])
    if start < 0 or article['text'].find(sentence['text'], start + 1) >= 0:
        problems.append('does not stand exactly once in the text')
    if not sentence['relations'] and not sentence.get('why'):
        problems.append('proves nothing and does not say why')
    here = [r for r in the_map['relations'] if stands_in(r, start, end)]
    for wanted in sentence['relations']:
        if not any(fits(r, wanted) for r in here):
            problems.append(f"missing: {json.dumps(wanted, ensure_ascii=False)}")
    for problem in problems:
        for r in here if problem.startswith('missing') else []:
            problem += f"\n#     has: {r['source']} | {r['label']} | {r['target']} | {stance(r)} | " \
                       f"{r.get('status', 'asserted')} | {r.get('when', '')} | {r.get('reporter', '')}"
        print('#', problem)
    covered = covered.replace(sentence['text'], '')
    print('not ok' if problems else 'ok', n, '-', sentence['text'][:60].replace('#', ''))
    failed += bool(problems)
print('not ok' if covered.strip() else 'ok', len(reading) + 1, '- the sentences are the whole text')
sys.exit(1 if failed or covered.strip() else 0)
