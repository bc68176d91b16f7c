import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { findNodes } from '../../../tools/node/find-nodes';

describe('The Nodes of this machine', () => {
  let folder: string;
  const path = process.env.PATH;
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'sightline-nodes-'))));
  afterEach(() => {
    process.env.PATH = path;
    rmSync(folder, { recursive: true, force: true });
  });
  const nodeIn = (name: string, version: string): string => {
    mkdirSync(join(folder, name));
    writeFileSync(join(folder, name, 'node'), `#!/bin/sh\necho ${version}\n`);
    chmodSync(join(folder, name, 'node'), 0o755);
    return join(folder, name);
  };

  test('are this one, and one of each other major version on PATH, from 20 on', () => {
    const others = [
      nodeIn('new', 'v91.2.3'),
      nodeIn('same', 'v91.0.0'),
      nodeIn('old', 'v18.20.0'),
      nodeIn('none', 'broken'),
    ];
    process.env.PATH = [...others, path].join(delimiter);
    const [first, ...more] = findNodes();
    expect(first).toEqual({
      program: process.execPath,
      version: process.version,
      major: Number(process.versions.node.split('.')[0]),
    });
    expect(more.filter(({ major }) => major > 90 || major < 20)).toEqual([
      { program: join(folder, 'new/node'), version: 'v91.2.3', major: 91 },
    ]);
  });
});
