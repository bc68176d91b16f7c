export interface FoundBrowser {
  readonly program: string;
  readonly env: Readonly<Record<string, string>>;
}
