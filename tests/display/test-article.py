#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""test-article.py PROGRAM MAP: articles come in, dropped and pasted, are looked over, added, taken back, and told when they are there
already; DRAG_SOURCE is the program to drag from, PAGES the folder of pages."""
import os
import re
import subprocess
import time

from story import Story, bundled, gtkdrive, load, program, run, step, wait_for

pages = os.environ['PAGES']


class Article(Story):
    def copies(self, kind, data):
        """Puts @data on the clipboard."""
        with subprocess.Popen(['xclip', '-selection', 'clipboard', '-t', kind, '-i'], stdin=subprocess.PIPE, env=self.s.env) as xclip:
            xclip.stdin.write(data)
            xclip.stdin.close()
            xclip.wait(10)

    def dialog(self, title='Add Article'):
        return self.app.find(title, 'dialog')

    def entry(self, name):
        return wait_for(lambda: self.app.find_all(name, 'text', under=self.dialog()) or self.app.find_all(name, 'entry', under=self.dialog()),
                        what=f'the field {name!r}')[0]

    def closed(self):
        # Told by the X server: what walks the widgets just now would ask one that goes.
        wait_for(lambda: not any(t.startswith('Add Article') for t in self.titles()), what='the dialog to close')

    def drops(self, *names):
        """From a window beside this one; returns that one."""
        self.s.sh('xdotool', 'windowsize', self.app.windows()[-1], '1000', '700')
        self.s.sh('xdotool', 'windowmove', self.app.windows()[-1], '0', '0')
        source = self.s.launch(os.environ['DRAG_SOURCE'], *[os.path.join(pages, n) for n in names])
        self.s.sh('xdotool', 'windowmove', source.windows()[-1], '1100', '100')
        time.sleep(0.5)
        x, y, w, h = source.box(source.find('Drag the file', 'label'))
        self.s.drag(x + w / 2, y + h / 2, 400, 400, steps=14)
        return source

    @step
    def pastes_a_page(self):
        self.path = self.file('article.entente')
        self.start(self.path)
        self.sees(r'article\.entente · saved')
        with open(os.path.join(pages, 'news.html'), 'rb') as f:
            self.copies('text/html', f.read())
        self.s.key('ctrl+shift+v')
        self.sees('The corridor has carried 30 million tonnes')
        assert self.app.text_of(self.entry('Title')) == 'Ministers agree on grain corridor'
        assert self.app.text_of(self.entry('Author')) == 'Jane Roe, Tomás Núñez'
        assert self.app.text_of(self.entry('Published')) == '2 November 2024', self.app.text_of(self.entry('Published'))
        self.sees('parts of the page are left out')
        self.misses('Accept all')

    @step
    def refuses_a_day_that_is_none(self):
        field = self.entry('Published')
        self.app.click(node=field)
        self.s.key('ctrl+a')
        self.s.type('31 February 2024')
        add = self.app.find(re.compile('_?Add$'), 'push button', under=self.dialog())
        wait_for(lambda: not self.app.has(add, 'SENSITIVE'), what='Add to be refused')
        self.s.key('ctrl+a')
        self.s.type('3 November 2024')
        wait_for(lambda: self.app.has(add, 'SENSITIVE'), what='Add to be possible again')

    @step
    def adds_it_and_reads_it(self):
        self.s.key('Return')
        self.closed()
        self.sees('Ministers of four countries agreed')
        self.sees('Undo Add Article Ministers')
        self.s.key('ctrl+s')
        self.sees(r'article\.entente · saved')
        article = load(self.path)['articles'][1]
        with open(os.path.join(pages, 'news.txt'), encoding='utf-8') as f:
            assert article['text'] == f.read()
        assert article['published'] == '2024-11-03' and article['publisher'] == 'The Daily Ledger', article
        assert article['url'] == 'https://ledger.example/world/grain-corridor' and article['language'] == 'en-GB', article

    @step
    def takes_it_back_and_brings_it_again(self):
        self.s.key('ctrl+z')
        self.sees('unsaved changes')
        self.s.key('ctrl+shift+z')
        self.sees(r'article\.entente · saved')

    @step
    def knows_the_text_again(self):
        with open(os.path.join(pages, 'news.txt'), 'rb') as f:
            self.copies('UTF8_STRING', f.read())
        self.s.key('ctrl+shift+v')
        self.sees('The map has this text already')
        self.s.key('Escape')
        self.closed()

    @step
    def offers_a_new_text_of_it(self):
        with open(os.path.join(pages, 'news.html'), 'rb') as f:
            self.copies('text/html', f.read().replace(b'30 million', b'31 million'))
        self.s.key('ctrl+shift+v')
        self.sees('New text of “Ministers agree on grain corridor”')
        self.app.click(node=self.app.find(re.compile('_?Add$'), 'push button', under=self.dialog()))
        self.closed()
        self.sees('31 million tonnes')
        self.s.key('ctrl+s')
        self.sees(r'article\.entente · saved')
        assert len(load(self.path)['articles']) == 2
        assert '31 million' in load(self.path)['articles'][1]['text']

    @step
    def changes_its_details(self):
        self.app.press('Menu of the article')
        self.app.press(re.compile('Article _?Details'))
        details = self.app.find('Article Details')
        field = wait_for(lambda: self.app.find_all('Publisher', 'text'), what='the publisher')[0]
        self.app.click(node=field)
        self.s.key('ctrl+a')
        self.s.type('The Weekly Ledger')
        wait_for(lambda: self.app.find_all(re.compile('The Weekly Ledger · '), 'label'), what='the reader to follow')
        self.app.press('Kind', 'push button', under=self.app.find('Article Details'))
        time.sleep(0.6)
        self.s.key('Home', *['Down'] * 3, 'Return')
        self.s.key('Escape')
        wait_for(lambda: 'Article Details' not in self.titles(), what='the details to close')
        self.s.key('ctrl+s')
        self.sees(r'article\.entente · saved')
        assert [a.get('kind') for a in load(self.path)['articles']][-1] == 'report', [a.get('kind') for a in load(self.path)['articles']]
        self.s.key('ctrl+z', 'ctrl+z')
        self.sees('The Daily Ledger · ')
        assert details is not None

    @step
    def takes_a_file_that_is_dropped(self):
        source = self.drops('libreoffice.pdf')
        self.sees('The US calls on China to limit')
        self.dialog()
        source.quit()
        self.app.click(node=self.app.find(re.compile('_?Add$'), 'push button', under=self.dialog()))
        self.closed()
        self.s.key('ctrl+s')
        self.sees(r'article\.entente · saved')
        article = load(self.path)['articles'][2]
        assert len(article['pages']) == 2 and article['origin']['type'] == 'application/pdf', article['origin']
        assert article['origin']['file'] == 'libreoffice.pdf'
        assert subprocess.run([program, 'check', self.path], check=False).returncode == 0

    @step
    def takes_several_at_once(self):
        source = self.drops('blog.html', 'locked.pdf', 'libreoffice.pdf', 'table.html')
        for words in ('locked with a password', 'The map has this text already', 'Why the dam talks failed', 'Members of the pact'):
            self.sees(words, 15)
        source.quit()
        if os.environ.get('STORY_SHOT'):
            self.s.screenshot(os.environ['STORY_SHOT'] + 'several.png')
        self.app.click(node=self.app.find(re.compile('_?Add$'), 'push button', under=self.dialog('Add Articles')))
        self.closed()
        self.sees('Undo Add 2 Articles')
        self.s.key('ctrl+z')
        self.sees('article.entente · saved')

    @step
    def takes_new_texts_and_new_articles_as_one_step(self):
        before = load(self.path)
        for name, old, new in (('news.html', b'30 million', b'32 million'), ('blog.html', b'', b'')):
            with open(os.path.join(pages, name), 'rb') as f:
                text = f.read()
            with open(self.file(name, ''), 'wb') as f:
                f.write(text.replace(old, new) if old else text)
        source = self.drops(*[os.path.join(self.s.dir, name) for name in ('news.html', 'blog.html')])
        self.sees('A new text of an article of the map', 15)
        self.sees('Why the dam talks failed', 15)
        source.quit()
        self.app.click(node=self.app.find(re.compile('_?Add$'), 'push button', under=self.dialog('Add Articles')))
        self.closed()
        self.sees('1 added, 1 with a new text')
        self.sees('Undo Add and Update 2 Articles')
        self.s.key('ctrl+s')
        self.sees(r'article\.entente · saved')
        after = load(self.path)
        assert len(after['articles']) == len(before['articles']) + 1 and '32 million' in after['articles'][1]['text']
        self.s.key('ctrl+z')
        self.s.key('ctrl+s')
        wait_for(lambda: load(self.path) == before, what='one undo to take all of it back')

    @step
    def ends_well_after_all(self):
        self.misses('articles? added|with a new text', 20)
        self.ends_well()


run(Article)
