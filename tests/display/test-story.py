#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""test-story.py PROGRAM MAP: the main job, done with pointer and keys and read through the accessibility bus, as TAP.

Open the map, click a line and a node, read the proof and find it in the article, move a node, save, and find it moved."""
import json
import os
import re
import shutil
import sys
import time
import traceback

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import gtkdrive

program, bundled = sys.argv[1:3]
wait_for = gtkdrive.wait_for
steps = []


def step(function):
    steps.append(function)
    return function


def texts(app):
    """All that can be read in the window."""
    return '\n'.join(app.text_of(n) if n.get_text_iface() else n.get_name() or '' for n in app.find_all())


def sees(app, pattern, timeout=8):
    return wait_for(lambda: re.search(pattern, texts(app)), timeout, step=0.3, what=f'{pattern!r} to be seen')


def on_map(app, pattern):
    """A thing of the map: its sentence is its name. The panel has others of such names, right of it."""
    return min(app.find_all(re.compile(pattern), 'push button'), key=lambda n: app.box(n)[0])


def act(app, name):
    frame = app.find(role='frame')
    frame.do_action(gtkdrive.action_names(frame).index(name))
    time.sleep(0.3)


def position(path, actor):
    with open(path, encoding='utf-8') as f:
        return next(a['position'] for a in json.load(f)['actors'] if a['id'] == actor)


class Story:
    def __init__(self, session):
        self.s = session
        self.path = os.path.join(session.dir, 'story.entente')
        shutil.copy(bundled, self.path)

    @step
    def opens_the_map(self):
        self.app = self.s.launch(program, self.path)
        wait_for(lambda: self.app.find_all(re.compile('^China, state, ')), what='China on the map')
        sees(self.app, r'story\.entente · saved')

    @step
    def clicks_a_line_and_reads_its_proof(self):
        self.app.click(node=on_map(self.app, '^China supports resolutions of '))
        sees(self.app, 'supports resolutions of')
        self.excerpt = sees(self.app, '“([^”]{30,})”').group(1)

    @step
    def follows_it_into_the_article_and_back(self):
        self.app.press(re.compile('^Show in article', re.I))
        sees(self.app, 'The US calls on China to limit North Korean')
        words = re.escape(self.excerpt[:40])
        assert re.search(words, texts(self.app)), 'the article does not hold the excerpt'
        act(self.app, 'win.back')
        wait_for(lambda: self.app.find_all(re.compile('^Show in article', re.I)), what='the evidence again')

    @step
    def clicks_a_node(self):
        self.app.click(node=on_map(self.app, '^Ukraine, state, '))
        sees(self.app, 'Relations')
        wait_for(lambda: self.app.find_all('Ukraine', 'label') or self.app.find_all('Ukraine'), what='the page of Ukraine')

    @step
    def drags_a_node_and_saves(self):
        self.before = position(self.path, 'ukraine')
        x, y, w, h = self.app.box(on_map(self.app, '^Ukraine, state, '))
        self.s.drag(x + w / 2, y + h / 2, x + w / 2 + 40, y + h / 2 + 30)
        sees(self.app, 'unsaved changes')
        self.s.key('ctrl+s')
        sees(self.app, r'story\.entente · saved')
        self.after = position(self.path, 'ukraine')
        assert self.after['x'] > self.before['x'] + 10 and self.after['y'] > self.before['y'] + 10, self.after

    @step
    def undoes_and_redoes(self):
        self.s.key('ctrl+z')
        sees(self.app, 'unsaved changes')
        self.s.key('ctrl+shift+z')
        sees(self.app, r'story\.entente · saved')

    @step
    def hands_a_second_file_to_the_first_process(self):
        other = os.path.join(self.s.dir, 'second.entente')
        shutil.copy(bundled, other)
        n = len(self.app.windows())
        second = self.s.launch(program, other, wait=False)
        assert second.p.wait(10) == 0
        wait_for(lambda: len(self.app.windows()) == n + 1, what='a second window')
        sees(self.app, r'second\.entente · saved')
        same = self.s.launch(program, other, wait=False)
        assert same.p.wait(10) == 0
        time.sleep(0.5)
        assert len(self.app.windows()) == n + 1, 'one file in two windows'
        self.s.key('ctrl+w')
        wait_for(lambda: len(self.app.windows()) == n, what='the second window to go')

    @step
    def says_why_a_broken_file_cannot_be_read(self):
        broken = os.path.join(self.s.dir, 'broken.entente')
        with open(broken, 'w', encoding='utf-8') as f:
            f.write('{\n  "format": "entente-map",\n  "version": 1,\n  "title" 3\n}\n')
        assert self.s.launch(program, broken, wait=False).p.wait(10) == 0
        sees(self.app, 'Cannot open “broken.entente”')
        sees(self.app, 'Line 4, column')
        self.s.key('ctrl+w')
        self.app.gone(re.compile('Cannot open'))

    @step
    def notices_a_change_by_others(self):
        with open(self.path, encoding='utf-8') as f:
            text = f.read()
        with open(self.path, 'w', encoding='utf-8') as f:
            f.write(text.replace('"title": "', '"title": "Changed: ', 1))
        sees(self.app, 'Another program has changed the file')
        self.app.press(re.compile('Reload'))
        sees(self.app, 'Changed: ')

    @step
    def everything_has_a_name(self):
        unnamed = self.app.unnamed()
        assert not unnamed, [(n.get_role_name(), n.get_name()) for n in unnamed]

    @step
    def closes_without_complaint(self):
        assert self.app.quit(10) == 0
        assert not self.app.problems(), self.app.problems()

    @step
    def finds_the_node_moved(self):
        self.app = self.s.launch(program, self.path)
        wait_for(lambda: self.app.find_all(re.compile('^Ukraine, state, ')), what='the map again')
        assert position(self.path, 'ukraine') == self.after
        assert self.app.quit(10) == 0
        assert not self.app.problems(), self.app.problems()


def main():
    failed = False
    print(f'1..{len(steps)}')
    with gtkdrive.Session(size='1440x900') as session:
        story = Story(session)
        for n, function in enumerate(steps, 1):
            name = function.__name__.replace('_', ' ')
            if failed:
                print(f'not ok {n} - {name} # not reached')
                continue
            try:
                function(story)
                print(f'ok {n} - {name}', flush=True)
            except Exception:
                failed = True
                print(f'not ok {n} - {name}')
                print('# ' + traceback.format_exc().replace('\n', '\n# '), flush=True)
                if os.environ.get('STORY_SHOT'):
                    session.screenshot(os.environ['STORY_SHOT'])
                print('# ' + story.app.output()[-1000:].replace('\n', '\n# '))
    return 1 if failed else 0


if __name__ == '__main__':
    sys.exit(main())
