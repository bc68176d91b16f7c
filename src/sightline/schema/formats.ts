const dateTime = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})$/;

/** The formats that our schemas name, as ajv takes them. */
export const formats = {
  // RFC 3339, as Kubernetes reads times
  'date-time': (text: string) => dateTime.test(text) && Number.isFinite(Date.parse(text)),
  int32: { type: 'number', validate: (value: number) => value >= -(2 ** 31) && value < 2 ** 31 },
  int64: { type: 'number', validate: (value: number) => value >= -(2 ** 63) && value < 2 ** 63 },
} as const;
