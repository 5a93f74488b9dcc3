#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""test-layout-menu.py PROGRAM MAP: arranging in the window, by menu and keys, as TAP.

Choose Circle, see the actors move, take it back as one step; pin one and see it stay; choose three and move only those."""
import json
import os
import re
import time

from story import Story, bundled, run, step, wait_for


def places(path):
    with open(path, encoding='utf-8') as f:
        return {a['id']: (a['position']['x'], a['position']['y']) for a in json.load(f)['actors']}


def large_map(n):
    actors = [{'id': f'a{i}', 'name': f'Actor {i}', 'position': {'x': i % 150 * 200, 'y': i // 150 * 80}} for i in range(n)]
    ends = [(i - 1, i) for i in range(1, n)] + [(i, i * 48271 % 65537 % i) for i in range(7, n, 3)]
    relations = [{'id': f'r{i}', 'source': f'a{a}', 'target': f'a{b}'} for i, (a, b) in enumerate(ends)]
    return {'format': 'entente-map', 'version': 1, 'title': 'Large', 'actors': actors, 'relations': relations}


class Layout(Story):
    def __init__(self, session):
        super().__init__(session)
        self.path = self.file('layout.entente')
        self.original = places(self.path)

    def saved(self):
        """The places in the file after a save."""
        before = os.stat(self.path).st_mtime_ns
        self.s.key('ctrl+s')
        wait_for(lambda: os.stat(self.path).st_mtime_ns != before, what='a save')
        wait_for(lambda: self.app.find_all(re.compile('· saved$')), what='the title to say it')
        return places(self.path)

    def arrange(self, name):
        self.s.key('ctrl+shift+l')
        wait_for(lambda: self.app.find_all(name, 'push button'), what=f'{name} in the menu')
        self.app.press(name, 'push button')
        wait_for(lambda: self.app.find_all(re.compile('unsaved changes$')), what='the map to be arranged')
        time.sleep(0.8)  # the actors are on their way

    def near(self, pattern):
        """Like find_all, but not down to the many things on the map."""
        return self.app.find_all(re.compile(pattern), limit=12)

    def picture(self):
        """What the middle of the map looks like, as a number."""
        return self.s.sh('import', '-window', 'root', '-crop', '600x400+200+250', '-format', '%#', 'info:')

    @step
    def opens_the_map(self):
        self.start(self.path)
        wait_for(lambda: self.app.find_all(re.compile('^China, state, ')), what='China on the map')

    @step
    def arranges_as_a_circle(self):
        before = self.app.box(self.on_map('^Ukraine, state, '))
        self.arrange('Circle')
        wait_for(lambda: self.app.box(self.on_map('^Ukraine, state, ')) != before, what='Ukraine to move')
        now = self.saved()
        assert sum(now[i] != self.original[i] for i in now) > len(now) / 2, now

    @step
    def takes_it_back_as_one_step(self):
        self.app.find('Undo Arrange as Circle', 'push button')
        self.s.key('ctrl+z')
        wait_for(lambda: self.app.find_all('Redo Arrange as Circle', 'push button'), what='the step to be undone')
        assert self.saved() == self.original

    @step
    def every_picture_has_a_name(self):
        self.s.key('ctrl+shift+l')
        wait_for(lambda: self.app.find_all('Grid', 'push button'), what='the menu')
        time.sleep(1)
        unnamed = self.app.unnamed()
        assert not unnamed, [(n.get_role_name(), n.get_name()) for n in unnamed]
        self.s.key('Escape')
        self.app.gone('Grid', 'push button')

    @step
    def a_pinned_actor_stays(self):
        self.app.press(node=self.on_map('^China, state, '))
        self.s.key('ctrl+shift+p')
        wait_for(lambda: self.app.find_all(re.compile('^China, state, .*, pinned')), what='the pin')
        self.app.find('Unpin', 'push button')
        self.s.key('ctrl+shift+o')
        wait_for(lambda: self.app.find_all('Undo Arrange by Ties', 'push button'), what='the map to be arranged')
        now = self.saved()
        assert now['china'] == self.original['china']
        assert sum(now[i] != self.original[i] for i in now) > len(now) / 2, now
        self.s.key('ctrl+z')
        # Undo chooses what it moved.
        wait_for(lambda: self.app.find_all('Redo Arrange by Ties', 'push button'), what='the arrangement to be taken back')
        self.app.press(node=self.on_map('^China, state, '))
        self.app.press('Unpin', 'push button')
        wait_for(lambda: not self.app.find_all(re.compile(', pinned$')), what='the pin to be gone')
        assert self.saved() == self.original

    @step
    def moves_only_what_is_chosen(self):
        for n, name in enumerate(('NATO', 'Mark Rutte', 'BRICS')):
            x, y, w, h = self.app.box(self.on_map(f'^{name}, '))
            self.s.sh('xdotool', 'keydown', 'shift')
            self.s.click_at(x + w / 2, y + h / 2)
            self.s.sh('xdotool', 'keyup', 'shift')
            time.sleep(0.4)
        self.app.find(re.compile('^[34] actors chosen'))
        self.arrange('Grid')
        now = self.saved()
        moved = {i for i in now if now[i] != self.original[i]}
        assert moved and moved <= {'nato', 'mark-rutte', 'brics', 'china'}, moved

    @step
    def neighbours_give_way_when_wished(self):
        def drag_onto(name, other):
            x, y, w, h = self.app.box(self.on_map(f'^{name}, '))
            to_x, to_y, to_w, to_h = self.app.box(self.on_map(f'^{other}, '))
            self.s.drag(x + 8, y + h / 2, to_x + to_w / 2 - w / 2 + 8, to_y + to_h / 2)
            wait_for(lambda: self.app.find_all(re.compile('unsaved changes$')), what='the map to change')
            time.sleep(0.5)
        self.s.key('ctrl+z')
        wait_for(lambda: self.app.find_all('Redo Arrange as Grid', 'push button'), what='the arrangement to be taken back')
        assert self.saved() == self.original
        self.s.key('Escape')
        self.s.key('Escape')
        drag_onto('Ukraine', 'NATO')
        now = self.saved()
        assert {i for i in now if now[i] != self.original[i]} == {'ukraine'}
        self.s.key('ctrl+z')
        assert self.saved() == self.original
        self.s.key('Escape')
        self.s.key('ctrl+shift+l')
        toggle = self.app.find(re.compile('^Neighbours give way'), 'check box')
        self.app.tab_to('^Neighbours give way')
        self.s.key('space')
        wait_for(lambda: self.app.has(toggle, 'CHECKED'), what='the toggle to be on')
        self.s.key('Escape')
        drag_onto('Ukraine', 'NATO')
        now = self.saved()
        moved = {i for i in now if now[i] != self.original[i]}
        assert {'ukraine', 'nato'} <= moved and len(moved) < len(now) / 2, moved
        self.s.key('ctrl+z')
        assert self.saved() == self.original

    @step
    def a_long_one_is_seen_while_it_runs(self):
        assert self.app.quit(10) == 0
        assert not self.app.problems(), self.app.problems()
        large = os.path.join(self.s.dir, 'large.entente')
        with open(large, 'w', encoding='utf-8') as f:
            json.dump(large_map(30000), f)
        self.start(large)
        wait_for(lambda: self.near('· saved$'), timeout=60, what='the large map')
        before = places(large)
        # Its first picture takes a while too, and has a Cancel of its own.
        time.sleep(1)
        wait_for(lambda: not self.near('^Drawing the map'), timeout=60, what='its picture')
        self.s.key('ctrl+shift+o')
        wait_for(lambda: self.near(r'^Arranging the map: \d+ %'), step=0.02, what='how far it is')
        self.app.press(node=self.near('Cancel$')[0])
        wait_for(lambda: not self.near('^Arranging the map'), what='the end of it')
        assert not self.near('unsaved changes$')
        time.sleep(0.5)
        at_rest, seen = self.picture(), set()
        self.s.key('ctrl+shift+o')
        wait_for(lambda: self.near('^Arranging the map'), step=0.02, what='the beginning')
        while not self.near('^Undo Arrange by Ties$'):
            seen.add(self.picture())
        # It was seen on its way at least twice.
        assert len(seen - {at_rest}) >= 2, len(seen)
        wait_for(lambda: not self.near('^Arranging the map'), what='the end of it')
        self.s.key('ctrl+s')
        wait_for(lambda: self.near('· saved$'), timeout=30, what='a save')
        now = places(large)
        assert sum(now[i] != before[i] for i in now) > len(now) / 2

    @step
    def closes_without_complaint(self):
        assert self.app.quit(10) == 0
        assert not self.app.problems(), self.app.problems()

    @step
    def a_map_without_places_opens_arranged_and_unchanged(self):
        with open(bundled, encoding='utf-8') as f:
            map_ = json.load(f)
        for actor in map_['actors']:
            del actor['position']
        with open(self.path, 'w', encoding='utf-8') as f:
            json.dump(map_, f)
        self.start(self.path)
        wait_for(lambda: self.app.find_all(re.compile('^China, state, ')), what='China on the map')
        wait_for(lambda: self.app.find_all(re.compile('· saved$')), what='a map that is not modified')
        assert self.app.quit(10) == 0
        assert not self.app.problems(), self.app.problems()


run(Layout)
