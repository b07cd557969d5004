import { defineRule, type Package } from 'azml-lint';
import {
  failsBesideMonitoring,
  isSubrange,
  needsDistutils,
  pythonSupportedBy,
  SERVER_PACKAGE,
  type Server,
  serverOf,
  serverReleaseFor,
  versionRange,
} from 'azml-lint/facts';

const MESSAGES = {
  refused:
    '{server} {version} needs Python {oldest} or newer, so pip finds no such release for `{package}` and stops. Write `python={newest}`.',
  older: 'On `{package}` pip takes {server} {taken}: {why}. Write `python={newest}`.',
  old: '{server} {version} needs Python {oldest} or newer, so it does not run on `{package}`. Write `python={newest}`.',
  distutils:
    '{server} {version} imports `distutils`, which Python 3.12 removed: on `{package}` it starts only where ' +
    'setuptools is installed. Write `python=3.11`, or take a newer release.',
  new: '{server} {version} is declared for Python up to {newest}, not for `{package}`. Write `python={newest}`.',
};

export default defineRule({
  id: 'server/python-unsupported',
  title: 'A Python that the inference server does not run on',
  level: { inference: 'error', training: 'off', other: 'off' },
  serving: true,
  messages: MESSAGES,
  check({ file, report }) {
    const server = file.finalStage && serverOf(file.finalStage);
    const release = server?.releases[0];
    if (!release) return;
    const { version, oldestPython: oldest, newestPython: newest } = release;
    for (const { word, specifier } of packagesOf(server, 'conda', 'python')) {
      const fits = pythonSupportedBy(release, specifier);
      const data = { server: SERVER_PACKAGE, version, newest, oldest, package: word.text };
      const [asked] = packagesOf(server, 'pip', SERVER_PACKAGE).slice(-1);
      if (fits === 'too-old') {
        const taken = asked && whatPipTakes(specifier, asked);
        if (taken) report({ at: word, message: 'older', data: { ...data, ...taken } });
        else report({ at: word, message: asked ? 'refused' : 'old', data });
      } else if (fits === 'too-new') {
        const lacks = needsDistutils(release) && packagesOf(server, 'any', 'setuptools').length === 0;
        const message = lacks ? 'distutils' : 'new';
        report({ at: word, message, data, severity: lacks ? 'warning' : 'info' });
      }
    }
  },
});

function packagesOf(
  { installs }: Server,
  manager: 'pip' | 'conda' | 'any',
  wanted: string,
): readonly Package[] {
  return installs
    .filter((install) => manager === 'any' || install.manager === manager)
    .flatMap(({ packages }) => packages.filter(({ name }) => name === wanted));
}

/** The release that pip chooses, and what is wrong with it; `undefined` when it can choose none. */
function whatPipTakes(
  python: string,
  { specifier }: Package,
): { readonly taken: string; readonly why: string } | undefined {
  const release = serverReleaseFor(python);
  if (!release) return specifier === '' ? { taken: 'of before 2023', why: 'it gets no fixes' } : undefined;
  const allowed = versionRange(specifier);
  if (!allowed || !isSubrange(versionRange(`==${release.version}`)!, allowed)) return undefined;
  const { version, released } = release;
  const fails = failsBesideMonitoring(release)
    ? ' and does not start beside azureml-ai-monitoring alone'
    : '';
  return { taken: version, why: `it is of ${released}, gets no fixes${fails}` };
}
