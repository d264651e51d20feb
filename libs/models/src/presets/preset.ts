import type { RecipeInput } from '@sagittal/contracts';

/** A recipe of the literature, or one that is known to work, under a name. */
export interface Preset {
  /** As in `launch --preset small-cnn`. */
  readonly name: string;
  readonly title: string;
  /** Where the recipe or its network is described; null where nowhere. */
  readonly paper: string | null;
  /** One or two sentences: what it does, for what, and about how long it takes. */
  readonly description: string;
  readonly recipe: RecipeInput;
  /** The same chain of parts on a small input with seeded weights: seconds, to see that everything works. */
  readonly smoke: RecipeInput;
}
