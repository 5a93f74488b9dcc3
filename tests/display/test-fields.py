#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""test-fields.py PROGRAM MAP: every field of an actor and of a relation edited in the panel, and undone."""
import re
import time

from story import Story, load, run, step, wait_for


class Fields(Story):
    def actor(self, name):
        return next(a for a in self.saved()['actors'] if a['name'] == name)

    def entry(self, name):
        return self.app.find(name, where=lambda n: n.get_editable_text_iface() is not None)

    def saved(self):
        self.s.key('ctrl+s')
        self.sees(r'fields\.entente · saved')
        return load(self.path)

    def field(self, name, text):
        self.app.set_text(self.entry(name), text)

    @step
    def opens_the_fields_of_an_actor(self):
        self.path = self.file('fields.entente')
        self.start(self.path)
        self.app.click(node=self.on_map('^Ukraine, state, '))
        self.app.press('Edit actor')
        self.sees('Edit Actor')
        assert self.app.focused().get_name() == 'Name', self.app.focused().get_name()

    @step
    def typing_is_one_step(self):
        self.s.key('ctrl+a')
        self.s.type('Ukraine, the state')
        self.on_map('^Ukraine, the state, ')
        self.s.key('Tab', 'shift+Tab', 'End')
        self.s.type('!')
        self.on_map('^Ukraine, the state!, ')
        self.s.key('ctrl+z')
        self.on_map('^Ukraine, the state, ')
        self.s.key('ctrl+z')
        self.on_map('^Ukraine, state, ')
        self.sees('Edit Actor')
        self.s.key('ctrl+shift+z')
        self.on_map('^Ukraine, the state, ')

    @step
    def an_actor_keeps_a_name(self):
        self.field('Name', 'Ukraine')
        self.field('Other names, one a line', 'UA\n\n Ukraina ')
        self.field('Description', 'A state\nin Europe')
        self.field('Tags, one a line', 'europe')
        self.field('Note', 'to be read')
        self.app.press('Add link')
        self.field('Title', 'Facts')
        self.field('Address', 'https://example.org/ua')
        actor = self.actor('Ukraine')
        assert actor['aliases'] == ['UA', 'Ukraina'], actor
        assert actor['description'] == 'A state\nin Europe', actor
        assert actor['tags'] == ['europe'] and actor['note'] == 'to be read', actor
        assert actor['links'][-1] == {'title': 'Facts', 'url': 'https://example.org/ua'}, actor

    @step
    def a_text_is_as_tall_as_its_lines(self):
        description = self.entry('Description')
        low = self.app.box(description)[3]
        self.app.set_text(description, 'One long line that wraps again and again in a panel so narrow. ' * 4)
        wait_for(lambda: self.app.box(description)[3] > low + 40, what='room for what wraps')
        self.app.set_text(description, 'A state\nin Europe')
        wait_for(lambda: self.app.box(description)[3] == low, what='no more room than it needs')

    @step
    def makes_a_kind_of_its_own(self):
        self.app.click('New kind…')
        self.app.find('Name of the kind')
        self.s.type('federation')
        self.s.key('Return')
        self.on_map('^Ukraine, federation, ')
        self.s.key('Escape')

    @step
    def escape_leaves_the_fields(self):
        if self.app.find_all('Done', 'push button'):
            self.s.key('Escape')
        self.app.gone('Done', 'push button')
        self.sees('Also: UA, Ukraina')
        self.app.find('Edit actor', 'push button')

    @step
    def reads_dates_in_words(self):
        self.app.click(node=self.on_map('^China supports resolutions of '))
        self.app.press('Edit relation')
        self.field('Label', 'backs')
        self.field('When', 'since May 2018')
        self.on_map('^China backs ')
        relation = next(r for r in self.saved()['relations'] if r['label'] == 'backs')
        assert relation['when'] == '2018-05/..', relation
        self.app.click(node=self.entry('When'))
        self.field('When', 'last year')
        self.s.key('Tab')
        self.sees('today’s date|cannot be read|Write|write')
        self.field('Note', 'a note')
        relation = next(r for r in self.saved()['relations'] if r['label'] == 'backs')
        assert relation['note'] == 'a note', relation

    @step
    def swaps_the_ends(self):
        before = next(r for r in self.saved()['relations'] if r['label'] == 'backs')
        self.app.press(re.compile('^Swap: '))
        after = next(r for r in self.saved()['relations'] if r['label'] == 'backs')
        assert (after['source'], after['target']) == (before['target'], before['source']), after
        self.s.key('ctrl+z')
        self.app.press('Done')
        self.app.find('Evidence')

    @step
    def changes_the_role_of_evidence_and_takes_it_away(self):
        self.app.press('Change this evidence')
        self.app.press('It disputes this')
        self.sees('Disputes this')
        self.app.press('Change this evidence')
        self.app.press('Remove from the evidence')
        self.sees('Unproved')
        self.s.key('ctrl+z')
        self.sees('Disputes this')

    @step
    def notes_on_the_evidence_and_on_its_excerpt_are_kept(self):
        self.app.press('Change this evidence')
        self.app.set_text(self.entry('Note on this evidence'), 'Said twice')
        self.app.set_text(self.entry('Note on this excerpt'), 'From the caption')
        self.s.key('Escape')
        self.sees('From the caption')
        self.sees('Said twice')
        after = self.saved()
        assert [x['note'] for a in after['articles'] for x in a['excerpts'] if x.get('note')] == ['From the caption']
        assert [e['note'] for r in after['relations'] for e in r['evidence'] if e.get('note')] == ['Said twice']
        self.s.key('ctrl+z')
        self.misses('From the caption')
        self.s.key('ctrl+z')
        self.misses('Said twice')

    @step
    def the_map_has_a_description(self):
        before = self.saved()
        self.s.key('Escape', 'Escape')
        self.app.press('Edit the description')
        text = self.entry('Description of the map')
        assert self.app.text_of(text) == before['description']
        self.s.key('ctrl+a')
        self.s.type('Who fights')
        self.s.key('Return')
        self.s.type('for whom.')
        self.app.find('Undo Change Description', 'push button')
        self.s.key('Escape')
        self.app.gone('Description of the map')
        self.sees('Who fights\nfor whom.')
        assert self.saved()['description'] == 'Who fights\nfor whom.'
        self.s.key('ctrl+z')
        assert self.saved()['description'] == before['description']
        self.s.key('ctrl+shift+z')
        self.app.press('Edit the description')
        self.app.set_text(self.entry('Description of the map'), '')
        self.app.click(node=self.on_map('^NATO, '))
        self.app.gone('Description of the map')
        self.s.key('Escape')
        self.app.find('Add a description', 'push button')
        assert 'description' not in self.saved() or self.saved()['description'] == ''

    @step
    def ends_without_complaint(self):
        self.s.key('ctrl+s')
        self.sees(r'fields\.entente · saved')
        self.ends_well()


run(Fields)
