/** What is known of NumPy 2, which packages built for NumPy 1 cannot use. */

/**
 * The first release of each package that was built for NumPy 2. With an older one the import fails: "numpy.dtype size changed",
 * "numpy.core.multiarray failed to import". Source: numpy/numpy#26191 and the release notes of each, read on 2026-11-26.
 */
export const BUILT_FOR_NUMPY_2: Readonly<Record<string, string>> = {
  pandas: '2.2.2',
  'scikit-learn': '1.4.2',
  scipy: '1.13.0',
  matplotlib: '3.8.4',
  numba: '0.60.0',
  'opencv-python': '4.10.0.84',
};

/** The oldest Python that NumPy 2 is for, as the minor version of Python 3. Source: PyPI, numpy 2.0.0. */
export const OLDEST_PYTHON_OF_NUMPY_2 = 9;

/**
 * Packages that use names which NumPy 2 has removed. azureml-core: `np.unicode_`, in all releases up to 1.61.0.post4.
 * Sources: its wheel; Azure/azure-sdk-for-python#38052 and #43471.
 */
export const NOT_FOR_NUMPY_2: readonly string[] = ['azureml-core'];

/**
 * Packages that bring no NumPy, so that they do not decide its version either. From `pip install --dry-run` of all of them
 * together on 2026-11-26.
 */
export const WITHOUT_NUMPY: ReadonlySet<string> = new Set(
  `pip setuptools wheel flask fastapi uvicorn gunicorn requests httpx pydantic pydantic-settings cloudpickle joblib dill
  pyyaml python-dotenv pillow azure-identity azure-storage-blob azure-keyvault-secrets azure-ai-ml
  azureml-inference-server-http inference-schema applicationinsights opencensus-ext-azure azure-monitor-opentelemetry
  psutil tqdm click jinja2 werkzeug cython six python-dateutil pytz tzdata simplejson orjson msgpack protobuf grpcio
  debugpy ipykernel pytest black flake8 rich typer loguru sqlalchemy psycopg2-binary pyodbc redis boto3 openai tiktoken
  regex ujson aiohttp beautifulsoup4 lxml nltk threadpoolctl certifi cryptography tenacity`.split(/\s+/),
);
