/**
 * What a fix must preserve in a Dockerfile apart from its syntax: checked by cases of before and after, and by a search
 * for losses in any fixed file.
 */
import { parseDockerfile } from '../src/dockerfile/parse.ts';
import { analyze } from '../src/model/analyze.ts';
import type { DockerfileModel, RunStep, Stage } from '../src/model/model.ts';

/** A Dockerfile and the result of its safe fixes. */
export interface MeaningCase {
  readonly name: string;
  readonly before: string;
  /** The whole text after fixing; by default it does not change. */
  readonly after?: string;
}

const INFERENCE = 'FROM mcr.microsoft.com/azureml/minimal-py312-inference:latest\n';
const UBUNTU = 'FROM ubuntu:22.04\n';
const INSTALL = 'apt-get update && apt-get install -y --no-install-recommends a';
const CLEAN = 'rm -rf /var/lib/apt/lists/*';

/** Cases where something that is read, run or owned later must survive. */
export const meaningCases: readonly MeaningCase[] = [
  {
    name: 'a variable that EXPOSE reads',
    before: `${INFERENCE}ENV SERVER_PORT=5001\nEXPOSE $SERVER_PORT\n`,
  },
  {
    name: 'a variable that a script puts into a file',
    before: `${INFERENCE}ENV SERVER_PORT=5001\nRUN sed -i "s/5001/\${SERVER_PORT}/" /srv/app.conf\n`,
  },
  {
    name: 'a variable that nobody reads is no loss',
    before: `${INFERENCE}ENV SERVER_PORT=5001 WORKER_COUNT=2\n`,
    after: `${INFERENCE}ENV WORKER_COUNT=2\n`,
  },
  {
    name: 'the place where the server looks',
    before: `${INFERENCE}ENV AZUREML_APP_ROOT=/app\nCOPY main.py /var/azureml-app/\n`,
  },
  {
    name: 'root, which the container gives up by itself',
    before: `${INFERENCE}USER root\nENTRYPOINT ["gosu", "dockeruser", "runsvdir", "/var/runit"]\n`,
  },
  {
    name: 'root, which a script of one’s own may need',
    before: `${INFERENCE}USER root\nCOPY --chmod=755 start.sh /start.sh\nENTRYPOINT ["/start.sh"]\n`,
  },
  {
    name: 'the home directory',
    before: `${INFERENCE}RUN mkdir -p ~/x && ${INSTALL} && ${CLEAN}\n`,
  },
  {
    name: 'the owner of a directory',
    before: `${INFERENCE}RUN ${INSTALL} && ${CLEAN} && mkdir /var/azureml-app/cache\n`,
  },
  {
    name: 'two packages in one variable',
    before: `${INFERENCE}RUN PKGS="a b" && pip install --no-cache-dir $PKGS>=1\n`,
  },
  {
    name: 'the marker of a requirement',
    before: `${INFERENCE}RUN pip install --no-cache-dir x>=1; python_version < "3.12"\n`,
    after: `${INFERENCE}RUN pip install --no-cache-dir "x>=1; python_version < '3.12'"\n`,
  },
  {
    name: 'an instruction that a RUN has swallowed',
    before: `${UBUNTU}RUN apt-get update && apt-get install a \\\nENV A=1\n`,
  },
  {
    name: 'the instruction behind a continuation that is none',
    before: `${UBUNTU}RUN true \\\u00a0\nUSER 1000\n`,
    after: `${UBUNTU}RUN true \nUSER 1000\n`,
  },
  {
    name: 'the platform of a base',
    before: 'FROM --platform=${TARGETPLATFORM%/v8} ubuntu:22.04\nUSER 1000\n',
  },
  {
    name: 'the value of a build argument',
    before: `${INFERENCE}ARG ON=True\nENV AML_APP_INSIGHTS_ENABLED=$ON\n`,
  },
  {
    name: 'the path of a script that is tested',
    before: `${INFERENCE}COPY code /var/azureml-app\nENV AZUREML_ENTRY_SCRIPT=/var/azureml-app/a.py\nRUN test -f $AZUREML_ENTRY_SCRIPT\n`,
  },
];

/** Commands that read the package lists, or may read them. */
const READS =
  /\b(?:(?:apt|apt-get|aptitude)\s[^&|;]*\b(?:install|upgrade|dist-upgrade|full-upgrade|build-dep|source|download|satisfy)\b|apt-cache|apt-file|apt-show-versions|gdebi|mk-build-deps|rosdep\s+install|apt-fast|tasksel|unattended-upgrade)\b/;
const FETCHES = /\b(?:apt|apt-get|aptitude|apt-fast)\s[^&|;]*\bupdate\b/;
const REMOVES = /\brm\s[^&|;]*\/var\/lib\/apt(?:\/lists)?\b/;

/**
 * The RUNs that read package lists which a fix removed in an earlier RUN of the stage, or of a stage that it builds on.
 * This is found from words alone, independently of the code that decides about fixes.
 *
 * @returns the beginning of each
 */
export function listsRemovedBeforeReader(before: string, after: string): readonly string[] {
  const [old, { runs }] = [factsOf(before), factsOf(after)];
  if (old.runs.length !== runs.length) return [];
  const bereft: string[] = [];
  /** Whether the lists are gone at the end of a stage because of a fix. */
  const gone = new Map<Stage, boolean>();
  for (const [index, run] of runs.entries()) {
    const { stage } = run;
    if (!gone.has(stage)) gone.set(stage, inherited(stage.parent, gone));
    const script = scriptOf(run);
    const read = READS.exec(script)?.index ?? Number.POSITIVE_INFINITY;
    const fetched = FETCHES.exec(script)?.index ?? Number.POSITIVE_INFINITY;
    if (read < fetched && gone.get(stage)) bereft.push(script.slice(0, 80));
    const original = scriptOf(old.runs[index]!);
    // After the author's own removal they are gone anyway; what a fix itself fetched is no loss.
    if (REMOVES.test(original)) gone.set(stage, false);
    else if (REMOVES.test(script)) gone.set(stage, FETCHES.test(original));
    else if (Number.isFinite(fetched)) gone.set(stage, false);
  }
  return bereft;
}

function inherited(parent: Stage | undefined, gone: ReadonlyMap<Stage, boolean>): boolean {
  return parent !== undefined && (gone.get(parent) ?? inherited(parent.parent, gone));
}

function scriptOf({ instruction: { rest, heredocs } }: RunStep): string {
  return [rest.text, ...heredocs.map(({ body }) => body.text)].join('\n');
}

function factsOf(text: string): DockerfileModel {
  return analyze(parseDockerfile(text), { buildArgs: {}, now: '2026-07-31' });
}
