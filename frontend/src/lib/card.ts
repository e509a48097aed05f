import type { Way } from './api.ts';
import { forgetSetting, keepSetting, setting } from './settings.ts';
import { text } from './text/index.ts';

/** What somebody may need to take part. */
export type Need = keyof typeof text.needs.kinds;

/** What people say of themselves when they come in: asked once, and offered again in this browser (acc-J3). */
export interface Card {
  name: string;
  body: string;
  way: Way;
  /** How the name is pronounced, or ''. */
  says: string;
  needs: Need[];
  /** The same in the person's own words, or ''. */
  needsText: string;
}

const NAME = 'card';

export const blank = (): Card => ({ name: '', body: '', way: 'speak', says: '', needs: [], needsText: '' });

/** The card of last time; undefined if there is none, or none that can be read. */
export function keptCard(): Card | undefined {
  try {
    const kept: unknown = JSON.parse(setting(NAME, 'null'));
    if (typeof kept !== 'object' || kept === null) return undefined;
    const { name, body, way, says, needs, needsText } = kept as Record<string, unknown>;
    const words = (value: unknown): string => (typeof value === 'string' ? value : '');
    const known = Object.keys(text.needs.kinds) as Need[];
    return {
      name: words(name),
      body: words(body),
      way: way === 'sign' || way === 'type' ? way : 'speak',
      says: words(says),
      needs: known.filter((need) => Array.isArray(needs) && needs.includes(need)),
      needsText: words(needsText),
    };
  } catch {
    return undefined;
  }
}

export const keepCard = (card: Card): void => keepSetting(NAME, JSON.stringify(card));
export const forgetCard = (): void => forgetSetting(NAME);
