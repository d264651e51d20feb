import type { Builder } from '../../builder.ts';
import { previewAugmentation } from './service.ts';

/** A picture is decoded, changed and encoded anew: a hundred times what reading a field takes, and more. */
const PICTURE_COST = 1_000;

export function addAugmentation(builder: Builder): void {
  builder.objectType('AugmentedPicture', {
    description: 'A training picture as the network sees it in one epoch.',
    fields: (t) => ({
      image: t.expose('image', { type: 'Image', description: 'The picture that was changed.' }),
      epoch: t.exposeInt('epoch', { description: 'In which epoch it is seen like this; counted from 1.' }),
      picture: t.exposeString('picture', {
        description:
          'A data URL, for a browser: WebP with at most 256 pixels a side. The network sees it at the size of its input.',
      }),
    }),
  });
  builder.queryField('augmentationPreview', (t) =>
    t.field({
      type: ['AugmentedPicture'],
      description:
        'What the network will see of some training pictures: exactly what a training of this recipe draws for them. With fewer images than `count`, each is shown in several epochs.',
      complexity: ({ count }) => ({ field: PICTURE_COST * Math.max(1, Math.min(count, 100)), multiplier: 1 }),
      args: {
        splitId: t.arg.id({
          description: 'Some training images of this split, always the same ones. Either this or `imageIds`.',
        }),
        imageIds: t.arg.idList({ description: 'These images.' }),
        preset: t.arg.string({ description: 'A name of `presets`.' }),
        recipe: t.arg({ type: 'JSON', description: 'A recipe, or the part of it that differs from the preset.' }),
        seed: t.arg.int({ description: "Instead of the recipe's." }),
        epoch: t.arg.int({ required: true, defaultValue: 1, description: 'The first epoch that is shown.' }),
        count: t.arg.int({ required: true, defaultValue: 8, description: 'How many pictures, at most 16.' }),
      },
      resolve: (_root, args, context) => previewAugmentation(context, args),
    }),
  );
}
