import type { GoProgram } from '../go/build-go';

/**
 * Applies rules with the package that Prometheus itself uses. It reads a case of JSON on each line, and writes a line of JSON: what refuses
 * the rules and at which, or the labels after each step until one drops.
 *
 * @param version of the Go module: Prometheus 3.8 is `v0.308.0`
 */
export function relabelProgram(version: string): GoProgram {
  return {
    goMod: `module oracle\n\ngo 1.24.0\n\nrequire (\n\tgithub.com/prometheus/prometheus ${version}\n\tgopkg.in/yaml.v2 v2.4.0\n)\n`,
    main: `package main

import (
	"bufio"
	"encoding/json"
	"os"

	"github.com/prometheus/common/model"
	"github.com/prometheus/prometheus/model/labels"
	"github.com/prometheus/prometheus/model/relabel"
	"gopkg.in/yaml.v2"
)

type task struct {
	Labels map[string]string
	Rules  []map[string]any
	Legacy bool
}

type step struct {
	Kept   bool              \`json:"kept"\`
	Labels map[string]string \`json:"labels"\`
}

type answer struct {
	RefusedAt *int   \`json:"refusedAt"\`
	Steps     []step \`json:"steps"\`
}

func solve(t task) answer {
	scheme := model.UTF8Validation
	if t.Legacy {
		scheme = model.LegacyValidation
	}
	rules := []*relabel.Config{}
	for index, written := range t.Rules {
		text, err := json.Marshal(written)
		if err != nil {
			panic(err)
		}
		rule := &relabel.Config{}
		err = yaml.UnmarshalStrict(text, rule)
		if err == nil {
			err = rule.Validate(scheme)
		}
		if err != nil {
			return answer{RefusedAt: &index, Steps: []step{}}
		}
		rules = append(rules, rule)
	}
	steps := []step{}
	for last := range rules {
		builder := labels.NewBuilder(labels.FromMap(t.Labels))
		kept := relabel.ProcessBuilder(builder, rules[:last+1]...)
		steps = append(steps, step{kept, builder.Labels().Map()})
		if !kept {
			break
		}
	}
	return answer{Steps: steps}
}

func main() {
	lines := bufio.NewScanner(os.Stdin)
	lines.Buffer(nil, 1<<24)
	out := bufio.NewWriter(os.Stdout)
	defer out.Flush()
	for lines.Scan() {
		var t task
		if err := json.Unmarshal(lines.Bytes(), &t); err != nil {
			panic(err)
		}
		text, err := json.Marshal(solve(t))
		if err != nil {
			panic(err)
		}
		out.Write(append(text, '\\n'))
	}
	if err := lines.Err(); err != nil {
		panic(err)
	}
}
`,
  };
}
