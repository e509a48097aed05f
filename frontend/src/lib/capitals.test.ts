import { expect, test } from 'vitest';
import { asSentence } from './capitals.ts';

test.each([
  ['THANK YOU, CHAIR. I WANT TO GO BACK.', 'Thank you, chair. I want to go back.'],
  ['WHAT? “NO.” SO I’M LATE.', 'What? “No.” So I’m late.'],
  ['[APPLAUSE]', '[Applause]'],
  ['ÉCOUTEZ. ÇA VA?', 'Écoutez. Ça va?'],
  ['The UN is here.', 'The UN is here.'],
  ['I', 'I'],
  ['3.5 %', '3.5 %'],
  ['ありがとう', 'ありがとう'],
  ['شكرا', 'شكرا'],
])('%s reads %s', (sent, read) => {
  expect(asSentence(sent)).toBe(read);
});
