// npm run perses-dashboards
//
// Gives the dashboards of the program and of the examples, as we write them for Perses, to the model of Perses itself, which decodes and validates them, and
// compares what it has understood with what was written. It needs Go and its module proxy, and fails if Perses refuses one, or leaves something out.

import { urlIn } from '../../src/sightline/constructs/perses-dashboard';
import { persesSpec } from '../../src/sightline/dashboards/perses/perses-view';
import { goLoop, judgeDashboards } from './judge';

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

func judge(raw []byte) (any, error) {
	var dashboard v1.Dashboard
	err := json.Unmarshal(raw, &dashboard)
	if err == nil {
		_, err = utils.BuildVariableOrder(dashboard.Spec.Variables, nil, nil)
	}
	return dashboard.Spec, err
}
${goLoop}`;

void judgeDashboards({
  name: 'Perses',
  version,
  goMod,
  main,
  written: (shown) => persesSpec(shown.bound().dashboard, urlIn(shown)),
  input: (spec) => ({ kind: 'Dashboard', metadata: { name: 'one', project: 'all' }, spec }),
}).then((code) => (process.exitCode = code));
