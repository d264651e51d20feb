import { AppError } from '@sagittal/contracts';
import type { Graph, Parameters, Tensor } from '../graph/graph.ts';
import { parameterShapes } from '../graph/parameters.ts';
import { checkParameters } from './check-parameters.ts';
import type { WeightsRow } from './row.ts';

/**
 * The parameters of a graph out of the tensors of a file, every one of them and no others.
 * @throws AppError WEIGHTS_MISMATCH, which names the first tensor that is missing, has another shape, or is left over;
 * WEIGHTS_CORRUPT where a number is not finite
 */
export function fitParameters(row: Pick<WeightsRow, 'name' | 'map'>, graph: Graph, source: Parameters): Parameters {
  const named = namedAlike(row, graph, source);
  const parameters = checkParameters(graph, named);
  const unused = [...named.keys()].find((name) => !parameters.has(name));
  if (unused !== undefined) {
    throw new AppError('WEIGHTS_MISMATCH', {
      message: `The weights ${row.name} hold ${unused}, which ${graph.name} has not.`,
      item: unused,
    });
  }
  for (const [name, { data }] of parameters) {
    if (data.some((value) => !Number.isFinite(value))) {
      throw new AppError('WEIGHTS_CORRUPT', { message: `Tensor ${name} of the weights ${row.name} is not finite.`, item: name });
    }
  }
  return parameters;
}

/** The tensors of a file by the names of the graph, as far as they have any. */
export function namedAlike(row: Pick<WeightsRow, 'map'>, graph: Graph, source: Parameters): Parameters {
  const numbered = renumbered(source, graph);
  return withDepthwiseKernels(row.map?.(numbered) ?? numbered, graph);
}

/** Names that Keras gives by itself: the class, and how many of it there were before in that session. */
const NUMBERED = /^(conv2d|depthwise_conv2d|separable_conv2d|dense|batch_normalization|layer_normalization)(?:_(\d+))?\/(.+)$/;

/** Numbers in use by class, ascending. */
function numbersOf(names: Iterable<string>): Map<string, number[]> {
  const numbers = new Map<string, Set<number>>();
  for (const name of names) {
    const [, kind, number] = NUMBERED.exec(name) ?? [];
    if (kind === undefined) continue;
    const ofKind = numbers.get(kind) ?? new Set();
    numbers.set(kind, ofKind.add(Number(number ?? 0)));
  }
  return new Map([...numbers].map(([kind, ofKind]) => [kind, [...ofKind].sort((a, b) => a - b)]));
}

/** Layers that Keras numbered, by the numbers of the graph: a second network of one session begins at conv2d_94. */
function renumbered(source: Parameters, graph: Graph): Parameters {
  const here = numbersOf(parameterShapes(graph).keys());
  const there = numbersOf(source.keys());
  return new Map(
    [...source].map(([name, tensor]): [string, Tensor] => {
      const [, kind = '', number, weight = ''] = NUMBERED.exec(name) ?? [];
      const ours = here.get(kind) ?? [];
      const theirs = there.get(kind) ?? [];
      const rank = theirs.indexOf(Number(number ?? 0));
      const wanted = ours.length === theirs.length ? ours[rank] : undefined;
      return [wanted === undefined ? name : `${kind}${wanted === 0 ? '' : `_${String(wanted)}`}/${weight}`, tensor];
    }),
  );
}

/** Keras 3 calls the kernel of a depthwise convolution `kernel`; Keras 2, its published files and our graphs `depthwise_kernel`. */
function withDepthwiseKernels(parameters: Parameters, graph: Graph): Parameters {
  const depthwise = new Set(graph.layers.filter(({ kind }) => kind === 'depthwise-conv2d').map(({ name }) => `${name}/kernel`));
  if (![...parameters.keys()].some((name) => depthwise.has(name))) return parameters;
  return new Map(
    [...parameters].map(([name, tensor]) => [depthwise.has(name) ? name.replace(/kernel$/, 'depthwise_kernel') : name, tensor]),
  );
}
