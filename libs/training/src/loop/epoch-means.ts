import { predictedClasses } from '@sagittal/models';
import type { StepResult } from '@sagittal/engines';
import type { SampleBatch } from '../samples/sample-source.ts';

/** Training loss and accuracy of an epoch as its steps saw them, before each update (as Keras reports them); dropout is on. */
export class EpochMeans {
  #loss = 0;
  #right = 0;
  #count = 0;

  add(batch: SampleBatch, { loss, probabilities }: StepResult, labels: Int32Array, classCount: number): void {
    const predicted = predictedClasses(probabilities, classCount);
    for (const [row, index] of batch.indices.entries()) if (predicted[row] === labels[index]) this.#right += 1;
    this.#loss += loss * batch.count;
    this.#count += batch.count;
  }

  get loss(): number {
    return this.#loss / this.#count;
  }

  get accuracy(): number {
    return this.#right / this.#count;
  }
}
