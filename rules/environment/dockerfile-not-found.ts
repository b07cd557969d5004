import { defineRule } from 'azml-lint';
import { type MissingDockerfile, missingDockerfiles } from 'azml-lint/facts';

export default defineRule({
  id: 'environment/dockerfile-not-found',
  title: 'There is no Dockerfile where an environment says',
  level: { inference: 'error', training: 'error', other: 'error' },
  kinds: ['azureml-yaml'],
  messages: {
    folder:
      'There is no folder `{path}`, and so nothing that Azure ML could build from. A path is relative to the folder of this file. {cure}',
    dockerfile: 'There is no `{path}`, and Azure ML cannot build the image without a Dockerfile. {cure}',
    relative:
      'There is no `{path}`: the Dockerfile is named relative to `{folder}`, the folder that the environment is built from. Write `{cure}`.',
  },
  check({ file, report }) {
    for (const missing of missingDockerfiles(file)) {
      const { build, path, what, there } = missing;
      const at = (what === 'dockerfile' ? build.dockerfilePath : undefined) ?? build.path;
      if (!at) continue;
      const { folder = '' } = build;
      const written = build.dockerfilePath?.text.text ?? '';
      const inside = withoutFolder(written, folder);
      if (what === 'folder')
        report({ at: at.text, message: 'folder', data: { path, cure: cureOfFolder(missing) } });
      else if (inside !== undefined && file.surroundings.stat(`${folder}/${inside}`) === 'file')
        report({ at: at.text, message: 'relative', data: { path, folder, cure: inside } });
      else report({ at: at.text, message: 'dockerfile', data: { path, cure: cureOf(missing, there) } });
    }
  },
});

function cureOfFolder({ meant }: MissingDockerfile): string {
  return meant === undefined ? 'Write `…`, the folder with the Dockerfile.' : `Write \`${meant}\`.`;
}

/** `Dockerfile` of `docker/Dockerfile` for the folder `docker`. */
function withoutFolder(written: string, folder: string): string | undefined {
  const path = written.replace(/^\.\//, '');
  return path.startsWith(`${folder}/`) ? path.slice(folder.length + 1) : undefined;
}

function cureOf({ build, meant }: MissingDockerfile, there: readonly string[]): string {
  const [only] = there;
  const key = build.key.text === 'context' ? 'dockerfile' : 'dockerfile_path';
  if (only === undefined && meant !== undefined)
    return `Write \`${build.key.text === 'context' ? 'dir' : 'path'}: ${meant}\`, where one is.`;
  if (only === undefined) return `Put one there, or write \`${key}: …\`.`;
  if (there.length > 1)
    return `There are ${there.map((name) => `\`${name}\``).join(', ')}: name one with \`${key}\`.`;
  return only === 'Dockerfile' && build.dockerfilePath
    ? `There is \`Dockerfile\`: take \`${key}\` out, or write \`${only}\`.`
    : `Write \`${key}: ${only}\`.`;
}
