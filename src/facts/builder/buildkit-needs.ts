import type { Instruction, Mount } from '../../dockerfile/tree.ts';
import { unknownParts, type Value } from '../../dockerfile/value.ts';
import { variablesOfFrom } from '../../model/images.ts';
import type { DockerfileModel, Stage, Step } from '../../model/model.ts';
import { globalValue } from '../../model/variables.ts';
import type { Span } from '../../text/fragment.ts';

/**
 * Something that Docker's classic builder does not have. It stops at a flag, and at a here-document of COPY or ADD; of one of RUN it
 * runs only the first line, and goes on; an argument such as TARGETARCH is empty. Sources: the flags in
 * https://docs.docker.com/reference/dockerfile/, "requires BuildKit" of the classic builder, moby/buildkit#6395.
 */
export type BuildkitNeed =
  | (Span & {
      readonly kind: 'flag';
      readonly step: Step;
      readonly name: string;
      readonly mount: Mount | undefined;
    })
  | (Span & { readonly kind: 'here-document'; readonly step: Step })
  | (Span & { readonly kind: 'argument' | 'platform'; readonly name: string });

/** All of them, in order of place. What an ONBUILD holds is left out. */
export function buildkitNeeds({ stages }: DockerfileModel): readonly BuildkitNeed[] {
  return stages.flatMap((stage) => [...needsOfFrom(stage), ...stage.steps.flatMap(needsOf)]);
}

const FLAGS: Readonly<Partial<Record<Instruction['name'], ReadonlySet<string>>>> = {
  RUN: new Set(['mount', 'network', 'security', 'device']),
  COPY: new Set(['chmod', 'link', 'parents', 'exclude']),
  ADD: new Set(['chmod', 'link', 'exclude', 'checksum', 'keep-git-dir', 'unpack']),
};

function needsOf(step: Step): readonly BuildkitNeed[] {
  const { instruction } = step;
  if (instruction.name === 'ARG') return emptyArguments(step);
  const known = FLAGS[instruction.name];
  if (step.onbuild || !known) return [];
  const mounts = instruction.name === 'RUN' ? instruction.mounts : [];
  const flags = instruction.flags.filter(({ name }) => known.has(name));
  return [
    ...flags.map(({ start, end, name }): BuildkitNeed => {
      const mount = mounts.find((one) => start <= one.start && one.end <= end);
      return { kind: 'flag', step, name, mount, start, end };
    }),
    ...instruction.heredocs.map(
      ({ start, end }): BuildkitNeed => ({ kind: 'here-document', step, start, end }),
    ),
  ];
}

/** The platform arguments that an ARG declares without a value, and that something reads without a default. */
function emptyArguments({ instruction, stage }: Step): readonly BuildkitNeed[] {
  if (instruction.name !== 'ARG') return [];
  return instruction.pairs.flatMap((pair) => {
    const name = pair.name.text;
    if (!isPlatform(stage.atEnd.variable(name)?.value)) return [];
    const isRead = stage.steps.some((later) => later.start > pair.end && names(later.instruction, name));
    const { start, end } = pair.name;
    return isRead ? [{ kind: 'argument', name, start, end }] : [];
  });
}

/** Whether the builder or a shell would put a variable in, without a default. */
function names({ rest, heredocs }: Instruction, name: string): boolean {
  const use = new RegExp(`\\$(?:${name}\\b|\\{${name}\\})`);
  return [rest, ...heredocs.map(({ body }) => body)].some(
    ({ text }) => text.includes(name) && use.test(text),
  );
}

/** `--platform=$TARGETPLATFORM` is left out: what it says is not needed either, as base-image/redundant-platform reports. */
function needsOfFrom(stage: Stage): readonly BuildkitNeed[] {
  const { globalArgs } = stage.file;
  return variablesOfFrom(stage)
    .filter(
      ({ name, modifier }) =>
        modifier === undefined && name !== 'TARGETPLATFORM' && isPlatform(globalValue(name, globalArgs)),
    )
    .map(({ name, start, end }) => ({ kind: 'platform', name, start, end }));
}

function isPlatform(value: Value | undefined): boolean {
  return value !== undefined && unknownParts(value).some(({ reason }) => reason === 'platform');
}
