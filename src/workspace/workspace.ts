import { dirname } from 'node:path';
import { configurationNames } from '../config/discovery.ts';
import { isInside, slashed } from '../config/paths.ts';
import { ConfigError } from '../config/problem.ts';
import { isDockerfilePath } from '../kinds/dockerfile/names.ts';
import { mayNameBuilds } from '../project/naming-files.ts';
import type { FileReport } from '../report/run.ts';
import { joined } from '../session/finished.ts';
import { projectRoot } from '../session/project-root.ts';
import { readText } from '../session/read.ts';
import { UserError } from '../session/user-error.ts';
import { type Checked, check } from './check.ts';
import { configurationProblems } from './configuration-problems.ts';
import { type OpenDocument, roleOf } from './documents.ts';
import { Folder, type FolderOptions } from './folder.ts';
import { type Subject, subjectAround, subjectOf } from './subject.ts';

/** What is the same for all folders. */
export interface WorkspaceOptions extends Pick<FolderOptions, 'today'> {
  /** The settings that hold in a folder whatever its files say. */
  load(folder: string): FolderOptions['load'];
  /** Told what is wrong but in no file, in words. */
  tell(message: string): void;
}

/** A file that is linted by itself: one that is open, or one that leads to an open one. */
interface Root {
  readonly file: string;
  /** What is known of it; `undefined` if it could not be linted. */
  checked: Checked | undefined;
  /** What was found in it and in the files around it, by file. */
  reports: ReadonlyMap<string, FileReport>;
  isStale: boolean;
}

/** Ignore files decide which files there are. */
const IGNORE_FILE = /(?:^|[\\/.])\.?(?:git|docker|aml)ignore$/;

/**
 * The texts that are open in an editor, and what is found in them and around them. It knows nothing of how an editor asks.
 * All files are absolute paths.
 */
export class Workspace {
  readonly #options: WorkspaceOptions;
  #roots: readonly string[] = [];
  readonly #folders = new Map<string, Folder>();
  readonly #open = new Map<string, OpenDocument>();
  readonly #linted = new Map<string, Root>();
  /** The files that are linted because an open one belongs to them, by that one. */
  readonly #brought = new Map<string, readonly string[]>();

  constructor(options: WorkspaceOptions) {
    this.#options = options;
  }

  /** Sets the folders that the editor has opened. */
  setFolders(folders: readonly string[]): void {
    // The deepest first: a file belongs to that.
    this.#roots = [...folders].sort((a, b) => b.length - a.length);
    this.#folders.clear();
    this.refresh();
  }

  /** The folders that the editor has opened. */
  get folders(): readonly string[] {
    return this.#roots;
  }

  /** Whether the files that lead to a document are known. */
  isSurrounded(file: string): boolean {
    return this.#brought.has(file);
  }

  /** Forgets all that is known of the disk. */
  refresh(): void {
    for (const folder of this.#folders.values()) folder.refresh();
    this.#brought.clear();
    for (const root of this.#linted.values()) root.isStale = true;
  }

  /** The documents that are open. */
  get documents(): readonly OpenDocument[] {
    return [...this.#open.values()];
  }

  document(file: string): OpenDocument | undefined {
    return this.#open.get(file);
  }

  /** Opens a document, or gives it another text. */
  put(document: OpenDocument): void {
    const { file } = document;
    const before = this.#open.get(file);
    this.#open.set(file, document);
    if (before === undefined) this.#brought.clear();
    if (before?.text === document.text) return;
    this.#changed(file, before?.text, document.text);
  }

  close(file: string): void {
    const before = this.#open.get(file);
    this.#open.delete(file);
    this.#brought.delete(file);
    this.#linted.delete(file);
    if (before !== undefined) this.#changed(file, before.text, undefined);
  }

  #changed(file: string, before: string | undefined, after: string | undefined): void {
    const changesFiles =
      before === undefined || after === undefined
        ? isOfAll(file)
        : isOfAll(file) || mayNameBuilds(before) !== mayNameBuilds(after);
    if (changesFiles && !isDockerfilePath(slashed(file))) this.refresh();
    else this.folderOf(file).changed(file);
    for (const root of this.#linted.values()) root.isStale = true;
  }

  /** The folder that a file belongs to: that of the editor or, if it is in none, that of its project. */
  folderOf(file: string): Folder {
    const cwd = this.#roots.find((root) => isInside(file, root)) ?? projectRoot(dirname(file)).path;
    const known =
      this.#folders.get(cwd) ??
      new Folder({
        cwd,
        load: this.#options.load(cwd),
        today: this.#options.today,
        openText: (one) => this.#open.get(one)?.text,
      });
    this.#folders.set(cwd, known);
    return known;
  }

  /** Lints a document and the files that had something to say of it. Returns the files about which more may be known now. */
  async checkNow(file: string): Promise<ReadonlySet<string>> {
    const roots = [...this.#linted.values()].filter((root) => root.file !== file && root.reports.has(file));
    const files = new Set<string>([file]);
    for (const one of [file, ...roots.map((root) => root.file)])
      for (const changed of await this.#check(one)) files.add(changed);
    return files;
  }

  /**
   * Lints all files that are to be linted and have not been since something changed, one at a time.
   *
   * @param pause called before each; nothing more is done if it says so
   */
  async checkRest(pause: () => Promise<'go on' | 'stop'>): Promise<ReadonlySet<string>> {
    const files = new Set<string>();
    for (const document of this.documents) {
      if ((await pause()) === 'stop') return files;
      for (const changed of await this.#check(document.file)) files.add(changed);
      this.#bring(document);
    }
    const wanted = new Set([...this.#brought.values()].flat());
    for (const root of [...this.#linted.values()])
      if (!this.#open.has(root.file) && !wanted.has(root.file)) {
        for (const one of root.reports.keys()) files.add(one);
        this.#linted.delete(root.file);
      }
    for (const file of wanted) {
      if (this.#open.has(file)) continue;
      if ((await pause()) === 'stop') return files;
      for (const changed of await this.#check(file)) files.add(changed);
    }
    return files;
  }

  /** What was found in a file, whichever file led to it; `undefined` if nothing has looked at it. */
  reportOn(file: string): FileReport | undefined {
    const own = this.#linted.get(file)?.reports.get(file);
    const others = [...this.#linted.values()].flatMap(({ file: root, reports }) =>
      root === file ? [] : (reports.get(file) ?? []),
    );
    const [first, ...rest] = own === undefined ? others : [own, ...others];
    return first && rest.reduce(joined, first);
  }

  /** The files about which anything is known. */
  get reported(): ReadonlySet<string> {
    return new Set([...this.#linted.values()].flatMap(({ reports }) => [...reports.keys()]));
  }

  /** What is known of a document that is linted by itself. */
  checked(file: string): Checked | undefined {
    const root = this.#linted.get(file);
    return root?.checked?.text === this.#open.get(file)?.text ? root?.checked : undefined;
  }

  /** What is known of a document as it was when it was last linted. */
  lastChecked(file: string): Checked | undefined {
    return this.#linted.get(file)?.checked;
  }

  /** A document as a text that can be linted again with changes; `undefined` if it has changed meanwhile. */
  subject(file: string): Subject | undefined {
    const own = this.checked(file);
    if (own !== undefined) return subjectOf(own);
    const text = this.#open.get(file)?.text;
    for (const { file: root, checked } of this.#linted.values()) {
      const subject = checked && subjectAround(checked, this.folderOf(root).shown(file));
      if (subject?.text === text) return subject;
    }
    return undefined;
  }

  /** Lints a file unless that is done. Returns the files about which more is known now, or was before. */
  async #check(file: string): Promise<readonly string[]> {
    const document = this.#open.get(file) ?? onDisk(file);
    const role = document && roleOf(document);
    const known = this.#linted.get(file);
    if (document === undefined || role === undefined || role.is === 'other') {
      this.#linted.delete(file);
      return known ? [...known.reports.keys()] : [];
    }
    if (known && !known.isStale) return [];
    const root: Root = { file, checked: undefined, reports: new Map(), isStale: false };
    const reports: FileReport[] = [];
    const folder = this.folderOf(file);
    const problems: FileReport[] = [];
    const tell = (error: unknown) => problems.push(...this.#problemsIn(error, folder));
    try {
      const configuration = await folder.configurationOf(file, tell);
      if (role.is === 'configuration') reports.push(...configuration.findings);
      else if (!configuration.ignores(file)) {
        root.checked = await check(await folder.placed(document, configuration), role.kind);
        reports.push(...root.checked.reports);
      }
    } catch (error) {
      tell(error);
    }
    root.reports = byFile([...reports, ...problems], folder);
    // While this was looked at, something newer may have come.
    if (this.#open.get(file)?.text !== (this.#open.has(file) ? document.text : undefined)) return [];
    const before = this.#linted.get(file);
    this.#linted.set(file, root);
    return [...(before?.reports.keys() ?? []), ...root.reports.keys()];
  }

  #problemsIn(error: unknown, folder: Folder): readonly FileReport[] {
    if (error instanceof UserError) {
      this.#options.tell(error.message);
      return [];
    }
    if (!(error instanceof ConfigError)) throw error;
    const { reports, elsewhere } = configurationProblems(error, folder, (one) => this.#open.get(one)?.text);
    for (const message of elsewhere) this.#options.tell(message);
    return reports;
  }

  /** Finds the files that are linted because a document belongs to them. */
  #bring(document: OpenDocument): void {
    const { file } = document;
    if (document.isNameless || this.#brought.has(file)) return;
    const folder = this.folderOf(file);
    const { is } = roleOf(document);
    const around = this.#linted.get(file)?.checked?.around;
    if (is === 'linted') this.#brought.set(file, around?.partners() ?? []);
    else if (is === 'other')
      this.#brought.set(
        file,
        folder.leadingTo(file, (one) => this.#open.get(one)?.text),
      );
  }
}

/** Reports by the files that they are about. */
function byFile(reports: readonly FileReport[], folder: Folder): ReadonlyMap<string, FileReport> {
  const found = new Map<string, FileReport>();
  for (const report of reports) {
    const file = folder.fileOf(report.path);
    const before = found.get(file);
    found.set(file, before ? joined(before, report) : report);
  }
  return found;
}

/** Whether what a file says matters to all others. */
function isOfAll(file: string): boolean {
  return (
    IGNORE_FILE.test(file) || (configurationNames as readonly string[]).some((name) => file.endsWith(name))
  );
}

function onDisk(file: string): OpenDocument | undefined {
  try {
    return { file, text: readText(file).text };
  } catch (error) {
    if (error instanceof UserError) return undefined;
    throw error;
  }
}
