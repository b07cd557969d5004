/** So many entries of a project are looked at, so that no folder makes a run endless. */
export const mostWalked = 100_000;
