import { isAtLeast, type PrometheusVersion } from '../../src/sightline/promql/syntax/dialect';

/** The version of the Go module: 2.42 is `v0.42.0`, 3.5 is `v0.305.0`. */
export function moduleVersion(version: PrometheusVersion): string {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return `v0.${major === 2 ? minor : 300 + minor}.0`;
}

/** The `go.mod` of an oracle: its only requirement is that Prometheus, all else follows from it. */
export function goMod(version: PrometheusVersion): string {
  return `module oracle\n\ngo 1.21\n\nrequire github.com/prometheus/prometheus ${moduleVersion(version)}\n`;
}

/**
 * The Go program that asks the parser of a version. It reads JSON strings, one a line, and its arguments are letters of features, `-` for
 * none; of each text it writes a line with `1` for each argument with which it is accepted and `0` for the others.
 */
export function goProgram(version: PrometheusVersion): string {
  const { settings, parser, usesModel } = startOf(version);
  return `package main

import (
	"bufio"
	"encoding/json"
	"os"
	"strings"

${usesModel ? '\t"github.com/prometheus/common/model"\n' : ''}	"github.com/prometheus/prometheus/promql/parser"
)

func accepts(text, letters string) (accepted bool) {
	has := func(letter string) bool { return strings.Contains(letters, letter) }
	_ = has
	// what makes the parser panic is not accepted
	defer func() {
		if recover() != nil {
			accepted = false
		}
	}()
${settings.map((line) => `\t${line}\n`).join('')}	_, err := ${parser}.ParseExpr(text)
	return err == nil
}

func main() {
	lines := bufio.NewScanner(os.Stdin)
	lines.Buffer(nil, 1<<24)
	out := bufio.NewWriter(os.Stdout)
	defer out.Flush()
	for lines.Scan() {
		var text string
		if err := json.Unmarshal(lines.Bytes(), &text); err != nil {
			panic(err)
		}
		for _, letters := range os.Args[1:] {
			if accepts(text, letters) {
				out.WriteByte('1')
			} else {
				out.WriteByte('0')
			}
		}
		out.WriteByte('\\n')
	}
	if err := lines.Err(); err != nil {
		panic(err)
	}
}
`;
}

interface Start {
  readonly settings: readonly string[];
  readonly parser: string;
  readonly usesModel: boolean;
}

/** What that Prometheus' `cmd/prometheus/main.go` does with its features before it parses anything. */
function startOf(version: PrometheusVersion): Start {
  const since = (first: PrometheusVersion): boolean => isAtLeast(version, first);
  const names = since('3.0')
    ? ['model.NameValidationScheme = model.UTF8Validation']
    : since('2.55')
      ? [
          'model.NameValidationScheme = model.LegacyValidation',
          'if has("n") {\n\t\tmodel.NameValidationScheme = model.UTF8Validation\n\t}',
        ]
      : [];
  const switches: readonly [name: string, isThere: boolean, on: string][] = [
    ['EnableExperimentalFunctions', since('2.49'), 'has("x")'],
    ['ExperimentalDurationExpr', since('3.4') && !since('3.16'), since('3.14') ? 'true' : 'has("d")'],
    ['EnableExtendedRangeSelectors', since('3.7') && !since('3.16'), 'has("e")'],
    ['EnableBinopFillModifiers', since('3.10'), 'has("f")'],
    ['EnableUnquotedUTF8Names', since('3.16'), 'has("u")'],
  ];
  const there = switches.filter(([, isThere]) => isThere);
  // they were variables of the package, and became options of a parser
  const isOption = since('3.11');
  const options = there.map(([name, , on]) => `${name}: ${on}`).join(', ');
  return {
    settings: [...names, ...(isOption ? [] : there.map(([name, , on]) => `parser.${name} = ${on}`))],
    parser: isOption ? `parser.NewParser(parser.Options{${options}})` : 'parser',
    usesModel: names.length > 0,
  };
}
