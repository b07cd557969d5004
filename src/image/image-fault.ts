/**
 * What can be wrong with an image.
 *
 * - `replaced`: by the catalog it is deprecated, retired, superseded, stale, or on what has ended
 * - `ubuntu`, `python`: past the end of their support
 * - `stale-tag`: more than six months older than the newest
 * - `untagged`: neither tag nor digest
 */
export type ImageFault = 'replaced' | 'ubuntu' | 'python' | 'stale-tag' | 'untagged';
