/** Archives, by the endings of their names. */

/**
 * What ADD unpacks: a tar, plain or compressed with gzip, bzip2, xz or zstd. Source:
 * https://docs.docker.com/reference/dockerfile/#adding-local-tar-archives
 */
const UNPACKED = /\.(?:tar(?:\.(?:gz|bz2|xz|zst|lzma|Z|lz))?|tgz|tbz2?|tb2|txz|tzst|tlz|tpz|tZ)$/;

/** Other endings of compressed files: whether ADD unpacks them is decided by what is in them. */
const COMPRESSED = /\.(?:gz|bz2|xz|zst|lz|lzma|Z)$/;

/**
 * Files that are tars, or often are, under a name that does not say so: packages of Alpine, Ruby and Rust, boxes and appliances,
 * models of NeMo and TorchServe. ADD looks at what is in them.
 */
const TAR_BY_CONTENT = /\.(?:apk|box|crate|gem|mar|nemo|oci|ova)$/i;

/** Whether a file of this name is an archive that ADD unpacks. */
export function isTarArchive(name: string): boolean {
  return UNPACKED.test(name);
}

/** Whether a file of this name may be an archive that ADD unpacks. */
export function mayBeTarArchive(name: string): boolean {
  return UNPACKED.test(name) || COMPRESSED.test(name) || TAR_BY_CONTENT.test(name);
}
