import { knownText, type Value } from '../dockerfile/value.ts';
import type { ImageStatus } from '../image/catalog.ts';
import { type ImageProfile, type OwnPython, profileOf } from '../image/image-profile.ts';
import type { Base, BaseImage } from '../model/model.ts';
import { present, type WithUnknown } from '../text/present.ts';

/** A stage or an environment, and what is known of it: plain data. What is not known is absent; nothing is guessed. */
export interface InventoryEntry extends BaseFacts {
  readonly kind: 'stage' | 'environment';
  /** The line of its FROM, or of its `image:`, from 1. */
  readonly line: number;
  readonly name?: string;
  /** It is what is built or run: the last stage, an environment. */
  readonly final: boolean;
  readonly image: NamedImage;
  /** The purpose of the image; of a training image that serves a model `training`. */
  readonly family?: 'inference' | 'training' | 'other' | 'scratch';
  /** The user as whom its containers run. */
  readonly user?: string;
  /** The script that the inference server loads, as it is named. */
  readonly entryScript?: string;
}

/** The image of an entry. All but the first two is about the image that it is built on in the end, be it by way of other stages. */
export interface NamedImage extends ImageParts {
  /** As the file names it. */
  readonly text: string;
  /** The stage that is named: its name, or its index if it has none. */
  readonly stage?: string;
}

/** The parts of the name of an image. */
export interface ImageParts {
  /** With the values of ARGs; absent if one of them is not known. */
  readonly reference?: string;
  /** `docker.io` where none is written. */
  readonly registry?: string;
  /** `library/python` */
  readonly repository?: string;
  readonly tag?: string;
  readonly digest?: string;
}

/** What is known of the image that something is built on in the end. */
export interface BaseFacts {
  /** What the catalog of Azure ML's images says of it. */
  readonly status?: ImageStatus;
  readonly ubuntu?: string;
  readonly debian?: string;
  /** The Python that is active: that of the image, unless the file brings one of its own. */
  readonly python?: string;
  /** `none`: there is none in it. */
  readonly cuda?: string;
  /** Whether it gets fixes on the day of the run. */
  readonly supported?: boolean;
  /** The last day of support of what ends first, `YYYY-MM-DD`. */
  readonly supportedUntil?: string;
  /** What ends on that day: the image itself, its Ubuntu, or the Python. */
  readonly ends?: 'image' | 'ubuntu' | 'python';
  /** The image to use instead, with its tag. */
  readonly successor?: string;
}

/** An image, taken apart and looked up. */
export interface KnownBase {
  readonly parts: ImageParts;
  readonly facts: BaseFacts;
  /** The user as whom its containers run, if nothing changes that. */
  readonly user: string | undefined;
}

/** A script that a file names, unless that is a word of documentation which nobody has filled in: `<SCORING_SCRIPT>`. */
export function scriptIn(value: Value | undefined): string | undefined {
  const text = value && knownText(value);
  return text === undefined || text === '' || /[<>]/.test(text) ? undefined : text;
}

/** What is known of the image at the root of a chain of stages, or of an environment, on a day. */
export function knownBase(base: Base, now: string, python: OwnPython | undefined): KnownBase {
  // A user without an account is root.
  if (base.kind === 'scratch') return { parts: {}, facts: {}, user: 'root' };
  if (base.kind !== 'image') return { parts: {}, facts: {}, user: undefined };
  const profile = profileOf(base.reference, now, python);
  return { parts: partsOf(base, profile), facts: factsOf(profile), user: profile.user };
}

function partsOf(
  { value, reference }: BaseImage,
  { registry, repository, tag, digest }: ImageProfile,
): ImageParts {
  const whole = knownText(value) === undefined ? undefined : reference.text.text;
  return present<ImageParts>({ reference: whole, registry, repository, tag, digest });
}

function factsOf(profile: ImageProfile): BaseFacts {
  const { status, ubuntu, debian, python, cuda, supported, supportedUntil: end, replacement } = profile;
  const facts: WithUnknown<BaseFacts> = { status, ubuntu, debian, python, cuda, supported };
  return present<BaseFacts>({
    ...facts,
    supportedUntil: end?.date,
    ends: end?.of,
    successor: replacement?.image,
  });
}
