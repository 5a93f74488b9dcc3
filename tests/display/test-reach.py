#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""test-reach.py PROGRAM MAP: the main story by keyboard alone, then by the actions alone that assistive technology calls: open, find China,
walk to North Korea along a line, read the evidence, show it in the article, and back. The map tells what `entente describe` tells."""
import re
import subprocess

from story import Story, gtkdrive, program, run, step, wait_for

LINE = '^China keeps friendly relations with North Korea, cooperative, 1 excerpt$'
QUOTE = 'China has kept friendly relations with North Korea'


class Reach(Story):
    def has_keyboard(self, pattern):
        return wait_for(lambda: (n := self.app.focused()) and re.search(pattern, n.get_name() or '') and n, what=f'{pattern!r} to have the keyboard')

    def goes(self, key, pattern, most=40):
        """Presses @key until what has the keyboard is called so."""
        for _ in range(most):
            now = self.app.focused()
            if now and re.search(pattern, now.get_name() or ''):
                return now
            self.s.key(key)
        raise gtkdrive.Failed(f'{key} does not lead to {pattern!r}')

    def names(self):
        """Of the things of the map itself: the panel has others of such names."""
        canvas = self.app.find(re.compile(r'^18 actors, 78 relations, '))
        return [n.get_name() for n in self.app.find_all(role='push button', under=canvas, showing=False)
                if re.search(r', (\d+ (relations?|excerpts?)|unproved)(, pinned)?$', n.get_name())]

    def article_shows(self):
        """The text of the article, with the excerpt at the cursor."""
        text = self.app.find('Text of the article')
        wait_for(lambda: QUOTE in self.app.text_of(text), what='the article to hold the excerpt')
        return text

    # --- By keyboard ---

    @step
    def opens_by_keyboard(self):
        self.path = self.file('reach.entente')
        self.start()
        self.app.find(role='frame')
        self.s.key('ctrl+o')
        self.app.choose_file(self.path)
        self.on_map('^China, state, ')
        self.sees(r'reach\.entente · saved')

    @step
    def the_map_tells_what_the_command_line_tells(self):
        lines = subprocess.run([program, 'describe', self.path], capture_output=True, text=True, check=True).stdout.splitlines()
        told, names = {line.strip() for line in lines if line.strip()}, self.names()
        bundles = [n for n in names if re.fullmatch(r'.+ and .+, \d+ relations', n)]
        single = sorted(n for n in names if n not in bundles)
        assert len(single) == len(set(single)) and set(single) <= told, sorted(set(single) - told)
        # Each relation is there, by itself or in its bundle; each actor is.
        in_bundles = sum(int(re.search(r'(\d+) relations$', b).group(1)) for b in bundles)
        relations = [n for n in single if re.search(', (cooperative|conflictual|neutral), ', n)]
        assert len(relations) + in_bundles == 78, (len(relations), bundles)
        assert len(single) - len(relations) == 18, single
        assert lines[0] in self.app.find(re.compile(r'^18 actors, 78 relations, ')).get_name()

    @step
    def finds_china_by_keyboard(self):
        self.s.key('ctrl+f')
        self.app.find('Search the map')
        self.s.type('china')
        self.app.find(re.compile('^China, state'), 'list item')
        self.s.key('Return')
        self.has_keyboard('^China, state, 37 relations$')

    @step
    def walks_to_north_korea_by_keyboard(self):
        self.s.key('Right')
        self.has_keyboard('^China and North Korea, 14 relations$')
        self.s.key('Return')
        self.has_keyboard('North Korea, .*1 excerpt$')
        self.goes('Down', LINE)
        self.s.key('Right')
        self.has_keyboard('^North Korea, state, 27 relations$')
        self.s.key('BackSpace')
        self.has_keyboard(LINE)

    @step
    def reads_the_evidence_by_keyboard(self):
        self.s.key('Return')
        self.sees(QUOTE)
        self.s.key('F6')
        self.goes('Tab', '^Show in article$')
        self.s.key('Return')
        self.article_shows()

    @step
    def goes_back_by_keyboard(self):
        self.s.key('Escape')
        self.app.gone('Text of the article')
        self.sees(QUOTE)
        self.s.key('F6')
        self.goes('F6', LINE, 3)
        self.s.key('BackSpace')
        self.goes('BackSpace', '^China, state, ', 12)

    @step
    def nothing_is_without_a_name(self):
        unnamed = self.app.unnamed()
        assert not unnamed, [(n.get_role_name(), n.get_name()) for n in unnamed]
        self.ends_well()

    # --- By actions of assistive technology ---

    @step
    def opens_by_actions(self):
        self.start()
        self.app.press('Recent Maps')
        self.app.press(re.compile(r'reach\.entente'), 'menu item')
        self.on_map('^China, state, ')

    @step
    def finds_china_by_actions(self):
        self.act('win.search')
        entry = self.app.find('Search the map')
        field = next((n for n in [entry, *self.app.find_all(role='text', under=entry)] if n.get_editable_text_iface()), None)
        assert field, 'no text to be set'
        assert field.get_editable_text_iface().set_text_contents('china')
        row = self.app.find(re.compile('^China, state'), 'list item')
        self.app.press(node=row)
        wait_for(lambda: self.app.has(self.on_map('^China, state, '), 'SELECTED'), what='China to be chosen')

    @step
    def walks_to_north_korea_by_actions(self):
        self.app.press(node=self.on_map('^China and North Korea, 14 relations$'))
        self.app.press(node=self.on_map(LINE))
        wait_for(lambda: self.app.has(self.on_map(LINE), 'SELECTED'), what='the line to be chosen')
        self.app.press(node=self.on_map('^North Korea, state, '))
        wait_for(lambda: self.app.has(self.on_map('^North Korea, state, '), 'SELECTED'), what='North Korea to be chosen')

    @step
    def reads_the_evidence_by_actions(self):
        self.act('win.back')
        self.sees(QUOTE)
        self.app.press('Show in article', 'push button')
        self.article_shows()

    @step
    def goes_back_by_actions(self):
        self.act('win.back')
        self.app.gone('Text of the article')
        self.sees(QUOTE)
        self.act('win.back')
        self.act('win.back')
        wait_for(lambda: self.app.has(self.on_map('^China, state, '), 'SELECTED'), what='China to be chosen again')

    @step
    def ends_without_complaint(self):
        self.ends_well()


run(Reach)
