/** The tree of an image against a simulation that copies every file, and against made-up contexts. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { contextOf } from '../src/context/folder.ts';
import { parseDockerfile } from '../src/dockerfile/parse.ts';
import { isFile } from '../src/facts/image-files/file-tree.ts';
import { imageTree } from '../src/facts/image-files/image-tree.ts';
import { analyze } from '../src/model/analyze.ts';
import { surroundingsWith } from '../src/model/surroundings.ts';

/** Files of the image, by path, with the path that they had in the context. */
type Image = Map<string, string>;

interface Copy {
  readonly source: string;
  readonly target: string;
  readonly exclude: string | undefined;
}

const name = fc.constantFrom('a', 'b', 'c.py');
const path = fc.array(name, { minLength: 1, maxLength: 3 }).map((parts) => parts.join('/'));
const directory = fc.constantFrom('a', 'b', 'a/b', 'x');
const context = fc.uniqueArray(path, { minLength: 1, maxLength: 8 }).map((paths) =>
  // What is a directory for one path cannot be a file for another.
  paths.filter((one) => !paths.some((other) => other.startsWith(`${one}/`))),
);
const copy = fc.record<Copy>({
  source: fc.oneof(path, fc.constantFrom('.', '*', 'a/*', '*/*', '[ab]', '*.py')),
  target: directory.map((one) => `/${one}/`),
  exclude: fc.option(fc.constantFrom('c.py', '**/c.py', 'a', '*/b'), { nil: undefined }),
});

/** The paths that a source names in a context: files and directories. */
function named(source: string, files: readonly string[]): readonly string[] {
  const all = new Set(
    files.flatMap((file) => file.split('/').map((_, index, parts) => parts.slice(0, index + 1).join('/'))),
  );
  if (source === '.') return [''];
  const pattern = new RegExp(`^${source.replaceAll('.', '\\.').replaceAll('*', '[^/]*')}$`);
  return [...all].filter((one) => pattern.test(one)).sort();
}

const EXCLUDED: Readonly<Record<string, RegExp>> = {
  'c.py': /^c\.py(?:\/|$)/,
  '**/c.py': /^(?:.*\/)?c\.py(?:\/|$)/,
  a: /^a(?:\/|$)/,
  '*/b': /^[^/]*\/b(?:\/|$)/,
};

/** Copies every file, one by one. */
function copied({ source, target, exclude }: Copy, files: readonly string[], image: Image): void {
  const isLeftOut = (below: string) => exclude !== undefined && EXCLUDED[exclude]!.test(below);
  for (const found of named(source, files)) {
    for (const file of files) {
      const isItself = file === found;
      if (!isItself && found !== '' && !file.startsWith(`${found}/`)) continue;
      const below = isItself
        ? file.slice(file.lastIndexOf('/') + 1)
        : file.slice(found === '' ? 0 : found.length + 1);
      if (!isLeftOut(below)) image.set(target + below, `/${file}`);
    }
  }
}

test('each file is where copying it would put it', () => {
  fc.assert(
    fc.property(context, fc.array(copy, { minLength: 1, maxLength: 4 }), (files, copies) => {
      const usable = copies.filter(
        ({ source }) => /[*[]|^\.$/.test(source) || named(source, files).length > 0,
      );
      const lines = usable.map(
        ({ source, target, exclude }) =>
          `COPY ${exclude ? `--exclude=${exclude} ` : ''}${source} ${target}\n`,
      );
      const image: Image = new Map();
      for (const one of usable) copied(one, files, image);
      // A file in the place of a directory, or the other way round, stops the build.
      const all: Image = new Map();
      for (const one of usable) copied({ ...one, exclude: undefined }, files, all);
      const places = [...all.keys()];
      const isBroken = places.some((one) => places.some((other) => other.startsWith(`${one}/`)));
      fc.pre(usable.length > 0 && !isBroken);

      const surroundings = surroundingsWith(contextOf(Object.fromEntries(files.map((file) => [file, '']))));
      const parsed = parseDockerfile(`FROM scratch\n${lines.join('')}`);
      const tree = imageTree(analyze(parsed, { buildArgs: {}, now: '2026-11-01', surroundings }).stages[0]!);
      for (const [at, from] of image) {
        const entry = tree.at(at);
        expect([at, isFile(entry) ? entry.contextPath : entry]).toEqual([at, from]);
        const parent = at.slice(0, at.lastIndexOf('/'));
        expect(tree.list(parent).names).toContain(at.slice(parent.length + 1));
      }
      const filesBelow = (at: string): readonly string[] =>
        tree
          .list(at || '/')
          .names.flatMap((one) =>
            isFile(tree.at(`${at}/${one}`)) ? [`${at}/${one}`] : filesBelow(`${at}/${one}`),
          );
      expect([...filesBelow('')].sort()).toEqual([...image.keys()].sort());
    }),
    { numRuns: 1000 },
  );
});

test('no Dockerfile and no ignore file makes it throw', () => {
  const word = fc.oneof(
    path,
    fc.string({ maxLength: 8 }),
    fc.constantFrom('$X', '..', '/', '[', '\\', '<<E', '--from=0', '--exclude=[', '--parents'),
  );
  const line = fc.tuple(
    fc.constantFrom('COPY', 'ADD', 'RUN cp', 'RUN rm', 'WORKDIR', 'VOLUME', 'FROM'),
    fc.array(word, { maxLength: 4 }),
  );
  fc.assert(
    fc.property(fc.array(line, { maxLength: 8 }), fc.string(), (lines, ignore) => {
      const text = `FROM ubuntu\n${lines.map(([head, words]) => `${head} ${words.join(' ')}\n`).join('')}`;
      const surroundings = surroundingsWith(contextOf({ '.dockerignore': ignore, 'a/b': '', 'c.py': '' }));
      const file = analyze(parseDockerfile(text), { buildArgs: {}, now: '2026-11-01', surroundings });
      for (const stage of file.stages) {
        const tree = imageTree(stage);
        for (const at of ['/', '/a', '/a/b', '/x/y']) expect([tree.at(at), tree.list(at)]).toHaveLength(2);
      }
    }),
    { numRuns: 1000 },
  );
});
