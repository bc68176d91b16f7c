import ts from 'typescript';

/** How long the right side of a type may be; a longer one tells a reader nothing. */
const longest = 400;

/** How a symbol is declared, as its file has it, without what is in it; nothing for a namespace. */
export function signatureOf(checker: ts.TypeChecker, declarations: readonly ts.Declaration[]): string {
  const overloads = declarations.filter((each) => ts.isFunctionDeclaration(each) && each.body === undefined);
  return (overloads.length > 0 ? overloads : declarations)
    .flatMap((declaration) => signatures(checker, declaration))
    .join('\n');
}

function signatures(checker: ts.TypeChecker, declaration: ts.Declaration): readonly string[] {
  const text = (end: number): string =>
    declaration
      .getSourceFile()
      .text.slice(declaration.getStart(), end)
      .replace(/^(?:(?:export|declare|async) )+/, '')
      .trim();
  if (ts.isFunctionDeclaration(declaration)) return [text(declaration.body?.pos ?? declaration.end)];
  if (ts.isInterfaceDeclaration(declaration)) return [text(declaration.members.pos - 1)];
  if (ts.isClassDeclaration(declaration)) return [text(declaration.members.pos - 1)];
  if (ts.isTypeAliasDeclaration(declaration)) {
    const whole = text(declaration.end).replace(/;$/, '');
    if (queries(declaration)) return [`type ${declaration.name.text}${expanded(checker, declaration)}`];
    const isPlain =
      membersOf(declaration).length === 0 && whole.length <= longest && !calculates(declaration);
    return [isPlain ? whole : text(declaration.type.pos).replace(/\s*=$/, '')];
  }
  if (ts.isVariableDeclaration(declaration)) {
    const { name, type } = declaration;
    if (type !== undefined) return [`const ${name.getText()}: ${type.getText()}`];
    if (membersOf(declaration).length > 0) return [`const ${name.getText()}`];
    return [`const ${name.getText()}: ${checker.typeToString(checker.getTypeAtLocation(declaration))}`];
  }
  return [];
}

/** What a type comes to that is one of a constant list, in the order of the list: that of the compiler's unions is not always the same. */
function expanded(checker: ts.TypeChecker, { type }: ts.TypeAliasDeclaration): string {
  const of = ts.isIndexedAccessTypeNode(type) ? type.objectType : type;
  const query = ts.isParenthesizedTypeNode(of) ? of.type : of;
  if (!ts.isTypeQueryNode(query)) return '';
  const list = checker.typeToString(
    checker.getTypeAtLocation(query),
    undefined,
    ts.TypeFormatFlags.NoTruncation,
  );
  const [, values] = /^readonly \[(.*)\]$/.exec(list) ?? [];
  return values === undefined ? '' : ` = ${values.replaceAll(', ', ' | ').replaceAll('"', "'")}`;
}

/** Whether a type is written as that of a constant, which readers can't see. */
function queries(node: ts.Node): boolean {
  return ts.isTypeQueryNode(node) || (ts.forEachChild(node, (child) => queries(child) || undefined) ?? false);
}

/** Whether a type asks what another one is: what it comes to is what its doc comment says. */
function calculates(node: ts.Node): boolean {
  return (
    ts.isConditionalTypeNode(node) ||
    ts.isMappedTypeNode(node) ||
    (ts.forEachChild(node, (child) => calculates(child) || undefined) ?? false)
  );
}

/** A constructor, a method, a property: what is in an interface, a class, a type of an object, or a constant that is one. */
export type Member = ts.TypeElement | ts.ClassElement | ts.ObjectLiteralElementLike;

/** What a declaration has in it that is public. */
export function membersOf(declaration: ts.Declaration): readonly Member[] {
  if (ts.isInterfaceDeclaration(declaration)) return declaration.members;
  if (ts.isClassDeclaration(declaration))
    return declaration.members.filter((member) => {
      const hidden = ts.ModifierFlags.Private | ts.ModifierFlags.Protected;
      const isNamed = member.name === undefined || !ts.isPrivateIdentifier(member.name);
      return isNamed && (ts.getCombinedModifierFlags(member) & hidden) === 0;
    });
  if (ts.isTypeAliasDeclaration(declaration)) return literalMembers(declaration.type);
  if (!ts.isVariableDeclaration(declaration)) return [];
  const { initializer } = declaration;
  const value = initializer && ts.isAsExpression(initializer) ? initializer.expression : initializer;
  return value && declaration.type === undefined && ts.isObjectLiteralExpression(value)
    ? value.properties
    : [];
}

function literalMembers(type: ts.TypeNode): readonly ts.TypeElement[] {
  if (ts.isTypeLiteralNode(type)) return type.members;
  return ts.isIntersectionTypeNode(type) ? type.types.flatMap(literalMembers) : [];
}

/** How a member is written, without its modifiers, on one line. */
export function memberText(member: Member): string {
  const source = member.getSourceFile().text;
  const slice = (from: number, end: number): string => source.slice(from, end).trim().replace(/\s+/g, ' ');
  const start = member.name?.getStart() ?? member.getStart();
  if (ts.isObjectLiteralElementLike(member) && !ts.isMethodDeclaration(member))
    return slice(start, member.name?.end ?? start);
  if (ts.isConstructorDeclaration(member) || ts.isMethodDeclaration(member) || ts.isAccessor(member))
    return slice(start, member.body?.pos ?? member.end).replace(/;$/, '');
  if (ts.isPropertyDeclaration(member) && member.initializer !== undefined)
    return slice(start, member.type?.end ?? member.name.end);
  return slice(start, member.end).replace(/;$/, '');
}
