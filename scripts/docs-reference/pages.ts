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
interface Place {
  readonly name: string;
  readonly place: string;
}

type Places = ReadonlyMap<ts.Symbol, Place>;

/** The pages of what the doors export, from the doc comments. */
export function reference(root: string, program: ts.Program, doors: readonly Door[]): Reference {
  const checker = program.getTypeChecker();
  const symbols = publicSymbols(root, program, doors);
  const names = [...new Set(symbols.map(({ page }) => page))].sort();
  const contents = names.map((page) => ({
    page,
    groups: groupsOf(symbols.filter((each) => each.page === page)),
  }));
  const places: Places = new Map(contents.flatMap(({ page, groups }) => placesOf(page, groups)));
  const writer = new Writer(checker, places);
  const pages = contents.map(({ page, groups }) => [`${page}.md`, writer.page(page, groups)] as const);
  const index = contents.map(
    ({ page, groups }) =>
      `| [${titleOf(page)}](${page}.md) | ${entryOf(page)} | ${groups.flatMap(([, members]) => members).length} |`,
  );
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
    const plain = heading
      .toLowerCase()
      .replace(/[^\w -]/g, '')
      .replaceAll(' ', '-');
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
  return symbols
    .map(({ name, symbol }) => linkTo({ name, place: places.get(symbol)?.place ?? '' }))
    .join(',\n');
}

function linkTo({ name, place }: Place): string {
  return `[${name}](${place})`;
}

/** Writes pages, and notes what their doc comments do not say. */
class Writer {
  readonly missing: string[] = [];
  private readonly byName: ReadonlyMap<string, string>;

  constructor(
    private readonly checker: ts.TypeChecker,
    private readonly places: Places,
  ) {
    this.byName = new Map([...places.values()].map(({ name, place }) => [name, place]));
  }

  page(page: string, groups: Groups): string {
    const parts = groups.map(
      ([title, symbols]) =>
        `## ${title}\n\n${linksTo(symbols, this.places)}\n\n${symbols.map((each) => this.symbol(each)).join('\n')}`,
    );
    return `# ${titleOf(page)}\n\nImport from \`${entryOf(page)}\`. [All pages](README.md).\n\n${parts.join('\n')}`;
  }

  private symbol({ name, symbol }: PublicSymbol): string {
    const declarations = symbol.declarations ?? [];
    const { described, said } = this.documented(symbol);
    if (described === '') this.missing.push(`'${name}' has no doc comment`);
    const used = this.namedBy(declarations);
    const publicName = (text: string): string =>
      [...used].reduce(
        (shown, [own, { name: exported }]) =>
          own === exported ? shown : shown.replace(new RegExp(`\\b${own}\\b`, 'g'), exported),
        symbol.name === name ? text : text.replace(symbol.name, name),
      );
    const signature = publicName(signatureOf(this.checker, declarations));
    const members = declarations
      .flatMap(membersOf)
      .flatMap((member) => this.member(name, member, publicName));
    const links = [...used.values()].filter((each) => each.name !== name).map(linkTo);
    return [
      `### ${name}`,
      described,
      signature === '' ? '' : fenced(signature),
      listed('Type parameters:', said('typeParam').map(parameter)),
      listed('Parameters:', said('param').map(parameter)),
      listed('', members),
      ...sentencesOf(said),
      ...said('example').map((text) => `Example:\n\n${fenced(text)}`),
      links.length === 0 ? '' : `Types: ${links.join(', ')}`,
    ]
      .filter((part) => part !== '')
      .map((part) => `${part}\n`)
      .join('\n');
  }

  /** A line of a member, or none if it only exists for the compiler. */
  private member(owner: string, member: Member, publicName: (text: string) => string): readonly string[] {
    if (member.name !== undefined && ts.isComputedPropertyName(member.name)) return [];
    const { described, said } = this.documented(this.source(member));
    const isProperty = ts.isPropertySignature(member) || ts.isPropertyDeclaration(member);
    const isForbidden = isProperty && member.type !== undefined && isNothing(member.type);
    if (isForbidden || /^(?:Only a type|Not said)/.test(described)) return [];
    if (isProperty && member.questionToken !== undefined && said('default').length === 0)
      this.missing.push(`'${owner}.${member.name.getText()}' is optional and has no @default`);
    const parameters = said('param').map((what) => sentence(parameter(what).replace(/^- /, '')));
    const text = [...(described === '' ? [] : [sentence(described)]), ...parameters, ...sentencesOf(said)]
      .join(' ')
      .replace(/\n+(?!- )/g, ' ')
      .replace(/\n+- /g, '\n  - ');
    return [`- ${code(publicName(memberText(member)))}${text === '' ? '' : `: ${text}`}`];
  }

  /** What has the doc comment of a member: of a method or a constructor its signature, since each overload has its own. */
  private source(member: Member): ts.Symbol | ts.Signature | undefined {
    if (ts.isMethodSignature(member) || ts.isMethodDeclaration(member) || ts.isConstructorDeclaration(member))
      return this.checker.getSignatureFromDeclaration(member);
    return member.name && this.checker.getSymbolAtLocation(member.name);
  }

  private documented(source: ts.Symbol | ts.Signature | undefined) {
    const tags = source === undefined ? [] : tagsOf(source, this.checker);
    return {
      described: this.text(source?.getDocumentationComment(this.checker) ?? []),
      said: (tag: string): readonly string[] =>
        tags.filter(({ name }) => name === tag).map(({ text }) => this.text(text ?? [])),
    };
  }

  /** A doc comment as Markdown: what it links to is a link where it is public. */
  private text(parts: readonly ts.SymbolDisplayPart[]): string {
    return ts
      .displayPartsToString([...parts])
      .replace(/\{@link (\S+?)(?:[ |]([^}]*))?\}/g, (_, name: string, label: string | undefined) => {
        const place = this.byName.get(name.split('.')[0] ?? '');
        const shown = `\`${label?.trim() || name}\``;
        return place === undefined ? shown : `[${shown}](${place})`;
      })
      .trim();
  }

  /** The public types that declarations name, by the names that they have there. */
  private namedBy(declarations: readonly ts.Declaration[]): ReadonlyMap<string, Place> {
    const found = new Map<string, Place>();
    const visit = (node: ts.Node): void => {
      if (ts.isBlock(node)) return;
      const name = ts.isTypeReferenceNode(node)
        ? node.typeName
        : ts.isExpressionWithTypeArguments(node)
          ? node.expression
          : undefined;
      const symbol = name && this.checker.getSymbolAtLocation(name);
      const place = symbol && this.places.get(original(this.checker, symbol));
      if (name !== undefined && place !== undefined) found.set(name.getText(), place);
      ts.forEachChild(node, visit);
    };
    declarations.forEach(visit);
    return new Map([...found].sort(([a], [b]) => (a < b ? -1 : 1)));
  }
}

/** Whether a type has no value, so that a property of it only says that it must not be there. */
function isNothing({ kind }: ts.TypeNode): boolean {
  return kind === ts.SyntaxKind.NeverKeyword || kind === ts.SyntaxKind.UndefinedKeyword;
}

function tagsOf(source: ts.Symbol | ts.Signature, checker: ts.TypeChecker): readonly ts.JSDocTagInfo[] {
  return 'flags' in source ? source.getJsDocTags(checker) : source.getJsDocTags();
}

/** What a doc comment says in tags, as sentences. */
function sentencesOf(said: (tag: string) => readonly string[]): readonly string[] {
  return [
    ...said('returns').map((what) => sentence(`Returns ${what}`)),
    ...said('throws').map((what) => sentence(`Throws ${what}`)),
    ...said('default').map((what) => sentence(`Default: ${what.replace(/^- /, '')}`)),
    ...said('see').map((what) => `See ${what}`),
  ];
}

function sentence(text: string): string {
  return /[.:!?]$/.test(text) ? text : `${text}.`;
}

function listed(title: string, lines: readonly string[]): string {
  if (lines.length === 0) return '';
  return `${title === '' ? '' : `${title}\n\n`}${lines.join('\n')}`;
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
