/** Which release of Debian or Ubuntu an image is made of, where its name and tag say so. */
import type { ImageReference } from './reference.ts';

export interface OsRelease {
  readonly distribution: 'debian' | 'ubuntu';
  /** `12`, `24.04`. */
  readonly number: string;
}

/** Source: https://www.debian.org/releases/ and https://releases.ubuntu.com/. */
const CODENAMES: Readonly<Record<OsRelease['distribution'], Readonly<Record<string, string>>>> = {
  debian: { stretch: '9', buster: '10', bullseye: '11', bookworm: '12', trixie: '13' },
  ubuntu: { xenial: '16.04', bionic: '18.04', focal: '20.04', jammy: '22.04', noble: '24.04' },
};

/**
 * The release that the tag of an image names: `ubuntu:24.04`, `debian:13-slim`, `python:3.12-bookworm`,
 * `nvidia/cuda:12.6.3-base-ubuntu24.04`; or its repository: `…-ubuntu24.04`.
 *
 * @returns `undefined` if neither does, as for `python:3.12`
 */
export function osReleaseOf({ name, tag }: ImageReference): OsRelease | undefined {
  const text = tag?.kind === 'plain' ? tag.text.text : '';
  const ubuntu = /ubuntu-?(\d\d)\.?(04|10)(?!\d)/.exec(`${name}:${text}`);
  if (ubuntu) return { distribution: 'ubuntu', number: `${ubuntu[1]}.${ubuntu[2]}` };
  if (name === 'docker.io/library/ubuntu' && /^\d\d\.\d\d/.test(text))
    return { distribution: 'ubuntu', number: text.slice(0, 5) };
  const debian =
    name === 'docker.io/library/debian'
      ? /^\d+/.exec(text)
      : /(?:^|[-:])debian-?(\d+)/.exec(`${name}:${text}`);
  if (debian) return { distribution: 'debian', number: debian[1] ?? debian[0] };
  for (const distribution of ['debian', 'ubuntu'] as const) {
    const codename = text.split(/[-._]/).find((word) => Object.hasOwn(CODENAMES[distribution], word));
    if (codename) return { distribution, number: CODENAMES[distribution][codename]! };
  }
  return undefined;
}
