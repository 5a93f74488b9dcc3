# SPDX-License-Identifier: GPL-3.0-or-later
"""When two pictures are alike: by luminance, after a blur of 2 pixels that forgives another smoothing of the same edge."""
import base64
import re


def compare(run, mine, other, who, most=2, region=12):
    """Luminance after a blur: the mean difference, and the largest region that differs by more than 32."""
    run('convert', mine, '-alpha', 'off', '-colorspace', 'Gray', '-blur', '0x2', 'blurred-mine.png')
    run('convert', other, '-alpha', 'off', '-colorspace', 'Gray', '-blur', '0x2', 'blurred-other.png')
    run('convert', 'blurred-mine.png', 'blurred-other.png', '-compose', 'difference', '-composite', 'apart.png')
    mean = float(run('convert', 'apart.png', '-format', '%[fx:mean*255]', 'info:'))
    assert mean <= most, (who, mine, mean)
    listed = run('convert', 'apart.png', '-threshold', f'{32 / 255 * 100}%', '-define', 'connected-components:verbose=true',
                 '-connected-components', '8', 'null:').decode()
    for width, height, colour in re.findall(r'^\s*\d+: (\d+)x(\d+)\S* \S+ \S+ (\S+)', listed, re.M):
        white = re.search(r'255|white', colour)
        assert not white or int(width) <= region or int(height) <= region, (who, mine, width, height)
    return mean


def shot_by(browser, path, width, height, out):
    """What a Chromium shows of the picture at @path."""
    browser.call('Emulation.setDeviceMetricsOverride', width=width, height=height, deviceScaleFactor=1, mobile=False)
    browser.open('file://' + path)
    shot = browser.call('Page.captureScreenshot', format='png', clip={'x': 0, 'y': 0, 'width': width, 'height': height, 'scale': 1})
    with open(out, 'wb') as f:
        f.write(base64.b64decode(shot['data']))
