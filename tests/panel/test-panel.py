#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""test-panel.py DEMO GTKDRIVE: drives the panel as a person and as assistive technology would, as TAP."""
import os
import re
import sys
import time
import traceback

demo = sys.argv[1]
sys.path.insert(0, os.path.dirname(sys.argv[2]))
from gtkdrive import Session, action_names, role_of, wait_for  # noqa: E402

results = []


def case(function):
    try:
        function()
        results.append((True, function.__doc__, ''))
    except Exception:
        results.append((False, function.__doc__, traceback.format_exc()))


def good():
    """What must hold on every page."""
    assert app.problems() == [], app.problems()
    unnamed = [(n.get_role_name(), n.get_name()) for n in app.unnamed()]
    assert unnamed == [], unnamed


def told(line):
    wait_for(lambda: line in app.output(), what=f'the line {line!r}')


def window_action(name):
    frame = app.find(role='frame')
    frame.do_action(action_names(frame).index(name))


def open_actor(name):
    home()
    app.set_text(app.find(name='Find actors and relations'), '')
    app.press(name=re.compile(f'^{name}, '), role='list item')


def home():
    """Back until the overview is there."""
    for _ in range(40):
        if app.find_all(name='Find actors and relations'):
            return
        app.press(name='Go back')
    raise AssertionError('no overview')


def open_relation(words):
    home()
    app.set_text(app.find(name='Find actors and relations'), words)
    app.click(name='Find actors and relations')
    app.s.key('Return')
    app.find(name='Evidence', role='label')


def is_red(r, g, b):
    """The tint of a conflictual mark, in light style."""
    return r > 225 and 195 < g < 228 and abs(g - b) < 8 and r - g > 15


def is_strong_green(r, g, b):
    """The tint of a cooperative mark that is chosen."""
    return 140 < r < 180 and 195 < g < 225 and 170 < b < 205


def tinted_place(is_tint):
    """A place on the screen in a tint."""
    path = os.path.join(app.s.dir, 'screen.ppm')
    s.sh('import', '-window', 'root', '-depth', '8', path)
    with open(path, 'rb') as f:
        _, size, _, pixels = f.read().split(b'\n', 3)
    width, height = map(int, size.split())
    for y in range(0, height - 4, 2):
        for x in range(40, width - 4):
            r, g, b = pixels[3 * (y * width + x):3 * (y * width + x) + 3]
            if is_tint(r, g, b):
                return x + 2, y + 3
    raise AssertionError(f'nothing on the screen {is_tint.__name__}')


def overview():
    """the overview tells title, counts and articles"""
    app.find(name='China & its neighbours', role='label')
    app.find(name='6 actors · 8 relations · 3 articles · 9 excerpts', role='label')
    app.find(name='Read Two capitals draw closer, 7 excerpts', role='list item')
    app.find(name='Côte <i>d’Ivoire</i>', role='label')
    good()


def filter_by_alias():
    """the box finds by alias, label and without accents; Enter chooses the first and reveals it"""
    find = app.find(name='Find actors and relations')
    app.set_text(find, 'COTE')
    app.find(name=re.compile('^Côte'), role='list item')
    app.gone(name=re.compile('^China, state'), role='list item')
    app.set_text(find, 'zzz')
    app.find(name=re.compile('^Nothing found'), role='label')
    app.set_text(find, 'pyongyang denounce')
    app.find(name=re.compile('^China denounces a missile test of North Korea, conflictual'), role='list item')
    app.click(node=find)
    s.key('Return')
    told('reveal 2 r2')
    app.find(name='denounces a missile test of')
    good()


def arrow_to_list():
    """Down goes from the box into the list"""
    home()
    app.set_text(app.find(name='Find actors and relations'), '')
    app.click(name='Find actors and relations')
    s.key('Down', 'Down', 'Return')
    app.find(name='Also: Pyongyang, 조선', role='label')
    good()


def relation_page():
    """a relation shows its actors, words, proof and state"""
    open_relation('keeps friendly')
    app.find(name='China', role='push button')
    app.find(name='North Korea', role='push button')
    for chip in ('cooperative', 'asserted', 'undated'):
        app.find(name=chip, role='label')
    app.find(name=re.compile('^“China has kept friendly relations'))
    app.find(name=re.compile('^Two capitals draw closer · ¶ 2'))
    app.find(name=re.compile('^Contested:'))
    app.find(name=re.compile('^Detached:'))
    app.find(name=re.compile('^Unchecked:'))
    app.find(name='https://example.org/2024/11/never-friends')
    app.find(name='Also between China and North Korea', role='label')
    good()


def show_in_article():
    """Show in article opens the reader, Escape and the button lead back"""
    open_relation('keeps friendly')
    app.press(name='Show in article')
    view = app.find(name='Text of the article')
    assert 'More than ninety percent' in app.text_of(view)
    good()
    app.press(name='Back to the evidence')
    app.find(name='Evidence', role='label')
    app.press(name='Show in article')
    app.click(name='Text of the article')
    s.key('Escape')
    app.find(name='Evidence', role='label')


def choose_by_pointer():
    """a click on a mark chooses its relation"""
    open_relation('keeps friendly')
    app.press(name='Show in article')
    app.find(name='Text of the article')
    time.sleep(0.5)
    before = app.output().count('reveal 2 r3')
    s.click_at(*tinted_place(is_red))
    wait_for(lambda: app.output().count('reveal 2 r3') > before, what='the relation of the mark')
    app.press(name='Back to the evidence')
    app.find(name='creates tension for')


def choose_of_several():
    """a mark of several relations offers them, by keyboard too"""
    open_relation('are allies of')
    app.press(name='Show in article')
    app.find(name='Text of the article')
    time.sleep(0.3)
    s.key('Return')
    app.find(name=re.compile('^North Korea are allies of China'), role='list item')
    app.press(name=re.compile('^China trades with North Korea'), role='list item')
    app.press(name='Back to the evidence')
    app.find(name='trades with')
    good()


def add_excerpt():
    """selected text becomes an excerpt, and can be copied as a citation"""
    open_relation('keeps friendly')
    app.press(name='Show in article')
    app.find(name='Text of the article')
    time.sleep(0.3)
    s.key('ctrl+End', 'Left', 'shift+ctrl+Left', 'shift+ctrl+Left', 'shift+ctrl+Left')
    app.press(name='Copy as citation')
    told('toast Citation copied')
    wait_for(lambda: 'Two capitals draw closer, paragraph 6.' in s.clip_get(), what='the citation')
    app.press(name='Add as excerpt of ‹keeps friendly relations with›')
    told('toast Excerpt added undo')
    app.press(name='Back to the evidence')
    app.find(name=re.compile('^“papers reported both|^“reported both'))
    good()


def pair_page():
    """all relations of two actors on one page"""
    open_actor('China')
    app.press(name='China and North Korea, 5 relations')
    app.find(name='Swap direction')
    assert len(app.find_all(role='list item')) == 5
    good()


def add_relation():
    """an actor's form adds a relation to an actor that is looked for"""
    open_actor('China')
    app.press(name='Add relation…')
    app.set_text(app.find(name='To whom'), 'brook')
    good()
    app.click(name='To whom')
    s.key('Return')
    app.find(name='China → Brookings Institution', role='label')
    app.set_text(app.find(name='Label of the relation'), 'reads')
    app.press(name='Add')
    told('toast Relation added undo')
    app.find(name=re.compile('^Unproved:'))
    app.find(name='reads')
    good()


def delete_actor():
    """an actor is deleted with its relations, and comes back"""
    open_actor('United Nations Security Council')
    app.press(name='Delete actor')
    told('toast Deleted United Nations Security Council and 1 relation undo')
    home()
    app.find(name=re.compile('^5 actors'), role='label')
    window_action('win.undo')
    app.find(name=re.compile('^6 actors'), role='label')


def edit_title():
    """the title is edited in place; Escape leaves it"""
    home()
    app.press(name='Edit the title')
    entry = app.find(name='Title of the map')
    good()
    app.set_text(entry, 'Two capitals')
    app.click(node=entry)
    s.key('Return')
    app.find(name='Two capitals', role='label')
    app.press(name='Edit the title')
    app.set_text(app.find(name='Title of the map'), 'Nothing')
    s.key('Escape')
    app.find(name='Two capitals', role='label')


def close():
    """the close button asks for the panel to go"""
    app.press(name='Close the panel')
    told('close')
    good()


def empty_map():
    """an empty map says what to do, without a search box"""
    app.find(name='An empty map', role='label')
    assert not app.find_all(name='Find actors and relations')
    good()


def narrow():
    """at 300 pixels and 200 % text nothing is wider than the window"""
    app.find(name='Evidence', role='label')
    top = app.find(role='frame').get_component_iface().get_extents(1)
    assert top.width <= 300, top.width
    # GTK 4.18 leaves the page's padding out of the positions that it tells.
    newer = any(n.get_role_name() == 'button' for n in app.find_all(role='push button'))
    left = top.x - (18 if newer else 0)
    for node in app.find_all(under=app.find(name='Side panel')): # not what a tooltip says
        box = node.get_component_iface()
        if box is not None and role_of(node) in ('label', 'push button', 'list item'):
            extents = box.get_extents(1)
            assert extents.x >= left and extents.x + extents.width <= top.x + top.width, (node.get_name(), extents.x, extents.width)
    good()


def large_head():
    """at 200 % text the way back is not cut short: the buttons beside it go under it"""
    app.press(name='Show in article')
    _, y, _, height = app.box(app.find(name='Back to the evidence'))
    assert app.box(app.find(name='Previous excerpt (P)'))[1] >= y + height
    good()


def scrolled_into_view():
    """the reader opens at the chosen relation's excerpt, marked stronger"""
    app.press(name='Show in article')
    wait_for(lambda: shows(is_strong_green), what='the chosen mark')
    app.press(name='Back to the evidence')
    good()


def keeps_place():
    """a change elsewhere leaves the page where it was scrolled to"""
    label = 'Also between China and North Korea'
    x, y, width, height = app.box(app.find(role='frame'))
    s.scroll_at(x + width / 2, y + height / 2, -4)
    time.sleep(0.6)
    before = app.find(name=label, role='label').get_component_iface().get_extents(1).y
    window_action('win.touch')
    time.sleep(0.6)
    after = app.find(name=label, role='label').get_component_iface().get_extents(1).y
    assert before == after, (before, after)
    s.scroll_at(x + width / 2, y + height / 2, 4)
    time.sleep(0.6)
    moved = app.find(name=label, role='label').get_component_iface().get_extents(1).y
    assert moved > after, (moved, after)


def shows(is_tint):
    try:
        return tinted_place(is_tint)
    except AssertionError:
        return None


light = {'ADW_DISABLE_PORTAL': '1', 'ADW_DEBUG_COLOR_SCHEME': 'prefer-light'}
with Session(size='900x1100', env=light) as s:
    app = s.launch(demo)
    for step in (overview, filter_by_alias, arrow_to_list, relation_page, show_in_article, choose_by_pointer, choose_of_several, add_excerpt,
                 pair_page, add_relation, delete_actor, edit_title, close):
        case(step)
    app.quit()
    app = s.launch(demo, '--empty')
    case(empty_map)
    app.quit()
    app = s.launch(demo, '--choose', 'relation:r7', '--height', '420')
    case(scrolled_into_view)
    app.quit()
    app = s.launch(demo, '--choose', 'relation:r1', '--height', '420')
    case(keeps_place)
    app.quit()
    app = s.launch(demo, '--choose', 'relation:r1', '--scale', '200', '--width', '300')
    case(narrow)
    app.quit()
    app = s.launch(demo, '--choose', 'relation:r1', '--scale', '200', '--width', '380')
    case(large_head)
    app.quit()
    app = s.launch(demo, '--choose', 'relation:r1', '--scale', '200', '--width', '300', '--rtl')
    narrow_rtl = lambda: narrow()  # noqa: E731
    narrow_rtl.__doc__ = narrow.__doc__ + ', right to left'
    case(narrow_rtl)

print(f'1..{len(results)}')
for number, (passed, name, why) in enumerate(results, 1):
    print('ok' if passed else 'not ok', number, '-', name)
    for line in why.splitlines():
        print('#', line)
sys.exit(0 if all(r[0] for r in results) else 1)
