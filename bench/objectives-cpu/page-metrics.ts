/** What a server says of itself. */
export interface PageMetrics {
  /** The values of all series of a metric. */
  readonly values: (name: string) => number[];

  /** Their sum. */
  readonly total: (name: string) => number;
}

/** Reads a server's own page. */
export async function readMetrics(url: string): Promise<PageMetrics> {
  const lines = (await (await fetch(`${url}/metrics`)).text()).split('\n');
  const values = (name: string) =>
    lines
      .filter((line) => line.startsWith(`${name}{`) || line.startsWith(`${name} `))
      .map((line) => Number(line.slice(line.lastIndexOf(' ') + 1)));
  return { values, total: (name) => values(name).reduce((sum, value) => sum + value, 0) };
}
