/** Files that may have a line that builds an image, by their names. */
import { baseName } from '../text/paths.ts';

const NAMES =
  /^(?:GNU)?[Mm]akefile$|^[Jj]ustfile$|\.(?:mk|sh|bash|ps1|cmd|bat)$|^Taskfile\.ya?ml$|^azure-pipelines.*\.ya?ml$|^\.gitlab-ci\.ya?ml$/;

const FOLDERS = /^\/(?:\.github\/workflows|\.azure-pipelines|\.pipelines)\/.*\.ya?ml$/;

/** Whether a file may build images, judging by its path from the root of the repository. */
export function isBuildScript(path: string): boolean {
  return NAMES.test(baseName(path)) || FOLDERS.test(path);
}
