import type { ProblemFamily } from './entry';

/** Files that `sightline check` reads. */
export const fileProblems = {
  FIL001: {
    severities: ['error'],
    title: 'A document that can not be read as YAML',
    why: 'Whoever reads it, kubectl, Helm or Prometheus, refuses it, or takes another value than the one that is meant.',
    fix: 'Mend it at the place that the problem names.',
    answerable: false,
    example: {
      file: `apiVersion: v1
kind: Service
metadata:
  name: shop
  labels: { app: shop
spec:
  ports: []`,
    },
  },
  FIL002: {
    severities: ['info'],
    title: 'A template that is not rendered',
    why: 'What it becomes depends on values, so nothing in it is checked.',
    fix: 'Check what `helm template` prints: `helm template RELEASE CHART | sightline check -`.',
    answerable: false,
    example: {
      file: `apiVersion: v1
kind: Service
metadata:
  name: {{ .Release.Name }}-shop`,
    },
  },
  FIL003: {
    severities: ['warning'],
    title: 'A file that is not read',
    why: 'It is no text, too large, or has no end, so nothing in it is checked.',
    fix: 'Leave it out, or give what is in it as YAML.',
    answerable: true,
    example: { file: 'a\u0000b' },
  },
} satisfies ProblemFamily;
