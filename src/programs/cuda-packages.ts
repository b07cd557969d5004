/** Python packages that are built for one CUDA, and those that bring it. */

/** A package that needs the CUDA libraries of the image. */
export interface CudaPackage {
  readonly name: RegExp;
  /** The major version of CUDA, by versions of the package; the first line that fits holds. Absent: not known. */
  readonly builtFor?: readonly { readonly versions: string; readonly major: number }[];
  /** The package that does the same on a CPU. */
  readonly onCpu?: string;
  readonly source: string;
  /** The day on which the source said so, `YYYY-MM-DD`. */
  readonly checked: string;
}

export const CUDA_PACKAGES: readonly CudaPackage[] = [
  {
    name: /^onnxruntime-gpu$/,
    // Those of the index of PyPI: since 1.19 for CUDA 12.
    builtFor: [
      { versions: '<1.19', major: 11 },
      { versions: '>=1.19,<1.24', major: 12 },
    ],
    onCpu: 'onnxruntime',
    source: 'https://onnxruntime.ai/docs/execution-providers/CUDA-ExecutionProvider.html',
    checked: '2026-11-26',
  },
  {
    name: /^tensorflow-gpu$/,
    builtFor: [
      { versions: '>=1.13,<2.4', major: 10 },
      { versions: '>=2.4,<2.12', major: 11 },
    ],
    onCpu: 'tensorflow',
    source: 'https://www.tensorflow.org/install/source#gpu',
    checked: '2026-11-26',
  },
  // The name has the version: `cupy-cuda12x`, `cupy-cuda118`.
  {
    name: /^cupy-cuda\d+x?$/,
    source: 'https://docs.cupy.dev/en/stable/install.html',
    checked: '2026-11-26',
  },
  // The same: `mxnet-cu112`.
  {
    name: /^mxnet-cu\d+$/,
    onCpu: 'mxnet',
    source: 'https://pypi.org/project/mxnet-cu112/',
    checked: '2026-11-26',
  },
];

/** Packages of PyTorch, whose wheels for CUDA bring it. Source: https://pytorch.org/get-started/locally/ */
export const BRINGS_OWN_CUDA: readonly string[] = ['torch', 'torchvision', 'torchaudio'];

/** Packages of conda that are CUDA itself, in a version of it. Source: anaconda.org/nvidia and conda-forge. */
export const CUDA_ITSELF: readonly string[] = ['cudatoolkit', 'cuda-toolkit', 'cuda-version', 'cuda'];

/** What brings libraries of CUDA, by pip, conda or the package manager of the system. */
export const BRINGS_CUDA = /^(?:nvidia-(?!smi)|cuda|cudnn|libcu(?:dnn|blas|da)|tensorrt)/;
