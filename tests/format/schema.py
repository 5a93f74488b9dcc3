#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""schema.py SCHEMA DATES GOOD...: the shipped JSON Schema, checked by a validator that is not ours: takes the good maps, and dates as the
table of good ones in DATES (C source) has them; refuses what a schema can refuse."""
import copy
import json
import re
import sys

import jsonschema

schema_path, dates_path, good_paths = sys.argv[1], sys.argv[2], sys.argv[3:]


def load(path):
    with open(path, encoding='utf-8') as f:
        return json.load(f)


schema = load(schema_path)
validator = jsonschema.Draft202012Validator(schema)
golden = load(good_paths[0])
tests = []


def check(name, problem):
    tests.append((name, problem))


def strings(text):
    return [json.loads(s) for s in re.findall(r'"(?:[^"\\]|\\.)*"', text)]


def changed(path, value):
    """The golden map with the value at path replaced, or taken away where the new one is Ellipsis."""
    result = copy.deepcopy(golden)
    at = result
    for step in path[:-1]:
        at = at[step]
    if value is ...:
        del at[path[-1]]
    else:
        at[path[-1]] = value
    return result


try:
    jsonschema.Draft202012Validator.check_schema(schema)
    check('is a schema of draft 2020-12', None)
except jsonschema.SchemaError as error:
    check('is a schema of draft 2020-12', error.message)
for path in good_paths:
    error = next(validator.iter_errors(load(path)), None)
    check('takes ' + path.rsplit('/', 1)[1], error and f'{error.json_path}: {error.message}')

# Wrong types, missing members, values outside a list or a range. Unknown members are never wrong.
bad = [
    (['format'], 'other'), (['format'], ...), (['version'], ...), (['version'], 0), (['version'], 1.5), (['version'], '1'),
    (['title'], None), (['kinds'], {}), (['actors'], 'x'), (['actors', 0], 7), (['view'], []), (['view', 'zoom'], 0), (['view', 'x'], 1e10),
    (['kinds', 0, 'id'], ...), (['kinds', 0, 'id'], ''), (['kinds', 0, 'colour'], 'red'), (['kinds', 0, 'icon'], 1),
    (['actors', 0, 'id'], ...), (['actors', 0, 'name'], ...), (['actors', 0, 'name'], None), (['actors', 0, 'aliases'], 'x'),
    (['actors', 0, 'aliases'], [1]), (['actors', 0, 'pinned'], 1), (['actors', 0, 'colour'], '#12345'), (['actors', 0, 'colour'], ''),
    (['actors', 0, 'position', 'x'], ...), (['actors', 0, 'position', 'y'], ...), (['actors', 0, 'position'], [1, 2]),
    (['actors', 0, 'location', 'lat'], 90.5), (['actors', 0, 'location', 'lon'], -181), (['actors', 0, 'location', 'lat'], ...),
    (['actors', 0, 'links', 0, 'url'], 0), (['actors', 0, 'merged', 0, 'actor', 'name'], ...),
    (['articles', 0, 'id'], ...), (['articles', 0, 'text'], []), (['articles', 0, 'pages'], [0.5]), (['articles', 0, 'reliability'], 'G'),
    (['articles', 0, 'published'], '2024-13'), (['articles', 0, 'origin'], 'f'), (['articles', 0, 'editions', 0, 'accessed'], 'May'),
    (['articles', 0, 'excerpts', 0, 'id'], ...), (['articles', 0, 'excerpts', 0, 'exact'], ...), (['articles', 0, 'excerpts', 0, 'exact'], ''),
    (['articles', 0, 'excerpts', 0, 'start'], ...), (['articles', 0, 'excerpts', 0, 'start'], -1),
    (['articles', 0, 'excerpts', 0, 'start'], 0.5), (['articles', 0, 'excerpts', 0, 'end'], ...),
    (['articles', 0, 'excerpts', 0, 'end'], 2**31 + 1), (['articles', 0, 'excerpts', 0, 'credibility'], '7'),
    (['relations', 0, 'id'], ...), (['relations', 0, 'source'], ...), (['relations', 0, 'target'], ...), (['relations', 0, 'target'], 1),
    (['relations', 0, 'direction'], 'back'), (['relations', 0, 'stance'], ''), (['relations', 0, 'status'], 'done'),
    (['relations', 0, 'when'], '22'), (['relations', 0, 'bend'], '0.5'), (['relations', 0, 'evidence', 0, 'excerpt'], ...),
    (['relations', 0, 'evidence', 0, 'role'], 'proves'), (['groups', 0, 'id'], ...), (['groups', 0, 'members'], {}),
    (['groups', 0, 'collapsed'], None), (['captions', 0, 'id'], ...), (['captions', 0, 'width'], '7'), (['story', 0, 'id'], ''),
    (['story', 0, 'focus'], 'r1'), (['story', 0, 'view', 'zoom'], -1),
]
for path, value in bad:
    taken = validator.is_valid(changed(path, value))
    check(f'refuses {".".join(map(str, path))} {"missing" if value is ... else "as " + json.dumps(value)}', 'taken' if taken else None)

everywhere = copy.deepcopy(golden)


def add_unknown(value):
    if isinstance(value, dict):
        for inner in list(value.values()):
            add_unknown(inner)
        value['x-unknown'] = {'any': [1, None]}
    elif isinstance(value, list):
        for inner in value:
            add_unknown(inner)


add_unknown(everywhere)
check('takes unknown members everywhere', None if validator.is_valid(everywhere) else 'refused')


# Each member of the golden file, which has all there are, is described.
def undescribed(value, at, path):
    at = schema['$defs'][at['$ref'].rsplit('/', 1)[1]] if '$ref' in at else at
    if isinstance(value, dict):
        for name, inner in value.items():
            if name.startswith('x-'):
                continue
            if name not in at.get('properties', {}):
                yield path + '.' + name
            else:
                yield from undescribed(inner, at['properties'][name], path + '.' + name)
    elif isinstance(value, list) and value:
        yield from undescribed(value[0], at.get('items', {}), path + '[0]')


check('describes every member', ', '.join(undescribed(golden, schema, 'map')) or None)

with open(dates_path, encoding='utf-8') as f:
    source = re.sub(r'/\*.*?\*/', '', f.read(), flags=re.S)
good_dates, bad_dates = (strings(re.search(name + r'\[\] = \{(.*?)\};', source, re.S).group(1)) for name in ('good', 'bad'))
date = jsonschema.Draft202012Validator({'$ref': '#/$defs/date', '$defs': schema['$defs']})
check('takes every good date', ', '.join(d for d in good_dates if not date.is_valid(d)) or None)
# The calendar and the order of ends are past a pattern.
beyond = {'1985-04-31', '1985-02-29', '1900-02-29', '-0000', '2019/2017', '2004-06/2004-05', '2004-06-11/2004-06-10', '2001-22/2001-21'}
check('refuses every bad date that a pattern can', ', '.join(d for d in bad_dates if d and d not in beyond and date.is_valid(d)) or None)

print(f'1..{len(tests)}')
for n, (name, problem) in enumerate(tests, 1):
    print('not ok' if problem else 'ok', n, '-', name.replace('#', 'number '))
    if problem:
        print('#', problem)
sys.exit(any(problem for _, problem in tests))
