import type { PrometheusVersion } from '../../src/sightline/promql/syntax/dialect';
import { isAtLeast } from '../../src/sightline/promql/syntax/dialect';
import type { GoProgram } from '../go/build-go';
import { goMod } from '../record-verdicts/go-program';

/**
 * Reads metrics pages as the scrape loop of a version does: with its parser, then the labels of the target, then its checks of names and of labels that
 * are there twice. Its input is a page on each line, as JSON of the format and the bytes in base64; of each it writes a line of JSON: the number of
 * samples, or why the whole page is refused.
 */
export function pageProgram(version: PrometheusVersion): GoProgram {
  return { goMod: goMod(version), main: mainOf(version) };
}

/** What decides about names in UTF-8 was a variable before it was an argument. */
function schemeOf(version: PrometheusVersion): string {
  if (isAtLeast(version, '3.0')) return 'model.NameValidationScheme = model.UTF8Validation';
  return isAtLeast(version, '2.55') ? 'model.NameValidationScheme = model.LegacyValidation' : '';
}

function mainOf(version: PrometheusVersion): string {
  const scheme = schemeOf(version);
  return `package main

import (
	"bufio"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"reflect"

${scheme === '' ? '' : '\t"github.com/prometheus/common/model"\n'}	"github.com/prometheus/prometheus/model/labels"
	"github.com/prometheus/prometheus/model/textparse"
)

type page struct {
	Format string
	Bytes  string
}

type answer struct {
	Samples int    \`json:"samples"\`
	Error   string \`json:"error,omitempty"\`
}

// call hands a function what it takes beside the bytes: a table of symbols, and false for every option.
func call(function any, text []byte) textparse.Parser {
	value := reflect.ValueOf(function)
	args := []reflect.Value{}
	for i := 0; i < value.Type().NumIn(); i++ {
		in := value.Type().In(i)
		switch {
		case value.Type().IsVariadic() && i == value.Type().NumIn()-1:
		case in == reflect.TypeOf(text):
			args = append(args, reflect.ValueOf(text))
		case in.Kind() == reflect.Ptr:
			args = append(args, symbols(in))
		default:
			args = append(args, reflect.Zero(in))
		}
	}
	return value.Call(args)[0].Interface().(textparse.Parser)
}

func symbols(in reflect.Type) reflect.Value {
	return reflect.New(in.Elem())
}

func labelsOf(p textparse.Parser) labels.Labels {
	var lset labels.Labels
	name := "Labels"
	method := reflect.ValueOf(p).MethodByName(name)
	if !method.IsValid() {
		method = reflect.ValueOf(p).MethodByName("Metric")
	}
	method.Call([]reflect.Value{reflect.ValueOf(&lset)})
	return lset
}

func isValid(lset labels.Labels) bool {
	method := reflect.ValueOf(lset).MethodByName("IsValid")
	args := []reflect.Value{}
	if method.Type().NumIn() == 1 {
		args = append(args, reflect.ValueOf(${scheme === '' ? '0' : 'model.UTF8Validation'}).Convert(method.Type().In(0)))
	}
	return method.Call(args)[0].Bool()
}

func read(format string, text []byte) (samples int, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("panic: %v", p)
		}
	}()
	if len(text) == 0 && ${isAtLeast(version, '3.0') ? 'true' : 'false'} {
		return 0, nil // the scrape loop asks no parser
	}
	var p textparse.Parser
	if format == "openmetrics" {
		p = call(textparse.NewOpenMetricsParser, text)
	} else {
		p = call(textparse.NewPromParser, text)
	}
	for {
		entry, err := p.Next()
		if errors.Is(err, io.EOF) {
			return samples, nil
		}
		if err != nil {
			return samples, err
		}
		if entry != textparse.EntrySeries {
			continue
		}
		builder := labels.NewBuilder(labelsOf(p))
		builder.Set("job", "pages")
		builder.Set("instance", "here")
		lset := builtLabels(builder)
		if !lset.Has(labels.MetricName) {
			return samples, errors.New("missing metric name (__name__ label)")
		}
		if !isValid(lset) {
			return samples, fmt.Errorf("invalid metric name or label names: %s", lset)
		}
		if name, twice := lset.HasDuplicateLabelNames(); twice {
			return samples, fmt.Errorf("label name %q is not unique", name)
		}
		samples++
	}
}

func builtLabels(builder *labels.Builder) labels.Labels {
	method := reflect.ValueOf(builder).MethodByName("Labels")
	args := []reflect.Value{}
	if method.Type().NumIn() == 1 {
		args = append(args, reflect.ValueOf(labels.EmptyLabels()))
	}
	return method.Call(args)[0].Interface().(labels.Labels)
}

func main() {
${scheme === '' ? '' : `\t${scheme}\n`}	lines := bufio.NewScanner(os.Stdin)
	lines.Buffer(nil, 1<<28)
	out := bufio.NewWriter(os.Stdout)
	defer out.Flush()
	for lines.Scan() {
		var asked page
		if err := json.Unmarshal(lines.Bytes(), &asked); err != nil {
			panic(err)
		}
		text, err := base64.StdEncoding.DecodeString(asked.Bytes)
		if err != nil {
			panic(err)
		}
		samples, err := read(asked.Format, text)
		result := answer{Samples: samples}
		if err != nil {
			result.Error = err.Error()
		}
		line, err := json.Marshal(result)
		if err != nil {
			panic(err)
		}
		out.Write(append(line, '\\n'))
	}
	if err := lines.Err(); err != nil {
		panic(err)
	}
}
`;
}
