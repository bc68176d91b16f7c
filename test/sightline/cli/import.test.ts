import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { CannotRun } from '../../../src/sightline/cli/cannot-run';
import { importCommand } from '../../../src/sightline/cli/import';
import { main } from '../../../src/sightline/cli/main';
import { openSloSamples, slothEvents, slothSamples } from '../importers/samples';

const refused = (...args: string[]) =>
  importCommand(args).then(
    () => 'it was imported',
    (failure: unknown) => (failure instanceof CannotRun ? failure.message : 'it crashed'),
  );

describe('sightline import', () => {
  let folder: string;
  const file = (name: string) => join(folder, name);
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'sightline-import-'));
    writeFileSync(file('search.yaml'), slothSamples.latency);
    writeFileSync(file('checkout.yaml'), slothSamples.availability);
    writeFileSync(file('shop.yaml'), openSloSamples.ratio);
    writeFileSync(file('sum.yaml'), slothEvents('a_total + b_total', 'b_total'));
    writeFileSync(file('old.yaml'), 'apiVersion: openslo/v2alpha\nkind: SLO\n');
    writeFileSync(file('large.yaml'), ' '.repeat(1024 * 1024 + 1));
    writeFileSync(
      file('plugins.yaml'),
      'version: prometheus/v1\nservice: a\nslos: [{ name: a, objective: 99, sli: { plugin: { id: b } } }]',
    );
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test('prints the declaration, and says beside it that everything was carried over', async () => {
    const search = await importCommand(['sloth', file('search.yaml')]);
    expect(search).toMatchObject({
      code: 0,
      messages: `2 of 2 objectives in ${file('search.yaml')} carried over.\n`,
    });
    expect(search.output).toContain('export const search = serviceContract({');
    const shop = await importCommand(['openslo', file('shop.yaml')]);
    expect(shop.code).toBe(0);
    expect(shop.output).toContain('export const shop = serviceContract({');
  });

  test('says what was left out of an objective that was carried over, and ends with 0', async () => {
    const { code, messages } = await importCommand(['sloth', file('checkout.yaml')]);
    expect(code).toBe(0);
    expect(messages).toContain(
      `warning IMP009 [${file('checkout.yaml')}:20 checkout.requests-availability.alerting.annotations.summary]\n  the annotation 'summary' ("High error rate on checkout") is left out: what alerts say is made from the objective.\n`,
    );
  });

  test('reads no device, which need not have an end', async () => {
    expect(await refused('sloth', '/dev/zero')).toBe(
      "'/dev/zero' is a device, not a file: it need not have an end",
    );
  });

  test('ends with 1 where an objective was left out', async () => {
    const { code, output, messages } = await importCommand(['sloth', file('sum.yaml')]);
    expect({ code, output }).toEqual({ code: 1, output: '' });
    expect(messages).toMatch(/^error IMP003 \[.*sum\.yaml:8:23 shop\.orders\.sli\.events\.error_query\]\n/);
    expect(messages).toContain(
      "adds up several counts with '+', and an objective counts one.\n" +
        '    8 |         error_query: "a_total + b_total"\n      |                       ^^^^^^^^^^^^^^^^^\n  Fix: make one selector',
    );
    expect(messages).toContain('0 of 1 objective in');
  });

  test('says it as JSON too', async () => {
    const { output, messages = '' } = await importCommand([
      'sloth',
      file('checkout.yaml'),
      '--format',
      'json',
    ]);
    expect(output).toContain('serviceContract({');
    const { problems, summary } = JSON.parse(messages) as {
      problems: { id: string; line: number; file: string }[];
      summary: object;
    };
    expect(summary).toEqual({ objects: 1, rules: 0, errors: 0, warnings: 4 });
    expect(problems[0]).toMatchObject({ id: 'IMP009', line: 4, file: file('checkout.yaml') });
  });

  test('writes the declaration to a file where one is named', async () => {
    const out = file('search.ts');
    const { output } = await importCommand(['sloth', file('search.yaml'), '--output', out]);
    expect(output).toBe('');
    const { output: printed } = await importCommand(['sloth', file('search.yaml')]);
    // what is printed in a fork is for its services
    expect(readFileSync(out, 'utf8')).toBe(
      printed.replace("'../sightline'", "'@sightline-monitoring/sightline'"),
    );
  });

  test('imports from the package, and in a fork from the library of the fork, by the path from where the file is written', async () => {
    const pathIn = async (output: string) => {
      mkdirSync(dirname(file(output)), { recursive: true });
      await importCommand(['sloth', file('search.yaml'), '--output', file(output)]);
      return /^import [^;]* from '(.*)';$/m.exec(readFileSync(file(output), 'utf8'))?.[1];
    };
    expect(await pathIn('shop.ts')).toBe('@sightline-monitoring/sightline');
    mkdirSync(file('fork/src/sightline'), { recursive: true });
    writeFileSync(file('fork/src/sightline/index.ts'), '');
    expect(await pathIn('fork/src/services/shop-contract.ts')).toBe('../sightline');
    expect(await pathIn('fork/src/services/payments/shop.ts')).toBe('../../sightline');
    expect(await pathIn('fork/src/shop.ts')).toBe('./sightline');
    expect(await pathIn('fork/shop.ts')).toBe('./src/sightline');
  });

  test('takes what it prints for a file in src/services of the folder that it runs in', async () => {
    const printedIn = async (cwd: string) => {
      const spy = jest.spyOn(process, 'cwd').mockReturnValue(cwd);
      try {
        const { output } = await importCommand(['sloth', file('search.yaml')]);
        return /^import [^;]* from '(.*)';$/m.exec(output)?.[1];
      } finally {
        spy.mockRestore();
      }
    };
    expect(await printedIn(folder)).toBe('@sightline-monitoring/sightline');
    mkdirSync(file('other-fork/src/sightline'), { recursive: true });
    writeFileSync(file('other-fork/src/sightline/index.ts'), '');
    expect(await printedIn(file('other-fork'))).toBe('../sightline');
  });

  test.each([
    ['nothing to import', [], 'say what to import: sloth or openslo'],
    ['another format', ['nobl9', 'a.yaml'], "'nobl9' can't be imported"],
    ['no file', ['sloth'], 'give the file to import'],
    ['two files', ['sloth', 'a.yaml', 'b.yaml'], 'give one file to import, not 2'],
    [
      'another form of report',
      ['sloth', 'a.yaml', '--format', 'xml'],
      "'--format' (xml) must be text or json",
    ],
    ['an unknown option', ['sloth', '--fromat', 'json'], "Unknown option '--fromat'"],
  ])('refuses %s', async (_, args, expected) => {
    expect(await refused(...args)).toContain(expected);
  });

  test.each([
    ['a file that is not there', 'sloth', 'none.yaml', "can't be read: there is no such file"],
    ['a folder', 'sloth', '.', 'is a folder; give a file'],
    ['a file that is too large', 'sloth', 'large.yaml', 'is larger than 1 MiB'],
    [
      'a version that is not read',
      'openslo',
      'old.yaml',
      `can't be imported: 'apiVersion' ("openslo/v2alpha") is not the one that is read here`,
    ],
    ['nothing but plugins', 'sloth', 'plugins.yaml', 'all of its SLIs are plugins'],
    ['the other format', 'sloth', 'shop.yaml', "use 'sightline import openslo'"],
  ])('can’t run on %s', async (_, format, name, expected) => {
    expect(await refused(format, file(name))).toContain(expected);
  });

  test('keeps the declaration on the standard output free of all else', async () => {
    const written = { out: '', err: '' };
    const out = jest
      .spyOn(process.stdout, 'write')
      .mockImplementation((text) => ((written.out += String(text)), true));
    const err = jest
      .spyOn(process.stderr, 'write')
      .mockImplementation((text) => ((written.err += String(text)), true));
    try {
      expect(await main(['import', 'sloth', file('search.yaml')])).toBe(0);
      expect(await main(['import', 'sloth', file('none.yaml')])).toBe(2);
    } finally {
      out.mockRestore();
      err.mockRestore();
    }
    expect(written.out).toBe((await importCommand(['sloth', file('search.yaml')])).output);
    expect(written.err).toMatch(/carried over\.\nerror: '.*none\.yaml' can't be read/);
  });

  test('explains itself', async () => {
    expect((await importCommand(['--help'])).output).toMatch(/^Usage: sightline import sloth\|openslo FILE/);
  });
});
