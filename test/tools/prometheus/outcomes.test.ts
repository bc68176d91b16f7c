import { outcomesVariable, planFor } from './outcomes';

const found = { version: '2.42.0', prometheus: '/opt/prometheus', promtool: '/opt/promtool' };
const alertmanager = { version: '0.33.1', alertmanager: '/opt/alertmanager', amtool: '/opt/amtool' };
const python = { version: '3.11.2', python: '/opt/python3' };
const outcomes = JSON.stringify({ 2: found, 3: { reason: 'The network is down.' }, alertmanager, python });

describe('what a suite does about a version', () => {
  test('a suite runs on a version that was found', () => {
    expect(planFor(2, { [outcomesVariable]: outcomes })).toEqual({ action: 'run', found });
    expect(planFor('alertmanager', { [outcomesVariable]: outcomes })).toEqual({
      action: 'run',
      found: alertmanager,
    });
    expect(planFor('python', { [outcomesVariable]: outcomes })).toEqual({ action: 'run', found: python });
  });

  test.each([undefined, '', 'false'])('a suite skips a missing version when CI is %p', (CI) => {
    expect(planFor(3, { CI, [outcomesVariable]: outcomes })).toEqual({
      action: 'skip',
      reason: 'The network is down.',
    });
  });

  test.each(['true', '1', 'yes'])('a suite fails on a missing version when CI is %p', (CI) => {
    expect(planFor(3, { CI, [outcomesVariable]: outcomes })).toMatchObject({ action: 'fail' });
  });

  test('a suite says that the global setup did not run', () => {
    expect(planFor(2, {})).toMatchObject({ action: 'skip', reason: expect.stringContaining('global setup') });
    expect(planFor(2, { CI: 'true' })).toMatchObject({ action: 'fail' });
  });
});
