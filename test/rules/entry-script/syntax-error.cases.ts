import rule from '../../../rules/entry-script/syntax-error.ts';
import { testEdgeCases } from '../edge-cases.ts';
import { DOCKERFILE, loaded } from './projects.ts';

const BODY = 'def init():\n    pass\ndef run(data):\n    return data\n';

testEdgeCases(rule, {
  valid: [
    loaded(`\ufeff${BODY}`.replaceAll('\n', '\r\n')),
    loaded(`\f${BODY}`),
    loaded(`match = {"case": 1}\ntype = match["case"]\n${BODY}`),
    loaded(`{% if gpu %}\n${BODY}{% endif %}\n`),
    loaded(`x = ${'('.repeat(3000)}1${')'.repeat(3000)}\n${BODY}`),
    { project: { Dockerfile: DOCKERFILE, 'app/score.py': BODY, 'app/other.py': 'def\n' } },
    { project: { Dockerfile: DOCKERFILE.replace('score.py', 'start.R'), 'app/start.R': 'x <- 1\n' } },
    loaded(`# azml-lint ignore=entry-script/syntax-error\nreturn\n${BODY}`),
  ],
  invalid: [
    loaded(`print "ü", 1\n#^^^^^^^^^^^ print\n${BODY}`),
    loaded(`x = 1\u00a0+ 2\n#    ^ character\n${BODY}`),
    loaded(`x = """\n#   ^^^ string\n${BODY}`),
    {
      project: {
        Dockerfile: `FROM mcr.microsoft.com/azureml/minimal-py312-inference:latest
COPY <<"EOF" /var/azureml-app/score.py
def init(x):
      pass
    pass
#   ^^^^ indentation
EOF
ENV AZUREML_ENTRY_SCRIPT=score.py
`,
      },
    },
  ],
});
