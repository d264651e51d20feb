import { AppError } from '@sagittal/contracts';
import type { Builder } from '../../builder.ts';
import { addConnection } from '../../connection.ts';

export function addPredictions(builder: Builder) {
  builder.prismaObject('Prediction', {
    interfaces: ['Node'],
    description: "A model's answer for one image.",
    fields: (t) => ({
      id: t.exposeID('id', { description: "The prediction's id, as in `prd_…`." }),
      evaluation: t.relation('evaluation', { description: 'Of which evaluation.' }),
      image: t.field({
        type: 'Image',
        description: 'For which image, as in the version that was evaluated.',
        resolve: async (prediction, _args, { loaders }) => {
          const version = await loaders.evaluatedVersion.load(prediction.evaluationId);
          const image = await loaders.image.load({ itemId: prediction.itemId, version });
          if (!image)
            throw new AppError('NOT_FOUND', { message: 'The image of this prediction is gone.', item: prediction.itemId });
          return image;
        },
      }),
      label: t.exposeString('label', { description: 'As it was when evaluated.' }),
      predictedLabel: t.exposeString('predictedLabel', { description: 'The class with the highest score.' }),
      correct: t.exposeBoolean('correct', { description: 'Whether the two are the same.' }),
      scores: t.exposeFloatList('scores', { description: "Probabilities in the order of the evaluation's classes." }),
      explanationUrl: t.string({
        nullable: true,
        description:
          'A heat map of what the answer rests on, for a class, by default the predicted one; null where there is none.',
        args: { target: t.arg.string({ description: 'For which class.' }) },
        resolve: () => null,
      }),
    }),
  });
  addConnection(builder, 'Prediction', 'the predictions of an evaluation');
  return {
    where: builder.inputType('PredictionWhere', {
      description: 'Which predictions; all conditions must hold.',
      fields: (t) => ({
        imageIds: t.idList({ description: 'For one of these images.' }),
        correct: t.boolean({ description: 'Right ones, or wrong ones.' }),
        label: t.string({ description: 'Of this true class.' }),
        predictedLabel: t.string({ description: 'Taken for this class.' }),
        minScore: t.float({ description: "The predicted class's score is at least this." }),
        maxScore: t.float({ description: "The predicted class's score is at most this." }),
      }),
    }),
  };
}

export type PredictionInputs = ReturnType<typeof addPredictions>;
