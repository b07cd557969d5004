import {
  type DockerfileModel,
  defineRule,
  type EnvSetting,
  isWithin,
  knownText,
  positionAt,
  type Stage,
} from 'azml-lint';
import { mayHandOver, placesMadeByRoot, type RootPlace, SERVER_USER_DIRECTORIES } from 'azml-lint/facts';

/**
 * Where libraries keep what they download, by the variable that says so; sources: the documentation of huggingface_hub,
 * sentence-transformers, PyTorch Hub, NLTK, Matplotlib, Numba, Keras, spaCy's and XDG's base directories.
 */
const CACHES = [
  ...['HF_HOME', 'HF_HUB_CACHE', 'HUGGINGFACE_HUB_CACHE', 'HF_DATASETS_CACHE', 'TRANSFORMERS_CACHE'],
  ...['SENTENCE_TRANSFORMERS_HOME', 'TORCH_HOME', 'TORCH_EXTENSIONS_DIR', 'TRITON_CACHE_DIR', 'NLTK_DATA'],
  ...[
    'MPLCONFIGDIR',
    'NUMBA_CACHE_DIR',
    'KERAS_HOME',
    'TFHUB_CACHE_DIR',
    'XDG_CACHE_HOME',
    'GENSIM_DATA_DIR',
  ],
];
/** They are searched too, and may have been filled for that by a COPY. */
const READ = ['NLTK_DATA', 'GENSIM_DATA_DIR'];
const OFFLINE = ['HF_HUB_OFFLINE', 'TRANSFORMERS_OFFLINE'];

export default defineRule({
  id: 'user/cache-not-writable',
  title: 'A cache is where the user of the container cannot write',
  level: { inference: 'warning', training: 'off', other: 'off' },
  messages: {
    home:
      '`{variable}` is `{path}`, and `/root` is for root alone: when `{user}` downloads something, it stops with "Permission ' +
      'denied". Choose a directory that everybody may write to: `{variable}=/tmp/…`.',
    made:
      '`{variable}` is `{path}`, and `{place}` belongs to root, who makes it on line {line}: when `{user}` downloads something, it ' +
      'stops with "Permission denied". Give it away after that: `RUN mkdir -p {path} && chown -R {user} {place}`.',
    here: 'made by root here',
  },
  check({ file, report }) {
    const { finalStage } = file;
    const { user } = finalStage?.atEnd ?? {};
    if (!finalStage || user?.root !== false || user.name === undefined) return;
    for (const setting of cachesOf(finalStage)) {
      const { name: variable, value, pair } = setting;
      const path = knownText(value)?.replace(/(?<=.)\/+$/, '');
      if (path === undefined || mayHandOver(file, path)) continue;
      const at = pair.value ?? pair;
      const data = { variable, path, user: user.name };
      if (isWithin(path, '/root')) {
        report({ at, message: 'home', data });
        continue;
      }
      const place = placeOf(path, setting, file, finalStage);
      if (!place) continue;
      const { line } = positionAt(file.source, place.at.start);
      report({
        at,
        message: 'made',
        data: { ...data, place: isWithin(path, place.path) ? place.path : path, line },
        related: [{ at: place.at, message: 'here' }],
      });
    }
  },
});

/** Those that something is downloaded to. */
function cachesOf(stage: Stage): readonly EnvSetting[] {
  const isOffline = OFFLINE.some((name) =>
    /^(?:1|true|on|yes)$/i.test(knownText(stage.atEnd.env(name)?.value ?? { parts: [] }) ?? ''),
  );
  return stage.envSettings.filter(
    ({ name }) => CACHES.includes(name) && !(isOffline && /^(?:HF|HUGGING|TRANSF|SENT)/.test(name)),
  );
}

/** What root makes of the directory: itself, one above it, or something in it. */
function placeOf(
  path: string,
  { name }: EnvSetting,
  file: DockerfileModel,
  stage: Stage,
): RootPlace | undefined {
  if (isServers(path)) return undefined;
  const ancestors = new Set(stage.ancestors);
  return placesMadeByRoot(file).find(
    (place) =>
      ancestors.has(place.step.stage) &&
      !(READ.includes(name) && place.step.instruction.name === 'COPY') &&
      (isWithin(place.path, path) ||
        (isWithin(path, place.path) && !isServers(place.path) && place.path !== '/')),
  );
}

/** A directory that exists in the image, and that a COPY or mkdir leaves to its owner. */
function isServers(path: string): boolean {
  return [...SERVER_USER_DIRECTORIES, '/tmp', '/var/tmp', '/home/dockeruser'].includes(path);
}
