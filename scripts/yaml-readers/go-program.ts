import type { GoProgram } from '../go/build-go';

/** The readers in Go, in the order of their answers: of most programs, of newer ones, and of kubectl, Helm and the API server. */
export const goReaders = ['go-yaml v2', 'go-yaml v3', 'sigs.k8s.io/yaml'] as const;

/**
 * Reads YAML with the packages that programs in Go read it with. Its input is a JSON string on each line, the text of one document; of each it writes
 * a line of JSON with what every reader makes of it: `{"value": …}`, or `{"error": "…"}`. A number is written as `{"number": "…"}`, so that none is
 * taken for a text and no digit is lost.
 */
export const goProgram: GoProgram = {
  goMod: `module oracle

go 1.22

require (
	gopkg.in/yaml.v2 v2.4.0
	gopkg.in/yaml.v3 v3.0.1
	sigs.k8s.io/yaml v1.6.0
)
`,
  main: `package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"os"

	v2 "gopkg.in/yaml.v2"
	v3 "gopkg.in/yaml.v3"
	kubernetes "sigs.k8s.io/yaml"
)

type answer struct {
	Value any    \`json:"value"\`
	Error string \`json:"error,omitempty"\`
}

// key is the text of a key, and says so of one that is none.
func key(k any) string {
	if text, ok := k.(string); ok {
		return text
	}
	return fmt.Sprintf("%T %v", k, k)
}

func plain(v any) any {
	switch t := v.(type) {
	case nil, bool, string:
		return t
	case map[any]any:
		m := map[string]any{}
		for k, inner := range t {
			m[key(k)] = plain(inner)
		}
		return m
	case map[string]any:
		m := map[string]any{}
		for k, inner := range t {
			m[k] = plain(inner)
		}
		return m
	case []any:
		list := []any{}
		for _, inner := range t {
			list = append(list, plain(inner))
		}
		return list
	case json.Number:
		return map[string]any{"number": t.String()}
	case int, int64, uint64, float64:
		return map[string]any{"number": fmt.Sprint(t)}
	}
	return map[string]any{"other": fmt.Sprintf("%T %v", v, v)}
}

func read(text string, unmarshal func([]byte, any) error) (result answer) {
	defer func() {
		if p := recover(); p != nil {
			result = answer{Error: fmt.Sprint("panic: ", p)}
		}
	}()
	var value any
	if err := unmarshal([]byte(text), &value); err != nil {
		return answer{Error: err.Error()}
	}
	return answer{Value: plain(value)}
}

func asKubernetes(text []byte, into any) error {
	converted, err := kubernetes.YAMLToJSON(text)
	if err != nil {
		return err
	}
	decoder := json.NewDecoder(bytes.NewReader(converted))
	decoder.UseNumber()
	return decoder.Decode(into)
}

func main() {
	lines := bufio.NewScanner(os.Stdin)
	lines.Buffer(nil, 1<<26)
	out := bufio.NewWriter(os.Stdout)
	defer out.Flush()
	for lines.Scan() {
		var text string
		if err := json.Unmarshal(lines.Bytes(), &text); err != nil {
			panic(err)
		}
		answers := []answer{read(text, v2.Unmarshal), read(text, v3.Unmarshal), read(text, asKubernetes)}
		line, err := json.Marshal(answers)
		if err != nil {
			panic(err)
		}
		out.Write(append(line, '\\n'))
	}
	if err := lines.Err(); err != nil {
		panic(err)
	}
}
`,
};
