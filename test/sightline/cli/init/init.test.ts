import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { CannotRun } from '../../../../src/sightline/cli/cannot-run';
import { ask } from '../../../../src/sightline/cli/init/ask';
import { initCommand } from '../../../../src/sightline/cli/init/init';
import { filesBelow } from '../../../files-below';

describe('sightline init', () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'sightline-init-'))));
  afterEach(() => rmSync(folder, { recursive: true, force: true }));
  const refused = async (...args: string[]): Promise<string> => {
    const failure: unknown = await initCommand(args).catch((thrown: unknown) => thrown);
    if (!(failure instanceof CannotRun)) throw new Error('it was not refused');
    return failure.message;
  };

  test('makes a project in a folder that is not there yet, and says what is next', async () => {
    const project = join(folder, 'a/b');
    const { code, output } = await initCommand([project, '--service', 'shop', '--yes']);
    const files = Object.keys(filesBelow(project));
    expect(files).toEqual([
      '.github/workflows/monitoring.yml',
      '.gitignore',
      'README.md',
      'cdk8s.yaml',
      'package.json',
      'src/main.ts',
      'src/monitoring.ts',
      'src/services/shop.ts',
      'test/dist.test.ts',
      'tsconfig.json',
    ]);
    expect(code).toBe(0);
    expect(output).toContain(`${files.join('\n')}\n\n10 files. Next:\n\n  cd ${project}\n  npm install\n`);
  });

  test('names the version of the library that made it, or what it is told', async () => {
    const { version } = JSON.parse(readFileSync(join(__dirname, '../../../../package.json'), 'utf8')) as {
      version: string;
    };
    const libraryOf = async (name: string, ...args: string[]): Promise<unknown> => {
      await initCommand([join(folder, name), ...args]);
      const { dependencies } = JSON.parse(readFileSync(join(folder, name, 'package.json'), 'utf8')) as {
        dependencies: Record<string, string>;
      };
      return dependencies['@sightline-monitoring/sightline'];
    };
    expect(await libraryOf('a')).toBe(`^${version}`);
    expect(await libraryOf('b', '--library', 'file:../sightline.tgz')).toBe('file:../sightline.tgz');
  });

  test.each([
    ['github', '.github/workflows/monitoring.yml'],
    ['gitlab', '.gitlab-ci.yml'],
    ['none', undefined],
  ])('writes the workflow of %s', async (ci, workflow) => {
    await initCommand([folder, '--ci', ci]);
    const found = Object.keys(filesBelow(folder)).filter((file) => /github|gitlab/.test(file));
    expect(found).toEqual(workflow === undefined ? [] : [workflow]);
  });

  test('overwrites nothing: it names what is there, and writes nothing at all', async () => {
    mkdirSync(join(folder, 'src'));
    writeFileSync(join(folder, 'src/main.ts'), 'mine');
    writeFileSync(join(folder, 'notes.txt'), 'mine');
    const main = join(folder, 'src/main.ts');
    expect(await refused(folder)).toBe(
      `'${main}' is there already, and nothing is overwritten; name another folder: sightline init DIR`,
    );
    writeFileSync(join(folder, 'package.json'), '{}');
    expect(await refused(folder)).toContain(`'${join(folder, 'package.json')}', '${main}' are there already`);
    expect(readdirSync(folder).sort()).toEqual(['notes.txt', 'package.json', 'src']);
    expect(readFileSync(main, 'utf8')).toBe('mine');
  });

  test('says what is in the way of writing', async () => {
    writeFileSync(join(folder, 'file'), '');
    expect(await refused(join(folder, 'file/project'))).toMatch(/^the project can't be written: .*ENOTDIR/);
  });

  test.each([
    [['--service', 'Shop'], "'--service' (Shop) must be the name of a Service"],
    [['--port', '0'], "'--port' (0) must be a number from 1 to 65535"],
    [['--path', 'metrics'], "'--path' (metrics) must be a path such as /metrics"],
    [['--ci', 'jenkins'], "'--ci' (jenkins) must be github, gitlab or none"],
    [['a', 'b'], 'give one folder, not 2'],
    [['--sevice', 'a'], "Unknown option '--sevice'"],
  ])('refuses %j', async (args, expected) => {
    expect(await refused(...args)).toContain(expected);
  });

  describe('in a terminal', () => {
    const asked = async (given: object, typed: string) => {
      const input = new PassThrough();
      const output = new PassThrough();
      let shown = '';
      output.on('data', (chunk: Buffer) => (shown += chunk.toString()));
      const answers = ask(given, { input, output });
      input.end(typed);
      return { answers: await answers.catch((failure: unknown) => failure), shown };
    };

    test('asks for what is not said, and takes the default for an empty line', async () => {
      const { answers, shown } = await asked({ service: 'shop' }, 'retail\n\n9100\n\n');
      expect(answers).toEqual({
        service: 'shop',
        namespace: 'retail',
        release: 'prometheus',
        port: '9100',
        path: '/metrics',
      });
      expect(shown).toContain('In which namespace does it run? (default) ');
      expect(shown).not.toContain('Which service');
    });

    test('asks again for what will not do, and says why', async () => {
      const { answers, shown } = await asked({}, 'Shop\nshop\n\n\n\n\n');
      expect(answers).toMatchObject({ service: 'shop' });
      expect(shown).toContain('It must be the name of a Service: at most 63 lower case letters');
    });

    test('makes nothing where the terminal is closed', async () => {
      const { answers } = await asked({}, 'shop\n');
      expect(answers).toEqual(new CannotRun('nothing is made: the terminal was closed'));
    });
  });
});
