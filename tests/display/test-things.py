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
        self.app.press('To', 'push button')
        time.sleep(0.5)
        if self.app.gtk_minor() >= 10:   # there the search has the keyboard
            self.s.type('united states')
            time.sleep(0.6)
        self.s.key('Down' if self.app.gtk_minor() >= 10 else 'Home', 'Return')
        wait_for(lambda: not self.app.find_all(re.compile('^Kim Jong Un is the leader of North Korea'), 'push button'), what='another end')
        after = next(r for r in self.saved()['relations'] if r['label'] == 'is the leader of')
        assert after['target'] == load(self.path)['actors'][0]['id'] != relation['target'], after
        self.undoes('Change Target of is the leader of')
        self.s.key('ctrl+z')
        self.on_map('^Kim Jong Un is the leader of North Korea')
        self.s.key('Escape')

    @step
    def kinds_of_its_own_with_icon_and_colour(self):
        self.app.click(node=self.on_map('^Pentagon, agency'))
        self.s.key('alt+Return')
        self.app.click('Icons and colours of kinds…', 'push button')
        self.app.find('Name of a new kind')
        self.sees('no kinds of its own yet')
        time.sleep(0.4)
        self.s.type('Ministry')
        self.s.key('Return')
        self.app.click('Icon of Ministry', 'push button')
        self.app.find('Scales', 'push button')
        time.sleep(0.8)  # the popover comes to its place
        self.app.click('Scales', 'push button')
        self.app.gone('Scales', 'push button')
        self.app.click('Colour of Ministry', 'push button')
        self.app.find(gtkdrive.same('Select'), 'push button')
        time.sleep(0.5)
        self.s.key('Tab', 'Tab', 'Return')
        self.app.click(gtkdrive.same('Select'), 'push button')
        self.app.gone(gtkdrive.same('Select'), 'push button')
        name = self.app.find('Name of the kind')
        self.app.click(node=name)
        self.s.key('End')
        self.s.type(' of war')
        self.s.key('ctrl+z', 'ctrl+shift+z')
        wait_for(lambda: self.app.text_of(name) == 'Ministry of war', what='typing to come back as one step')
        self.s.key('Escape')
        self.app.gone('Name of a new kind')
        kind = self.saved()['kinds'][0]
        assert kind['name'] == 'Ministry of war' and re.fullmatch('#[0-9a-f]{6}', kind['colour']), kind
        assert b'<svg' in base64.b64decode(kind['icon'].split('image/svg+xml;base64,')[1]), kind
        self.app.click('Kind', 'push button')
        time.sleep(0.5)
        self.s.key('End', 'Return')
        self.on_map('^Pentagon, Ministry of war, ')
        assert next(a for a in self.saved()['actors'] if a['name'] == 'Pentagon')['kind'] == kind['id']
        self.undoes('Change Kind of Pentagon')

    @step
    def a_kind_has_an_own_picture_and_goes(self):
        self.app.click('Icons and colours of kinds…', 'push button')
        self.app.click('Icon of Ministry of war', 'push button')
        self.app.find('Own picture…', 'push button')
        time.sleep(0.8)
        self.app.click('Own picture…', 'push button')
        self.app.choose_file(self.picture('icon.png', '-size', '40x40', 'xc:#10a030'))
        wait_for(lambda: not self.app.find_all(re.compile('Choose Picture')), what='the chooser to go')
        self.app.find('Delete the kind Ministry of war', 'push button')
        self.s.key('Escape')
        self.app.gone('Name of a new kind')
        assert self.saved()['kinds'][0]['icon'].startswith('data:image/png;base64,')
        self.undoes('Change Icon of Ministry of war')
        self.app.click('Icons and colours of kinds…', 'push button')
        self.app.click('Delete the kind Ministry of war', 'push button')
        self.sees('no kinds of its own yet')
        self.s.key('Escape')
        self.on_map('^Pentagon, other, ')
        self.undoes('Delete Ministry of war')
        self.s.key('ctrl+z')
        self.on_map('^Pentagon, Ministry of war, ')
        self.s.key('Escape')

    def at_rest(self, pattern):
        """Its box, once nothing glides any more."""
        boxes = [None]

        def still():
            boxes.append(self.app.box(self.on_map(pattern)))
            return boxes[-1] == boxes[-2]
        wait_for(still, step=0.6, what='the map at rest')
        return boxes[-1]

    def group(self):
        return self.saved()['groups'][0]

    @step
    def a_group_of_what_is_chosen(self):
        self.s.key('Escape')
        self.app.click(node=self.on_map('^Mark Rutte, '))
        x, y, w, h = self.app.box(self.on_map('^NATO, '))
        self.s.sh('xdotool', 'keydown', 'shift')
        self.s.click_at(x + w / 2, y + h / 2)
        self.s.sh('xdotool', 'keyup', 'shift')
        self.sees('2 actors chosen')
        self.s.key('ctrl+g')
        self.app.find('Name of the group')
        self.s.type('Brussels')
        self.s.key('Return')
        self.app.find('Undo Add Group Brussels', 'push button')
        assert self.group()['members'] == ['mark-rutte', 'nato'], self.group()

    @step
    def its_name_on_the_map_opens_its_fields(self):
        self.s.key('Escape')
        # The name stands over the group's uppermost card.
        x, y, w, h = self.app.box(self.on_map('^Mark Rutte, '))
        self.s.click_at(x + 12, y - 8)
        self.app.find('Collapse group', 'push button')
        name = self.entry('Name')
        self.app.click(node=name)
        self.s.key('End')
        self.s.type(' HQ')
        self.s.key('Tab')
        self.undoes('Rename Brussels')
        assert self.group()['name'] == 'Brussels HQ'
        self.app.press('Colour', 'push button')
        self.app.find(gtkdrive.same('Select'), 'push button')
        time.sleep(0.5)
        self.s.key('Tab', 'Tab', 'Return')
        self.app.click(gtkdrive.same('Select'), 'push button')
        self.app.find('Undo Change Colour of Brussels HQ', 'push button')
        assert re.fullmatch('#[0-9a-f]{6}', self.group()['colour'])

    @step
    def members_come_and_go(self):
        self.app.click('Add an actor to the group', 'push button')
        time.sleep(0.5)
        self.s.key('Home', *['Down'] * (2 if self.app.gtk_minor() >= 10 else 1), 'Return')   # there from the search
        self.app.find('Undo Add to Brussels HQ', 'push button')
        added = self.group()['members']
        assert len(added) == 3 and added[:2] == ['mark-rutte', 'nato'], added
        self.app.press(re.compile('^Take .?Mark Rutte.? out of the group'), 'push button')
        self.app.find('Undo Remove from Brussels HQ', 'push button')
        assert self.group()['members'] == added[1:]
        self.s.key('ctrl+z', 'ctrl+z')
        assert self.group()['members'] == ['mark-rutte', 'nato']

    @step
    def it_collapses_to_a_node_and_back(self):
        self.app.click('Collapse group', 'push button')
        node = self.on_map('^Brussels HQ, group of 2 actors')
        assert not self.app.find_all(re.compile('^NATO, alliance'), 'push button')
        assert self.group()['collapsed'] is True
        before = self.group()['position']
        x, y, w, h = self.app.box(node)
        self.s.drag(x + w / 2, y + h / 2, x + w / 2 - 60, y + h / 2 - 40)
        self.app.find('Undo Move Brussels HQ', 'push button')
        after = self.group()['position']
        assert after['x'] < before['x'] - 20 and after['y'] < before['y'] - 10, (before, after)
        self.undoes('Move Brussels HQ')
        self.app.click(node=self.on_map('^Brussels HQ, group of 2 actors'))
        self.app.click('Expand group', 'push button')
        self.on_map('^NATO, alliance')
        self.undoes('Expand Brussels HQ')
        self.s.key('ctrl+z')
        time.sleep(0.5)
        self.app.click(node=self.on_map('^Brussels HQ, group of 2 actors'), count=2)
        self.on_map('^NATO, alliance')

    @step
    def its_actors_are_moved_by_its_name_and_it_is_deleted(self):
        before = {a['id']: a['position'] for a in self.saved()['actors']}
        x, y, w, h = self.at_rest('^Mark Rutte, ')
        self.s.drag(x + 12, y - 8, x - 40, y - 20)
        self.app.find('Undo Move 2 Actors', 'push button')
        after = {a['id']: a['position'] for a in self.saved()['actors']}
        moved = [i for i in before if before[i] != after[i]]
        assert sorted(moved) == ['mark-rutte', 'nato'], moved
        self.s.key('ctrl+z', 'Escape')
        x, y, w, h = self.at_rest('^Mark Rutte, ')
        self.s.click_at(x + 12, y - 8)
        self.app.find('Collapse group', 'push button')
        self.s.key('Delete')
        self.sees('Group deleted; its actors stay')
        assert not self.saved().get('groups')
        self.undoes('Delete Brussels HQ')

    @step
    def a_caption_is_written_moved_and_deleted_on_the_map(self):
        self.s.key('Escape', 'ctrl+shift+t')
        self.app.find('Text of the caption')
        self.s.type('Both sides')
        self.s.key('Return')
        caption = self.saved()['captions'][0]
        actors = {a['id']: a for a in load(self.path)['actors']}
        a, b = (self.at_rest(n) for n in ('^China, ', '^Russia, '))
        ca, cb = actors['china']['position'], actors['russia']['position']
        scale = ((a[1] + a[3] / 2) - (b[1] + b[3] / 2)) / (ca['y'] - cb['y'])
        place = lambda c: (a[0] + a[2] / 2 + (c['position']['x'] - ca['x']) * scale, a[1] + a[3] / 2 + (c['position']['y'] - ca['y']) * scale)
        x, y = place(caption)
        self.s.drag(x, y, x - 50, y + 30)
        self.app.find('Undo Move Both sides', 'push button')
        moved = self.saved()['captions'][0]
        assert abs(moved['position']['x'] - caption['position']['x'] + 50 / scale) < 3, (caption, moved)
        self.s.click_at(*place(moved), count=2)
        self.app.find('Text of the caption')
        self.s.key('ctrl+a')
        self.s.type('All sides')
        self.s.key('Return')
        self.app.find('Undo Change Text of Both sides', 'push button')
        self.s.key('ctrl+Right')
        self.app.find('Undo Move All sides', 'push button')
        time.sleep(0.5)
        self.s.click_at(*place(self.saved()['captions'][0]))
        self.app.find('Delete caption', 'push button')
        self.app.set_text(self.entry('Size of the letters'), '20')
        assert self.saved()['captions'][0]['size'] == 20
        self.app.find('Undo Change Size of All sides', 'push button')
        self.s.click_at(*place(self.saved()['captions'][0]))
        self.s.key('Delete')
        self.sees('Caption deleted')
        assert not self.saved().get('captions')
        self.undoes('Delete All sides')

    @step
    def undo_and_redo_show_where_the_change_was(self):
        rutte, nato = self.at_rest('^Mark Rutte, '), self.at_rest('^NATO, ')
        self.app.click(node=self.on_map('^NATO, '))
        self.s.key('Delete', 'Escape')
        self.app.gone(re.compile('^NATO, '), 'push button')
        left, top, width, height = self.app.box(self.app.find(role='frame'))

        def seen():
            """Where NATO is or was, by what stands beside it."""
            found = self.app.find_all(re.compile('^Mark Rutte, '), 'push button')
            if not found:
                return False
            x, y, w, h = min((self.app.box(n) for n in found), key=lambda box: box[0])
            x, y = x + nato[0] - rutte[0], y + nato[1] - rutte[1]
            return left < x and x + nato[2] < left + width * 0.73 and top + 50 < y and y + nato[3] < top + height - 40
        for key in ('ctrl+z', 'ctrl+shift+z', 'ctrl+z'):
            for _ in range(2):
                self.s.drag(left + 150, top + 200, left + 950, top + 700, button=2)
            time.sleep(0.5)
            assert not seen(), 'the view is not away'
            self.s.key(key)
            wait_for(seen, step=0.4, what=f'the place of the change after {key}')

    @step
    def ends_without_complaint(self):
        self.s.key('ctrl+s')
        self.sees(r'things\.entente · saved')
        self.ends_well()


run(Things)
