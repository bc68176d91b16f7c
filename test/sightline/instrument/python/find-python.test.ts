import { planForPython, pythonCandidates } from './find-python';

test('The Python that is named is the only one looked at', () => {
  expect(pythonCandidates({ SIGHTLINE_PYTHON: '/opt/python3' }, () => true)).toEqual(['/opt/python3']);
});

test('Otherwise the Python on PATH comes first, then the system’s', () => {
  expect(pythonCandidates({}, () => false)).toEqual(['python3', '/usr/bin/python3']);
});

test('Where there is no Python the suite is skipped, and in CI it fails', () => {
  const reason = 'none';
  expect(planForPython({ reason }, {})).toEqual({ action: 'skip', reason });
  expect(planForPython({ reason }, { CI: 'false' })).toEqual({ action: 'skip', reason });
  expect(planForPython({ reason }, { CI: 'true' })).toEqual({ action: 'fail', reason });
  expect(planForPython({ python: 'p' }, { CI: 'true' })).toEqual({ action: 'run', python: 'p' });
});
