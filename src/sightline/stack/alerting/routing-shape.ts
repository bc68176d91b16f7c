import type { Duration } from '../../contract/duration-literal';
import { parseDuration } from '../../contract/duration';
import { positiveDuration } from '../../contract/duration-rule';
import { object, optional, required } from '../../problem/object-shape';
import { describeKind, kindOf } from '../../problem/read';
import { oneOf, text, type TextRule } from '../../problem/scalar-shapes';
import { at, either, list, make, record, type Shape, wrongValue } from '../../problem/shape';
import { seriesLabel } from '../../problem/text-rules';
import { patternOf } from '../../promql/syntax/regex';
import type { SeverityLabels } from '../../objectives/alert-severities';
import {
  type AlertRoute,
  type AlertRouting,
  type AlertRoutingOptions,
  type LabelMatch,
  nobody,
} from './alert-routing';
import { isRegExp } from './conditions';
import type { DeadMansSwitch } from './dead-mans-switch';
import { receiverShape, secretRef } from './receiver-shape';

const receiverName: TextRule = {
  test: (written) => /^[A-Za-z0-9]([-\w./ ]{0,98}[A-Za-z0-9])?$/.test(written) && written !== nobody,
  expected: `a name of at most 100 letters, digits, blanks and -_./ with a letter or digit at both ends, and not ${nobody}, which the chart has`,
};

/** What a text of a match may be. The chart renders the configuration as it is, so any other text will do. */
const someText: Shape<string> = text();
const texts = list(someText, { min: 1 });
const matchForm = 'a text, a list of texts or a regular expression';

const labelMatch: Shape<LabelMatch> = make(['text', 'list', 'other'], matchForm, (value, path) => {
  if (typeof value === 'string') return someText.check(value, path);
  if (kindOf(value) === 'list') return texts.check(value, path);
  if (!isRegExp(value)) return [wrongValue(path, describeKind(value), matchForm)];
  const { problems, source } = patternOf(value);
  if (problems.length === 0 && source === '') return [wrongValue(path, 'an empty one', matchForm)];
  return problems.map((problem) => ({ ...problem, ...at(path) }));
});

const duration = text<Duration>(positiveDuration);

/** It is looked at in halves. */
const atLeastASecond: TextRule = {
  test: (written) => (parseDuration(written) ?? 0) >= 1000,
  expected: 'a Prometheus duration of at least a second, such as 1m',
};

const grouping = {
  groupBy: optional(list(text(seriesLabel), { min: 1 })),
  groupWait: optional(duration),
  groupInterval: optional(duration),
  repeatInterval: optional(duration),
};

const route = object<AlertRoute>({
  receiver: required(text()),
  severity: optional(oneOf('page', 'ticket')),
  match: optional(record(labelMatch, text(seriesLabel))),
  ...grouping,
});

const options = object<AlertRoutingOptions>({
  severities: optional(object<Partial<SeverityLabels>>({ page: optional(text()), ticket: optional(text()) })),
  receivers: required(record(either(receiverShape, list(receiverShape, { min: 1 })), text(receiverName))),
  routes: required(list(route)),
  otherwise: optional(text()),
  deadMansSwitch: optional(
    object<DeadMansSwitch>({ url: required(secretRef), every: optional(text<Duration>(atLeastASecond)) }),
  ),
  ...grouping,
});

/** What the routing must look like. That the names of its receivers exist is checked where it is known that they are names. */
export const routingShape: Shape<AlertRouting> = {
  // the mark of the type is never there
  ...(options as unknown as Shape<AlertRouting>),
  expected: 'what alertRouting({ … }) gives',
};
