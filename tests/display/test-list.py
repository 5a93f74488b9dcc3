#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""test-list.py PROGRAM MAP: the list of all actors and relations, by keyboard, and in step with the map."""
import re
import subprocess
import time

from story import Story, bundled, gtkdrive, program, run, step, wait_for


class List(Story):
    table = 'Actors'

    def start(self, *args):
        super().start(*args)
        self.app.closed = lambda n: n.get_role_name() == 'table row' and n.get_name() != 'Headings'

    def nodes(self):
        """The rows of the table that is seen, also those that are scrolled out of sight, without its head."""
        table = self.app.find(self.table, 'tree table')
        return self.app.find_all(where=lambda n: n.get_role_name() == 'table row' and n.get_name() != 'Headings', under=table, showing=False)

    def rows(self):
        """Their sentences, in order."""
        return [n.get_name() for n in self.nodes()]

    def waits(self, test, what):
        return wait_for(lambda: test(self.rows()), what=what)

    def whole(self, n):
        """The sentences of all @n rows, in order. Newer GTK has rows only near what is in sight: there the wheel goes through."""
        seen = list(self.waits(lambda rows: rows, 'rows'))
        if len(seen) < n:
            x, y, w, h = self.app.box(self.app.find(self.table, 'tree table'))
            self.s.scroll_at(x + w / 2, y + h / 2, 200)
            time.sleep(0.5)
            seen = self.rows()
            for _ in range(60):
                if len(seen) >= n:
                    break
                self.s.scroll_at(x + w / 2, y + h / 2, -2)
                seen += [r for r in self.rows() if r not in seen]
            self.s.scroll_at(x + w / 2, y + h / 2, 200)
        assert len(seen) == n, (len(seen), seen)
        return seen

    def row(self, pattern):
        return wait_for(lambda: [n for n in self.nodes() if re.search(pattern, n.get_name())], what=f'a row {pattern!r}')[0]

    def show(self, table):
        self.app.click(table, 'push button')
        self.table = table

    def counts(self, words):
        self.app.find(words, 'label')

    def described(self, head):
        """What the command line says of all actors or all relations."""
        lines = subprocess.run([program, 'describe', self.path], capture_output=True, text=True, check=True).stdout.splitlines()
        return sorted(line.strip() for line in lines if re.search(head, line))

    def in_sight(self, row):
        def inside():
            x, y, w, h = self.app.box(row())
            left, top, width, height = self.app.box(self.app.find(self.table, 'tree table'))
            return top <= y and y + h <= top + height
        wait_for(inside, what='the row to be in sight')

    def focus_is(self, pattern):
        wait_for(lambda: self.app.focused() and re.search(pattern, self.app.focused().get_name()), what=f'{pattern!r} to have the keyboard')

    @step
    def opens_by_key_with_all_actors(self):
        self.path = self.file('list.entente')
        self.start(self.path)
        self.on_map('^China, state, ')
        self.s.key('ctrl+b')
        self.counts('18 of 18 actors')
        self.focus_is('^Antony Blinken, ')
        rows = self.whole(18)
        assert sorted(rows) == self.described(r', \d+ relations?(, pinned)?$'), rows
        assert rows == sorted(rows, key=str.casefold)

    @step
    def a_row_is_chosen_on_the_map(self):
        self.s.key('Home', 'Down', 'Down', 'Down')
        self.focus_is('^China, state, ')
        wait_for(lambda: self.app.has(self.on_map('^China, state, '), 'SELECTED'), what='China to be chosen on the map')
        self.sees('Edit actor')
        wait_for(lambda: self.app.has(self.row('^China, state, '), 'SELECTED'), what='the row to be selected')

    @step
    def what_is_chosen_elsewhere_is_a_row(self):
        self.s.key('ctrl+f')
        self.app.find('Search the map')
        self.s.type('putin')
        self.app.find(re.compile('^Vladimir Putin, '), 'list item')
        self.s.key('Return')
        wait_for(lambda: self.app.has(self.row('^Vladimir Putin, '), 'SELECTED'), what='the row to be selected')
        self.in_sight(lambda: self.row('^Vladimir Putin, '))

    @step
    def relations_are_the_other_table(self):
        self.show('Relations')
        self.counts('78 of 78 relations')
        rows = self.whole(78)
        assert sorted(rows) == self.described(r', (cooperative|conflictual|neutral), '), rows[:3]

    @step
    def sorts_by_a_click_and_by_keys(self):
        by_source = self.rows()
        head = next(n for n in self.app.find_all('Excerpts', 'label'))
        self.app.click(node=head)
        self.waits(lambda rows: rows != by_source and rows, 'another order')
        number = [int(re.search(r'(\d+) excerpts?$', r).group(1)) if r.endswith(('excerpt', 'excerpts')) else 0 for r in self.whole(78)]
        assert number == sorted(number), number
        x, y, w, h = self.app.box(self.app.find(self.table, 'tree table'))
        self.s.scroll_at(x + w / 2, y + h / 2, -100)
        time.sleep(0.5)
        self.app.click(node=head)
        if len(self.nodes()) == 78:
            self.in_sight(lambda: self.nodes()[0])   # not where the other order was left
        else:
            self.s.scroll_at(x + w / 2, y + h / 2, 200)   # newer GTK has only rows that are near
        self.waits(lambda rows: re.search(r'\d+ excerpts?$', rows[0]) and int(re.search(r'(\d+) excerpts?$', rows[0]).group(1)) == max(number), 'the most excerpts first')
        # The same by keyboard: the menu of orders.
        button = [n for n in self.app.find_all(re.compile('^Sorted by Excerpts, downwards'), 'push button')]
        assert button
        self.app.find('Only rows with these words')
        self.s.key('Tab')
        self.focus_is('Only rows with these words')
        self.s.key('Tab')
        self.focus_is('^Sorted by ')
        self.s.key('space')
        self.app.find('Downwards')
        self.s.key('Home', 'Return')
        self.app.find(re.compile('^Sorted by Source, downwards'), 'push button')
        if len(self.nodes()) < 78:
            self.s.scroll_at(x + w / 2, y + h / 2, 200)
        self.waits(lambda rows: rows[0].startswith('Xi Jinping '), 'Xi Jinping to be first')

    @step
    def words_leave_some_rows(self):
        self.app.click('Only rows with these words')
        self.s.type('xi beijing')
        self.waits(lambda rows: rows and len(rows) < 20, 'fewer rows')
        assert all('Xi Jinping' in r or 'China' in r for r in self.rows()), self.rows()
        self.s.key('ctrl+a')
        self.s.type('zzzz')
        self.sees('No row has these words')
        self.s.key('Escape')
        self.counts('78 of 78 relations')

    @step
    def the_filter_of_the_map_is_the_lists_too(self):
        self.s.key('ctrl+shift+f')
        self.app.find(re.compile('^cooperative, 30'), 'check box')
        wait_for(lambda: re.search('^cooperative, ', (self.app.focused() and self.app.focused().get_name()) or '') or self.s.key('Tab'),
                 timeout=20, what='cooperative to have the keyboard')
        self.s.key('space', 'Escape')
        self.counts('30 of 78 relations')
        self.waits(lambda rows: rows and all(', cooperative, ' in r for r in rows), 'cooperative ones alone')
        assert all(', cooperative, ' in r for r in self.whole(30))
        self.app.press('Show All', 'push button')
        self.counts('78 of 78 relations')

    @step
    def enter_opens_the_evidence(self):
        self.app.click('Only rows with these words')
        self.s.type('keeps friendly')
        self.waits(lambda rows: len(rows) == 1, 'one row')
        self.s.key('Down')
        self.focus_is('^China keeps friendly relations with North Korea')
        self.s.key('Return')
        wait_for(lambda: self.app.has(self.on_map('^China keeps friendly relations with North Korea'), 'SELECTED'), what='the relation to be chosen')
        self.sees('Show in article')
        focused = wait_for(self.app.focused, what='something with the keyboard')
        assert self.app.box(focused)[0] > 1000, focused.get_name()  # in the panel

    @step
    def follows_each_edit(self):
        self.s.key('Delete')
        self.counts('0 of 77 relations')
        self.s.key('ctrl+z')
        self.counts('1 of 78 relations')
        self.show('Actors')
        self.app.click('Only rows with these words')
        self.s.key('ctrl+a', 'BackSpace')
        self.counts('18 of 18 actors')
        self.s.key('Down')
        self.focus_is('^Antony Blinken, ')
        self.s.key('F2')
        self.app.find(role='text', where=lambda n: self.app.has(n, 'FOCUSED'))
        self.s.key('ctrl+a')
        self.s.type('Zoe')
        self.s.key('Return')
        self.focus_is('^Zoe, ')
        self.waits(lambda rows: rows[-1].startswith('Zoe, ') and not any(r.startswith('Antony') for r in rows), 'Zoe to be last')
        self.s.key('ctrl+z')
        self.waits(lambda rows: rows[0].startswith('Antony Blinken, '), 'Antony Blinken to be first again')
        self.focus_is('^Antony Blinken, ')

    @step
    def goes_and_comes_back_as_it_was(self):
        self.app.click('Only rows with these words')
        self.s.key('ctrl+b')
        self.app.gone('Only rows with these words')
        self.focus_is('^(18 actors|Map)')
        self.s.key('ctrl+b')
        self.counts('18 of 18 actors')
        self.s.key('ctrl+s')
        self.sees('· saved')
        assert self.app.quit(10) == 0
        assert not self.app.problems(), self.app.problems()
        self.start(self.path)
        self.counts('18 of 18 actors')

    @step
    def ends_without_complaint(self):
        self.app.closed = None
        self.ends_well()


run(List)
