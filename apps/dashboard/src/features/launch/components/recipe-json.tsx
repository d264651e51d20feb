'use client';
import { Textarea } from '@mantine/core';
import { Card } from '../../../components/ui/card.tsx';

/** The recipe as JSON; what is written here is what the form shows, and the other way round. */
export function RecipeJson({
  text,
  error,
  onChange,
}: {
  readonly text: string;
  readonly error: string | null;
  readonly onChange: (text: string) => void;
}) {
  return (
    <Card title="Recipe as JSON" sub="the same recipe as in the form; defaults are filled in">
      <Textarea
        aria-label="Recipe as JSON"
        autosize
        minRows={16}
        maxRows={40}
        spellCheck={false}
        styles={{ input: { fontFamily: 'var(--font-mono)', fontSize: 12 } }}
        value={text}
        error={error}
        onChange={({ currentTarget: { value } }) => onChange(value)}
      />
    </Card>
  );
}
