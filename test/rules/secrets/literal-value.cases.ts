import { dockerfile, dockerfiles } from 'azml-lint/testing';
import rule from '../../../rules/secrets/literal-value.ts';
import { key88, privateKey } from '../../secret-samples.ts';
import { testEdgeCases } from '../edge-cases.ts';
import { PYTHON } from '../images.ts';

/** Text that is made up, but looks random. Longer than what scanners look for, and assembled, so that none takes it for real. */
const random = ['q7Rk2Zx9', 'Lw4Vt8Bn', 'Yc3Hs6Dm', 'Jf5Gp1Kv', 'Nq8Ta2We', 'Ub6Xo9Ri', 'Ez4Cy7Sl'].join('');
const part = (length: number) => random.slice(0, length);
const published = (...parts: readonly string[]) => parts.join('');

/** What only looks like a credential, by what it is. */
const lookAlikes: Readonly<Record<string, string>> = {
  'a digest of SHA-256': `ENV API_KEY_SHA256=${'0123456789abcdef'.repeat(4)}`,
  'a digest that is called a token': `ENV TOKEN=${'89ff22ab'.repeat(5)}`,
  'a digest of SHA-1': `ENV LOG4J_API_SHA1=${'89ff22ab'.repeat(5)}`,
  'a checksum of a download': `RUN echo "${'0123456789abcdef'.repeat(4)}  x.tgz" | sha256sum -c`,
  'a checksum of 64 bytes in base64': `ENV ARCHIVE_SHA512=${key88}`,
  'the integrity of a package of npm': `RUN echo '"integrity": "sha512-${key88}"' >package-lock.json`,
  'a UUID': 'ENV AML_APP_INSIGHTS_KEY=0f8fad5b-d9cb-469f-a165-70867728950e',
  'the digest of an image': `RUN crane pull python@sha256:${'0123456789abcdef'.repeat(4)} x.tar`,
  'a public key of SSH': `RUN echo "ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAABgQ${random}${random} me@host" >>authorized_keys`,
  'a public key in PEM': `RUN printf -- '-----BEGIN PUBLIC KEY-----\\n${random}\\n-----END PUBLIC KEY-----' >key.pem`,
  'a certificate': `RUN printf -- '-----BEGIN CERTIFICATE-----\\n${random}\\n-----END CERTIFICATE-----' >ca.pem`,
  'the id of a key in the documentation of AWS': `ENV AWS_ACCESS_KEY_ID=${published('AKIA', 'IOSFODNN7', 'EXAMPLE')}`,
  'a key in the documentation of AWS': `ENV AWS_SECRET_ACCESS_KEY=${published('wJalrXUtnFEMI/K7MDENG/', 'bPxRfiCYEXAMPLEKEY')}`,
  'the key of Azurite': `ENV AZURE_STORAGE_CONNECTION_STRING="AccountName=devstoreaccount1;AccountKey=${published('Eby8vdM02xNOcqFlqUwJ', 'PLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/', 'K1SZFPTOtr/KBHBeksoGMGw==')};"`,
  'the key of the emulator of Cosmos DB': `ENV COSMOS_KEY=${published('C2y6yDjf5/R+ob0N8A7C', 'gv30VRDJIWEHLM+4QDU5DE2nQ9nDuVTqobD4b8mGGyPM', 'bIZnqyMsEcaGQy67XIw/Jw==')}`,
  'the token of jwt.io': `ENV JWT=${published('eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9', '.eyJzdWIiOiIxMjM0NTY3ODkwIiwibmFtZSI6IkpvaG4gRG9lIiwiaWF0IjoxNTE2MjM5MDIyfQ', '.SflKxwRJSMeKKF2QT4')}`,
  'user and password of an example': 'RUN git clone https://user:password@git.example.com/a/b',
  'the same, with the password of the user': 'ENV DATABASE_URL=postgres://postgres:postgres@db/x',
  'a guest': 'ENV BROKER=amqp://guest:guest@rabbitmq:5672',
  'a variable': 'RUN git clone https://me:${TOKEN}@git.example.com/a/b',
  'a variable beside words': 'RUN git clone https://me:a${TOKEN}@git.example.com/a/b',
  'template text': 'RUN git clone https://me:{{token}}@git.example.com/a/b',
  'a user alone': 'RUN git clone https://git@github.com/a/b',
  'a long user': 'RUN git clone https://organization-of-machine-learning@dev.azure.com/a/b',
  'a placeholder': `ENV GITHUB_TOKEN=${'gh'}p_${'x'.repeat(36)}`,
  'another placeholder': 'ENV API_KEY=your_api_key_goes_here_1A',
  'a shared access signature to be filled in':
    'ADD https://acme.blob.core.windows.net/m/x.onnx?sig=xxxxxxxxxxxxxxxxxxxxxxxx /m/',
  'a password, which is no random text': "RUN echo 'root:Docker!' | chpasswd",
  'an address of an image': 'RUN crane pull registry.example.com/token:1.2.3',
  'a package of that name': 'RUN pip install sk-learn-contrib-extensions-pack',
  'an address of mail': 'LABEL maintainer="mailto:me@example.com"',
  'a long path': 'ENV SECRET_KEY=/run/secrets/Very1Long2Path3To4The5Key',
  words: 'ENV SECRET_KEY=django-insecure-secret-key-for-development',
};

/** A line of a Dockerfile, the credential in it, and what the message calls it. */
const credentials: readonly (readonly [line: string, secret: string, what: string])[] = [
  [`ENV STORAGE=AccountName=acme;AccountKey=${key88};x`, key88, 'a key of an Azure account'],
  [`ARG KEY=${key88}`, key88, 'a key of an Azure account'],
  [`LABEL key="${key88}"`, key88, 'a key of an Azure account'],
  [`ONBUILD ENV KEY=${key88}`, key88, 'a key of an Azure account'],
  [
    `ENV BUS="Endpoint=sb://acme/;SharedAccessKeyName=root;SharedAccessKey=${part(43)}="`,
    `${part(43)}=`,
    'a key or token',
  ],
  [
    `ADD https://acme.blob.core.windows.net/m/x.onnx?sv=2024&sig=${part(43)}%3D /m/`,
    `${part(43)}%3D`,
    'the signature of a shared access URL',
  ],
  [`ENV GITHUB_TOKEN=${'gh'}p_${part(36)}`, `${'gh'}p_${part(36)}`, 'a token of GitHub'],
  [`RUN hf auth login --token ${'h'}f_${part(34)}`, `${'h'}f_${part(34)}`, 'a token of Hugging Face'],
  [`ENV OPENAI_API_KEY ${'s'}k-proj-${part(40)}`, `${'s'}k-proj-${part(40)}`, 'a key of OpenAI or Anthropic'],
  [
    `RUN x ${'AK'}IA${'QWERTZUIOPASDFGH'}`,
    `${'AK'}IA${'QWERTZUIOPASDFGH'}`,
    'the id of an access key of AWS',
  ],
  [
    `RUN az login --service-principal -u app -p abc8Q~${part(34)}`,
    `abc8Q~${part(34)}`,
    'a client secret of Microsoft Entra',
  ],
  [`RUN git clone https://me:tr0ub4dor@git.acme.com/a`, 'tr0ub4dor', 'a password in a URL'],
  [`RUN git clone https://${part(52)}@dev.azure.com/acme/p/_git/r`, part(52), 'a token in a URL'],
  [
    `RUN git clone https://${'4f6c37fc7e'.repeat(4)}:x-oauth-basic@github.com/a/b`,
    '4f6c37fc7e'.repeat(4),
    'a token in a URL',
  ],
  [`ENV REDIS=redis://:tr0ub4dor@cache.acme.com`, 'tr0ub4dor', 'a password in a URL'],
  [
    `RUN echo ${part(40)} | docker login acme.azurecr.io -u acme --password-stdin`,
    part(40),
    'a password or token',
  ],
  [`RUN curl -H "Authorization: Bearer ${part(40)}" https://acme.com/x`, part(40), 'a password or token'],
  [`ENV AWS_SECRET_ACCESS_KEY=${part(40)}`, part(40), 'a key or token'],
  [`RUN ["x", "--api-key", "${part(40)}"]`, part(40), 'a key or token'],
];

/** The line with carets below the credential. */
function marked(line: string, secret: string): string {
  const at = line.indexOf(secret);
  return `${line}\n#${' '.repeat(at - 1)}${'^'.repeat(secret.length)}\n`;
}

testEdgeCases(rule, {
  from: PYTHON,
  valid: [
    ...Object.entries(lookAlikes).map(([name, line]) => ({ name, text: `${line}\n` })),
    { name: 'a comment, which is not in the image', text: `# ${key88}\nRUN make\n` },
  ],
  invalid: [
    ...credentials.map(([line, secret, what]) => ({
      name: `${what}: ${line.split(' ')[0]} of ${line.length} characters`,
      text: marked(line, secret),
      data: { what },
    })),
    {
      name: 'a private key over several lines',
      data: { what: 'a private key' },
      text: dockerfile`
        COPY <<EOF /root/.ssh/key
        ${privateKey.slice(privateKey.indexOf('-----'), privateKey.indexOf('\n'))}
        ${'MIIEvQIBADANBgkqhkiG9w0B'.repeat(2)}
        #${'^'.repeat(47)}
        -----END RSA PRIVATE KEY-----
        EOF
      `,
    },
    {
      name: 'the beginning of a private key',
      data: { what: 'a private key' },
      text: dockerfile`
        ENV KEY="${privateKey.slice(privateKey.indexOf('-----'), privateKey.indexOf('KEY-----'))}KEY-----MIIEvQIBADANBgkqhkiG9w0B"
        #                                       ^^^^^^^^^^^^^^^^^^^^^^^^
      `,
    },
    ...dockerfiles`
      # among others, on a continuation line
      RUN make && \
          git clone https://me:tr0ub4dor@git.acme.com/a && \
      #                        ^^^^^^^^^
          make
    `,
  ],
});
