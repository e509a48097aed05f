/** After a failure the line may be back in so many milliseconds. */
const AGAIN = 10_000;

/** Loads a part of the page that only some need, over a bad line too: what it does not get it asks for again. */
export async function later<Part>(load: () => Promise<{ default: Part }>): Promise<Part> {
  const part = await load().catch(() => undefined);
  if (part) return part.default;
  await new Promise((again) => setTimeout(again, AGAIN));
  return later(load);
}
