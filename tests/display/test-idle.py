#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""test-idle.py PROGRAM MAP: an excerpt that proves nothing is seen, deleted and brought back, given to the chosen line, and made a line of."""
import re

from story import Story, load, run, step, wait_for

LINE = '^China pays first visit in 14 years to '
PROVES_NOTHING = 'This excerpt proves nothing.'


class Idle(Story):
    def saved(self):
        self.s.key('ctrl+s')
        self.sees(r'idle\.entente · saved')
        return load(self.path)

    def ids(self, content):
        return [x['id'] for a in content['articles'] for x in a['excerpts']]

    def used(self, content):
        return {e['excerpt'] for r in content['relations'] for e in r.get('evidence', [])}

    def stop(self):
        """Which stop of how many the reader shows."""
        return (re.search(r'\b\d+ of \d+\b', self.app.texts()) or [''])[0]

    def clear(self):
        """Nothing is in the way of what is at the bottom."""
        self.s.move(700, 300)

    @step
    def lists_what_a_deleted_line_leaves(self):
        self.path = self.file('idle.entente')
        self.start(self.path)
        self.first = self.saved()
        self.app.click(node=self.on_map(LINE))
        self.s.key('Delete')
        self.app.gone(re.compile(LINE), 'push button')
        content = self.saved()
        self.idle = [i for i in self.ids(content) if i not in self.used(content)]
        assert len(self.idle) == 1 and self.ids(content) == self.ids(self.first), self.idle
        self.excerpt = next(x for a in content['articles'] for x in a['excerpts'] if x['id'] == self.idle[0])
        self.act('win.coverage')
        self.sees('Excerpts that prove nothing')
        self.row = re.compile('^' + re.escape(self.excerpt['exact'][:60]) + '.*, ' + re.escape(content['articles'][0]['title'][:20]))
        self.app.find(self.row, 'push button')

    @step
    def deletes_it_and_brings_it_back(self):
        self.app.press(self.row)
        self.sees(PROVES_NOTHING)
        self.app.gone(re.compile('^Use for '), 'push button')    # no line is chosen
        self.app.press('Delete excerpt')
        self.sees('Excerpt deleted')
        self.app.gone(PROVES_NOTHING)
        content = self.saved()
        assert self.ids(content) == [i for i in self.ids(self.first) if i != self.idle[0]]
        self.clear()
        self.s.key('ctrl+z')
        wait_for(lambda: self.ids(self.saved()) == self.ids(self.first), what='the excerpt again')

    @step
    def gives_it_to_the_chosen_line(self):
        self.app.click(node=self.on_map('^Kim Jong Un makes a covert visit to '))
        self.sees('Select words to add them to ‹makes a covert visit to›')
        self.app.gone(PROVES_NOTHING)   # the reader stays: the line is proved there too
        for _ in range(80):
            if self.app.find_all(PROVES_NOTHING):
                break
            before = self.stop()
            self.app.press('Next excerpt (N)')
            wait_for(lambda: self.stop() != before, what='the next stop')
        self.sees(PROVES_NOTHING)
        chosen = self.app.find(re.compile('^Use for ‹.+›$'), 'push button')
        self.app.press(node=chosen)
        self.sees('Excerpt added')
        self.app.gone(PROVES_NOTHING)
        content = self.saved()
        assert self.idle[0] in self.used(content) and self.ids(content) == self.ids(self.first)
        self.clear()
        self.s.key('ctrl+z')
        wait_for(lambda: self.idle[0] not in self.used(self.saved()), what='the excerpt to prove nothing again')

    @step
    def makes_a_line_of_it(self):
        self.sees(PROVES_NOTHING)
        self.app.press('New relation…')
        label = self.app.find('Label of the relation')
        self.app.set_text(label, 'goes to see')
        self.app.click(node=label)
        self.s.key('Return')
        self.app.gone('Label of the relation')
        self.app.gone(PROVES_NOTHING)
        content = self.saved()
        made = [r for r in content['relations'] if r['label'] == 'goes to see']
        assert len(made) == 1 and [e['excerpt'] for e in made[0]['evidence']] == self.idle, made
        assert self.ids(content) == self.ids(self.first)

    @step
    def ends_without_complaint(self):
        self.clear()
        wait_for(lambda: not self.app.unnamed(), 30, step=1, what='the last message to go')
        self.ends_well()


run(Idle)
