/** Repositories for benchmarks: Dockerfiles among many other files. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { realistic } from './generate.ts';

/** So many files are in a folder. */
const EACH = 50;

/**
 * Makes a repository: `dockerfiles` of them, each in a folder of its own with what it copies, among so many other files,
 * every tenth of which is a YAML that names no Dockerfile of these. Returns the paths of the Dockerfiles.
 */
export function makeRepository(root: string, dockerfiles: number, files: number): readonly string[] {
  mkdirSync(join(root, '.git'), { recursive: true });
  writeFileSync(join(root, '.git/HEAD'), 'ref: refs/heads/main\n');
  for (let index = 0; index < files; index++) {
    const folder = join(root, `src/${Math.floor(index / EACH) % 20}/${Math.floor(index / EACH)}`);
    if (index % EACH === 0) mkdirSync(folder, { recursive: true });
    const isYaml = index % 10 === 0;
    const text = isYaml ? `name: part-${index}\nbuild:\n  path: nowhere-${index}\n` : `VALUE = ${index}\n`;
    writeFileSync(join(folder, `${index}.${isYaml ? 'yml' : 'py'}`), text);
  }
  return realistic(dockerfiles).map((text, index) => {
    const folder = join(root, `images/${index}`);
    mkdirSync(join(folder, 'app'), { recursive: true });
    writeFileSync(join(folder, 'app/score.py'), 'def init(): ...\ndef run(data): ...\n');
    const path = join(folder, 'Dockerfile');
    writeFileSync(path, `${text}\nCOPY app /var/azureml-app/\n`);
    return path;
  });
}
