#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""gtkdrive - drive a GTK 4 program as a person would, with no real screen.

Starts its own X server (Xvfb), window manager (openbox), session bus and
accessibility bus, then a program; finds widgets by accessible role and name,
presses them, types, drags, takes pictures, and dumps the accessible tree.

Use the system python (the one that has gi.repository.Atspi), e.g. /usr/bin/python3.

    gtkdrive.py dump  -- PROGRAM ARGS...          accessible tree on stdout
    gtkdrive.py shot OUT.png -- PROGRAM ARGS...   one picture of the screen
    gtkdrive.py script FILE.py -- PROGRAM ARGS... FILE.py sees `s` (Session), `app` (App)

Debian packages: xvfb openbox xdotool x11-utils imagemagick dbus dbus-x11 at-spi2-core python3-gi
gir1.2-atspi-2.0; xclip only for clip_get/clip_set, wmctrl only for App.quit.
Ends only what it started, by process id.
"""
import os, re, shutil, signal, subprocess, sys, tempfile, time

Atspi = None                       # imported once the private bus is up

class Failed(AssertionError):
    pass

def wait_for(fn, timeout=10.0, step=0.1, what="condition"):
    end = time.monotonic() + timeout
    while True:
        got = fn()
        if got:
            return got
        if time.monotonic() > end:
            raise Failed(f"timed out after {timeout}s waiting for {what}")
        time.sleep(step)

def action_names(n):
    out = []
    for i in range(n.get_n_actions() if n.get_action_iface() else 0):
        try:
            out.append(Atspi.Action.get_action_name(n, i))
        except Exception:                       # GTK 4.8 counts actions it then denies having
            out.append("?")
    return out

def role_of(n):
    """The role's name; at-spi 2.54 calls "button" what was "push button", GTK 4.10 told toggle buttons apart from them."""
    name = n.get_role_name()
    return {"button": "push button", "toggle button": "push button"}.get(name, name)

def shown(n):
    """GTK 4.8 sets SHOWING on toplevels alone; a widget on a hidden stack page keeps VISIBLE but is 0 x 0."""
    st = n.get_state_set()
    if st.contains(Atspi.StateType.SHOWING):
        return True
    if not st.contains(Atspi.StateType.VISIBLE):
        return False
    c = n.get_component_iface()
    if c is None:
        return True
    e = c.get_extents(Atspi.CoordType.WINDOW)
    return e.width > 0 and e.height > 0

class Bus:
    """The accessibility bus, asked directly: libatspi asks one question at a time and waits for each answer, which takes a
    second for the widgets of a window; here all questions are under way at once. What is asked is never remembered."""
    ACCESSIBLE, TEXT, COMPONENT = ("org.a11y.atspi." + k for k in ("Accessible", "Text", "Component"))

    def __init__(self, address):
        from gi.repository import Gio, GLib
        self.Gio, self.GLib, self.open = Gio, GLib, 0
        flags = Gio.DBusConnectionFlags
        self.to = Gio.DBusConnection.new_for_address_sync(
            address, flags.AUTHENTICATION_CLIENT | flags.MESSAGE_BUS_CONNECTION, None, None)
        self.context = GLib.MainContext.new()

    def ask(self, name, path, iface, method, args, then):
        """Calls then(answer) while answers() runs; an error is the answer None, with the error as second argument."""
        self.open += 1
        def came(to, result):
            self.open -= 1
            try:
                answer = to.call_finish(result).unpack(), None
            except self.GLib.Error as e:
                answer = None, e
            then(*answer)
        self.to.call(name, path, iface, method, args, None, self.Gio.DBusCallFlags.NONE, 5000, None, came)

    def answers(self, begin):
        """Runs begin(), which asks, and comes back when all is answered."""
        self.context.push_thread_default()
        try:
            begin()
            while self.open:
                self.context.iteration(True)
        finally:
            self.context.pop_thread_default()

    def get(self, name, path, iface, prop, then):
        self.ask(name, path, "org.freedesktop.DBus.Properties", "Get", self.GLib.Variant("(ss)", (iface, prop)), then)

    def tree(self, name, path, names, roles, limit=60):
        """The Widget at path and all below it down to a depth, in the order of the tree; with their names and roles where asked for."""
        found = {}
        def visit(path, parent, index, depth):
            found[path] = w = Widget(path, parent, index)
            def kids(got, error):
                w.kids = [k for _, k in got[0]] if got else []
                for i, k in enumerate(w.kids):
                    if k not in found:
                        visit(k, w, i, depth + 1)
            if depth < limit:
                self.ask(name, path, self.ACCESSIBLE, "GetChildren", None, kids)
            if names:
                self.get(name, path, self.ACCESSIBLE, "Name", lambda got, e: setattr(w, "name", got and got[0]))
            if roles:
                self.ask(name, path, self.ACCESSIBLE, "GetRole", None, lambda got, e: setattr(w, "role", got and got[0]))
        self.answers(lambda: visit(path, None, 0, 0))
        ordered, rest = [], [path]
        while rest:
            w = found[rest.pop()]
            ordered.append(w)
            rest.extend(k for k in reversed(w.kids) if found[k].parent is w)
        return ordered

    def states(self, name, widgets):
        """Gives each of widgets its states, as bits."""
        def begin():
            for w in widgets:
                self.ask(name, w.path, self.ACCESSIBLE, "GetState", None, lambda got, e, w=w: setattr(
                    w, "states", got[0][0] | got[0][1] << 32 if got else 0))
        self.answers(begin)

    def keep_shown(self, name, widgets):
        """Those of widgets that are seen, as shown() has it."""
        doubtful = []
        for w in widgets:
            w.seen = w.has("SHOWING")
            if not w.seen and w.has("VISIBLE"):
                doubtful.append(w)
        def begin():
            for w in doubtful:
                def extents(got, e, w=w):
                    if got:
                        w.seen = got[0][2] > 0 and got[0][3] > 0
                    else:        # a thing that has no place
                        w.seen = e.matches(self.Gio.dbus_error_quark(), self.Gio.DBusError.UNKNOWN_METHOD) \
                            or e.matches(self.Gio.dbus_error_quark(), self.Gio.DBusError.UNKNOWN_INTERFACE)
                self.ask(name, w.path, self.COMPONENT, "GetExtents", self.GLib.Variant("(u)", (1,)), extents)
        self.answers(begin)
        return [w for w in widgets if w.seen]

    def texts(self, name, widgets):
        """Gives each of widgets its text, or None where it has none."""
        def begin():
            for w in widgets:
                w.text = None
                def count(got, e, w=w):
                    if got:
                        self.ask(name, w.path, self.TEXT, "GetText", self.GLib.Variant("(ii)", (0, got[0])),
                                 lambda got, e: setattr(w, "text", got and got[0]))
                self.get(name, w.path, self.TEXT, "CharacterCount", count)
        self.answers(begin)


class Widget:
    """What Bus knows of a widget."""
    def __init__(self, path, parent, index):
        self.path, self.parent, self.index, self.kids = path, parent, index, []
        self.name = self.role = None
        self.states = 0

    def has(self, state):
        return bool(self.states >> int(getattr(Atspi.StateType, state)) & 1)

    def role_name(self):
        name = Atspi.role_get_name(Atspi.Role(self.role)) if self.role is not None else ""
        return {"button": "push button", "toggle button": "push button"}.get(name, name)


class Session:
    """X server + window manager + session bus + accessibility bus, all private."""

    def __init__(self, size="1600x1000", wm=True, a11y=True, dark=False, locale="C.UTF-8", env=None):
        self.a11y_bus, self.procs, self.dir = None, [], tempfile.mkdtemp(prefix="gtkdrive.")
        e = dict(os.environ)
        for k in ("DISPLAY", "WAYLAND_DISPLAY", "DBUS_SESSION_BUS_ADDRESS", "AT_SPI_BUS_ADDRESS",
                  "GTK_A11Y", "GTK_THEME"):
            e.pop(k, None)
        for name in ("home", "run"):
            os.mkdir(os.path.join(self.dir, name), 0o700)
        e.update(HOME=f"{self.dir}/home", XDG_RUNTIME_DIR=f"{self.dir}/run",
                 XDG_CONFIG_HOME=f"{self.dir}/home/.config", XDG_DATA_HOME=f"{self.dir}/home/.local/share",
                 XDG_CACHE_HOME=f"{self.dir}/home/.cache", XDG_STATE_HOME=f"{self.dir}/home/.local/state",
                 GDK_BACKEND="x11", GSK_RENDERER="cairo", GSETTINGS_BACKEND="keyfile",
                 NO_AT_BRIDGE="0", LANG=locale, LC_ALL=locale)
        if dark:
            e["GTK_THEME"] = "Adwaita:dark"      # plain GTK; libadwaita: ADW_DEBUG_COLOR_SCHEME=prefer-dark
            e["ADW_DEBUG_COLOR_SCHEME"] = "prefer-dark"
        e.update(env or {})
        self.env = e
        try:
            self._start(size, wm, a11y)
        except BaseException:
            self.close()
            raise

    def _spawn(self, argv, log, **kw):
        f = open(os.path.join(self.dir, log), "wb")
        p = subprocess.Popen(argv, env=self.env, stdin=subprocess.DEVNULL, stdout=kw.pop("stdout", f),
                             stderr=f, start_new_session=True, **kw)
        self.procs.append(p)
        return p

    def _start(self, size, wm, a11y):
        r, w = os.pipe()
        self._spawn(["Xvfb", "-displayfd", str(w), "-screen", "0", f"{size}x24", "-nolisten", "tcp",
                     "-noreset"], "xvfb.log", pass_fds=(w,))
        os.close(w)
        with os.fdopen(r) as f:            # whole line: closing early makes Xvfb die of EPIPE
            n = f.readline().strip()
        if not n:
            raise Failed("Xvfb did not start: " + self.log("xvfb.log"))
        self.env["DISPLAY"] = f":{n}"
        p = self._spawn(["dbus-daemon", "--session", "--nofork", "--print-address"], "dbus.log",
                        stdout=subprocess.PIPE)
        self.env["DBUS_SESSION_BUS_ADDRESS"] = p.stdout.readline().decode().strip()
        if wm:
            self._spawn(["openbox", "--sm-disable"], "openbox.log")
            wait_for(lambda: "window id" in self.sh("xprop", "-root", "_NET_SUPPORTING_WM_CHECK", ok=True),
                     what="openbox")
        if a11y:
            for d in ("/usr/libexec", "/usr/lib/at-spi2-core"):
                if os.path.exists(f"{d}/at-spi-bus-launcher"):
                    self._spawn([f"{d}/at-spi-bus-launcher", "--launch-immediately"], "a11y.log")
                    break
            os.environ.update(self.env)
            global Atspi
            import gi
            gi.require_version("Atspi", "2.0")
            from gi.repository import Atspi as A
            Atspi = A
            def up():
                try:
                    return Atspi.get_desktop(0) is not None and self.sh(
                        "gdbus", "call", "--session", "--dest", "org.a11y.Bus", "--object-path",
                        "/org/a11y/bus", "--method", "org.a11y.Bus.GetAddress", ok=True)
                except Exception:
                    return False
            wait_for(up, what="accessibility bus")
            Atspi.set_timeout(3000, 15000)

    # -- plumbing
    def bus(self):
        if not self.a11y_bus:
            told = self.sh("gdbus", "call", "--session", "--dest", "org.a11y.Bus", "--object-path", "/org/a11y/bus",
                           "--method", "org.a11y.Bus.GetAddress")
            self.a11y_bus = Bus(re.search(r"'([^']+)'", told)[1])
        return self.a11y_bus

    def log(self, name):
        try:
            return open(os.path.join(self.dir, name), errors="replace").read()
        except OSError:
            return ""

    def sh(self, *argv, ok=False, **kw):
        r = subprocess.run(argv, env=self.env, capture_output=True, text=True, **kw)
        if r.returncode and not ok:
            raise Failed(f"{argv}: {r.stderr.strip()}")
        return r.stdout.strip()

    def launch(self, *argv, wait=True, timeout=20, env=None):
        return App(self, list(argv), wait, timeout, env)

    def close(self):
        for p in reversed(self.procs):
            if p.poll() is None:
                p.terminate()
                try:
                    p.wait(3)
                except subprocess.TimeoutExpired:
                    p.kill(); p.wait()
        self.procs = []
        shutil.rmtree(self.dir, ignore_errors=True)

    def __enter__(self): return self
    def __exit__(self, *a): self.close()

    # -- what a hand does
    def key(self, *combos, delay=60):      # key("ctrl+o", "Return")
        for c in combos:
            self.sh("xdotool", "key", "--clearmodifiers", "--delay", str(delay), c); time.sleep(0.08)
    def keys(self, *combos, delay=12):     # many in a row, as fast as a hand that knows the way
        self.sh("xdotool", "key", "--clearmodifiers", "--delay", str(delay), *combos); time.sleep(0.1)
    def key_times(self, combo, times, delay=8):
        """One key many times, as when it is held."""
        self.sh("xdotool", "key", "--clearmodifiers", "--delay", str(delay), *[combo] * times); time.sleep(0.1)
    def type(self, text, delay=15):
        # A letter that no key bears gets one for the moment: the program must have read it before the key bears another.
        for run in re.findall(r"[\x00-\x7f]+|[^\x00-\x7f]+", text):
            self.sh("xdotool", "type", "--clearmodifiers", "--delay", str(delay if run.isascii() else max(delay, 200)), "--", run)
        time.sleep(0.1)
    def move(self, x, y):
        self.sh("xdotool", "mousemove", str(int(x)), str(int(y)))
    def click_at(self, x, y, button=1, count=1):
        self.move(x, y); time.sleep(0.05)
        self.sh("xdotool", "click", "--repeat", str(count), "--delay", "60", str(button)); time.sleep(0.15)
    def scroll_at(self, x, y, steps, ctrl=False):     # steps>0: up / zoom in
        self.move(x, y)
        if ctrl: self.sh("xdotool", "keydown", "ctrl")
        self.sh("xdotool", "click", "--repeat", str(abs(steps)), "--delay", "40", "4" if steps > 0 else "5")
        if ctrl: self.sh("xdotool", "keyup", "ctrl")
        time.sleep(0.15)
    def drag(self, x0, y0, x1, y1, button=1, steps=12, hold=0.15):
        """Slow enough for GTK: press, leave the 8 px drag threshold in small steps, arrive, wait, release."""
        self.move(x0, y0); time.sleep(0.08)
        self.sh("xdotool", "mousedown", str(button)); time.sleep(hold)
        for i in range(1, steps + 1):
            self.move(x0 + (x1 - x0) * i / steps, y0 + (y1 - y0) * i / steps); time.sleep(0.03)
        time.sleep(hold)
        self.sh("xdotool", "mouseup", str(button)); time.sleep(0.25)

    # -- what an eye does
    def screenshot(self, path, window="root"):
        self.sh("import", "-window", str(window), path); return path
    def pixel(self, x, y):
        return self.sh("import", "-window", "root", "-crop", f"1x1+{int(x)}+{int(y)}", "-depth", "8",
                       "-format", "%[pixel:p{0,0}]", "info:")
    # -- clipboard (xclip)
    def clip_get(self, target="UTF8_STRING"):
        return self.sh("timeout", "3", "xclip", "-o", "-selection", "clipboard", "-t", target, ok=True)
    def clip_targets(self):
        return self.clip_get("TARGETS").split()
    def clip_set(self, text):
        p = subprocess.Popen(["xclip", "-i", "-selection", "clipboard", "-quiet"], env=self.env,
                             stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self.procs.append(p); p.stdin.write(text.encode()); p.stdin.close(); time.sleep(0.2)


class App:
    def __init__(self, s, argv, wait, timeout, env):
        self.s = s
        e = dict(s.env); e.update(env or {})
        self.out = os.path.join(s.dir, f"app{len(s.procs)}.log")
        self.p = subprocess.Popen(argv, env=e, stdin=subprocess.DEVNULL, stdout=open(self.out, "wb"),
                                  stderr=subprocess.STDOUT, start_new_session=True)
        s.procs.append(self.p)
        if wait:
            wait_for(lambda: self.alive(True) and self.windows(), timeout, what=f"a window of {argv[0]}")
            if Atspi:
                wait_for(lambda: self.root() and self.root().get_child_count() > 0, timeout,
                         what=f"{argv[0]} on the accessibility bus")

    def alive(self, must=False):
        live = self.p.poll() is None
        if must and not live:
            raise Failed(f"program ended with {self.p.returncode}: {self.output()[-2000:]}")
        return live
    def output(self):
        return open(self.out, errors="replace").read()
    def problems(self):
        """GLib/Gtk/Adw complaints it printed: a test should want this empty."""
        return [l for l in self.output().splitlines()
                if re.search(r"-(CRITICAL|WARNING|ERROR)\b|AddressSanitizer|runtime error", l)]
    def rss_kib(self):
        return int(re.search(r"VmRSS:\s+(\d+)", open(f"/proc/{self.p.pid}/status").read()).group(1))
    def quit(self, timeout=5):
        """Ask as the window manager does (close button); returns the exit status."""
        for w in self.windows():
            self.s.sh("xdotool", "windowclose" if not shutil.which("wmctrl") else "windowfocus", w, ok=True)
            if shutil.which("wmctrl"):
                self.s.sh("wmctrl", "-i", "-c", w, ok=True)
        try:
            return self.p.wait(timeout)
        except subprocess.TimeoutExpired:
            return None

    # -- X windows
    def windows(self):
        return self.s.sh("xdotool", "search", "--onlyvisible", "--pid", str(self.p.pid), ok=True).split()
    def activate(self, wid=None):
        wid = wid or self.windows()[-1]
        self.s.sh("xdotool", "windowactivate", "--sync", wid, ok=True); time.sleep(0.1)
        return wid
    def geometry(self, wid):
        # xwininfo, not "xdotool getwindowgeometry": the latter counts the window manager's frame twice
        o = self.s.sh("xwininfo", "-id", wid)
        get = lambda k: int(re.search(k + r":\s+(-?\d+)", o).group(1))
        return {"X": get("Absolute upper-left X"), "Y": get("Absolute upper-left Y"),
                "WIDTH": get("Width"), "HEIGHT": get("Height")}

    # -- accessible tree
    def root(self):
        d = Atspi.get_desktop(0)
        for i in range(d.get_child_count()):
            try:
                a = d.get_child_at_index(i)
                if a and a.get_process_id() == self.p.pid:
                    return a
            except Exception:
                continue
        return None

    closed = None   # a test of nodes that are not looked into: the cells of a long table take a second

    def walk(self, node=None, depth=0, limit=60):
        node = node or self.root()
        if node is None or depth > limit:
            return
        yield depth, node
        try:
            if self.closed and self.closed(node):
                return
            if node.get_role_name() in ("menu", "popup menu"):   # filled when it opens, of which newer GTK tells nothing
                node.clear_cache()
            n = node.get_child_count()
        except Exception:
            return
        for i in range(n):
            try:
                c = node.get_child_at_index(i)
            except Exception:
                continue
            if c is not None:
                yield from self.walk(c, depth + 1, limit)

    def find_all(self, name=None, role=None, showing=True, under=None, where=None, state=None, limit=60):
        """name: exact text or compiled regex; role: e.g. 'push button', 'toggle button', 'label', 'text'; state: e.g. 'FOCUSED';
        limit: how deep to look."""
        top = under or self.root()
        if top is None:
            return []
        bus, to = self.s.bus(), top.app.bus_name
        role = {'toggle button': 'push button'}.get(role, role)
        left = [w for w in bus.tree(to, top.path, name is not None, role is not None, limit)
                if (name is None or w.name is not None and (name.search(w.name) if hasattr(name, "search") else w.name == name))
                and (role is None or w.role_name() == role)]
        if showing or state:
            bus.states(to, left)
        if state:
            left = [w for w in left if w.has(state)]
        if showing:
            left = bus.keep_shown(to, left)
        known, out = {top.path: top}, []
        for w in left:
            try:
                n = self.accessible(w, known)
                if n is not None and (not where or where(n)):
                    out.append(n)
            except Exception:                # what went away meanwhile
                continue
        return out

    @staticmethod
    def children(n):
        return [k for k in (n.get_child_at_index(i) for i in range(n.get_child_count())) if k is not None]

    def accessible(self, w, known):
        """What Atspi has for a Widget; known holds those that were asked for, by path."""
        if w.path not in known:
            parent = self.accessible(w.parent, known)
            if parent is None:
                return None
            if parent.get_role_name() in ("menu", "popup menu"):   # as in walk(); elsewhere libatspi may crash clearing
                parent.clear_cache()
            n = parent.get_child_at_index(w.index)
            if n is None or n.path != w.path:     # one by one, GTK 4.8 tells the pages of a stack between it and what they hold
                pages = [k for k in self.children(parent) if k.path != w.path]
                n = next((k for p in [parent] + pages for k in self.children(p) if k.path == w.path), None)
            known[w.path] = n
        return known[w.path]

    def texts(self, under=None):
        """All that can be read in the windows, or within a widget: the texts, and the names of what has none."""
        top = under or self.root()
        if top is None:
            return ""
        bus, to = self.s.bus(), top.app.bus_name
        seen = bus.tree(to, top.path, True, False)
        bus.states(to, seen)
        seen = bus.keep_shown(to, seen)
        bus.texts(to, seen)
        return "\n".join(w.text if w.text is not None else w.name or "" for w in seen)

    def find(self, name=None, role=None, timeout=5, **kw):
        r = wait_for(lambda: self.find_all(name, role, **kw), timeout, what=f"{role or 'widget'} named {name!r}")
        return r[0]

    def gone(self, name=None, role=None, timeout=5, **kw):
        return wait_for(lambda: not self.find_all(name, role, **kw), timeout, what=f"{name!r} to go away")

    def tab_to(self, name, key="Tab", timeout=20):
        """Gives the keyboard to what matches the regex name, by pressing key as often as needed."""
        def there():
            n = self.focused()
            if n is not None and re.search(name, n.get_name() or ""):
                return n
            self.s.key(key)
            return None
        return wait_for(there, timeout, what=f"{name!r} to have the keyboard")

    def press(self, name=None, role=None, node=None, action=0, **kw):
        """Press through AT-SPI (works with no pointer; proves that assistive technology can do it)."""
        n = node or self.find(name, role, **kw)
        if node is None and n.get_n_actions() < 1:   # a menu button of newer GTK stands before the button within it
            n = next((c for c in self.find_all(name, role, **kw) if c.get_n_actions() > 0), n)
        if n.get_n_actions() < 1:
            raise Failed(f"{n.get_role_name()} {n.get_name()!r} offers no action")
        n.do_action(action); time.sleep(0.4)    # GTK buttons act 250 ms after an AT-SPI "click"
        return n

    def has(self, n, state):
        """Current state of a widget, past AT-SPI's cache: has(n, "PRESSED")."""
        n.clear_cache()
        return n.get_state_set().contains(getattr(Atspi.StateType, state))

    def origin(self, n):
        """Screen point of the toplevel that holds n: where AT-SPI's window coordinates start."""
        top = n
        while top.get_parent() is not None and top.get_parent().get_role_name() != "application":
            top = top.get_parent()
        title, wins = top.get_name(), self.windows()
        ext = top.get_component_iface().get_extents(Atspi.CoordType.WINDOW) if top.get_component_iface() else None
        best = None
        for w in wins:
            g = self.geometry(w)
            score = (title and self.s.sh("xdotool", "getwindowname", w, ok=True) == title) * 1000
            if ext:
                score -= abs(g["WIDTH"] - ext.width) + abs(g["HEIGHT"] - ext.height)
            if best is None or score > best[0]:
                best = (score, w, g)
        if not best:
            raise Failed("program has no visible X window")
        return best[2], best[1], ext

    def popup(self, n):
        """(ancestor, X window) of the popover that holds n, or None. AT-SPI places a popover where its button is, not
        where it was slid to; its X window is known by being as large as one of the ancestors of n."""
        sizes = []
        for w in self.windows():
            kind = self.s.sh("xprop", "-id", w, "_NET_WM_WINDOW_TYPE", ok=True)
            if kind and not re.search(r"_(NORMAL|DIALOG)\b", kind):
                sizes.append(self.geometry(w))
        while sizes and n is not None and n.get_role_name() != "application":
            e = n.get_component_iface() and n.get_component_iface().get_extents(Atspi.CoordType.WINDOW)
            for g in sizes:
                if e and (e.width, e.height) == (g["WIDTH"], g["HEIGHT"]):
                    return e, g
            n = n.get_parent()
        return None

    def box(self, n):
        """(x, y, w, h) of a widget on the screen. GTK 4.18 counts from the content of each widget around it as if it had
        no padding, so that a small thing deep in a panel lies up to 40 px off: press it, or go there by keyboard."""
        e = n.get_component_iface().get_extents(Atspi.CoordType.WINDOW)
        popup = self.popup(n)
        if popup:
            return popup[1]["X"] + e.x - popup[0].x, popup[1]["Y"] + e.y - popup[0].y, e.width, e.height
        g, wid, top = self.origin(n)
        # Where AT-SPI's (0,0) lies in the X window differs: GTK 4.8 counts from inside the shadow (frame at 0,0,
        # smaller than the X window), 4.18 from the frame's content (frame at e.g. -5,-5, as large as it).
        m = re.search(r"=\s*(\d+), (\d+), (\d+), (\d+)", self.s.sh("xprop", "-id", wid, "_GTK_FRAME_EXTENTS", ok=True))
        dx, dy = g["WIDTH"] - top.width, g["HEIGHT"] - top.height
        if abs(dx) <= 1:
            left = up = 0
        elif m:
            left, up = int(m.group(1)), int(m.group(3))
        else:
            left, up = max(0, dx) // 2, max(0, dy) // 2
        return g["X"] + left - top.x + e.x, g["Y"] + up - top.y + e.y, e.width, e.height

    def click(self, name=None, role=None, node=None, button=1, count=1, **kw):
        """Click with the real pointer in the widget's middle."""
        n = node or self.find(name, role, **kw)
        x, y, w, h = self.box(n)
        self.s.click_at(x + w / 2, y + h / 2, button, count)
        return n

    def text_of(self, n):
        t = n.get_text_iface()
        return Atspi.Text.get_text(t, 0, Atspi.Text.get_character_count(t)) if t else (n.get_name() or "")

    def set_text(self, n, text):
        """EditableText where offered (entries); else click, select all, type. GTK 4 has no AT-SPI grab_focus."""
        e = n.get_editable_text_iface()
        try:
            if e and e.set_text_contents(text):
                time.sleep(0.1); return
        except Exception:
            pass
        self.click(node=n); self.s.key("ctrl+a"); self.s.type(text)

    def gtk_minor(self):
        return int(self.root().get_toolkit_version().split(".")[1])

    def choose_file(self, path, timeout=8, old=()):
        """Answer the open file dialog (GtkFileChooserNative without a portal) with an absolute path."""
        wait_for(lambda: self.find_all(role="dialog") + self.find_all(role="file chooser")
                 or len([w for w in self.windows() if self.s.sh("xdotool", "getwindowname", w, ok=True)]) > 1,
                 timeout, what="a file dialog")
        time.sleep(0.6)
        ent = [n for n in self.find_all(role="text") if n.get_state_set().contains(Atspi.StateType.FOCUSED)]
        if not ent:
            self.s.key("ctrl+l"); time.sleep(0.5)         # location entry of an Open dialog
            if self.gtk_minor() >= 10:       # its completion writes on in what is typed
                self.set_text(wait_for(lambda: self.find_all(role="text", state="FOCUSED"), timeout, what="the entry of a location")[0], path)
                time.sleep(0.6); self.s.key("Return"); time.sleep(0.6)
                return
        self.s.key("ctrl+a"); self.s.type(path); time.sleep(0.6)
        self.s.key("Return"); time.sleep(0.6)

    def focused(self):
        r = self.find_all(state="FOCUSED")
        return r[-1] if r else None

    def dump(self, showing=True, stream=None):
        lines = []
        for d, n in self.walk():
            try:
                st = n.get_state_set()
                if showing and d > 1 and not shown(n):
                    continue
                flags = "".join(c for c, k in (("F", "FOCUSED"), ("f", "FOCUSABLE"), ("s", "SELECTED"), ("c", "CHECKED"),
                                               ("p", "PRESSED"), ("x", "EXPANDED")) if st.contains(getattr(Atspi.StateType, k)))
                acts = action_names(n)
                desc = n.get_description()
                lines.append("  " * d + f"{n.get_role_name()} {n.get_name()!r}" + (f" [{flags}]" if flags else "")
                             + (f" do={acts}" if acts else "") + (f" desc={desc!r}" if desc else ""))
            except Exception as ex:
                lines.append("  " * d + f"? {ex}")
        text = "\n".join(lines)
        print(text, file=stream or sys.stdout)
        return text

    def unnamed(self):
        """Focusable widgets that a screen reader would announce with no real name (GTK 4.8 gives the class
        name, e.g. 'GtkEntry', where the program gave none): a test should want this empty."""
        return self.find_all(re.compile(r"\A(\s*|(Gtk|Adw)[A-Z]\w+)\Z"), state="FOCUSABLE",
                             where=lambda n: n.get_role_name() not in ("filler", "panel", "list", "scroll pane"))


def same(name):
    """Regex for a name that GTK 4.8 may double for mnemonics: '_Export' reads '_Export Export'."""
    return re.compile(r"(^|\s)" + re.escape(name) + r"$")

def main(a):
    if "--" not in a or len(a) < 3:
        print(__doc__); return 2
    i = a.index("--"); mine, prog = a[:i], a[i + 1:]
    with Session(size=os.environ.get("GTKDRIVE_SIZE", "1600x1000")) as s:
        app = s.launch(*prog); time.sleep(float(os.environ.get("GTKDRIVE_SETTLE", "1")))
        if mine[0] == "dump":
            app.dump()
        elif mine[0] == "shot":
            s.screenshot(mine[1])
        elif mine[0] == "script":
            code = open(mine[1]).read()
            exec(compile(code, mine[1], "exec"), {"s": s, "app": app, "Failed": Failed, "wait_for": wait_for,
                                                  "re": re, "Atspi": Atspi, "time": time, "same": same, "shown": shown,
                                                  "action_names": action_names, "__name__": "script"})
        for line in app.problems():
            print("PROBLEM:", line, file=sys.stderr)
    return 0

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
