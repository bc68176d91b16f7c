import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { CannotRun } from '../../../../src/sightline/cli/cannot-run';
import { check } from '../../../../src/sightline/cli/check';

interface Report {
  readonly problems: readonly Readonly<Record<'id' | 'file' | 'line' | 'object', string>>[];
  readonly undecided: readonly Readonly<Record<'object', string>>[];
  readonly summary: Readonly<Record<string, unknown>>;
}

const service = (port: string): string =>
  `apiVersion: v1\nkind: Service\nmetadata: { name: shop, namespace: retail, labels: { app: shop } }\nspec:\n  selector: { app: shop }\n  ports: [{ name: ${port}, port: 80 }]\n---\napiVersion: v1\nkind: Pod\nmetadata: { name: shop, namespace: retail, labels: { app: shop } }\nspec: { containers: [{ name: shop, image: shop:1 }] }\n`;
const monitor =
  'apiVersion: monitoring.coreos.com/v1\nkind: ServiceMonitor\nmetadata: { name: shop, namespace: retail, labels: { release: kps } }\nspec:\n  selector: { matchLabels: { app: shop } }\n  endpoints: [{ port: web }]\n';
const rule = (name: string): string => `      - record: ${name}\n        expr: sum(up{job=~"shop"})\n`;
const rules = (...names: string[]): string =>
  `groups:\n  - name: shop\n    rules:\n${names.map(rule).join('')}`;

describe('sightline check --since', () => {
  const home = process.cwd();
  let folder: string;
  const git = (...args: string[]): string => {
    const { status, stdout, stderr } = spawnSync('git', args, { cwd: folder, encoding: 'utf8' });
    if (status !== 0) throw new Error(stderr);
    return stdout.trim();
  };
  const write = (name: string, text: string): void => {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  };
  const commit = (): void => {
    git('add', '--all');
    git('-c', 'user.name=a', '-c', 'user.email=a@b', 'commit', '--quiet', '--message', 'a');
  };
  const run = async (...args: string[]): Promise<Report & { readonly code: number }> => {
    const options = ['--format', 'json', '--release', 'kps', '--namespace', 'retail'];
    const { code, output } = await check([...args, ...options], () => ({}));
    return { code, ...(JSON.parse(output) as Report) };
  };
  const told = async (...args: string[]): Promise<readonly string[]> =>
    (await run('.', '--since', 'HEAD', ...args)).problems.map(
      ({ id, file, line }) => `${id} ${file}:${line}`,
    );
  const refused = (...args: string[]): Promise<string> =>
    check(args, () => ({})).then(
      () => 'it ran',
      (failure: unknown) => (failure instanceof CannotRun ? failure.message : String(failure)),
    );

  beforeEach(() => {
    folder = realpathSync(mkdtempSync(join(tmpdir(), 'sightline-since-')));
    git('init', '--quiet', '--initial-branch', 'main');
    process.chdir(folder);
  });
  afterEach(() => {
    process.chdir(home);
    rmSync(folder, { recursive: true, force: true });
  });

  it('tells what is new in a file, and not what was there, wherever it stands now', async () => {
    write('rules.yaml', rules('shop:a'));
    commit();
    write('rules.yaml', `# a comment\n${rules('shop:b', 'shop:a')}`);
    expect(await told()).toEqual(['PQL007 rules.yaml:6']);
    const { code, output } = await check(['.', '--since', 'HEAD', '--fail-on', 'warning'], () => ({}));
    expect(code).toBe(1);
    expect(output).toContain('0 errors, 1 warning since HEAD; 1 older problem not told.\n');
    write('rules.yaml', `# a comment\n${rules('shop:a')}`);
    expect((await run('.', '--since', 'HEAD', '--fail-on', 'warning')).code).toBe(0);
  });

  it('tells what a change in one file breaks in another, which has not changed', async () => {
    write('service.yaml', service('web'));
    write('monitor.yaml', monitor);
    commit();
    expect(await told()).toEqual([]);
    write('service.yaml', service('http'));
    expect(await told()).toEqual(['SEL006 monitor.yaml:6']);
  });

  it.each([
    ['a removed file', (path: string) => rmSync(path)],
    ['one that has moved elsewhere', (path: string) => renameSync(path, join(folder, 'service.yaml'))],
  ])('tells what %s leaves behind', async (_, leave) => {
    write('in/service.yaml', service('web'));
    write('in/monitor.yaml', monitor);
    commit();
    leave(join(folder, 'in/service.yaml'));
    git('add', '--all');
    const { problems } = await run('in', '--since', 'HEAD', '--closed');
    expect(problems.map(({ id, file, line }) => `${id} ${file}:${line}`)).toEqual([
      'SEL004 in/monitor.yaml:5',
    ]);
  });

  it('takes a new file for a change, staged or not, and an ignored one for none', async () => {
    write('.gitignore', 'ignored.yaml\n');
    write('fine.yaml', 'groups: []\n');
    commit();
    write('ignored.yaml', rules('shop:a'));
    write('new.yaml', rules('shop:b'));
    write('staged.yaml', rules('shop:c'));
    git('add', 'staged.yaml');
    expect(await told()).toEqual(['PQL007 new.yaml:5', 'PQL007 staged.yaml:5']);
  });

  it('takes a renamed file for the same', async () => {
    write('a.yaml', rules('shop:a', 'shop:b'));
    commit();
    mkdirSync(join(folder, 'in'));
    renameSync(join(folder, 'a.yaml'), join(folder, 'in/b ü.yaml'));
    git('add', '--all');
    expect(await told()).toEqual([]);
    write('in/b ü.yaml', rules('shop:a', 'shop:b', 'shop:c'));
    expect(await told()).toEqual(['PQL007 in/b ü.yaml:9']);
  });

  it('compares with where the branch began: what others have done since is no change', async () => {
    write('a.yaml', rules('shop:a'));
    commit();
    git('switch', '--quiet', '--create', 'mine');
    write('b.yaml', rules('shop:b'));
    commit();
    git('switch', '--quiet', 'main');
    write('a.yaml', 'groups: []\n');
    commit();
    git('switch', '--quiet', 'mine');
    const { problems } = await run('.', '--since', 'main');
    expect(problems.map(({ file }) => file)).toEqual(['b.yaml']);
  });

  it('works in a folder of the repository, from which files are named', async () => {
    write('deep/in/a.yaml', rules('shop:a'));
    write('deep/gone.yaml', rules('shop:b'));
    commit();
    process.chdir(join(folder, 'deep'));
    write('deep/in/a.yaml', rules('shop:a', 'shop:c'));
    rmSync(join(folder, 'deep/gone.yaml'));
    expect(await told()).toEqual(['PQL007 in/a.yaml:7']);
    expect((await run('in/a.yaml', '--since', 'HEAD')).problems).toHaveLength(1);
  });

  it('tells of what an answer or a page no longer covers', async () => {
    write('rules.yaml', rules('shop:a'));
    write('.sightline.yaml', "answers: [{ id: PQL007, place: '**', reason: it is meant }]\n");
    commit();
    expect(await told()).toEqual([]);
    rmSync(join(folder, '.sightline.yaml'));
    expect(await told()).toEqual(['PQL007 rules.yaml:5']);
    write('other.yaml', 'groups: [{ name: a, rules: [{ record: "a:b", expr: sum(shop_orders) }] }]\n');
    write('page', '# TYPE shop_orders gauge\nshop_orders 1\n');
    commit();
    expect(await told('--exposition', 'page')).toEqual([]);
    write('page', '# TYPE shop_order gauge\nshop_order 1\n');
    expect(await told('--exposition', 'page')).toEqual(['TYP101 other.yaml:1']);
  });

  it('tells what is newly undecided', async () => {
    write('a.yaml', monitor);
    commit();
    write('b.yaml', monitor.replaceAll('shop', 'cart'));
    const { undecided } = await run('.', '--since', 'HEAD');
    expect([...new Set(undecided.map(({ object }) => object))]).toEqual(['ServiceMonitor/retail/cart']);
  });

  it('refuses what has no state before', async () => {
    write('a.yaml', rules('shop:a'));
    commit();
    expect(await refused('.', '--since', 'mian')).toBe("'--since' (mian) is no commit of the repository");
    expect(await refused('.', '--since=--all')).toBe("'--since' (--all) is no commit of the repository");
    expect(await refused('-', '--since=HEAD')).toBe("'--since' can't be asked of '-', the standard input");
    expect(await refused(join(home, 'package.json'), '--since=HEAD')).toBe(
      `'${join(home, 'package.json')}' is not in the repository of the current folder, which '--since' asks`,
    );
    git('switch', '--quiet', '--orphan', 'alone');
    write('b.yaml', rules('shop:a'));
    commit();
    expect(await refused('.', '--since', 'main')).toBe(
      "HEAD and '--since' (main) have no commit in common that is here; a shallow clone needs more of the history, such as 'fetch-depth: 0' of actions/checkout",
    );
    rmSync(join(folder, '.git'), { recursive: true });
    expect(await refused('.', '--since', 'main')).toMatch(
      /^the current folder is in no repository of git, which '--since' asks \(fatal: not a git repository/,
    );
  });
});
