/** Where documentation text begins and ends. */
import { describe, expect, test } from 'vitest';
import { parseDockerfile } from '../src/dockerfile/parse.ts';
import { readPlaceholders } from '../src/dockerfile/placeholders.ts';

/** The placeholders of an instruction after a FROM. */
function placeholders(instruction: string): readonly string[] {
  const dockerfile = parseDockerfile(`FROM scratch\n${instruction}\n`);
  return readPlaceholders(dockerfile).placeholders.map(({ left }) => left.text);
}

describe('placeholders', () => {
  test.each([
    ['RUN pip install <library>', ['<library>']],
    ['RUN pip install <lib>==<version> numpy', ['<lib>==<version>']],
    [
      'RUN curl https://<account>.blob.core.windows.net/<container>/x',
      ['<account>.blob.core.windows.net/<container>'],
    ],
    ['RUN apt-get install -y <a> ... <b>', ['<a>', '...', '<b>']],
    ['RUN apt-get install -y \\\n  curl \\\n  ... \\\n  wget', ['...']],
    ['RUN apt-get install -y \\\n  curl \\\n  …', ['…']],
    ['COPY <your code directory> /var/azureml-app', ['<your code directory>']],
    ['COPY --from=<stage> /a /b', ['<stage>']],
    ['COPY ["<model>", "/m"]', ['<model>']],
    ['ENV AZUREML_ENTRY_SCRIPT=<entry_script.py>', ['<entry_script.py>']],
    ['ENV AZUREML_MODEL_DIR="<app root>/models"', ['<app root>']],
    ['ENV AZUREML_MODEL_DIR <dir>', ['<dir>']],
    ['ARG TAG=<tag>', ['<tag>']],
    ['USER <user>:<group>', ['<user>:<group>']],
    ['CMD ["python", "<script>.py"]', ['<script>']],
    ['CMD python <script>', ['<script>']],
    ['ONBUILD RUN pip install <library>', ['<library>']],
    ['COPY <コード> /var/azureml-app', ['<コード>']],
    ['<put your commands here>', ['<put your commands here>']],
    ['...', ['...']],
  ])('%s', (instruction, expected) => expect(placeholders(instruction)).toEqual(expected));

  test.each([
    'RUN sort < in > out',
    'RUN sort <in.txt >out.txt',
    'RUN cat <<EOF\n<library>\nEOF',
    'RUN diff <(sort a) <(sort b)',
    'RUN echo "<html><body>" > index.html',
    "RUN sed -i 's/<title>/x/' index.html",
    'RUN echo "one\\\n...\\\ntwo"',
    'RUN echo Downloading ... && curl -O https://example.com/x',
    'RUN go build ./...',
    'RUN docker images | grep <none>',
    'CMD ["sh", "-c", "sed -i s@<title>.*</title>@x@ f"]',
    'LABEL maintainer="<jane>"',
    'MAINTAINER Jane Doe <jane>',
    'ENV AUTHOR="Jane Doe <jane.example>"',
    'ENV EMPTY=<none>',
    '# <library>\n#  ...',
    'COPY <<page /index.html\n<p>\n...\n<p>\npage',
  ])('none in %s', (instruction) => expect(placeholders(instruction)).toEqual([]));
});
