'use client';
import { Card } from '../../../components/ui/card.tsx';
import { bytes as size, parameters } from '../../../lib/format/number.ts';
import type { LaunchOptions } from '../api/launch-query.ts';
import { type Typed, shown } from '../api/recipe-edit.ts';
import { type RecipeField, recipeSections } from '../api/recipe-fields.ts';
import { valueAt } from '../api/recipe-value.ts';
import { AugmentationPreview } from './augmentation-preview.tsx';
import { RecipeFieldInput } from './recipe-field-input.tsx';
import styles from './recipe-sections.module.css';

/** What the catalogue offers for a setting; null where the schema says all. */
function optionsOf(path: string, recipe: unknown, architectures: LaunchOptions['architectures']) {
  if (path === 'backbone.architecture') return architectures.map(({ name }) => ({ value: name, label: name }));
  if (path !== 'backbone.weights') return null;
  const own = architectures.find(({ name }) => name === valueAt(recipe, 'backbone.architecture'));
  return [
    { value: '', label: 'none, seeded' },
    ...(own?.weights ?? []).map(({ name, available, downloadable, bytes }) => ({
      value: name,
      label: available ? name : `${name}, ${downloadable ? `will be downloaded (${size(bytes)})` : 'not on this machine'}`,
    })),
  ];
}

/** The whole recipe in sections, each setting with its problem beside it. */
export function RecipeSections(props: {
  readonly recipe: unknown;
  /** Whose training pictures are shown augmented; null: none is chosen. */
  readonly splitId: string | null;
  readonly typed: Typed;
  readonly architectures: LaunchOptions['architectures'];
  readonly totalParameters: number | null;
  readonly errorAt: (path: string) => string | null;
  readonly onChange: (path: string, value: string | boolean) => void;
}) {
  const { recipe, splitId, typed, architectures, totalParameters, errorAt, onChange } = props;
  return (
    <div className={styles['sections']}>
      {recipeSections(recipe).map(({ title, fields }) => (
        <Card
          key={title}
          title={title}
          sub={
            title === 'Backbone' && totalParameters !== null ? `${parameters(totalParameters)} parameters with the head` : null
          }
        >
          <div className={styles['fields']}>
            {switchesLast(fields).map((field) => (
              <RecipeFieldInput
                key={field.path}
                field={field}
                value={typed[field.path] ?? shown(field, recipe)}
                error={errorAt(field.path)}
                options={optionsOf(field.path, recipe, architectures)}
                onChange={(value) => onChange(field.path, value)}
              />
            ))}
          </div>
          {title === 'Augmentation' && splitId !== null ? <AugmentationPreview splitId={splitId} recipe={recipe} /> : null}
        </Card>
      ))}
    </div>
  );
}

/** Switches have no box of their own: among fields they would leave holes. */
function switchesLast(fields: readonly RecipeField[]): readonly RecipeField[] {
  const isSwitch = ({ type }: RecipeField): boolean => type.kind === 'switch';
  return [...fields.filter((field) => !isSwitch(field)), ...fields.filter(isSwitch)];
}
