/** What a run keeps to, so that no folder makes it endless. */

/** So many entries of a folder are searched for files that name Dockerfiles. */
export const mostWalked = 100_000;

/** So many entries of a build context, or of one directory, are listed. */
export const mostListed = 20_000;
