import type { Monitored } from './protocol.gen.ts';
import { text } from './text/index.ts';

/** From so many milliseconds on, a delay is worth a word: those who read captions want at most 3 s (Ofcom). */
const SLOW = 3000;

/** What a captioner could mend, from how the posts of the link do, and the text; nothing if all is well. */
export function hints({ source, health, lang }: Pick<Monitored, 'source' | 'health' | 'lang'>): string[] {
  const { captioner } = text;
  const said = captioner.hints;
  const rings = new Set(health.alarms);
  return [
    rings.has('erase_storm') && said.storm,
    rings.has('wrong_language') && said.language(lang),
    rings.has('capitals') && said.capitals,
    source.body_cut && said.cut,
    source.charset_guess && said.charset,
    source.gaps && said.gaps(source.gaps),
    (source.late || source.seq_repeat) && said.order,
    source.lang_mismatch && !rings.has('wrong_language') && said.lang(lang),
    source.stamp_off && said.clock,
    source.delay !== null && source.delay >= SLOW && said.slow(Math.round(source.delay / 1000)),
    source.mode === 'rolling' && said.rolling,
  ].filter((hint) => typeof hint === 'string');
}
