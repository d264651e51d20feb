import type { NativeFlavour } from '@sagittal/engines';
import { TENSORFLOW_VERSION } from '@sagittal/engines';

/** One wheel of pip's index, and what of it is unpacked where. */
export interface Wheel {
  readonly project: string;
  readonly version: string;
  /** The end of the file name: platform tags that serve, best first. */
  readonly platforms: readonly RegExp[];
  /** Where a member of the wheel goes below the build's folder; null: it is left in the wheel. */
  readonly place: (member: string) => string | null;
}

export interface BuildPlan {
  readonly wheels: readonly Wheel[];
  /** Bytes that downloads and what is unpacked take at the most. */
  readonly disk: number;
  /** Libraries that the addon itself loads, so that TensorFlow finds them: paths below the build's folder. */
  readonly libraries: readonly string[];
}

const GIB = 2 ** 30;

const LIBRARIES = ['libtensorflow_cc.so.2', 'libtensorflow_framework.so.2'];

/** TensorFlow's two libraries and its headers. */
function tensorflowPlace(member: string): string | null {
  const inside = member.replace(/^tensorflow\//, '');
  if (inside === member) return null;
  return LIBRARIES.includes(inside) || inside.startsWith('include/') ? inside : null;
}

function tensorflow(project: string, arch: string): Wheel {
  return {
    project,
    version: TENSORFLOW_VERSION,
    // the libraries are the same for every Python
    platforms: [new RegExp(`-cp312-cp312-manylinux[^-]*_${arch}\\.whl$`), new RegExp(`-manylinux[^-]*_${arch}\\.whl$`)],
    place: tensorflowPlace,
  };
}

/** The newest of CUDA 12 and cuDNN 9 that TensorFlow 2.21 allows for: project, version, libraries by their folder. */
const CUDA: readonly (readonly [project: string, version: string, folder: string, libraries: readonly string[]])[] = [
  ['nvidia-cuda-runtime-cu12', '12.9.79', 'cuda_runtime', ['libcudart.so.12']],
  ['nvidia-nvjitlink-cu12', '12.9.86', 'nvjitlink', ['libnvJitLink.so.12']],
  ['nvidia-cublas-cu12', '12.9.3.13', 'cublas', ['libcublasLt.so.12', 'libcublas.so.12']],
  ['nvidia-cufft-cu12', '11.4.1.4', 'cufft', ['libcufft.so.11']],
  ['nvidia-curand-cu12', '10.3.10.19', 'curand', ['libcurand.so.10']],
  ['nvidia-cusparse-cu12', '12.5.10.65', 'cusparse', ['libcusparse.so.12']],
  ['nvidia-cusolver-cu12', '11.7.5.82', 'cusolver', ['libcusolver.so.11']],
  ['nvidia-cuda-nvrtc-cu12', '12.9.86', 'cuda_nvrtc', ['libnvrtc.so.12']],
  ['nvidia-cuda-cupti-cu12', '12.9.79', 'cuda_cupti', ['libcupti.so.12']],
  ['nvidia-cudnn-cu12', '9.28.0.42', 'cudnn', ['libcudnn.so.9']],
  ['nvidia-nccl-cu12', '2.32.3', 'nccl', ['libnccl.so.2']],
];

/** The folders of NVIDIA's libraries below the build's folder. */
export const CUDA_FOLDERS: readonly string[] = CUDA.map(([, , folder]) => `nvidia/${folder}/lib`);

const nvidia = CUDA.map(([project, version]): Wheel => ({
  project,
  version,
  platforms: [/-manylinux[^-]*_x86_64\.whl$/],
  place: (member) => (/^nvidia\/[^/]+\/lib\/[^/]*\.so(\.|$)/.test(member) ? member : null),
}));

/**
 * What a build needs on a platform.
 * @throws Error where there is no such build, with what is possible instead.
 */
export function planOf(flavour: NativeFlavour, platform: string, arch: string): BuildPlan {
  if (platform !== 'linux') {
    throw new Error(
      `TensorFlow's library is built into the bindings on Linux only, not on ${platform}. Here ONNX Runtime trains, and needs nothing of this; on Windows, WSL 2 is a Linux.`,
    );
  }
  if (flavour === 'cpu' && arch === 'x64')
    return { wheels: [tensorflow('tensorflow-cpu', 'x86_64')], disk: 1.6 * GIB, libraries: [] };
  if (flavour === 'cpu' && arch === 'arm64')
    return { wheels: [tensorflow('tensorflow', 'aarch64')], disk: 1.6 * GIB, libraries: [] };
  if (flavour === 'cuda' && arch === 'x64') {
    return {
      wheels: [tensorflow('tensorflow', 'x86_64'), ...nvidia],
      disk: 9 * GIB,
      libraries: CUDA.flatMap(([, , folder, names]) => names.map((name) => `nvidia/${folder}/lib/${name}`)),
    };
  }
  throw new Error(
    `There is no TensorFlow ${TENSORFLOW_VERSION} ${flavour === 'cuda' ? 'with CUDA ' : ''}for ${platform} on ${arch}.${
      flavour === 'cuda' ? ' Without a GPU: npm run engine:native' : ' ONNX Runtime trains here without it.'
    }`,
  );
}
