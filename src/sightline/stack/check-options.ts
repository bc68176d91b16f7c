import { fixInValues, literalSecret, pathOfSecret, readersOfValues } from '../problem/literal-secret';
import type { Problem } from '../problem/problem';
import { mustStop, unanswerable } from '../problem/problems';
import { kindOf, readEntry } from '../problem/read';
import { checkShape } from '../problem/shape';
import { deadMansSwitchProblems } from './alerting/check-dead-mans-switch';
import { alertingEffectProblems } from './alerting/check-effect';
import { checkRouting } from './alerting/check-routing';
import { nameProblems } from './names';
import { plainCopy } from './plain-data';
import { searchSecrets } from '../secrets/search';
import { selectorSettingProblems } from './selector-settings';
import { installationOf, type StackOptions } from './stack-options';
import { stackShape } from './stack-shape';
import { stackValues } from './values';

/**
 * Everything that is wrong with the options of a stack, for people who run without type checks, and for what types
 * can't tell: properties that nothing reads (`OPT001`), wrong values (`OPT002`), missing properties (`OPT003`), literal
 * secrets where a reference belongs (`HLM007`; the engine finds those in what is written), settings of the chart that do something else than they seem to (`HLM002`, `HLM003`, `HLM008`,
 * `SEL003`), and routing that does not work (`RTE…`). Never throws, and never prints a secret.
 *
 * @param options anything; meant to be `StackOptions`
 */
export function checkStackOptions(options: unknown): Problem[] {
  const shape = checkShape(options, stackShape);
  const secrets = shape.length === 0 ? [] : misplacedSecrets(options, shape);
  const problems = [
    ...shape.filter((problem) => !secrets.some((secret) => explains(secret, problem))),
    ...valuesProblems(options),
    ...secrets,
  ];
  if (mustStop(problems)) return problems;
  const sound = options as StackOptions; // it has the shape
  const routing = sound.alerting === undefined ? [] : checkRouting(sound.alerting, 'alerting');
  if (mustStop(routing)) return [...problems, ...routing];
  const values = stackValues(sound);
  const switched =
    sound.alerting === undefined ? [] : deadMansSwitchProblems(sound.alerting, values, installationOf(sound));
  return [
    ...problems,
    ...routing,
    ...alertingEffectProblems(values, sound.alerting !== undefined),
    ...switched,
    ...selectorSettingProblems(values),
    ...nameProblems(installationOf(sound).release, values),
  ];
}

/** What of `values` can't be written as YAML. That they are a map at all is a matter of the shape. */
function valuesProblems(options: unknown): readonly Problem[] {
  if (kindOf(options) !== 'object') return [];
  const { value } = readEntry(options as object, 'values'); // its kind is checked
  return kindOf(value) === 'object' ? plainCopy(value, 'values').problems : [];
}

/** Literal secrets where the shape wants something else. Nothing is made of them, so the engine can't find them. */
function misplacedSecrets(options: unknown, shape: readonly Problem[]): readonly Problem[] {
  const secrets = searchSecrets(options).map((found) => {
    const path = pathOfSecret(found, '');
    return literalSecret(found.what, { thing: path, path, readers: readersOfValues, fix: fixInValues(path) });
  });
  return unanswerable(secrets.filter((secret) => shape.some((problem) => explains(secret, problem))));
}

/** A literal secret is one mistake: that it is no reference, its property unknown, the right one missing, need no saying. */
function explains({ path: secret = '' }: Problem, { id, path = '' }: Problem): boolean {
  if (id === 'OPT001') return secret === path || secret.startsWith(`${path}.`);
  if (id === 'OPT002') return secret === path;
  return id === 'OPT003' && secret.startsWith('grafana.') && path.startsWith('grafana.admin');
}
