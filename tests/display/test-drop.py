#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""test-drop.py PROGRAM MAP: files and other things dropped on the window; DRAG_SOURCE is the program to drag from."""
import os
import time

from story import Story, gtkdrive, program, run, step, wait_for


class Drop(Story):
    def drag(self, label):
        """From the drag source, which lies right of the window, to the middle of the map."""
        x, y, w, h = self.source.box(self.source.find(label, 'label'))
        self.s.drag(x + w / 2, y + h / 2, 400, 400, steps=14)
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

    @step
    def names_an_empty_map_once(self):
        header = [self.app.text_of(n) for n in self.app.find_all(role='label') if self.app.text_of(n).startswith('Untitled map')]
        assert len([t for t in header if '·' in t]) == 0, header
        assert self.titles() == ['Untitled map'], self.titles()

    @step
    def does_nothing_with_words(self):
        self.drag('Drag the words')
        assert self.app.alive()
        assert self.titles() == ['Untitled map'], self.titles()

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
