#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""cut-map.py MAP RELATION...: the part of a map that these relations are: they, their ends and reporters, and the articles with the
excerpts that prove them. What is drawn where is left out. As a module it also tells what a map means."""
import json
import sys


def cut(whole, ids):
    relations = [r for r in whole['relations'] if r['id'] in ids]
    actors = {i for r in relations for i in (r['source'], r['target'], r.get('reporter', '')) if i}
    excerpts = {e['excerpt'] for r in relations for e in r['evidence']}
    part = {'format': 'entente-map', 'version': 1, 'actors': [], 'articles': [], 'relations': relations}
    for actor in whole['actors']:
        if actor['id'] in actors:
            part['actors'].append({k: v for k, v in actor.items() if k != 'position'})
    for article in whole['articles']:
        kept = [x for x in article['excerpts'] if x['id'] in excerpts]
        if kept:
            part['articles'].append({k: kept if k == 'excerpts' else article[k] for k in ('id', 'title', 'text', 'sha256', 'excerpts')})
    return part


# The usual stance of the kinds that occur, where a relation does not say another.
STANCES = {'cooperate': 'cooperative', 'consult': 'cooperative', 'agree': 'cooperative', 'disapprove': 'conflictual', 'threaten': 'conflictual'}


def meaning(whole):
    """What a map says, without its ids and places: equal of equal maps."""
    names = {a['id']: a['name'] for a in whole['actors']}
    quotes = {x['id']: (a['title'], x['exact'], x['start'], x['end']) for a in whole['articles'] for x in a.get('excerpts', [])}
    used = {e['excerpt'] for r in whole['relations'] for e in r.get('evidence', [])}
    return {
        'actors': sorted((a['name'], a.get('kind', ''), tuple(a.get('aliases', []))) for a in whole['actors']),
        'articles': sorted((a['title'], a['text'], a['sha256']) for a in whole['articles']),
        'excerpts': sorted(quotes.values()),
        'unused excerpts': sorted(quotes[x] for x in quotes if x not in used),
        'relations': sorted(
            (names[r['source']], names[r['target']], r.get('label', ''), r.get('kind', 'other'), r.get('direction', 'forward'),
             r.get('stance') or STANCES.get(r.get('kind'), 'neutral'), r.get('status', 'asserted'), names.get(r.get('reporter'), ''),
             r.get('when', ''), tuple(sorted((*quotes[e['excerpt']], e.get('role', 'supports')) for e in r.get('evidence', []))))
            for r in whole['relations']),
    }


if __name__ == '__main__':
    with open(sys.argv[1], encoding='utf-8') as f:
        json.dump(cut(json.load(f), set(sys.argv[2:])), sys.stdout, ensure_ascii=False, indent=2)
    print()
