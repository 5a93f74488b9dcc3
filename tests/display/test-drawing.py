#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""test-drawing.py PROGRAM MAP: a map of 30,000 actors is opened; how far its picture is is told, and it can be done without."""
import json
import random
import re

from story import Story, run, step, wait_for

ACTORS = 30000


def large_map():
    rand, columns = random.Random(3), 200
    actors = [{'id': f'a{i}', 'name': f'Actor {i}', 'kind': 'state', 'position': {'x': i % columns * 180, 'y': i // columns * 120}}
              for i in range(ACTORS)]
    relations = [{'id': f'r{i}', 'source': f'a{i % ACTORS}', 'target': f'a{rand.randrange(ACTORS)}', 'label': 'supports'}
                 for i in range(2 * ACTORS)]
    return {'format': 'entente-map', 'version': 1, 'title': 'Large', 'actors': actors, 'relations': relations}


class Drawing(Story):
    size = '1300x900'

    def drawn(self):
        return self.app.find_all(re.compile(r'^Actor \d+, state, \d+ relations?$'), 'push button')

    @step
    def tells_how_far_it_is(self):
        self.start(self.file('large.entente', json.dumps(large_map())))
        self.sees(r'Drawing the map… \d+ %', timeout=60)

    @step
    def can_be_stopped(self):
        self.app.press(re.compile('_?Cancel$'), 'push button')
        self.sees('The map was not drawn', timeout=30)
        self.misses('Drawing the map…')
        assert not self.drawn()

    @step
    def all_else_works_meanwhile(self):
        self.s.key('ctrl+b')
        self.app.find(re.compile('^30.?000 of 30.?000 actors$'), 'label')
        assert not self.drawn()
        self.s.key('ctrl+b')

    @step
    def is_drawn_when_it_is_asked_for(self):
        self.act('win.draw-map')
        self.sees(r'Drawing the map…', timeout=20)
        wait_for(self.drawn, timeout=120, step=1, what='the map to be drawn')

    @step
    def ends_without_complaint(self):
        assert self.app.quit(20) == 0
        assert not self.app.problems(), self.app.problems()


run(Drawing)
