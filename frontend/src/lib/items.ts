import type { Command, Item, ItemDetails, ItemKind, ItemLink, Seq, Visibility } from './protocol.gen.ts';

/** An item as a form has it. */
export interface Draft {
  title: string;
  kind: ItemKind;
  minutes: number;
  visibility: Visibility;
  /** One a line. */
  presenters: string;
  description: string;
  links: ItemLink[];
}

export function draftOf(item?: Item, details?: ItemDetails): Draft {
  return {
    title: item?.title ?? '',
    kind: item?.kind ?? 'discussion',
    minutes: item?.minutes ?? 15,
    visibility: item?.visibility ?? 'public',
    presenters: details?.presenters?.join('\n') ?? '',
    description: details?.description ?? '',
    links: (details?.links ?? []).map(({ title, url }) => ({ title, url })),
  };
}

/** What a draft says of an item, as the server wants it. */
function said({ presenters, links, ...rest }: Draft) {
  const names = presenters.split('\n').map((name) => name.trim());
  return {
    ...rest,
    presenters: names.filter(Boolean),
    links: links.map(({ title, url }) => ({ title: title.trim(), url: url.trim() })),
  };
}

/** Changes of an item only what its editor changed, so that what another changed meanwhile stays. */
export function edit(item: Seq, before: Draft, after: Draft): Command {
  const was = Object.fromEntries(Object.entries(said(before)).map(([k, v]) => [k, JSON.stringify(v)]));
  const changed = Object.entries(said(after)).filter(([key, value]) => was[key] !== JSON.stringify(value));
  return { do: 'edit_item', in: { item, ...Object.fromEntries(changed) } };
}

export function add({ title, kind, minutes, visibility }: Draft, parent: Seq): Command {
  return { do: 'add_item', in: { title, kind, minutes, visibility, ...(parent ? { parent } : {}) } };
}

/** The paragraphs of a text, to be shown as it was written: its Markdown is read, not obeyed. */
export const paragraphs = (text: string): string[] => text.split(/\n[^\S\n]*\n\s*/).filter(Boolean);

/** Whether an address may be followed from this page. */
export const leadsOut = ({ url }: ItemLink): boolean => /^https?:\/\//i.test(url);
