import { settingsOf } from '../config/settings.ts';
import { lintSource } from '../lint.ts';
import { grow } from '../report/render.ts';
import { text } from '../report/text.ts';
import { version } from '../version.ts';

/** A bit of everything that is common in Dockerfiles, with something to find in it. */
const sample = `# syntax=docker/dockerfile:1
ARG TAG=latest
FROM mcr.microsoft.com/azureml/minimal-py312-inference:\${TAG} AS base
USER root
ENV DEBIAN_FRONTEND=noninteractive PATH="/opt/bin:\${PATH}"
# What the model needs.
RUN apt-get update && \\
    apt-get install -y libpng-tools | tee /tmp/log && \\
    if [ -f /tmp/log ]; then cd /opt && sudo rm -rf "$HOME/.cache" > /dev/null 2>&1; fi
RUN --mount=type=cache,target=/root/.cache/pip pip install -r /tmp/requirements.txt numpy==2.1.*
RUN <<EOF
set -e
curl -fsSL https://example.org/install.sh | bash
EOF
WORKDIR /var/azureml-app
COPY --from=build --chown=dockeruser ["model.pkl", "score.py", "./"]
ENV AZUREML_MODEL_DIR=/var/azureml-app/azureml-models
HEALTHCHECK CMD curl -f http://localhost:5001/ || exit 1
EXPOSE 5001
CMD ["runsvdir", "/var/runit"]
`;

/** Does what most runs do, without any output, so that the functions they need are compiled. */
export function warmUp(): void {
  const settings = settingsOf({});
  const file = { path: 'Dockerfile', ...lintSource(sample, settings) };
  const rules = settings.rules.map(({ rule }) => rule);
  const run = { files: [file], errors: [], rules, now: settings.now, version, elapsed: 0 };
  const options = { color: true, width: 80, quiet: false, showSuppressed: false, hyperlinks: false };
  const report = grow(text, rules, options);
  for (const _piece of [...report.file(file), ...report.end(run)]);
}
