#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""test-find.py PROGRAM MAP: search, filter, focus and time, by keyboard where a keyboard can."""
import re

from story import Story, gtkdrive, run, step, texts, wait_for


class Find(Story):
    def overview(self):
        """What the map tells of itself."""
        return next((n.get_name() for n in self.app.find_all(re.compile(r'^\d+ actors?, \d+ relations?, '))), '')

    def shown(self):
        """The counts of the line below the map: shown actors and relations."""
        for n in self.app.find_all(re.compile(r'^\d+ of \d+ actors?, \d+ of \d+ relations?$'), 'label'):
            return [int(x) for x in re.findall(r'\d+', n.get_name())][::2]
        return None

    def counts(self):
        return wait_for(self.shown, what='the line below the map to count')

    def everything(self):
        wait_for(lambda: self.app.find_all(re.compile(r'^18 actors, 78 relations$'), 'label'), what='all to be shown')

    def check(self, name, key='Tab'):
        """Opens the filter and checks a value there, by keyboard: Tab goes through the values."""
        self.s.key('ctrl+shift+f')
        self.app.find(re.compile('^cooperative, '), 'check box')
        self.app.tab_to(name, key)
        self.s.key('space')

    def find(self, words):
        self.s.key('ctrl+f')
        self.app.find('Search the map')
        self.s.key('ctrl+a')
        self.s.type(words)

    @step
    def types_and_flies_there(self):
        self.start(self.file('find.entente'))
        self.on_map('^China, state, ')
        self.find('chin')
        self.app.find(re.compile('^China, state · 37 relations'), 'list item')
        # Found by an alias, and said so.
        self.app.find(re.compile('^Chinese President Xi Jinping, .*Xi Jinping'), 'list item')
        self.s.key('Return')
        self.app.gone('Search the map')
        wait_for(lambda: self.app.has(self.on_map('^China, state, '), 'SELECTED'), what='China to be chosen')

    @step
    def enter_waits_for_the_answer(self):
        self.s.key('ctrl+f')
        self.s.type('brookings', delay=2)
        self.s.key('Return')
        wait_for(lambda: self.app.has(self.on_map('^Brookings Institution, '), 'SELECTED'), what='Brookings to be chosen')

    @step
    def escape_gives_the_keyboard_back(self):
        before = wait_for(self.app.focused, what='something with the keyboard').get_name()
        self.find('zzzz')
        self.sees('Nothing found')
        self.s.key('Escape')
        self.app.gone('Search the map')
        wait_for(lambda: self.app.focused() and self.app.focused().get_name() == before, what=f'{before!r} to have the keyboard again')

    @step
    def arrows_lead_to_an_excerpt_and_into_the_reader(self):
        self.find('isolation over time')
        self.app.find(re.compile('isolation over time'), 'list item')
        rows = [n for n in self.app.find_all(role='list item') if 'isolation over time' in n.get_name()]
        assert len(rows) == 2, [n.get_name() for n in rows]  # the excerpt, and the place in the article
        self.s.key('Down', 'Up', 'Return')
        self.app.find('Text of the article')
        self.sees('Back to the evidence')

    @step
    def a_place_in_the_article_is_selected(self):
        self.s.key('Escape')
        self.app.gone('Text of the article')
        self.find('isolation over time')
        self.app.find(re.compile('isolation over time'), 'list item')
        self.s.key('Down', 'Return')
        text = self.app.find('Text of the article')
        iface = text.get_text_iface()

        def selected():
            if gtkdrive.Atspi.Text.get_n_selections(iface) == 0:
                return ''
            chosen = gtkdrive.Atspi.Text.get_selection(iface, 0)
            return gtkdrive.Atspi.Text.get_text(iface, chosen.start_offset, chosen.end_offset)
        wait_for(lambda: selected() == 'isolation over time', what='the words to be selected')
        self.s.key('Escape')
        self.app.gone('Text of the article')
        self.s.key('Escape')

    @step
    def a_filter_lowers_what_is_told(self):
        self.everything()
        before = self.overview()
        assert 'filtered' not in before, before
        self.check('^cooperative, 30 relations')
        actors, relations = self.counts()
        assert relations == 30 and actors < 18, (actors, relations)
        self.s.key('Escape')
        wait_for(lambda: f'filtered: {actors} of 18 actors and 30 of 78 relations shown' in self.overview(), what='the map to tell of it')
        self.sees('cooperative')

    @step
    def what_is_hidden_is_not_there(self):
        faded = len(self.app.find_all(re.compile('conflictual'), 'push button'))
        assert faded > 0
        self.check('^Hide what is left out', 'shift+Tab')
        self.s.key('Escape')
        wait_for(lambda: not self.app.find_all(re.compile(', conflictual, '), 'push button'), what='conflicts to be gone')
        # Found and chosen, it is there all the same.
        self.find('invades')
        self.app.find(re.compile('^invades'), 'list item')
        self.s.key('Return')
        self.on_map('^Russia invades Ukraine, conflictual')
        self.s.key('Escape')

    @step
    def show_all_brings_it_back(self):
        self.app.press('Show All', 'push button')
        self.everything()
        wait_for(lambda: 'filtered' not in self.overview(), what='the map to tell of all')
        wait_for(lambda: self.app.find_all(re.compile('^Russia invades Ukraine'), 'push button'), what='conflicts to be back')

    @step
    def focus_is_what_is_around(self):
        self.find('brics')
        self.app.find(re.compile('^BRICS, '), 'list item')
        self.s.key('Return')
        wait_for(lambda: self.app.has(self.on_map('^BRICS, '), 'SELECTED'), what='BRICS to be chosen')
        self.s.key('alt+1')
        one = self.counts()
        self.sees('within 1 step of BRICS')
        self.s.key('alt+2')
        wait_for(lambda: self.counts()[0] > one[0], what='two steps to be more')
        self.s.key('alt+0')
        self.everything()
        self.s.key('Escape')

    @step
    def time_narrows_by_keyboard(self):
        self.s.key('ctrl+shift+i')
        self.app.find(re.compile('^From 1961'), 'slider')
        self.app.find(re.compile('^To 2019'), 'slider')
        self.app.tab_to('^From 1961')
        self.s.key('End', 'Left')
        self.app.find('From 2018', 'slider')
        possibly = self.counts()
        assert 70 <= possibly[1] < 78, possibly  # the undated ones are among them
        self.s.key('Tab', 'Tab', 'space')
        wait_for(lambda: self.counts()[1] == possibly[1] - 70, what='the undated ones to go')
        self.sees('from 2018 · with a date')
        self.app.press('Show All', 'push button')
        self.everything()

    @step
    def plays_and_pauses(self):
        self.app.press('Play through time', 'push button')
        self.app.find(re.compile('^To (19|200)'), 'slider', timeout=8)
        self.app.press('Pause', 'push button')
        stopped = self.app.find(re.compile('^To '), 'slider').get_name()
        self.app.find('Play through time', 'push button')
        assert self.app.find(re.compile('^To '), 'slider').get_name() == stopped
        self.app.press('Show All', 'push button')
        self.everything()
        self.s.key('ctrl+shift+i')
        self.app.gone(re.compile('^From 1961'), 'slider')

    @step
    def follows_the_map(self):
        self.check('^cooperative, 30 relations')
        self.s.key('Escape')
        self.find('friendly')
        self.app.find(re.compile('^keeps friendly relations with'), 'list item')
        self.s.key('Return')
        wait_for(lambda: self.counts()[1] == 30, what='30 relations')
        self.s.key('Delete')
        wait_for(lambda: self.counts()[1] == 29, what='29 relations')
        self.s.key('ctrl+z')
        wait_for(lambda: self.counts()[1] == 30, what='30 relations again')

    @step
    def ends_without_complaint(self):
        self.s.key('ctrl+s')
        self.sees('· saved')
        self.ends_well()


run(Find)
