import { type DockerfileModel, defineRule, knownText, type Span } from 'azml-lint';
import { hostOf, isLocalHost, type PackageSource, packageCommands, packageSources } from 'azml-lint/facts';

/** The hosts of PyPI, old ones included. */
const PYPI = ['pypi.org', 'pypi.python.org', 'files.pythonhosted.org', 'pythonhosted.org'];

export default defineRule({
  id: 'pip/insecure-index',
  title: 'Packages come from where nobody checks who sends them',
  level: { inference: 'warning', training: 'warning', other: 'warning' },
  messages: {
    http:
      '`{address}` is read without encryption, so whoever is on the way can put code of their own into this image. Write ' +
      '`{secure}`.',
    trusted:
      'The certificate of `{host}` is not checked, so whoever is on the way can put code of their own into this image. ' +
      'Leave `{name}` out; for an authority of your own, write `PIP_CERT=…` with its file.',
    pypi: 'The certificate of `{host}` is valid everywhere: `{name}` only switches its check off. Leave it out.',
    conda:
      'conda checks no certificate, so whoever is on the way can put code of their own into this image. Leave it out; for an ' +
      'authority of your own, write `--set ssl_verify …` with its file.',
  },
  check({ file, report }) {
    const sources = packageSources(file);
    const open = new Set(sources.flatMap(({ values }) => values.filter(isOpen).map(hostOf)));
    for (const source of sources) {
      const { role, at, name } = source;
      const address = source.values.find(isOpen);
      const host = role === 'trusted' ? foreignHost(source, open) : undefined;
      if (address)
        report({ at, message: 'http', data: { address, secure: address.replace('http', 'https') } });
      else if (host && PYPI.includes(host))
        report({ at, message: 'pypi', severity: 'info', data: { host, name } });
      else if (host) report({ at, message: 'trusted', data: { host, name } });
    }
    for (const at of unverified(file)) report({ at, message: 'conda' });
  },
});

function isOpen(value: string): boolean {
  return value.startsWith('http://') && !isLocalHost(hostOf(value));
}

/** The host of a `--trusted-host` that is another machine, and has no `http://` of its own, which is reported. */
function foreignHost({ values }: PackageSource, open: ReadonlySet<string>): string | undefined {
  return values.map(hostOf).find((host) => !isLocalHost(host) && !open.has(host));
}

/** `conda config --set ssl_verify false`, `ENV CONDA_SSL_VERIFY=false`. */
function* unverified(file: DockerfileModel): Iterable<Span> {
  for (const { command } of packageCommands(file, 'conda', 'manage')) {
    const setting = command.flag('--set')?.value;
    const value = command.targets.at(-1);
    if (setting?.text === 'ssl_verify' && value && isOff(value.text))
      yield { start: setting.start, end: value.end };
  }
  for (const step of file.stages.flatMap((stage) => stage.stepsOf('ENV'))) {
    for (const pair of step.instruction.pairs) {
      const value = pair.name.text === 'CONDA_SSL_VERIFY' && pair.value && knownText(step.value(pair.value));
      if (value && isOff(value)) yield pair;
    }
  }
}

function isOff(value: string): boolean {
  return /^(?:false|no|off|0)$/i.test(value);
}
