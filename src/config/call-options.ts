/** How a program calls `lint`. */
import type { BuildContext } from '../context/context.ts';
import type { Files } from '../context/files.ts';
import { type ImageFamily, imageFamilies } from '../image/family.ts';
import type { AnyRule } from '../rule/settings.ts';
import { allowedHint } from './did-you-mean.ts';
import type { PresetName } from './presets.ts';
import type { Problem } from './problem.ts';
import type { RuleEntries } from './schema.ts';

/** Settings as a program gives them; without a setting, the value is the one without a configuration file. */
export interface SettingsOptions {
  /** `recommended` if not given. */
  readonly preset?: PresetName;
  /** Levels and options by id, alias or `group/*`. Values of options are not checked. */
  readonly rules?: RuleEntries;
  /** Rules in addition to the built-in ones. */
  readonly plugins?: readonly AnyRule[];
  /** Values for ARGs, as `docker build --build-arg` gives them. */
  readonly buildArgs?: Readonly<Record<string, string>>;
  /**
   * The day with which ages are compared, `YYYY-MM-DD`; by default the day of the image catalog, so that results do not
   * change over time.
   */
  readonly now?: string;
  /** The family of base image to assume. */
  readonly family?: ImageFamily;
  /** The files that the build can reach, beside the text; unknown if not given. */
  readonly context?: BuildContext;
  /** Whether Azure ML builds the image itself: with Docker's classic builder perhaps, and without build arguments. */
  readonly managedBuild?: boolean;
}

/** How to lint one text. */
export interface LintOptions extends SettingsOptions {
  /**
   * The name of its file, with forward slashes. It decides the kind of file, together with the text (an Azure ML YAML is
   * called `*.yml` or `*.yaml`), and is the `path` of findings. Without it, the text is a Dockerfile.
   */
  readonly path?: string;
  /**
   * The files around it, for a text with a `path` among them: the build context, the entry script, the Azure ML YAML that names a
   * Dockerfile are found there as on disk. See `filesOf`.
   */
  readonly files?: Files;
}

type Check = (value: unknown) => Problem | undefined;

const isObject = (value: unknown) => typeof value === 'object' && value !== null && !Array.isArray(value);

function mustBe(name: string, what: string, isGood: (value: unknown) => boolean): Check {
  return (value) => (isGood(value) ? undefined : { message: `\`${name}\` must be ${what}` });
}

const checks: { readonly [Name in keyof Required<SettingsOptions>]: Check } = {
  preset: mustBe('preset', 'a text', (preset) => typeof preset === 'string'),
  rules: mustBe('rules', 'an object: levels and options by rule', isObject),
  plugins: mustBe('plugins', 'a list of rules', Array.isArray),
  buildArgs: mustBe(
    'buildArgs',
    'an object of texts',
    (args) => isObject(args) && Object.values(args as object).every((value) => typeof value === 'string'),
  ),
  now: mustBe('now', 'a day, YYYY-MM-DD', (now) => /^\d{4}-\d\d-\d\d$/.test(String(now))),
  family: (family) =>
    (imageFamilies as readonly unknown[]).includes(family)
      ? undefined
      : {
          message: `there is no family \`${family}\``,
          hint: allowedHint(String(family), 'Families', imageFamilies),
        },
  context: mustBe('context', 'what `contextOf` makes', isObject),
  managedBuild: mustBe('managedBuild', 'true or false', (value) => typeof value === 'boolean'),
};

const names = [...Object.keys(checks), 'path', 'files'];

/** Problems with the options of a call that no compiler has seen: unknown names, and values of another type. */
export function callProblems(options: SettingsOptions): readonly Problem[] {
  return Object.entries(options).flatMap(([name, value]): readonly Problem[] => {
    if (!names.includes(name))
      return [{ message: `unknown option \`${name}\``, hint: allowedHint(name, 'Options', names) }];
    const check = checks[name as keyof SettingsOptions] as Check | undefined;
    const problem = value === undefined ? undefined : check?.(value);
    return problem === undefined ? [] : [problem];
  });
}
