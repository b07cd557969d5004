/** Projects with an entry script, for the rules about it. */

export const DOCKERFILE = `FROM mcr.microsoft.com/azureml/minimal-py312-inference:latest
COPY app /var/azureml-app
ENV AZUREML_ENTRY_SCRIPT=score.py
`;

/** A script that an image loads. */
export const loaded = (script: string, more = {}) => ({
  project: { Dockerfile: DOCKERFILE, 'app/score.py': script, ...more },
});
