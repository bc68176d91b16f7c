import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { tmpdir } from 'node:os';
import { parseAllDocuments } from 'yaml';
import { program } from '../../src/main';
import { listName } from '../../src/sightline/synth/output/output-path';
import { printList } from '../../src/sightline/synth/output/own-list';
import { validateObject } from '../../src/sightline/schema/validate-object';
import { filesBelow } from '../files-below';
import { properties, renamed } from '../sightline/schema/edits';

const root = resolve(__dirname, '../..');

describe('the program', () => {
  const rendered = program().render();
  const documents = [...rendered.files].flatMap(([, text]) =>
    parseAllDocuments(text).map(
      (document) => document.toJSON() as { kind?: string; metadata?: { name?: string } },
    ),
  );

  test('has nothing wrong with it but that it does not say yet who is told of pages', () => {
    expect(rendered.problems.map(({ id, severity, path }) => ({ id, severity, path }))).toEqual([
      { id: 'RTE004', severity: 'warning', path: 'kube-prometheus-stack.alerting' },
    ]);
  });

  test('comes to what is committed in dist', () => {
    const { [listName]: list = '', ...files } = filesBelow(join(root, 'dist'));
    expect(files).toEqual(Object.fromEntries(rendered.files));
    expect(list).toBe(printList(rendered.files.keys()));
  });

  test.each(['Namespace', 'Service', 'ServiceMonitor', 'PrometheusRule'])(
    'has the %s that was reviewed',
    (kind) => {
      // the rules of objectives, and those that watch over them, stand in dist/, are reviewed there, and compared with it above
      const reviewed = documents.filter(
        (document) => !/-(objectives|rule-evaluation)$/.test(document.metadata?.name ?? ''),
      );
      expect(reviewed.filter((document) => document.kind === kind)).toMatchSnapshot();
    },
  );

  test('has the Helm values that were reviewed', () => {
    expect(rendered.files.get('helm/kube-prometheus-stack.values.yml')).toMatchSnapshot();
  });

  test('is caught when any field of its objects is misspelt', () => {
    const objects = documents.filter(({ kind }) => kind !== undefined);
    expect(objects).toHaveLength(8);
    // a ConfigMap holds what its reader likes; that of a dashboard is Grafana's, and looked at beside it
    for (const object of objects.filter(({ kind }) => kind !== 'ConfigMap')) {
      expect(validateObject(object)).toEqual([]);
      for (const path of properties(object)) {
        if (['apiVersion', 'kind'].includes(path.join('.'))) continue; // these say which schema holds
        const misspelt = renamed(object, path, `${String(path.at(-1))}z`);
        expect({ path, found: validateObject(misspelt).length > 0 }).toEqual({ path, found: true });
      }
    }
  });

  test('has only API objects at the top level of dist, namespaces first', () => {
    const top = [...rendered.files.keys()].filter((path) => !path.includes('/'));
    expect(top[0]).toBe('00-namespaces.k8s.yaml');
    for (const path of top) {
      for (const document of parseAllDocuments(rendered.files.get(path) ?? '')) {
        expect(document.toJSON()).toMatchObject({ apiVersion: expect.any(String), kind: expect.any(String) });
      }
    }
  });
});

describe('run as a process', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'sightline-program-'));
    for (const part of ['src', 'imports', 'scripts', 'dist', 'cdk8s.yaml', 'package.json', 'tsconfig.json']) {
      cpSync(join(root, part), join(folder, part), { recursive: true });
    }
    symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const synth = (...options: string[]) =>
    spawnSync('npm', ['run', '--silent', 'synth', '--', ...options], { cwd: folder, encoding: 'utf8' });

  test('npm run synth checks the types, writes dist and sums up', () => {
    const before = filesBelow(join(folder, 'dist'));
    const run = synth();
    expect({ status: run.status, errors: run.stderr }).toEqual({
      status: 0,
      errors: expect.stringMatching(
        /^warning RTE004 [^\n]*\n[^\n]*nobody is told of it\.\n  Fix: [^\n]*\n\nRead more: docs\/checks\/RTE004\.md\n\s*$/,
      ) as unknown,
    });
    expect(run.stdout).toContain('default/task-api  scraped every 30s  89 recording rules  14 alerts');
    expect(filesBelow(join(folder, 'dist'))).toEqual(before);
  });

  test('cdk8s synth writes the same bytes', () => {
    const before = filesBelow(join(folder, 'dist'));
    execFileSync(process.execPath, [join(root, 'node_modules/cdk8s-cli/bin/cdk8s'), 'synth'], {
      cwd: folder,
      env: { ...process.env, CDK8S_CHECK_UPGRADE: 'false' },
    });
    expect(filesBelow(join(folder, 'dist'))).toEqual(before);
  });

  test('npm run synth writes to a folder with a slash at the end, by a link', () => {
    symlinkSync('linked-to', join(folder, 'linked'));
    mkdirSync(join(folder, 'linked-to'));
    const run = synth('--no-typecheck', '--output', 'linked/');
    expect([run.status, run.stdout]).toEqual([0, expect.stringContaining(' files in linked/\n')]);
    expect(Object.keys(filesBelow(join(folder, 'linked-to')))).toEqual(
      Object.keys(filesBelow(join(folder, 'dist'))),
    );
  });

  test.each([
    [
      'src',
      "'src' holds what Sightline has not written: 'main.ts', 'monitoring.ts', 'services/' and 'sightline/'.",
    ],
    ['package.json/dist', "'package.json/dist' can't be written: a part of its path is a file (ENOTDIR)."],
  ])('npm run synth refuses to write to %j, and changes nothing', (output, message) => {
    const before = filesBelow(join(folder, 'src'));
    const { status, stdout, stderr } = synth('--no-typecheck', '--output', output);
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    expect(stderr).toContain(`error: ${message}`);
    expect(stderr).not.toMatch(/\n\s+at /);
    expect(filesBelow(join(folder, 'src'))).toEqual(before);
  });

  test('neither command touches dist where a file of somebody else’s lies in it', () => {
    writeFileSync(join(folder, 'dist', 'notes.txt'), 'mine');
    const before = filesBelow(join(folder, 'dist'));
    const direct = spawnSync(
      process.execPath,
      ['-r', './src/sightline/cli/register-sources', 'src/main.ts'],
      {
        cwd: folder,
        encoding: 'utf8',
      },
    );
    const run = synth('--no-typecheck');
    expect([direct.status, run.status]).toEqual([1, 1]);
    expect(direct.stderr)
      .toBe(`error: 'dist' holds what Sightline has not written: 'notes.txt'. All that lies in the output folder is deployed, so it holds nothing else.
  Fix: move that elsewhere, delete it if an earlier version of Sightline has written it, or name another folder with '--output'.

dist/ is as it was.
`);
    expect(run.stderr).toContain(direct.stderr);
    expect(filesBelow(join(folder, 'dist'))).toEqual(before);
    rmSync(join(folder, 'dist', 'notes.txt'));
  });

  test('npm run synth does its work and ends with 0 where nobody reads what it says', () => {
    rmSync(join(folder, 'dist'), { recursive: true });
    const command = 'npm run --silent synth -- --no-typecheck; echo "ended with $?" >&3';
    const run = spawnSync('sh', ['-c', `{ ${command}; } 3>ended 2>&1 | true; cat ended`], {
      cwd: folder,
      encoding: 'utf8',
    });
    expect(run.stdout).toBe('ended with 0\n');
    expect(filesBelow(join(folder, 'dist'))).toEqual(filesBelow(join(root, 'dist')));
  });

  describe('with a mistake in it', () => {
    const file = () => join(folder, 'src/services/task-api.ts');
    const original = readFileSync(join(root, 'src/services/task-api.ts'), 'utf8');
    const edit = (from: string, to: string) => {
      expect(original).toContain(from);
      writeFileSync(file(), original.replace(from, to));
    };
    afterEach(() => writeFileSync(file(), original));

    test('lists every problem with its place, without a trace, exits with 1 and leaves dist as it was', () => {
      const before = filesBelow(join(folder, 'dist'));
      edit(
        "ports: { http: 8000 } },\n      scrape: { path: '/metrics', interval: '30s' }",
        "ports: { http: 0 } },\n      scrape: { path: 'metrics', interval: '30 s' }",
      );
      const run = synth('--no-typecheck');
      expect(run.status).toBe(1);
      expect(run.stdout).toBe('');
      expect(run.stderr).toBe(`error OPT002 [task-api/monitored.pods.ports.http]
  'pods.ports.http' (0) must be a whole number from 1 to 65535.

error OPT002 [task-api/monitored.scrape.interval]
  'scrape.interval' ("30 s") must be a Prometheus duration above 0, such as 30s, 10d or 1h30m.

error OPT002 [task-api/monitored.scrape.path]
  'scrape.path' ("metrics") must be a path such as '/metrics': with a slash in front, and no query.

Read more: docs/checks/OPT002.md

3 errors; dist/ is as it was.
`);
      expect(filesBelow(join(folder, 'dist'))).toEqual(before);
    });

    test('finds mistakes of type, although the program would run', () => {
      const before = filesBelow(join(folder, 'dist'));
      edit("by: ['endpoint']", "by: ['method', 'endpiont']");
      const run = synth();
      expect(run.status).toBe(1);
      expect(run.stderr).toContain(`Type '"endpiont"' is not assignable to type`);
      expect(run.stderr).toContain('dist/ is as it was.');
      expect(filesBelow(join(folder, 'dist'))).toEqual(before);
    });

    test('says what was thrown while building, and where in the program', () => {
      const before = filesBelow(join(folder, 'dist'));
      edit(
        "super(scope, id, { namespace: 'default' });",
        "super(scope, id, { namespace: 'default' });\n    throw new Error('no such cluster');",
      );
      const run = synth('--no-typecheck');
      expect(run.status).toBe(1);
      expect(run.stderr).toMatch(/^error: no such cluster\n {2}at .*src\/services\/task-api\.ts:\d+:\d+\n$/);
      expect(filesBelow(join(folder, 'dist'))).toEqual(before);
    });

    test('fails plain cdk8s synth with the same list and no trace of ours', () => {
      edit('http: 8000', 'http: 0');
      const run = spawnSync(process.execPath, ['-r', './src/sightline/cli/register-sources', 'src/main.ts'], {
        cwd: folder,
        encoding: 'utf8',
      });
      expect(run.status).toBe(1);
      expect(run.stderr).toBe(
        "error OPT002 [task-api/monitored.pods.ports.http]\n  'pods.ports.http' (0) must be a whole number from 1 to 65535.\n\nRead more: docs/checks/OPT002.md\n",
      );
    });

    test('refuses an option that does not exist', () => {
      const run = synth('--no-typechek');
      expect(run.status).toBe(2);
      expect(run.stderr).toContain("Unknown option '--no-typechek'");
    });
  });
});
