#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""test-large.py PROGRAM MAP: an article of 4 MB with 2,000 excerpts is opened, read, and given a new text, which is cancelled first. How long
the main loop made others wait at most is printed for each step, not judged: the machine may be busy."""
import hashlib
import json
import re
import threading
import time

import gi
gi.require_version('Atspi', '2.0')
from gi.repository import Atspi

from story import Story, load, run, step, wait_for

SENTENCES, EXCERPTS = 60000, 2000


def text_of(first):
    sentences = [f'In chapter {i} a minister of China met another one of Russia.' for i in range(SENTENCES)]
    return first + '\n'.join(' '.join(sentences[i:i + 6]) for i in range(0, SENTENCES, 6))


def large_map():
    text, excerpts, at = text_of(''), [], 0
    for i in range(SENTENCES):
        sentence = f'In chapter {i} a minister of China met another one of Russia.'
        if i % (SENTENCES // EXCERPTS) == 0:
            excerpts.append({'id': f'x{i}', 'exact': sentence, 'prefix': text[max(0, at - 32):at],
                             'suffix': text[at + len(sentence):at + len(sentence) + 32], 'start': at, 'end': at + len(sentence)})
        at += len(sentence) + 1
    assert all(text[x['start']:x['end']] == x['exact'] for x in excerpts)
    return {'format': 'entente-map', 'version': 1, 'title': 'Large',
            'actors': [{'id': 'china', 'name': 'China', 'kind': 'state', 'position': {'x': 0, 'y': 0}},
                       {'id': 'russia', 'name': 'Russia', 'kind': 'state', 'position': {'x': 400, 'y': 0}}],
            'relations': [{'id': 'r1', 'source': 'china', 'target': 'russia', 'label': 'met', 'kind': 'diplomacy', 'stance': 'cooperative',
                           'evidence': [{'excerpt': x['id']} for x in excerpts[:3]]}],
            'articles': [{'id': 'long', 'title': 'The long article', 'url': 'https://a.example/long', 'text': text,
                          'sha256': hashlib.sha256(text.encode()).hexdigest(), 'excerpts': excerpts}]}


class Wait(threading.Thread):
    """Asks the program for the place of its window, again and again: an answer comes when the main loop turns."""

    def __init__(self, app):
        super().__init__(daemon=True)
        self.frame, self.pid, self.longest, self.work, self.on = app.find(role='frame'), app.p.pid, 0, 0, True

    def worked(self):
        """Seconds of processor time of the main thread: on a busy machine the waiting alone says little."""
        with open(f'/proc/{self.pid}/task/{self.pid}/schedstat', encoding='ascii') as f:
            return int(f.read().split()[0]) / 1e9

    def run(self):
        while self.on:
            start, before = time.monotonic(), self.worked()
            self.frame.get_component_iface().get_extents(Atspi.CoordType.WINDOW)
            self.longest = max(self.longest, time.monotonic() - start)
            self.work = max(self.work, self.worked() - before)
            time.sleep(0.005)


class Large(Story):
    def place(self, name, role=None):
        """The middle of what is named so, once it stands still."""
        boxes = [None]

        def still():
            boxes.append(self.app.box(self.app.find(name, role)))
            return boxes[-1] == boxes[-2]
        wait_for(still, step=0.5, what=f'{name!r} at rest')
        x, y, w, h = boxes[-1]
        return x + w / 2, y + h / 2

    def waits(self, what, act):
        """Does @act, and tells the longest wait meanwhile. AT-SPI is for one thread, so @act uses it only through the X server."""
        wait = Wait(self.app)
        wait.start()
        act()
        time.sleep(2)
        wait.on = False
        wait.join()
        print(f'# {what}: the main loop made others wait {wait.longest * 1000:.0f} ms at most, '
              f'of which it worked {wait.work * 1000:.0f} ms')

    def saved(self):
        self.s.key('ctrl+s')
        self.sees(r'large\.entente · saved')
        return load(self.path)

    @step
    def opens_and_reads_it(self):
        self.path = self.file('large.entente', json.dumps(large_map()))
        self.start(self.path, timeout=60)
        self.sees('2 actors')
        self.first = self.saved()
        place = self.place(re.compile('The long article'), 'list item')
        self.waits('opening the article', lambda: self.s.click_at(*place))
        self.app.find('Text of the article')
        self.sees('2000')

    @step
    def steps_through_its_excerpts(self):
        self.waits('ten excerpts on', lambda: self.s.key(*['n'] * 10))
        self.sees('[0-9]+ of 2002|[0-9]+ of 2000')

    @step
    def finds_what_stands_at_many_places(self):
        self.app.press('Find in the text')
        self.app.find('Words to find')
        self.waits('finding words', lambda: self.s.type('minister', delay=150))
        self.sees('[0-9]+ of 5000', 20)
        self.waits('the next three places', lambda: self.s.key('Return', 'Return', 'Return'))
        self.s.key('Escape')
        self.app.gone('Words to find')

    @step
    def lists_what_it_leaves_out(self):
        self.waits('listing what is left out', lambda: self.s.key('Escape'))
        self.act('win.coverage')
        self.sees('Show more \\([0-9]+ left\\)', 20)
        self.sees('Excerpts that prove nothing')
        self.app.press(node=self.app.find_all(re.compile('^In chapter .*, The long article$'), 'push button', showing=False)[0])
        self.sees('This excerpt proves nothing')

    def pastes(self, text):
        self.s.clip_set(text)
        self.app.click('Newer text')
        self.waits('pasting a newer text', lambda: self.s.key('ctrl+v'))
        self.sees(r'Text: the first 20000 of [0-9]+ characters', 30)

    @step
    def cancels_a_newer_text(self):
        self.app.press('Menu of the article')
        self.app.press(re.compile('Check Against a Newer Text'), 'menu item')
        # Each of the excerpts is another one, which takes its time to find.
        self.pastes(text_of('').replace('another one of', 'some other one from'))
        self.app.find(re.compile('Looking the excerpts up'), timeout=30)
        self.app.press(re.compile('_?Cancel$'))
        self.sees('Cancelled. Nothing was changed')
        assert not self.app.has(self.app.find('Use this text'), 'SENSITIVE')
        assert load(self.path) == self.first
        self.sees(r'large\.entente · saved')

    @step
    def takes_another_one(self):
        self.app.press(re.compile('_?C_?lear$'))
        self.newer = re.sub(r'In chapter (58[2-9][0-9]|59[0-9][0-9])([0-9]) a minister', r'In the chapter \1\2 some minister',
                            text_of('An agency says: '))
        self.pastes(self.newer)
        self.sees('0 stand where they did, 1940 moved, 0 are ambiguous, 60 changed', 120)
        place = self.place('Use this text')
        self.waits('using it', lambda: self.s.click_at(*place))
        self.sees('60 excerpts do not stand in the text', 60)
        after = self.saved()['articles'][0]
        assert after['text'] == self.newer and len(after['excerpts']) == EXCERPTS and len(after['editions']) == 1
        text = after['text']
        assert sum(text[x['start']:x['end']] == x['exact'] for x in after['excerpts']) == EXCERPTS - 60
        # Not all at once: each brings a card of widgets.
        wait_for(lambda: len(self.app.find_all('Keep detached', 'push button', showing=False)) == 50, what='50 excerpts to decide on')
        self.app.press(re.compile('Show _?More'))
        wait_for(lambda: len(self.app.find_all('Keep detached', 'push button', showing=False)) == 60, what='60 excerpts to decide on')

    @step
    def deletes_one_that_proves_nothing(self):
        before = self.saved()
        self.app.press(node=self.app.find_all('Use this', 'push button', showing=False)[1])   # a choice that the other's end leaves as it is
        self.app.find('Place 1 excerpt', showing=False)
        self.app.press(node=self.app.find_all('Delete excerpt', 'push button', showing=False)[0])
        wait_for(lambda: len(self.saved()['articles'][0]['excerpts']) == EXCERPTS - 1, what='an excerpt less')
        self.sees('59 excerpts do not stand in the text', 60)
        self.sees('Place 1 excerpt')
        self.app.press(node=self.app.find_all('Use this', 'push button', showing=False)[0])
        self.app.gone('Place 1 excerpt')
        self.s.key('ctrl+z')
        wait_for(lambda: self.saved() == before, what='the excerpt again')

    @step
    def undoes_it_in_one_step(self):
        self.waits('undoing it', lambda: self.s.key('ctrl+z'))
        wait_for(lambda: self.saved() == self.first, what='the map as it was')

    @step
    def ends_without_complaint(self):
        self.s.move(700, 300)
        wait_for(lambda: not self.app.unnamed(), 30, step=1, what='the last message to go')
        self.ends_well()


run(Large)
