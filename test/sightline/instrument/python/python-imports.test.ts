import {
  importsText,
  mergedImports,
  readPython,
} from '../../../../src/sightline/instrument/python/python-imports';

const text = (...sources: string[]): string => importsText(mergedImports(sources.map(readPython)));

describe('Python source', () => {
  test('is read as what it imports and what follows', () => {
    const { imports, body } = readPython(
      `"""A part."""

from __future__ import annotations

import os
from typing import (
    Any,
    List,
)

from .other import thing

X = os.name


def late() -> None:
    import fcntl
`,
    );
    expect([...imports].map(([module, names]) => [module, [...names]])).toEqual([
      ['__future__', ['annotations']],
      ['os', []],
      ['typing', ['Any', 'List']],
    ]);
    expect(body).toBe('X = os.name\n\n\ndef late() -> None:\n    import fcntl');
  });

  test('that imports nothing is a body', () => {
    expect(readPython('\nX = 1\n')).toEqual({ imports: new Map(), body: 'X = 1' });
  });
});

describe('The imports of several parts', () => {
  test('are each there once, in the order of isort', () => {
    expect(
      text(
        'from prometheus_client import multiprocess, Counter, REGISTRY\nimport time\n',
        'from __future__ import annotations\nimport time\nimport asyncio\nfrom collections import abc\n',
        'from prometheus_client import Counter, CollectorRegistry\n',
      ),
    ).toBe(
      `from __future__ import annotations

import asyncio
import time
from collections import abc

from prometheus_client import REGISTRY, CollectorRegistry, Counter, multiprocess`,
    );
  });

  test('stand one on a line where a line of 88 columns cannot hold them', () => {
    const names = ['Aaaaaaaaaaaaaaaaaaaaa', 'Baaaaaaaaaaaaaaaaaaaa'];
    // 'from m import ' are 14 columns, two commas and blanks 4: 18 + 21 * 2 + 28 = 88
    const fits = [...names, `D${'a'.repeat(27)}`];
    expect(text(`from m import ${fits.join(', ')}`)).toBe(`from m import ${fits.join(', ')}`);
    const long = [...names, `D${'a'.repeat(28)}`];
    expect(text(`from m import ${long.join(', ')}`)).toBe(
      `from m import (\n${long.map((name) => `    ${name},\n`).join('')})`,
    );
  });
});
