import type { Registry } from 'prom-client';

/** The samples of a metrics page by their series, as they are written: `name{label="value"}`. */
export function samplesOf(page: string): ReadonlyMap<string, number> {
  const lines = page.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  return new Map(
    lines.map((line) => {
      const space = line.lastIndexOf(' ');
      return [line.slice(0, space), Number(line.slice(space + 1))];
    }),
  );
}

/** The samples of one metric that are not 0. */
export async function counted(register: Registry, name: string): Promise<Readonly<Record<string, number>>> {
  const samples = [...samplesOf(await register.metrics())];
  return Object.fromEntries(
    samples
      .filter(([series, value]) => value !== 0 && (series === name || series.startsWith(`${name}{`)))
      .map(([series, value]) => [series.slice(name.length), value]),
  );
}
