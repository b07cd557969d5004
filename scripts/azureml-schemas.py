"""Writes src/kinds/azureml-yaml/schemas.json: the keys that `az ml` accepts in its YAML files, and what each must be.

    python3 -m venv venv && venv/bin/pip install azure-ai-ml
    venv/bin/python scripts/azureml-schemas.py

Components are not among them: they may have keys of their own. The source is the package azure-ai-ml itself: its marshmallow schemas refuse every key that they do not name. Run it for each
release of the package; `test/azureml-sdk.test.ts` holds what we make of it against the loaders of the package.

A schema is a mapping of each key to what its value must be:

- `text`, `integer`, `number`, `boolean`, `mapping` (of anything), `texts` (a mapping of texts);
- `=name`: a mapping with the keys of that schema; `?name`: that, or something that is no mapping, such as a reference;
- `*`: this is not judged.
"""

import datetime
import json
from pathlib import Path

from azure.ai.ml import __version__
from azure.ai.ml._schema._deployment.batch.batch_deployment import BatchDeploymentSchema
from azure.ai.ml._schema._deployment.batch.model_batch_deployment import ModelBatchDeploymentSchema
from azure.ai.ml._schema._deployment.batch.pipeline_component_batch_deployment_schema import (
    PipelineComponentBatchDeploymentSchema,
)
from azure.ai.ml._schema._deployment.online.online_deployment import (
    KubernetesOnlineDeploymentSchema,
    ManagedOnlineDeploymentSchema,
)
from azure.ai.ml._schema._sweep.sweep_job import SweepJobSchema
from azure.ai.ml._schema.assets.environment import AnonymousEnvironmentSchema, EnvironmentSchema
from azure.ai.ml._schema.core import fields as own
from azure.ai.ml._schema.job.command_job import CommandJobSchema
from azure.ai.ml._schema.pipeline.pipeline_job import PipelineJobSchema
from azure.ai.ml._schema.job.spark_job import SparkJobSchema
from azure.ai.ml.constants._common import BASE_PATH_CONTEXT_KEY
from marshmallow import RAISE, fields

CONTEXT = {BASE_PATH_CONTEXT_KEY: Path(".")}
TARGET = Path(__file__).parent.parent / "src/kinds/azureml-yaml/schemas.json"

# Where several classes read one kind of document, because `az ml` chooses by a key or by the command, all their keys are accepted.
DOCUMENTS = {
    "environment": [EnvironmentSchema],
    "anonymous-environment": [AnonymousEnvironmentSchema],
    "managed-online-deployment": [ManagedOnlineDeploymentSchema],
    "kubernetes-online-deployment": [KubernetesOnlineDeploymentSchema],
    "batch-deployment": [BatchDeploymentSchema, ModelBatchDeploymentSchema, PipelineComponentBatchDeploymentSchema],
    "command-job": [CommandJobSchema],
    "sweep-job": [SweepJobSchema],
    "pipeline-job": [PipelineJobSchema],
    "spark-job": [SparkJobSchema],
}

# By schemas below: made from classes when they are met.
named = {}


def keys_of(schema):
    """The keys of one schema with what is wanted of each; without those that it only writes, unless it reads over them."""
    reads_over = hasattr(schema, "trim_dump_only")
    return {
        field.data_key or name: "*" if field.dump_only else wanted(field)
        for name, field in schema.fields.items()
        if not field.dump_only or reads_over
    }


def wanted(field):
    if getattr(field, "allow_none", False) and not isinstance(field, own.UnionField):
        return "*"
    if isinstance(field, own.ExperimentalField):
        return wanted(field.experimental_field)
    if isinstance(field, own.UnionField):
        return wanted_of_any(list(field.union_fields))
    if isinstance(field, fields.Nested):
        return "=" + name_of([field.schema]) if is_strict(field) else "*"
    if type(field) is fields.Dict and type(field.value_field) is fields.Str:
        return "texts"
    return next((word for kind, word in SIMPLE if type(field) is kind), "*")


def is_strict(nested):
    """Whether it refuses keys that it does not know."""
    return not nested.many and nested.unknown in (None, RAISE)


# Only these classes themselves: what is derived from them may accept more.
SIMPLE = [
    (fields.Str, "text"),
    (fields.Int, "integer"),
    (fields.Float, "number"),
    (fields.Bool, "boolean"),
    (fields.Dict, "mapping"),
]


def wanted_of_any(choices):
    """Of several choices, the keys of all that are mappings, if no other choice could take a mapping."""
    choices = [one.experimental_field if isinstance(one, own.ExperimentalField) else one for one in choices]
    nested = [one for one in choices if isinstance(one, fields.Nested)]
    if not nested or not all(is_strict(one) for one in nested):
        return "*"
    others = [one for one in choices if one not in nested]
    if any(not isinstance(one, SCALARS) for one in others):
        return "*"
    return ("?" if others else "=") + name_of([one.schema for one in nested])


SCALARS = (
    fields.Str,
    own.ArmStr,
    own.RegistryStr,
    own.InternalRegistryStr,
    own.StringTransformedEnum,
)


def name_of(schemas):
    """The name of the schema that has the keys of some; what they want of a key differently is not judged."""
    name = "+".join(dict.fromkeys(type(one).__name__.removesuffix("Schema") for one in schemas))
    if name not in named:
        named[name] = None  # a schema may be within itself
        named[name] = merged([keys_of(one) for one in schemas])
    return name


def merged(lists):
    result = {}
    for keys in lists:
        for key, want in keys.items():
            result[key] = want if result.get(key, want) == want else "*"
    return result


documents = {
    name: merged([keys_of(one(context=CONTEXT)) for one in classes]) for name, classes in DOCUMENTS.items()
}
TARGET.write_text(
    json.dumps(
        {
            "source": f"https://pypi.org/project/azure-ai-ml/{__version__}/",
            "taken": datetime.date.today().isoformat(),
            "documents": documents,
            "schemas": {name: keys for name, keys in sorted(named.items())},
        },
        indent=2,
    )
    + "\n"
)
