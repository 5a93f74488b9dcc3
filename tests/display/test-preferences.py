#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""test-preferences.py PROGRAM MAP: what people choose for the whole program holds at once, and in the next run."""
import glob
import os
import re
import time

from story import Story, gtkdrive, load, run, step, wait_for


same = gtkdrive.same


class Preferences(Story):
    def saved(self):
        self.s.key('ctrl+s')
        self.sees(r'chosen\.entente · saved')
        return load(self.path)

    def stored(self):
        path = os.path.join(self.s.env['XDG_CONFIG_HOME'], 'glib-2.0/settings/keyfile')
        if not os.path.exists(path):
            return ''
        with open(path, encoding='utf-8') as f:
            return f.read()

    def drafts(self):
        return glob.glob(os.path.join(self.s.env['XDG_STATE_HOME'], 'entente/drafts/*.entente'))

    def open(self):
        self.app.click(node=self.on_map('^China, '))
        self.s.key('Escape', 'ctrl+comma')
        self.dialog = self.app.find('Preferences', 'frame')
        time.sleep(0.4)

    def close(self):
        self.s.key('Escape')
        self.app.gone('Preferences', 'frame')

    def choose(self, row, line):
        """From the list of that row, with the keyboard."""
        self.app.click(row, 'push button', under=self.dialog)
        time.sleep(0.5)
        self.s.key('Home', *['Down'] * line, 'Return')
        time.sleep(0.5)

    def lightness(self):
        """Of the map's ground, 0 to 255."""
        x, y, w, h = self.app.box(self.app.find(role='frame', where=lambda n: n.get_name() != 'Preferences'))
        numbers = re.findall(r'[\d.]+', self.s.pixel(x + 8, y + h - 90).split('(')[1])
        return float(numbers[0])

    @step
    def a_style_holds_at_once(self):
        self.path = self.file('chosen.entente')
        self.start(self.path)
        assert self.lightness() > 200, self.lightness()
        self.open()
        self.choose('Style', 2)
        wait_for(lambda: self.lightness() < 80, what='a dark map')
        self.choose('Style', 1)
        wait_for(lambda: self.lightness() > 200, what='a light map')
        self.choose('Style', 2)
        wait_for(lambda: "style='dark'" in self.stored(), what='the style to be stored')

    @step
    def new_actors_and_relations_begin_with_what_is_chosen(self):
        self.choose('Kind of new actors', 3)
        wait_for(lambda: "new-actor-kind='organization'" in self.stored(), what='the kind of actors to be stored')
        self.choose('Kind of new relations', 24)
        wait_for(lambda: "new-relation-kind='trades'" in self.stored(), what='the kind of relations to be stored')
        self.close()
        self.s.key('ctrl+shift+n')
        self.app.find('Name of the actor')
        self.s.type('Lloyd’s')
        self.s.key('Return')
        self.on_map('^Lloyd’s, organization')
        self.s.clip_set('China\tMars\texplores\n')
        self.s.key('ctrl+v')
        self.sees('1 new actor')
        self.answer('Add')
        self.on_map('^China explores Mars')
        saved = self.saved()
        actors = {a['name']: a for a in saved['actors']}
        assert actors['Lloyd’s']['kind'] == actors['Mars']['kind'] == 'organization', actors
        assert 'colour' not in actors['Mars'], actors['Mars']
        assert next(r for r in saved['relations'] if r['label'] == 'explores')['kind'] == 'trades'

    @step
    def a_colour_for_new_actors(self):
        self.open()
        self.app.click('Colour of new actors', 'push button')
        self.app.find(same('Select'), 'push button')
        time.sleep(0.5)
        self.s.key('Tab', 'Tab', 'Return')
        self.app.click(same('Select'), 'push button')
        self.app.gone(same('Select'), 'push button')
        colour = wait_for(lambda: re.search(r"new-actor-colour='(#[0-9a-f]{6})'", self.stored()), what='a stored colour').group(1)
        self.close()
        self.s.key('ctrl+shift+n')
        self.app.find('Name of the actor')
        self.s.type('Blue')
        self.s.key('Return')
        self.on_map('^Blue, organization')
        assert next(a for a in self.saved()['actors'] if a['name'] == 'Blue')['colour'] == colour
        self.open()
        self.app.click('No colour for new actors', 'push button')
        wait_for(lambda: re.search(r"new-actor-colour=''", self.stored()), what='no colour')
        self.close()

    @step
    def drafts_are_kept_only_while_they_are_wanted(self):
        self.s.key('ctrl+shift+n')
        self.app.find('Name of the actor')
        self.s.type('Kept')
        self.s.key('Return')
        wait_for(self.drafts, what='a draft')
        self.open()
        self.app.click('Keep a draft', 'check box')
        wait_for(lambda: not self.drafts(), what='the draft to go')
        self.app.click('Keep a draft', 'check box')
        wait_for(self.drafts, what='a draft again')
        self.close()
        self.saved()
        self.s.key('Escape')

    @step
    def the_text_of_articles_grows(self):
        self.app.click(node=self.app.find(re.compile('The US calls on China'), 'list item'))
        time.sleep(1)
        text = self.app.find('Text of the article')
        # What stands in one line there.
        line = lambda: gtkdrive.Atspi.Text.get_string_at_offset(text, 300, gtkdrive.Atspi.TextGranularity.LINE).content
        self.app.activate()
        self.s.key('ctrl+comma')
        self.dialog = self.app.find('Preferences', 'frame')
        time.sleep(0.8)
        lines = [line()]
        for percent in ('150', '100', '150'):
            self.app.click('Text size of articles', 'spin button')
            self.s.key('ctrl+a')
            self.s.type(percent)
            self.s.key('Tab')
            time.sleep(0.8)
            lines.append(line())
        assert lines[0] == lines[2] and lines[1] == lines[3] and len(lines[1]) < 0.85 * len(lines[0]), lines
        wait_for(lambda: 'reader-text-scale=1.5' in self.stored(), what='the size to be stored')

    def zooms(self):
        """What the zoom is called on its way from the whole map to 100 % and back."""
        button = self.app.find(re.compile(r'^Zoom \d+ %'), 'push button')
        seen = []
        for key in ('ctrl+0', 'ctrl+9'):
            self.s.sh('xdotool', 'key', key)
            end = time.monotonic() + 0.7
            while time.monotonic() < end:
                button.clear_cache()
                seen.append(re.search(r'\d+', button.get_name()).group())
        return set(seen)

    @step
    def animations_stop(self):
        self.close()
        self.s.key('Escape')
        self.app.click(node=self.on_map('^China, '))
        self.s.key('Escape', 'ctrl+9')
        time.sleep(1)
        moving = self.zooms()
        self.open()
        self.app.click('Animations', 'check box')
        wait_for(lambda: 'animations=false' in self.stored(), what='the setting')
        self.close()
        still = self.zooms()
        assert len(still) == 2 < len(moving), (still, moving)

    @step
    def all_holds_in_the_next_run(self):
        self.saved()
        self.ends_well()
        self.start(self.path)
        self.on_map('^China, ')
        assert self.lightness() < 80, self.lightness()
        self.open()
        assert not self.app.has(self.app.find('Animations', 'check box'), 'CHECKED')
        assert self.app.text_of(self.app.find('Text size of articles', 'spin button')) == '150'
        self.choose('Style', 0)
        wait_for(lambda: self.lightness() > 200, what='a light map')
        self.close()

    @step
    def ends_without_complaint(self):
        self.ends_well()


run(Preferences)
