/** Dockerfiles for benchmarks, the same on every run. */

/** How to fill a file of a given size. */
export interface Shape {
  readonly name: string;
  /** The text of the n-th part. */
  part(n: number): string;
  readonly before?: string;
  readonly after?: string;
}

const base = 'mcr.microsoft.com/azureml/minimal-py312-inference:latest';

/** The shapes for which cost must be linear: each repeats one thing many times. */
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
  {
    name: 'stages that copy from the one before',
    before: `FROM ${base} AS stage0\n`,
    part: (n) =>
      `FROM ubuntu:24.04 AS stage${n + 1}\nRUN apt-get update\nCOPY --from=stage${n} /var/lib /var/lib\n`,
  },
  {
    name: 'stages that all copy from the first',
    before: 'FROM ubuntu:24.04 AS first\nRUN apt-get update\n',
    part: (n) => `FROM first AS stage${n}\nCOPY --from=first --chown=1000 /var/lib /var/lib\n`,
  },
  {
    name: 'misspelled variables',
    before: `FROM ${base}\n`,
    part: (n) =>
      `ENV AZUREML_ENTRY_SCRIP${n}=score.py\nENV AZUREML_ENTRY_SCRIT=score${n}.py\nARG AML_APP_ROO=/${n}\n`,
  },
  {
    name: 'one misspelled variable, set and read',
    before: `FROM ${base}\n`,
    part: (n) => `ENV AZUREML_ENTRY_SCRIT=score${n}.py\nRUN echo $AZUREML_ENTRY_SCRIT ${n}\n`,
  },
  {
    name: 'misspelled variables in stages',
    part: (n) => `FROM ${base} AS stage${n}\nENV AZUREML_ENTRY_SCRIT=score${n}.py AML_APP_ROOT=/a${n}\n`,
  },
  {
    name: 'global ARGs',
    part: (n) => `ARG VERSION_${n}=${n}\n`,
    after: `FROM ${base}\nRUN echo $VERSION_1\n`,
  },
  {
    name: 'one ENV with many pairs',
    before: `FROM ${base}\nENV A=1`,
    part: (n) => ` \\\n    NAME_${n}=$NAME_${n >> 1}`,
    after: '\n',
  },
  {
    name: 'a variable that grows',
    before: `FROM ${base}\nENV PATH=/bin\n`,
    part: (n) => `ENV PATH=/opt/${n}:$PATH\n`,
  },
  {
    name: 'LABELs that name variables',
    before: `FROM ${base}\n`,
    part: (n) => `LABEL org.example.label${n}="AML_APP_ROO and $AML_APP_ROO"\n`,
    after: 'ENV AML_APP_ROO=/srv\n',
  },
  {
    name: 'one LABEL with many pairs',
    before: `FROM ${base}\nLABEL a=1`,
    part: (n) => ` \\\n    org.example.label${n}="value ${n}"`,
    after: '\n',
  },
  {
    name: 'USERs',
    before: `FROM ${base}\n`,
    part: (n) => `USER user${n}\nRUN pip install --user a${n}\nUSER root\n`,
  },
  {
    name: 'accounts',
    before: `FROM ${base}\n`,
    part: (n) => `RUN useradd -m user${n} && mkdir -p /srv/${n} && chown user${n} /srv/${n}\nUSER user${n}\n`,
  },
  {
    name: 'WORKDIRs',
    before: `FROM ${base}\n`,
    part: (n) => `WORKDIR part${n}\n`,
  },
  {
    name: 'COPYs and what uses them',
    before: `FROM ${base}\n`,
    part: (n) => `COPY requirements-${n}.txt /tmp/\nRUN pip install -r /tmp/requirements-${n}.txt\n`,
  },
  {
    name: 'COPYs, then RUNs',
    before: `FROM ${base}\nUSER root\n`,
    part: (n) => `COPY app${n} /var/azureml-app/app${n}\n`,
    after: 'RUN chown -R dockeruser /var/azureml-app\nUSER dockeruser\n',
  },
  {
    name: 'one COPY with many sources',
    before: `FROM ${base}\nCOPY`,
    part: (n) => ` file${n}.py`,
    after: ' /srv/\n',
  },
  {
    name: 'COPYs with here-documents',
    before: `FROM ${base}\n`,
    part: (n) => `COPY <<EOF /etc/apt/apt.conf.d/${n}\nAPT::Get::Assume-Yes "true";\nEOF\n`,
  },
  {
    name: 'a long here-document',
    before: `FROM ${base}\nRUN <<EOF\n`,
    part: (n) => `pip install package-${n}\necho "$NAME_${n}" > /tmp/${n}\n`,
    after: 'EOF\n',
  },
  {
    name: 'a here-document in a script',
    before: `FROM ${base}\nRUN cat <<EOF > /tmp/a\n`,
    part: (n) => `line ${n} with $NAME and $(date)\n`,
    after: 'EOF\n',
  },
  {
    name: 'here-documents of one RUN',
    before: `FROM ${base}\nRUN`,
    part: (n) => ` cat <<E${n} && `,
    after: ' true\n',
  },
  {
    name: 'Python in here-documents',
    before: `FROM ${base}\n`,
    part: (n) => `RUN python3 <<EOF\nimport os\nprint(os.environ['NAME_${n}'])\nEOF\n`,
  },
  {
    name: 'mounts',
    before: `FROM ${base}\n`,
    part: (n) =>
      `RUN --mount=type=cache,target=/root/.cache/pip --mount=type=bind,source=r${n},target=/r pip install -r /r\n`,
  },
  {
    name: 'many mounts of one RUN',
    before: `FROM ${base}\nRUN`,
    part: (n) => ` --mount=type=cache,target=/cache/${n}`,
    after: ' apt-get update\n',
  },
  {
    name: 'mounts from stages',
    before: 'FROM ubuntu:24.04 AS stage0\n',
    part: (n) =>
      `FROM ubuntu:24.04 AS stage${n + 1}\nRUN --mount=type=bind,from=stage${n},source=/var,target=/v apt-get update\n`,
  },
  {
    name: 'words of one command',
    before: `FROM ${base}\nRUN apt-get update && apt-get install`,
    part: (n) => ` libpng${n}`,
    after: '\n',
  },
  {
    name: 'options of one command',
    before: `FROM ${base}\nRUN pip install`,
    part: (n) => ` --find-links /w${n} a${n}`,
    after: '\n',
  },
  {
    name: 'commands on one line',
    before: `FROM ${base}\nRUN true`,
    part: (n) => `;cd /srv/${n} && curl -fsSL https://example.org/${n} -o f${n}`,
    after: '\n',
  },
  {
    name: 'apt-get in one RUN',
    before: `FROM ${base}\nRUN true`,
    part: (n) => ` \\\n && apt-get update && apt-get install libpng${n}`,
    after: '\n',
  },
  {
    name: 'programs of a name only the run knows',
    before: `FROM ${base}\nRUN TOOL=apt-get`,
    part: (n) => ` \\\n && $TOOL install a${n}`,
    after: '\n',
  },
  {
    name: 'assignments and those who read them',
    before: `FROM ${base}\nRUN true`,
    part: (n) => ` \\\n && V${n}="a${n} $V${n >> 1}" && pip install $V${n}`,
    after: '\n',
  },
  {
    name: 'a pipeline',
    before: `FROM ${base}\nRUN true`,
    part: (n) => ` | grep ${n}`,
    after: '\n',
  },
  {
    name: 'pipelines',
    before: `FROM ${base}\nRUN true`,
    part: (n) => ` \\\n && curl https://example.org/${n} | sh -s ${n}`,
    after: '\n',
  },
  {
    name: 'wget and tar',
    before: `FROM ${base}\nUSER root\nRUN true`,
    part: (n) => ` \\\n && wget https://example.org/${n}.tgz && tar xf ${n}.tgz -C /srv`,
    after: '\nUSER dockeruser\n',
  },
  {
    name: 'functions',
    before: `FROM ${base}\nRUN true`,
    part: (n) => ` \\\n ; f${n}() { apt-get update; g${n}; }; f${n}`,
    after: '\n',
  },
  {
    name: 'loops',
    before: `FROM ${base}\nRUN true`,
    part: (n) => ` \\\n && for v${n} in a b c; do pip install $v${n}; done`,
    after: '\n',
  },
  {
    name: 'substitutions',
    before: `FROM ${base}\nRUN true`,
    part: (n) => ` \\\n && V=$(echo $(cat /tmp/${n}) \`date\`)`,
    after: '\n',
  },
  {
    name: 'traps',
    before: `FROM ${base}\nRUN true`,
    part: (n) => ` \\\n && apt-get update && trap 'rm /tmp/${n}' EXIT`,
    after: '\n',
  },
  {
    name: 'nested shells',
    before: `FROM ${base}\n`,
    part: (n) => `RUN bash -c "apt-get update && sudo sh -c 'pip install a${n}'"\n`,
  },
  {
    name: 'loops in loops',
    before: `FROM ${base}\nRUN `,
    part: (n) => `for v${n} in a; do `,
    after: 'true\n',
  },
  {
    name: 'substitutions in substitutions',
    before: `FROM ${base}\nRUN echo `,
    part: () => '$(echo ',
    after: '\n',
  },
  {
    name: 'defaults in defaults',
    before: `FROM ${base}\nENV A=`,
    part: (n) => `\${V${n}:-`,
    after: '\n',
  },
  {
    name: 'subshells in subshells',
    before: `FROM ${base}\nRUN `,
    part: () => '(true; ',
    after: '\n',
  },
  {
    name: 'exec forms',
    before: `FROM ${base}\n`,
    part: (n) => `RUN ["bash", "-c", "apt-get update && pip install a${n}"]\n`,
  },
  {
    name: 'a long exec form',
    before: `FROM ${base}\nRUN ["pip", "install"`,
    part: (n) => `, "a${n}"`,
    after: ']\n',
  },
  {
    name: 'triggers',
    before: `FROM ${base}\n`,
    part: (n) => `ONBUILD RUN apt-get update\nONBUILD COPY a${n} /srv/\n`,
  },
  {
    name: 'start commands',
    before: `FROM ${base}\n`,
    part: (n) =>
      `ENTRYPOINT ["runsvdir", "/var/runit"]\nCMD python score${n}.py\nHEALTHCHECK CMD curl localhost:${n}\n`,
  },
  {
    name: 'SHELLs',
    before: `FROM ${base}\n`,
    part: (n) => `SHELL ["/bin/bash", "-o", "pipefail", "-c"]\nRUN curl https://example.org/${n} | sh\n`,
  },
  {
    name: 'EXPOSEs and VOLUMEs',
    before: `FROM ${base}\n`,
    part: (n) => `EXPOSE ${n % 60000}\nVOLUME /v${n}\nSTOPSIGNAL SIGTERM\n`,
  },
  {
    name: 'suppressions',
    before: `FROM ${base}\n`,
    part: (n) => `# azml-lint ignore=apt/update-alone: because of ${n}\nRUN apt-get update\n`,
  },
  {
    name: 'suppressions of the file',
    before: `FROM ${base}\n`,
    part: (n) => `# azml-lint ignore-file=apt/update-alone: because of ${n}\n`,
    after: 'RUN apt-get update\n',
  },
  {
    name: 'suppressions above one instruction',
    before: `FROM ${base}\n`,
    part: (n) => `# azml-lint ignore=apt/update-alone: because of ${n}\n`,
    after: 'RUN apt-get update\n',
  },
  {
    name: 'placeholders',
    part: (n) => `FROM <image_name_${n}>:<tag>\nRUN pip install <package-${n}>\nCOPY <path> /srv/\n`,
  },
  {
    name: 'swallowed lines',
    before: `FROM ${base}\n`,
    part: (n) => `RUN pip install a${n} && \\\n\nCOPY a${n} /srv/ \\\nENV A${n}=b\n\n`,
  },
  {
    name: 'one swallowing instruction',
    before: `FROM ${base}\nRUN pip install a \\\n`,
    part: (n) => `COPY a${n} /srv/ \\\n`,
    after: '\n',
  },
  {
    name: 'comments in a RUN',
    before: `FROM ${base}\nRUN true \\\n`,
    part: (n) => `# Comment ${n}.\n && pip install a${n} \\\n`,
    after: '\n',
  },
  {
    name: 'empty lines',
    before: `FROM ${base}\nRUN true \\\n`,
    part: () => '\n',
    after: ' && true\n',
  },
  {
    name: 'one long line of a LABEL',
    before: `FROM ${base}\nLABEL a="`,
    part: (n) => `word${n} `,
    after: '"\n',
  },
  {
    name: 'one long word',
    before: `FROM ${base}\nRUN echo `,
    part: () => 'abcdefghij',
    after: '\n',
  },
  {
    name: 'variables in one word',
    before: `FROM ${base}\nENV A=b\nENV B=`,
    part: () => '$A/',
    after: '\nRUN echo $B\n',
  },
  {
    name: 'instructions that are none',
    before: `FROM ${base}\n`,
    part: (n) => `RUM pip install a${n}\nENV\nCOPY a\n`,
  },
  {
    name: 'shells that do not parse',
    before: `FROM ${base}\n`,
    part: (n) => `RUN if true; then echo ${n}\n`,
  },
  {
    name: 'secrets',
    before: `FROM ${base}\n`,
    part: (n) =>
      `ENV API_KEY_${n}=abcdef${n}ghijkl\nRUN curl -u user:passw0rd${n} https://u:pw${n}xyz@example.org\n`,
  },
  {
    name: 'Python environments',
    before: `FROM ${base}\n`,
    part: (n) =>
      `RUN conda create -n env${n} python=3.10 && conda run -n env${n} pip install a${n}\nENV PATH=/opt/envs/env${n}/bin:$PATH\n`,
  },
  {
    name: 'ARGs with defaults, used and unused',
    before: `FROM ${base}\n`,
    part: (n) => `ARG VERSION_${n}=1.${n}\nRUN pip install "package-${n}==$VERSION_${n >> 1}"\n`,
  },
  {
    name: 'ENVs in the old form',
    before: `FROM ${base}\n`,
    part: (n) => `ENV NAME_${n} value ${n} of $NAME_${n >> 1}\n`,
  },
  {
    name: 'ENVs that look like secrets',
    before: `FROM ${base}\n`,
    part: (n) => `ENV DB_PASSWORD_${n}=hunter${n} URL_${n}=postgres://user:pa${n}ss@db/${n}\n`,
  },
  {
    name: 'LABELs',
    before: `FROM ${base}\n`,
    part: (n) => `LABEL org.opencontainers.image.x${n}="v${n}" Maintainer${n}=a@b.org\n`,
  },
  {
    name: 'pip packages of one command',
    before: `FROM ${base}\nRUN pip install`,
    part: (n) => ` numpy==1.${n} package-${n}>=${n} git+https://github.com/a/b${n}`,
    after: '\n',
  },
  {
    name: 'pip installs and what they exclude',
    before: `FROM ${base}\n`,
    part: (n) =>
      `RUN pip install numpy==2.${n % 3} opencv-python torch==1.${n % 14} azureml-core azure-ai-ml\n`,
  },
  {
    name: 'packages of conda, npm, apk and yum',
    before: `FROM ${base}\nRUN true`,
    part: (n) => ` && conda install a${n} && npm install -g b${n} && apk add c${n} && yum install d${n}`,
    after: '\n',
  },
  {
    name: 'COPYs of several files and from other images',
    before: `FROM ${base}\n`,
    part: (n) =>
      `COPY --chown=1000 a${n} b${n} /srv${n}\nCOPY --from=alpine:3.${n % 20} /etc/a${n} /etc/\nADD c${n}.tgz /srv\n`,
  },
  {
    name: 'stages that nothing uses',
    part: (n) => `FROM ubuntu:24.04 AS unused${n}\nRUN curl https://example.org/${n} | bash\nENV A=${n}\n`,
  },
  {
    name: 'RUNs with pipes',
    before: `FROM ${base}\n`,
    part: (n) =>
      `RUN curl -k https://example.org/${n} | gpg --dearmor | tee /etc/apt/keyrings/${n}.gpg | wc -l\n`,
  },
  {
    name: 'here-documents of several programs',
    before: `FROM ${base}\n`,
    part: (n) =>
      `RUN bash <<EOF && cat <<E2 >> ~/.bashrc\npip install a${n}\nEOF\nconda activate env${n}\nE2\n`,
  },
  {
    name: 'chmods and links',
    before: `FROM ${base}\nRUN true`,
    part: (n) =>
      ` \\\n && mkdir -p /srv/${n} && chmod -R 777 /srv/${n} && ln -sf /bin/bash /bin/sh && sudo ls ${n}`,
    after: '\n',
  },
  {
    name: 'clones and downloads',
    before: `FROM ${base}\n`,
    part: (n) =>
      `RUN git clone https://github.com/a/b${n} /opt/b${n} && cd /opt/b${n} && make install && wget -q http://x.io/${n} && rm -rf /opt/b${n}\n`,
  },
];

/** A Dockerfile of one shape with at least the given number of characters. */
export function filled({ before = '', part, after = '' }: Shape, size: number): string {
  const parts = [before];
  for (let n = 0, length = before.length + after.length; length < size; n++) {
    const text = part(n);
    parts.push(text);
    length += text.length;
  }
  return parts.join('') + after;
}

/** Dockerfiles like those of people, 10 to 60 lines each. */
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

/** Numbers from 0 to below 1, the same for each seed (mulberry32). */
function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
