import { writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { rolldown } from 'rolldown';
import { root } from '../run.mjs';

const standIn = (name) => join(root, 'scripts/build/stand-ins', `${name}.mjs`);

/** Packages that are replaced in the bundle. */
const alias = {
  // Its ES modules can be tree-shaken; its entry for Node is CommonJS.
  yaml: join(root, 'node_modules/yaml/browser/dist/index.js'),
  // It loads tty and os to examine the terminal; we decide about colors ourselves.
  '#supports-color': join(root, 'node_modules/chalk/source/vendor/supports-color/browser.js'),
  // It compiles sets of Unicode when it is loaded, which takes longer than linting.
  'string-width': standIn('string-width'),
  // It brings a validator of its own, beside ours.
  '@modelcontextprotocol/server/_shims': standIn('mcp-shims'),
  // It loads half of Node. Only yargs imports it by this name.
  assert: standIn('assert'),
};

/** Packages that are replaced for one other package only. */
const withStandIns = {
  name: 'with-stand-ins',
  resolveId: (name, importer = '') =>
    name === 'vscode-languageserver-types' && /[\\/]dockerfile-ast[\\/]/.test(importer)
      ? standIn(name)
      : undefined,
};

/**
 * Imports plugins through a function that the loader of the program passes in: a script cannot import by itself without
 * a warning that this is experimental.
 */
export const givenImport = {
  name: 'given-import',
  transform: (code) => code.replaceAll('import(/* @vite-ignore */', '__import('),
};

/**
 * Code of packages that is replaced in the bundle, so that the library runs where there are neither Node's nor the
 * web's APIs: by the end of the file's path, the original text and its replacement.
 */
const replacements = {
  // It asks Node for the bytes of a character to find a byte-order mark.
  'dockerfile-ast/lib/util.js': [
    [
      /const uintArray = Uint8Array\.from\(Buffer.+\s+return uintArray.+;/,
      'return char.charCodeAt(0) === 0xfeff;',
    ],
  ],
  // It asks Node for the separator of paths. Those of a build context have forward slashes everywhere.
  '@balena/dockerignore/ignore.js': [
    [/require\('path'\)/, `require(${JSON.stringify(join(root, 'scripts/build/stand-ins/posix-path.cjs'))})`],
  ],
  // It decodes escapes such as $'\xe9' with the web's TextDecoder.
  'unbash/dist/ansi-c.js': [
    [/const utf8 = new TextDecoder.+/, `import { decodeBytes } from ${JSON.stringify(standIn('utf8'))};`],
    [/function decodeBytes\(bytes\) \{\s+return utf8.+\s+\}/, ''],
  ],
};

const withReplacements = {
  name: 'with-replacements',
  transform(code, id) {
    const path = Object.keys(replacements).find((end) => id.replaceAll('\\', '/').endsWith(end));
    if (path === undefined) return undefined;
    return replacements[path].reduce((text, [from, to]) => {
      const replaced = text.replace(from, to);
      if (replaced === text) throw new Error(`${path} has changed: ${from} is not in it any more`);
      return replaced;
    }, code);
  },
};

/**
 * Bundles some entries. Names are kept, so that stacks in bug reports are readable.
 *
 * @param output The options of rolldown, with `dir` relative to the root.
 * @returns The paths of all modules in the bundle.
 */
export async function bundle(input, output, plugins = []) {
  const build = await rolldown({
    cwd: root,
    input,
    platform: 'node',
    // The nearest one for each file: `azml-lint` resolves to another file for rules than for the rest.
    tsconfig: true,
    plugins: [withStandIns, withReplacements, ...plugins],
    resolve: { alias, mainFields: ['module', 'main'] },
    transform: { target: 'node20.19' },
    // One warning is about a function of yargs that we do not call, the other about parsers that the library has at once.
    checks: { emptyImportMeta: false, ineffectiveDynamicImport: false },
  });
  const result = await build.write({
    ...output,
    dir: resolve(root, output.dir),
    minify: { compress: true, mangle: false, codegen: { removeWhitespace: true } },
    comments: { legal: false },
  });
  await build.close();
  const chunks = result.output.filter(({ type }) => type === 'chunk');
  for (const { fileName, code } of chunks) await writeFile(resolve(root, output.dir, fileName), ascii(code));
  return chunks.flatMap(({ modules }) =>
    Object.keys(modules).filter((path) => modules[path].renderedLength > 0),
  );
}

/** Writes all characters except ASCII as escapes: V8 then stores a source in half the memory, and reads it faster. */
function ascii(code) {
  return code.replace(/[^\0-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
