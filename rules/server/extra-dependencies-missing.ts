import {
  baseName,
  type CopyStep,
  closestMatch,
  type DockerfileModel,
  defineRule,
  isWithin,
  resolvePath,
  type Stage,
} from 'azml-lint';
import { type ExtraDependencies, extraDependenciesOf, imageTree, isFile, pathBelow } from 'azml-lint/facts';

export default defineRule({
  id: 'server/extra-dependencies-missing',
  title: 'Extra dependencies are not where the server looks for them',
  level: { inference: 'error', training: 'off', other: 'off' },
  serving: true,
  messages: {
    nowhere:
      'The boot script looks for `{path}`, which is not in the image: the container ends with exit status {status} before the server ' +
      'starts. Copy it there: `COPY {name} {destination}`.',
    elsewhere:
      'The boot script looks for `{path}`{why}, and ends with exit status {status} because it is not there. Write ' +
      '`{variable}={better}`.',
    lies: 'It is copied to `{found}`',
  },
  check({ file, report }) {
    const stage = file.finalStage;
    const wanted = stage && extraDependenciesOf(stage);
    if (!wanted || isReplaced(file) || !isMissing(stage, wanted)) return;
    const { setting, path, value, directory, exitStatus: status, isDirectory } = wanted;
    const at = setting.pair.value ?? setting.pair;
    const found = directory === undefined ? undefined : lyingBelow(stage, wanted, directory);
    if (directory !== undefined && found) {
      const why = value.startsWith('/')
        ? `, since it puts \`${directory}\` before the value`
        : ', beside the entry script';
      report({
        at,
        message: 'elsewhere',
        data: { path, why, status, variable: setting.name, better: pathBelow(found.path, directory) },
        related: found.copy ? [{ at: found.copy, message: 'lies', data: { found: found.path } }] : [],
      });
    } else {
      const destination = isDirectory ? path : `${resolvePath(path, '..')}/`;
      report({ at, message: 'nowhere', data: { path, status, name: baseName(path), destination } });
    }
  },
});

/** The code of a deployment comes in the place of what is in the image. */
function isReplaced({ surroundings }: DockerfileModel): boolean {
  return surroundings.definitions().some(({ deployment }) => deployment?.code !== undefined);
}

function isMissing(stage: Stage, { path, isDirectory }: ExtraDependencies): boolean {
  const entry = imageTree(stage).at(path);
  return entry === 'absent' || ((entry === 'directory') !== isDirectory && entry !== 'unknown');
}

interface Found {
  readonly path: string;
  readonly copy: CopyStep | undefined;
}

/** Where it lies below the directory of the script: as an absolute value says, in a directory there, or under a name that is like it. */
function lyingBelow(
  stage: Stage,
  { value, path, isDirectory }: ExtraDependencies,
  directory: string,
): Found | undefined {
  const tree = imageTree(stage);
  const name = baseName(path);
  const { names } = tree.list(directory);
  const folders = names.map((one) => resolvePath(directory, one));
  const near = closestMatch(name, names) ?? name;
  const places = [
    value,
    ...[directory, ...folders].map((folder) => resolvePath(folder, name)),
    resolvePath(directory, near),
  ];
  for (const place of places) {
    const entry = isWithin(place, directory) && place !== path ? tree.at(place) : 'absent';
    if (isDirectory ? entry === 'directory' : isFile(entry))
      return { path: place, copy: isFile(entry) ? entry.copy : undefined };
  }
  return undefined;
}
