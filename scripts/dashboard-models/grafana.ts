// npm run grafana-dashboards
//
// Gives the dashboards of the program and of the examples, as we write them for Grafana, to the model that Grafana generates from its own schemas (its foundation SDK),
// which reads them strictly: panels with the options of their kind, queries as its Prometheus plugin has them, and nothing that the schemas do not know. It compares
// what was understood with what was written. It needs Go and its module proxy, and fails if a dashboard is refused, or something is left out.

import { formatDuration } from '../../src/sightline/contract/duration';
import { grafanaDashboard } from '../../src/sightline/dashboards/grafana/dashboard-view';
import { goLoop, judgeDashboards } from './judge';

const version = 'v0.0.22';

const goMod = `module oracle

go 1.21

require github.com/grafana/grafana-foundation-sdk/go ${version}
`;

const main = `package main

import (
	"encoding/json"
	"fmt"
	"os"

	"github.com/grafana/grafana-foundation-sdk/go/cog/plugins"
	"github.com/grafana/grafana-foundation-sdk/go/dashboard"
)

func init() {
	plugins.RegisterDefaultPlugins()
}

func judge(raw []byte) (any, error) {
	var strict, read dashboard.Dashboard
	// where nothing is wrong this is an empty list and not nil, for which it forgets the panels, too
	if err := strict.UnmarshalJSONStrict(raw); err != nil && err.Error() != "" {
		return nil, err
	}
	if err := json.Unmarshal(raw, &read); err != nil {
		return nil, err
	}
	return read, read.Validate()
}
${goLoop}`;

void judgeDashboards({
  name: 'Grafana',
  version,
  goMod,
  main,
  written: ({ bound, scrapeInterval }) =>
    grafanaDashboard(bound().dashboard, { scrapeInterval: formatDuration(scrapeInterval) }),
  input: (dashboard) => dashboard,
}).then((code) => (process.exitCode = code));
