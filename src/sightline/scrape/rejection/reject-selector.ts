import { isLabelValue, isQualifiedName } from '../../problem/names';
import type { LabelSelector } from '../manifests';
import type { Rejection } from './reject';

/** The operators of Kubernetes, with whether they take values. */
const operators: Readonly<Partial<Record<string, boolean>>> = {
  In: true,
  NotIn: true,
  Exists: false,
  DoesNotExist: false,
};

/** A label selector that Kubernetes can't read. */
export function rejectSelector(
  { matchLabels = {}, matchExpressions = [] }: LabelSelector,
  path: string,
): Rejection[] {
  const at = (field: string, message: string, fix: string): Rejection => ({
    id: 'OPR012',
    path: `${path}.${field}`,
    message,
    fix,
  });
  const keyProblems = (key: string, field: string): Rejection[] =>
    isQualifiedName(key)
      ? []
      : [
          at(
            field,
            `'${key}' in '${field}' must be the key of a label`,
            'use letters, digits, -, _ and ., with a letter or a digit at both ends',
          ),
        ];
  const valueProblems = (value: string, field: string): Rejection[] =>
    isLabelValue(value)
      ? []
      : [
          at(
            field,
            `'${value}' in '${field}' must be the value of a label`,
            'use at most 63 letters, digits, -, _ and ., with a letter or a digit at both ends',
          ),
        ];
  return [
    ...Object.entries(matchLabels).flatMap(([key, value]) => [
      ...keyProblems(key, 'matchLabels'),
      ...valueProblems(value, `matchLabels.${key}`),
    ]),
    ...matchExpressions.flatMap(({ key, operator, values = [] }, index) => {
      const field = `matchExpressions[${index}]`;
      const takesValues = operators[operator];
      if (takesValues === undefined) {
        return [
          at(
            `${field}.operator`,
            `'operator' (${operator}) must be one of ${Object.keys(operators).join(', ')}`,
            'use one of them',
          ),
        ];
      }
      const amount = takesValues ? 'at least one value' : 'no values';
      return [
        ...(takesValues === values.length > 0
          ? []
          : [
              at(
                `${field}.values`,
                `'values' (${values.join(', ') || 'none'}) must be ${amount} for the operator ${operator}`,
                takesValues ? 'add one' : 'leave them out',
              ),
            ]),
        ...keyProblems(key, field),
        ...values.flatMap((value) => valueProblems(value, `${field}.values`)),
      ];
    }),
  ];
}
