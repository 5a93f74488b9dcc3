#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""test-recovery.py PROGRAM MAP: the program is killed at random moments of an editing run; what was seen done more than three seconds
before is offered back by the next start, and the file itself is as it was. KILLS in the environment: how many times."""
import glob
import os
import random
import re
import signal
import time

from story import Story, gtkdrive, run, step, texts, wait_for

KILLS = int(os.environ.get('KILLS', '5'))
SAFE_AFTER = 3.0


class Recovery(Story):
    def drafts(self, suffix='.entente'):
        return glob.glob(os.path.join(self.s.env['XDG_STATE_HOME'], 'entente', 'drafts', '*' + suffix))

    def retitle(self, title):
        self.s.key('Escape', 'Escape')
        self.app.press('Edit the title')
        self.s.key('ctrl+a')
        self.s.type(title, delay=2)
        self.s.key('Return')

    def shown_title(self):
        return next((t for t in self.titles() if t.startswith('• ')), '')

    def kill(self):
        self.app.p.send_signal(signal.SIGKILL)
        self.app.p.wait(10)

    @step
    def loses_three_seconds_at_most(self):
        dice = random.Random(os.environ.get('SEED', '1'))
        path = self.file('kept.entente')
        with open(path, 'rb') as f:
            before = f.read()
        worst, n = 0, 0
        for round in range(KILLS):
            self.start(path)
            self.sees(r'kept\.entente · ', timeout=20)
            journal = []  # what was seen done, and when
            first, end = n, time.monotonic() + dice.uniform(0.2, 7)
            while time.monotonic() < end:
                n += 1
                self.retitle(f'Title {n}.')
                wait_for(lambda: f'Title {n}.' in self.shown_title(), step=0.02, what=f'title {n}')
                journal.append((n, time.monotonic()))
                if dice.random() < 0.4:
                    time.sleep(max(0, min(dice.uniform(0, 4), end - time.monotonic())))
            killed = time.monotonic()
            self.kill()
            self.start(path)
            due = [i for i, seen in journal if killed - seen > SAFE_AFTER]
            offered = 0
            if due or self.drafts():
                self.sees('Restore Unsaved Maps', timeout=20)
                self.answer('Restore All')
                wait_for(self.shown_title, what='a changed map')
                offered = int(re.search(r'Title (\d+)\.', self.shown_title()).group(1))
                self.sees(r'kept\.entente · unsaved changes')
            lost = [seen for i, seen in journal if i > offered]
            worst = max([worst] + [killed - seen for seen in lost])
            assert offered > first or not due, (round, journal, killed, offered)
            assert worst <= SAFE_AFTER, (round, journal, killed, offered)
            with open(path, 'rb') as f:
                assert f.read() == before, 'the file was touched'
            if offered:
                self.s.key('ctrl+w')
                self.answer('Discard')
            else:
                self.s.key('ctrl+w')
            assert self.app.p.wait(10) == 0
            assert not self.drafts('*'), self.drafts('*')
        print(f'# {KILLS} kills, {n} edits, at most {worst:.2f} s lost')

    @step
    def offers_an_untitled_map_and_keeps_it_for_later(self):
        self.start()
        self.retitle('Never saved')
        wait_for(self.drafts, what='a draft')
        self.kill()
        self.start()
        self.sees('Restore Unsaved Maps', timeout=20)
        self.sees('Never saved')
        self.s.screenshot(os.environ.get('SHOT', os.path.join(self.s.dir, 'recovery.png')))
        self.answer('Later')
        self.s.key('ctrl+q')
        assert self.app.p.wait(10) == 0
        assert len(self.drafts()) == 1
        self.start()
        self.sees('Restore Unsaved Maps', timeout=20)
        self.app.press(gtkdrive.same('Restore Never saved'))
        wait_for(lambda: 'Never saved' in self.shown_title(), what='the map')
        self.s.key('ctrl+q')
        self.answer('Discard')
        assert self.app.p.wait(10) == 0
        assert not self.drafts('*'), self.drafts('*')

    @step
    def brings_back_an_old_version(self):
        path = self.file('versions.entente')
        self.start(path)
        for title in ('First', 'Second'):
            self.retitle(title)
            wait_for(lambda: title in self.shown_title(), what=title)
            self.s.key('ctrl+s')
            self.sees(r'versions\.entente · saved')
        self.act('win.versions')
        self.sees('What the last saves of this map wrote')
        self.s.screenshot(os.environ.get('SHOT2', os.path.join(self.s.dir, 'versions.png')))
        rows = self.app.find_all(re.compile('^Restore '), 'push button')
        assert len(rows) == 3, rows
        self.app.press(node=min(rows[1:], key=lambda n: self.app.box(n)[1]))
        wait_for(lambda: 'First' in self.shown_title(), what='the version before')
        self.sees('The old version is back')
        self.s.key('ctrl+z')
        self.sees(r'versions\.entente · saved')
        self.act('win.versions')
        self.sees('What the last saves of this map wrote')
        self.app.press(node=min(self.app.find_all(re.compile('^Open a Copy '), 'push button'), key=lambda n: self.app.box(n)[1]))
        wait_for(lambda: len(self.titles()) == 2, what='the copy')
        wait_for(lambda: len(self.app.find_all('Side panel')) == 2, what='the copy to be drawn')
        self.s.key('ctrl+q')
        self.answer('Discard')
        assert self.app.p.wait(10) == 0
        assert not self.app.problems(), self.app.problems()

    @step
    def moves_aside_what_cannot_be_read(self):
        folder = os.path.join(self.s.env['XDG_STATE_HOME'], 'entente', 'drafts')
        with open(os.path.join(folder, 'torn.entente'), 'w', encoding='utf-8') as f:
            f.write('{"format": "entente-map", "ver')
        self.start()
        self.sees('1 draft cannot be read', timeout=20)
        assert os.listdir(os.path.join(folder, 'broken')), 'nothing was kept'
        self.answer('Close')
        self.ends_well()


run(Recovery)
