import { defineRule } from 'azml-lint';
import { hostOf, type PackageSource, packageSources } from 'azml-lint/facts';

/** Public indexes whose packages have everything that they need there. */
const COMPLETE = ['download.pytorch.org', 'pypi.nvidia.com'];

export default defineRule({
  id: 'pip/extra-index',
  title: 'pip takes packages from several indexes',
  level: { inference: 'warning', training: 'warning', other: 'warning' },
  messages: {
    confusion:
      'pip asks `{host}` and the main index for every package and takes the higher version, so whoever uploads a package ' +
      'of your name to PyPI gets code into this image. Write one `{instead}`, with a feed that mirrors PyPI.',
    complete:
      'pip asks PyPI too for what should come from `{host}`, and takes the higher version. Install it in a command of its ' +
      'own with `{instead}`.',
  },
  check({ file, report }) {
    for (const source of packageSources(file)) {
      if (source.role !== 'extra' || isOrdered(source)) continue;
      const hosts = source.values.map(hostOf);
      const other = hosts.find((host) => !COMPLETE.includes(host));
      const data = { host: other ?? hosts[0]!, instead: insteadOf(source) };
      if (other === undefined) report({ at: source.at, message: 'complete', data, severity: 'info' });
      else report({ at: source.at, message: 'confusion', data });
    }
  },
});

/** uv takes a package from the first index that has it, unless it is told otherwise. */
function isOrdered({ name, command }: PackageSource): boolean {
  if (!command) return name.startsWith('UV_');
  return command.is('uv') && !command.flag('--index-strategy')?.value?.text.startsWith('unsafe');
}

/** The name for the only index: `--index-url`, `PIP_INDEX_URL`, `global.index-url`. */
function insteadOf({ name }: PackageSource): string {
  return name === '--index' ? '--default-index' : name.replace(/EXTRA_|extra-/, '');
}
