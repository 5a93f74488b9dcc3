#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""test-rebuild.py PROGRAM MAP: a part of the bundled map made anew from an empty window, with keyboard and pointer alone: nothing is done
through the accessibility bus but looking. The file that is saved says what golden/rebuilt.entente says, which cut-map.py cut from MAP."""
import importlib.util
import os
import re
import time

from story import Story, bundled, load, run, step, wait_for

here = os.path.dirname(os.path.abspath(__file__))
spec = importlib.util.spec_from_file_location('cut_map', os.path.join(here, 'cut-map.py'))
cut_map = importlib.util.module_from_spec(spec)
spec.loader.exec_module(cut_map)

golden = load(os.path.join(here, 'golden/rebuilt.entente'))
RELATIONS = ['r61', 'r63', 'r72', 'r49', 'r55', 'r62', 'r54']
# Lines of the lists of kinds and status from the top.
KINDS = {'agree': 0, 'consult': 1, 'cooperate': 3, 'disapprove': 9, 'threaten': 11, 'leads': 18}
STATUS = {'asserted': 0, 'possible': 2, 'asked': 4}
STANCE = {'cooperative': 1, 'conflictual': 2, 'neutral': 3}


class Rebuild(Story):
    def press(self, *a, **kw):
        raise AssertionError('a hand has no accessible actions')

    def start_timer(self):
        self.began = time.monotonic()

    def names(self, i):
        return next(a['name'] for a in golden['actors'] if a['id'] == i)

    def relation(self, i):
        return next(r for r in golden['relations'] if r['id'] == i)

    def quote(self, relation):
        return next(x for x in golden['articles'][0]['excerpts'] if x['id'] == relation['evidence'][0]['excerpt'])

    def field(self, name):
        return self.app.find(name, where=lambda n: n.get_editable_text_iface() is not None)

    def types_into(self, node, text):
        self.app.click(node=node)
        self.s.key('ctrl+a')
        self.s.type(text, delay=4)

    def actor(self, actor):
        """Its name, its kind where it is no state, its other names: all by keys."""
        self.app.find('Name of the actor')
        self.s.type(actor['name'], delay=4)
        self.s.key('Return')
        self.on_map('^' + actor['name'])
        self.s.key('alt+Return')
        self.app.find('Done', 'push button')
        if actor['kind'] == 'person':
            self.s.key('Tab', 'Return')
            time.sleep(0.35)
            self.s.keys('Home', 'Down', 'Down', 'Return')
            self.on_map('^' + actor['name'] + ', person')
            self.s.keys('Tab', 'Tab', 'Tab')
        else:
            self.s.keys('Tab', 'Tab', 'Tab', 'Tab')
        for n, alias in enumerate(actor['aliases']):
            if n:
                self.s.key('Return')
            self.s.type(alias, delay=4)
        self.s.key('Escape')
        self.app.find('Edit actor', 'push button')

    @step
    def the_golden_file_is_cut_from_the_map(self):
        assert cut_map.cut(load(bundled), set(RELATIONS)) == golden

    @step
    def actors_are_written_down(self):
        self.start_timer()
        self.start()
        self.path = os.path.join(self.s.dir, 'rebuilt.entente')
        frame = self.app.box(self.app.find(role='frame'))
        for n, actor in enumerate(golden['actors']):
            if n == 0:
                self.s.click_at(frame[0] + 300, frame[1] + 400, count=2)
            else:
                self.s.key('ctrl+shift+n')
            self.actor(actor)

    @step
    def the_article_is_pasted(self):
        self.s.clip_set(golden['articles'][0]['text'])
        self.s.key('Escape', 'Escape', 'ctrl+shift+v')
        self.app.find('Add Article', 'dialog')
        self.app.find('Title', where=lambda n: self.app.text_of(n) == golden['articles'][0]['title'])
        self.s.key('Return')
        self.app.find('Text of the article')

    def reads(self):
        """The keyboard is in the text of the article."""
        if not self.app.find_all('Text of the article'):
            again = self.app.find_all(re.compile('^Show in article'), 'push button')
            if not again:
                self.s.key('Escape', 'Escape')
            self.app.tab_to('^Show in article' if again else 'The US calls on China')
            self.s.key('Return')
            self.app.find('Text of the article')
        self.app.tab_to('^Text of the article$')

    def selects(self, words):
        """Found in the text, then to their end."""
        self.reads()
        self.s.key('ctrl+f')
        wait_for(lambda: self.app.focused() is not None and self.app.focused().get_name() == 'Words to find', what='the field for words')
        self.s.clip_set(words[:40])
        self.s.key('ctrl+v')
        self.sees('1 of 1')
        self.s.key('Escape')
        self.s.keys(*['shift+Right'] * len(words), delay=3)
        self.app.find('New relation', 'push button')

    def goes_down(self, line):
        """In the list that has the keyboard, to that line."""
        self.s.key('Return')
        time.sleep(0.35)
        self.s.key('Home')
        self.s.keys(*['Down'] * line or ['Home'])
        self.s.key('Return')

    def picks(self, name, line):
        """In a long list, which can be searched: newer GTK gives its search the keyboard."""
        if self.app.gtk_minor() < 10:
            self.goes_down(line)
            return
        self.s.key('Return')
        time.sleep(0.5)
        self.s.type(name)
        time.sleep(0.6)
        self.s.key('Down', 'Return')

    def fits(self, relation):
        """What the form does not ask for: kind, status, date and who says so. From field to field by Tab."""
        self.s.key('alt+Return')
        self.app.find('Edit Relation', 'label')
        self.s.key('Tab')
        self.picks(relation['kind'], KINDS[relation['kind']])
        time.sleep(0.4)  # the list of stances tells what is usual for the kind: it is made anew
        self.app.click('Stance', 'push button')
        time.sleep(0.35)
        self.s.key('Home')
        self.s.keys(*['Down'] * STANCE[relation['stance']])
        self.s.key('Return')
        self.s.key('Tab')
        if relation['status'] != 'asserted':
            self.goes_down(STATUS[relation['status']])
        self.s.key('Tab')
        if relation.get('when'):
            self.s.type(relation['when'])
        if relation.get('reporter'):
            self.s.key('Tab')
            self.picks(self.names(relation['reporter']), 1 + [a['id'] for a in golden['actors']].index(relation['reporter']))
        self.s.key('Escape')

    @step
    def relations_are_made_of_its_words(self):
        for i in RELATIONS[:-1]:
            relation = self.relation(i)
            self.selects(self.quote(relation)['exact'])
            self.s.key('r')
            label = self.field('Label of the relation')
            for name, end in (('Who', 'source'), ('To whom', 'target')):
                entry = self.field(name)
                if self.app.text_of(entry) != self.names(relation[end]):
                    self.types_into(entry, self.names(relation[end]))
            self.types_into(label, relation['label'])
            self.s.key('Return')
            self.app.gone('Label of the relation')
            self.fits(relation)

    def at_rest(self, node):
        """Its box, once the view moves no more."""
        boxes = [None]

        def still():
            boxes.append(self.app.box(node))
            return boxes[-1] == boxes[-2]
        wait_for(still, step=0.4, what='the map at rest')
        return boxes[-1]

    @step
    def one_is_drawn_and_proved_after(self):
        relation = self.relation('r54')
        self.s.key('Escape', 'Escape', 'ctrl+9')
        x, y, w, h = self.at_rest(self.on_map('^Vladimir Putin, '))
        to = self.app.box(self.on_map('^Russia, '))
        self.s.move(x + w / 2, y + h / 2)
        time.sleep(0.2)
        self.s.drag(x + w, y + h / 2, to[0] + to[2] / 2, to[1] + to[3] / 2)
        self.app.find('Label of the relation')
        self.s.type(relation['label'], delay=4)
        self.s.key('Return')
        self.on_map('^Vladimir Putin is President of Russia')
        self.fits(relation)
        self.app.click(node=self.on_map('^Vladimir Putin is President of Russia'))
        self.app.tab_to('^Add excerpt')
        self.s.key('Return')
        self.selects(self.quote(relation)['exact'])
        self.s.key('s')
        self.sees('Excerpt added')

    @step
    def it_says_what_the_golden_file_says(self):
        self.s.key('ctrl+s')
        self.app.choose_file(self.path)
        wait_for(lambda: os.path.exists(self.path), what='the file')
        self.sees('rebuilt.entente')
        made, meant = cut_map.meaning(load(self.path)), cut_map.meaning(golden)
        for part in meant:
            wrong = [x for x in made[part] if x not in meant[part]]
            assert made[part] == meant[part], (part, wrong, [x for x in meant[part] if x not in made[part]])
        print(f'# {time.monotonic() - self.began:.0f} s')

    @step
    def ends_without_complaint(self):
        self.misses('Excerpt added', 20)
        self.ends_well()


run(Rebuild)
