#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""test-evidence.py PROGRAM MAP: from an article's words to lines of the map, and back, in one session."""
import os
import re
import subprocess
import time

from story import Story, bundled, gtkdrive, load, program, run, step, wait_for


class Evidence(Story):
    def view(self):
        return self.app.find('Text of the article')

    def selected(self, view):
        text = view.get_text_iface()
        if gtkdrive.Atspi.Text.get_n_selections(text) == 0:
            return ''
        chosen = gtkdrive.Atspi.Text.get_selection(text, 0)
        return self.app.text_of(view)[chosen.start_offset:chosen.end_offset]

    def read(self, relation, label):
        """Chooses the line on the map, and opens its article where it is not open already."""
        self.app.click(node=self.on_map(relation))
        page, hint = re.compile('^' + label + '$'), re.compile('^Select words to add them to ‹' + label + '›')
        wait_for(lambda: self.app.find_all(page, 'label') or self.app.find_all(hint, 'label'), what=f'{label!r} in the panel')
        if not self.app.find_all(hint, 'label'):
            self.app.press(re.compile('^Show in article', re.I))
            self.app.find(hint, 'label')
        return self.view()

    def mark(self, words):
        """Selects @words by keyboard: found in the text, then to their end."""
        self.app.press('Find in the text')
        self.app.set_text(self.app.find('Words to find'), words)
        self.sees(r'\d+ of \d+')
        self.s.key('Escape')
        self.s.key_times('shift+Right', len(words))
        self.app.find('New relation', 'push button')

    def saved(self):
        self.s.key('ctrl+s')
        self.sees(r'evidence\.entente · saved')
        return load(self.path)

    @step
    def selects_a_sentence_with_the_pointer(self):
        self.path = self.file('evidence.entente')
        self.start(self.path)
        view = self.read('^China supports resolutions of ', 'supports resolutions of')
        x, y, width, height = self.app.box(view)
        sentence = 'China has kept friendly relations with North Korea despite its growing isolation over time.'
        self.mark('growing isolation')
        self.s.key('e')
        wait_for(lambda: self.selected(view) == sentence, what='the sentence by keyboard')
        down = self.at_rest(self.app.find('New relation', 'push button'))[1] - 24  # in its last line
        self.s.key('Left')
        self.app.gone('New relation', 'push button')
        self.s.click_at(x + 60, down, count=3)
        wait_for(lambda: self.selected(view) == sentence, what='the sentence by the pointer')
        self.app.find('New relation', 'push button')
        self.app.find(re.compile('^Add as excerpt of ‹supports resolutions of›'), 'push button')

    @step
    def makes_a_relation_of_it_in_a_second_gesture(self):
        before = load(self.path)
        self.app.press('New relation')
        label = self.app.find('Label of the relation')
        assert self.app.text_of(label) == 'has kept friendly relations with', self.app.text_of(label)
        self.app.set_text(self.app.find('Who', where=lambda n: n.get_editable_text_iface() is not None), 'Kim Jong Un')
        self.app.set_text(self.app.find('To whom', where=lambda n: n.get_editable_text_iface() is not None), 'Brookings Institution')
        self.app.set_text(label, 'is written about by')
        self.app.click(node=label)
        self.s.key('Return')
        self.on_map('^Kim Jong Un is written about by Brookings Institution')
        after = self.saved()
        made = [r for r in after['relations'] if r['id'] not in {r['id'] for r in before['relations']}]
        assert [(r['source'], r['label'], r['target']) for r in made] == [('kim-jong-un', 'is written about by', 'brookings')], made
        verified = subprocess.run([program, 'verify', self.path], capture_output=True, text=True)
        assert verified.returncode == 0, verified.stdout + verified.stderr

    @step
    def takes_both_back_in_one_step(self):
        self.s.key('ctrl+z')
        self.sees('unsaved changes')
        assert self.saved() == load(bundled)

    @step
    def proposes_what_the_sentence_says(self):
        self.read('^Kim Jong Un makes a covert visit to ', 'makes a covert visit to')
        self.mark('made a covert visit')
        self.s.key('r')
        label = self.app.find('Label of the relation')
        assert self.app.text_of(label) == 'made a covert visit to', self.app.text_of(label)
        who = self.app.find('Who', where=lambda n: n.get_editable_text_iface() is not None)
        assert self.app.text_of(who) == 'Kim Jong Un', self.app.text_of(who)
        self.app.set_text(who, 'The leader')
        self.sees('A new actor')
        self.s.key('Return')
        self.on_map('^The leader, ')
        self.s.key('ctrl+z')
        self.app.gone(re.compile('^The leader, '), 'push button')

    @step
    def makes_an_actor_of_words(self):
        self.read('^Kim Jong Un makes a covert visit to ', 'makes a covert visit to')
        self.mark('missile tests')
        words = self.selected(self.view())
        self.app.press('New actor')
        self.on_map('^' + words + ', ')
        self.s.key('ctrl+z')
        self.app.gone(re.compile('^' + words + ', '), 'push button')
        self.s.key('Left')
        self.app.gone('New relation', 'push button')

    @step
    def marks_the_names_of_actors(self):
        view, text = self.view(), self.app.text_of(self.view())

        def weight():
            return view.get_text_iface().get_attribute_run(text.index('Kim Jong Un') + 1, False)[0].get('weight')

        before = weight()
        self.app.press('Menu of the article')
        self.app.press(re.compile('Mark Names of _?Actors'), 'menu item', timeout=15)
        wait_for(lambda: weight() != before, what='names in bold')
        self.app.gone(re.compile('Mark Names of _?Actors'), timeout=15)

    @step
    def disputes_the_chosen_line(self):
        self.read('^Kim Jong Un makes a covert visit to ', 'makes a covert visit to')
        self.mark('their relationship has improved')
        self.s.key('d')
        self.sees('Excerpt added: it disputes this')
        self.on_map('^Kim Jong Un makes a covert visit to .*contested')
        self.s.key('ctrl+z')
        self.sees('makes a covert visit to')

    @step
    def drags_words_onto_a_line_and_onto_an_actor(self):
        self.read('^Kim Jong Un makes a covert visit to ', 'makes a covert visit to')
        self.mark('Chinese President Xi Jinping')
        self.drag_words_to(self.on_map('^Kim Jong Un makes a covert visit to '))
        self.sees('Excerpt added')
        self.s.key('ctrl+z')
        self.mark('Chinese President Xi Jinping')
        self.drag_words_to(self.on_map('^Pentagon, agency'))
        who = self.app.find('Who', where=lambda n: n.get_editable_text_iface() is not None)
        assert self.app.text_of(who) == 'Pentagon', self.app.text_of(who)
        self.s.key('Escape')
        self.app.gone('Label of the relation')

    def at_rest(self, node):
        """Where @node is once the text does not scroll any more."""
        places = [None]

        def still():
            places.append(self.app.box(node)[:2])
            return places[-1] == places[-2]
        wait_for(still, step=0.3, what='the text at rest')
        return places[-1]

    def drag_words_to(self, node):
        """From the words, which are just above the bar that they brought."""
        bx, by = self.at_rest(self.app.find('New relation', 'push button'))
        x, y, w, h = self.app.box(node)
        self.s.drag(bx + 20, by - 24, x + w / 2, y + h / 2)

    @step
    def finds_in_the_text(self):
        self.app.press('Find in the text')
        self.app.set_text(self.app.find('Words to find'), 'NORTH  KOREA’S')
        self.sees(r'\d of \d')
        self.s.key('Return')
        self.app.set_text(self.app.find('Words to find'), 'zebra')
        self.sees('not found')
        self.s.key('Escape')
        self.app.gone('Words to find')
        assert self.app.focused().get_name() == 'Text of the article'

    @step
    def changes_the_size_of_the_text_and_not_of_the_map(self):
        percent = self.app.find(re.compile(r'^\d+ %$')).get_name()
        pages = [self.app.box(self.view())]
        self.s.key('ctrl+plus', 'ctrl+plus', 'ctrl+plus')
        assert self.app.find(re.compile(r'^\d+ %$')).get_name() == percent
        self.s.key('n')
        self.sees('1 of|2 of|[0-9]+ of')
        self.s.key('ctrl+0')
        assert self.app.focused().get_name() == 'Text of the article' and pages == [self.app.box(self.view())]

    @step
    def checks_against_a_newer_text(self):
        article = load(self.path)['articles'][0]
        text = article['text'].replace('Russia has increasingly turned to China for trade', 'Russia has more and more turned to China for its trade')
        text = text.replace('Xi also participated in the BRICS summit', 'Xi was absent')
        assert text != article['text']
        self.app.press('Menu of the article')
        self.app.press(re.compile('Check Against a Newer Text'), 'menu item')
        self.s.clip_set(text)
        self.app.click('Newer text')
        self.s.key('ctrl+a', 'ctrl+v')
        self.sees(r'\d+ stand where they did, \d+ moved, 0 are ambiguous, [12] changed')
        self.app.press('Use this text')
        self.sees('Excerpts to decide on')
        self.sees('Changed: something like it stands in the text')
        self.sees('In the text now')
        held = self.saved()['articles'][0]
        assert held['text'] == text and held['editions'][-1]['text'] == article['text']
        assert len(held['excerpts']) == len(article['excerpts']), 'an excerpt was dropped'

    @step
    def decides_on_an_excerpt(self):
        self.app.press(node=self.app.find_all('Use this', 'push button')[0])
        self.app.press('Place 1 excerpt')
        self.sees('Excerpts placed')
        placed = [x['exact'] for a in self.saved()['articles'] for x in a['excerpts']]
        assert any('more and more turned' in exact for exact in placed) or any('Xi was absent' in exact for exact in placed), placed
        if self.app.find_all('Keep detached', 'push button'):
            self.app.press(node=self.app.find_all('Keep detached', 'push button')[0])
            self.sees('stays? detached')
        self.s.key('ctrl+z')
        self.s.key('ctrl+z')
        wait_for(lambda: self.saved() == load(bundled), what='the map as it was')

    @step
    def grades_a_source_and_its_information(self):
        self.s.key('Escape')
        self.app.click(node=self.on_map('^Kim Jong Un makes a covert visit to '))
        self.sees('1 supports this · 1 independent source')
        self.app.press('Change this evidence')
        self.app.press('Grade of the source, B: Usually reliable')
        self.app.find('Source: Usually reliable. Information: not graded.')
        time.sleep(0.7)   # the sources are counted anew
        self.app.press('Change this evidence')
        self.app.press('Grade of the information, 3: Possibly true')
        self.app.find('Source: Usually reliable. Information: Possibly true.')
        article = self.saved()['articles'][0]
        assert article['reliability'] == 'B' and [x['credibility'] for x in article['excerpts'] if x.get('credibility')] == ['3'], article

    @step
    def copies_a_citation_in_each_style(self):
        for style, pattern in (('APA', 'para|¶'), ('MLA', 'par'), ('BibTeX', '@'), ('CSL-JSON', '"title"')):
            self.app.press('Change this evidence')
            self.app.press('Copy citation as ' + style)
            wait_for(lambda: re.search(pattern, self.s.clip_get() or ''), what='a citation as ' + style)

    @step
    def deletes_the_article_and_brings_it_back(self):
        before = self.saved()
        n = len(before['articles'][0]['excerpts'])
        self.app.press(re.compile('^Show in article', re.I))
        self.app.press('Menu of the article')
        self.app.press(re.compile('De_?lete Article'), 'menu item')
        for x in (560, 580, 600):   # a message under the pointer stays
            time.sleep(0.6)
            self.s.move(x, 848)
        self.sees(f'{n} excerpts deleted with it; {len(before["relations"])} lines have no evidence now', 20)
        self.app.find(gtkdrive.same('Undo'), 'push button', timeout=15)
        self.s.move(600, 400)
        self.sees(f'{len(before["relations"])} lines have no evidence any more:')
        self.app.find('Lines without evidence', 'list')
        self.on_map('^Kim Jong Un makes a covert visit to .*unproved')
        assert self.saved()['articles'] == []
        self.s.key('ctrl+z')
        self.app.find('Text of the article')
        wait_for(lambda: self.saved() == before, what='the article again')
        self.s.key('ctrl+shift+z')
        self.app.gone('Text of the article')
        self.s.key('ctrl+z')
        wait_for(lambda: self.saved() == before, what='the article once more')
        self.app.click(node=self.on_map('^Kim Jong Un makes a covert visit to '))

    @step
    def lists_what_the_map_leaves_out(self):
        self.app.click(node=self.on_map('^China pays first visit in 14 years to '))
        self.s.key('Delete')
        self.act('win.coverage')
        self.sees('What the map leaves out')
        self.sees('Every line has evidence')
        sentence = 'In 2019, a Chinese leader made a visit to South Korea for the first time in 14 years.'
        first = sentence + ', China · South Korea'
        self.app.find(first, 'push button')
        self.app.press('Set aside: ' + sentence)
        self.app.gone(first, 'push button')
        self.sees('Bring back 1 that was set aside')
        self.app.press(re.compile('^Bring back'))
        self.app.press(first)
        self.app.find('Label of the relation')
        self.s.key('Escape')
        self.app.press('Back')
        self.sees('What the map leaves out')

    @step
    def ends_without_complaint(self):
        self.saved()
        self.s.move(700, 300)   # a message under the pointer stays
        wait_for(lambda: not self.app.unnamed(), 30, step=1, what='the last message to go')
        self.ends_well()


run(Evidence)
