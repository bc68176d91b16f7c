// npm run perses-dashboards
//
// Gives the dashboards of the program and of the examples, as we write them for Perses, to the model of Perses itself, which decodes and validates them, and
// compares what it has understood with what was written. It needs Go and its module proxy, and fails if Perses refuses one, or leaves something out.

import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { persesSpec } from '../../src/sightline/dashboards/perses/perses-view';
import { shownDashboardsIn } from '../../src/sightline/constructs/shown-dashboards';
import { program } from '../../src/main';
import { program as examples } from '../../examples/services/program';
import { buildGo } from '../go/build-go';

/** The newest that the module proxy has whole: later ones need a module that it lacks. */
const version = 'v0.53.0';

const goMod = `module oracle

go 1.25.5

require github.com/perses/perses ${version}
`;

const main = `package main

import (
	"encoding/json"
	"fmt"
	"os"

	v1 "github.com/perses/perses/pkg/model/api/v1"
	"github.com/perses/perses/pkg/model/api/v1/utils"
)

func main() {
	decoder := json.NewDecoder(os.Stdin)
	encoder := json.NewEncoder(os.Stdout)
	for decoder.More() {
		var raw json.RawMessage
		if err := decoder.Decode(&raw); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		var dashboard v1.Dashboard
		err := json.Unmarshal(raw, &dashboard)
		if err == nil {
			_, err = utils.BuildVariableOrder(dashboard.Spec.Variables, nil, nil)
		}
		if err != nil {
			_ = encoder.Encode(map[string]any{"refused": err.Error()})
			continue
		}
		_ = encoder.Encode(map[string]any{"understood": dashboard.Spec})
	}
}
`;

interface Said {
  readonly refused?: string;
  readonly understood?: unknown;
}

/** The places of what was written and is not understood so. Perses adds some defaults. */
function leftOut(written: unknown, understood: unknown, path: string): string[] {
  if (typeof written !== 'object' || written === null) return written === understood ? [] : [path];
  const other: unknown = understood ?? {};
  if (typeof other !== 'object') return [path];
  return Object.entries(written).flatMap(([key, value]) =>
    leftOut(value, Reflect.get(other as object, key), `${path}.${key}`),
  );
}

async function run(): Promise<number> {
  const dashboards = [program(), examples()].flatMap((app) =>
    shownDashboardsIn(app).flatMap((part) => part.dashboards.map((each) => each.bound().dashboard)),
  );
  const written = dashboards.map((each) => persesSpec(each));
  const oracle = await buildGo(join(__dirname, '..', '..', '.cache', 'perses'), version, { goMod, main });
  const input = written.map((spec) =>
    JSON.stringify({ kind: 'Dashboard', metadata: { name: 'one', project: 'all' }, spec }),
  );
  const output = execFileSync(oracle, { input: input.join('\n'), maxBuffer: 2 ** 30 }).toString();
  // the program is ours, and writes these
  const said = output
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Said);
  const wrong = dashboards.flatMap(({ uid }, place) => {
    const { refused, understood } = said[place] ?? { refused: 'no answer' };
    if (refused !== undefined) return [`${uid}: ${refused}`];
    return leftOut(written[place], understood, uid);
  });
  console.log(
    `${dashboards.length} dashboards, of which Perses ${version} takes ${dashboards.length - wrong.length} as they are written`,
  );
  for (const each of wrong) console.log(each);
  return wrong.length === 0 && dashboards.length > 0 ? 0 : 1;
}

void run().then((code) => (process.exitCode = code));
