# SPDX-License-Identifier: GPL-3.0-or-later
"""A headless Chromium, driven through its own pipe (the DevTools protocol, messages parted by NUL): needs no library and no port."""
import json
import os
import select
import subprocess
import time


class Chromium:
    def __init__(self, folder, environment):
        from_us, self.to = os.pipe()
        self.back, from_it = os.pipe()
        for end in (from_us, from_it):
            os.set_inheritable(end, True)
        # It reads messages from 3 and writes them to 4.
        self.process = subprocess.Popen(
            ['/bin/sh', '-c', f'exec 3<&{from_us} 4>&{from_it}; exec chromium "$@"', 'chromium', '--headless=new', '--no-sandbox', '--disable-gpu',
             '--remote-debugging-pipe', f'--user-data-dir={folder}', '--window-size=1400,900', 'about:blank'],
            pass_fds=(from_us, from_it), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment)
        os.close(from_us)
        os.close(from_it)
        self.number, self.buffer, self.events, self.session = 0, b'', [], None
        target = self.call('Target.createTarget', url='about:blank')['targetId']
        self.session = self.call('Target.attachToTarget', targetId=target, flatten=True)['sessionId']
        for domain in ('Page', 'Runtime', 'Network', 'Log'):
            self.call(domain + '.enable')

    def message(self, deadline):
        while b'\0' not in self.buffer:
            left = deadline - time.monotonic()
            assert left > 0 and select.select([self.back], [], [], left)[0], 'Chromium does not answer'
            more = os.read(self.back, 1 << 20)
            assert more, 'Chromium has gone'
            self.buffer += more
        one, self.buffer = self.buffer.split(b'\0', 1)
        return json.loads(one)

    def call(self, method, **params):
        self.number += 1
        words = {'id': self.number, 'method': method, 'params': params}
        if self.session:
            words['sessionId'] = self.session
        os.write(self.to, json.dumps(words).encode() + b'\0')
        deadline = time.monotonic() + 60
        while True:
            got = self.message(deadline)
            if got.get('id') == self.number:
                assert 'error' not in got, (method, got['error'])
                return got['result']
            self.events.append(got)

    def open(self, address):
        self.events.clear()
        self.call('Page.navigate', url=address)
        deadline = time.monotonic() + 60
        while not any(e.get('method') == 'Page.loadEventFired' for e in self.events):
            self.events.append(self.message(deadline))

    def value(self, expression):
        result = self.call('Runtime.evaluate', expression=expression, returnByValue=True, awaitPromise=True)
        assert 'exceptionDetails' not in result, result['exceptionDetails']
        return result['result'].get('value')

    def key(self, name):
        for kind in ('keyDown', 'keyUp'):
            self.call('Input.dispatchKeyEvent', type=kind, key=name, code=name, **({'text': '\r'} if name == 'Enter' and kind == 'keyDown' else {}))
        time.sleep(0.2)  # the page hears of a new address only later

    def click(self, selector):
        """Where the middle of what @selector finds is, on the screen."""
        x, y = self.value(f'(() => {{ const r = document.querySelector({json.dumps(selector)}).getBoundingClientRect(); '
                          'return [r.left + r.width / 2, r.top + r.height / 2]; })()')
        for kind in ('mousePressed', 'mouseReleased'):
            self.call('Input.dispatchMouseEvent', type=kind, x=x, y=y, button='left', clickCount=1)
        time.sleep(0.2)

    def complaints(self):
        """Errors on the console, exceptions, and addresses asked for other than the page's own."""
        bad = [e for e in self.events if e.get('method') in ('Runtime.exceptionThrown', 'Log.entryAdded')
               or e.get('method') == 'Runtime.consoleAPICalled' and e['params']['type'] in ('error', 'warning')]
        asked = [e['params']['request']['url'] for e in self.events if e.get('method') == 'Network.requestWillBeSent']
        return bad, [a for a in asked if not a.startswith(('file:', 'data:'))], len([a for a in asked if a.startswith('file:')])

    def close(self):
        self.process.terminate()
        self.process.wait(30)
        os.close(self.to)  # dash takes no number of a pipe above 9
        os.close(self.back)
