import { readFileSync } from 'node:fs';
import { spoken } from './person.ts';

const OWN_TEXT = `CHAIR: Welcome, everyone. Thank you for coming; there is a lot to talk about, and not much time.

>> Thank you. We have read the draft – twice – and can live with the first part. The second says "should" where
last year's said "must". Why?

[ Laughter ]

CHAIR: Because nobody could agree on must. Is there anybody who wants to speak to that? Take your time.

>> I do. Where I live the network is there for three hours a day, so what we send has to be small, and it has to
arrive. If captions come late, that is all right; if they do not come at all, we are not in the meeting.
`;

/** What the captioner writes: a part of a real session where it is at hand, else a text of ours. */
function textToPlay(): string {
  const real = new URL(
    '../../../shared/data/captioned-sessions/SRCCON2016-friday-closing.txt',
    import.meta.url,
  );
  try {
    return readFileSync(real, 'utf8').slice(0, 2500).replace(/\S*$/, '');
  } catch {
    return OWN_TEXT;
  }
}

export const playedText = textToPlay();
/** Two programs write it, one after the other, as captioners do who take turns. */
const half = playedText.indexOf('\n\n', playedText.length / 2);
export const halves = [playedText.slice(0, half), playedText.slice(half)] as const;
/** In the room names of speakers are headings, so they are no words of the lines. */
export const playedLines = spoken(playedText.replace(/^[A-Z]+:/gm, ''));
