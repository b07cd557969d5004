import { dockerfile, dockerfiles } from 'azml-lint/testing';
import rule from '../../../rules/pip/requirements-not-copied.ts';
import { testEdgeCases } from '../edge-cases.ts';
import { INFERENCE, PYTHON } from '../images.ts';

testEdgeCases(rule, {
  from: PYTHON,
  valid: [
    { text: 'COPY app /opt/app\nRUN pip install -r /opt/app/r.txt\n', files: { 'app/r.txt': '' } },
    { text: 'COPY app /opt/app\nRUN pip install -r /opt/app/r.txt\n', files: { 'src/r.txt': '' } },
    {
      text: 'COPY app /opt/app\nRUN uv pip compile -o /opt/app/r.txt /opt/app/r.in && pip install -r /opt/app/r.txt\n',
      files: { 'app/r.in': '' },
    },
    {
      text: 'COPY app /opt/app\nRUN cd /opt/app && poetry export -o r.txt\nRUN pip install -r /opt/app/r.txt\n',
      files: { 'app/pyproject.toml': '' },
    },
    {
      text: 'COPY app /opt/app\nRUN echo flask > /opt/app/r.txt && pip install -r /opt/app/r.txt\n',
      files: { 'app/a.py': '' },
    },
    {
      text: 'COPY app /opt/app\nRUN --mount=type=bind,source=app,target=/opt/app pip install -r /opt/app/r.txt\n',
      files: { 'app/a.py': '' },
    },
    {
      text: 'COPY *.txt /opt/\nRUN pip install -r /opt/r.txt -c /opt/c.txt\n',
      files: { 'r.txt': '', 'c.txt': '' },
    },
    ...dockerfiles`
      RUN if [ -f /opt/r.txt ]; then pip install -r /opt/r.txt; fi

      RUN if test -s "/opt/r.txt"; then pip install --no-cache-dir numpy==2.1.1 -r /opt/r.txt; else echo none; fi

      RUN [ -e /opt/r.txt ] && pip install -r /opt/r.txt || true

      RUN [ ! -e /opt/r.txt ] || pip install -r /opt/r.txt

      WORKDIR /app
      COPY . .
      RUN pip install -r requirements.txt

      WORKDIR /app
      COPY . /app
      COPY settings.json /app
      RUN pip install -r requirements.txt

      WORKDIR /app
      COPY requirements.txt .
      RUN pip install -r requirements.txt

      WORKDIR /app
      COPY requirements.txt /app
      RUN pip install -r requirements.txt

      WORKDIR /app
      COPY requirements*.txt ./
      RUN pip install -r requirements.txt

      WORKDIR /app
      COPY reqs.txt requirements.txt
      RUN pip install -r requirements.txt

      WORKDIR /app
      COPY $FILES ./
      RUN pip install -r requirements.txt

      WORKDIR /app
      ARG DIR
      COPY requirements.txt $DIR/
      RUN pip install -r requirements.txt

      WORKDIR /app
      ARG DIR
      COPY src $DIR
      RUN pip install -r requirements.txt

      WORKDIR /app
      COPY --parents a/requirements.txt /
      RUN pip install -r requirements.txt

      WORKDIR /app
      ADD project.tar.gz /
      RUN pip install -r requirements.txt

      WORKDIR /app
      ADD https://example.com/requirements.txt /app/
      RUN pip install -r requirements.txt

      WORKDIR /app
      COPY <<requirements.txt .
      a
      requirements.txt
      RUN pip install -r requirements.txt

      WORKDIR /app
      RUN echo a > requirements.txt
      RUN pip install -r requirements.txt

      WORKDIR /app
      RUN echo a | tee /app/requirements.txt
      RUN pip install -r requirements.txt

      WORKDIR /app
      RUN wget https://example.com/requirements.txt
      RUN pip install -r requirements.txt

      WORKDIR /app
      RUN git clone https://example.com/a.git .
      RUN pip install -r requirements.txt

      WORKDIR /app
      RUN curl -sSL https://example.com/a.tgz | tar xz
      RUN pip install -r requirements.txt

      WORKDIR /app
      RUN ./prepare.sh
      RUN pip install -r requirements.txt

      WORKDIR /app
      RUN python -c "print()"
      RUN pip install -r requirements.txt

      WORKDIR /app
      RUN cat <<EOF > requirements.txt
      a
      EOF
      RUN pip install -r requirements.txt

      WORKDIR /app
      COPY . .
      RUN cd sub && pip install -r requirements.txt

      WORKDIR /app
      COPY tools /opt/tools
      RUN cd $HOME && pip install -r requirements.txt

      WORKDIR /app
      RUN --mount=type=bind,target=/app pip install -r requirements.txt

      WORKDIR /app
      RUN --mount=type=bind,source=requirements.txt,target=requirements.txt pip install -r requirements.txt

      WORKDIR /app
      RUN --mount=type=secret,id=r,target=/app/requirements.txt pip install -r requirements.txt

      WORKDIR /app
      RUN pip install -r $REQUIREMENTS -r ~/a.txt -r *.txt -r - -r https://example.com/a.txt

      WORKDIR /app
      RUN pip install -r <(echo a)

      WORKDIR /app
      ARG F=requirements.txt
      COPY $F .
      RUN pip install -r $F

      WORKDIR /app
      ENV F=/tmp/a.txt
      COPY a.txt /tmp/
      RUN pip install -r \${F}

      WORKDIR /app
      ARG F=https://example.com/a.txt
      RUN pip install -r $F

      WORKDIR /app
      ONBUILD RUN pip install -r requirements.txt

      WORKDIR /app
      SHELL ["python", "-c"]
      RUN print()
      SHELL ["/bin/sh", "-c"]
      RUN pip install -r requirements.txt
    `,
    // Bases that may contain the file.
    {
      from: 'contoso.azurecr.io/base:1',
      text: dockerfile`
        # a base of somebody
        RUN pip install -r requirements.txt
      `,
    },
    ...dockerfiles`
      # a base that is not known
      ARG BASE
      FROM $BASE
      RUN pip install -r requirements.txt

      # a stage on such a base
      FROM contoso.azurecr.io/base:1 AS a
      FROM a
      RUN pip install -r requirements.txt
    `,
    {
      from: 'python:3-onbuild',
      text: dockerfile`
        # a base that copies by itself
        RUN pip install -r requirements.txt
      `,
    },
    // The working directory of an image is one of a few.
    {
      from: INFERENCE,
      texts: dockerfiles`
        COPY requirements.txt .
        RUN pip install -r requirements.txt

        COPY requirements.txt /
        RUN pip install -r requirements.txt

        COPY code /var/azureml-app
        RUN pip install -r requirements.txt

        WORKDIR app
        COPY requirements.txt .
        RUN pip install -r requirements.txt

        COPY . .
        RUN pip install -r /opt/app/requirements.txt

        COPY app app
        RUN pip install -r app/requirements.txt
      `,
    },
    {
      from: `${PYTHON}-slim`,
      texts: dockerfiles`
        COPY requirements.txt .
        RUN pip install -r requirements.txt

        COPY requirements.txt /
        RUN pip install -r requirements.txt

        COPY code /var/azureml-app
        RUN pip install -r requirements.txt

        WORKDIR app
        COPY requirements.txt .
        RUN pip install -r requirements.txt

        COPY . .
        RUN pip install -r /opt/app/requirements.txt

        COPY app app
        RUN pip install -r app/requirements.txt
      `,
    },
    ...dockerfiles`
      WORKDIR /app
      COPY environment.yml .
      RUN conda env create -f environment.yml

      WORKDIR /app
      COPY environment.yml .
      RUN conda env update --file environment.yml

      WORKDIR /app
      COPY environment.yml .
      RUN mamba env create --file environment.yml

      WORKDIR /app
      COPY environment.yml .
      RUN uv pip install -r environment.yml

      WORKDIR /app
      COPY environment.yml .
      RUN pip install -c environment.yml
    `,
    // Files that a package manager writes without installing anything.
    ...dockerfiles`
      RUN uv pip compile pyproject.toml -o requirements.txt && uv pip install -r requirements.txt

      RUN conda env export -f environment.yml && conda env create -n copy -f environment.yml
    `,
  ],
  invalid: [
    {
      text: 'COPY app /opt/app\nRUN pip install -r /opt/app/r.txt\n#                  ^^^^^^^^^^^^^^ missing\n',
      files: { 'app/a.py': '' },
    },
    {
      text: 'COPY app /opt/app\nRUN uv pip install --system -r /opt/app/r.txt\n#                              ^^^^^^^^^^^^^^ missing\n',
      files: { 'app/a.py': '' },
    },
    {
      // That stops the build at the test.
      text: 'COPY app /opt/app\nRUN test -f /opt/app/r.txt && pip install -r /opt/app/r.txt\n#                                            ^^^^^^^^^^^^^^ missing\n',
      files: { 'app/a.py': '' },
    },
    {
      text: 'COPY . /opt/app\nRUN pip install -r /opt/app/r.txt\n#                  ^^^^^^^^^^^^^^ missing\n',
      files: { 'r.txt': '', 'a.py': '', '.dockerignore': '*.txt\n' },
    },
    {
      text: 'COPY *.txt /opt/\nRUN pip install -r /opt/requirements.txt\n#                  ^^^^^^^^^^^^^^^^^^^^^ near\n',
      files: { 'Requirements.txt': '' },
    },
    ...dockerfiles`
      RUN uv add -r requirements.txt
      #             ^^^^^^^^^^^^^^^^ missing

      RUN stat / && userdel x && md5sum /etc/passwd && pip install -r requirements.txt
      #                                                               ^^^^^^^^^^^^^^^^ missing

      RUN gem install bundler && pip install -r requirements.txt
      #                                         ^^^^^^^^^^^^^^^^ missing

      RUN aptitude install -y curl && pip install -r requirements.txt
      #                                              ^^^^^^^^^^^^^^^^ missing
    `,
    // The cure cures.
    {
      from: INFERENCE,
      data: { source: 'requirements/dev.txt', directory: 'requirements/' },
      text: dockerfile`
        RUN pip install -r requirements/dev.txt
        #                  ^^^^^^^^^^^^^^^^^^^^ missing
      `,
      cured: dockerfile`
        COPY requirements/dev.txt requirements/
        RUN pip install -r requirements/dev.txt
      `,
    },
    {
      from: INFERENCE,
      data: { source: 'requirements/dev.txt', directory: '/build/requirements/' },
      text: dockerfile`
        WORKDIR /build
        RUN pip install -r requirements/dev.txt
        #                  ^^^^^^^^^^^^^^^^^^^^ missing
      `,
      cured: dockerfile`
        WORKDIR /build
        COPY requirements/dev.txt /build/requirements/
        RUN pip install -r requirements/dev.txt
      `,
    },
    {
      from: INFERENCE,
      data: { source: 'a.txt', directory: '/' },
      text: dockerfile`
        WORKDIR /build
        RUN pip install -r ../a.txt
        #                  ^^^^^^^^ missing
      `,
      cured: dockerfile`
        WORKDIR /build
        COPY a.txt /
        RUN pip install -r ../a.txt
      `,
    },
    {
      from: INFERENCE,
      data: { source: 'a.txt', directory: 'sub/' },
      text: dockerfile`
        RUN cd sub && pip install -r a.txt
        #                            ^^^^^ missing
      `,
      cured: dockerfile`
        COPY a.txt sub/
        RUN cd sub && pip install -r a.txt
      `,
    },
    {
      from: INFERENCE,
      data: { source: 'a.txt', directory: '/tmp/' },
      text: dockerfile`
        RUN F=a.txt && pip install -r /tmp/$F
        #                             ^^^^^^^ missing
      `,
      cured: dockerfile`
        COPY a.txt /tmp/
        RUN F=a.txt && pip install -r /tmp/$F
      `,
    },
    {
      from: INFERENCE,
      data: { cure: 'Write `COPY a.txt ./`' },
      text: dockerfile`
        COPY a.txt /tmp/
        RUN pip install -r a.txt
        #                  ^^^^^ elsewhere
      `,
      cured: dockerfile`
        COPY a.txt ./
        COPY a.txt /tmp/
        RUN pip install -r a.txt
      `,
    },
    {
      from: INFERENCE,
      data: { cure: 'Write `ADD a.txt /tmp/`' },
      text: dockerfile`
        ADD a.txt .
        RUN cd /tmp && pip install -r a.txt
        #                             ^^^^^ elsewhere
      `,
      cured: dockerfile`
        ADD a.txt /tmp/
        ADD a.txt .
        RUN cd /tmp && pip install -r a.txt
      `,
    },
    {
      from: INFERENCE,
      data: { cure: 'Write `COPY b.txt /app/a.txt`' },
      text: dockerfile`
        COPY b.txt /tmp/a.txt
        RUN pip install -r /app/a.txt
        #                  ^^^^^^^^^^ elsewhere
      `,
      cured: dockerfile`
        COPY b.txt /app/a.txt
        COPY b.txt /tmp/a.txt
        RUN pip install -r /app/a.txt
      `,
    },
    {
      from: INFERENCE,
      data: { cure: 'Write `COPY a.txt /app/`' },
      text: dockerfile`
        RUN pip install -r /app/a.txt
        #                  ^^^^^^^^^^ laterElsewhere
        COPY a.txt /tmp/
      `,
      cured: dockerfile`
        COPY a.txt /app/
        RUN pip install -r /app/a.txt
        COPY a.txt /tmp/
      `,
    },
    {
      from: INFERENCE,
      data: { cure: 'Add `COPY --chown=app x/a.txt /app/`' },
      text: dockerfile`
        COPY --chown=app b.txt x/a.txt /tmp/
        RUN pip install -r /app/a.txt
        #                  ^^^^^^^^^^ elsewhere
      `,
      cured: dockerfile`
        COPY --chown=app x/a.txt /app/
        COPY --chown=app b.txt x/a.txt /tmp/
        RUN pip install -r /app/a.txt
      `,
    },
    ...dockerfiles`
      WORKDIR /app
      RUN pip install -r requirements.txt
      #                  ^^^^^^^^^^^^^^^^ missing

      WORKDIR /app
      COPY requirements.txt /tmp/
      RUN pip install -r requirements.txt
      #                  ^^^^^^^^^^^^^^^^ elsewhere

      WORKDIR /app
      RUN pip install -r requirements.txt
      #                  ^^^^^^^^^^^^^^^^ later
      COPY requirements.txt .

      WORKDIR /app
      COPY setup.py README.md ./
      RUN pip install -r requirements.txt
      #                  ^^^^^^^^^^^^^^^^ missing

      WORKDIR /app
      RUN echo \
      COPY requirements.txt ./
      RUN pip install -r requirements.txt
      #                  ^^^^^^^^^^^^^^^^ swallowed

      WORKDIR /app
      RUN echo \
      COPY setup.py ./
      RUN pip install -r requirements.txt
      #                  ^^^^^^^^^^^^^^^^ missing

      WORKDIR /app
      RUN echo \
      ENV A=requirements.txt
      RUN pip install -r requirements.txt
      #                  ^^^^^^^^^^^^^^^^ missing

      # one COPY cures both
      WORKDIR /app
      RUN pip install -r requirements.txt
      #                  ^^^^^^^^^^^^^^^^ missing
      RUN pip install -r requirements.txt

      WORKDIR /app
      COPY src /srv/src
      RUN pip install -r requirements.txt
      #                  ^^^^^^^^^^^^^^^^ missing

      WORKDIR /app
      COPY requirements.txt reqs.txt
      RUN pip install -r requirements.txt
      #                  ^^^^^^^^^^^^^^^^ elsewhere

      WORKDIR /app
      RUN apt-get update && apt-get install -y git && pip install -U pip
      RUN pip install -r requirements.txt
      #                  ^^^^^^^^^^^^^^^^ missing

      WORKDIR /app
      RUN mkdir -p /app && curl -fsSLO https://example.com/a.tgz
      RUN pip install -r requirements.txt
      #                  ^^^^^^^^^^^^^^^^ missing

      WORKDIR /app
      RUN --mount=type=cache,target=/root/.cache pip install -r requirements.txt
      #                                                         ^^^^^^^^^^^^^^^^ missing

      WORKDIR /app
      RUN --mount=type=bind,source=requirements.txt,target=/tmp/requirements.txt pip install -r requirements.txt
      #                                                                                         ^^^^^^^^^^^^^^^^ missing

      WORKDIR /app
      COPY requirements.txt .
      WORKDIR sub
      RUN pip install -r requirements.txt
      #                  ^^^^^^^^^^^^^^^^ elsewhere

      WORKDIR /app
      COPY requirements.txt .
      RUN cd sub && pip install -r requirements.txt
      #                            ^^^^^^^^^^^^^^^^ elsewhere

      WORKDIR /app
      COPY <<EOF /tmp/requirements.txt
      a
      EOF
      RUN pip install -r requirements.txt
      #                  ^^^^^^^^^^^^^^^^ elsewhere
    `,
    // The working directory of an image is one of a few.
    {
      from: INFERENCE,
      texts: dockerfiles`
        COPY requirements.txt /tmp/
        RUN pip install -r requirements.txt
        #                  ^^^^^^^^^^^^^^^^ elsewhere

        COPY requirements.txt .
        RUN pip install -r /tmp/requirements.txt
        #                  ^^^^^^^^^^^^^^^^^^^^^ elsewhere

        COPY src /opt/src
        RUN pip install -r requirements.txt
        #                  ^^^^^^^^^^^^^^^^ missing

        WORKDIR app
        COPY requirements.txt ..
        RUN pip install -r requirements.txt
        #                  ^^^^^^^^^^^^^^^^ elsewhere
      `,
    },
    {
      from: `${PYTHON}-slim`,
      texts: dockerfiles`
        COPY requirements.txt /tmp/
        RUN pip install -r requirements.txt
        #                  ^^^^^^^^^^^^^^^^ elsewhere

        COPY requirements.txt .
        RUN pip install -r /tmp/requirements.txt
        #                  ^^^^^^^^^^^^^^^^^^^^^ elsewhere

        COPY src /opt/src
        RUN pip install -r requirements.txt
        #                  ^^^^^^^^^^^^^^^^ missing

        WORKDIR app
        COPY requirements.txt ..
        RUN pip install -r requirements.txt
        #                  ^^^^^^^^^^^^^^^^ elsewhere
      `,
    },
    ...dockerfiles`
      # each stage has its own files, and those of the stage it builds on
      FROM ${PYTHON} AS a
      COPY r.txt /r.txt
      FROM a AS b
      RUN pip install -r /r.txt
      FROM ${PYTHON}
      RUN pip install -r /r.txt
      #                  ^^^^^^ missing
    `,
    ...dockerfiles`
      WORKDIR /app
      RUN conda env create -f environment.yml
      #                       ^^^^^^^^^^^^^^^ missing

      WORKDIR /app
      RUN conda env update --file environment.yml
      #                           ^^^^^^^^^^^^^^^ missing

      WORKDIR /app
      RUN mamba env create --file environment.yml
      #                           ^^^^^^^^^^^^^^^ missing

      WORKDIR /app
      RUN uv pip install -r environment.yml
      #                     ^^^^^^^^^^^^^^^ missing

      WORKDIR /app
      RUN pip install -c environment.yml
      #                  ^^^^^^^^^^^^^^^ missing
    `,
  ],
});
