#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""test-export.py PROGRAM MAP: the export dialog, as TAP.

Sees the real output change with what is chosen, hides an actor, exports, drags the output and the map itself to another program
(DROP_TARGET), and finds the same choice the next time."""
import os
import re
import time
import urllib.request

import story
from story import step, wait_for


def read(path):
    with open(path, encoding='utf-8') as f:
        return f.read()


class Export(story.Story):
    size = '1900x900'  # the window with its dialog, and room for another program beside it

    def dialog(self):
        """The dialog alone is searched: the map and its panel are hundreds of widgets."""
        root = self.app.root()
        return next((root.get_child_at_index(i) for i in range(root.get_child_count()) if root.get_child_at_index(i).get_name() == 'Export'), None)

    def dialog_text(self):
        dialog = self.dialog()
        return self.app.texts(dialog) if dialog else ''

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
        self.s.sh('xdotool', 'windowsize', self.app.windows()[-1], '1440', '880')
        self.s.sh('xdotool', 'windowmove', self.app.windows()[-1], '0', '0')
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

    def drags(self, x, y, *types):
        """From there in the dialog to another program; returns what it got, by type."""
        folder = os.path.join(self.s.dir, 'dropped')
        os.makedirs(folder, exist_ok=True)
        for name in os.listdir(folder):
            os.unlink(os.path.join(folder, name))
        target = self.s.launch(os.environ['DROP_TARGET'], folder, *types)
        self.s.sh('xdotool', 'windowmove', target.windows()[-1], '1550', '200')
        time.sleep(0.6)
        to_x, to_y, w, h = target.box(target.find('Drop here', 'label'))
        self.s.drag(x, y, to_x + w / 2, to_y + h / 2, steps=16)
        wait_for(lambda: target.find_all(re.compile('^Got ')), 20, what='the drop to be read')
        target.quit()
        got = {}
        for name in os.listdir(folder):
            with open(os.path.join(folder, name), 'rb') as f:
                got[name] = f.read()
        return got

    def handle_on_the_map(self):
        x, y, w, h = self.app.box(self.app.find('Drag out or export', 'push button'))
        return x + w / 2, y + h / 2

    @step
    def drags_the_map_out_of_the_window_as_it_was_exported(self):
        before = self.titles()
        got = self.drags(*self.handle_on_the_map(), 'image/svg+xml', 'image/png', 'text/uri-list', 'text/plain;charset=utf-8')
        assert sorted(got) == ['image-png', 'image-svg-xml', 'text-plain-charset-utf-8', 'text-uri-list'], sorted(got)
        assert got['image-svg-xml'] == read(os.path.join(self.s.dir, 'redacted.svg')).encode()
        for kind, data in got.items():
            assert b'United States' not in data, kind
        time.sleep(0.6)
        assert self.dialog() is None and self.titles() == before, 'the drag was taken for a click'

    @step
    def a_click_of_the_handle_opens_the_dialog(self):
        x, y = self.handle_on_the_map()
        self.s.click_at(int(x), int(y))
        self.reads('Show United States as it is')
        self.s.key('Escape')
        wait_for(lambda: self.dialog() is None, what='the dialog to close')

    @step
    def the_handle_makes_room_for_the_legend(self):
        def seen():
            return [n for n in self.app.find_all('Drag out or export', 'push button') if self.app.has(n, 'VISIBLE')]
        # Somewhere on the way to a narrow window there is room for one of them alone.
        for width in (1200, 1100, *range(1020, 880, -10)):
            self.s.sh('xdotool', 'windowsize', self.app.windows()[-1], str(width), '700')
            time.sleep(0.4)
            if not seen():
                break
        assert not seen() and self.app.find_all('Whole legend'), width
        self.s.sh('xdotool', 'windowsize', self.app.windows()[-1], '1440', '880')
        wait_for(seen, what='the handle to come back')

    @step
    def the_map_takes_no_words_of_itself(self):
        x, y, w, h = self.app.box(self.on_map('^Russia, state, '))
        before = self.titles()
        self.s.drag(*self.handle_on_the_map(), x + w / 2, y + h / 2, steps=16)
        time.sleep(1)
        assert self.dialog() is None and self.titles() == before, self.titles()
        self.sees('map.entente · saved')

    @step
    def drags_the_redacted_picture_to_another_program(self):
        self.act('win.export')
        self.reads('Show United States as it is')
        handle = wait_for(lambda: self.app.find_all('Drag to another program', 'label', under=self.dialog()), what='the handle')[0]
        x, y, w, h = self.app.box(handle)
        got = self.drags(x + w / 2, y + h / 2, 'image/svg+xml', 'image/png', 'text/uri-list', 'text/plain;charset=utf-8', 'application/pdf')
        assert sorted(got) == ['image-png', 'image-svg-xml', 'text-plain-charset-utf-8', 'text-uri-list'], sorted(got)
        assert got['image-svg-xml'].startswith(b'<?xml') and b'North Korea' in got['image-svg-xml'] and got['image-png'].startswith(b'\x89PNG')
        assert got['text-plain-charset-utf-8'].startswith(b'# North Korean troops'), got['text-plain-charset-utf-8'][:80]
        path = urllib.request.url2pathname(got['text-uri-list'].decode().strip()[len('file://'):])
        assert os.path.basename(path) == 'map.svg' and os.stat(path).st_mode & 0o77 == 0, path
        assert read(path).encode() == got['image-svg-xml']
        for kind, data in got.items():
            assert b'United States' not in data, kind

    @step
    def drags_the_preview_itself_in_another_form(self):
        self.choose('Format', 2)
        self.reads(r'\d page')
        picture = wait_for(lambda: self.app.find_all('Preview', under=self.dialog()), what='the preview')[0]
        x, y, w, h = self.app.box(picture)
        got = self.drags(x + w / 2, y + h / 2, 'application/pdf', 'text/uri-list')
        assert got['application-pdf'].startswith(b'%PDF'), sorted(got)
        path = urllib.request.url2pathname(got['text-uri-list'].decode().strip()[len('file://'):])
        with open(path, 'rb') as f:
            assert os.path.basename(path) == 'map.pdf' and f.read() == got['application-pdf']
        self.choose('Format', 0)

    @step
    def does_not_take_in_what_it_gives_out(self):
        handle = wait_for(lambda: self.app.find_all('Drag to another program', 'label', under=self.dialog()), what='the handle')[0]
        x, y, w, h = self.app.box(handle)
        before = self.titles()
        self.s.drag(x + w / 2, y + h / 2, 60, 500, steps=16)
        time.sleep(1.5)
        assert self.titles() == before, self.titles()
        self.s.key('Escape')
        wait_for(lambda: self.dialog() is None, what='the dialog to close')

    @step
    def may_be_closed_while_it_draws(self):
        for wait in (0.05, 0.3, 0.6, 1):
            self.s.key('ctrl+shift+e')
            time.sleep(wait)
            self.s.key('Escape')
            time.sleep(0.5)
        assert self.app.alive() and self.dialog() is None and not self.app.problems(), self.app.problems()

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
