/** What is known at a place of a text: of a finding, an image, a variable. */

import { profileOf } from '../image/image-profile.ts';
import { imageMarkdown } from '../image/image-rows.ts';
import { findVariable, type ImageVariable, sourceOfVariable } from '../image/variables.ts';
import type { CopyStep, DockerfileModel, RunStep, Step } from '../model/model.ts';
import type { FileReport } from '../report/run.ts';
import type { Finding } from '../rule/finding.ts';
import { helpOf } from '../rule/links.ts';
import type { Span } from '../text/fragment.ts';
import { maskSecrets } from '../text/secrets.ts';
import type { Checked } from './check.ts';
import { CONFIGURATION } from './configuration-problems.ts';
import { messageMarkdown } from './markdown.ts';
import { pageIntroduction } from './rule-page.ts';

/** Something to tell about a place. */
export interface Knowledge extends Span {
  readonly markdown: string;
}

/**
 * What there is to tell about a place, the most particular first: its findings, the image or stage that it names, a variable.
 *
 * @param withMessages with what findings say, beside the pages of their rules
 */
export function knownAt(
  text: string,
  offset: number,
  report: FileReport | undefined,
  checked: Checked | undefined,
  withMessages = true,
): Knowledge | undefined {
  const found = [
    ...(report?.findings ?? [])
      .filter(({ span }) => isAt(span, offset))
      .map((finding) => aboutFinding(finding, withMessages)),
    ...aboutImage(checked, offset),
    ...aboutStage(checked, offset),
    ...aboutVariable(text, offset),
  ];
  const [first] = found;
  if (first === undefined) return undefined;
  const { start, end } = found.reduce((a, b) => (b.end - b.start < a.end - a.start ? b : a), first);
  return { start, end, markdown: found.map(({ markdown }) => markdown).join('\n\n---\n\n') };
}

function isAt({ start, end }: Span, offset: number): boolean {
  return start <= offset && offset <= end;
}

function aboutFinding(finding: Finding, withMessage: boolean): Knowledge {
  const { rule, severity, message, span, help } = finding;
  const page = help === undefined || rule === CONFIGURATION ? pageIntroduction(rule) : undefined;
  const parts = [
    ...(withMessage ? [`**${severity}** ${messageMarkdown(maskSecrets(message))}`] : []),
    ...(page === undefined ? [] : [page]),
    `[${rule}](${helpOf(finding)})`,
  ];
  return { ...span, markdown: parts.join('\n\n') };
}

/** What the catalog knows of the image that a FROM, a COPY or an `image:` names. */
function aboutImage(checked: Checked | undefined, offset: number): readonly Knowledge[] {
  if (checked === undefined) return [];
  const { file } = checked.examination;
  const use = file.images.find(({ word }) => isAt(word, offset));
  if (use === undefined) return [];
  const { start, end } = use.word;
  return [
    {
      start,
      end,
      markdown: imageMarkdown(
        profileOf(use.base.reference, file.now, use.ownPython ? { version: undefined } : undefined),
      ),
    },
  ];
}

/** What a stage is built on in the end that a FROM, a COPY or a mount names. */
function aboutStage(checked: Checked | undefined, offset: number): readonly Knowledge[] {
  if (checked?.kind.id !== 'dockerfile') return [];
  const { stages, now } = checked.examination.file as DockerfileModel;
  const named = stages
    .flatMap(({ from, base, steps }) => [
      ...(base.kind === 'stage' && from.image ? [{ word: from.image, stage: base.stage }] : []),
      ...steps.flatMap(stagesNamedBy),
    ])
    .find(({ word }) => isAt(word, offset));
  if (named === undefined) return [];
  const { word, stage } = named;
  const { base } = stage.root;
  const image = base.kind === 'image' ? imageMarkdown(profileOf(base.reference, now)) : undefined;
  const lead = `The stage of line ${stage.from.startLine}`;
  const markdown = image === undefined ? `${lead}.` : `${lead}, which is built on\n\n${image}`;
  return [{ start: word.start, end: word.end, markdown }];
}

function stagesNamedBy(step: Step | CopyStep | RunStep) {
  const origins = 'from' in step ? [step.from] : 'mounts' in step ? step.mounts.map(({ from }) => from) : [];
  return origins.flatMap((origin) => (origin?.kind === 'stage' ? [origin] : []));
}

/** What a variable of Azure ML does, wherever its name is written. */
function aboutVariable(text: string, offset: number): readonly Knowledge[] {
  const [before = ''] = /\w*$/.exec(text.slice(Math.max(0, offset - 100), offset)) ?? [];
  const [after = ''] = /^\w*/.exec(text.slice(offset, offset + 100)) ?? [];
  const variable = findVariable(before + after);
  if (variable === undefined) return [];
  return [
    { start: offset - before.length, end: offset + after.length, markdown: variableMarkdown(variable) },
  ];
}

function variableMarkdown(variable: ImageVariable): string {
  const { name, effect, byDefault } = variable;
  const lines = [
    `**${name}**: ${effect}.`,
    ...(byDefault === undefined ? [] : [`Without it: \`${byDefault}\`.`]),
    `Source: ${sourceOfVariable(variable)}`,
  ];
  return lines.join('\n\n');
}
