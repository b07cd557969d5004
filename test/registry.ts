/** A registry of npm on this machine, with the packed azml-lint and what a test publishes. */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { inject, onTestFinished } from 'vitest';
import { version } from '../src/version.ts';
import { directoryWith } from './cli.ts';

/** A package: the files in it, by path, among them its `package.json`. */
export type PublishedPackage = Readonly<Record<string, string>>;

interface Release {
  readonly name: string;
  readonly version: string;
  readonly tarball: Buffer;
}

/**
 * Starts a registry, until the test ends. It has this version of azml-lint and the packages that are given.
 *
 * @returns what npm must have in its environment to use it, and nothing else: neither settings nor a cache of the machine
 */
export async function startRegistry(
  published: readonly PublishedPackage[] = [],
): Promise<Readonly<Record<string, string>>> {
  const own = readFileSync(join(inject('installed'), `azml-lint-${version}.tgz`));
  const releases = [{ name: 'azml-lint', version, tarball: own }, ...published.map(pack)];
  const server = createServer(({ url, headers }, response) => {
    const path = decodeURIComponent(url!.slice(1));
    const release = releases.find(({ name }) => path === name || path === `${name}.tgz`);
    if (release === undefined) response.writeHead(404).end();
    else if (path.endsWith('.tgz')) response.end(release.tarball);
    else response.end(JSON.stringify(packument(release, `http://${headers.host}`)));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const registry = `registry=http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  const home = directoryWith({ settings: `${registry}\nupdate-notifier=false\n` });
  return {
    HOME: home,
    NPM_CONFIG_USERCONFIG: join(home, 'settings'),
    npm_config_cache: join(home, 'cache'),
  };
}

function pack(files: PublishedPackage): Release {
  const directory = directoryWith(
    Object.fromEntries(Object.entries(files).map(([path, text]) => [`package/${path}`, text])),
  );
  const tarball = execFileSync('tar', ['-cz', '-C', directory, 'package']);
  const { name, version } = JSON.parse(files['package.json']!) as { name: string; version: string };
  return { name, version, tarball };
}

/** What a registry says of a package: https://github.com/npm/registry/blob/main/docs/responses/package-metadata.md */
function packument({ name, version, tarball }: Release, address: string): object {
  const integrity = `sha512-${createHash('sha512').update(tarball).digest('base64')}`;
  const bin = name === 'azml-lint' ? { bin: { 'azml-lint': 'dist/bin.cjs' } } : {};
  const dist = { tarball: `${address}/${name}.tgz`, integrity };
  return {
    name,
    'dist-tags': { latest: version },
    versions: { [version]: { name, version, ...bin, dist } },
  };
}
