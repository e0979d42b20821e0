#!/usr/bin/env python3
"""end_to_end.py PROGRAM SOURCE_DIR: the program as a user meets it: commands, exit codes, messages.

Python's standard library; pdftotext, qpdf and mutool (Debian) as readers that are not ours.
Every standard error that the program writes is kept; the last test looks for words of the reports in it.
"""
import hashlib
import json
import os
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import time
import unittest

PROGRAM = os.path.abspath(sys.argv[1])
SOURCE = os.path.abspath(sys.argv[2])
SAMPLES = os.path.join(SOURCE, 'samples')
STDERR = []  # everything the program said

REPORT = """NOTE SOCIALE

Madame Zélie Kerandrenou, née le 3 mars 1984, vit 12 rue des Ajoncs, 29999 Trévarnou.
Madame est suivie au CMP pour une dépression sévère depuis janvier.
La dette de loyer atteint 2 340 € et le bailleur a délivré un commandement de payer.
Elle perçoit le RSA, soit 607 € par mois.
"""
SECRETS = ['Zélie', 'Kerandrenou', 'Trévarnou', 'Ajoncs', 'dépression', 'CMP']


def run(*args, stdin=b'', **more):
    done = subprocess.run([PROGRAM, *map(str, args)], input=stdin, stdout=subprocess.PIPE,
                          stderr=subprocess.PIPE, timeout=300, **more)
    done.err = done.stderr.decode('utf-8')
    STDERR.append(done.err)
    return done


def pdftotext(path):
    return subprocess.run(['pdftotext', path, '-'], stdout=subprocess.PIPE,
                          check=True).stdout.decode()


def tiny_pdf(pages, text='Madame a été reçue en entretien le 4 mars.'):
    """A valid PDF of `pages` pages, each with one line of text (none when `text` is empty)."""
    line = text.encode('latin-1').replace(b'(', b'').replace(b')', b'')
    stream = b'BT /F1 12 Tf 72 700 Td (' + line + b') Tj ET' if text else b'0 0 m'
    objects = [b'<</Type/Catalog/Pages 2 0 R>>',
               b'<</Type/Pages/Count %d/Kids[%s]>>' % (
                   pages, b' '.join(b'%d 0 R' % (5 + i) for i in range(pages))),
               b'<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>',
               b'<</Length %d>>stream\n%s\nendstream' % (len(stream), stream)]
    page = (b'<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R'
            b'/Resources<</Font<</F1 3 0 R>>>>>>')
    objects += [page] * pages
    out, at = bytearray(b'%PDF-1.4\n'), []
    for number, body in enumerate(objects, 1):
        at.append(len(out))
        out += b'%d 0 obj\n%s\nendobj\n' % (number, body)
    xref = len(out)
    out += b'xref\n0 %d\n0000000000 65535 f \n' % (len(objects) + 1)
    out += b''.join(b'%010d 00000 n \n' % o for o in at)
    out += b'trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n' % (len(objects) + 1, xref)
    return bytes(out)


class EndToEnd(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.mkdtemp(prefix='expurge-e2e-')
        self.report = self.write('rapport.txt', REPORT)

    def tearDown(self):
        shutil.rmtree(self.folder, ignore_errors=True)

    def path(self, name):
        return os.path.join(self.folder, name)

    def write(self, name, content):
        with open(self.path(name), 'wb') as f:
            f.write(content.encode() if isinstance(content, str) else content)
        return self.path(name)

    def draft(self, path, *more, recipient='commission_aide', scope='logement,finances', out='-'):
        return run('emettre', path, '--essai', '--pour', recipient, '--objet', scope, '-o', out,
                   *more)

    def refused(self, done, code, *words):
        self.assertEqual(done.returncode, code, done.err)
        self.assertEqual(done.stdout, b'')
        for word in words:
            self.assertIn(word, done.err)
        self.assertNotIn('sans explication', done.err)

    # What a worker does.

    def test_the_version_keeps_what_the_commission_needs_and_nothing_else(self):
        done = self.draft(self.report)
        self.assertEqual(done.returncode, 0, done.err)
        text = done.stdout.decode()
        self.assertTrue(text.startswith('BROUILLON'))
        self.assertIn('2 340', text)
        for word in SECRETS:
            self.assertNotIn(word.lower(), text.lower())

    def test_every_sample_sheet_gives_what_its_recipient_may_have(self):
        refusals = {'clspd', 'hierarchie_non_soumise'}
        seen = 0
        for name in sorted(os.listdir(SAMPLES)):
            if not name.endswith('.toml'):
                continue
            sheet = os.path.join(SAMPLES, name)
            with open(sheet, encoding='utf-8') as f:
                content = f.read()
            recipient = re.search(r'^destinataire\s*=\s*"([^"]+)"', content, re.M).group(1)
            pdf = os.path.join(SOURCE, re.search(r'samples/[\w-]+\.pdf', content).group())
            out = self.path(name + '.pdf')
            done = run('emettre', pdf, '--fiche', sheet, '-o', out)
            if recipient in refusals:
                self.refused(done, 3)
                self.assertFalse(os.path.exists(out))
            else:
                self.assertEqual(done.returncode, 0, name + ' ' + done.err)
                check = subprocess.run(['qpdf', '--check', out], stdout=subprocess.PIPE,
                                       stderr=subprocess.STDOUT)
                self.assertEqual(check.returncode, 0, check.stdout.decode())
                fonts = subprocess.run(['pdffonts', out], stdout=subprocess.PIPE).stdout.decode()
                for line in fonts.splitlines()[2:]:
                    self.assertRegex(line, r'\byes +yes +yes\b')
                self.assertTrue(pdftotext(out).strip())
            seen += 1
        self.assertGreaterEqual(seen, 8)

    def test_a_composed_version_is_the_same_whatever_the_report_says(self):
        sheet = os.path.join(SAMPLES, 'maire.toml')
        versions = set()
        for i, content in enumerate([REPORT, 'Monsieur a déposé un dossier.\n', 'x' * 5000]):
            out = self.path(f'v{i}.pdf')
            done = run('emettre', self.write(f'r{i}.txt', content), '--fiche', sheet, '-o', out)
            self.assertEqual(done.returncode, 0, done.err)
            with open(out, 'rb') as f:
                versions.add(f.read())
        self.assertEqual(len(versions), 1)

    def test_same_input_same_bytes(self):
        outs = []
        for i in range(2):
            out = self.path(f'{i}.pdf')
            self.assertEqual(self.draft(self.report, out=out).returncode, 0)
            with open(out, 'rb') as f:
                outs.append(f.read())
        self.assertEqual(outs[0], outs[1])

    def test_a_withheld_name_of_another_length_changes_no_byte(self):
        # Form lines, so that no neighbouring word changes its meaning with the name: how the context
        # of whole stretches counts is measured by corpus_pairs_test.
        report = REPORT.replace('Madame Zélie Kerandrenou, née le 3 mars 1984, vit 12 rue des '
                                'Ajoncs, 29999 Trévarnou.',
                                'Nom : Kerandrenou\nPrénom : Zélie\nNée le : 3 mars 1984\n'
                                'Adresse : 12 rue des Ajoncs, 29999 Trévarnou\n')
        other = report.replace('Kerandrenou', 'Saint-Vougay de Kerlouan')
        other = other.replace('Zélie', 'Bérengère').replace('3 mars 1984', '21 septembre 1979')
        other = other.replace('12 rue des Ajoncs', '1204 bis, impasse du Petit-Pont-Neuf')
        self.assertNotIn('Ajoncs', other)
        for extension in ('txt', 'pdf'):
            bytes_of = []
            for i, text in enumerate([report, other]):
                out = self.path(f'{i}.{extension}')
                done = self.draft(self.write(f'{i}-in.txt', text), out=out)
                self.assertEqual(done.returncode, 0, done.err)
                with open(out, 'rb') as f:
                    bytes_of.append(f.read())
            self.assertEqual(bytes_of[0], bytes_of[1])

    def test_the_filter_gives_text_for_text_and_pdf_for_pdf(self):
        options = ['filtrer', '--essai', '--pour', 'commission_aide', '--objet', 'logement']
        done = run(*options, stdin=REPORT.encode())
        self.assertEqual(done.returncode, 0, done.err)
        self.assertTrue(done.stdout.decode().startswith('BROUILLON'))
        done = run(*options, stdin=tiny_pdf(1))
        self.assertEqual(done.returncode, 0, done.err)
        self.assertTrue(done.stdout.startswith(b'%PDF-'))

    def test_the_kind_is_told_by_content_not_by_name(self):
        done = self.draft(self.write('faux.txt', tiny_pdf(1)))
        self.assertEqual(done.returncode, 0, done.err)
        self.assertTrue(done.stdout.startswith(b'%PDF-'))

    def test_encodings_of_text_give_the_same_version(self):
        expected = self.draft(self.report).stdout
        encoded = {'bom': b'\xef\xbb\xbf' + REPORT.encode(), 'cp1252': REPORT.encode('cp1252'),
                   'utf16': REPORT.encode('utf-16'), 'utf16be': b'\xfe\xff' + REPORT.encode('utf-16-be')}
        for name, content in encoded.items():
            with self.subTest(name):
                done = self.draft(self.write(name, content))
                self.assertEqual(done.returncode, 0, done.err)
                self.assertEqual(done.stdout, expected)

    def test_detecter_offsets_are_those_of_the_text(self):
        done = run('detecter', self.report, '--format', 'json')
        self.assertEqual(done.returncode, 0, done.err)
        findings = [json.loads(line) for line in done.stdout.decode().splitlines()]
        self.assertTrue(any('identite.nom' in f['categories'] for f in findings))
        raw = REPORT.encode()
        for f in findings:
            passage = f['passage']
            self.assertEqual(raw[slice(*passage['octets'])].decode(), passage['texte'])
            self.assertEqual(REPORT[slice(*passage['points'])], passage['texte'])
            units = REPORT.encode('utf-16-le')
            b, e = passage['utf16']
            self.assertEqual(units[2 * b:2 * e].decode('utf-16-le'), passage['texte'])

    def test_detecter_brat_and_html(self):
        done = run('detecter', self.report, '--format', 'brat', '-o', self.folder)
        self.assertEqual(done.returncode, 0, done.err)
        with open(self.path('rapport.ann'), encoding='utf-8') as f:
            lines = f.read().splitlines()
        self.assertTrue(lines)
        for line in lines:
            self.assertRegex(line, r'^T\d+\t[a-z_.]+ \d+ \d+\t')
            self.assertNotIn('inconnu', line)
        done = run('detecter', self.report, '--format', 'html')
        self.assertEqual(done.returncode, 0)
        page = done.stdout.decode()
        self.assertIn('<mark', page)
        self.assertNotIn('<script', page)
        self.assertNotRegex(page, r'(src|href)="https?:')

    def test_politique_lists_and_explains(self):
        done = run('politique')
        self.assertEqual(done.returncode, 0, done.err)
        self.assertEqual(sum(line.strip().startswith('ccapex_instruction')
                             for line in done.stdout.decode().splitlines()), 1)
        done = run('politique', 'maire')
        self.assertEqual(done.returncode, 0, done.err)
        self.assertLessEqual(len(done.stdout.decode().splitlines()), 60)
        listed = json.loads(run('politique', '--format', 'json').stdout)
        self.assertEqual(len(listed['destinataires']), 30)

    def test_report_and_slip_hold_no_word_of_the_report(self):
        report, slip = self.path('r.json'), self.path('b.txt')
        done = run('emettre', os.path.join(SAMPLES, 'ccapex.pdf'), '--fiche',
                   os.path.join(SAMPLES, 'ccapex.toml'), '-o', self.path('v.pdf'), '--rapport',
                   report, '--bordereau', slip)
        self.assertEqual(done.returncode, 0, done.err)
        with open(report, encoding='utf-8') as f:
            decided = json.load(f)
        self.assertTrue(decided['passages'])
        with open(self.path('v.pdf'), 'rb') as f:
            digest = hashlib.sha256(f.read()).hexdigest()
        self.assertEqual(decided['version_sha256'], digest)
        self.assertNotIn('texte', json.dumps(decided['passages']))
        with open(slip, encoding='utf-8') as f:
            self.assertIn(digest, f.read().replace('\n', '').replace(' ', ''))

    def test_evaluer_agrees_with_the_reference_script(self):
        corpus = os.path.join(SAMPLES, 'corpus')
        script = os.path.join(corpus, 'corpus.py')
        plain, found = self.path('plain'), self.path('found')
        os.mkdir(found)
        subprocess.run([sys.executable, script, 'untag', os.path.join(corpus, 'dev'), plain],
                       check=True)
        texts = [os.path.join(plain, name) for name in sorted(os.listdir(plain))]
        done = run('detecter', *texts, '--format', 'brat', '-o', found)
        self.assertEqual(done.returncode, 0, done.err)
        expected = json.loads(subprocess.run(
            [sys.executable, script, 'score', os.path.join(corpus, 'dev'), found, '--json'],
            stdout=subprocess.PIPE, check=True).stdout)
        done = run('evaluer', os.path.join(corpus, 'dev'), '--manques')
        self.assertEqual(done.returncode, 0, done.err)
        rows = {}
        for line in done.stdout.decode().split('\n\n')[0].splitlines():
            words = line.split()
            if words and (words[0] == 'ALL' or words[0] in expected['categories']):
                rows[words[0]] = [None if w == '-' else float(w) for w in words[2:6]]
        self.assertEqual(set(rows), set(expected['categories']))
        for category, row in expected['categories'].items():
            for mine, key in zip(rows[category], ('leak', 'masked', 'recall', 'prec')):
                if row[key] is not None and mine is not None:
                    self.assertAlmostEqual(mine, row[key], delta=0.0006, msg=(category, key))
        self.assertIn(f"{expected['over']:.3f}", done.stdout.decode())

    # Bad input: exit code and message.

    def test_unreadable_inputs(self):
        self.refused(self.draft(self.write('vide.txt', b'')), 4, 'vide')
        self.refused(self.draft(self.folder), 4, 'dossier')
        self.refused(self.draft(self.path('absent.txt')), 4, "n'existe pas")
        self.refused(self.draft(self.write('bruit', bytes(range(256)) * 40)), 4)
        whole = tiny_pdf(3)
        self.refused(self.draft(self.write('sans.pdf', tiny_pdf(1, ''))), 4, 'numéris')
        self.refused(self.draft(self.write('coupe.pdf', whole[:60])), 4)
        self.refused(self.draft(self.write('a.docx', b'PK\x03\x04' + b'[Content_Types].xml word/' * 9)),
                     4, 'libreoffice')
        self.refused(self.draft(self.write('a.rtf', b'{\\rtf1\\ansi Bonjour}')), 4, 'libreoffice')
        self.refused(self.draft(self.write('a.png', b'\x89PNG\r\n\x1a\n' + b'\0' * 90)), 4)
        self.refused(self.draft(self.write('a.doc', b'\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1' + b'\0' * 600)),
                     4, 'libreoffice')

    def test_encrypted_pdf(self):
        plain = self.write('clair.pdf', tiny_pdf(1))
        for name, user in (('ouvert', ''), ('ferme', 'sésame')):
            subprocess.run(['qpdf', '--encrypt', user, 'maître', '256', '--', plain,
                            self.path(name + '.pdf')], check=True)
        self.assertEqual(self.draft(self.path('ouvert.pdf')).returncode, 0)
        self.refused(self.draft(self.path('ferme.pdf')), 4, 'mot de passe')
        good, bad = self.write('bon', 'sésame\n'), self.write('mauvais', 'autre\n')
        self.refused(self.draft(self.path('ferme.pdf'), '--mot-de-passe-fichier', bad), 4,
                     'mot de passe')
        done = self.draft(self.path('ferme.pdf'), '--mot-de-passe-fichier', good)
        self.assertEqual(done.returncode, 0, done.err)

    def test_ten_thousand_pages_in_bounded_memory(self):
        pdf = self.write('long.pdf', tiny_pdf(10000, 'La dette de loyer atteint 2340 euros.'))
        out = self.path('v.pdf')
        self.assertEqual(self.draft(pdf, '-q', out=out).returncode, 0)
        peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss  # KiB, the largest child so far
        self.assertLess(peak, 96 * 1024 + 10000 * 100)
        self.assertIn('2340', pdftotext(out))

    def test_dash_is_standard_input_and_output(self):
        done = run('emettre', '-', '--essai', '--pour', 'commission_aide', '-o', '-',
                   stdin=REPORT.encode())
        self.assertEqual(done.returncode, 0, done.err)
        self.assertTrue(done.stdout.startswith(b'BROUILLON'))
        done = run('detecter', '-', stdin=REPORT.encode())
        self.assertEqual(done.returncode, 0, done.err)
        self.assertIn('identite.nom', done.stdout.decode())

    def test_size_limit(self):
        large = self.write('grand.txt', b'Madame est venue.\n' * 70000)
        self.refused(self.draft(large, '--taille-max', '1'), 4, '1 Mio')
        self.refused(self.draft(large, '--taille-max', 'beaucoup'), 2, 'beaucoup')

    def test_invalid_utf8_shifts_nothing(self):
        content = b'Madame \xff\xfe est venue. Elle a une dette de loyer de 500 euros.\n'
        content = 'é'.encode() * 3 + content
        done = self.draft(self.write('casse.txt', content))
        self.assertEqual(done.returncode, 0, done.err)
        done = run('detecter', self.path('casse.txt'), '--format', 'json')
        text = content.decode('utf-8', 'replace')
        for line in done.stdout.decode().splitlines():
            passage = json.loads(line)['passage']
            self.assertEqual(text[slice(*passage['points'])], passage['texte'])

    def test_unknown_words_on_the_command_line(self):
        self.refused(run(), 2, 'emettre')
        self.refused(run('emetre', self.report), 2, 'emetre')
        self.refused(run('emettre'), 2)
        self.refused(run('emettre', self.report, '--fich', 'x', '-o', '-'), 2, '--fich')
        self.refused(run('emettre', self.report), 2, '-o')
        self.refused(run('emettre', self.report, '-o', '-'), 2, 'fiche')
        self.refused(self.draft(self.report, recipient='comission_aide'), 2, 'commission_aide')
        self.refused(self.draft(self.report, scope='logment'), 2, 'logement')
        self.refused(run('detecter', self.report, '--format', 'xml'), 2, 'xml')
        self.assertEqual(run('--aide').returncode, 0)
        self.assertEqual(run('emettre', '--aide').returncode, 0)
        self.assertEqual(run('--version').returncode, 0)

    def test_bad_sheets(self):
        with open(os.path.join(SAMPLES, 'ccapex.toml'), encoding='utf-8') as f:
            good = f.read()
        cases = {
            'cle': (good + '\n[inconnue]\nx = 1\n', 2, 'inconnue'),
            'date': (re.sub(r'(?m)^(fin_conservation\s*=\s*).*$', r'\g<1>2027-02-30', good), 2, ''),
            'objet': (re.sub(r'(?m)^(objet\s*=\s*).*$', r'\g<1>["logment"]', good), 2, 'logement'),
            'toml': (good + '\n[[[\n', 2, ''),
            'destinataire': (re.sub(r'(?m)^destinataire\s*=.*$', 'destinataire = "ccapex"', good), 2,
                             'ccapex_instruction'),
            'gate': (re.sub(r'(?m)^(canal|objectif)\s*=.*$', '', good), 3, 'G1'),
        }
        for name, (sheet, code, word) in cases.items():
            with self.subTest(name):
                self.assertNotEqual(sheet, good)
                out = self.path(name + '.txt')
                done = run('emettre', self.report, '--fiche', self.write(name + '.toml', sheet),
                           '-o', out)
                self.refused(done, code, word)
                self.assertFalse(os.path.exists(out))

    def test_targets_that_cannot_be_written(self):
        out = self.write('v.txt', 'ancien')
        self.refused(self.draft(self.report, out=out), 2, '--remplacer')
        with open(out) as f:
            self.assertEqual(f.read(), 'ancien')
        self.assertEqual(self.draft(self.report, '--remplacer', out=out).returncode, 0)
        self.refused(self.draft(self.report, out=self.path('absent/v.txt')), 2, 'dossier')
        self.refused(self.draft(self.report, out=self.path('v.docx')), 2, '.docx')
        self.refused(self.draft(self.report, '--remplacer', out=self.report), 2, 'original')
        link = self.path('lien.txt')
        os.link(self.report, link)
        self.refused(self.draft(self.report, '--remplacer', out=link), 2, 'original')
        with open(self.report, encoding='utf-8') as f:
            self.assertEqual(f.read(), REPORT)
        self.assertFalse([n for n in os.listdir(self.folder) if n.startswith('.expurge')])

    def test_no_output_touches_an_input_or_another_output(self):
        sheet = self.path('f.toml')
        shutil.copy(os.path.join(SAMPLES, 'ccapex.toml'), sheet)
        with open(sheet, 'rb') as f:
            before = f.read()
        base = ['emettre', self.report, '--fiche', sheet, '-o', self.path('v.txt'), '--remplacer']
        for more in (['--journal', self.report], ['--journal', sheet], ['--rapport', sheet],
                     ['--revue', self.report], ['--bordereau', self.path('v.txt')],
                     ['--rapport', self.path('x.json'), '--journal', self.path('x.json')],
                     ['--bordereau', self.path('b.foo'), '--rapport', self.path('r.json')]):
            with self.subTest(more):
                self.refused(run(*base, *more), 2)
        with open(sheet, 'rb') as f:
            self.assertEqual(f.read(), before)
        with open(self.report, encoding='utf-8') as f:
            self.assertEqual(f.read(), REPORT)
        self.assertEqual(sorted(os.listdir(self.folder)), ['f.toml', 'rapport.txt'])
        os.mkfifo(self.path('tube.txt'))
        self.refused(self.draft(self.report, '--remplacer', out=self.path('tube.txt')), 2)

    def test_a_sheet_cannot_forge_lines_or_exhaust_the_stack(self):
        with open(os.path.join(SAMPLES, 'ccapex.toml'), encoding='utf-8') as f:
            good = f.read()
        for value in ('Mme X\\nObjectif : faux', 'a\\u2028b', 'a\\u202eb', 'a\\u001b[1mb'):
            bad = re.sub(r'(?m)^(objectif\s*=\s*).*$', lambda m: m[1] + '"' + value + '"', good)
            self.assertNotEqual(bad, good)
            self.refused(run('emettre', self.report, '--fiche', self.write('f.toml', bad), '-o', '-'),
                         2, 'seule ligne')
        deep = 'a' + '.a' * 100000 + ' = 1\n'
        self.refused(run('emettre', self.report, '--fiche', self.write('d.toml', deep), '-o', '-'), 2)

    def test_an_interruption_leaves_nothing(self):
        large = self.write('grand.txt', REPORT * 400)
        for signal in ('INT', 'TERM'):
            child = subprocess.Popen([PROGRAM, 'emettre', large, '--essai', '--pour', 'archive', '-o',
                                      self.path('v.pdf'), '--remplacer'], stderr=subprocess.PIPE)
            time.sleep(0.3)
            subprocess.run(['kill', '-' + signal, str(child.pid)])
            STDERR.append(child.communicate()[1].decode())
            self.assertIn(child.returncode, (-2, -15, 0))
        self.assertFalse([n for n in os.listdir(self.folder) if n.startswith('.expurge')])

    def test_full_disk_and_closed_pipe(self):
        command = [PROGRAM, 'emettre', self.report, '--essai', '--pour', 'commission_aide', '-o', '-']
        with open('/dev/full', 'wb') as full:
            done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE)
        STDERR.append(done.stderr.decode())
        self.assertEqual(done.returncode, 75)
        reader, writer = os.pipe()
        os.close(reader)
        done = subprocess.run(command, stdout=writer, stderr=subprocess.PIPE)
        STDERR.append(done.stderr.decode())
        self.assertEqual(done.returncode, 75)
        done = subprocess.run([PROGRAM, 'politique'], stdout=writer, stderr=subprocess.PIPE)
        self.assertEqual(done.returncode, 0)
        os.close(writer)
        limited = ['bash', '-c', 'ulimit -f 0; exec "$@"', 'x', *command[:-1], self.path('l.txt')]
        done = subprocess.run(limited, stderr=subprocess.PIPE)
        STDERR.append(done.stderr.decode())
        self.assertEqual(done.returncode, 75)
        self.assertEqual(os.listdir(self.folder), ['rapport.txt'])

    def test_no_word_of_a_report_in_any_message(self):
        # Named with "no_word" but run last (see main): by then every other test has spoken.
        words = set(SECRETS)
        for name in os.listdir(SAMPLES):
            if name.endswith('.txt'):
                with open(os.path.join(SAMPLES, name), encoding='utf-8') as f:
                    words |= set(re.findall(r'\b[A-ZÉÈ][A-Za-zéèêëàâîïôûùç-]{5,}\b', f.read()))
        said = '\n'.join(STDERR)
        vocabulary = set()
        for name in ('cli/messages.inc', 'cli/options.cc', 'policies/data'):
            path = os.path.join(SOURCE, name)
            files = [path] if os.path.isfile(path) else [
                os.path.join(d, f) for d, _, fs in os.walk(path) for f in fs]
            for file in files:
                with open(file, encoding='utf-8') as f:
                    vocabulary |= set(re.findall(r'[\w-]+', f.read()))
        leaked = sorted(w for w in words - vocabulary if re.search(r'\b%s\b' % re.escape(w), said))
        self.assertEqual(leaked, [])


if __name__ == '__main__':
    loader = unittest.TestLoader()
    names = loader.getTestCaseNames(EndToEnd)
    names.sort(key=lambda n: (n == 'test_no_word_of_a_report_in_any_message', n))
    suite = unittest.TestSuite(EndToEnd(n) for n in names)
    result = unittest.TextTestRunner(verbosity=1).run(suite)
    sys.exit(0 if result.wasSuccessful() and result.testsRun else 1)
