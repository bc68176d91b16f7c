import ts from 'typescript';
import { original } from '../../tools/surface/unreachable-types';
import { entryOf, titleOf } from './page-of';
import { publicSymbols, type Door, type PublicSymbol } from './public-symbols';
import { membersOf, memberText, signatureOf, type Member } from './signature';

/** The reference, and what its doc comments do not say. */
export interface Reference {
  /** The text of each page, by the name of its file. */
  readonly pages: ReadonlyMap<string, string>;

  /** Public symbols without a doc comment, and optional properties without `@default`. */
  readonly missing: readonly string[];
}

/** Where a public symbol is described, seen from another page of the folder. */
type Places = ReadonlyMap<ts.Symbol, { readonly name: string; readonly place: string }>;

/** The pages of what the doors export, from the doc comments. */
export function reference(root: string, program: ts.Program, doors: readonly Door[]): Reference {
  const checker = program.getTypeChecker();
  const symbols = publicSymbols(root, program, doors);
  const names = [...new Set(symbols.map(({ page }) => page))].sort();
  const contents = names.map((page) => ({ page, groups: groupsOf(symbols.filter((each) => each.page === page)) }));
  const places: Places = new Map(contents.flatMap(({ page, groups }) => placesOf(page, groups)));
  const writer = new Writer(checker, places);
  const pages = contents.map(({ page, groups }) => [`${page}.md`, writer.page(page, groups)] as const);
  const index = contents.map(({ page, groups }) => `| [${titleOf(page)}](${page}.md) | ${entryOf(page)} | ${groups.flatMap(([, members]) => members).length} |`);
  const readme = `# Reference

What the two packages export, by field, from the doc comments: \`npm run docs:reference\`. An editor shows the same. What is first to be read is in the
[README](../../README.md).

| page | import from | symbols |
| ---- | ----------- | ------- |
${index.join('\n')}

## All symbols

${linksTo(symbols, places)}
`;
  return { pages: new Map([['README.md', readme], ...pages]), missing: writer.missing };
}

type Groups = readonly (readonly [title: string, symbols: readonly PublicSymbol[]])[];

/** What is called or constructed, and what only stands in signatures. */
function groupsOf(symbols: readonly PublicSymbol[]): Groups {
  const isValue = ({ symbol }: PublicSymbol) => (symbol.flags & ts.SymbolFlags.Value) !== 0;
  const groups: Groups = [
    ['Functions, classes and constants', symbols.filter(isValue)],
    ['Types', symbols.filter((each) => !isValue(each))],
  ];
  return groups.filter(([, members]) => members.length > 0);
}

/** Each symbol with the anchor that GitHub gives its heading: a second heading of the same letters gets a number. */
function placesOf(page: string, groups: Groups) {
  const seen = new Map<string, number>();
  const anchor = (heading: string): string => {
    const plain = heading.toLowerCase().replace(/[^\w -]/g, '').replaceAll(' ', '-');
    const before = seen.get(plain) ?? 0;
    seen.set(plain, before + 1);
    return before === 0 ? plain : `${plain}-${before}`;
  };
  anchor(titleOf(page));
  return groups.flatMap(([title, symbols]) => {
    anchor(title);
    return symbols.map(
      ({ symbol, name }) => [symbol, { name, place: `${page}.md#${anchor(name)}` }] as const,
    );
  });
}

function linksTo(symbols: readonly PublicSymbol[], places: Places): string {
  return symbols.map(({ name, symbol }) => `[${name}](${places.get(symbol)?.place ?? ''})`).join(',\n');
}

/** Writes pages, and notes what their doc comments do not say. */
class Writer {
  readonly missing: string[] = [];

  constructor(
    private readonly checker: ts.TypeChecker,
    private readonly places: Places,
  ) {}

  page(page: string, groups: Groups): string {
    const parts = groups.map(
      ([title, symbols]) =>
        `## ${title}\n\n${linksTo(symbols, this.places)}\n\n${symbols.map((each) => this.symbol(each)).join('\n')}`,
    );
    return `# ${titleOf(page)}\n\nImport from \`${entryOf(page)}\`. [All pages](README.md).\n\n${parts.join('\n')}`;
  }

  private symbol({ name, symbol }: PublicSymbol): string {
    const { checker } = this;
    const declarations = symbol.declarations ?? [];
    const described = this.text(symbol.getDocumentationComment(checker));
    if (described === '') this.missing.push(`'${name}' has no doc comment`);
    const signature = signatureOf(checker, declarations);
    const members = declarations.flatMap(membersOf).flatMap((member) => this.member(name, member));
    const tags = symbol.getJsDocTags(checker).map((tag) => ({ ...tag, said: this.text(tag.text ?? []) }));
    const said = (tagName: string) => tags.filter((tag) => tag.name === tagName).map((tag) => tag.said);
    const others = this.namedBy(symbol, declarations);
    return [
      `### ${name}`,
      described,
      signature === '' ? '' : fenced(signature),
      members.join('\n'),
      [...said('typeParam'), ...said('param')].map(parameter).join('\n'),
      ...said('returns').map((what) => `Returns ${what}`),
      ...said('throws').map((what) => `Throws ${what}`),
      ...said('default').map((what) => `Default: ${what.replace(/^- /, '')}`),
      ...said('example').map(fenced),
      ...said('see').map((what) => `See ${what}`),
      others.length === 0 ? '' : `Types: ${others.join(', ')}`,
    ]
      .filter((part) => part !== '')
      .map((part) => `${part}\n`)
      .join('\n');
  }

  /** A line of a member, or none if it only exists for the compiler. */
  private member(owner: string, member: Member): readonly string[] {
    const symbol = member.name
      ? this.checker.getSymbolAtLocation(member.name)
      : undefined;
    if (member.name !== undefined && ts.isComputedPropertyName(member.name)) return [];
    const described = this.text(symbol?.getDocumentationComment(this.checker) ?? []);
    if (described.startsWith('Only a type')) return [];
    const tags = (symbol?.getJsDocTags(this.checker) ?? []).map((tag) => ({
      ...tag,
      said: this.text(tag.text ?? []),
    }));
    const said = (tagName: string) => tags.filter((tag) => tag.name === tagName).map((tag) => tag.said);
    const defaults = said('default').map((what) => what.replace(/^- /, ''));
    const isOptional =
      (ts.isPropertySignature(member) || ts.isPropertyDeclaration(member)) &&
      member.questionToken !== undefined;
    if (isOptional && defaults.length === 0)
      this.missing.push(`'${owner}.${member.name.getText()}' is optional and has no @default`);
    const sentences = [
      described,
      ...said('param').map((what) => parameter(what).replace(/^- /, '')),
      ...said('returns').map((what) => `Returns ${what}`),
      ...said('throws').map((what) => `Throws ${what}`),
      ...defaults.map((what) => `Default: ${what}`),
      ...said('see').map((what) => `See ${what}`),
    ].filter((part) => part !== '');
    const inOneLine = sentences
      .map((part) => (/[.:!?]$/.test(part) ? part : `${part}.`))
      .join(' ')
      .replace(/\n+(?!- )/g, ' ')
      .replace(/\n+- /g, '\n  - ');
    return [`- ${code(memberText(member))}${inOneLine === '' ? '' : `: ${inOneLine}`}`];
  }

  /** A doc comment as Markdown: what it links to is a link where it is public. */
  private text(parts: readonly ts.SymbolDisplayPart[]): string {
    const byName = new Map([...this.places.values()].map((each) => [each.name, each.place]));
    return ts
      .displayPartsToString([...parts])
      .replace(/\{@link (\S+?)(?:[ |]([^}]*))?\}/g, (_, name: string, label: string | undefined) => {
        const place = byName.get(name.split('.')[0] ?? '');
        const shown = `\`${label?.trim() ?? name}\``;
        return place === undefined ? shown : `[${shown}](${place})`;
      })
      .trim();
  }

  /** Links to the public types that declarations name. */
  private namedBy(self: ts.Symbol, declarations: readonly ts.Declaration[]): readonly string[] {
    const links = new Map<string, string>();
    const visit = (node: ts.Node): void => {
      if (ts.isBlock(node)) return;
      const name = ts.isTypeReferenceNode(node)
        ? node.typeName
        : ts.isExpressionWithTypeArguments(node)
          ? node.expression
          : undefined;
      const found = name && this.checker.getSymbolAtLocation(name);
      const symbol = found && original(this.checker, found);
      const known = symbol && symbol !== self ? this.places.get(symbol) : undefined;
      if (known !== undefined) links.set(known.name, `[${known.name}](${known.place})`);
      ts.forEachChild(node, visit);
    };
    declarations.forEach(visit);
    return [...links].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, link]) => link);
  }
}

/** A parameter: its name, then what it is. */
function parameter(said: string): string {
  return `- ${said.replace(/^(\S+)\s+/, '`$1`: ')}`;
}

/** A block of code; not `ts`, since it is no program of its own. */
function fenced(text: string): string {
  return `\`\`\`typescript\n${text}\n\`\`\``;
}

function code(text: string): string {
  return text.includes('`') ? `\`\` ${text} \`\`` : `\`${text}\``;
}
