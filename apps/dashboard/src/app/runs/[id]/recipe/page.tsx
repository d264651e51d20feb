import { RecipeCard } from '../../../../features/run/components/recipe-card.tsx';
import type { WithId } from '../../../../lib/page-props.ts';

export default async function RecipePage({ params }: WithId) {
  return <RecipeCard id={(await params).id} />;
}
