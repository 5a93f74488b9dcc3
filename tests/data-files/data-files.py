#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""data-files.py SOURCE BUILD APP_ID VERSION: what the desktop reads of the program, by the platform's own validators, as TAP."""
import configparser
import glob
import os
import re
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ET

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
from tap import run_tests, test

source, build, app_id, version = sys.argv[1:]
data = os.path.join(source, 'data')
built = os.path.join(build, 'data')
MIME = 'application/vnd.entente.map+json'


def run(*command, **options):
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False, **options)
    assert done.returncode == 0, f'{command[0]} gives {done.returncode}: {done.stdout}'
    return done.stdout


def desktop():
    parser = configparser.ConfigParser(interpolation=None)
    parser.optionxform = str
    parser.read(os.path.join(built, app_id + '.desktop'), encoding='utf-8')
    return parser['Desktop Entry']


def metainfo():
    return ET.parse(os.path.join(built, app_id + '.metainfo.xml')).getroot()


@test
def desktop_file_is_valid():
    output = run('desktop-file-validate', os.path.join(built, app_id + '.desktop'))
    assert output.strip() == '', output


@test
def metainfo_is_valid():
    # No public address exists to name as the home page; only appstreamcli 1.0 and newer ask for one.
    version = re.search(r'\d+', run('appstreamcli', '--version')).group()
    override = ['--override=url-homepage-missing=info'] if int(version) >= 1 else []
    run('appstreamcli', 'validate', '--no-net', *override, os.path.join(built, app_id + '.metainfo.xml'))


@test
def all_name_the_same_program():
    entry, info = desktop(), metainfo()
    with open(os.path.join(built, app_id + '.service'), encoding='utf-8') as f:
        service = f.read()
    assert entry['Icon'] == app_id and entry['DBusActivatable'] == 'true'
    assert entry['MimeType'] == MIME + ';' and entry['Exec'] == 'entente %U'
    assert f'Name={app_id}\n' in service and re.search(r'^Exec=/.*/entente --gapplication-service$', service, re.M), service
    assert info.findtext('id') == app_id and info.findtext('launchable') == app_id + '.desktop'
    assert info.findtext('name') == entry['Name']
    assert info.find('releases/release').get('version') == version
    assert info.findtext('provides/mediatype') == MIME


@test
def metainfo_keeps_to_the_stores_lengths():
    info = metainfo()
    assert len(info.findtext('name')) <= 15
    summary = info.findtext('summary')
    assert len(summary) <= 45 and not summary.endswith('.'), summary


def with_mime_database(check):
    with tempfile.TemporaryDirectory() as folder:
        packages = os.path.join(folder, 'mime', 'packages')
        os.makedirs(packages)
        shutil.copy(os.path.join(data, app_id + '.xml'), packages)
        for base in ('/usr/share', '/usr/local/share'):
            known = os.path.join(base, 'mime', 'packages', 'freedesktop.org.xml')
            if os.path.exists(known):
                shutil.copy(known, packages)
        output = run('update-mime-database', os.path.join(folder, 'mime'))
        assert 'rror' not in output and 'arning' not in output, output
        check(folder)


def content_type(folder, name, content):
    path = os.path.join(folder, name)
    with open(path, 'w', encoding='utf-8') as f:
        f.write(content)
    # No cache of a user, and no vfs daemon.
    env = dict(os.environ, XDG_DATA_HOME=folder, XDG_DATA_DIRS=folder, HOME=folder, GIO_USE_VFS='local', LC_ALL='C.UTF-8')
    output = run('gio', 'info', '-a', 'standard::content-type,standard::icon', path, env=env)
    return re.search(r'standard::content-type: (\S+)', output).group(1), output


@test
def a_map_gets_its_type():
    def check(folder):
        with open(os.path.join(data, 'maps', 'us-china-north-korea.entente'), encoding='utf-8') as f:
            canonical = f.read()
        kind, output = content_type(folder, 'a.entente', canonical)
        assert kind == MIME, output
        assert 'application-vnd.entente.map+json' in output, output
        for name, content, expected in (('minified.entente', '{"format":"entente-map","version":1}', MIME), ('nameless', canonical, MIME),
                                        ('broken.entente', '{', MIME), ('other.json', '{"a": 1}', 'application/json')):
            kind, output = content_type(folder, name, content)
            assert kind == expected, output

    with_mime_database(check)


@test
def the_type_is_json_of_a_kind():
    tree = ET.parse(os.path.join(data, app_id + '.xml')).getroot()
    ns = '{http://www.freedesktop.org/standards/shared-mime-info}'
    kind = tree.find(ns + 'mime-type')
    assert kind.get('type') == MIME
    assert kind.find(ns + 'sub-class-of').get('type') == 'application/json'
    assert kind.find(ns + 'glob').get('pattern') == '*.entente'
    run('xmllint', '--noout', '--nonet', os.path.join(data, app_id + '.xml'))


@test
def settings_compile():
    run('glib-compile-schemas', '--strict', '--dry-run', data)
    assert os.path.exists(os.path.join(built, 'gschemas.compiled'))


@test
def each_setting_is_used():
    schema = ET.parse(os.path.join(data, app_id + '.gschema.xml')).getroot()
    keys = {key.get('name') for key in schema.iter('key')}
    code = ''
    for path in glob.glob(os.path.join(source, 'src', '*', '*.[ch]')):
        with open(path, encoding='utf-8') as f:
            code += f.read()
    if os.path.exists(os.path.join(source, 'src', 'app', 'meson.build')):
        assert all(f'"{key}"' in code for key in keys), [key for key in keys if f'"{key}"' not in code]


@test
def manual_renders_without_warnings():
    page = os.path.join(data, 'entente.1')
    output = run('groff', '-man', '-Tutf8', '-ww', '-z', page)
    assert output.strip() == '', output
    with open(page, encoding='utf-8') as f:
        text = f.read()
    for word in ('check', 'info', 'convert', 'export', 'EXIT STATUS'):
        assert word in text, word


def icons():
    found = sorted(glob.glob(os.path.join(source, 'icons', '**', '*.svg'), recursive=True))
    assert len(found) >= 12, found
    return found


@test
def icons_are_drawn_by_librsvg():
    for path in icons():
        root = ET.parse(path).getroot()
        box = [float(value) for value in root.get('viewBox').split()]
        assert box[:2] == [0, 0] and box[2] == box[3], (path, box)
        for size in (16, 48, 256):
            png = subprocess.run(['rsvg-convert', '-w', str(size), path], stdout=subprocess.PIPE, check=True).stdout
            assert png[:8] == b'\x89PNG\r\n\x1a\n' and int.from_bytes(png[16:20], 'big') == size, path


@test
def icons_are_drawings_of_our_own_alone():
    for path in icons():
        with open(path, encoding='utf-8') as f:
            text = f.read()
        assert '<image' not in text and 'href="http' not in text and '<script' not in text and '<text' not in text, path
        if os.path.join('icons', 'kinds') in path:
            colours = set(re.findall(r'(?:fill|stroke)="([^"]+)"', text))
            assert colours <= {'currentColor', 'none'}, (path, colours)
            assert 'viewBox="0 0 16 16"' in text, path


@test
def every_icon_that_is_named_is_there():
    hicolor = os.path.join(source, 'icons', 'hicolor')
    for path in (f'scalable/apps/{app_id}.svg', f'symbolic/apps/{app_id}-symbolic.svg',
                 'scalable/mimetypes/application-vnd.entente.map+json.svg'):
        assert os.path.exists(os.path.join(hicolor, path)), path
    with open(os.path.join(source, 'icons', 'icons.gresource.xml'), encoding='utf-8') as f:
        listed = set(re.findall(r'>(kinds/[^<]+)<', f.read()))
    assert listed == {'kinds/' + os.path.basename(p) for p in glob.glob(os.path.join(source, 'icons', 'kinds', '*.svg'))}


run_tests()
