import { readdirSync, readFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { dirname, join, posix, relative, sep } from 'node:path';
import ts from 'typescript';

/** The project's folder. */
export const ROOT = join(import.meta.dirname, '../..');

/** One import, export-from, `import()` or `require()` of a file. */
export interface Import {
  /** A project path (`src/ground/money/amount.ts`), `node:fs`, or a package's name without the path inside it. */
  readonly target: string;
  readonly kind: 'file' | 'builtin' | 'package';
  /** Whether the compiler erases it, so that nothing is loaded when the program runs. */
  readonly typeOnly: boolean;
}

/** A source file as the rules of this test see it. */
export interface Source {
  /** From the project's folder, with `/`. */
  readonly path: string;
  readonly room: string;
  readonly imports: readonly Import[];
  /** Globals that reach out of the process, by the names of the one-door table. */
  readonly reaches: ReadonlySet<string>;
  /** Default exports, enums and `I…` interfaces, as sentences. */
  readonly forbidden: readonly string[];
}

/** Every file of a room, down to the last folder; what git ignores is not among them. */
export function filesOf(room: string): string[] {
  const entries = readdirSync(join(ROOT, room), { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(ROOT, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .sort();
}

/** How many lines a file has. */
export function linesOf(path: string): number {
  return readFileSync(join(ROOT, path), 'utf8').trimEnd().split('\n').length;
}

/** Reads one file with the compiler's own parser. */
export function readSource(path: string): Source {
  const text = readFileSync(join(ROOT, path), 'utf8');
  return parseSource(path, text);
}

/** Reads a text as if it stood at `path`. */
export function parseSource(path: string, text: string): Source {
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
  const imports: Import[] = [];
  const reaches = new Set<string>();
  const forbidden: string[] = [];
  const visit = (node: ts.Node): void => {
    const found = importOf(node, path);
    if (found !== null) imports.push(found);
    reachesOf(node).forEach((name) => reaches.add(name));
    const fault = forbiddenOf(node);
    if (fault !== null) forbidden.push(fault);
    ts.forEachChild(node, visit);
  };
  visit(file);
  const room = path.split('/')[0] ?? '';
  return { path, room, imports, reaches, forbidden };
}

function importOf(node: ts.Node, path: string): Import | null {
  if (ts.isImportDeclaration(node)) {
    return target(node.moduleSpecifier, path, isTypeOnly(node.importClause));
  }
  if (ts.isExportDeclaration(node) && node.moduleSpecifier !== undefined) {
    return target(node.moduleSpecifier, path, node.isTypeOnly);
  }
  if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) {
    return target(node.argument.literal, path, true);
  }
  if (ts.isCallExpression(node) && isLoad(node.expression)) {
    const [argument] = node.arguments;
    return argument === undefined ? null : target(argument, path, false);
  }
  return null;
}

function isTypeOnly(clause: ts.ImportClause | undefined): boolean {
  if (clause === undefined) return false;
  if (clause.phaseModifier === ts.SyntaxKind.TypeKeyword) return true;
  const { name, namedBindings } = clause;
  if (name !== undefined || namedBindings === undefined || !ts.isNamedImports(namedBindings)) return false;
  return namedBindings.elements.length > 0 && namedBindings.elements.every((element) => element.isTypeOnly);
}

function isLoad(expression: ts.Expression): boolean {
  if (expression.kind === ts.SyntaxKind.ImportKeyword) return true;
  return ts.isIdentifier(expression) && expression.text === 'require';
}

function target(specifier: ts.Node, path: string, typeOnly: boolean): Import | null {
  if (!ts.isStringLiteralLike(specifier)) return null;
  const name = specifier.text;
  if (name.startsWith('.')) {
    return { target: posix.join(dirname(path), name.replace(/\?.*$/, '')), kind: 'file', typeOnly };
  }
  if (isBuiltin(name)) {
    return { target: name.startsWith('node:') ? name : `node:${name}`, kind: 'builtin', typeOnly };
  }
  const parts = name.split('/').slice(0, name.startsWith('@') ? 2 : 1);
  return { target: parts.join('/'), kind: 'package', typeOnly };
}

const TIMERS = ['setTimeout', 'setInterval', 'setImmediate'];

/** What tells a module where it stands. */
const OWN_PLACE = ['__dirname', '__filename'];

function reachesOf(node: ts.Node): string[] {
  if (ts.isMetaProperty(node) || (ts.isIdentifier(node) && OWN_PLACE.includes(node.text))) {
    return ['its own place'];
  }
  if (ts.isPropertyAccessExpression(node)) {
    const name = `${node.expression.getText()}.${node.name.text}`;
    if (['Date.now', 'Math.random', 'process.env', 'performance.now'].includes(name)) return [name];
    if (TIMERS.includes(node.name.text)) return ['timers'];
  }
  if (ts.isNewExpression(node) && node.expression.getText() === 'Date' && !node.arguments?.length) {
    return ['Date.now'];
  }
  if (ts.isCallExpression(node) && TIMERS.includes(node.expression.getText())) return ['timers'];
  if (ts.isStringLiteralLike(node) && /^(node:)?timers(\/promises)?$/.test(node.text)) return ['timers'];
  if (ts.isImportSpecifier(node)) {
    const name = (node.propertyName ?? node.name).text;
    return ['ipcMain', 'ipcRenderer'].includes(name) ? [name] : [];
  }
  return [];
}

function forbiddenOf(node: ts.Node): string | null {
  if (ts.isEnumDeclaration(node)) return `enum ${node.name.text}: write a union of literals`;
  if (ts.isInterfaceDeclaration(node) && /^I[A-Z]/.test(node.name.text)) {
    return `interface ${node.name.text}: name it after the thing, without the I`;
  }
  if (ts.isExportAssignment(node)) return 'a default export: export it by its name';
  if (ts.isExportSpecifier(node) && node.name.text === 'default') {
    return 'a default export: export it by its name';
  }
  if (ts.canHaveModifiers(node)) {
    const modifiers = ts.getModifiers(node) ?? [];
    if (modifiers.some((modifier) => modifier.kind === ts.SyntaxKind.DefaultKeyword)) {
      return 'a default export: export it by its name';
    }
  }
  return null;
}
