#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""test-view.py PROGRAM MAP: how the map is looked at: remembered by map, brought back by a step back, with an overview; as TAP."""
import re
import time

from story import Story, run, step, wait_for

CHINA = '^China, state, '


class View(Story):
    size = '1300x900'

    def place(self, pattern=CHINA):
        """The box of a thing, once it no longer moves."""
        found = [self.app.box(self.on_map(pattern))]

        def rests():
            time.sleep(0.25)
            found.append(self.app.box(self.on_map(pattern)))
            return found[-1] == found[-2]
        wait_for(rests, what='the view to rest')
        return found[-1]

    def is_at(self, box):
        wait_for(lambda: all(abs(a - b) <= 2 for a, b in zip(self.place(), box)), what=f'{CHINA} at {box}')

    @step
    def shows_an_overview_while_not_all_is_seen(self):
        self.path = self.file('view.entente')
        self.start(self.path)
        self.place()
        assert not self.app.find_all('Overview of the map')
        self.s.key('ctrl+plus', 'ctrl+plus', 'ctrl+plus')
        self.app.find('Overview of the map')
        self.s.key('ctrl+shift+m')
        self.app.gone('Overview of the map')
        self.s.key('ctrl+shift+m')
        self.app.find('Overview of the map')

    @step
    def a_step_back_shows_what_was_seen(self):
        self.app.click(node=self.on_map(CHINA))
        self.sees('Relations')
        before = self.place()
        self.app.press(node=self.on_map('^United States, state, '))
        self.sees('Relations')
        x, y, w, h = before
        self.s.drag(x + w / 2, y + h + 40, x + w / 2 + 60, y + h + 90, button=2)
        wait_for(lambda: abs(self.place()[0] - x) > 30, what='another view')
        self.act('win.back')
        self.is_at(before)

    @step
    def opens_where_it_was_looked_at(self):
        self.last = self.place()
        assert self.app.quit(10) == 0
        self.start(self.path)
        self.is_at(self.last)

    @step
    def a_map_that_was_seen_whole_is_seen_whole_again(self):
        self.s.key('ctrl+9')
        whole = self.place()
        assert self.app.quit(10) == 0
        self.start(self.path)
        self.is_at(whole)
        assert not self.app.find_all('Overview of the map')

    @step
    def opens_with_the_filter_it_had(self):
        """China with its neighbours of one step: a filter with a list and a number in it."""
        self.app.click(node=self.on_map(CHINA))
        self.s.key('alt+1')
        self.sees('within 1 step of China')
        counts = self.app.find(re.compile(r'^\d+ of 18 actors, \d+ of 78 relations$'), 'label').get_name()
        self.s.key('Escape')
        assert self.app.quit(10) == 0
        self.start(self.path)
        self.on_map(CHINA)
        self.sees('within 1 step of China')
        self.app.find(counts, 'label')
        self.app.press('Show All', 'push button')
        self.app.find('18 actors, 78 relations', 'label')
        assert self.app.quit(10) == 0
        self.start(self.path)
        self.on_map(CHINA)
        self.app.find('18 actors, 78 relations', 'label')

    @step
    def an_arrow_goes_onto_a_line_and_back(self):
        self.app.click(node=self.on_map(CHINA))
        self.s.key('Right')
        walked = self.app.focused().get_name()
        assert re.match('^China and |^China [a-z]', walked), walked
        self.s.key('BackSpace')
        wait_for(lambda: self.app.focused().get_name().startswith('China, state'), what='the way back')

    @step
    def ends_without_complaint(self):
        self.ends_well()


run(View)
