/**
 * What can be wrong with an image.
 *
 * - `replaced`: the catalog says that it is deprecated, retired, superseded, stale, or on a product without support
 * - `ubuntu`, `python`: past the end of their support
 * - `stale-tag`: more than six months older than the newest
 * - `untagged`: neither tag nor digest
 */
export type ImageFault = 'replaced' | 'ubuntu' | 'python' | 'stale-tag' | 'untagged';
