import type { ProblemFamily } from './entry';

/** Options of the library, and answers to its problems. */
export const optionProblems = {
  OPT001: {
    severities: ['error'],
    title: 'An option that nothing reads',
    why: 'Most often it is a misspelling, and the setting that was meant would silently keep its default.',
    fix: 'Write the name that the problem proposes, or remove the option.',
    answerable: false,
    example: { stack: `{ prometheus: { retenion: '35d' } }` },
  },
  OPT002: {
    severities: ['error'],
    title: 'An option of the wrong type or form',
    why: 'The objects that are made of it would be refused by the API server, or mean something else.',
    fix: 'Write a value of the form that the problem names.',
    answerable: false,
    example: { service: `{ scrape: { interval: '30' } }` },
  },
  OPT003: {
    severities: ['error'],
    title: 'An option that is missing',
    why: 'There is no default that would be right for every service.',
    fix: 'Say it.',
    answerable: false,
    example: { contract: `{ notTraffic: undefined }` },
  },
  ANS001: {
    severities: ['error'],
    title: 'An answer that does not count',
    why: 'An answer without a reason, or to an error that must not be written, hides the problem from whoever reads the program next.',
    fix: 'Say the reason in a sentence, name a known id and a place, and a date as `2026-12-31` in `until`; mend what can not be answered.',
    answerable: false,
    example: {
      app: `{ answers: [{ id: 'TYP104', place: 'shop/**', reason: '' }] }`,
    },
  },
  ANS002: {
    severities: ['warning'],
    title: 'An answer to a problem that is not there',
    why: 'The problem was mended or its place has moved. The answer would hide the next one of its kind.',
    fix: 'Remove it, or mend its place.',
    answerable: false,
    example: {
      app: `{ answers: [{ id: 'TYP104', place: 'shop/**', reason: 'The counter is reset every night.' }] }`,
    },
  },
  ANS003: {
    severities: ['warning'],
    title: 'An answer whose time is over',
    why: 'The problem stands again: the time that was agreed on has passed.',
    fix: 'Mend the problem, or agree on a new date in `until`.',
    answerable: false,
    example: {
      beside: ['ALR407'],
      rules: `alertingRule({ alert: 'Busy', expression: gt(sum(queue), 9), annotations: { summary: 'Busy' } })`,
      app: `{ answers: [{ id: 'ALR407', place: 'shop/**', reason: 'Not routed until the move.', until: '2020-01-31' }] }`,
    },
  },
  CDK001: {
    severities: ['error'],
    title: 'What a construct of somebody else has against the app',
    why: 'A construct that is not from this library has refused the app in its own validation.',
    fix: 'Read its message; the construct is named before it.',
    answerable: true,
    example: { program: `chart.node.addValidation({ validate: () => ['the chart names no team'] });` },
  },
} satisfies ProblemFamily;
