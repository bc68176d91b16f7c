/** How much a problem matters: an error stops synthesis, a warning and an info do not. */
export type Severity = 'error' | 'warning' | 'info';
