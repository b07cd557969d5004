/** Dockerfiles for measuring, the same on every run. */

/** A way to fill a file of a given size. */
export interface Shape {
  readonly name: string;
  /** The text of the n-th part. */
  part(n: number): string;
  readonly before?: string;
  readonly after?: string;
}

const base = 'mcr.microsoft.com/azureml/minimal-py312-inference:latest';

/** What linear cost is measured on: each is one thing in large numbers. */
export const shapes: readonly Shape[] = [
  {
    name: 'many RUNs',
    before: `FROM ${base}\n`,
    part: (n) => `RUN apt-get update && apt-get install -y libpng${n} && rm -rf /var/lib/apt/lists/*\n`,
  },
  {
    name: 'one giant RUN',
    before: `FROM ${base}\nRUN true`,
    part: (n) => ` && \\\n    pip install --no-cache-dir "package-${n}==1.${n}"`,
    after: '\n',
  },
  {
    name: 'many heredocs',
    before: `FROM ${base}\n`,
    part: (n) => `RUN <<EOF\nset -e\napt-get update\ncurl -fsSL https://example.org/${n} -o /tmp/${n}\nEOF\n`,
  },
  {
    name: 'many stages with comments',
    part: (n) =>
      `# Stage ${n} builds one part.\nFROM ${base} AS stage${n}\n# It runs a command.\nRUN make part-${n}\n`,
  },
  {
    name: 'many ARGs and variables',
    before: `FROM ${base}\n`,
    part: (n) => `ARG NAME_${n}=value-${n}\nENV PATH_${n}=/opt/\${NAME_${n}:-none}/$NAME_${n >> 1}\n`,
  },
  {
    name: 'a chain of stages',
    before: `FROM ${base} AS stage0\n`,
    part: (n) => `FROM stage${n} AS stage${n + 1}\nENV STEP=${n}\nRUN echo $STEP\n`,
  },
  {
    name: 'stages in a circle',
    part: (n) => `FROM stage${n ^ 1} AS stage${n}\nRUN echo ${n}\n`,
  },
];

/** A Dockerfile of one shape with at least so many characters. */
export function filled({ before = '', part, after = '' }: Shape, size: number): string {
  const parts = [before];
  for (let n = 0, length = before.length + after.length; length < size; n++) {
    const text = part(n);
    parts.push(text);
    length += text.length;
  }
  return parts.join('') + after;
}

/** Dockerfiles as people write them, 10 to 60 lines each. */
export function realistic(count: number): readonly string[] {
  const random = randomNumbers(1);
  return Array.from({ length: count }, () => {
    const steps = Array.from({ length: 3 + Math.floor(random() * 12) }, () => step(random));
    return [
      `FROM ${base}`,
      'ARG VERSION=1.0',
      'USER root',
      ...steps,
      'USER dockeruser',
      'EXPOSE 5001',
      '',
    ].join('\n');
  });
}

const steps: readonly ((pick: number) => string)[] = [
  (pick) => `ENV SETTING_${pick}=/opt/\${VERSION}/${pick}`,
  (pick) => `# Part ${pick}: what the model needs.`,
  (pick) => `COPY --chown=dockeruser requirements-${pick}.txt /tmp/`,
  (pick) =>
    `RUN pip install --no-cache-dir numpy==1.${pick} pandas==2.${pick} -r /tmp/requirements-${pick}.txt`,
  (pick) =>
    `RUN apt-get update && \\\n    apt-get install -y --no-install-recommends \\\n      libpng-tools \\\n      libtool-${pick} && \\\n    rm -rf /var/lib/apt/lists/*`,
  (pick) =>
    `RUN if [ -n "$VERSION" ]; then curl -fsSL https://example.org/${pick}.tar.gz | tar -xz -C /opt; fi`,
  (pick) => `RUN <<EOF\nset -e\nmkdir -p /opt/part-${pick}\nchown dockeruser /opt/part-${pick}\nEOF`,
  (pick) => `WORKDIR /app/part-${pick}`,
];

function step(random: () => number): string {
  return steps[Math.floor(random() * steps.length)]!(Math.floor(random() * 100));
}

/** Numbers from 0 to below 1 that are always the same for a seed (mulberry32). */
function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
