import { readFileSync } from 'node:fs';
import { dockerfileNames } from '../../src/kinds/dockerfile/names.ts';
import { version } from '../../src/version.ts';
import { withBlocks } from '../blocks.ts';

interface Manifest {
  version: string;
  readonly contributes: {
    readonly languages: readonly [{ filenamePatterns: readonly string[] }];
    readonly commands: readonly { readonly category: string; readonly title: string }[];
    readonly configuration: { readonly properties: Readonly<Record<string, Setting>> };
  };
}

interface Setting {
  readonly default: unknown;
  readonly description?: string;
  readonly markdownDescription?: string;
}

const FOLDER = 'editors/vscode';

/** The manifest of the VS Code extension, with the names of Dockerfiles, and what pages repeat of the manifest. */
export default function vscode(): Record<string, string> {
  const path = `${FOLDER}/package.json`;
  const manifest: Manifest = JSON.parse(readFileSync(path, 'utf8'));
  manifest.version = version;
  manifest.contributes.languages[0].filenamePatterns = dockerfileNames.flatMap(({ pattern }) =>
    pattern.split('|').map(globOf),
  );
  const settings = Object.entries(manifest.contributes.configuration.properties).map(
    ([name, { default: value, markdownDescription, description }]) =>
      `| \`${name}\` | \`${JSON.stringify(value)}\` | ${markdownDescription ?? description} |`,
  );
  const commands = manifest.contributes.commands.map(({ category, title }) => `- *${category}: ${title}*`);
  const tables = {
    settings: `| Setting | Default | |\n|---|---|---|\n${settings.join('\n')}\n`,
    commands: `${commands.join('\n')}\n`,
  };
  return {
    [path]: `${JSON.stringify(manifest, undefined, 2)}\n`,
    [`${FOLDER}/README.md`]: withBlocks(`${FOLDER}/README.md`, tables),
    'docs/editors.md': withBlocks('docs/editors.md', {
      'vscode-settings': tables.settings,
      'vscode-commands': tables.commands,
    }),
  };
}

/** The glob that means the same as an expression for names. */
function globOf(pattern: string): string {
  return pattern.replaceAll('[^/]*', '*').replaceAll('\\.', '.');
}
