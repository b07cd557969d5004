/** The modes that chmod takes. Source: chmod(1) of GNU coreutils 9.4. */

/** Whether a mode lets everybody write, where nothing but the owner may remove what another one made: not with a sticky bit. */
export function letsAllWrite(mode: string): boolean {
  if (/^[0-7]{1,5}$/.test(mode)) {
    const bits = Number.parseInt(mode, 8);
    return (bits & 0o2) !== 0 && (bits & 0o1000) === 0;
  }
  return clausesOf(mode).some(isOpening) && !/t/.test(mode);
}

/** The mode with which only the owner may write. */
export function withoutWriteForAll(mode: string): string {
  if (/^[0-7]{1,5}$/.test(mode)) {
    const bits = Number.parseInt(mode, 8) & ~0o22;
    return bits.toString(8).padStart(mode.length, '0');
  }
  return clausesOf(mode)
    .flatMap((clause) => {
      const { operator = '', bits = '' } = partsOf(clause) ?? {};
      if (!isOpening(clause)) return [clause];
      const others = bits.replace('w', '');
      return [`u${operator}${bits}`, ...(others === '' ? [] : [`go${operator}${others}`])];
    })
    .join(',');
}

function clausesOf(mode: string): readonly string[] {
  return mode.split(',');
}

/** `a+rwX`: who, how, and what. Without who, the umask decides, which keeps others from writing. */
function partsOf(clause: string): { who: string; operator: string; bits: string } | undefined {
  const [, who = '', operator = '', bits = ''] = /^([ugoa]+)([+=])([rwxXst]*)$/.exec(clause) ?? [];
  return who === '' ? undefined : { who, operator, bits };
}

function isOpening(clause: string): boolean {
  const { who = '', bits = '' } = partsOf(clause) ?? {};
  return /[ao]/.test(who) && bits.includes('w');
}
