import { isBuiltin } from 'node:module';
import { fileURLToPath } from 'node:url';

const assert = fileURLToPath(new URL('stand-ins/assert.mjs', import.meta.url));

/**
 * Takes modules of Node with `process.getBuiltinModule`. An import statement reads every export once, and among those of
 * fs, util and process are getters that load half of Node: a fifth of the time that a lint takes.
 */
export const builtins = {
  name: 'builtins',
  setup(build) {
    build.onResolve({ filter: /^[a-z][a-z:_/]*$/ }, ({ path, importer }) => {
      if (!isBuiltin(path)) return undefined;
      const name = path.replace(/^node:/, '');
      if (name === 'assert' && importer.includes('/yargs/')) return { path: assert };
      return { path: name, namespace: 'builtin', sideEffects: false };
    });
    build.onLoad({ filter: /./, namespace: 'builtin' }, ({ path }) => ({ contents: moduleOf(path) }));
  },
};

/** The source of a module with the exports of a builtin. Those that nobody uses are shaken off. */
function moduleOf(name) {
  const names = Object.keys(process.getBuiltinModule(name)).filter(
    (key) => /^\w+$/.test(key) && key !== 'default',
  );
  return `
    const builtin = () => process.getBuiltinModule(${JSON.stringify(name)});
    const member = (name) => builtin()[name];
    export default /* @__PURE__ */ builtin();
    ${names.map((key) => `export const ${key} = /* @__PURE__ */ member('${key}');`).join('\n')}`;
}
