/**
 * The packages of the Azure ML SDK v1.
 *
 * Source: the packages on PyPI that Microsoft publishes as parts of this SDK, looked up on 2026-11-26. Not among them are packages that live on beside SDK v2: azureml-mlflow, azureml-inference-server-http,
 * azureml-defaults, azureml-contrib-services, azureml-ai-monitoring, azureml-dataprep, azureml-telemetry, azureml-fsspec,
 * mltable.
 */
export const SDK_V1: ReadonlySet<string> = new Set(
  `azureml-sdk azureml-core azureml-cli-common azureml-dataset-runtime azureml-datadrift azureml-explain-model
  azureml-interpret azureml-opendatasets azureml-tensorboard azureml-widgets azureml-accel-models
  azureml-pipeline azureml-pipeline-core azureml-pipeline-steps
  azureml-train azureml-train-core azureml-train-restclients-hyperdrive
  azureml-train-automl azureml-train-automl-client azureml-train-automl-runtime
  azureml-automl-core azureml-automl-runtime azureml-automl-dnn-nlp azureml-automl-dnn-vision
  azureml-contrib-automl-dnn-forecasting azureml-contrib-automl-pipeline-steps azureml-contrib-dataset
  azureml-contrib-fairness azureml-contrib-interpret azureml-contrib-notebook azureml-contrib-pipeline-steps
  azureml-contrib-reinforcementlearning azureml-contrib-run azureml-contrib-server`.split(/\s+/),
);

/**
 * The day on which the support of SDK v1 ended. Source: Microsoft Learn, "How Azure Machine Learning works" (v1): "SDK v1 is
 * deprecated as of March 31, 2025. Support for it will end on June 30, 2026." Read on 2026-11-26.
 */
export const SDK_V1_END = '2026-06-30';
