import {
  defineRule,
  type Edit,
  lineSpan,
  type PlatformFlag,
  positionAt,
  type SourceFile,
  type Span,
  type Stage,
} from 'azml-lint';
import { type FromVariable, variablesOfFrom } from 'azml-lint/facts';

export default defineRule({
  id: 'base-image/redundant-platform',
  aliases: { DL3065: 'differs', RedundantTargetPlatform: 'differs' },
  title: 'FROM asks for the target platform, which is the default',
  level: { inference: 'info', training: 'info', other: 'info' },
  fix: 'safe',
  messages: {
    redundant: 'FROM takes the image for the target platform anyway. Leave `{flag}` out.',
  },
  check({ file, report }) {
    // An ARG of this name with a default replaces BuildKit's value.
    if (file.globalArgs.get('TARGETPLATFORM')?.pair?.value) return;
    const { text } = file.source;
    for (const stage of file.stages) {
      const { platform } = stage;
      const variable = platform && targetPlatform(platform, stage);
      if (!platform || !variable) continue;
      const { modifier } = variable;
      const flag = text.slice(platform.start, platform.end);
      const end = platform.end + /^[ \t]*/.exec(text.slice(platform.end))![0].length;
      const line = lineOfItsOwn(file.source, platform);
      report({
        at: platform,
        message: 'redundant',
        data: { flag },
        fix: {
          title: `Remove ${flag}`,
          edits: [line ?? { start: platform.start, end, text: '' }],
          safety: modifier === undefined ? 'safe' : 'unsafe',
        },
      });
    }
  },
});

/** The value is only `$TARGETPLATFORM`, possibly with a default for builders that do not set it. */
function targetPlatform({ word }: PlatformFlag, stage: Stage): FromVariable | undefined {
  return variablesOfFrom(stage).find(
    ({ name, modifier = ':-', start, end }) =>
      name === 'TARGETPLATFORM' && /^:?[-?]$/.test(modifier) && start === word.start && end === word.end,
  );
}

/** The edit that deletes the line of a flag that is alone on it, with the continuation after the flag. */
function lineOfItsOwn(source: SourceFile, { start, end }: Span): Edit | undefined {
  const line = lineSpan(source, positionAt(source, start).line);
  const { text } = source;
  const isAlone =
    /^[ \t]*$/.test(text.slice(line.start, start)) && /^[ \t]*[\\`]\s*$/.test(text.slice(end, line.end));
  return isAlone ? { start: line.start, end: line.end, text: '' } : undefined;
}
