import * as all from './all.ts';
import { dockerfileKind } from './dockerfile/kind.ts';
import { type FileNames, joinNames, matcherOf } from './file-names.ts';
import type { AnyKind } from './kind.ts';

/** The kinds that a rule names in `kinds`: `dockerfile`, `azureml-yaml`. */
export type KindId = (typeof all)[keyof typeof all]['id'];

/** The model of a file of a kind: `file` in the `check({ file })` of a rule about that kind. */
export type ModelOf<Id extends KindId> = ReturnType<
  Extract<(typeof all)[keyof typeof all], { readonly id: Id }>['analyze']
>;

/** Every kind of file that is linted, Dockerfiles first. */
export const kinds: readonly AnyKind[] = [
  dockerfileKind,
  ...Object.values<AnyKind>(all).filter((kind) => kind !== dockerfileKind),
];

/** Their ids. */
export const kindIds: readonly string[] = kinds.map(({ id }) => id);

/** The names of files that a search takes; the text of a YAML decides whether it is one. */
export const fileNames: FileNames = joinNames(
  kinds.filter(({ isReachedOnly }) => !isReachedOnly).map(({ names }) => names),
);

const hasSearchedName = matcherOf(fileNames);

const named = kinds.map((kind) => {
  const { files, onRequest = '(?!)' } = kind.names;
  return { kind, hasName: matcherOf({ ...kind.names, files: `${files}|${onRequest}` }) };
});

/** The kind with an id. */
export function kindNamed(id: string): AnyKind {
  return kinds.find((kind) => kind.id === id) ?? dockerfileKind;
}

/** Whether a search takes files of such a name, if the text is of the kind with that name. */
export function isSearched(path: string): boolean {
  return hasSearchedName(path);
}

/** The kind with files of such a name, whatever the text. */
export function kindByName(path: string): AnyKind | undefined {
  return named.find(({ hasName }) => hasName(path))?.kind;
}

/**
 * The kind of a text: that of the file's name, if the name belongs to one and the text is of that kind; otherwise a
 * Dockerfile, which may have any name.
 */
export function kindOf(text: string, path: string | undefined): AnyKind {
  const kind = path === undefined ? undefined : kindByName(path);
  return kind?.recognizes(text) ? kind : dockerfileKind;
}

/** The kind of a text without a name: the kind that recognizes it, otherwise a Dockerfile. */
export function kindOfText(text: string): AnyKind {
  return kinds.find((kind) => kind !== dockerfileKind && kind.recognizes(text)) ?? dockerfileKind;
}
