import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { rolldown } from 'rolldown';
import { root } from '../run.mjs';

const standIn = (name) => join(root, 'scripts/build/stand-ins', `${name}.mjs`);

/** Packages in the place of which something else is bundled. */
const alias = {
  // Its ES modules can be shaken; its entry for Node is CommonJS.
  yaml: join(root, 'node_modules/yaml/browser/dist/index.js'),
  // Loads tty and os to find out about a terminal; whether to color is decided by us.
  '#supports-color': join(root, 'node_modules/chalk/source/vendor/supports-color/browser.js'),
  // Compiles sets of Unicode when it is loaded, which takes longer than to lint.
  'string-width': standIn('string-width'),
  'vscode-languageserver-types': standIn('vscode-languageserver-types'),
  // Loads half of Node. Only yargs asks for it by this name.
  assert: standIn('assert'),
};

/**
 * Lets plugins be imported by a function that who loads the program gives it: a script may not import for itself without
 * a warning that this is experimental.
 */
export const givenImport = {
  name: 'given-import',
  transform: (code) => code.replaceAll('import(/* @vite-ignore */', '__import('),
};

/**
 * Code of packages in the place of which other code is bundled, so that the library runs where there is neither Node nor the
 * web: by the end of the file's path, what is there and what comes instead.
 */
const replacements = {
  // To look for a byte-order mark it asks Node for the bytes of a character.
  'dockerfile-ast/lib/util.js': [
    [
      /const uintArray = Uint8Array\.from\(Buffer.+\s+return uintArray.+;/,
      'return char.charCodeAt(0) === 0xfeff;',
    ],
  ],
  // It reads escapes such as $'\xe9' with a decoder of the web.
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
 * Bundles some entries. Names stay, so that a stack in a bug report can be read.
 *
 * @param output What rolldown takes, with `dir` from the root.
 * @returns The paths of all modules of which something is in the bundle.
 */
export async function bundle(input, output, plugins = []) {
  const build = await rolldown({
    cwd: root,
    input,
    platform: 'node',
    // The nearest one to each file: for rules `azml-lint` is another file than for the rest.
    tsconfig: true,
    plugins: [withReplacements, ...plugins],
    resolve: { alias, mainFields: ['module', 'main'] },
    transform: { target: 'node20.19' },
    // It is about a function of yargs that we do not call.
    checks: { emptyImportMeta: false },
  });
  const result = await build.write({
    ...output,
    dir: join(root, output.dir),
    minify: { compress: true, mangle: false, codegen: { removeWhitespace: true } },
    comments: { legal: false },
  });
  await build.close();
  const chunks = result.output.filter(({ type }) => type === 'chunk');
  for (const { fileName, code } of chunks) await writeFile(join(root, output.dir, fileName), ascii(code));
  return chunks.flatMap(({ modules }) =>
    Object.keys(modules).filter((path) => modules[path].renderedLength > 0),
  );
}

/** Writes all but ASCII as escapes: V8 then keeps a source in half the memory, and reads it faster. */
function ascii(code) {
  return code.replace(/[^\0-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
