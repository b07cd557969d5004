/** The shells, and those whose scripts are read here. */
const dialects: ReadonlyMap<string, 'sh' | 'bash' | undefined> = new Map([
  ['sh', 'sh'],
  ['dash', 'sh'],
  ['ash', 'sh'],
  ['bash', 'bash'],
  ['rbash', 'bash'],
  ['zsh', undefined],
  ['ksh', undefined],
]);

/** Whether a program is a shell, whatever its language. */
export function isShell(program: string): boolean {
  return dialects.has(program);
}

/** The language of a shell's scripts; `undefined` if they are not read here, or it is not a shell. */
export function dialectOf(program: string): 'sh' | 'bash' | undefined {
  return dialects.get(program);
}
