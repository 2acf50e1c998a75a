/** Where a model card is looked for that `documents.card` does not name, the first that is there, in the model's folder. */
export const cardNames = ['MODEL_CARD.md', 'README.md'] as const;
