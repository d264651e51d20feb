import { checkParameters } from '@sagittal/models';
import { hashedParameters, readSafetensors, smallNetworks } from '@sagittal/models/testing';
import { expect, test } from 'vitest';
import { encodeSafetensors } from './safetensors.ts';

test.each(smallNetworks.map((graph) => [graph.name, graph] as const))(
  'a saved %s is the same when it is loaded',
  (_name, graph) => {
    const parameters = hashedParameters(graph);
    const file = encodeSafetensors(parameters, { epoch: '1' });
    expect(checkParameters(graph, readSafetensors(file, 'checkpoint'))).toEqual(parameters);
  },
);
