import { knownText } from '../../dockerfile/value.ts';
import { DEFAULT_APP_ROOT } from '../../image/contract.ts';
import type { Stage } from '../../model/model.ts';
import { directoriesAbove, isWithin } from '../../text/paths.ts';
import { EMPTY_LISTING, type FileTree, UNKNOWN_LISTING } from './file-tree.ts';
import { mayHoldProject } from './files-after.ts';

/** Directories of every image in which people put files, and in which an image without a project has none of its own. */
const DIRECTORIES = '/tmp /srv /mnt /media /home /root /opt /var /var/tmp /usr/src'.split(' ');

/** Where an image has its programs, libraries and settings, and the services of Azure ML. */
const SYSTEM = [
  ...'/bin /boot /dev /etc /lib /lib32 /lib64 /proc /run /sbin /sys /usr'.split(' '),
  ...'/var/cache /var/lib /var/log /var/run /var/spool /var/runit /var/azureml-server /var/azureml-util'.split(
    ' ',
  ),
  ...'/azureml-envs /opt/conda /opt/miniconda /opt/nvidia'.split(' '),
];

/** The directories of Filesystem Hierarchy Standard that a COPY without a slash meets. */
const SYSTEM_DIRECTORIES = [
  ...SYSTEM,
  ...'/etc/profile.d /usr/bin /usr/lib /usr/local /usr/local/bin /usr/local/lib'.split(' '),
];

/**
 * The files of the image that a chain of stages builds on. Those of Azure ML and the official ones hold no project; what others
 * hold is not known.
 */
export function baseTree(stage: Stage): FileTree {
  const { base, image } = stage.root;
  if (base.kind === 'scratch')
    return { at: (path) => (path === '/' ? 'directory' : 'absent'), list: () => EMPTY_LISTING };
  if (mayHoldProject(stage))
    return { at: (path) => (path === '/' ? 'directory' : 'unknown'), list: () => UNKNOWN_LISTING };
  const workdir = knownText(stage.root.atStart.workdir);
  const places = [image?.appRoot, workdir].filter((place) => place !== undefined);
  const directories = new Set(
    [...DIRECTORIES, ...SYSTEM_DIRECTORIES, ...places].flatMap((place) => [
      ...directoriesAbove(place),
      place,
    ]),
  );
  // An image with a directory of its own for the server has a script in it.
  const own = image?.appRoot === DEFAULT_APP_ROOT ? undefined : image?.appRoot;
  const isItsOwn = (path: string) =>
    (SYSTEM.some((place) => isWithin(path, place)) && !isWithin(path, '/usr/src')) ||
    (own !== undefined && isWithin(path, own)) ||
    /^\/(?:root|home\/[^/]+)\/\./.test(path);
  return {
    at: (path) => (directories.has(path) ? 'directory' : isItsOwn(path) ? 'unknown' : 'absent'),
    list(path) {
      if (isItsOwn(path)) return UNKNOWN_LISTING;
      const holds = [...directories].some((one) => one !== path && isWithin(one, path));
      return holds || path === '/root' || path === '/home' ? UNKNOWN_LISTING : EMPTY_LISTING;
    },
  };
}
