#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""test-print.py PROGRAM MAP: printing to a file through the desktop's dialog, as TAP."""
import glob
import os
import re
import time
import zlib

import story
from story import step, wait_for


def pages(path):
    with open(path, 'rb') as f:
        pdf = f.read()
    text = [pdf]
    for body in re.findall(rb'stream\r?\n(.*?)endstream', pdf, re.S):
        try:
            text.append(zlib.decompressobj().decompress(body))
        except zlib.error:
            pass
    return len(re.findall(rb'/Type\s*/Page\b', b'\n'.join(text)))


class Print(story.Story):
    def printed(self):
        found = [p for p in glob.glob(os.path.join(self.s.dir, '**', 'map.pdf'), recursive=True) if os.path.getsize(p) > 1000]
        return found and open(found[0], 'rb').read()[-1024:].rstrip().endswith(b'%%EOF') and found[0]

    def ask(self):
        self.s.key('ctrl+p')
        self.app.find('Print', 'dialog')
        self.app.click('Print to File', 'label')
        time.sleep(0.5)

    @step
    def prints_on_one_sheet(self):
        self.start(self.file('map.entente'))
        self.on_map('^China, state, ')
        self.ask()
        self.answer('Print')
        path = wait_for(self.printed, 20, what='the printed file')
        assert pages(path) == 1, pages(path)
        os.remove(path)

    @step
    def prints_a_poster(self):
        self.ask()
        self.app.click('Map', 'label', under=self.app.find('Print', 'dialog'))
        poster = self.app.find(re.compile('poster of as many sheets'), 'check box')
        self.app.tab_to('poster of as many sheets')
        self.s.key('space')
        wait_for(lambda: self.app.has(poster, 'CHECKED'), what='a poster to be wished')
        self.answer('Print')
        path = wait_for(self.printed, 20, what='the poster')
        assert pages(path) > 1, pages(path)

    @step
    def ends_without_complaint(self):
        assert self.app.quit(10) == 0 and not self.app.problems(), self.app.problems()


if __name__ == '__main__':
    story.run(Print)
