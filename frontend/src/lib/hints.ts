import type { LinkState } from './protocol.gen.ts';
import { text } from './text/index.ts';

/** From so many milliseconds on, a delay is worth a word: those who read captions want at most 3 s (Ofcom). */
const SLOW = 3000;

/** What a captioner could mend, from how the posts of the link do; nothing if all is well. */
export function hints(source: LinkState, lang: string): string[] {
  const { captioner } = text;
  const said = captioner.hints;
  return [
    source.body_cut && said.cut,
    source.charset_guess && said.charset,
    source.gaps && said.gaps(source.gaps),
    (source.late || source.seq_repeat) && said.order,
    source.lang_mismatch && said.lang(lang),
    source.stamp_off && said.clock,
    source.delay !== null && source.delay >= SLOW && said.slow(Math.round(source.delay / 1000)),
    source.mode === 'rolling' && said.rolling,
  ].filter((hint) => typeof hint === 'string');
}
