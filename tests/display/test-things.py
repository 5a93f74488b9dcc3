#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""test-things.py PROGRAM MAP: what else can be edited: pictures, places, own kinds, groups, captions. Each is one named step, and is saved."""
import base64
import os
import re
import struct
import time

from story import Story, gtkdrive, load, run, step, wait_for


class Things(Story):
    def saved(self):
        self.s.key('ctrl+s')
        self.sees(r'things\.entente · saved')
        return load(self.path)

    def actor(self, name):
        return next(a for a in self.saved()['actors'] if a['name'] == name)

    def entry(self, name):
        return self.app.find(name, where=lambda n: n.get_editable_text_iface() is not None)

    def undoes(self, label):
        """The last step has that name; it goes and comes back, and the file is what it was."""
        after = self.saved()
        self.app.find('Undo ' + label, 'push button')
        self.s.key('ctrl+z')
        self.app.find('Redo ' + label, 'push button')
        before = self.saved()
        assert before != after, label
        self.s.key('ctrl+shift+z')
        self.app.find('Undo ' + label, 'push button')
        assert self.saved() == after, label
        return before

    def picture(self, name, *draw):
        path = os.path.join(self.s.dir, name)
        self.s.sh('convert', *draw, path)
        return path

    @step
    def an_actor_gets_a_picture(self):
        self.path = self.file('things.entente')
        self.start(self.path)
        photo = self.picture('photo.jpg', '-size', '400x300', 'xc:#c01030')
        self.app.click(node=self.on_map('^Ukraine, state, '))
        self.s.key('alt+Return')
        self.app.click('Choose a picture', 'push button')
        self.app.choose_file(photo)
        self.app.find('Undo Change Picture of Ukraine', 'push button')
        image = self.actor('Ukraine')['image']
        assert image.startswith('data:image/png;base64,')
        png = base64.b64decode(image.split(',')[1])
        assert struct.unpack('>II', png[16:24]) == (256, 256), png[16:24]
        self.app.find('Picture', 'image')
        assert 'image' not in next(a for a in self.undoes('Change Picture of Ukraine')['actors'] if a['name'] == 'Ukraine')
        x, y, w, h = self.app.box(self.on_map('^Ukraine, state, '))
        wait_for(lambda: self.s.pixel(x + 24, y + h / 2).startswith('srgb(19'), what='the picture on the map')

    @step
    def what_is_no_picture_is_told_and_not_taken(self):
        broken = self.file('broken.png', 'no picture at all')
        before = self.actor('Ukraine')
        self.app.click('Choose a picture', 'push button')
        self.app.choose_file(broken)
        self.sees('no PNG, JPEG, WebP or SVG picture')
        self.answer('Close')
        assert self.actor('Ukraine') == before
        self.app.click('Remove the picture', 'push button')
        self.app.gone('Picture', 'image')
        assert 'image' not in self.actor('Ukraine')
        self.s.key('ctrl+z')
        self.app.find('Picture', 'image')

    @step
    def an_actor_has_a_place_on_the_earth(self):
        place = self.entry('Place on the Earth')
        self.app.click(node=place)
        self.s.type('50.45 N, 30.5 E')
        self.s.key('Tab')
        assert self.actor('Ukraine')['location'] == {'lat': 50.45, 'lon': 30.5}
        assert 'location' not in next(a for a in self.undoes('Change Location of Ukraine')['actors'] if a['name'] == 'Ukraine')
        self.app.click(node=place)
        self.s.key('ctrl+a')
        self.s.type('95, 30')
        self.s.key('Tab')
        self.sees('a latitude lies within')
        assert self.actor('Ukraine')['location'] == {'lat': 50.45, 'lon': 30.5}
        self.app.set_text(place, '')
        assert 'location' not in self.actor('Ukraine')
        self.s.key('Escape')

    @step
    def a_relation_gets_other_ends_and_a_bend(self):
        self.app.click(node=self.on_map('^Kim Jong Un is the leader of North Korea'))
        self.s.key('alt+Return')
        self.app.set_text(self.entry('Bend of the line, in per cent of its length, to the left'), '25 %')
        self.app.set_text(self.entry('Place of the label along the line, in per cent'), '30')
        relation = next(r for r in self.saved()['relations'] if r['label'] == 'is the leader of')
        assert relation['bend'] == 0.25 and relation['labelAt'] == 0.3, relation
        self.app.find('Undo Change Label Place of is the leader of', 'push button')
        self.app.set_text(self.entry('Bend of the line, in per cent of its length, to the left'), '')
        assert 'bend' not in next(r for r in self.saved()['relations'] if r['label'] == 'is the leader of')
        self.app.click('To', 'push button')
        time.sleep(0.5)
        self.s.key('Home', 'Return')
        wait_for(lambda: not self.app.find_all(re.compile('^Kim Jong Un is the leader of North Korea'), 'push button'), what='another end')
        after = next(r for r in self.saved()['relations'] if r['label'] == 'is the leader of')
        assert after['target'] == load(self.path)['actors'][0]['id'] != relation['target'], after
        self.undoes('Change Target of is the leader of')
        self.s.key('ctrl+z')
        self.on_map('^Kim Jong Un is the leader of North Korea')
        self.s.key('Escape')

    @step
    def ends_without_complaint(self):
        self.s.key('ctrl+s')
        self.sees(r'things\.entente · saved')
        self.ends_well()


run(Things)
