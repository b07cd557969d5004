import { basename, resolve } from 'node:path';
import type { Configuration, Origins } from '../../config/configuration.ts';
import { loadConfiguration } from '../../config/load.ts';
import { originText } from '../../config/origin.ts';
import type { DockerfileModel } from '../../model/model.ts';
import { escapeText } from '../../report/escape.ts';
import type { FamilyLevels } from '../../rule/rule.ts';
import { Projects } from '../../session/projects.ts';
import { misnamedNotes } from '../../session/remarks.ts';
import { mask, maskSecrets, namesSecret } from '../../text/secrets.ts';
import { errorLine } from '../errors.ts';
import { type ExitStatus, exitStatus } from '../exit-status.ts';
import type { ShowConfigOptions } from '../invocation.ts';
import { type Io, write } from '../io.ts';
import { loadOptions } from '../session-options.ts';

/** Shows the settings that apply to a file, each value with its origin. The file need not exist. */
export async function showConfig(options: ShowConfigOptions, io: Io): Promise<ExitStatus> {
  const configuration = await loadConfiguration(options.path, loadOptions(options, io));
  for (const note of misnamedNotes([configuration])) await write(io.stderr, errorLine(note));
  const context = await contextRow(options.path, configuration, io);
  await write(io.stdout, shown(configuration.origins(options.path), context));
  return exitStatus.clean;
}

/** A setting, its value and its origin. */
type Row = readonly [name: string, value: string, origin: string];

/** The build context of a Dockerfile that is there, and why. */
async function contextRow(path: string, configuration: Configuration, io: Io): Promise<readonly Row[]> {
  const given = configuration.contextOf(path);
  if (given?.value === false) return [['context', 'none', originText(given.origin)]];
  const projects = new Projects(io.cwd());
  const file = resolve(io.cwd(), path);
  const circumstances = configuration.settingsFor(path);
  const around = await projects.around({ file, configuration, circumstances, text: undefined });
  const model = around?.surroundings.model(basename(file));
  if (model?.kind !== 'dockerfile') return [];
  const { folder, reason } = (model as DockerfileModel).context;
  return folder === undefined ? [['context', 'not known', '']] : [['context', folder, reason ?? '']];
}

function shown(origins: Origins, context: readonly Row[]): string {
  const { files, preset, failOn, family, baseline, buildArgs, ignore, plugins, locked, shellcheck, rules } =
    origins;
  const { managedBuild, buildContexts } = origins;
  const general: Row[] = [
    ['configuration', files.join(', ') || 'none', ''],
    ['preset', preset.value, originText(preset.origin)],
    ['failOn', failOn.value, originText(failOn.origin)],
    ...(family === undefined ? [] : [['family', family.value, originText(family.origin)] as const]),
    ...(baseline === undefined ? [] : [['baseline', baseline.value, originText(baseline.origin)] as const]),
    ...context,
    ...(managedBuild
      ? [['managedBuild', `${managedBuild.value}`, originText(managedBuild.origin)] as const]
      : []),
    ...Object.entries(buildContexts).map(
      ([name, { value, origin }]): Row => [`buildContext ${name}`, value, originText(origin)],
    ),
    ...(shellcheck.value ? [['shellcheck', 'true', originText(shellcheck.origin)] as const] : []),
    ...plugins.map(({ value, origin }): Row => ['plugin', value, originText(origin)]),
    ...ignore.map(({ value, origin }): Row => ['ignore', value, originText(origin)]),
    ...locked.map(({ value, origin }): Row => ['locked', value.id, originText(origin)]),
    ...Object.entries(buildArgs).map(
      ([name, { value, origin }]): Row => [
        `buildArg ${name}`,
        namesSecret(name) ? mask : value,
        originText(origin),
      ],
    ),
  ];
  const perRule = rules.flatMap(({ rule, level, options }): Row[] => [
    [rule.id, levelText(level.value), originText(level.origin)],
    ...Object.entries(options).map(
      ([name, { value, origin }]): Row => [`  ${name}`, JSON.stringify(value), originText(origin)],
    ),
  ]);
  return `${table(general)}\n${table(perRule)}`;
}

/** One level, or the levels for inference, training and other images. */
function levelText(level: string | FamilyLevels): string {
  if (typeof level === 'string') return level;
  const { inference, training, other } = level;
  return inference === training && training === other ? inference : `${inference}/${training}/${other}`;
}

/** Longer values do not move the column of origins to the right. */
const widestValue = 30;

function table(given: readonly Row[]): string {
  const rows = given.map(([name, value, origin]) => [maskSecrets(name), maskSecrets(value), origin] as const);
  const width = (column: 0 | 1) =>
    Math.max(0, ...rows.map((row) => Math.min(row[column].length, widestValue)));
  const [names, values] = [width(0), width(1)];
  return rows
    .map(([name, value, origin]) => `${name.padEnd(names)}  ${value.padEnd(values)}  ${origin}`.trimEnd())
    .map((line) => `${escapeText(line)}\n`)
    .join('');
}
