import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { unreachableTypes } from '../../../tools/surface/unreachable-types';

describe('Types that public signatures name and no door exports', () => {
  let root: string;
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'sightline-surface-'));
    const compilerOptions = {
      target: 'ES2022',
      module: 'Node16',
      moduleResolution: 'Node16',
      strict: true,
      declaration: true,
      types: [],
    };
    writeFileSync(join(root, 'tsconfig.build.json'), JSON.stringify({ compilerOptions, include: ['*.ts'] }));
  });
  afterEach(() => rmSync(root, { recursive: true, force: true }));

  /** The names that are found, with those that use them. */
  const found = (door: string, inner: string): Readonly<Record<string, readonly string[]>> => {
    writeFileSync(join(root, 'door.ts'), door);
    writeFileSync(join(root, 'inner.ts'), inner);
    const types = unreachableTypes(root, ['door.ts']);
    expect(types.every(({ file }) => file === 'inner.ts')).toBe(true);
    return Object.fromEntries(types.map(({ name, usedBy }) => [name, usedBy]));
  };

  test('are found in parameters, properties and what a class extends', () => {
    const inner = `
      export interface A { readonly a: string }
      export interface B { readonly b: A }
      export class C {}
      export class D extends C { d(a: A): void { void a; } }
    `;
    expect(found(`export { D, type B } from './inner';`, inner)).toEqual({ A: ['B', 'D'], C: ['D'] });
  });

  test('are found where the compiler infers them', () => {
    const inner = `
      export interface Made { readonly made: true }
      const make = (): Made => ({ made: true });
      export const makeBoth = () => [make(), make()] as const;
    `;
    expect(found(`export { makeBoth } from './inner';`, inner)).toEqual({ Made: ['makeBoth'] });
  });

  test('are none where the door exports them, under another name or in a namespace', () => {
    const inner = `
      export interface A { readonly a: string }
      export function f(a: A): A { return a; }
    `;
    expect(found(`export { f, type A as B } from './inner';`, inner)).toEqual({});
    expect(found(`export { f } from './inner'; export type * as Inner from './inner';`, inner)).toEqual({});
  });

  test('are those behind an alias that its file keeps to itself, and not the alias', () => {
    const inner = `
      export interface A { readonly a: Many }
      export interface B { readonly b: string }
      type Many = readonly (B | Many)[];
    `;
    expect(found(`export type { A } from './inner';`, inner)).toEqual({ B: ['A'] });
  });

  test('are none of those that come with packages, and no parameter of a type', () => {
    expect(
      found(
        `export { f } from './inner';`,
        'export function f<T>(a: Map<T, Date>): T | undefined { return [...a.keys()][0]; }',
      ),
    ).toEqual({});
  });
});
