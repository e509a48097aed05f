import { expect, test } from 'vitest';
import { about, agenda, hands, queue, turn } from '../../fixtures/meeting.ts';
import { news, timeNews, type Moment } from './news.ts';
import type { Silence } from './protocol.gen.ts';

const me = { person: 'me', name: 'Ann' };
const before: Moment = {
  about,
  item: agenda[3],
  queue: queue(),
  me,
  place: 0,
  alarms: [],
  silence: undefined,
};
const question = (state: Silence['state']): Silence => ({
  id: 400,
  item: 13,
  about: '',
  text: 'We write to the host.',
  state,
  began: '2026-11-24T14:41:38Z',
  until: '2026-11-24T14:42:38Z',
  grace: '2026-11-24T14:44:38Z',
  silent: null,
  absent: null,
});
const mine = { ...turn(), id: 91, person: 'me' };

const cases: [string, Partial<Moment>, Partial<Moment>, string[]][] = [
  ['the first values say nothing', { about: undefined }, {}, []],
  ['nothing that changes for others is said', {}, { queue: queue({ hands: hands(3) }) }, []],
  ['a new item', {}, { item: agenda[4] }, ['Now: item 3.2, Who speaks for us in the consultation.']],
  [
    'a question that silence answers',
    {},
    { silence: question('open') },
    ['Any objections? We write to the host. You can object for 60 seconds.'],
  ],
  [
    'that is the agenda',
    {},
    { silence: { ...question('open'), about: 'agenda' } },
    ['Any objections? The agenda is adopted as it stands if nobody objects. You can object for 60 seconds.'],
  ],
  ['it runs on', { silence: question('open') }, { silence: question('open') }, []],
  [
    'its clock',
    { silence: question('open') },
    { silence: question('grace') },
    ['The clock has run out. Nobody objected.'],
  ],
  [
    'an objection',
    { silence: question('grace') },
    { silence: question('objected') },
    ['There is an objection.'],
  ],
  ['agreement', { silence: question('grace') }, { silence: question('agreed') }, ['Agreed by silence.']],
  [
    'a question that is no more',
    { silence: question('open') },
    { silence: question('closed') },
    ['The question was taken back.'],
  ],
  ['the end', {}, { about: { ...about, stage: 'ended' } }, ['The meeting has ended.']],
  [
    'off the record',
    {},
    { about: { ...about, off_record: '2026-11-24T14:40:00Z' } },
    ['Off the record: captions are shown and not kept.'],
  ],
  [
    'and back',
    { about: { ...about, off_record: '2026-11-24T14:40:00Z' } },
    {},
    ['On the record again: captions are kept.'],
  ],
  ['the queue closes', {}, { queue: queue({ open: false }) }, ['The queue is closed.']],
  ['my hand goes up', {}, { place: 5 }, ['Your hand is up. You are 5th of 6.']],
  ['my place far back', { place: 6 }, { place: 5 }, []],
  ['my place near the front', { place: 4 }, { place: 3 }, ['You are now 3rd of 6.']],
  ['I am next', { place: 2 }, { place: 1 }, ['You are next to speak.']],
  ['my hand goes down', { place: 2 }, { place: 0 }, ['Your hand is down.']],
  [
    'my turn, and not that my hand is down',
    { place: 1 },
    { place: 0, queue: queue({ turn: mine }) },
    ['It is your turn. You have 3 minutes. The button that ends it is in the speaker queue.'],
  ],
  ['my turn is over', { queue: queue({ turn: mine }) }, {}, ['Your turn has ended.']],
  [
    'I am put back, and not that I raised a hand',
    { queue: queue({ turn: mine }) },
    { place: 1 },
    ['Your turn was stopped. You are back in the queue, 1st of 6.'],
  ],
];

test.each(cases)('%s', (_, from, to, said) => {
  expect(news({ ...before, ...from }, { ...before, ...to }).map(({ text }) => text)).toEqual(said);
});

test('only my turn is urgent', () => {
  const [first] = news(before, { ...before, queue: queue({ turn: mine }) });
  expect(first?.level).toBe('urgent');
});

test('time is told at a minute, half a minute and none', () => {
  const told = (from: number, to: number): string[] => timeNews(from, to).map(({ text }) => text);
  expect(told(61, 60)).toEqual(['1 minute left.']);
  expect(told(60, 59.5)).toEqual([]);
  expect(told(30.2, 29.7)).toEqual(['30 seconds left.']);
  expect(told(0.4, -0.1)).toEqual(['Time is up.']);
  expect(told(-1, -2)).toEqual([]);
});
