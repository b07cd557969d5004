import { dockerfile, dockerfiles } from 'azml-lint/testing';
import rule from '../../../rules/user/root-beyond-packages.ts';
import { testEdgeCases } from '../edge-cases.ts';
import { CURATED_INFERENCE, INFERENCE, INFERENCE_BASE, RUNS_AS_ROOT } from '../images.ts';

testEdgeCases(rule, {
  from: INFERENCE,
  valid: [
    ...dockerfiles`
      # an instruction that a stray continuation has made part of a RUN is no command
      USER root
      RUN apt-get update && \
      USER dockeruser
    `,
    ...dockerfiles`
      USER root
      RUN apt-get update && apt-get install -y x && apt-get clean && rm -rf /var/lib/apt/lists/*
      USER dockeruser

      USER root
      RUN set -eux; export A=1; B=2; dpkg --add-architecture i386; apt-mark hold x; ldconfig; locale-gen en_US.UTF-8
      USER dockeruser

      USER root
      RUN curl -fsSL https://example.com/k.asc | gpg --dearmor -o /usr/share/keyrings/x.gpg
      USER dockeruser

      USER root
      RUN curl -fsSL https://example.com/linux/ubuntu/gpg -o /etc/apt/keyrings/docker.asc
      USER dockeruser

      USER root
      RUN wget -qO- https://example.com/key | apt-key add -
      USER dockeruser

      USER root
      RUN wget -O /tmp/x.deb "https://example.com/x?v=1" && dpkg -i /tmp/x.deb && rm /tmp/x.deb
      USER dockeruser

      USER root
      RUN wget https://example.com/x_\${VERSION}_amd64.deb
      USER dockeruser

      USER root
      RUN curl -o x.deb https://example.com/latest && apt-get install -y ./x.deb
      USER dockeruser

      USER root
      RUN curl -sL https://example.com/prod.list > /etc/apt/sources.list.d/x.list
      USER dockeruser

      USER root
      RUN curl -sSL https://example.com/x.tgz | tar xz -C /opt
      USER dockeruser

      USER root
      RUN VERSION=$(curl -s https://example.com/latest) && echo $VERSION
      USER dockeruser

      USER root
      RUN echo "deb https://example.com $(lsb_release -cs) main" | tee /etc/apt/sources.list.d/x.list
      USER dockeruser

      USER root
      RUN . /etc/os-release && echo $VERSION_CODENAME && [ -f /etc/x ] && test -d /y
      USER dockeruser

      USER root
      RUN useradd -m app && usermod -aG video app && chown -R app /opt/app && chmod 755 /opt/app
      USER dockeruser

      USER root
      RUN for f in a b; do install -m 644 $f /usr/share/x; done
      USER dockeruser

      USER root
      RUN clean() { rm -rf /tmp/x; }; clean
      USER dockeruser

      USER root
      RUN cp ca.crt /usr/local/share/ca-certificates/ && update-ca-certificates
      USER dockeruser

      USER root
      RUN conda clean -afy && pip cache purge
      USER dockeruser

      USER root
      RUN su dockeruser -c "pip install x"
      USER dockeruser

      USER root
      RUN gosu dockeruser pip install x
      USER dockeruser

      USER root
      RUN sudo -u dockeruser pip install x
      USER dockeruser

      USER root
      RUN $TOOL install x
      USER dockeruser

      USER root
      RUN "$(which pip)" list; wget "$URL"
      USER dockeruser

      USER root
      RUN python3 --version && node -v
      USER dockeruser

      USER root
      RUN bash -c "apt-get update && rm -rf /tmp/x"
      USER dockeruser

      USER root
      RUN curl -fsSL https://example.com/model.onnx -o /opt/model.onnx
      USER dockeruser

      USER root
      RUN curl -fsSL https://example.com/tool > /usr/bin/tool
      USER dockeruser

      USER root
      RUN wget -q https://example.com/spark-3.tgz && tar xzf spark-3.tgz -C /opt && rm spark-3.tgz
      USER dockeruser

      USER root
      RUN wget -q https://example.com/spark-$V.tgz && tar --directory=/opt -xzf spark-$V.tgz
      USER dockeruser

      USER root
      RUN wget https://example.com/tool -P /usr/local/bin
      USER dockeruser

      USER root
      RUN curl -LO https://example.com/tool?x=1 && install -m 755 tool /usr/local/bin/tool
      USER dockeruser

      USER root
      RUN wget https://example.com/Miniconda.sh && bash Miniconda.sh -b -p /usr/local && rm Miniconda.sh
      USER dockeruser

      USER root
      RUN conda activate amlenv
      USER dockeruser

      USER root
      RUN flake8 app setup.py && pip list && ruff check .
      USER dockeruser
    `,
    // The option allows programs, subcommands and scripts by their file.
    {
      options: { allow: ['make'] },
      text: dockerfile`
        USER root
        RUN make install
        USER dockeruser
      `,
    },
    {
      options: { allow: ['make install'] },
      text: dockerfile`
        USER root
        RUN make install
        USER dockeruser
      `,
    },
    {
      options: { allow: ['setup.sh', 'pip'] },
      text: dockerfile`
        USER root
        RUN bash /tmp/setup.sh && ./setup.sh && pip3 install x
        USER dockeruser
      `,
    },
    // Root installs into environments that belong to root.
    {
      from: CURATED_INFERENCE,
      text: dockerfile`
        USER root
        RUN conda env create -f x.yml && pip install y && conda clean -ay
        USER dockeruser
      `,
    },
    {
      from: INFERENCE_BASE,
      text: dockerfile`
        USER root
        RUN conda env create -f x.yml && pip install y && conda clean -ay
        USER dockeruser
      `,
    },
    // Only shipped stages, and only commands that another user could run.
    ...dockerfiles`
      FROM ${INFERENCE}
      USER root
      RUN pip install x
      FROM ${INFERENCE}
      USER dockeruser

      RUN pip install x

      USER $WHO
      RUN pip install x

      USER root
      ONBUILD RUN pip install x
      USER dockeruser
    `,
    {
      from: RUNS_AS_ROOT,
      text: dockerfile`
        USER root
        RUN pip install x
        USER dockeruser
      `,
    },
    // Commands that only show something, or empty a cache, with any package manager.
    ...dockerfiles`
      USER root
      RUN npm cache clean --force && npm ls && yarn cache clean && pnpm store prune
      USER dockeruser

      USER root
      RUN go version && go env && gem list && uv cache clean && uv pip list
      USER dockeruser

      USER root
      RUN conda env export && micromamba clean --all
      USER dockeruser
    `,
  ],
  invalid: [
    ...dockerfiles`
      USER root
      RUN pip install numpy
      #   ^^^^^^^^^^^ before
      USER dockeruser

      USER root
      RUN /opt/miniconda/envs/amlenv/bin/pip install numpy
      #   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ before
      USER dockeruser

      USER root
      RUN python3 -m pip install numpy
      #              ^^^^^^^^^^^ before
      USER dockeruser

      USER root
      RUN conda env create -f x.yml
      #   ^^^^^^^^^^^^^^^^ before
      USER dockeruser

      USER root
      RUN conda run -n amlenv pip install x
      #                       ^^^^^^^^^^^ before
      USER dockeruser

      USER root
      RUN npm ci
      #   ^^^^^^ before
      USER dockeruser

      USER root
      RUN python setup.py install
      #   ^^^^^^ before
      USER dockeruser

      USER root
      RUN cd /x && ./configure && make install
      #            ^^^^^^^^^^^ before
      USER dockeruser

      USER root
      RUN git clone https://example.com/x
      #   ^^^^^^^^^ before
      USER dockeruser

      USER root
      RUN curl -fsSL https://example.com/x.sh | bash
      #                                         ^^^^ download
      USER dockeruser

      USER root
      RUN wget -qO- https://example.com/x.sh | sh -s -- -y
      #                                        ^^ download
      USER dockeruser

      USER root
      RUN bash <(curl -fsSL https://example.com/x.sh)
      #   ^^^^ download
      USER dockeruser

      USER root
      RUN sh -c "$(curl -fsSL https://example.com/x.sh)"
      #          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ before
      USER dockeruser

      USER root
      RUN curl -fsSL https://example.com/model.onnx -o /var/azureml-app/model.onnx
      #   ^^^^ before
      USER dockeruser

      USER root
      RUN curl -fsSL https://example.com/env.sh -o /opt/miniconda/env.sh
      #   ^^^^ before
      USER dockeruser

      USER root
      RUN curl -fsSLO https://example.com/tool
      #   ^^^^ before
      USER dockeruser

      USER root
      RUN curl -fsSL https://example.com/tool > /home/tool
      #   ^^^^ before
      USER dockeruser

      USER root
      RUN git clone https://example.com/x /opt/x
      #   ^^^^^^^^^ before
      USER dockeruser

      USER root
      RUN wget https://example.com/x.tgz && tar xf x.tgz && tar xf y.tgz -C /opt
      #   ^^^^ before
      USER dockeruser

      USER root
      RUN . /opt/miniconda/etc/profile.d/conda.sh && conda activate amlenv && pip install x
      #                                                                       ^^^^^^^^^^^ before
      USER dockeruser

      USER root
      RUN wget https://example.com/installer.run
      #   ^^^^ before
      USER dockeruser

      USER root
      RUN wget -O /tmp/x.bin "$URL"
      #   ^^^^ before
      USER dockeruser

      USER root
      RUN env A=1 nice make
      #                ^^^^ before
      USER dockeruser

      USER root
      RUN if true; then pip install x; fi
      #                 ^^^^^^^^^^^ before
      USER dockeruser

      USER root
      RUN setup() { pip install x; }; setup
      #             ^^^^^^^^^^^ before
      USER dockeruser

      USER root
      RUN echo "$(python3 -c pass)"
      #           ^^^^^^^ before
      USER dockeruser

      USER root
      RUN find / -name x -exec python {} +
      #                        ^^^^^^ before
      USER dockeruser

      USER root
      RUN ls | xargs pip install
      #              ^^^^^^^^^^^ before
      USER dockeruser

      USER root
      RUN sudo pip install x
      #        ^^^^^^^^^^^ before
      USER dockeruser
    `,
    {
      name: 'scripts are a warning, for nobody sees what they do',
      severity: 'warning',
      data: { command: 'setup.sh' },
      text: 'USER root\n#~~~~~~~~ root\nRUN bash /tmp/setup.sh --now\n#   ^^^^ script\nRUN /opt/install.sh && . ./env.sh\n#   ~~~~~~~~~~~~~~~ also\n\n',
    },
    {
      name: 'what is seen is worse than what is not',
      severity: 'error',
      text: 'USER root\nRUN bash /tmp/setup.sh\nRUN pip install x\n#   ^^^^^^^^^^^ before\nUSER dockeruser\n\n',
    },
    {
      name: 'what only root can write to is not to be moved as it is',
      data: {
        move: 'Let it write where `dockeruser` can, not to `/opt/x`, and move it',
        next: 'USER dockeruser',
        nextLine: 4,
      },
      text: 'USER root\nRUN git clone https://example.com/x /opt/x\n#   ^^^^^^^^^ before\nUSER dockeruser\n\n',
    },
    {
      name: 'a stage is one finding, with the places that explain it',
      data: { user: 'USER root', line: 2, next: 'USER 1000', nextLine: 7 },
      text: 'USER root\n#~~~~~~~~ root\nRUN pip install x && \\\n#   ^^^^^^^^^^^ before\n    rm -rf /tmp/x\nRUN npm ci\n#   ~~~~~~ also\nENV A=1\nUSER 1000\n#~~~~~~~~ back\n\n',
    },
    ...dockerfiles`
      FROM ${INFERENCE} AS base
      USER root
      FROM base
      RUN pip install x
      #   ^^^^^^^^^^^ before
      USER dockeruser
    `,
    {
      family: 'inference',
      from: 'contoso.azurecr.io/serve:1',
      text: dockerfile`
        USER root
        RUN pip install x
        #   ^^^^^^^^^^^ before
        USER dockeruser
      `,
    },
    // Cures.
    {
      severity: 'error',
      data: { move: 'Let it write where `dockeruser` can, not to `/usr/local`, and move it' },
      text: 'USER root\nRUN make -C /src install\n#   ^^^^ before\nUSER dockeruser\n\n',
    },
    {
      severity: 'error',
      data: { move: 'Let it write where `dockeruser` can, not to `/usr/local`, and move it' },
      text: 'USER root\nRUN cmake --install build\n#   ^^^^^ before\nUSER dockeruser\n\n',
    },
    {
      severity: 'error',
      data: { move: 'Let it write where `dockeruser` can, not to `/usr/lib`, and move it' },
      text: 'USER root\nRUN npm install --global azurite\n#   ^^^^^^^^^^^ before\nUSER dockeruser\n\n',
    },
    {
      severity: 'error',
      data: { move: 'Move it', next: 'USER dockeruser' },
      text: 'USER root\nRUN make -C /src install PREFIX=/home/dockeruser\n#   ^^^^ before\nUSER dockeruser\n\n',
    },
    {
      severity: 'error',
      data: { move: 'Move it', next: 'USER dockeruser' },
      text: 'USER root\nRUN make -C /src\n#   ^^^^ before\nUSER dockeruser\n\n',
    },
    {
      severity: 'error',
      data: { move: 'Move it', next: 'USER dockeruser' },
      text: 'USER root\nRUN npm ci\n#   ^^^^^^ before\nUSER dockeruser\n\n',
    },
    {
      severity: 'error',
      text: 'USER root\nRUN curl -fsSL https://deb.nodesource.com/setup_22.x | bash -\n#                                                      ^^^^ download\nUSER dockeruser\n\n',
    },
    {
      severity: 'error',
      text: 'USER root\nRUN bash <(curl -fsSL https://example.com/x)\n#   ^^^^ download\nUSER dockeruser\n\n',
    },
    // The option allows programs, subcommands and scripts by their file.
    {
      options: { allow: ['allow'] },
      text: dockerfile`
        USER root
        RUN make install
        #   ^^^^ before
        USER dockeruser
      `,
    },
    {
      options: { allow: ['setup.sh', 'pip'] },
      text: dockerfile`
        USER root
        RUN bash /tmp/other.sh
        #   ^^^^ script
        USER dockeruser
      `,
    },
    // Root installs into environments that belong to root.
    {
      from: CURATED_INFERENCE,
      text: dockerfile`
        USER root
        RUN npm ci
        #   ^^^^^^ before
        USER dockeruser
      `,
    },
    {
      from: INFERENCE_BASE,
      text: dockerfile`
        USER root
        RUN npm ci
        #   ^^^^^^ before
        USER dockeruser
      `,
    },
  ],
});
