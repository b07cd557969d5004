"""Loads YAML as `az ml` does. Reads a line of JSON for each text, `{"kind": …, "path": …}`, and writes whether it is accepted.

It needs the package azure-ai-ml; `test/azureml-sdk.test.ts` runs it.
"""

import json
import logging
import os
import sys
import warnings

logging.disable(logging.CRITICAL)
warnings.simplefilter("ignore")
# The package prints: what it prints must not come among the answers.
answers = os.fdopen(os.dup(1), "w")
os.dup2(2, 1)

from azure.ai.ml import (  # noqa: E402
    load_batch_deployment,
    load_environment,
    load_job,
    load_online_deployment,
)
from azure.ai.ml.entities._load_functions import (  # noqa: E402
    load_model_batch_deployment,
    load_pipeline_component_batch_deployment,
)

# `az ml` takes one of several by the type, so what one of them accepts is accepted.
LOADERS = {
    # Its own check is not made by the loader.
    "environment": [lambda path: load_environment(path).validate()],
    "online-deployment": [load_online_deployment],
    "batch-deployment": [
        load_batch_deployment,
        load_model_batch_deployment,
        load_pipeline_component_batch_deployment,
    ],
    "job": [load_job],
}


def error_of(load, path):
    try:
        load(path)
    except Exception as error:
        return str(error)
    return None


for line in sys.stdin:
    asked = json.loads(line)
    errors = [error_of(load, asked["path"]) for load in LOADERS[asked["kind"]]]
    print(json.dumps(None if None in errors else errors[0]), file=answers, flush=True)
