import { describe, expect, test } from 'vitest';
import { maskerFor } from '../src/report/secrets.ts';
import { findSecrets, maskSecrets } from '../src/text/secrets.ts';

/** Put together here, so that no scanner takes this file for a leak. */
const letters = 'abcdefghijklmnopqrstuvwxyz';
const token = `${letters}0123456789`;
const key88 = `${'Ab1+'.repeat(21)}Zz==`;

const secrets: readonly (readonly [text: string, secret: string, kind: string])[] = [
  [`AccountName=a;AccountKey=${key88};EndpointSuffix=core.windows.net`, key88, 'storage-key'],
  [`ENV KEY ${key88}`, key88, 'storage-key'],
  ['Endpoint=sb://x/;SharedAccessKeyName=root;SharedAccessKey=q1w2e3r4t5=', 'q1w2e3r4t5=', 'assigned'],
  [
    'ENV AML_APP_INSIGHTS_KEY=0f8fad5b-d9cb-469f-a165-70867728950e',
    '0f8fad5b-d9cb-469f-a165-70867728950e',
    'assigned',
  ],
  [
    'InstrumentationKey=0f8fad5b-d9cb-469f-a165-70867728950e;x',
    '0f8fad5b-d9cb-469f-a165-70867728950e',
    'assigned',
  ],
  [`curl "https://a.blob.core.windows.net/c/b?sv=2020&sig=${token}%3D"`, `${token}%3D`, 'sas-signature'],
  ['RUN x AKIAABCDEFGHIJKLMNOP', 'AKIAABCDEFGHIJKLMNOP', 'vendor-token'],
  ['aws_secret_access_key = wJalrXUtnFEMI/K7MDENG', 'wJalrXUtnFEMI/K7MDENG', 'assigned'],
  [`git clone https://ghp_${token}@github.com/a/b`, `ghp_${token}`, 'vendor-token'],
  [`RUN x github_pat_${token}`, `github_pat_${token}`, 'vendor-token'],
  [`RUN x xoxb-${token}`, `xoxb-${token}`, 'vendor-token'],
  [`RUN x npm_${token}`, `npm_${token}`, 'vendor-token'],
  [`RUN huggingface-cli login x hf_${letters}`, `hf_${letters}`, 'vendor-token'],
  [`RUN x sk-${token}`, `sk-${token}`, 'vendor-token'],
  [`RUN x eyJ${letters}.eyJ${letters}.${token}`, `eyJ${letters}.eyJ${letters}.${token}`, 'json-web-token'],
  ['pip install --index-url https://user:hunter2@pkgs.example.com/simple', 'hunter2', 'url-password'],
  [`git clone https://${token}@dev.azure.com/org/p/_git/r`, token, 'url-password'],
  ['curl -H "Authorization: Bearer abcdef123456"', 'abcdef123456', 'authorization'],
  ['curl -u admin:hunter2 http://x', 'hunter2', 'authorization'],
  ["RUN echo 'root:Docker!' | chpasswd", 'Docker!', 'authorization'],
  ['ENV DB_PASSWORD=hunter2', 'hunter2', 'assigned'],
  ['ENV DB_PASSWORD hunter2', 'hunter2', 'assigned'],
  ['ENV DB_PASSWORD="two words"', 'two words', 'assigned'],
  ['RUN ["az", "login", "--password", "hunter2"]', 'hunter2', 'assigned'],
  ['RUN ["sh", "-c", "export API_KEY=\\"hunter2\\""]', 'hunter2', 'assigned'],
  ['RUN az login --client-secret hunter2', 'hunter2', 'assigned'],
  ['//registry.npmjs.org/:_authToken=hunter2', 'hunter2', 'assigned'],
  ['  "apiKey": "hunter2",', 'hunter2', 'assigned'],
  ['  password: hunter2hunter2', 'hunter2hunter2', 'assigned'],
  ['ENV AZURE_DEVOPS_EXT_PAT=hunter2', 'hunter2', 'assigned'],
  ['RUN tailscale up --auth-key hunter2', 'hunter2', 'assigned'],
  ['RUN az login --service-principal -u app -p hunter2 --tenant t', 'hunter2', 'authorization'],
  ['RUN docker login -u me -p hunter2 acme.azurecr.io', 'hunter2', 'authorization'],
  ['RUN docker login -u me -phunter2 acme.azurecr.io', 'hunter2', 'authorization'],
  ['RUN docker login \\\n  -u me \\\n  -p \\\n  hunter2 acme.azurecr.io', 'hunter2', 'authorization'],
  ['RUN ["docker", "login", "-u", "me", "-p", "hunter2"]', 'hunter2', 'authorization'],
  ['RUN helm registry login acme.azurecr.io -u me -p "hunter 2"', 'hunter 2', 'authorization'],
  ['RUN oc login --token=hunter2', 'hunter2', 'assigned'],
  ['RUN mysql -u root -phunter2 -e "SELECT 1"', 'hunter2', 'authorization'],
  ["RUN mysqldump -uroot -p'hunter 2' db", 'hunter 2', 'authorization'],
  ['RUN ["mysqladmin", "-u", "root", "-phunter2"]', 'hunter2', 'authorization'],
  ['RUN sshpass -p hunter2 ssh a@b', 'hunter2', 'authorization'],
  ['RUN sshpass -phunter2 scp x a@b:', 'hunter2', 'authorization'],
  ['RUN PGPASSWORD=hunter2 psql -h db', 'hunter2', 'assigned'],
  ['RUN redis-cli -h db -a hunter2 ping', 'hunter2', 'authorization'],
  ['RUN mongosh -u root -p hunter2', 'hunter2', 'authorization'],
  ["RUN /opt/mssql-tools/bin/sqlcmd -S . -U sa -P 'hunter;2'", 'hunter;2', 'authorization'],
  ['RUN twine upload -u __token__ -p hunter2 dist/*', 'hunter2', 'authorization'],
  ['RUN wget --user=me --password=hunter2 https://x', 'hunter2', 'assigned'],
  ['RUN curl -uadmin:hunter2 http://x', 'hunter2', 'authorization'],
  ['RUN unzip -P hunter2 a.zip', 'hunter2', 'authorization'],
  ['RUN openssl rsa -passin pass:hunter2 -in k', 'hunter2', 'authorization'],
  ['RUN keytool -importcert -storepass hunter2 -noprompt', 'hunter2', 'authorization'],
  ['RUN keytool -genkey -keypass hunter2 -noprompt', 'hunter2', 'authorization'],
  ["RUN ssh-keygen -q -N 'hunter 2' -f k", 'hunter 2', 'authorization'],
  ['RUN 7z x -phunter2 a.7z', 'hunter2', 'authorization'],
  ['RUN lftp -u me,hunter2 host', 'hunter2', 'authorization'],
  ['RUN dotnet nuget add source -u me -p hunter2 https://x', 'hunter2', 'authorization'],
  ['RUN nuget setapikey hunter2', 'hunter2', 'authorization'],
  ['RUN mysqladmin -u root password hunter2', 'hunter2', 'authorization'],
  ['RUN cargo login hunter2', 'hunter2', 'authorization'],
  ['RUN subscription-manager register --activationkey hunter2', 'hunter2', 'assigned'],
  [`RUN echo '{"auths":{"x":{"auth":"aHVudGVyMg"}}}' > c`, 'aHVudGVyMg', 'authorization'],
  ['RUN echo "{\\"auth\\": \\"aHVudGVyMg\\"}" > c', 'aHVudGVyMg', 'authorization'],
  ['_auth=aHVudGVyMg', 'aHVudGVyMg', 'authorization'],
  ['RUN wget "https://a.blob.core.windows.net/b?sp=r&sig=hunter2"', 'hunter2', 'sas-signature'],
  ['RUN useradd -m -p hunter2 me', 'hunter2', 'authorization'],
  ['RUN htpasswd -bc /etc/htpasswd me hunter2', 'hunter2', 'authorization'],
  ['RUN htpasswd -nb me hunter2 > f', 'hunter2', 'authorization'],
  ['RUN snyk auth hunter2-0000', 'hunter2-0000', 'authorization'],
  ['RUN vault login hunter2', 'hunter2', 'authorization'],
  ['RUN npm config set //registry.npmjs.org/:_authToken hunter2', 'hunter2', 'authorization'],
  ['RUN aws configure set aws_secret_access_key hunter2', 'hunter2', 'authorization'],
  ['RUN dvc remote modify --local store account_key hunter2', 'hunter2', 'authorization'],
  ['RUN poetry config http-basic.acme me hunter2', 'hunter2', 'authorization'],
  ['RUN echo hunter2 | docker login -u me --password-stdin', 'hunter2', 'authorization'],
  ['RUN echo "hunter2" | sudo -S apt-get update', 'hunter2', 'authorization'],
  ['RUN echo hunter2 | gh auth login --with-token', 'hunter2', 'authorization'],
  ['machine github.com login bot password hunter2', 'hunter2', 'authorization'],
  ['machine github.com\n  login bot\n  password hunter2\n', 'hunter2', 'authorization'],
  ["RUN printf 'machine a.com\\nlogin bot\\npassword hunter2\\n' > ~/.netrc", 'hunter2', 'authorization'],
  ['RUN echo "password hunter2" >> ~/.netrc', 'hunter2', 'authorization'],
  ['FROM ${REG:-user:hunter2@reg}/app', 'hunter2', 'url-password'],
  ['ARG REG=user:hunter2@reg.example.com', 'hunter2', 'url-password'],
  ['The image `user:hunter2@reg/app` is not allowed', 'hunter2', 'url-password'],
];

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
  'RUN npm config set registry https://registry.example.com',
  'FROM acme.azurecr.io/app:1.2@sha256:0123456789abcdef',
  'FROM ${BASE:-python:3.12@sha256:0123456789abcdef}',
  '# Create a login and password for the database',
  'RUN yarn add foo@npm:bar@1.2.3',
  'RUN grep -q "-----BEGIN PRIVATE KEY-----" key.pem && pip install flask',
])('no secret: %s', (text) => {
  expect(findSecrets(text)).toEqual([]);
});

test('a private key is masked over its lines', () => {
  const body = `\n${'MIIEvQIBADANBgkqhkiG9w0B\n'.repeat(3)}`;
  const text = `RUN echo "-----BEGIN RSA PRIVATE KEY-----${body}-----END RSA PRIVATE KEY-----" > k`;
  expect(maskSecrets(text)).toBe(
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
