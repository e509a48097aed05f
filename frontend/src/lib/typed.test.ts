import { expect, test } from 'vitest';
import { about, agenda, hands, people, queue } from '../../fixtures/meeting.ts';
import { Meeting } from './meeting.svelte.ts';
import type { Command, Hand } from './protocol.gen.ts';
import { commandOf } from './typed.ts';

const meeting = new Meeting();
meeting.apply({ feed: 'me', cursor: '1', set: { me: { person: 'participant', name: people.participant } } });
const mine = { ...hands(4)[3], id: 70, person: 'participant' } as Hand;
meeting.apply({
  feed: 'meeting',
  cursor: '1',
  set: { meeting: about, agenda, queue: queue({ hands: [...hands(2), mine] }) },
});

test.each<[string, Command]>([
  ['q+', { do: 'raise_hand', in: { class: 'topic' } }],
  ['q+ to ask about captions', { do: 'raise_hand', in: { class: 'topic', note: 'ask about captions' } }],
  ['Q-', { do: 'lower_hand', in: { hand: 70 } }],
  ['q later', { do: 'defer_hand', in: { hand: 70 } }],
  ['ack next', { do: 'call_next', in: { after: 90, head: 1 } }],
  ['timer 2m', { do: 'extend_turn', in: { turn: 90, seconds: 120 } }],
  ['timer 30', { do: 'extend_turn', in: { turn: 90, seconds: 30 } }],
  [
    'agenda+ Any other business',
    { do: 'add_item', in: { title: 'Any other business', kind: 'discussion', minutes: 10 } },
  ],
  ['action Luis writes to the host', { do: 'record_action', in: { text: 'Luis writes to the host' } }],
  ['next item', { do: 'start_item', in: { item: 14, after: 13 } }],
])('typing %s does what the button does', (line, command) => {
  expect(commandOf(line, meeting)).toEqual(command);
});

test.each(['q', 'q please', 'ack', 'timer soon', ''])('%s is no command, and that is said', (line) => {
  expect(commandOf(line, meeting)).toMatch(/^This is not a command/);
});
