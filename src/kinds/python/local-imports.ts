/** Modules that an entry script imports from files of its own, and that Python does not find. */
import type { ScriptUse } from '../../model/definitions.ts';
import type { PythonImport } from '../../python/model.ts';
import { isStandardModule } from '../../python/standard-library.ts';
import { isAbsolute, isWithin, resolvePath } from '../../text/paths.ts';
import type { PythonScript } from './model.ts';

/** An import that fails when the inference server loads the script. */
export interface MissingImport {
  /**
   * - `relative`: the script is in no package
   * - `beside`: the module lies beside the script, where Python does not look
   */
  readonly kind: 'relative' | 'beside';
  readonly import: PythonImport;
  readonly use: ScriptUse;
  /** The directory of the script: from AML_APP_ROOT, or absolute if it is not in there. */
  readonly directory: string;
  /** An import of the same from AML_APP_ROOT; `undefined` if there is none. */
  readonly better: string | undefined;
}

/** The imports of an entry script that certainly fail while it is loaded. */
export function missingImports({ module, uses, source }: PythonScript): readonly MissingImport[] {
  const certain = module?.imports.filter(({ execution, isGuarded }) => execution === 'always' && !isGuarded);
  return (certain ?? []).flatMap((one): readonly MissingImport[] => {
    const isRelative = one.level > 0;
    const use = uses.find((use) => isRelative || (!module!.changesSearchPath && liesBeside(one, use)));
    if (!use) return [];
    const directory = directoryIn(use);
    const from = moduleFromRoot(one, directory);
    const better = from === undefined ? undefined : importFrom(from, one, source.text);
    return [{ kind: isRelative ? 'relative' : 'beside', import: one, use, directory, better }];
  });
}

/** Whether Python looks for a module in other places than the one in which it is. */
function liesBeside({ module }: PythonImport, use: ScriptUse): boolean {
  const [top = ''] = module.split('.');
  const { searchPath, path } = use;
  const own = resolvePath(path, '..');
  if (!searchPath || searchPath.includes(own) || isStandardModule(top)) return false;
  if (!isModuleIn(own, module, use) || use.mayHavePackage(top.toLowerCase().replaceAll('_', '-')))
    return false;
  return searchPath.every((place) =>
    [`${top}.py`, top].every((name) => use.entryAt(resolvePath(place, name)) === 'missing'),
  );
}

/** Whether a module or a package certainly is in a directory. */
function isModuleIn(directory: string, module: string, use: ScriptUse): boolean {
  const [top = ''] = module.split('.');
  return [`${top}.py`, `${top}/__init__.py`, `${module.replaceAll('.', '/')}.py`].some(
    (name) => use.entryAt(resolvePath(directory, name)) === 'file',
  );
}

function directoryIn({ root, path }: ScriptUse): string {
  const own = resolvePath(path, '..');
  if (own === root) return '';
  return isWithin(own, root) ? own.slice(root === '/' ? 1 : root.length + 1) : own;
}

/** `api.features` for `from .features import a` in `api/score.py`, and `api` for `from . import features`. */
function moduleFromRoot({ module, level }: PythonImport, directory: string): string | undefined {
  const folders = directory.split('/').filter((part) => part !== '');
  const isPackage = !isAbsolute(directory) && folders.every((part) => IDENTIFIER.test(part));
  if (!isPackage || level > folders.length + 1) return undefined;
  const above = folders.slice(0, folders.length - Math.max(0, level - 1));
  return [...above, ...(module === '' ? [] : [module])].join('.');
}

const IDENTIFIER = /^[\p{ID_Start}_]\p{ID_Continue}*$/u;

/** What follows the module in an import, on one line, without the comments that may be between its names. */
export function restOfImport({ moduleAt, end }: PythonImport, text: string): string {
  const rest = text.slice(moduleAt.end, end).replace(/#.*/g, '');
  return rest.replace(/(?:\s|\\(?=\r?\n))+/g, ' ');
}

/** An import as it is, but of another module; `import` alone keeps the name that it gives. */
function importFrom(module: string, one: PythonImport, text: string): string | undefined {
  const { names, as } = one;
  if (names && module !== '') return `from ${module}${restOfImport(one, text)}`;
  if (names?.some(({ name }) => name === '*')) return undefined;
  if (names)
    return `import ${names.map((each) => (each.as === each.name ? each.name : `${each.name} as ${each.as}`)).join(', ')}`;
  const dot = module.lastIndexOf('.');
  // Without a name of its own, the module is called by the whole of its old one.
  if (one.module.includes('.') && as === undefined && module !== one.module) return undefined;
  if (one.module.includes('.') || dot === -1) return `import ${module}${restOfImport(one, text)}`;
  return `from ${module.slice(0, dot)} import ${module.slice(dot + 1)}${as === undefined ? '' : ` as ${as}`}`;
}
