#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""lint.py SOURCE: what a compiler does not see, as TAP. Folders are layers: includes by name only, files stay short."""
import os
import re
import sys

root = sys.argv[1]
tests = []


def check(name, problems):
    tests.append((name, problems))


def files(folder, *endings):
    for where, _, names in sorted(os.walk(os.path.join(root, folder))):
        for name in sorted(names):
            if name.endswith(endings):
                yield os.path.relpath(os.path.join(where, name), root)


def read(path):
    with open(os.path.join(root, path), encoding='utf-8') as f:
        return f.read()


sources = list(files('src', '.c', '.h'))
code = sources + list(files('tests', '.c', '.h'))
check('no include climbs out of its folder', [p for p in code if '#include "../' in read(p)])
check('no file is longer than 800 lines', [p for p in code if read(p).count('\n') > 800])
check('each file names its licence', [p for p in code + list(files('tests', '.py')) + list(files('ui', '.css'))
                                      if 'SPDX-License-Identifier: GPL-3.0-or-later' not in read(p)[:300]])
check('each source opens with its idea', [p for p in sources if read(p).count('/*', 0, 600) < 2])
check('no tab in C', [p for p in code if '\t' in read(p)])
check('nothing is left for later', [p for p in code if re.search(r'\b(TODO|FIXME|XXX)\b', read(p))])
check('the user interface is GTK alone where it may be',
      [p for p in sources if p.split('/')[1] in ('base', 'model', 'text', 'find', 'scene', 'format', 'document', 'intake', 'command')
       and re.search(r'#include <(gtk|adwaita|gdk)', read(p))])
potfiles = read('data/po/POTFILES').split() if os.path.exists(os.path.join(root, 'data/po/POTFILES')) else []
marked = [p for p in sources if re.search(r'[^\w](_|N_|C_|ngettext|g_dngettext) ?\("', read(p))]
check('each file with words for people is in POTFILES', [p for p in marked if p not in potfiles])
check('each file in POTFILES exists', [p for p in potfiles if not os.path.exists(os.path.join(root, p))])

print(f'1..{len(tests)}')
failed = 0
for n, (name, problems) in enumerate(tests, 1):
    print(('ok' if not problems else 'not ok'), n, '-', name)
    for problem in problems:
        print('#', problem)
    failed += bool(problems)
sys.exit(1 if failed else 0)
