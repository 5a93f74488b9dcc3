#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""test-hand.py PROGRAM MAP: choosing, drawing and naming upon the map; the clipboard; many at once; the history."""
import re
import time

from story import Story, gtkdrive, load, run, step, texts, wait_for


class Hand(Story):
    def saved(self):
        self.s.key('ctrl+s')
        self.sees(r'hand\.entente · saved')
        return load(self.path)

    def middle(self, node):
        x, y, w, h = self.app.box(node)
        return x + w / 2, y + h / 2

    def menu(self, node, item):
        self.app.click(node=node, button=3)
        found = self.app.find(re.compile('^' + re.escape(item)), 'menu item')
        self.app.press(node=found)

    @step
    def draws_a_relation_from_the_edge_of_a_card(self):
        self.path = self.file('hand.entente')
        self.start(self.path)
        card = self.on_map('^Pentagon, ')
        x, y, w, h = self.app.box(card)
        self.s.move(x + w / 2, y + h / 2)
        time.sleep(0.3)
        self.s.drag(x + w, y + h / 2, *self.middle(self.on_map('^NATO, ')))
        self.app.find('Label of the relation')
        self.s.key('Escape')
        self.app.gone('Label of the relation')
        assert 'unsaved' not in texts(self.app), 'Esc left something behind'
        self.s.move(x + w / 2, y + h / 2)
        time.sleep(0.3)
        self.s.drag(x + w, y + h / 2, *self.middle(self.on_map('^NATO, ')))
        self.app.find('Label of the relation')
        self.s.type('advises')
        self.s.key('Return')
        self.on_map('^Pentagon advises NATO')

    @step
    def renames_in_place(self):
        self.app.click(node=self.on_map('^BRICS, '))
        self.s.key('F2')
        self.app.find('Name of the actor')
        self.s.key('ctrl+a')
        self.s.type('BRICS+')
        self.s.key('Return')
        self.on_map(r'^BRICS\+, ')
        time.sleep(0.5)
        self.app.click(node=self.on_map(r'^BRICS\+, '), count=2)
        self.app.find('Name of the actor')
        self.s.key('ctrl+a')
        self.s.type('BRICS')
        self.s.key('Return')
        self.on_map('^BRICS, ')

    @step
    def chooses_with_a_rubber_band(self):
        self.s.key('Escape')
        a = self.app.box(self.on_map('^BRICS, '))
        b = self.app.box(self.on_map('^Vladimir Putin, '))
        self.s.sh('xdotool', 'keydown', 'shift')
        self.s.drag(a[0] - 14, a[1] - 14, b[0] + b[2] / 2, b[1] + b[3] + 10)
        self.s.sh('xdotool', 'keyup', 'shift')
        self.sees('2 actors chosen')

    @step
    def aligns_and_sets_the_kind_of_both(self):
        self.menu(self.on_map('^BRICS, '), 'Kind')
        self.app.press('place', 'menu item')
        self.on_map('^Vladimir Putin, place')
        actors = {a['name']: a for a in self.saved()['actors']}
        assert actors['BRICS']['kind'] == actors['Vladimir Putin']['kind'] == 'place'
        self.s.key('ctrl+z')
        self.on_map('^Vladimir Putin, person')
        self.sees('2 actors chosen')

    @step
    def copies_and_pastes(self):
        self.s.key('ctrl+c')
        time.sleep(0.5)
        targets = self.s.clip_targets()
        for target in ('application/vnd.entente.map+json', 'image/svg+xml', 'text/plain'):
            assert target in targets, targets
        assert 'Vladimir Putin' in self.s.clip_get(), self.s.clip_get()
        assert self.s.clip_get('image/svg+xml').startswith('<?xml')
        before = len(self.saved()['actors'])
        self.s.key('ctrl+v')
        wait_for(lambda: len(self.app.find_all(re.compile('^Vladimir Putin, '), 'push button')) > 1, what='a second one')
        self.s.key('ctrl+d')
        time.sleep(0.5)
        assert len(self.saved()['actors']) == before + 4
        self.s.key('ctrl+x')
        self.sees('2 things cut')
        assert len(self.saved()['actors']) == before + 2
        self.s.key('ctrl+z', 'ctrl+z', 'ctrl+z')
        assert len(self.saved()['actors']) == before

    @step
    def merges_and_takes_apart(self):
        before = len(self.saved()['actors'])
        self.app.click(node=self.on_map('^Pentagon, '))
        x, y = self.middle(self.on_map('^NATO, '))
        self.s.sh('xdotool', 'keydown', 'ctrl')
        self.s.click_at(x, y)
        self.s.sh('xdotool', 'keyup', 'ctrl')
        self.sees('2 actors chosen')
        self.s.key('ctrl+m')
        self.sees('1 actor merged into “Pentagon”')
        saved = self.saved()
        assert len(saved['actors']) == before - 1
        self.s.key('alt+Return')
        self.app.press(re.compile('^Take “NATO” out again'))
        self.on_map('^NATO, ')
        assert len(self.saved()['actors']) == before
        self.s.key('Escape')

    @step
    def pastes_rows_as_one_step(self):
        self.s.key('Escape')
        before = self.saved()
        self.s.clip_set('source\ttarget\tlabel\twhen\nChina\tMars\texplores\tMay 2018\nMars\tVenus\tpasses\t\nX\tY\tz\tlast year\n')
        self.app.click(node=self.on_map('^China, '))
        self.s.key('ctrl+v')
        self.sees('2 new actors, 2 relations')
        self.sees('(?m)^May 2018$')
        self.sees('Line 4 is left out')
        self.answer('Add')
        self.on_map('^China explores Mars')
        after = self.saved()
        assert len(after['actors']) == len(before['actors']) + 2
        assert len(after['relations']) == len(before['relations']) + 2
        self.s.key('ctrl+z')
        assert self.saved() == before

    @step
    def selects_all_and_what_is_connected(self):
        self.s.key('Escape')
        self.app.click(node=self.on_map('^China, '))
        self.s.key('ctrl+a')
        self.sees('1[0-9] actors chosen')
        self.s.key('Escape')
        self.app.click(node=self.on_map('^China, '))
        self.s.key('ctrl+shift+a')
        self.sees('1[0-9] actors chosen')
        self.s.key('Escape')

    @step
    def groups_and_captions(self):
        self.app.click(node=self.on_map('^Pentagon, '))
        self.s.key('ctrl+g')
        self.app.find('Name of the group')
        self.s.type('Offices')
        self.s.key('Return')
        time.sleep(0.5)
        self.s.key('Escape', 'ctrl+shift+t')
        self.app.find('Text of the caption')
        self.s.type('The war')
        self.s.key('Return')
        time.sleep(0.5)
        saved = self.saved()
        assert saved['groups'][0]['name'] == 'Offices', saved['groups']
        assert saved['captions'][0]['text'] == 'The war', saved['captions']
        self.s.key('ctrl+z', 'ctrl+z')
        saved = self.saved()
        assert not saved.get('groups') and not saved.get('captions')

    @step
    def menus_upon_the_empty_map(self):
        frame = self.app.box(self.app.find(role='frame'))
        self.s.click_at(frame[0] + 60, frame[1] + 250, button=3)
        self.app.find(re.compile('^Add Actor Here'), 'menu item')
        self.s.key('Escape')

    @step
    def jumps_through_the_history(self):
        self.s.key('ctrl+h')
        self.app.find('History', 'list')
        self.s.key('Home', 'Return')
        self.app.gone('History')
        time.sleep(0.5)
        assert not any(r['label'] == 'advises' for r in self.saved()['relations'])
        self.s.key('ctrl+h')
        self.app.find('History', 'list')
        self.s.key('Down', 'Return')
        self.on_map('^Pentagon advises NATO')
        self.sees('advises')

    @step
    def ends_without_complaint(self):
        self.s.key('ctrl+s')
        self.sees(r'hand\.entente · saved')
        self.ends_well()


run(Hand)
