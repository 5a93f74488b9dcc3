#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""test-files.py PROGRAM MAP: what can become of a file, and what the window says and does about it."""
import json
import os
import re
import subprocess
import time

from story import Story, gtkdrive, load, program, run, step, texts, wait_for


class Files(Story):
    def change(self, path):
        with open(path, encoding='utf-8') as f:
            text = f.read()
        with open(path, 'w', encoding='utf-8') as f:
            f.write(text.replace('"title": "', '"title": "Other: ', 1))

    def retitle(self, title):
        self.s.key('Escape', 'Escape')
        self.app.press('Edit the title')
        self.s.key('ctrl+a')
        self.s.type(title)
        self.s.key('Return')
        self.sees('• ' + title)

    def cannot_open(self, path, why):
        self.hand_over(path)
        self.sees(f'Cannot open “{re.escape(os.path.basename(path))}”')
        self.sees(why)
        self.act('win.close', self.active())

    def active(self):
        return self.app.find(role='frame', where=lambda n: n.get_state_set().contains(gtkdrive.Atspi.StateType.ACTIVE))

    @step
    def opens_several_files_in_a_window_each(self):
        self.one, self.two = self.file('one.entente'), self.file('two.entente')
        self.start(self.one, self.two)
        wait_for(lambda: len(self.titles()) == 2, what='two windows')
        self.sees(r'one\.entente · saved')
        self.sees(r'two\.entente · saved')

    @step
    def opens_a_file_once_whatever_it_is_called(self):
        link = os.path.join(self.s.dir, 'link.entente')
        os.symlink(self.two, link)
        self.hand_over(link)
        self.hand_over(self.one)
        time.sleep(0.5)
        assert len(self.titles()) == 2, self.titles()
        wait_for(lambda: 'one' in self.s.sh('xdotool', 'getactivewindow', 'getwindowname'), what='the first window in front')

    @step
    def saves_through_a_link(self):
        self.s.key('ctrl+w')
        wait_for(lambda: len(self.titles()) == 1, what='one window')
        self.s.key('ctrl+w')
        self.app.p.wait(10)
        assert not self.app.problems(), self.app.problems()
        self.start(os.path.join(self.s.dir, 'link.entente'))
        self.sees(r'link\.entente · saved')
        self.retitle('Through')
        self.s.key('ctrl+s')
        self.sees(r'link\.entente · saved')
        assert os.path.islink(os.path.join(self.s.dir, 'link.entente'))
        assert load(self.two)['title'] == 'Through'

    @step
    def asks_before_changes_are_lost(self):
        self.retitle('Unsaved')
        self.s.key('ctrl+w')
        self.answer('Cancel')
        time.sleep(0.5)
        assert len(self.titles()) == 1
        self.s.key('ctrl+n')
        wait_for(lambda: len(self.titles()) == 2, what='a new window')
        self.s.key('ctrl+q')
        self.answer('Save')
        assert self.app.p.wait(10) == 0
        assert load(self.two)['title'] == 'Unsaved'
        assert not self.app.problems(), self.app.problems()

    @step
    def discards_when_told_to(self):
        self.start(self.two)
        self.sees(r'two\.entente · saved')
        self.retitle('Thrown away')
        self.s.key('ctrl+q')
        self.answer('Discard')
        assert self.app.p.wait(10) == 0
        assert load(self.two)['title'] == 'Unsaved'
        assert not self.app.problems(), self.app.problems()

    @step
    def keeps_mine_over_what_others_wrote(self):
        self.start(self.two)
        self.sees(r'two\.entente · saved')
        self.retitle('Mine')
        self.change(self.two)
        self.sees('Another program has changed the file')
        self.app.press(gtkdrive.same('Keep Mine'))
        self.sees(r'two\.entente · saved')
        assert load(self.two)['title'] == 'Mine'
        self.misses('Another program has changed')

    @step
    def never_saves_over_others_unasked(self):
        self.retitle('Mine again')
        self.change(self.two)
        self.s.key('ctrl+s')
        self.sees('Save over it')
        self.answer('Cancel')
        assert load(self.two)['title'] == 'Other: Mine'
        self.app.press(gtkdrive.same('Reload'))
        self.sees('Reload the map')
        self.answer('Reload')
        self.sees('Other: Mine')

    @step
    def saves_a_copy_of_what_was_changed(self):
        self.change(self.two)
        self.sees('Another program has changed the file')
        copy = os.path.join(self.s.dir, 'copy.entente')
        self.app.press(gtkdrive.same('Save a Copy…'))
        self.app.choose_file(copy)
        wait_for(lambda: os.path.exists(copy), what='the copy')
        assert load(copy)['title'] == 'Other: Mine'
        self.sees('A copy is saved')
        self.app.press(gtkdrive.same('Reload'))
        self.sees('Other: Other: Mine')

    @step
    def notices_that_the_file_is_gone(self):
        os.unlink(self.two)
        self.sees('has been moved or deleted')
        self.app.press(gtkdrive.same('Keep Mine'))
        wait_for(lambda: os.path.exists(self.two), what='the file again')
        self.sees(r'two\.entente · saved')

    @step
    def opens_a_newer_version_to_read(self):
        newer = load(self.two)
        newer['version'] = 9
        newer['future'] = {'of': ['maps']}
        self.newer = self.file('newer.entente', json.dumps(newer))
        self.hand_over(self.newer)
        self.sees('made by a newer version')
        self.sees(r'newer\.entente · read-only')
        before = open(self.newer, 'rb').read()
        copy = os.path.join(self.s.dir, 'newer-copy.entente')
        self.s.key('ctrl+shift+s')
        self.app.choose_file(copy)
        wait_for(lambda: os.path.exists(copy), what='the copy')
        assert open(self.newer, 'rb').read() == before
        self.act('win.close', self.active())

    @step
    def says_why_something_cannot_be_opened(self):
        self.cannot_open(os.path.join(self.s.dir, 'nosuch.entente'), 'no such file|does not exist|not there')
        self.cannot_open(self.file('empty.entente', ''), 'empty')
        folder = os.path.join(self.s.dir, 'folder.entente')
        os.mkdir(folder)
        self.cannot_open(folder, 'folder|directory')
        self.cannot_open(self.file('plain.svg', '<svg xmlns="http://www.w3.org/2000/svg"/>'), 'without a map')
        if os.geteuid() != 0:
            secret = self.file('secret.entente')
            os.chmod(secret, 0)
            self.cannot_open(secret, 'permission|not allowed')

    @step
    def says_where_a_save_failed(self):
        self.s.key('ctrl+shift+s')
        self.app.choose_file('/proc/nothing.entente')
        self.sees('The map is not saved|does not exist|could not')
        for _ in range(2):
            self.s.key('Escape')
            time.sleep(0.5)

    @step
    def opens_the_map_in_a_picture(self):
        svg = os.path.join(self.s.dir, 'picture.svg')
        self.s.key('ctrl+e')
        self.app.choose_file(svg)
        wait_for(lambda: os.path.exists(svg), what='the picture')
        self.sees('Exported as “picture.svg”')
        png = os.path.join(self.s.dir, 'picture.png')
        self.s.key('ctrl+alt+e')
        self.app.choose_file(png)
        wait_for(lambda: os.path.exists(png), 20, what='the picture as PNG')
        assert open(png, 'rb').read(4) == b'\x89PNG'
        self.hand_over(svg)
        self.sees(r'picture\.entente · unsaved changes|picture\.entente · not saved yet')
        self.act('win.close', self.active())
        time.sleep(0.5)
        if self.app.find_all(role='dialog'):
            self.answer('Discard')

    @step
    def lists_what_is_strange_in_a_file(self):
        strange = load(self.two)
        strange['articles'][0]['sha256'] = '0' * 64
        strange['actors'][0]['image'] = 'data:text/plain,no'
        self.hand_over(self.file('strange.entente', json.dumps(strange)))
        self.sees(r'\d+ things in this map are not as they should be')
        self.app.click(gtkdrive.same('Show All'), 'push button')
        self.sees('is not the SHA-256 of the text')
        self.sees('shown as no picture')
        self.s.key('Escape')
        self.app.gone('Warnings')
        self.act('win.close', self.active())

    @step
    def forgets_recent_files_that_are_gone(self):
        self.app.press('Recent Maps')
        self.app.find(re.compile(r'two\.entente \(in '), 'menu item')
        self.s.key('Escape')
        gone = self.file('gone.entente')
        self.hand_over(gone)
        self.sees(r'gone\.entente · saved')
        self.act('win.close', self.active())
        time.sleep(0.6)
        os.unlink(gone)
        self.app.press('Recent Maps')
        time.sleep(0.5)
        assert not self.app.find_all(re.compile(r'gone\.entente \(in '), 'menu item'), 'offers a file that is gone'
        self.s.key('Escape')

    @step
    def opens_a_file_called_like_a_command(self):
        self.file('check')
        r = subprocess.run([program, './check'], cwd=self.s.dir, env=self.s.env, timeout=15)
        assert r.returncode == 0
        self.sees('check · saved')
        self.act('win.close', self.active())

    @step
    def ends_without_complaint(self):
        time.sleep(0.5)
        self.ends_well()


run(Files)
