/** Small changes of a configuration as text, which leave the rest of it as somebody wrote it. */

const extendsLine = /^extends:(.*)$/m;

/** The preset that a configuration names; empty for anything else that it extends. */
export function presetIn(config: string): string {
  const named = extendsLine.exec(config)?.[1]?.trim();
  if (named === undefined) return 'recommended';
  return /^(["']?)(?:azml-lint:)?([a-z]+)\1$/.exec(named)?.[2] ?? '';
}

/** The configuration with another preset. */
export function withPreset(config: string, preset: string): string {
  const line = `extends: azml-lint:${preset}`;
  if (extendsLine.test(config)) return config.replace(extendsLine, line);
  return `${line}\n${config}`;
}

/** The configuration with a level for a rule. */
export function addRule(config: string, rule: string, level: string): string {
  // With all that is indented below it.
  const own = new RegExp(`^([ \\t]+)${rule.replaceAll(/[^\w/-]/g, '')}:.*(?:\\n\\1[ \\t].*)*`, 'm');
  if (own.test(config)) return config.replace(own, `$1${rule}: ${level}`);
  const line = `  ${rule}: ${level}\n`;
  if (/^rules:[ \t]*$/m.test(config)) return config.replace(/^rules:[ \t]*\n?/m, `rules:\n${line}`);
  const before = config === '' || config.endsWith('\n') ? config : `${config}\n`;
  return `${before}rules:\n${line}`;
}
