'use client';
import { Select, Switch, Textarea, TextInput } from '@mantine/core';
import type { RecipeField } from '../api/recipe-fields.ts';
import styles from './recipe-sections.module.css';

/** One setting of the recipe. `options`: what it may be, where the catalogue says and not the schema. */
export function RecipeFieldInput(props: {
  readonly field: RecipeField;
  readonly value: string | boolean;
  readonly error: string | null;
  readonly options: readonly { readonly value: string; readonly label: string }[] | null;
  readonly onChange: (value: string | boolean) => void;
}) {
  const { field, value, error, options, onChange } = props;
  const { label, note, type } = field;
  if (type.kind === 'switch' || typeof value === 'boolean')
    return (
      <Switch
        className={styles['switch'] ?? ''}
        label={label}
        description={note}
        error={error}
        checked={value === true}
        onChange={({ currentTarget: { checked } }) => onChange(checked)}
      />
    );
  const shared = { label, description: note, error, inputWrapperOrder: ['label', 'input', 'error', 'description'] as const };
  if (type.kind === 'choice' || options !== null)
    return (
      <Select
        {...shared}
        inputWrapperOrder={[...shared.inputWrapperOrder]}
        data={
          options === null
            ? type.kind === 'choice'
              ? type.options.map((option) => ({ value: option, label: option }))
              : []
            : [...options]
        }
        value={value}
        onChange={(chosen) => onChange(chosen ?? '')}
      />
    );
  if (type.kind === 'json')
    return (
      <Textarea
        {...shared}
        inputWrapperOrder={[...shared.inputWrapperOrder]}
        className={styles['wide'] ?? ''}
        autosize
        minRows={1}
        maxRows={8}
        spellCheck={false}
        styles={{ input: { fontFamily: 'var(--font-mono)', fontSize: 12 } }}
        value={value}
        onChange={({ currentTarget }) => onChange(currentTarget.value)}
      />
    );
  return (
    <TextInput
      {...shared}
      inputWrapperOrder={[...shared.inputWrapperOrder]}
      inputMode={type.kind === 'number' && type.whole ? 'numeric' : 'text'}
      autoComplete="off"
      spellCheck={false}
      value={value}
      onChange={({ currentTarget }) => onChange(currentTarget.value)}
    />
  );
}
