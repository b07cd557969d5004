/**
 * Reads the exports of a door of the package and their documentation from the sources: signatures, doc comments and examples
 * of values, declarations of types. Only the files that it names are read, and nothing is type-checked, so it is fast.
 */
import { dirname, join } from 'node:path';
import {
  type ClassDeclaration,
  type ExportDeclaration,
  type FunctionDeclaration,
  type JSDoc,
  Node,
  type ParameterDeclaration,
  Project,
  type SourceFile,
} from 'ts-morph';

/** The exports below one comment of a door. */
export interface Section {
  readonly title: string;
  readonly values: readonly Value[];
  readonly types: readonly Type[];
}

/** An exported function, class or constant. */
export interface Value extends Documented {
  readonly params: readonly Named[];
  readonly returns: string | undefined;
  readonly throws: string | undefined;
}

interface Type extends Documented {}

interface Documented {
  readonly name: string;
  /** For a type, the whole declaration, including the comments of its members. */
  readonly signature: string;
  readonly text: string;
  readonly examples: readonly string[];
}

interface Named {
  readonly name: string;
  readonly text: string;
}

/** Reads a door, section by section. What it exports from another one by `export *` is not included. */
export function readDoor(path: string): readonly Section[] {
  const project = new Project({ skipAddingFilesFromTsConfig: true, skipFileDependencyResolution: true });
  const door = project.addSourceFileAtPath(path);
  const sections: { title: string; values: Value[]; types: Type[] }[] = [];
  const add = (name: string, declared: Node) => {
    const section = sections.at(-1) ?? { title: '', values: [], types: [] };
    if (sections.length === 0) sections.push(section);
    if (Node.isInterfaceDeclaration(declared) || Node.isTypeAliasDeclaration(declared))
      section.types.push(typeOf(name, declared));
    else section.values.push(valueOf(name, declared));
  };
  for (const statement of door.getStatements()) {
    if (Node.isExportDeclaration(statement)) {
      const title = sectionTitle(statement);
      if (title !== undefined) sections.push({ title, values: [], types: [] });
      for (const [name, declared] of exportsOf(statement, project, path)) add(name, declared);
    } else if (Node.isFunctionDeclaration(statement) && statement.isExported()) {
      add(statement.getNameOrThrow(), statement);
    }
  }
  return sections;
}

/** A comment `// …` on a line of its own before exports. */
function sectionTitle(statement: ExportDeclaration): string | undefined {
  const comments = statement.getLeadingCommentRanges().map((range) => range.getText());
  return comments
    .find((text) => text.startsWith('//'))
    ?.replace(/^\/\/\s*/, '')
    .replace(/\.$/, '');
}

function exportsOf(
  statement: ExportDeclaration,
  project: Project,
  path: string,
): readonly (readonly [name: string, declared: Node])[] {
  const module = project.addSourceFileAtPath(join(dirname(path), statement.getModuleSpecifierValue()!));
  if (!statement.hasNamedExports()) {
    return statement.isTypeOnly() ? typesIn(module).map((one) => [one.getName(), one] as const) : [];
  }
  return statement
    .getNamedExports()
    .map(
      (one) => [one.getAliasNode()?.getText() ?? one.getName(), declaredIn(module, one.getName())] as const,
    );
}

function typesIn(module: SourceFile) {
  return [...module.getInterfaces(), ...module.getTypeAliases()]
    .filter((one) => one.isExported())
    .sort((a, b) => a.getPos() - b.getPos());
}

function declaredIn(module: SourceFile, name: string): Node {
  const found =
    module.getFunction(name) ??
    module.getVariableDeclaration(name) ??
    module.getClass(name) ??
    module.getInterface(name) ??
    module.getTypeAlias(name);
  if (!found) throw new Error(`${module.getFilePath()} declares no ${name}`);
  return found;
}

function typeOf(name: string, declared: Node): Type {
  const signature = declared.getText(true).replace(/^export /m, '');
  return { name, signature, ...textOf(docsOf(declared)) };
}

function valueOf(name: string, declared: Node): Value {
  const docs = docsOf(declared);
  const tags = docs.flatMap((doc) => doc.getTags());
  const said = (tag: string) =>
    tags.filter((one) => one.getTagName() === tag).map((one) => oneLine(one.getCommentText() ?? ''));
  const params = tags.filter(Node.isJSDocParameterTag).map((tag) => ({
    name: tag.getName(),
    text: oneLine(tag.getCommentText() ?? ''),
  }));
  return {
    name,
    signature: signatureOf(name, declared),
    ...textOf(docs),
    params,
    returns: said('returns')[0],
    throws: tags.find((one) => one.getTagName() === 'throws') && throwsOf(docs),
  };
}

/** ts-morph does not count the type in braces, if there is one, as part of the comment. */
function throwsOf(docs: readonly JSDoc[]): string {
  const [, type, text = ''] =
    /@throws\s+(?:\{(\w+)\}\s*)?([\s\S]*?)(?=\n\s*\*\s*(?:@|\n|\/)|\s*\*\/)/.exec(
      docs.map((doc) => doc.getText()).join('\n'),
    ) ?? [];
  return [type && `\`${type}\``, oneLine(text.replace(/\n\s*\*\s?/g, ' '))].filter(Boolean).join(' ');
}

function textOf(docs: readonly JSDoc[]): Pick<Documented, 'text' | 'examples'> {
  const examples = docs
    .flatMap((doc) => doc.getTags())
    .filter((tag) => tag.getTagName() === 'example')
    .map((tag) => (tag.getCommentText() ?? '').trim());
  return { text: docs.map((doc) => withoutLinks(doc.getCommentText() ?? '').trim()).join('\n\n'), examples };
}

/** The doc comment of a declaration; an earlier one is that of the file. That of a constant precedes its statement. */
function docsOf(declared: Node): readonly JSDoc[] {
  if (Node.isFunctionDeclaration(declared))
    return [...declared.getOverloads(), declared].flatMap((one) => one.getJsDocs().slice(-1));
  const owner = Node.isVariableDeclaration(declared) ? declared.getVariableStatementOrThrow() : declared;
  return Node.isJSDocable(owner) ? owner.getJsDocs().slice(-1) : [];
}

function signatureOf(name: string, declared: Node): string {
  if (Node.isFunctionDeclaration(declared)) {
    const overloads = declared.getOverloads();
    return (overloads.length > 0 ? overloads : [declared])
      .map((one) => functionSignature(name, one))
      .join('\n');
  }
  if (Node.isClassDeclaration(declared)) return classSignature(name, declared);
  if (!Node.isVariableDeclaration(declared)) throw new Error(`${name} is of no kind that is documented`);
  const type = declared.getTypeNode()?.getText();
  if (type !== undefined) return compact(`const ${name}: ${type}`);
  return `const ${name} = ${compact(declared.getInitializerOrThrow().getText())}`;
}

function functionSignature(name: string, declared: FunctionDeclaration): string {
  const generics = declared.getTypeParameters().map((one) => one.getText());
  const known = declared.getParameters().map((one) => one.getName());
  const documented = docsOf(declared)
    .flatMap((doc) => doc.getTags())
    .filter(Node.isJSDocParameterTag)
    .map((tag) => tag.getName())
    .filter((one) => !known.includes(one));
  const given = declared.getParameters().map((one) => parameter(one, documented));
  const returned = declared.getReturnTypeNode()?.getText();
  const head = `function${declared.isGenerator() ? '*' : ''} ${name}`;
  return compact(
    `${head}${generics.length > 0 ? `<${generics.join(', ')}>` : ''}(${given.join(', ')})${returned ? `: ${returned}` : ''}`,
  );
}

/** A destructured parameter has the name in its doc comment or, without one, a name from its type: `run` for a RunStep. */
function parameter(given: ParameterDeclaration, documented: string[]): string {
  if (!Node.isObjectBindingPattern(given.getNameNode())) return given.getText();
  const type = given.getTypeNodeOrThrow().getText();
  const name = documented.shift() ?? NAMES[type] ?? type.charAt(0).toLowerCase() + type.slice(1);
  const byDefault = given.getInitializer()?.getText();
  return `${name}: ${type}${byDefault ? ` = ${byDefault}` : ''}`;
}

const NAMES: Readonly<Record<string, string>> = {
  RunStep: 'run',
  CopyStep: 'copy',
  DockerfileModel: 'file',
  SourceFile: 'source',
  UserStep: 'step',
};

function classSignature(name: string, declared: ClassDeclaration): string {
  const members = declared.getProperties().map((one) => `  ${one.getText().replace(/^override /, '')}`);
  const heritage = declared.getExtends()?.getText();
  return [`class ${name}${heritage ? ` extends ${heritage}` : ''} {`, ...members, '}'].join('\n');
}

/** On one line. */
function compact(code: string): string {
  return code
    .replace(/\s*\n\s*/g, ' ')
    .replace(/,\s*([)\]}])/g, '$1')
    .replace(/([([])\s+/g, '$1')
    .replace(/\s+([)\]])/g, '$1')
    .trim();
}

function oneLine(text: string): string {
  return withoutLinks(text)
    .replace(/\s*\n\s*/g, ' ')
    .trim();
}

function withoutLinks(text: string): string {
  return text.replace(/\{@link ([^}]+)\}/g, '`$1`');
}
