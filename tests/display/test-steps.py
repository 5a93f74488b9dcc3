#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""test-steps.py PROGRAM MAP: the story of the map, made, put in order, played through and undone; and the view that the map opens with."""
import re
import time

from story import Story, load, run, step, wait_for


class Steps(Story):
    def saved(self):
        self.s.key('ctrl+s')
        self.sees(r'steps\.entente · saved')
        return load(self.path)

    def story(self):
        return self.saved().get('story', [])

    def titles_told(self):
        """The titles in the list of steps, in its order."""
        found = self.app.find_all(re.compile(r'^Step \d+: '), 'push button')
        return [n.get_name().split(': ', 1)[1].strip('\u2068\u2069') for n in sorted(found, key=lambda n: self.app.box(n)[1])]

    def entry(self, name):
        return self.app.find(name, where=lambda n: n.get_editable_text_iface() is not None)

    def edge_of(self, pattern):
        """The darkest colour in the middle of a card's left edge: what is faded is nearer to the ground of the map."""
        x, y, w, h = self.app.box(self.on_map(pattern))
        return min((self.s.pixel(x + i, y + h / 2) for i in range(-2, 5)), key=lambda c: sum(float(v) for v in re.findall(r'[\d.]+', c)))

    @step
    def an_empty_story_says_what_it_is_for(self):
        self.path = self.file('steps.entente')
        self.start(self.path)
        self.app.click('Story…', 'push button')
        self.sees('leads through the map step by step')
        self.sees('first time sees the whole of it')
        self.s.key('Escape')
        self.sees('Find actors and relations|What the map leaves out')

    @step
    def a_step_is_made_of_what_is_chosen_and_seen(self):
        self.app.click(node=self.on_map('^China, state, '))
        self.sees('relations')
        self.s.key('ctrl+shift+j')
        title = self.entry('Title')
        assert self.app.text_of(title) == 'China', self.app.text_of(title)
        self.app.find('Undo Add Story Step China', 'push button')
        made = self.story()
        assert len(made) == 1 and made[0]['title'] == 'China' and made[0]['focus'] == ['china'], made
        assert made[0]['view']['zoom'] > 0 and set(made[0]['view']) == {'x', 'y', 'zoom'}, made
        # The title has the keyboard.
        self.s.key('ctrl+a')
        self.s.type('The one in the middle')
        self.s.key('Tab')
        self.s.type('All look to Beijing.')
        self.app.find('Undo Change Text of The one in the middle', 'push button')
        assert self.story()[0] | {'view': None} == made[0] | {'title': 'The one in the middle', 'text': 'All look to Beijing.', 'view': None}

    @step
    def what_it_shows_and_quotes_is_changed(self):
        self.app.click(node=self.on_map('^Kim Jong Un is the leader of North Korea'))
        self.sees('is the leader of')
        self.app.click('Go back', 'push button')
        self.app.click('Add what is chosen on the map', 'push button')
        self.app.find('Undo Change What Is Shown in The one in the middle', 'push button')
        focus = self.story()[0]['focus']
        assert len(focus) == 2 and focus[0] == 'china', focus
        self.app.click('Add what is chosen on the map', 'push button')
        time.sleep(0.5)
        assert self.story()[0]['focus'] == focus
        self.app.press('Add an excerpt to the step', 'push button')
        time.sleep(0.6)
        if self.app.gtk_minor() >= 10:   # there the search has the keyboard
            self.s.type('The US calls on China to')
            time.sleep(0.8)
        self.s.key('Down' if self.app.gtk_minor() >= 10 else 'Home', *[] if self.app.gtk_minor() >= 10 else ['Down'], 'Return')
        self.app.find('Undo Change Excerpts of The one in the middle', 'push button')
        after = self.saved()
        excerpts = after['story'][0]['excerpts']
        assert len(excerpts) == 1, excerpts
        # Those that prove what is shown come first.
        proof = [e['excerpt'] for r in after['relations'] if 'china' in (r['source'], r['target']) for e in r['evidence']]
        assert excerpts[0] in proof
        self.app.press(re.compile('^Take .?China.? out of the step'), 'push button')
        self.app.find('Undo Change What Is Shown in The one in the middle', 'push button')
        assert self.story()[0]['focus'] == focus[1:]
        self.s.key('ctrl+z')
        self.app.find(re.compile('^Take .?China.? out of the step'), 'push button')
        assert self.story()[0]['focus'] == focus

    @step
    def its_view_is_taken_cleared_and_undone(self):
        before = self.story()[0]['view']
        self.app.click('Zoom in', 'push button')
        time.sleep(0.5)
        self.app.click('Use the present view', 'push button')
        self.app.find('Undo Change View of The one in the middle', 'push button')
        after = self.story()[0]['view']
        assert after['zoom'] > before['zoom'], (before, after)
        self.app.click('Clear', 'push button')
        self.sees('brought into sight')
        assert 'view' not in self.story()[0]
        self.s.key('ctrl+z')
        self.sees('a view of its own')
        assert self.story()[0]['view'] == after

    @step
    def more_steps_are_put_in_order(self):
        self.s.key('ctrl+9')
        time.sleep(0.6)
        for name in ('Russia', 'NATO'):
            self.app.click(node=self.on_map(f'^{name}, '))
            self.sees('relations')
            self.s.key('ctrl+shift+j')
            self.app.find(f'Undo Add Story Step {name}', 'push button')
        self.app.press('All steps…', 'push button')
        wait_for(lambda: self.titles_told() == ['The one in the middle', 'Russia', 'NATO'], what='three steps')
        self.app.press(re.compile('^Move .?NATO.*up'), 'push button')   # a small one: newer GTK tells another place
        self.app.find('Undo Move Step NATO', 'push button')
        wait_for(lambda: self.titles_told() == ['The one in the middle', 'NATO', 'Russia'], what='another order')
        assert [s['title'] for s in self.story()] == ['The one in the middle', 'NATO', 'Russia']
        self.s.key('ctrl+z')
        wait_for(lambda: self.titles_told() == ['The one in the middle', 'Russia', 'NATO'], what='the order before')
        self.s.key('ctrl+shift+z')
        wait_for(lambda: self.titles_told() == ['The one in the middle', 'NATO', 'Russia'], what='the order again')

    @step
    def it_is_played_through(self):
        self.app.press('Play', 'push button')
        self.sees('Step 1 of 3')
        self.sees('All look to Beijing')
        quote = next(x['exact'] for a in load(self.path)['articles'] for x in a['excerpts'] if x['id'] == self.story()[0]['excerpts'][0])
        self.sees(re.escape(quote[:40]))
        self.app.press('Next step', 'push button')
        self.sees('Step 2 of 3')
        time.sleep(0.8)
        faded = self.edge_of('^Pentagon, ')   # the step does not show it
        self.s.key('alt+Next')
        self.sees('Step 3 of 3')
        assert not self.app.find('Next step', 'push button').get_state_set().contains(self.sensitive())
        self.s.key('alt+Next')
        self.s.key('alt+Prior', 'alt+Prior')
        self.sees('Step 1 of 3')
        self.app.press('All steps…', 'push button')
        # Nothing is chosen any more, and all stands out as ever.
        wait_for(lambda: self.edge_of('^Pentagon, ') != faded, what='all to be shown again')

    def sensitive(self):
        from gi.repository import Atspi
        return Atspi.StateType.SENSITIVE

    @step
    def the_map_goes_to_the_view_of_a_step(self):
        self.app.press(re.compile('^Step 1: '), 'push button')
        self.sees('Step 1 of 3')
        time.sleep(0.8)
        near = self.app.box(self.on_map('^China, state, '))
        self.s.key('ctrl+9')
        time.sleep(0.8)
        assert self.app.box(self.on_map('^China, state, ')) != near
        self.s.key('alt+Next')
        self.sees('Step 2 of 3')
        self.s.key('alt+Prior')
        self.sees('Step 1 of 3')
        wait_for(lambda: self.app.box(self.on_map('^China, state, ')) == near, what='the view of the step')

    @step
    def a_step_is_deleted_and_comes_back(self):
        self.app.press('Edit', 'push button')
        self.app.press('Delete step', 'push button')
        self.sees('Step deleted')
        wait_for(lambda: self.titles_told() == ['NATO', 'Russia'], what='two steps')
        assert [s['title'] for s in self.story()] == ['NATO', 'Russia']
        self.s.key('ctrl+z')
        wait_for(lambda: self.titles_told() == ['The one in the middle', 'NATO', 'Russia'], what='the step')
        assert self.story()[0]['text'] == 'All look to Beijing.'

    @step
    def the_map_opens_with_a_view_of_its_own(self):
        self.app.press('Use the present view', 'push button')
        self.sees('opens with this view now')
        self.app.find('Undo Change Opening View', 'push button')
        view = self.saved()['view']
        self.s.key('ctrl+9')
        time.sleep(0.8)
        whole = self.app.box(self.on_map('^China, state, '))
        self.app.press('Show it', 'push button')
        wait_for(lambda: self.app.box(self.on_map('^China, state, ')) != whole, what='the opening view')
        time.sleep(0.8)
        kept = self.app.box(self.on_map('^China, state, '))
        self.s.key('ctrl+z')
        self.sees('first time sees the whole of it')
        assert 'view' not in self.saved()
        self.s.key('ctrl+shift+z')
        self.sees('the view that is kept in it')
        assert self.saved()['view'] == view
        # Another reader, who never saw it, sees it so.
        assert self.app.quit(10) == 0
        other = self.file('steps2.entente')
        with open(self.path, encoding='utf-8') as f, open(other, 'w', encoding='utf-8') as g:
            g.write(f.read())
        self.path = other
        self.start(other)
        wait_for(lambda: self.app.box(self.on_map('^China, state, ')) == kept, what=f'the opening view {kept}')

    @step
    def and_with_the_whole_again(self):
        self.app.press('Story, 3 steps…', 'push button')
        self.app.press('Clear', 'push button')
        self.sees('opens with the whole of it now')
        self.s.key('ctrl+s')
        self.sees(r'steps2\.entente · saved')
        assert 'view' not in load(self.path)

    @step
    def a_step_of_a_file_without_an_id_is_edited_too(self):
        assert self.app.quit(10) == 0
        self.path = self.file('nameless.entente', '{"format": "entente-map", "version": 1, "title": "No ids", "actors": [{"id": "a", "name": "Ann"}], '
                              '"story": [{"title": "One", "focus": ["a"]}, {"title": "Two", "text": "Last"}]}')
        self.start(self.path)
        self.app.press('Story, 2 steps…', 'push button')
        self.app.press(re.compile('^Step 2: '), 'push button')
        self.sees('Last')
        self.app.press('Edit', 'push button')
        title = self.entry('Title')
        self.app.set_text(title, 'Three')
        self.s.key('ctrl+s')
        self.sees(r'nameless\.entente · saved')
        story = load(self.path)['story']
        assert story[1]['title'] == 'Three' and story[1]['id'] and 'id' not in story[0], story
        self.app.press('Move up', 'push button')
        self.sees('Step 1 of 2')
        self.s.key('ctrl+s')
        self.sees(r'nameless\.entente · saved')
        assert [s['title'] for s in load(self.path)['story']] == ['Three', 'One']

    @step
    def ends_without_a_complaint(self):
        self.ends_well()


if __name__ == '__main__':
    run(Steps)
