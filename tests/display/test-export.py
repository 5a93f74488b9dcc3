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
    def dialog(self):
        """The dialog alone is searched: the map and its panel are hundreds of widgets."""
        root = self.app.root()
        return next((root.get_child_at_index(i) for i in range(root.get_child_count()) if root.get_child_at_index(i).get_name() == 'Export'), None)

    def dialog_text(self):
        read = []
        for n in self.app.find_all(under=self.dialog()) if self.dialog() else []:
            try:
                read.append(self.app.text_of(n) if n.get_text_iface() else n.get_name() or '')
            except Exception:  # what goes away while it is read
                continue
        return '\n'.join(read)

    def reads(self, pattern):
        return wait_for(lambda: re.search(pattern, self.dialog_text()), 15, step=0.3, what=f'{pattern!r} in the dialog')

    def row(self, title):
        return wait_for(lambda: self.app.find_all(re.compile('^' + re.escape(title) + '$'), 'combo box', under=self.dialog()), what=title)[0]

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
        ready = wait_for(lambda: [n for n in self.app.find_all(re.compile('(^|_)Export…'), 'push button', under=self.dialog()) if self.app.has(n, 'SENSITIVE')], what='the preview')
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
        self.reads(r'\d\skB')

    @step
    def shows_the_words_of_a_report(self):
        self.choose('Format', 5)
        self.reads('# North Korean troops and the war in Ukraine')

    @step
    def tells_the_pixels_of_a_png_and_offers_the_largest_scale(self):
        self.choose('Format', 1)
        self.reads(r'\d+ × \d+ pixels · [\d.]+ × [\d.]+ cm at 96 dpi')
        before = re.search(r'(\d+) × \d+ pixels', self.dialog_text())[1]
        self.choose('Scale', 2)
        self.reads(rf'{int(before) * 2}.? × \d+ pixels|{int(before) * 2 + 1} × \d+ pixels')

    @step
    def redacts_what_is_exported(self):
        self.choose('Format', 0)
        self.choose('What It Tells', 1)
        x, y, w, h = self.app.box(self.row('Theme'))
        self.s.sh('xdotool', 'mousemove', str(int(x + 20)), str(int(y + 10)), 'click', '--repeat', '20', '--delay', '20', '5')
        time.sleep(0.8)
        self.app.press('Choose an Actor or Source', 'push button', under=self.dialog())
        time.sleep(0.6)
        self.s.type('united states')
        time.sleep(0.6)
        self.s.key('Down', 'Return')
        self.reads('Show United States as it is')
        exported = read(self.export('redacted.svg'))
        assert 'United States' not in exported and 'North Korea' in exported and '<entente:map' in exported

    @step
    def remembers_the_choice_for_this_map(self):
        self.act('win.export')
        self.reads('Show United States as it is')
        self.choose('What It Tells', 0)
        self.choose('Format', 3)
        wait_for(lambda: 'as it is' not in self.dialog_text(), what='the rules to go')
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
        self.reads('What It Tells')
        self.s.key('Escape')
        wait_for(lambda: self.dialog() is None, what='the dialog to close')
        assert sorted(os.listdir(self.s.dir)) == before

    @step
    def ends_without_complaint(self):
        assert self.app.quit(10) == 0 and not self.app.problems(), self.app.problems()


if __name__ == '__main__':
    story.run(Export)
