import { demoUsage, parseDemoArgs } from '../../demo/args';

describe('the command line of the demo', () => {
  test('without flags is that which the usage promises', () => {
    expect(parseDemoArgs([])).toEqual({
      options: {
        rate: 40,
        faults: 0.05,
        portApp: 8000,
        portPrometheus: 9090,
        portPage: 8080,
        duration: 0,
        interval: 2,
        prometheus: [3, 2],
        plain: false,
      },
    });
    for (const promise of [
      '(default: 40)',
      '(default: 0.05)',
      '(default: 2)',
      '(default: 8000)',
      '(default: 9090)',
      '(default: 8080)',
    ]) {
      expect(demoUsage).toContain(promise);
    }
  });

  test('takes every flag', () => {
    const args =
      '--rate 12.5 --faults 0 --interval 5 --duration 90 --prometheus 2 --port-app 0 --port-prometheus 0 --port-page 0 --plain';
    expect(parseDemoArgs(args.split(' '))).toEqual({
      options: {
        rate: 12.5,
        faults: 0,
        portApp: 0,
        portPrometheus: 0,
        portPage: 0,
        duration: 90,
        interval: 5,
        prometheus: [2],
        plain: true,
      },
    });
  });

  test('tells no failures at all from no failures beside incidents', () => {
    expect(parseDemoArgs(['--no-faults'])).toMatchObject({ options: { faults: undefined } });
    expect(parseDemoArgs(['--no-faults', '--faults', '3'])).toEqual({
      wrong: ["'--faults' and '--no-faults' exclude each other; give one of them"],
    });
  });

  test('is refused with everything that is wrong at once', () => {
    const args = '--rate 501 --faults=-1 --interval 1.5 --prometheus 1 --port-app 70000 --duration x';
    expect(parseDemoArgs(args.split(' '))).toEqual({
      wrong: [
        "'--prometheus' (1) must be 2 or 3",
        "'--faults' (-1) must be a number from 0 to 100",
        "'--rate' (501) must be a number from 1 to 500",
        "'--port-app' (70000) must be a whole number from 0 to 65535",
        "'--duration' (x) must be a number from 0 to 86400",
        "'--interval' (1.5) must be a whole number from 1 to 30",
      ],
    });
  });

  test('is refused when both ports are the same one', () => {
    expect(parseDemoArgs(['--port-app', '9090'])).toEqual({
      wrong: ["'--port-app' and '--port-prometheus' (9090) must be two ports"],
    });
  });

  test('is refused with a flag that there is not', () => {
    expect(parseDemoArgs(['--quick'])).toMatchObject({ wrong: [expect.stringContaining("'--quick'")] });
  });

  test('asks for help', () => {
    expect(parseDemoArgs(['-h', '--rate', 'x'])).toEqual({ help: true });
  });
});
