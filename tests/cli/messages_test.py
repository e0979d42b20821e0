#!/usr/bin/env python3
"""messages_test.py SOURCE_DIR: every message id that the sources use stands in the table, and the other way round."""
import os
import re
import sys

source = sys.argv[1]
table, used = {}, set()
with open(os.path.join(source, 'cli/messages.inc'), encoding='utf-8') as f:
    for number, line in enumerate(f, 1):
        match = re.fullmatch(r'\{"([a-z_.]+)", "((?:[^"\\]|\\.)*)"\},\n', line)
        assert match, f'cli/messages.inc:{number}: not an entry'
        assert match[1] not in table, f'cli/messages.inc:{number}: {match[1]} stands twice'
        table[match[1]] = match[2]
assert list(table) == sorted(table), 'cli/messages.inc is not sorted'

words = set()  # the strict TOML reader joins "policy" or "sheet" with the second half
stages = {key.split('.')[0] for key in table}
for folder in ('base', 'detectors', 'policies', 'pipeline', 'cli'):
    for where, _, names in os.walk(os.path.join(source, folder)):
        if where.endswith('/train'):
            continue  # the trainer is no part of the program
        for name in names:
            if name.endswith(('.cc', '.h')):
                with open(os.path.join(where, name), encoding='utf-8') as f:
                    text = f.read()
                used |= set(re.findall(r'"((?:%s)\.[a-z_]+)"' % '|'.join(stages), text))
                if folder == 'policies':
                    words |= set(re.findall(r'"\.?([a-z_]+)"', text))
missing = sorted(used - set(table))
joined = {key for key in table if key.split('.')[0] in ('policy', 'sheet') and key.split('.')[1] in words}
unused = sorted(set(table) - used - joined)
print('used', len(used), 'in the table', len(table))
print('missing:', missing)
print('never used:', unused)
sys.exit(1 if missing or unused else 0)
