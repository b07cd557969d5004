import { type CatalogFamily, catalogDate, catalogNames, findImage } from '../../image/catalog.ts';
import { type ImageProfile, profileOf } from '../../image/image-profile.ts';
import { imageMarkdown } from '../../image/image-rows.ts';
import { type ImageReference, parseReference } from '../../image/reference.ts';
import { plural } from '../../report/summary.ts';
import { UserError } from '../../session/user-error.ts';
import { verbatim } from '../../text/fragment.ts';
import { answer, type Tool } from '../tool.ts';

interface ImagesArguments {
  readonly image?: string;
  readonly purpose?: 'inference' | 'training';
  readonly python?: string;
  readonly ubuntu?: string;
  readonly cuda?: string;
  readonly supportedOn?: string;
  readonly most?: number;
}

const DEFAULT_MOST = 10;

const VERSION = { type: 'string', pattern: '^\\d{1,3}(\\.\\d{1,3}){0,2}$' } as const;

export const imagesTool: Tool<ImagesArguments> = {
  name: 'images',
  title: 'Find an Azure ML base image',
  description:
    'Which base image of Azure Machine Learning to build on (FROM), or what is known of one. Without `image`: the supported ones, filtered by purpose, Python, Ubuntu and CUDA, plain bases first, each with its newest known tag and until when it is supported. With `image`: its status, user, Python, Ubuntu, CUDA, end of support and what to use instead. Prefer this to memory: tags and ends of support change.',
  inputSchema: {
    type: 'object',
    properties: {
      image: {
        type: 'string',
        minLength: 1,
        maxLength: 500,
        description:
          'Look up this image, as in FROM: `mcr.microsoft.com/azureml/openmpi4.1.0-ubuntu20.04:20240418.v1`. No filter applies.',
      },
      purpose: {
        enum: ['inference', 'training'],
        description: 'To serve a model (scoring), or to run jobs and train.',
      },
      python: { ...VERSION, description: 'Version of Python in the image: `3.12`.' },
      ubuntu: { ...VERSION, description: '`22.04`.' },
      cuda: {
        type: 'string',
        pattern: `^none$|${VERSION.pattern}`,
        description: '`12`, `12.4`, or `none` for images without.',
      },
      supportedOn: {
        type: 'string',
        pattern: '^\\d{4}-\\d{2}-\\d{2}$',
        description: 'Only images that are still supported on that day, `YYYY-MM-DD`; by default today.',
      },
      most: {
        type: 'integer',
        minimum: 1,
        maximum: 100,
        default: DEFAULT_MOST,
        description: 'At most so many images.',
      },
    },
    additionalProperties: false,
  },
  outputSchema: {
    type: 'object',
    properties: {
      asOf: { type: 'string', description: 'The day of the catalog: what is newer is not known.' },
      images: {
        type: 'array',
        items: {
          type: 'object',
          description: 'What is not known is not there.',
          properties: {
            image: { type: 'string', description: 'For FROM, with its tag.' },
            about: { type: 'string' },
            family: { enum: ['inference', 'training', 'other'] },
            status: { type: 'string' },
            supported: { type: 'boolean' },
            supportedUntil: { type: 'string', description: 'The last day, `YYYY-MM-DD`.' },
            replacement: { type: 'string', description: 'What to use instead, with its tag.' },
            remark: { type: 'string', description: 'What else the replacement requires.' },
            python: { type: 'string' },
            ubuntu: { type: 'string' },
            cuda: { type: 'string', description: '`none`: there is none in it.' },
            user: { type: 'string', description: 'The user as whom its containers run.' },
            startsServer: { type: 'boolean', description: 'It starts the inference server by itself.' },
          },
          required: ['image', 'family'],
        },
      },
      notShown: { type: 'integer', description: 'Images beyond `most`.' },
    },
    required: ['asOf', 'images', 'notShown'],
  },
  readsFiles: false,
  async call({ image, most = DEFAULT_MOST, ...wanted }, { today }) {
    const day = dayOf(wanted.supportedOn) ?? today;
    if (image !== undefined) {
      const profile = profileOf(referenceTo(image), day);
      return answer(imageMarkdown(profile), { asOf: catalogDate, images: [shown(profile)], notShown: 0 });
    }
    const found = supportedImages(day).filter((profile) => isWanted(profile, wanted));
    if (found.length === 0) throw noneFound(wanted, day);
    const notShown = Math.max(0, found.length - most);
    const more =
      notShown === 0
        ? ''
        : `${plural(notShown, 'more image')}: filter further, or ask for more with \`most\`.\n`;
    return answer(
      `${found.slice(0, most).map(lineOf).join('')}${more}As of ${catalogDate}: newer tags may exist.`,
      { asOf: catalogDate, images: found.slice(0, most).map(shown), notShown },
    );
  },
};

/** What most people build on comes first; curated environments are for one purpose each. */
const RANKS: readonly CatalogFamily[] = [
  'inference-minimal',
  'inference-base',
  'training-base-openmpi',
  'curated-inference',
  'acpt',
];

/** The images that are supported on a day, with their newest tags. */
function supportedImages(day: string): readonly ImageProfile[] {
  const rank = ({ group }: ImageProfile) => {
    const at = group === undefined ? -1 : RANKS.indexOf(group);
    return at === -1 ? RANKS.length : at;
  };
  const until = ({ supportedUntil }: ImageProfile) => supportedUntil?.date ?? '';
  return catalogNames()
    .map((name) => profileOf(referenceTo(`${name}:${findImage(name)?.newestTag ?? 'latest'}`), day))
    .filter(({ supported }) => supported === true)
    .sort((a, b) => rank(a) - rank(b) || until(b).localeCompare(until(a)) || a.name.localeCompare(b.name));
}

function isWanted(profile: ImageProfile, { purpose, python, ubuntu, cuda }: ImagesArguments): boolean {
  return (
    (purpose === undefined || profile.family === purpose) &&
    isVersion(profile.python, python) &&
    isVersion(profile.ubuntu, ubuntu) &&
    isVersion(profile.cuda, cuda)
  );
}

/** `3.12.8` is a 3.12, and `12.4` a 12. */
function isVersion(version: string | undefined, wanted: string | undefined): boolean {
  return wanted === undefined || version === wanted || version?.startsWith(`${wanted}.`) === true;
}

/** Says which values there are, so that the next question finds something. */
function noneFound(wanted: ImagesArguments, day: string): UserError {
  const filters = (['purpose', 'python', 'ubuntu', 'cuda'] as const).filter(
    (key) => wanted[key] !== undefined,
  );
  const all = supportedImages(day);
  const values = (['python', 'ubuntu', 'cuda'] as const).map((key) => {
    const fitting = all.filter((profile) => isWanted(profile, { ...wanted, [key]: undefined }));
    const found = [...new Set(fitting.flatMap((profile) => profile[key] ?? []))].sort();
    return filters.includes(key) && found.length > 0 ? `${key}: ${found.join(', ')}` : undefined;
  });
  const others = values.filter((value) => value !== undefined);
  return new UserError(
    `no image that is supported on ${day} has ${filters.map((key) => `${key} ${wanted[key]}`).join(', ') || 'a place in the catalog'}`,
    others.length === 0
      ? 'Leave out a filter. Python may also be installed into a base: the training bases have conda.'
      : `With the other filters there are ${others.join('; ')}.`,
  );
}

function referenceTo(text: string): ImageReference {
  const reference = parseReference(verbatim(text, 0));
  if (reference !== undefined) return reference;
  throw new UserError(
    `\`${text}\` is no image`,
    'Write it as in FROM: `[registry/]repository[:tag][@digest]`.',
  );
}

function dayOf(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  const date = new Date(`${text}T00:00:00Z`);
  if (!Number.isNaN(date.getTime()) && date.toISOString().startsWith(text)) return text;
  throw new UserError(`\`${text}\` is no day of the calendar`);
}

function imageOf({ name, tag, digest }: ImageProfile): string {
  return `${name}${tag === undefined ? '' : `:${tag}`}${digest === undefined ? '' : `@${digest}`}`;
}

function lineOf(profile: ImageProfile): string {
  const { python, ubuntu, cuda, supportedUntil, user, about } = profile;
  const facts = [
    about,
    python && `Python ${python}`,
    ubuntu && `Ubuntu ${ubuntu}`,
    cuda && (cuda === 'none' ? 'no CUDA' : `CUDA ${cuda}`),
    user && `runs as ${user}`,
    supportedUntil && `supported until ${supportedUntil.date}`,
  ];
  return `- \`${imageOf(profile)}\`: ${facts.filter((fact) => fact !== undefined).join('; ')}\n`;
}

function shown(profile: ImageProfile): object {
  const { about, family, status, supported, supportedUntil, replacement, startsServer } = profile;
  const { python, ubuntu, cuda, user } = profile;
  const facts = {
    image: imageOf(profile),
    about,
    family,
    status,
    supported,
    supportedUntil: supportedUntil?.date,
    replacement: replacement?.image,
    remark: replacement?.remark,
    python,
    ubuntu,
    cuda,
    user,
    startsServer,
  };
  return Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined));
}
