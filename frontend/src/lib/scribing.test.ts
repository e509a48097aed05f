import { beforeEach, expect, test, vi } from 'vitest';
import type { Answer, Command } from './protocol.gen.ts';
import { Scribing } from './scribing.svelte.ts';

interface Sent {
  id: string;
  text: string;
  item: number;
  answer: (answer: Answer | undefined) => void;
}
let sent: Sent[];

/** A line to the meeting, on which nothing is answered until the test does. */
function open(): Scribing {
  sent = [];
  return new Scribing(
    'm1',
    (command: Command, id) =>
      new Promise((answer) => {
        const { text, item = 0 } = command.in as { text: string; item?: number };
        sent.push({ id, text, item, answer });
      }),
  );
}
const taken = async (n: number): Promise<void> => {
  sent[n]?.answer({ n: 1, seq: 7 });
  await vi.advanceTimersByTimeAsync(0);
};
const texts = (): string[] => sent.map(({ text }) => text);
const waiting = (scribing: Scribing): string[] => scribing.waiting.map(({ text }) => text);

beforeEach(() => {
  localStorage.clear();
  vi.useFakeTimers();
});

test('lines are sent one after the other, in their order, each on the item it was written on', async () => {
  const scribing = open();
  scribing.write('One', 4, false);
  scribing.write('Two', 5, false);
  expect(texts()).toEqual(['One']);
  await taken(0);
  expect(sent.map(({ text, item }) => `${text} ${item}`)).toEqual(['One 4', 'Two 5']);
  expect(waiting(scribing)).toEqual(['Two']);
  await taken(1);
  expect(scribing.waiting).toEqual([]);
  expect(Object.keys(localStorage)).toEqual([]);
});

test('a page that is loaded again sends what waits under the same ids, and has the line that was being typed', async () => {
  const before = open();
  before.write('One', 4, false);
  vi.advanceTimersByTime(1);
  before.write('Two', 4, false);
  before.type('Thr', false);
  const first = sent[0]?.id;
  const after = open();
  expect(after.draft).toBe('Thr');
  expect(waiting(after)).toEqual(['One', 'Two']);
  expect(sent[0]?.id).toBe(first);
  await taken(0);
  await taken(1);
  expect(open().waiting).toEqual([]);
});

test('of two tabs neither loses what the other has typed', () => {
  const one = open();
  const other = open();
  one.write('One', 4, false);
  other.write('Two', 4, false);
  expect(waiting(open())).toEqual(['One', 'Two']);
});

test('a refused line stays, with the reason, and the next one goes on; changed, it is sent anew', async () => {
  const scribing = open();
  scribing.write('s/tea/coffee/', 4, false);
  scribing.write('Two', 4, false);
  sent[0]?.answer({ n: 1, code: 'unknown', text: 'No line says that.' });
  await vi.advanceTimersByTimeAsync(0);
  expect(texts()).toEqual(['s/tea/coffee/', 'Two']);
  await taken(1);
  expect(scribing.waiting.map(({ text, refusal }) => [text, refusal])).toEqual([
    ['s/tea/coffee/', 'No line says that.'],
  ]);
  scribing.type('and more', false);
  const refused = scribing.waiting[0];
  if (refused) scribing.change(refused, false);
  expect(scribing.draft).toBe('s/tea/coffee/\nand more');
  expect(scribing.waiting).toEqual([]);
});

test('what comes too fast is sent again after a while', async () => {
  const scribing = open();
  scribing.write('One', 4, false);
  sent[0]?.answer({ n: 1, code: 'too_often', text: 'Wait a moment.' });
  await vi.advanceTimersByTimeAsync(999);
  expect(sent).toHaveLength(1);
  await vi.advanceTimersByTimeAsync(1);
  expect(sent.map(({ id }) => id)).toEqual([sent[0]?.id, sent[0]?.id]);
});

test('where no line will come back the lines stay on the device', async () => {
  const scribing = open();
  scribing.write('One', 4, false);
  sent[0]?.answer(undefined);
  await vi.advanceTimersByTimeAsync(5000);
  expect(sent).toHaveLength(1);
  expect(waiting(open())).toEqual(['One']);
});

test('off the record nothing is kept on the device', () => {
  const scribing = open();
  scribing.type('secret', true);
  scribing.write('secret', 4, true);
  scribing.type('more of it', true);
  expect(Object.keys(localStorage).map((key) => localStorage.getItem(key))).not.toContainEqual(
    expect.stringMatching(/secret|more/),
  );
});

test('without storage it works for as long as the page is there', async () => {
  vi.stubGlobal('localStorage', undefined);
  const scribing = open();
  scribing.type('One', false);
  scribing.write('One', 4, false);
  await taken(0);
  expect(scribing.waiting).toEqual([]);
  vi.unstubAllGlobals();
});

test('an hour of typing, with reloads and lost lines in between, arrives whole and in order', async () => {
  const all = Array.from({ length: 400 }, (_, n) => `Line ${n} of the hour.`);
  const arrived: string[] = [];
  const ids = new Set<string>(); // the meeting writes each id down once
  let scribing = open();
  let seed = 7;
  const chance = (n: number): boolean => (seed = (seed * 16_807) % 2_147_483_647) % n === 0;
  const meet = async (): Promise<void> => {
    for (let now = sent.shift(); now; now = sent.shift()) {
      if (!ids.has(now.id)) arrived.push(now.text);
      ids.add(now.id);
      if (chance(9)) return; // the answer is lost with the page
      now.answer({ n: 1, seq: 1 });
      await vi.advanceTimersByTimeAsync(0);
    }
  };
  for (const line of all) {
    vi.advanceTimersByTime(9000);
    scribing.type(line, false);
    if (chance(11)) scribing = open(); // the page is loaded anew while a line is being typed
    scribing.write(scribing.draft, 4, false);
    if (!chance(4)) await meet();
    if (chance(13)) scribing = open();
  }
  for (let n = 0; n < 50 && scribing.waiting.length > 0; n++) {
    scribing = open();
    await meet();
  }
  expect(arrived).toEqual(all);
});
