#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes one C file that includes each header twice: every header must compile alone and be guarded."""
import os
import sys

out, headers = sys.argv[1], sys.argv[2:]
os.makedirs(out, exist_ok=True)
for header in headers:
    name = os.path.basename(header)
    with open(os.path.join(out, name.replace('.h', '-alone.c')), 'w') as f:
        f.write(f'#include "{name}"\n#include "{name}"\nextern int ent_alone;\n')
