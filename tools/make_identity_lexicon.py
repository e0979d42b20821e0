#!/usr/bin/env python3
"""Makes detectors/data/identity/common_words.bin, verbs.bin, places.txt and dictionary_names.txt from the
French hunspell dictionary (package hunspell-fr-comprehensive, MPL-2.0, by Olivier R.).

  tools/make_identity_lexicon.py [/usr/share/hunspell/fr] [OUT_DIR]

common_words.bin: one header line, padded with spaces to a multiple of 4 bytes, then the 32-bit FNV-1a
hashes (little endian, ascending) of every folded form of a common word. Two words in 10,000 of those
that are not French collide, which costs a name its rarity and nothing else. verbs.bin: the same for the verbs that
a name can be the subject of (third person, indicative and conditional).
"""
import os
import re
import struct
import sys
import unicodedata
from collections import defaultdict

RARE_TENSES = {'po:ipsi', 'po:simp'}  # passé simple, imparfait du subjonctif: a fifth of the forms
LICENCE = 'derived from hunspell-fr (Grammalecte/Dicollecte, Olivier R.), MPL-2.0'


def fold(word):
    word = word.lower().replace('œ', 'oe').replace('æ', 'ae').replace('ß', 'ss').replace('ø', 'o')
    word = word.replace('’', "'").replace('ł', 'l')
    return ''.join(c for c in unicodedata.normalize('NFKD', word) if not unicodedata.combining(c))


def read_affixes(path):
    rules = defaultdict(list)
    for line in open(path, encoding='utf-8'):
        part = line.split()
        if len(part) >= 5 and part[0] == 'SFX' and part[2] != 'Y':
            strip = '' if part[2] == '0' else part[2]
            add, _, after = part[3].partition('/')
            if RARE_TENSES & set(part[5:]):
                continue
            rules[part[1]].append((strip, '' if add == '0' else add, re.compile(part[4] + '$'),
                                   re.findall('..', after),
                                   bool({'po:3sg', 'po:3pl'} & set(part[5:]))))
    return rules


def forms(word, flags, rules, third=False, depth=0):
    """(form, whether it is a verb in the third person) for every form of a word."""
    yield word, third
    if depth == 2:
        return
    for flag in flags:
        for strip, add, condition, after, person in rules.get(flag, ()):
            if word.endswith(strip) and condition.search(word):
                stem = word[:len(word) - len(strip)] if strip else word
                yield from forms(stem + add, after, rules, third or person, depth + 1)


def fnv1a(word):
    value = 2166136261
    for byte in word.encode():
        value = (value ^ byte) * 16777619 & 0xffffffff
    return value


def main(base, out):
    rules = read_affixes(base + '.aff')
    common, first_names, places, verbs = set(), set(), set(), set()
    for line in open(base + '.dic', encoding='utf-8'):
        part = line.split()
        if len(part) < 2:
            continue
        word, _, flags = part[0].partition('/')
        kinds = {p[3:] for p in part[1:] if p.startswith('po:')}
        if 'prn' in kinds:
            first_names.add(word)
        elif kinds & {'npr'} and word[:1].isupper():
            places.add(word)
        elif 'patr' in kinds or not word[:1].isalpha():
            continue
        elif len(word) > 2 and word[0].isupper():
            places.add(word)  # countries, peoples, acronyms, brands
        else:
            third = bool({'3sg', '3pl'} & kinds)
            for form, person in forms(word, re.findall('..', flags), rules, third):
                folded = fold(form)
                if person and re.fullmatch('[a-z]{1,24}', folded):
                    verbs.add(folded)
                if folded.isascii() and re.fullmatch(r"[a-z]{2,24}", folded):
                    common.add(folded)
                else:
                    common.update(p for p in re.split(r"[^a-z]+", folded) if len(p) > 1)
    for file, words in (('common_words.bin', common), ('verbs.bin', verbs)):
        header = f'# expurge: hashes of folded French words, {LICENCE}; by tools/make_identity_lexicon.py'
        header = header.encode() + b' ' * (-(len(header) + 1) % 4) + b'\n'
        hashes = sorted({fnv1a(word) for word in words})
        with open(os.path.join(out, file), 'wb') as f:
            f.write(header + struct.pack(f'<{len(hashes)}I', *hashes))
    for name, words in (('dictionary_names.txt', first_names), ('places.txt', places)):
        folded = sorted({fold(w) for w in words if len(w) > 1 and re.fullmatch(r"[a-z' -]+", fold(w))})
        with open(os.path.join(out, name), 'w', encoding='utf-8') as f:
            f.write(f'# {"first names" if "names" in name else "proper names of no person"} of the dictionary, '
                    f'{LICENCE}; by tools/make_identity_lexicon.py\n')
            f.writelines(w + '\n' for w in folded)
    print(len(common), 'common words,', len(verbs), 'verbs,', len(first_names), 'first names,', len(places), 'places')


if __name__ == '__main__':
    here = os.path.dirname(os.path.abspath(__file__))
    main(sys.argv[1] if len(sys.argv) > 1 else '/usr/share/hunspell/fr',
         sys.argv[2] if len(sys.argv) > 2 else os.path.join(here, '..', 'detectors', 'data', 'identity'))
