import { findAlertmanager, findPrometheus } from '../../tools/prometheus/find';
import { findPython } from '../../tools/python/find-python';
import { type Outcomes, isCi, outcomesVariable } from './prometheus/outcomes';

/** Without CI a failed fetch is not tried again for so long, that offline runs stay quick. */
const retryAfterMs = 10 * 60_000;

/** Finds both versions of Prometheus, Alertmanager, and Python, once, before the suites are collected. Never fails: the suites say what is missing. */
export default async function globalSetup(): Promise<void> {
  const options = { retryAfterMs: isCi(process.env) ? 0 : retryAfterMs };
  const [two, three, alertmanager, python] = await Promise.all([
    findPrometheus(2, options),
    findPrometheus(3, options),
    findAlertmanager(options),
    findPython(options),
  ]);
  const outcomes: Outcomes = { 2: two, 3: three, alertmanager, python };
  process.env[outcomesVariable] = JSON.stringify(outcomes);
}
