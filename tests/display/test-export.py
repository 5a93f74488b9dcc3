#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""test-export.py PROGRAM MAP: the export dialog, as TAP.

Sees the real output change with what is chosen, hides an actor, exports, and finds the same choice the next time."""
import os
import re
import time

import story
from story import step, wait_for


def read(path):
    with open(path, encoding='utf-8') as f:
        return f.read()


class Export(story.Story):
    def row(self, title):
        return self.app.find(re.compile('^' + re.escape(title) + '$'), 'combo box')

    def choose(self, title, number):
        """An item of a row with a list, by its place."""
        self.app.click(node=self.row(title))
        time.sleep(0.6)
        self.s.key('Home')
        for _ in range(number):
            self.s.key('Down')
        self.s.key('Return')
        time.sleep(0.4)

    def export(self, name):
        path = os.path.join(self.s.dir, name)
        ready = wait_for(lambda: [n for n in self.app.find_all(re.compile('(^|_)Export…'), 'push button') if self.app.has(n, 'SENSITIVE')], what='the preview')
        self.app.press(node=ready[0])
        self.app.choose_file(path)
        wait_for(lambda: os.path.exists(path), what=name)
        self.sees(f'Exported as “{re.escape(name)}”')
        return path

    @step
    def opens_with_a_preview(self):
        self.path = self.file('map.entente')
        self.start(self.path)
        self.on_map('^China, state, ')
        self.s.key('ctrl+shift+e')
        self.sees(r'\d\skB')

    @step
    def shows_the_words_of_a_report(self):
        self.choose('Format', 5)
        self.sees('# North Korean troops and the war in Ukraine')

    @step
    def tells_the_pixels_of_a_png_and_offers_the_largest_scale(self):
        self.choose('Format', 1)
        self.sees(r'\d+ × \d+ pixels · [\d.]+ × [\d.]+ cm at 96 dpi')
        before = re.search(r'(\d+) × \d+ pixels', story.texts(self.app))[1]
        self.choose('Scale', 2)
        self.sees(rf'{int(before) * 2}.? × \d+ pixels|{int(before) * 2 + 1} × \d+ pixels')

    @step
    def redacts_what_is_exported(self):
        self.choose('Format', 0)
        self.choose('What It Tells', 1)
        x, y, w, h = self.app.box(self.row('Theme'))
        self.s.sh('xdotool', 'mousemove', str(int(x + 20)), str(int(y + 10)), 'click', '--repeat', '20', '--delay', '20', '5')
        time.sleep(0.8)
        self.app.click('Choose an Actor or Source', 'push button')
        time.sleep(0.6)
        self.s.key('Down', 'Return')
        self.sees('Show United States as it is')
        exported = read(self.export('redacted.svg'))
        assert 'United States' not in exported and 'North Korea' in exported and '<entente:map' in exported

    @step
    def remembers_the_choice_for_this_map(self):
        self.act('win.export')
        self.sees('Show United States as it is')
        self.choose('What It Tells', 0)
        self.choose('Format', 3)
        self.misses('as it is')
        page = read(self.export('page.html'))
        assert 'United States' in page and page.startswith('<!DOCTYPE html>')

    @step
    def exports_what_is_chosen_alone(self):
        self.app.press(node=self.on_map('^China, state, '))
        self.act('win.export')
        self.choose('Format', 0)
        self.choose('What', 2)
        part = read(self.export('part.svg'))
        assert '>China<' in part and 'Lloyd Austin' not in part

    @step
    def a_cancelled_dialog_writes_nothing(self):
        before = sorted(os.listdir(self.s.dir))
        self.act('win.export')
        self.app.find(re.compile('Export…'), 'push button')
        self.s.key('Escape')
        self.misses('What It Tells')
        assert sorted(os.listdir(self.s.dir)) == before

    @step
    def ends_without_complaint(self):
        self.ends_well()


if __name__ == '__main__':
    story.run(Export)
