#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""test-story.py PROGRAM MAP: the main job, done with pointer and keys and read through the accessibility bus, as TAP.

Open the map, click a line and a node, read the proof and find it in the article, move a node, save, and find it moved."""
import re
import time

from story import Story, position, run, step, texts, wait_for


class Main(Story):
    @step
    def opens_the_map(self):
        self.path = self.file('story.entente')
        self.start(self.path)
        self.on_map('^China, state, ')
        self.sees(r'story\.entente · saved')

    @step
    def clicks_a_line_and_reads_its_proof(self):
        self.app.click(node=self.on_map('^China supports resolutions of '))
        self.sees('supports resolutions of')
        self.excerpt = self.sees('“([^”]{30,})”').group(1)

    @step
    def follows_it_into_the_article_and_back(self):
        self.app.press(re.compile('^Show in article', re.I))
        self.sees('The US calls on China to limit North Korean')
        words = re.escape(self.excerpt[:40])
        assert re.search(words, texts(self.app)), 'the article does not hold the excerpt'
        self.act('win.back')
        wait_for(lambda: self.app.find_all(re.compile('^Show in article', re.I)), what='the evidence again')

    @step
    def clicks_a_node(self):
        self.app.click(node=self.on_map('^Ukraine, state, '))
        self.sees('Relations')
        wait_for(lambda: self.app.find_all('Ukraine', 'label') or self.app.find_all('Ukraine'), what='the page of Ukraine')

    @step
    def drags_a_node_and_saves(self):
        self.before = position(self.path, 'ukraine')
        x, y, w, h = self.app.box(self.on_map('^Ukraine, state, '))
        self.s.drag(x + w / 2, y + h / 2, x + w / 2 + 40, y + h / 2 + 30)
        self.sees('unsaved changes')
        self.s.key('ctrl+s')
        self.sees(r'story\.entente · saved')
        self.after = position(self.path, 'ukraine')
        assert self.after['x'] > self.before['x'] + 10 and self.after['y'] > self.before['y'] + 10, self.after

    @step
    def undoes_and_redoes(self):
        self.s.key('ctrl+z')
        self.sees('unsaved changes')
        self.s.key('ctrl+shift+z')
        self.sees(r'story\.entente · saved')

    @step
    def hands_a_second_file_to_the_first_process(self):
        other = self.file('second.entente')
        n = len(self.app.windows())
        self.hand_over(other)
        wait_for(lambda: len(self.app.windows()) == n + 1, what='a second window')
        self.sees(r'second\.entente · saved')
        self.hand_over(other)
        time.sleep(0.5)
        assert len(self.app.windows()) == n + 1, 'one file in two windows'
        self.s.key('ctrl+w')
        wait_for(lambda: len(self.app.windows()) == n, what='the second window to go')

    @step
    def says_why_a_broken_file_cannot_be_read(self):
        self.hand_over(self.file('broken.entente', '{\n  "format": "entente-map",\n  "version": 1,\n  "title" 3\n}\n'))
        self.sees('Cannot open “broken.entente”')
        self.sees('Line 4, column')
        self.s.key('ctrl+w')
        self.app.gone(re.compile('Cannot open'))

    @step
    def notices_a_change_by_others(self):
        with open(self.path, encoding='utf-8') as f:
            text = f.read()
        with open(self.path, 'w', encoding='utf-8') as f:
            f.write(text.replace('"title": "', '"title": "Changed: ', 1))
        self.sees('Another program has changed the file')
        self.app.press(re.compile('Reload'))
        self.sees('Changed: ')

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
        self.start(self.path)
        wait_for(lambda: self.app.find_all(re.compile('^Ukraine, state, ')), what='the map again')
        assert position(self.path, 'ukraine') == self.after
        assert self.app.quit(10) == 0
        assert not self.app.problems(), self.app.problems()


run(Main)
