/** The base images of edge cases. */

/** Serves a model as `dockeruser`; its environment belongs to `dockeruser`. */
export const INFERENCE = 'mcr.microsoft.com/azureml/minimal-py312-inference:latest';

/** Serves a model as `dockeruser`; its environment belongs to root. */
export const CURATED_INFERENCE = 'mcr.microsoft.com/azureml/curated/minimal-py311-inference:56';

/** The base of inference images; its environment belongs to root. */
export const INFERENCE_BASE = 'mcr.microsoft.com/azureml/inference-base-2204:20260722.v3';

/** Serves a model as root. */
export const RUNS_AS_ROOT = 'mcr.microsoft.com/azureml/curated/foundation-model-inference:71';

/** Trains models as root. */
export const TRAINING = 'mcr.microsoft.com/azureml/openmpi4.1.0-ubuntu22.04:20260715.v1';

/** The same with Ubuntu 24.04. */
export const TRAINING_24 = 'mcr.microsoft.com/azureml/openmpi5.0-ubuntu24.04:20260715.v1';

/** Neither trains nor serves; it starts `python3`. */
export const PYTHON = 'python:3.12';
