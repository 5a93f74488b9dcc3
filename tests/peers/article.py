#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""article.py ENTENTE MAP READ_ARTICLE: the bundled map's article as others write it, HTML and Markdown by pandoc, PDF by Chromium and LibreOffice,
read back: every excerpt stands in it, exact or moved, and none is missing. TAP."""
import json
import os
import subprocess
import sys
import tempfile

program, map_file, read_article = (os.path.abspath(a) for a in sys.argv[1:4])


def run(*argv, **kw):
    return subprocess.run(argv, check=True, capture_output=True, timeout=180, **kw)


def states(text):
    done = subprocess.run([program, 'verify', map_file, '--against', text, '--json'], capture_output=True, timeout=60, check=False)
    return [e['state'] for e in json.loads(done.stdout)['excerpts']]


def main():
    with open(map_file, encoding='utf-8') as f:
        article = json.load(f)['articles'][0]
    with tempfile.TemporaryDirectory() as folder:
        def path(name):
            return os.path.join(folder, name)

        with open(path('a.md'), 'w', encoding='utf-8') as f:
            f.write(article['text'].replace('\n', '\n\n'))
        env = dict(os.environ, HOME=folder)
        run('pandoc', path('a.md'), '-s', '-M', 'title=' + article['title'], '-o', path('pandoc.html'))
        run('pandoc', path('a.md'), '-s', '-M', 'title=' + article['title'], '-o', path('pandoc.odt'))
        # Pages of a book: narrow, justified and hyphenated, with numbers.
        with open(path('pandoc.html'), encoding='utf-8') as f, open(path('narrow.html'), 'w', encoding='utf-8') as narrow:
            narrow.write(f.read().replace('</head>', '<style>@page { size: A5 } html { font-size: 17px } body { text-align: justify; hyphens: auto }</style></head>')
                         .replace('<html ', '<html lang="en" '))
        run('soffice', '--headless', '--convert-to', 'pdf:writer_pdf_Export', '--outdir', folder, path('pandoc.odt'), env=env)
        os.rename(path('pandoc.pdf'), path('libreoffice.pdf'))
        for page, pdf in (('pandoc.html', 'chromium.pdf'), ('narrow.html', 'narrow.pdf')):
            run('chromium', '--headless=new', '--no-sandbox', '--disable-gpu', f'--user-data-dir={folder}/chromium', '--print-to-pdf=' + path(pdf),
                'file://' + path(page), env=env)
        names = ['a.md', 'pandoc.html', 'libreoffice.pdf', 'chromium.pdf', 'narrow.pdf']
        print(f'1..{len(names)}')
        failed = False
        for n, name in enumerate(names, 1):
            text = run(read_article, path(name)).stdout
            with open(path('read.txt'), 'wb') as f:
                f.write(text)
            found = states(path('read.txt'))
            good = found and all(s in ('exact', 'moved') for s in found)
            failed |= not good
            print(f"{'ok' if good else 'not ok'} {n} - {name}: " + ', '.join(f'{found.count(s)} {s}' for s in sorted(set(found))), flush=True)
    sys.exit(failed)


main()
