# SPDX-License-Identifier: GPL-3.0-or-later
"""cytoscape.js in Chromium, on the map and the camera's way of bench-canvas. The library comes from its registry when it is first asked for,
into the build folder; nothing else is loaded from anywhere."""
import http.server
import json
import os
import shutil
import subprocess
import tempfile
import threading

VERSION = '3.34'
FOLDER = os.path.dirname(os.path.abspath(__file__))


def library(folder):
    """The path of the library under @folder; None where it, or a browser, cannot be had."""
    path = os.path.join(folder, 'node_modules/cytoscape/dist/cytoscape.min.js')
    if not shutil.which('chromium'):
        return None
    if not os.path.exists(path) and shutil.which('npm'):
        os.makedirs(folder, exist_ok=True)
        subprocess.run(['npm', 'install', '--no-audit', '--no-fund', '--ignore-scripts', '--prefix', folder, 'cytoscape@' + VERSION],
                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=180, check=False)
    return path if os.path.exists(path) else None


def run(script, n, env, cap=15000):
    """Its figures for @n actors, in at most @cap milliseconds of frames; None when it gave none."""
    got, done = {}, threading.Event()

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            name = self.path.split('?')[0]
            path = {'/': os.path.join(FOLDER, 'cytoscape.html'), '/cytoscape.min.js': script}.get(name)
            self.send_response(200 if path else 404)
            self.send_header('Content-Type', 'text/html' if name == '/' else 'text/javascript')
            self.end_headers()
            if path:
                with open(path, 'rb') as f:
                    self.wfile.write(f.read())

        def do_POST(self):
            got.update(json.loads(self.rfile.read(int(self.headers['Content-Length']))))
            self.send_response(204)
            self.end_headers()
            done.set()

        def log_message(self, *args):
            pass

    server = http.server.ThreadingHTTPServer(('127.0.0.1', 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        browser = subprocess.Popen(
            ['chromium', '--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking', '--disable-component-update',
             '--disable-sync', '--disable-frame-rate-limit', '--disable-gpu-vsync', '--window-size=1280,900', f'--user-data-dir={profile}',
             f'--app=http://127.0.0.1:{server.server_address[1]}/?n={n}&cap={cap}'],
            env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)
        done.wait(cap / 1000 + 120)
        os.killpg(browser.pid, 15)
        browser.wait(20)
    server.shutdown()
    return got or None
