/**
 * Python packages that are built for one CUDA, as of 2026-11. Sources: the installation pages of each project, see below.
 */

/** A package that needs the CUDA libraries of the image. */
export interface CudaPackage {
  readonly name: RegExp;
  /** The major version of CUDA, by versions of the package; the first line that fits holds. Absent: not known. */
  readonly builtFor?: readonly { readonly versions: string; readonly major: number }[];
  /** The package that does the same on a CPU. */
  readonly onCpu?: string;
}

export const CUDA_PACKAGES: readonly CudaPackage[] = [
  // https://onnxruntime.ai/docs/execution-providers/CUDA-ExecutionProvider.html: CUDA 12 is the default since 1.19.
  {
    name: /^onnxruntime-gpu$/,
    builtFor: [
      { versions: '<1.19', major: 11 },
      { versions: '>=1.19,<1.24', major: 12 },
    ],
    onCpu: 'onnxruntime',
  },
  // https://www.tensorflow.org/install/source#gpu
  { name: /^tensorflow-gpu$/, onCpu: 'tensorflow' },
  // https://docs.cupy.dev/en/stable/install.html: `cupy-cuda12x`, `cupy-cuda118`.
  { name: /^cupy-cuda\d+x?$/ },
  // https://mxnet.apache.org/get_started: `mxnet-cu112`.
  { name: /^mxnet-cu\d+$/, onCpu: 'mxnet' },
];

/** Packages of PyTorch, whose wheels for CUDA bring it. Source: https://pytorch.org/get-started/locally/ */
export const BRINGS_OWN_CUDA: readonly string[] = ['torch', 'torchvision', 'torchaudio'];

/** Packages of conda that are CUDA itself, for a version of it. Source: anaconda.org/nvidia and conda-forge. */
export const CUDA_ITSELF: readonly string[] = ['cudatoolkit', 'cuda-toolkit', 'cuda-version', 'cuda'];

/** What brings libraries of CUDA, by pip, conda or the package manager of the system. */
export const BRINGS_CUDA = /^(?:nvidia-(?!smi)|cuda|cudnn|libcu(?:dnn|blas|da)|tensorrt)/;
