/** The shells, and which of them have scripts that are read here. */
const dialects: ReadonlyMap<string, 'sh' | 'bash' | undefined> = new Map([
  ['sh', 'sh'],
  ['dash', 'sh'],
  ['ash', 'sh'],
  ['bash', 'bash'],
  ['rbash', 'bash'],
  ['zsh', undefined],
  ['ksh', undefined],
]);

/** Whether a program is a shell, whatever it reads. */
export function isShell(program: string): boolean {
  return dialects.has(program);
}

/** What the scripts of a shell are written in; `undefined` if they are not read here, or it is no shell. */
export function dialectOf(program: string): 'sh' | 'bash' | undefined {
  return dialects.get(program);
}
