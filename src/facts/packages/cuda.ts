/** Which packages need the CUDA of the image that they are installed into, and which version of it. */
import { isSubrange, versionRange } from '../../image/version-range.ts';
import { type Install, type Package, versionsOf } from '../../model/installs.ts';
import type { Stage } from '../../model/model.ts';
import { BRINGS_CUDA, BRINGS_OWN_CUDA, CUDA_ITSELF, CUDA_PACKAGES } from '../../programs/cuda-packages.ts';
import type { Word } from '../../shell/script.ts';
import { type Fragment, slice } from '../../text/fragment.ts';
import { memoized } from '../../text/memoized.ts';
import type { Origin } from '../../text/source.ts';
import { type FilledInstall, filledInstalls } from './installed-files.ts';

/** Something that is built for CUDA. */
export interface CudaNeed {
  /** The words that say so. */
  readonly at: (Fragment & { readonly origin?: Origin }) | Word;
  /** What it is called: the package, or that of the index. */
  readonly text: string;
  /** The major version that it is built for; `undefined` if it is not known. */
  readonly major: number | undefined;
  /**
   * - `image`: it needs the libraries of the image
   * - `own`: it brings its own
   * - `itself`: it is CUDA
   */
  readonly uses: 'image' | 'own' | 'itself';
  /** The package that does the same on a CPU. */
  readonly onCpu: string | undefined;
}

const INDEX_FLAGS = ['-i', '--index-url', '--extra-index-url', '-f', '--find-links'];

/** What a command installs that is built for CUDA. */
export function cudaNeeds(install: FilledInstall): readonly CudaNeed[] {
  const needs = install.packages.flatMap((each) => needOf(each, install) ?? []);
  return needs.length > 0 ? needs : needsOfIndex(install);
}

function needOf(each: Package, { manager }: Install): CudaNeed | undefined {
  const { name, specifier, word } = each;
  if (name === undefined) return undefined;
  const need = { at: word, text: word.text, onCpu: undefined };
  if (manager === 'conda') {
    const major = majorOf(/^[=<>~]*\s*(\d+)/.exec(specifier)?.[1]);
    if (CUDA_ITSELF.includes(name)) return { ...need, major, uses: 'itself' };
    return name === 'pytorch-cuda' ? { ...need, major, uses: 'own' } : undefined;
  }
  if (manager !== 'pip' || /\[[^\]]*cuda/.test(word.text)) return undefined;
  const local = /\+cu(\d{2,3})\b/.exec(specifier)?.[1];
  if (local !== undefined) {
    const uses = bringsOwn(name) ? 'own' : 'image';
    return { ...need, major: majorOf(local), uses };
  }
  const known = CUDA_PACKAGES.find((one) => one.name.test(name));
  if (!known) return undefined;
  const inName = /cu(?:da)?(\d+)/.exec(name)?.[1];
  return {
    ...need,
    major: majorOf(inName) ?? majorFor(each, known.builtFor),
    uses: 'image',
    onCpu: known.onCpu,
  };
}

/** PyTorch and its nightly builds. */
function bringsOwn(name: string): boolean {
  return BRINGS_OWN_CUDA.includes(name.replace(/-nightly$/, ''));
}

/** By the version that the package certainly gets. */
function majorFor(each: Package, builtFor: (typeof CUDA_PACKAGES)[number]['builtFor']): number | undefined {
  const asked = each.specifier === '' ? undefined : versionsOf(each, 'pip');
  return asked && builtFor?.find(({ versions }) => isSubrange(asked, versionRange(versions)!))?.major;
}

/** `…/whl/cu121`: what comes from there is built for that CUDA. */
function needsOfIndex({ manager, command, packages, options }: FilledInstall): readonly CudaNeed[] {
  const names = packages.map(({ name }) => name);
  if (manager !== 'pip' || names.length === 0 || names.includes(undefined)) return [];
  for (const { name, value } of [...command.flags, ...options]) {
    if (!value || !INDEX_FLAGS.includes(name)) continue;
    const found = /\/(cu(\d{2,3}))(?=\/|$)/.exec(value.text);
    if (!found) continue;
    const start = found.index + 1;
    const own = names.find((each) => each !== undefined && bringsOwn(each));
    return [
      {
        at: value.literal ? partOf(value, start, found[1]!.length) : value,
        text: `${own ?? names[0]} of ${found[1]}`,
        major: majorOf(found[2]),
        uses: own === undefined ? 'image' : 'own',
        onCpu: undefined,
      },
    ];
  }
  return [];
}

function partOf({ content, origin }: Word, start: number, length: number): CudaNeed['at'] {
  return { ...slice(content, start, start + length), ...(origin && { origin }) };
}

/** `12` for `124`, `121` and `12`, `9` for `92`: CUDA 8 and 9 are written with two digits in all. */
function majorOf(digits: string | undefined): number | undefined {
  if (digits === undefined) return undefined;
  const number = Number(digits.slice(0, 2));
  return digits.length === 2 && number >= 80 ? Math.floor(number / 10) : number;
}

/** Whether the layers of a stage may bring libraries of CUDA: as packages, with PyTorch, or by something that is called so. */
export const mayBringCuda: (stage: Stage) => boolean = memoized(({ ancestors }) =>
  ancestors.some(({ runs, copies }) => {
    const isCopied = copies.some(({ instruction }) =>
      instruction.args.some(({ text }) => /cuda|nvidia/i.test(text)),
    );
    return (
      isCopied || runs.some((run) => filledInstalls(run).some(bringsCuda) || run.commands.some(isInstaller))
    );
  }),
);

function bringsCuda({ packages, perhaps }: FilledInstall): boolean {
  return [...packages, ...perhaps].some(
    ({ name, word }) =>
      (name !== undefined && (BRINGS_CUDA.test(name) || bringsOwn(name) || name === 'pytorch')) ||
      /\[[^\]]*cuda/.test(word.text),
  );
}

/** `sh cuda_12.4.1_linux.run`, `dpkg -i cuda-keyring.deb`. */
function isInstaller({
  nameWord,
  words,
}: {
  readonly nameWord?: Word;
  readonly words: readonly Word[];
}): boolean {
  return [nameWord, ...words].some(
    (word) => word && /cud(?:a|nn)[^/]*\.(?:run|deb|rpm|sh|tgz|tar\.\w+)$/i.test(word.text),
  );
}
