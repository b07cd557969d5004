import type { AzuremlYaml, CodeConfiguration } from '../../kinds/azureml-yaml/model.ts';
import { writtenPath } from '../../kinds/azureml-yaml/written-path.ts';
import { closestMatch } from '../../text/closest-match.ts';
import { baseName, pathFrom } from '../../text/paths.ts';
import type { YamlScalar } from '../../yaml-tree/tree.ts';

/** A script of a deployment that is not there. */
export interface MissingScoringScript {
  readonly word: YamlScalar;
  /** `folder`: there is no such folder at all; a program may make it before the deployment. */
  readonly what: 'script' | 'folder';
  /** The YAML has variables that a program fills in: it may put the result in another folder. */
  readonly isTemplate: boolean;
  /** As seen from the YAML. */
  readonly path: string;
  /** The script that was probably meant, relative to the folder. */
  readonly meant: string | undefined;
}

/**
 * The scripts of the deployments of a YAML that are not there.
 *
 * @example
 * // Which files there are is not known of a text alone.
 * missingScoringScripts(readAzuremlYaml('name: a\nendpoint_name: b\nmodel: azureml:c:1\n')); // => []
 */
export function missingScoringScripts(yaml: AzuremlYaml): readonly MissingScoringScript[] {
  return yaml.deployments.flatMap(({ code }) => (code ? (missingIn(yaml, code) ?? []) : []));
}

function missingIn(
  { surroundings, source }: AzuremlYaml,
  { folder: word, script }: CodeConfiguration,
): MissingScoringScript | undefined {
  const written = writtenPath(word);
  const name = writtenPath(script);
  if (!word || !script || written === undefined || name === undefined) return undefined;
  const folder = pathFrom('.', written);
  const entry = surroundings.stat(folder);
  const isTemplate = VARIABLE.test(source.text);
  if (entry === 'missing') return { word, what: 'folder', path: folder, meant: undefined, isTemplate };
  const path = pathFrom(folder, name);
  const there = entry === 'directory' ? surroundings.stat(path) : 'unknown';
  if (there !== 'missing' && there !== 'directory') return undefined;
  const meant = meantBy(name, filesBelow(surroundings, folder));
  return { word: script, what: 'script', path, meant, isTemplate };
}

/** A variable outside comments, which `envsubst` or a shell fills in. */
const VARIABLE = /^[^#\n]*\$(?:\{[A-Za-z_]\w*\}|[A-Z_]{2})/m;

/** So many folders are looked into for the script that was meant. */
const MOST_FOLDERS = 30;

/** The files of a folder and of those in it, relative to it. */
function filesBelow(surroundings: AzuremlYaml['surroundings'], folder: string): readonly string[] {
  const open = ['.'];
  const files: string[] = [];
  for (let index = 0; index < open.length && index < MOST_FOLDERS; index++) {
    for (const name of surroundings.list(pathFrom(folder, open[index]!)) ?? []) {
      const path = pathFrom(open[index]!, name);
      const entry = surroundings.stat(pathFrom(folder, path));
      if (entry === 'directory') open.push(path);
      else if (entry === 'file') files.push(path);
    }
  }
  return files;
}

/** The same name elsewhere, or one that is like it. */
function meantBy(name: string, files: readonly string[]): string | undefined {
  const extension = /\.\w+$/.exec(name)?.[0] ?? '';
  const alike = files.filter((file) => file.endsWith(extension));
  const same = alike.filter((file) => baseName(file) === baseName(name));
  if (same.length === 1) return same[0];
  return closestMatch(name, alike) ?? (alike.length === 1 ? alike[0] : undefined);
}
