import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { program as examples } from '../../examples/services/program';
import { program } from '../../src/main';
import { shownDashboardsIn, type ShownDashboard } from '../../src/sightline/constructs/shown-dashboards';
import { buildGo, type GoProgram } from '../go/build-go';

/** What reads dashboards for somebody who knows their format: a Go program that gets one after the other, and says of each what it has understood. */
export interface Judge extends GoProgram {
  /** What is asked, and its folder below the project's cache. */
  readonly name: string;
  readonly version: string;

  /** A dashboard as it is written for this format. */
  readonly written: (shown: ShownDashboard) => unknown;

  /** What the program gets of it; `understood` is of the same form as what was written. */
  readonly input: (written: unknown) => unknown;
}

/** The end of a Go program that judges: it has a function `judge`, which gives what it has understood of a dashboard. */
export const goLoop = `
func main() {
	decoder := json.NewDecoder(os.Stdin)
	encoder := json.NewEncoder(os.Stdout)
	for decoder.More() {
		var raw json.RawMessage
		if err := decoder.Decode(&raw); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		understood, err := judge(raw)
		if err != nil {
			_ = encoder.Encode(map[string]any{"refused": err.Error()})
			continue
		}
		_ = encoder.Encode(map[string]any{"understood": understood})
	}
}
`;

interface Said {
  readonly refused?: string;
  readonly understood?: unknown;
}

/** The places of what was written and is not understood so. Defaults may be added. */
function leftOut(written: unknown, understood: unknown, path: string): string[] {
  if (typeof written !== 'object' || written === null)
    return written === (understood ?? null) ? [] : [`${path}: not understood as it is written`];
  const other: unknown = understood ?? {};
  if (typeof other !== 'object') return [`${path}: not understood as it is written`];
  return Object.entries(written).flatMap(([key, value]) =>
    leftOut(value, Reflect.get(other as object, key), `${path}.${key}`),
  );
}

/** Gives all dashboards of the program and of the examples to a judge, prints what it refuses or leaves out, and returns the exit code. */
export async function judgeDashboards({ name, version, written, input, ...go }: Judge): Promise<number> {
  const dashboards = [program(), examples()].flatMap((app) =>
    shownDashboardsIn(app).flatMap((part) => part.dashboards),
  );
  const texts = dashboards.map(written);
  const oracle = await buildGo(join(__dirname, '..', '..', '.cache', name.toLowerCase()), version, go);
  const output = execFileSync(oracle, {
    input: texts.map((each) => JSON.stringify(input(each))).join('\n'),
    maxBuffer: 2 ** 30,
  }).toString();
  // the program is ours, and writes these
  const said = output
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Said);
  const wrong = dashboards.map(({ uid }, place) => {
    const { refused, understood } = said[place] ?? { refused: 'no answer' };
    return refused === undefined ? leftOut(texts[place], understood, uid) : [`${uid}: ${refused}`];
  });
  const taken = wrong.filter((each) => each.length === 0).length;
  console.log(
    `${dashboards.length} dashboards, of which ${name} ${version} takes ${taken} as they are written`,
  );
  for (const each of wrong.flat()) console.log(each);
  return taken === dashboards.length && taken > 0 ? 0 : 1;
}
