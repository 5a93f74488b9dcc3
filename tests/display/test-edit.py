#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""test-edit.py PROGRAM MAP: everything that can be changed, changed by hand; keys, menus and the clipboard."""
import re
import subprocess
import time

from story import Story, gtkdrive, load, run, step, texts, wait_for


class Edit(Story):
    @step
    def adds_an_actor_by_double_click(self):
        self.path = self.file('edit.entente')
        self.start(self.path)
        self.on_map('^China, state, ')
        frame = self.app.find(role='frame')
        self.x, self.y, w, h = self.app.box(frame)
        self.s.click_at(self.x + 40, self.y + h - 90, count=2)
        entry = self.app.find('Name of the actor', timeout=6)
        self.s.type('New Place')
        self.s.key('Return')
        self.on_map('^New Place, ')
        self.sees('unsaved changes')

    @step
    def names_the_step_it_can_undo(self):
        self.app.find('Undo Add New Place', 'push button')
        self.s.key('F10')
        self.app.find(re.compile('Undo Add New Place'), 'menu item')
        self.s.key('Escape')

    @step
    def connects_two_chosen_actors(self):
        self.s.key('ctrl+shift+m')   # the overview lies over Ukraine
        self.app.click(node=self.on_map('^New Place, '))
        x, y, w, h = self.app.box(self.on_map('^Ukraine, state, '))
        self.s.sh('xdotool', 'keydown', 'ctrl')
        self.s.click_at(x + w / 2, y + h / 2)
        self.s.sh('xdotool', 'keyup', 'ctrl')
        self.s.key('ctrl+l')
        label = self.app.find('Label of the relation')
        self.app.set_text(label, 'borders on')
        self.app.press(re.compile('^(Connect|Add)$'), 'push button')
        self.sees('Relation added')
        self.sees('borders on')
        self.s.key('ctrl+9')
        time.sleep(1)

    @step
    def deletes_with_the_key_and_takes_it_back(self):
        self.app.click(node=self.on_map('^New Place, '))
        self.s.key('Delete')
        self.holds('“New Place” deleted, with 1 relation')
        assert not self.app.find_all(re.compile('^New Place, '))
        self.app.click(gtkdrive.same('Undo'), 'push button')
        self.on_map('^New Place, ')

    @step
    def edits_the_title(self):
        self.s.key('Escape', 'Escape')
        self.app.press('Edit the title')
        self.s.key('ctrl+a')
        self.s.type('A new title')
        self.s.key('Return')
        self.sees('• A new title')

    @step
    def escape_leaves_the_reader_then_lets_go(self):
        self.app.click(node=self.on_map('^China supports resolutions of '))
        self.app.press(re.compile('^Show in article', re.I))
        self.app.find('Text of the article')
        self.s.key('Escape')
        self.app.gone('Text of the article')
        self.app.find('Evidence')
        self.s.key('Escape')
        self.app.gone('Evidence')
        self.app.find('Find actors and relations')
        self.s.key('Escape')
        time.sleep(0.4)
        assert self.app.find_all('Find actors and relations'), 'the panel beside the map went away'

    @step
    def adds_an_excerpt_from_selected_text(self):
        self.app.click(node=self.on_map('^China supports resolutions of '))
        before = len(load(self.path)['articles'][0]['excerpts'])
        self.app.press(re.compile('^Show in article', re.I))
        view = self.app.find('Text of the article')
        time.sleep(0.5)
        x, y, w, h = self.app.box(view)
        self.s.drag(x + w * 0.4, y + h * 0.5, x + w * 0.7, y + h * 0.6)
        self.app.click(re.compile('^Add as excerpt of'))
        self.holds('Excerpt added')
        self.s.key('ctrl+s')
        self.sees(r'edit\.entente · saved')
        assert len(load(self.path)['articles'][0]['excerpts']) == before + 1

    @step
    def escape_is_not_spent_on_a_message(self):
        assert self.app.find_all('Excerpt added'), 'the message is no longer there'
        assert self.app.focused().get_name() == 'Text of the article', self.app.focused().get_name()
        self.s.key('Escape')
        self.app.gone('Text of the article')
        assert self.app.find_all('Excerpt added'), 'the message went with the article'
        self.s.key('Escape')
        self.app.gone('Evidence', timeout=1)
        assert self.app.find_all('Excerpt added'), 'the message went first'
        self.s.key('Escape')
        self.app.gone('Excerpt added', timeout=2)

    @step
    def goes_back_and_forward(self):
        self.app.click(node=self.on_map('^China, state, '))
        self.sees('Also called|Aliases|Relations')
        time.sleep(0.5)
        self.app.click(node=self.on_map('^Ukraine, state, '))
        self.app.find('Ukraine', where=lambda n: n.get_role_name() in ('label', 'heading'))
        self.s.key('alt+Left')
        self.app.find('China', where=lambda n: n.get_role_name() in ('label', 'heading'))
        self.s.key('alt+Right')
        self.app.find('Ukraine', where=lambda n: n.get_role_name() in ('label', 'heading'))

    @step
    def puts_the_panel_away_and_finds_from_anywhere(self):
        self.s.key('F9')
        self.app.gone(re.compile('^Go back'))
        self.s.key('ctrl+f')
        self.app.find('Search the map')
        self.s.type('friendly')
        self.s.key('Return')
        self.sees('friendly relations')
        self.app.find('Evidence')

    @step
    def copies_a_citation(self):
        self.app.press('Copy as citation')
        self.sees('Citation copied')
        assert 'US calls on China' in self.s.clip_get(), self.s.clip_get()

    @step
    def copies_the_picture(self):
        self.s.key('ctrl+shift+c')
        self.sees('Picture copied', 15)
        targets = self.s.clip_targets()
        for target in ('image/png', 'image/svg+xml', 'UTF8_STRING', 'text/plain;charset=utf-8'):
            assert target in targets, targets
        assert self.s.clip_get('image/svg+xml').startswith('<?xml'), 'no SVG'
        png = subprocess.run(['timeout', '5', 'xclip', '-o', '-selection', 'clipboard', '-t', 'image/png'],
                             env=self.s.env, capture_output=True).stdout
        assert png.startswith(b'\x89PNG'), png[:20]
        assert 'A new title' in self.s.clip_get()

    @step
    def folds_the_panel_over_a_narrow_map(self):
        window = self.app.windows()[-1]
        self.s.sh('xdotool', 'windowsize', window, '640', '700')
        time.sleep(1)
        self.s.key('Escape', 'Escape', 'Escape', 'ctrl+9')
        self.app.gone(re.compile('^Go back'))
        self.app.click(node=self.on_map('^Ukraine, state, '))
        self.app.find('Close the panel')
        time.sleep(1)
        x, y, w, h = self.app.box(self.on_map('^Ukraine, state, '))
        panel = self.app.box(self.app.find('Side panel'))
        assert x + w <= panel[0], f'the panel at {panel[0]} covers what is chosen at {x} to {x + w}'
        self.s.key('Escape')
        time.sleep(0.5)
        self.s.key('Escape')
        self.app.gone('Close the panel')
        self.s.sh('xdotool', 'windowsize', window, '460', '760')
        time.sleep(1)
        self.s.key('ctrl+9')
        time.sleep(1)
        self.app.click(node=self.on_map('^Ukraine, state, '))
        self.app.find('Close the panel')
        time.sleep(1)
        x, y, w, h = self.app.box(self.on_map('^Ukraine, state, '))
        panel = self.app.box(self.app.find('Side panel'))
        assert panel[2] > 400, f'the panel is not below the map: {panel}'
        assert y + h <= panel[1], f'the panel at {panel[1]} covers what is chosen at {y} to {y + h}'
        self.s.key('Escape', 'Escape')
        self.app.gone('Close the panel')
        self.s.sh('xdotool', 'windowsize', window, '1300', '800')
        time.sleep(0.5)

    @step
    def shows_who_made_it(self):
        self.s.key('ctrl+9')
        self.s.key('F10')
        self.app.find(re.compile('About Entente'), 'menu item')
        self.s.key('Up', 'Return')
        self.sees('Legal')
        self.s.key('Escape')

    @step
    def shows_its_keys(self):
        self.s.key('ctrl+question')
        self.sees('Keyboard Shortcuts|Copy Picture')
        window = self.app.find(re.compile('Shortcuts'), where=lambda n: n.get_role_name() in ('frame', 'window', 'dialog'))
        # The first key of each group of the section that is shown first.
        firsts = ('New Map', 'Leave or Let Go', 'Undo', 'Zoom In')

        def labels():
            seen = [n.get_name() for n in self.app.find_all(role='label', under=window)]
            return seen if set(firsts) <= set(seen) else None
        seen = wait_for(labels, what='the groups of the first section')
        order = [seen.index(first) for first in firsts]
        assert order == sorted(order), order
        # The others are a search away.
        assert 'Show or Hide' not in seen, seen
        self.s.key('ctrl+f')
        self.s.type('Show or Hide')
        self.app.find('Show or Hide', 'label', under=window)
        self.s.key('Escape')
        self.app.find('New Map', 'label', under=window)
        self.s.key('Escape')
        self.app.gone(re.compile('Shortcuts'), where=lambda n: n.get_role_name() in ('frame', 'window', 'dialog'))

    @step
    def ends_without_complaint(self):
        self.s.key('ctrl+s')
        self.sees(r'edit\.entente · saved')
        self.ends_well()


run(Edit)
