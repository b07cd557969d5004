import { describe, expect, test } from 'vitest';
import { maskerFor } from '../src/text/masker.ts';
import { shapes } from '../src/text/secret-shapes.ts';
import { findSecrets, maskSecrets } from '../src/text/secrets.ts';
import { key88, privateKey, secrets } from './secret-samples.ts';

test.each(secrets)('%s', (text, secret, kind) => {
  const start = text.indexOf(secret);
  expect(findSecrets(text)).toEqual([{ kind, start, end: start + secret.length }]);
  expect(maskSecrets(text)).toBe(text.replace(secret, '***'));
});

test.each([
  'ENV TOKEN=$TOKEN',
  'ENV TOKEN=${TOKEN:-x}',
  'RUN curl -H "Authorization: Bearer $TOKEN"',
  'RUN curl -u "$USER:$PASSWORD" http://x',
  'RUN git clone https://user:${TOKEN}@github.com/a/b',
  'RUN git clone https://git@github.com/a/b',
  'ENV SECRET_KEY=/run/secrets/key',
  'ENV TOKENIZERS_PARALLELISM=false',
  'ENV TOKEN_URL=https://example.com/token',
  'ENV PASSWORD={{password}}',
  'ENV PASSWORD=<password>',
  'ENV PASSWORD=',
  'RUN --mount=type=secret,id=token cat /run/secrets/token',
  'RUN docker build --secret id=token,src=token.txt .',
  'FROM registry.example.com/token:1.2.3-alpine20',
  'token = os.environ["TOKEN"]',
  'password=getpass()',
  'Enter the password: please',
  'RUN useradd -u 1000:1000 x',
  `"integrity": "sha512-${key88}"`,
  'COPY --from=secret /a /b',
  'RUN mysql -u root -p shop < dump.sql',
  'RUN mysql -u root -p$PASSWORD',
  'RUN apt-get install -y mysql-client && mkdir -p /var/lib/x',
  'CMD ["mysqld", "-port"]',
  'RUN docker run -p 8080:80 x',
  'RUN sed -i s/a/b/ /etc/login.defs -p x',
  'RUN bash --login -p script.sh',
  'RUN docker login -u me -p $TOKEN',
  'RUN docker login -u me --password-stdin < token',
  'RUN cat token | docker login --password-stdin',
  'RUN adduser --disabled-password me',
  'RUN snyk auth --help',
  `RUN ssh-keygen -t rsa -N '' -f k`,
  'RUN mysqladmin -u root password "$PASSWORD"',
  'RUN keytool -storepass $STORE -keypass "$KEY"',
  'RUN git config --global user.email a@b.c',
  'environment: azureml:churn@latest',
  'Write `azureml:churn@latest`.',
  'RUN npm install a@npm:left-pad@latest',
  'RUN npm config set registry https://registry.example.com',
  'FROM acme.azurecr.io/app:1.2@sha256:0123456789abcdef',
  'FROM ${BASE:-python:3.12@sha256:0123456789abcdef}',
  '# Create a login and password for the database',
  'RUN yarn add foo@npm:bar@1.2.3',
  'RUN grep -q "-----BEGIN PRIVATE KEY-----" key.pem && pip install flask',
])('no secret: %s', (text) => {
  expect(findSecrets(text)).toEqual([]);
});

test('there is a sample of every shape', () => {
  const texts = [...secrets.map(([text]) => text), privateKey];
  const unseen = shapes.filter(({ pattern }) => !texts.some((text) => text.search(pattern) !== -1));
  expect(unseen).toEqual([]);
});

test('a private key is masked over its lines', () => {
  expect(maskSecrets(privateKey)).toBe(
    'RUN echo "-----BEGIN RSA PRIVATE KEY-----***-----END RSA PRIVATE KEY-----" > k',
  );
});

describe('a masker', () => {
  const file = 'FROM x\nENV DB_PASSWORD=correcthorse\nENV PASSWORD=root\nUSER root\n';
  const masker = maskerFor(file);

  test('knows the values of its file in other texts', () => {
    expect(masker.mask('the value `correcthorse` of that')).toBe('the value `***` of that');
    expect(masker.mask('x=correcthorse@host')).toBe('x=***@host');
  });

  test('takes what begins alike to the end of the word', () => {
    expect(masker.mask('`correcthers1` and more')).toBe('`***` and more');
  });

  test('leaves short values, which are words, alone', () => {
    expect(masker.mask('runs as `root`')).toBe('runs as `root`');
  });

  test('gives a value again where it is in no place of a secret, unless it is a word there', () => {
    const twice =
      'ENV TOKEN=Zx9QwErTy1 DB_PASSWORD=postgres\n# or Zx9QwErTy1\nRUN apt-get install postgresql\n';
    const its = maskerFor(twice);
    const shown = its.within(0, twice.length).map(({ start, end }) => twice.slice(start, end));
    expect(shown).toEqual(['Zx9QwErTy1', 'postgres', 'Zx9QwErTy1']);
    expect(its.mask('DB_PASSWORD=postgres and `postgresql`')).toBe('DB_PASSWORD=*** and `postgresql`');
  });

  test('gives the secrets of a stretch', () => {
    const start = file.indexOf('correcthorse');
    expect(masker.within(start + 3, start + 4)).toMatchObject([{ start, end: start + 12 }]);
    expect(masker.within(0, start)).toEqual([]);
  });
});

test('cost grows with the length, not with its square', () => {
  // Each of these would take minutes if a pattern ran over the start of its next match.
  const long = 400_000;
  for (const piece of [
    'token=',
    'token="',
    "password='a",
    '-',
    'eyJaaaaaaaaa.',
    '://',
    '-u a',
    'ENV ',
    ' ',
    'A0',
    '-----BEGIN PRIVATE KEY-----',
    'mysql ',
    'mysql -p',
    'login ',
    'login a password ',
    "echo 'a",
    'a:b',
    'a:bbb@',
    'htpasswd -b ',
    'config set ',
    'config set a ',
    'remote modify token',
    '\\\n',
  ]) {
    expect(findSecrets(piece.repeat(long / piece.length)).length).toBeLessThan(long);
  }
});
