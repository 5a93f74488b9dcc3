# SPDX-License-Identifier: GPL-3.0-or-later
"""A story is a row of steps that a person takes in one session; each is a test, told as TAP. After a step that failed the rest
are not reached, for they stand on it. Every story ends with no complaint printed and no widget without a name."""
import json
import os
import re
import shutil
import sys
import time
import traceback

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import gtkdrive

program, bundled = (os.path.abspath(a) for a in sys.argv[1:3])
wait_for = gtkdrive.wait_for


def step(function):
    function.is_step = True
    return function


def texts(app):
    """All that can be read in the windows."""
    return app.texts()


def position(path, actor):
    return next(a['position'] for a in load(path)['actors'] if a['id'] == actor)


def load(path):
    with open(path, encoding='utf-8') as f:
        return json.load(f)


class Story:
    """One session of one program; self.app is the process that owns the windows."""
    size = '1440x900'

    def __init__(self, session):
        self.s = session
        self.app = None

    def file(self, name, text=None):
        """A file of this session: a copy of the bundled map, or @text."""
        path = os.path.join(self.s.dir, name)
        if text is None:
            shutil.copy(bundled, path)
        else:
            with open(path, 'w', encoding='utf-8') as f:
                f.write(text)
        return path

    def start(self, *args, **kw):
        self.app = self.s.launch(program, *args, **kw)
        return self.app

    def hand_over(self, *args):
        """A second process gives its files to the first and ends well."""
        assert self.s.launch(program, *args, wait=False).p.wait(15) == 0

    def sees(self, pattern, timeout=8):
        return wait_for(lambda: re.search(pattern, texts(self.app)), timeout, step=0.3, what=f'{pattern!r} to be seen')

    def holds(self, message):
        """Waits for a message and keeps the pointer on it: there it stays, however slow the machine."""
        x, y, w, h = self.app.box(self.app.find(message, timeout=8))
        self.s.move(x + w / 2, y + h / 2)

    def misses(self, pattern, timeout=8):
        return wait_for(lambda: not re.search(pattern, texts(self.app)), timeout, step=0.3, what=f'{pattern!r} to go')

    def on_map(self, pattern):
        """A thing of the map: its sentence is its name. The panel has others of such names, right of it."""
        found = wait_for(lambda: self.app.find_all(re.compile(pattern), 'push button'), what=f'{pattern!r} on the map')
        return min(found, key=lambda n: self.app.box(n)[0])

    def act(self, name, frame=None):
        """An action of the window, as menus and keys call it."""
        frame = frame or self.app.find(role='frame')
        frame.do_action(gtkdrive.action_names(frame).index(name))
        time.sleep(0.3)

    def titles(self):
        # "Entente" is the window of no size that GDK keeps for the program.
        return [n for n in (self.s.sh('xdotool', 'getwindowname', w, ok=True) for w in self.app.windows()) if n not in ('', 'Entente')]

    def answer(self, name):
        """Presses the button of the dialog that is open."""
        dialog = self.app.find(role='dialog')
        button = self.app.find(re.compile(r'(^|\s)_?' + re.escape(name) + '$'), 'push button', under=dialog)
        time.sleep(0.4)
        self.app.click(node=button)

    def ends_well(self):
        unnamed = self.app.unnamed()
        assert not unnamed, [(n.get_role_name(), n.get_name()) for n in unnamed]
        assert self.app.quit(10) == 0, 'did not end'
        assert not self.app.problems(), self.app.problems()


def run(kind):
    steps = [f for f in vars(kind).values() if getattr(f, 'is_step', False)]
    failed = False
    print(f'1..{len(steps)}')
    with gtkdrive.Session(size=kind.size) as session:
        story = kind(session)
        for n, function in enumerate(steps, 1):
            name = function.__name__.replace('_', ' ')
            if failed:
                print(f'not ok {n} - {name} # not reached')
                continue
            try:
                function(story)
                print(f'ok {n} - {name}', flush=True)
            except Exception:
                failed = not os.environ.get('STORY_GO_ON')
                print(f'not ok {n} - {name}')
                print('# ' + traceback.format_exc().replace('\n', '\n# '), flush=True)
                if os.environ.get('STORY_SHOT'):
                    session.screenshot(os.environ['STORY_SHOT'] + f'{n}.png')
                if story.app:
                    print('# ' + story.app.output()[-1000:].replace('\n', '\n# '))
    sys.exit(1 if failed else 0)
