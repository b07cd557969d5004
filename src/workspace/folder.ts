import { dirname, resolve } from 'node:path';
import { builtIn } from '../config/built-in.ts';
import type { Configuration } from '../config/configuration.ts';
import { type ConfigurationLoader, configurationLoader } from '../config/load.ts';
import type { LoadOptions } from '../config/load-options.ts';
import { isInside, shownPath } from '../config/paths.ts';
import type { Settings } from '../rule/settings.ts';
import type { BaselineInUse } from '../session/baseline-in-use.ts';
import { Baselines } from '../session/baselines.ts';
import type { OpenText } from '../session/disk-files.ts';
import { projectRoot } from '../session/project-root.ts';
import { type Around, Projects } from '../session/projects.ts';
import type { OpenDocument } from './documents.ts';
import { LeadingFiles } from './leading-files.ts';

/** What the findings of all files in a folder depend on. */
export interface FolderOptions {
  /** The folder, absolute; paths are shown as seen from it. */
  readonly cwd: string;
  /** As for the command line. */
  readonly load: Omit<LoadOptions, 'cwd' | 'now' | 'openText'>;
  readonly openText: OpenText;
  /** The day with which ages are compared, `YYYY-MM-DD`. */
  today(): string;
}

/** A file with what its findings depend on. */
export interface Placed {
  readonly file: string;
  /** As shown to people. */
  readonly path: string;
  readonly text: string;
  readonly configuration: Configuration;
  /** With what is around the file. */
  readonly settings: Settings;
  readonly around: Around | undefined;
  readonly baseline: BaselineInUse | undefined;
}

/** A folder that an editor has opened: configurations, projects and baselines are read once, until something in it changes. */
export class Folder {
  readonly cwd: string;
  readonly #options: FolderOptions;
  #day = '';
  #load!: ConfigurationLoader;
  #projects!: Projects;
  #baselines!: Baselines;
  #leading!: LeadingFiles;
  /** By directory: a configuration that cannot be read while it is typed does not take the findings away. */
  readonly #lastGood = new Map<string, Configuration>();

  constructor(options: FolderOptions) {
    this.cwd = options.cwd;
    this.#options = options;
    this.refresh();
  }

  /** Forgets all that is known of the disk. */
  refresh(): void {
    const { cwd, load, openText, today } = this.#options;
    const now = today();
    this.#day = now;
    this.#load = configurationLoader({ ...load, cwd, now, openText }, builtIn);
    this.#projects = new Projects(cwd, {}, openText);
    this.#leading = new LeadingFiles();
    this.#baselines = new Baselines({ cwd, paths: [], now, baselineAction: 'apply' });
  }

  /** Takes note that the text of a file has changed. */
  changed(file: string): void {
    this.#projects.forget(file);
  }

  /** A path of this folder as shown to people. */
  shown(file: string): string {
    return shownPath(file, this.cwd);
  }

  /**
   * The Dockerfiles and Azure ML YAML that may lead to a file. They are looked for in its project, as far as it is in this folder; no
   * home directory is searched.
   */
  leadingTo(file: string, openText: OpenText): readonly string[] {
    const { path, extent } = projectRoot(dirname(file));
    if (extent === 'shared') return [];
    return this.#leading.to(file, isInside(path, this.cwd) ? path : this.cwd, openText);
  }

  /** The file that is shown so. */
  fileOf(path: string): string {
    return resolve(this.cwd, path);
  }

  /**
   * The configuration of a file. If it cannot be used, that which was there before.
   *
   * @param tell called with the error
   * @throws {ConfigError} if there was none before
   */
  async configurationOf(file: string, tell: (error: unknown) => void): Promise<Configuration> {
    if (this.#options.today() !== this.#day) this.refresh();
    const directory = dirname(file);
    try {
      const configuration = await this.#load(file);
      this.#lastGood.set(directory, configuration);
      return configuration;
    } catch (error) {
      const before = this.#lastGood.get(directory);
      if (before === undefined) throw error;
      tell(error);
      return before;
    }
  }

  /** What the findings of a document depend on. */
  async placed({ file, text, isNameless }: OpenDocument, configuration: Configuration): Promise<Placed> {
    const plain = configuration.settingsFor(file);
    const around = isNameless
      ? undefined
      : await this.#projects.around({
          file,
          configuration,
          circumstances: plain,
          text: () => Promise.resolve(text),
        });
    const settings = around ? { ...plain, surroundings: around.surroundings } : plain;
    const baseline = isNameless ? undefined : await this.#baselines.of(configuration);
    return { file, path: this.shown(file), text, configuration, settings, around, baseline };
  }
}
