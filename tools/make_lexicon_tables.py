#!/usr/bin/env python3
"""Makes detectors/data/lexicon/flexions.dat and mots_reels.dat from the French hunspell dictionary (package
hunspell-fr-comprehensive 1:7.0-1, MPL-2.0, by Olivier R.). Same dictionary and lexicon, same bytes.

  tools/make_lexicon_tables.py COMPILER [--dictionary /usr/share/hunspell/fr] [--lexicon FOLDER] [--out FOLDER]

COMPILER is expurge_lexicon_compile of a build (build/release/detectors/expurge_lexicon_compile); it lists the
words that the lexicon reads. Run this again when entries of the lexicon were added: new words bring new real
words that must not be taken for them.

flexions.dat: lemma, common stem and endings of every verb, and of every noun and adjective that does more than
take an s; folded, sorted by bytes, for a binary search. mots_reels.dat: words of the dictionary that the
lexicon's tolerance for one wrong letter would take for a word of the lexicon.
"""
import argparse
import os
import re
import subprocess
import unicodedata
from collections import defaultdict

HERE = os.path.dirname(os.path.abspath(__file__))
DATA = os.path.join(HERE, '..', 'detectors', 'data', 'lexicon')

INFLECTIONS_HEADER = (
    '# Inflections by lemma: lemma, common stem, endings. Derived from the French Hunspell dictionary\n'
    '# (Olivier R., MPL-2.0, Debian package hunspell-fr-comprehensive); sorted by lemma in byte order.\n')
REAL_WORDS_HEADER = (
    '# Real French words that differ by one letter from a word of the lexicon, so that they are not\n'
    "# taken for it; made from the French Hunspell dictionary (MPL-2.0) and the lexicon's own words.\n")

# As in detectors/lexicon_automaton.cc: letters from which a wrong letter, or a confusion of scanners, is forgiven.
LONG_WORD = 8
CONFUSABLE_WORD = 5


def fold(word):
    word = word.replace('œ', 'oe').replace('æ', 'ae').replace('’', "'")
    return ''.join(c for c in unicodedata.normalize('NFD', word.lower())
                   if not unicodedata.combining(c))


def read_suffixes(path):
    suffixes = defaultdict(list)
    with open(path, encoding='utf-8') as lines:
        for line in lines:
            part = line.split()
            if len(part) < 5 or part[0] != 'SFX':
                continue
            strip = '' if part[2] == '0' else part[2]
            add = part[3].split('/')[0]
            condition = '' if part[4] == '.' else part[4]
            suffixes[part[1]].append((strip, '' if add == '0' else add, re.compile(condition + '$')))
    return suffixes


def read_dictionary(path, suffixes):
    """(lemma, grammar, folded forms) of every entry."""
    with open(path, encoding='utf-8') as lines:
        for line in lines:
            part = line.rstrip('\n').replace('\t', ' ').split(' ')
            word, _, flags = part[0].partition('/')
            if not word:
                continue
            forms = [word]
            for at in range(0, len(flags), 2):
                for strip, add, condition in suffixes.get(flags[at:at + 2], ()):
                    if word.endswith(strip) and condition.search(word):
                        forms.append(word[:len(word) - len(strip)] + add)
            yield fold(word), ' '.join(part[1:]), {fold(form) for form in forms}


def without_rare_tenses(lemma, forms):
    """Nobody writes "que je suivisse" in a report, and such forms look like other words."""
    kept = {form for form in forms
            if not re.search(r'(a|i|u|in)(sse|sses|ssions|ssiez|ssent)$', form)
            or lemma.endswith(('sser', 'ssir', 'ssoir'))}
    if not lemma.endswith(('ir', 're', 'asser', 'isser', 'usser')):
        kept = {form for form in kept if not re.search(r'(ames|ates)$', form)}
    return kept | {lemma}


def inflection_rows(entries):
    lemmas = {}
    for lemma, grammar, forms in entries:
        if not re.match(r"^[a-z'œ-]+$", lemma) or not re.search(r'po:(v|nom|adj|ppas)', grammar):
            continue
        known = lemmas.setdefault(lemma, [set(), False])
        known[0].update(forms)
        known[1] |= 'po:v' in grammar
    for lemma in sorted(lemmas, key=str.encode):
        forms, verb = lemmas[lemma]
        if verb:
            forms = without_rare_tenses(lemma, forms)
        else:
            regular = {lemma} if lemma.endswith(('s', 'x', 'z')) else {lemma, lemma + 's'}
            if forms <= regular:
                continue
        stem = os.path.commonprefix([lemma, *forms])
        yield f"{lemma}\t{stem}\t{','.join(form[len(stem):] for form in sorted(forms))}\n"


def canonical(word):
    """The word with the letters that scanners confuse made one."""
    for confused, letter in (('rn', 'm'), ('l', 'i'), ('1', 'i'), ('0', 'o'), ('5', 's')):
        word = word.replace(confused, letter)
    return word


def with_one_letter_less(word):
    return {word} | {word[:at] + word[at + 1:] for at in range(len(word))}


def real_words(forms, lexicon):
    lexicon = set(lexicon)
    confusable = {canonical(word) for word in lexicon if len(word) >= CONFUSABLE_WORD}
    shortened = set().union(*(with_one_letter_less(w) for w in lexicon if len(w) >= LONG_WORD))
    candidates = {part for form in forms for part in re.split(r'[^a-z0-9]+', form)
                  if len(part) >= CONFUSABLE_WORD and part not in lexicon}
    return sorted(
        word for word in candidates
        if canonical(word) in confusable
        or (len(word) >= LONG_WORD and not with_one_letter_less(word).isdisjoint(shortened)))


def write(folder, name, text):
    with open(os.path.join(folder, name), 'w', encoding='utf-8', newline='\n') as out:
        out.write(text)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split('\n')[0])
    parser.add_argument('compiler')
    parser.add_argument('--dictionary', default='/usr/share/hunspell/fr')
    parser.add_argument('--lexicon', default=DATA)
    parser.add_argument('--out', default=DATA)
    options = parser.parse_args()
    suffixes = read_suffixes(options.dictionary + '.aff')
    entries = [entry for entry in read_dictionary(options.dictionary + '.dic', suffixes)
               if not re.search(r'po:(npr|prn|patr)', entry[1])]  # no names
    write(options.out, 'flexions.dat', INFLECTIONS_HEADER + ''.join(inflection_rows(entries)))
    # After the inflections: the words of the lexicon are its inflected ones.
    words = subprocess.run([options.compiler, '--words', options.lexicon], check=True, capture_output=True,
                           text=True).stdout.split()
    forms = set().union(*(entry[2] for entry in entries))
    write(options.out, 'mots_reels.dat',
          REAL_WORDS_HEADER + ''.join(word + '\n' for word in real_words(forms, words)))


if __name__ == '__main__':
    main()
