import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { program } from '../src/main';

const { files, problems } = program().render();

test('nothing is wrong with the program', () => {
  const errors = problems.filter(({ severity }) => severity === 'error');
  assert.deepEqual(errors, []);
});

// dist/ is committed, and so is the snapshot: its diff is what a change does to the cluster
test('dist/ holds what the program comes to; npm run synth renews it', () => {
  for (const [path, text] of files) assert.equal(readFileSync(`dist/${path}`, 'utf8'), text, `dist/${path}`);
});
