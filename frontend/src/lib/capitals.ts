/** Where a sentence begins: at the start, and behind what ends the one before. */
const BEGINS = /(^|[.!?…]["'”’)\]]*\s+)(["'“‘([¿¡]*)(\p{Ll})/gu;
/** The English word for oneself. */
const ONESELF = /(^|[^\p{L}\p{N}])i(?=$|['’\s,.;:!?])/gu;

/**
 * A line that is all capitals, as a sentence; any other as it is. Which words are names, capitals do not tell:
 * they are small too, and so this is for the eye only and never kept.
 */
export function asSentence(text: string): string {
  const letters = text.replace(/\P{L}/gu, '');
  if (letters.length < 2 || letters !== letters.toUpperCase() || letters === letters.toLowerCase())
    return text;
  return text
    .toLowerCase()
    .replace(
      BEGINS,
      (_, before: string, quote: string, letter: string) => before + quote + letter.toUpperCase(),
    )
    .replace(ONESELF, '$1I');
}
