/** What lies at the paths of an image, as far as its base, COPY, ADD, WORKDIR and RUN show. */
import type { BuildContext } from '../../context/context.ts';
import { knownText } from '../../dockerfile/value.ts';
import { isCopy, isRun } from '../../model/dataflow.ts';
import type { CopyOrigin, CopyStep, DockerfileModel, Stage, Step } from '../../model/model.ts';
import { memoized } from '../../text/memoized.ts';
import { pushTo } from '../../text/multimap.ts';
import { directoriesAbove, isAbsolute, normalizePath, resolvePath } from '../../text/paths.ts';
import { lastAt } from '../../text/search.ts';
import { baseTree } from './base-tree.ts';
import { ContextTree } from './context-tree.ts';
import { type Budget, copyLayers } from './copy-layers.ts';
import {
  EMPTY_LISTING,
  type FileTree,
  isFile,
  type TreeEntry,
  type TreeListing,
  UNKNOWN_LISTING,
} from './file-tree.ts';
import { directoryLayer, type Layer, perhapsLayer } from './layer.ts';
import { runLayers } from './run-layers.ts';

/**
 * The files of the image of a stage. What a RUN may have written is unknown where it may have written; what COPY put there
 * stays what it is unless a command names it.
 */
export function imageTree(stage: Stage): FileTree {
  const { layers } = layersOf(stage);
  return layers.treeAt(layers.count);
}

/** The files of the image before an instruction is carried out. */
export function imageTreeBefore({ stage, index }: Step): FileTree {
  const { layers, before } = layersOf(stage);
  return layers.treeAt(before[index]!);
}

/** The same afterwards. */
export function imageTreeAfter({ stage, index }: Step): FileTree {
  const { layers, before } = layersOf(stage);
  return layers.treeAt(before[index + 1] ?? layers.count);
}

/** The context or stage from which an instruction takes files. `undefined`: an image, or not known. */
export function contextOfOrigin(step: Step, from: CopyOrigin | undefined): BuildContext | undefined {
  const { file } = step.stage;
  if (!from) return file.context;
  const name = knownText(step.value(from.word));
  return name === undefined ? undefined : file.surroundings.namedContext(name);
}

/** Longer chains of stages are not followed. */
const DEEPEST = 100;
/** So many answers of a tree are kept. */
const MOST_ANSWERS = 20_000;

interface StageLayers {
  readonly layers: Layers;
  /** For each instruction, the number of layers before it. */
  readonly before: readonly number[];
}

function layersOf(stage: Stage): StageLayers {
  return layersOfFile(stage.file)[stage.index]!;
}

/** The layers of all stages: a stage needs those of earlier ones only. */
const layersOfFile = memoized((file: DockerfileModel): readonly StageLayers[] => {
  const all: StageLayers[] = [];
  const budget = { files: 2 * MOST_ANSWERS };
  for (const stage of file.stages) all.push(layersOfStage(stage, all, budget));
  return all;
});

function layersOfStage(stage: Stage, earlier: readonly StageLayers[], budget: Budget): StageLayers {
  const parent = stage.parent && earlier[stage.parent.index]!.layers;
  const layers = new Layers(parent?.treeAt(parent.count) ?? baseTree(stage), (parent?.depth ?? 0) + 1);
  const isTriggered = stage.parent?.stepsOf('ONBUILD').some(({ instruction }) => instruction.trigger);
  if (isTriggered) layers.add([perhapsLayer('/')]);
  const before: number[] = [];
  for (const step of stage.steps) {
    before.push(layers.count);
    if (isCopy(step)) {
      const origin = originOf(step, earlier);
      layers.add(copyLayers(step, origin?.tree, layers.treeAt(layers.count), budget), origin?.depth);
    } else if (isRun(step)) layers.add(runLayers(step));
    else layers.add(otherLayers(step));
  }
  return { layers, before };
}

/** Where a COPY takes its files from. */
function originOf(
  copy: CopyStep,
  earlier: readonly StageLayers[],
): { readonly tree: FileTree; readonly depth: number } | undefined {
  const context = contextOfOrigin(copy, copy.from);
  if (context) return { tree: new ContextTree(context, copy), depth: 0 };
  if (copy.from?.kind !== 'stage') return undefined;
  const { layers } = earlier[copy.from.stage.index]!;
  return layers.depth > DEEPEST ? undefined : { tree: layers.treeAt(layers.count), depth: layers.depth };
}

/** WORKDIR makes its directory; into a volume, something may be mounted. */
function otherLayers(step: Step): readonly Layer[] {
  const { instruction } = step;
  const [word] = instruction.args;
  if (instruction.name === 'VOLUME')
    return instruction.args.map((one) => {
      const path = knownText(step.value(one));
      return perhapsLayer(path !== undefined && isAbsolute(path) ? normalizePath(path) : '/');
    });
  if (instruction.name !== 'WORKDIR' || !word) return [];
  const directory = knownText(step.before.workdir);
  const path = knownText(step.value(word));
  if (path === undefined || (directory === undefined && !isAbsolute(path))) return [];
  return [directoryLayer(resolvePath(directory ?? '/', path))];
}

/** The layers of a stage, the lowest first, on top of what it builds on. */
class Layers {
  readonly #below: FileTree;
  readonly #all: Layer[] = [];
  /** The numbers of the layers whose place is a path, and of those whose place is below it, in order. */
  readonly #at = new Map<string, number[]>();
  readonly #under = new Map<string, number[]>();
  readonly #trees = new Map<number, FileTree>();
  /** The longest chain of stages that an answer may have to follow. */
  depth: number;

  constructor(below: FileTree, depth: number) {
    this.#below = depth > DEEPEST ? UNKNOWN_TREE : below;
    this.depth = depth;
  }

  get count(): number {
    return this.#all.length;
  }

  add(layers: readonly Layer[], depth = 0): void {
    this.depth = Math.max(this.depth, depth + 1);
    for (const layer of layers) {
      const number = this.#all.length;
      this.#all.push(layer);
      pushTo(this.#at, layer.place, number);
      for (const directory of directoriesAbove(layer.place)) pushTo(this.#under, directory, number);
    }
  }

  /** The files after so many layers. */
  treeAt(count: number): FileTree {
    const known = this.#trees.get(count);
    if (known) return known;
    const fresh = new LayeredTree((path) => this.#about(path, count), this.#below);
    this.#trees.set(count, fresh);
    return fresh;
  }

  /** The layers that have to do with a path, the topmost first. */
  *#about(path: string, count: number): Iterable<Layer> {
    const numbers = [
      ...[...directoriesAbove(path), path].map((one) => this.#at.get(one) ?? []),
      this.#under.get(path) ?? [],
    ];
    const next = numbers.map((list) => lastAt(list.length, (index) => list[index]!, count - 1));
    for (;;) {
      let top = -1;
      for (const [index, list] of numbers.entries())
        if (next[index]! >= 0 && (top === -1 || list[next[index]!]! > numbers[top]![next[top]!]!))
          top = index;
      if (top === -1) return;
      yield this.#all[numbers[top]![next[top]!]!]!;
      next[top]!--;
    }
  }
}

const UNKNOWN_TREE: FileTree = { at: () => 'unknown', list: () => UNKNOWN_LISTING };

/** The files after some layers. Each answer is worked out once. */
class LayeredTree implements FileTree {
  readonly #about: (path: string) => Iterable<Layer>;
  readonly #below: FileTree;
  readonly #entries = new Map<string, TreeEntry>();

  constructor(about: (path: string) => Iterable<Layer>, below: FileTree) {
    this.#about = about;
    this.#below = below;
  }

  at(path: string): TreeEntry {
    const known = this.#entries.get(path);
    if (known !== undefined) return known;
    const fresh = this.#find(path);
    if (this.#entries.size < MOST_ANSWERS) this.#entries.set(path, fresh);
    return fresh;
  }

  #find(path: string): TreeEntry {
    let isUnsure = false;
    let isEdited = false;
    const told = (entry: TreeEntry) =>
      (entry === 'absent' && isUnsure) || (isFile(entry) && isEdited) ? 'unknown' : entry;
    for (const layer of this.#about(path)) {
      const verdict = layer.at(path);
      if (verdict === 'perhaps') isUnsure = true;
      else if (verdict === 'edited') isEdited = true;
      else if (verdict !== 'unchanged') return told(verdict);
    }
    return told(this.#below.at(path));
  }

  list(directory: string): TreeListing {
    const entry = this.at(directory);
    if (entry === 'unknown') return UNKNOWN_LISTING;
    if (entry !== 'directory') return EMPTY_LISTING;
    const names = new Set<string>();
    let isComplete = true;
    let looked = 0;
    const take = (listing: TreeListing) => {
      looked += listing.names.length;
      for (const name of listing.names) names.add(name);
      isComplete &&= listing.isComplete;
    };
    let isHidden = false;
    for (const layer of this.#about(directory)) {
      take(layer.list(directory));
      isHidden = layer.hides && layer.at(directory) === 'unknown';
      if (isHidden) break;
      if (looked > MOST_ANSWERS) return UNKNOWN_LISTING;
    }
    if (!isHidden) take(this.#below.list(directory));
    const entries = [...names].map((name) => ({ name, entry: this.at(resolvePath(directory, name)) }));
    return {
      names: entries
        .flatMap(({ name, entry: one }) => (one === 'absent' || one === 'unknown' ? [] : [name]))
        .sort(),
      isComplete: isComplete && entries.every(({ entry: one }) => one !== 'unknown'),
    };
  }
}
