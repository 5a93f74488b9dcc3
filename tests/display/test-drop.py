#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""test-drop.py PROGRAM MAP: files and other things dropped on the window; DRAG_SOURCE is the program to drag from."""
import os
import re
import time

from story import Story, gtkdrive, program, run, step, wait_for


class Drop(Story):
    def drag(self, label):
        """From the drag source, which lies right of the window, to the map."""
        x, y, w, h = self.source.box(self.source.find(label, 'label'))
        self.s.drag(x + w / 2, y + h / 2, 200, 400, steps=14)
        time.sleep(0.5)

    def words(self, words):
        """Another source, to drag these words from."""
        self.source.quit()
        self.source = self.s.launch(os.environ['DRAG_SOURCE'], self.dropped, env={'DRAG_WORDS': words})
        self.s.sh('xdotool', 'windowmove', self.source.windows()[-1], '1100', '100')
        time.sleep(0.5)

    @step
    def starts_beside_something_to_drag(self):
        self.dropped = self.file('dropped.entente')
        self.start()
        self.sees('Not saved yet')
        self.s.sh('xdotool', 'windowsize', self.app.windows()[-1], '1000', '700')
        self.s.sh('xdotool', 'windowmove', self.app.windows()[-1], '0', '0')
        self.source = self.s.launch(os.environ['DRAG_SOURCE'], self.dropped)
        self.s.sh('xdotool', 'windowmove', self.source.windows()[-1], '1100', '100')
        time.sleep(0.5)
        # The panel keeps its width in a window that became smaller at once.
        assert 360 <= self.app.box(self.app.find('Side panel'))[2] <= 400, self.app.box(self.app.find('Side panel'))

    @step
    def names_an_empty_map_once(self):
        header = [self.app.text_of(n) for n in self.app.find_all(role='label') if self.app.text_of(n).startswith('Untitled map')]
        assert len([t for t in header if '·' in t]) == 0, header
        assert self.titles() == ['Untitled map'], self.titles()

    @step
    def takes_a_name_on_the_ground_for_an_actor(self):
        """The words are short: the name of an actor, at that place."""
        self.words('Marie Curie')
        self.drag('Drag the words')
        name = self.app.find('Name of the actor')
        assert self.app.text_of(name) == 'Marie Curie', self.app.text_of(name)
        self.s.key('Escape')
        self.app.gone('Name of the actor')

    @step
    def takes_more_than_a_name_for_an_article(self):
        self.words('The harvest of the delta fell by a third.\n\nThe ministry says that the water came late this year.')
        self.drag('Drag the words')
        self.sees('Dropped Text|The harvest of the delta')
        self.s.key('Escape')
        time.sleep(0.5)
        self.source.quit()
        self.source = self.s.launch(os.environ['DRAG_SOURCE'], self.dropped)
        self.s.sh('xdotool', 'windowmove', self.source.windows()[-1], '1100', '100')
        time.sleep(0.5)

    @step
    def opens_the_file_in_the_empty_window(self):
        self.drag('Drag the file')
        self.sees(r'dropped\.entente · saved')
        assert len(self.titles()) == 1, self.titles()

    @step
    def opens_the_same_file_once(self):
        self.drag('Drag the file')
        assert len(self.titles()) == 1, self.titles()

    @step
    def takes_words_on_a_line_for_its_evidence(self):
        """Words of an article, broken elsewhere, as another program has them."""
        self.words('China has kept friendly\nrelations with North Korea despite its growing   isolation over time.')
        self.drop_on('^Kim Jong Un is the leader of North Korea')
        self.sees('Added as evidence')
        self.sees('2 support this')
        self.act('win.undo')   # the keyboard is in the other window
        self.misses('2 support this')
        self.words('These words are in no article')
        self.drop_on('^Kim Jong Un is the leader of North Korea')
        self.sees('No article of this map has these words')

    @step
    def the_actor_stands_where_its_name_was_dropped(self):
        self.words('Marie Curie')
        self.drop_at(60, 640)
        self.app.find('Name of the actor')
        self.s.key('Return')
        x, y, w, h = self.app.box(self.on_map('^Marie Curie, '))
        self.app.find('Undo Add Marie Curie', 'push button')
        assert abs(x + w / 2 - 60) < 60 and abs(y + h / 2 - 640) < 60, (x, y, w, h)
        self.act('win.undo')
        wait_for(lambda: not self.app.find_all(re.compile('^Marie Curie, '), 'push button'), what='the actor to go')

    def drop_at(self, to_x, to_y):
        x, y, w, h = self.source.box(self.source.find('Drag the words', 'label'))
        self.s.drag(x + w / 2, y + h / 2, to_x, to_y, steps=14)
        time.sleep(0.5)

    def drop_on(self, pattern):
        x, y, w, h = self.app.box(self.on_map(pattern))
        self.drop_at(x + w / 2, y + h / 2)

    @step
    def opens_another_file_in_a_window_of_its_own(self):
        self.source.quit()
        other = self.file('other.entente')
        self.source = self.s.launch(os.environ['DRAG_SOURCE'], other)
        self.s.sh('xdotool', 'windowmove', self.source.windows()[-1], '1100', '100')
        time.sleep(0.5)
        self.drag('Drag the file')
        wait_for(lambda: len(self.titles()) == 2, what='a second window')
        self.sees(r'other\.entente · saved')

    @step
    def ends_without_complaint(self):
        self.source.quit()
        self.s.key('ctrl+q')
        assert self.app.p.wait(10) == 0
        assert not self.app.problems(), self.app.problems()


run(Drop)
