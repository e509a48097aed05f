import { expect, type Browser, type Locator } from '@playwright/test';
import { readFile } from 'node:fs/promises';
import { Person } from './person.ts';
import { test, type Made, type Member, type Server } from './server.ts';
import { whole } from './whole.ts';

/** A meeting under way, in which Amina has the floor and nobody has written yet. */
async function begun(server: Server): Promise<{ meeting: Made; chair: Member }> {
  const meeting = await server.make({
    title: 'Coordination meeting of the coalitions',
    agenda: [{ title: 'Welcome', kind: 'adoption', minutes: 5 }],
  });
  const [chair, amina] = await Promise.all([
    server.join(meeting, 'chair', 'Noor Haddad'),
    server.join(meeting, 'participant', 'Amina Diallo'),
  ]);
  await chair.ask({ do: 'start_meeting', in: {} });
  await chair.ask({ do: 'open_queue', in: {} });
  const head = await amina.ask({ do: 'raise_hand', in: { class: 'topic' } });
  await chair.ask({ do: 'call_next', in: { after: 0, head } });
  return { meeting, chair };
}

const fieldOf = ({ page }: Person): Locator =>
  page.getByRole('region', { name: 'Type it here' }).getByRole('textbox');

/** Somebody at the console, who has the keyboard in the field. */
async function sit(browser: Browser, name: string, meeting: Made, server?: Server): Promise<Person> {
  const person = await Person.with(browser, name, server && { line: await server.line() });
  await person.open(meeting.captions.en?.console ?? '');
  await person.connected();
  await fieldOf(person).click();
  return person;
}

async function read(browser: Browser, meeting: Made): Promise<Person> {
  const person = await Person.with(browser, 'Rita');
  await person.enter(meeting, 'participant');
  return person;
}

/** What readers see, line by line. */
const lines = ({ page }: Person): Locator => page.locator('[id^=line-]');
const reads = (reader: Person, words: string): Promise<void> =>
  expect.poll(async () => (await reader.words()).join(' '), { message: 'what readers see' }).toBe(words);

test('by keyboard alone a captioner types, corrects, names, marks and goes off the record', async ({
  server,
  browser,
}) => {
  const { meeting } = await begun(server);
  const [anna, reader] = await Promise.all([sit(browser, 'Anna', meeting), read(browser, meeting)]);
  const { keyboard } = anna.page;
  const field = fieldOf(anna);

  await test.step('typing, with backspaces and a change in the middle', async () => {
    await expect(anna.button(/^Name who has the floor: Amina/)).toBeVisible();
    await keyboard.press('Alt+0');
    await keyboard.type('Good mornign');
    await keyboard.press('Backspace');
    await keyboard.press('Backspace');
    await keyboard.type('ng, evrybody.');
    for (let i = 0; i < 7; i++) await keyboard.press('ArrowLeft');
    await keyboard.type('e');
    await keyboard.press('End');
    await keyboard.press('Enter');
    await expect(lines(reader).first()).toHaveText('Good morning, everybody.');
    await expect(reader.page.getByRole('heading', { name: 'Amina Diallo' })).toBeVisible();
    await expect(field).toHaveValue('');
  });

  await test.step('a speaker by first letters, and a sound', async () => {
    await expect(anna.button(/^Rita/)).toBeVisible(); // a console hears of newcomers a moment later
    await keyboard.press('Alt+n');
    await expect(field).toHaveAccessibleName('Speaker: first letters');
    await keyboard.type('rit\nThank you.\n');
    await keyboard.press('Alt+a');
    await expect(reader.page.getByRole('heading', { name: 'Rita' })).toBeVisible();
    await expect(lines(reader)).toHaveText(['Good morning, everybody.', 'Thank you.', '[applause]']);
  });

  await test.step('a line is put right, where readers see it', async () => {
    await expect(anna.button(/^Correct \[applause\]/)).toBeVisible();
    await keyboard.press('Alt+ArrowUp');
    await keyboard.press('Alt+ArrowUp');
    await keyboard.press('Alt+ArrowUp');
    await expect(field).toHaveValue('Good morning, everybody.');
    await anna.shot('console-fixing');
    await keyboard.press('End');
    for (let i = 0; i < 10; i++) await keyboard.press('Backspace');
    await keyboard.type('all.\n');
    await expect(lines(reader).first()).toHaveText('Good morning, all.');
    await expect(field).toHaveAccessibleName('Captions');
  });

  await test.step('off the record is shown, and said; then back', async () => {
    await keyboard.press('Alt+Shift+R');
    await expect(anna.page.getByText(/^Off the record since \d\d:\d\d: shown, not kept$/)).toBeVisible();
    await expect(reader.page.getByText(/off the record/i).first()).toBeVisible();
    await anna.saidOnce('Off the record: what you write is shown, and not kept.');
    await keyboard.type('Between us.\n');
    await keyboard.press('Alt+Shift+R');
    await anna.saidOnce('Back on the record: what you write is kept.');
    await keyboard.type('For all.\n');
    await expect(lines(reader).filter({ hasText: 'For all.' })).toBeVisible();
    const kept = await (await reader.page.request.get(`${meeting.url}/captions/en.txt`)).text();
    expect(kept).toContain('For all.');
    expect(kept).not.toContain('Between us');
  });

  await expect(field).toBeFocused();
  await Promise.all([anna.fine(), reader.fine()]);
});

test('twenty cuts of the line, and a reload: every character is there once, in order', async ({
  server,
  browser,
}) => {
  const { meeting } = await begun(server);
  const [anna, reader] = await Promise.all([sit(browser, 'Anna', meeting, server), read(browser, meeting)]);
  const { keyboard } = anna.page;
  let all = '';
  const type = async (words: string): Promise<void> => {
    await keyboard.type(words);
    all += words;
  };
  for (let cut = 1; cut <= 20; cut++) {
    await type(`word${cut} is `);
    if (cut % 2 === 0) anna.line?.hold(); // what arrives is not acknowledged
    await type('sent');
    anna.line?.lose();
    await type(' or kept');
    anna.line?.mend();
    await type(cut % 5 === 0 ? '.\n' : ', ');
    if (cut % 4 === 0) await anna.connected();
  }
  await anna.connected();
  await reads(reader, all.trim().replaceAll('\n', ' '));

  anna.line?.lose();
  await type('Seven words wait while nobody hears anna.');
  await expect(anna.page.getByText('7 words wait')).toBeVisible();
  await expect(anna.page.getByText(/^Not connected since/)).toBeVisible();
  await anna.shot('console-lost');
  anna.line?.hold();
  anna.line?.mend();
  await anna.page.reload();
  await anna.connected();
  await expect(fieldOf(anna)).toHaveValue('Seven words wait while nobody hears anna.');
  await fieldOf(anna).click();
  await keyboard.press('End');
  await type(' And on.\n');
  await reads(reader, all.trim().replaceAll('\n', ' '));
  await Promise.all([anna.fine(), reader.fine()]);
});

test('two captioners hand over, and take over when the other is lost', async ({ server, browser }) => {
  const { meeting } = await begun(server);
  const [anna, ben, reader] = await Promise.all([
    sit(browser, 'Anna', meeting, server),
    sit(browser, 'Ben', meeting),
    read(browser, meeting),
  ]);
  await anna.page.keyboard.press('Alt+Shift+T');
  await anna.page.keyboard.type('We go on to the next item');
  await expect(ben.page.getByText(/Another captioner is writing. You are next/)).toBeVisible();
  await ben.page.keyboard.type('on to the next item of the agenda');
  await expect(anna.page.getByText('on to the next item of the agenda')).toBeVisible();
  await reads(reader, 'We go on to the next item');
  await ben.button('Take over').click();
  await reads(reader, 'We go on to the next item of the agenda');
  await expect(anna.page.getByText(/Another captioner is writing. You are next/)).toBeVisible();
  await anna.saidOnce(
    'Another captioner is writing. You are next: readers do not see what you type until you take over.',
  );
  await fieldOf(ben).focus();
  await ben.page.keyboard.type('which is access.\n');
  await reads(reader, 'We go on to the next item of the agenda which is access.');
  await anna.shot('console-next');

  await anna.button('Take over').click();
  await expect(anna.page.getByText('You are writing. Readers see only your text.')).toBeVisible();
  anna.line?.lose();
  await expect(ben.page.getByText('The other captioner’s line is lost.')).toBeVisible();
  await ben.shot('console-other-lost');
  await ben.button('Take over').click();
  await fieldOf(ben).focus();
  await ben.page.keyboard.type('Ben goes on.\n');
  await expect(lines(reader).last()).toHaveText('Ben goes on.');
  anna.line?.mend();
  await anna.connected();
  await Promise.all([anna.fine(), ben.fine(), reader.fine()]);
});

test('a reader, the captioner and the chair tell each other what is no caption, by keyboard', async ({
  server,
  browser,
}) => {
  const { meeting, chair } = await begun(server);
  await chair.ask({ do: 'set_glossary', in: { terms: [{ term: 'Nuku’alofa' }], after: 0 } });
  const [anna, reader, noor] = await Promise.all([
    sit(browser, 'Anna', meeting),
    read(browser, meeting),
    Person.with(browser, 'Noor'),
  ]);
  await noor.enter(meeting, 'chair');
  const { keyboard } = anna.page;
  const field = fieldOf(anna);

  await test.step('what a reader writes takes neither the focus nor the field', async () => {
    await keyboard.type('Half a word');
    await reader.page.getByText('Tell the captioner').press('Enter');
    const to = reader.page.getByRole('textbox', { name: 'To the captioner' });
    await to.pressSequentially('It is spelt Solberg.');
    await to.press('Enter');
    await reader.saidOnce('Sent to the captioner.');
    await anna.saidOnce('Rita writes to you: It is spelt Solberg.');
    await expect(anna.page.getByText('1 new message')).toBeVisible();
    await expect(field).toBeFocused();
    await expect(field).toHaveValue('Half a word');
    await anna.shot('console-message');
    await keyboard.press('Alt+s');
    await expect(anna.page.getByText('1 new message')).toBeHidden();
    await reader.saidOnce('The captioner has seen your message.');
  });

  await test.step('what the captioner writes comes to the chair, and to nobody else', async () => {
    await keyboard.press('Alt+m');
    await keyboard.type('Please ask for one at a time.');
    await keyboard.press('Enter');
    await expect(field).toBeFocused();
    await anna.saidOnce('Sent to those who run the meeting.');
    await noor.saidOnce('The captioner writes: Please ask for one at a time.');
    const told = noor.part('The captioner writes');
    await noor.shot('chair-message');
    await told.getByRole('button', { name: /^Seen/ }).press('Enter');
    await expect(told).toBeHidden();
    await anna.saidOnce('Seen by those who run the meeting.');
    await keyboard.type(' and on.\n');
    await reads(reader, 'Half a word and on.');
    await expect(reader.page.getByText('one at a time')).toHaveCount(0);
  });

  await test.step('the words come as a file', async () => {
    const [file] = await Promise.all([
      anna.page.waitForEvent('download'),
      anna.button('Save all as a file for your program').press('Enter'),
    ]);
    expect(file.suggestedFilename()).toBe('words.txt');
    const words = (await readFile(await file.path(), 'utf8')).split('\n');
    expect(words).toEqual(expect.arrayContaining(['Amina Diallo', 'Rita', 'Welcome', 'Nuku’alofa']));
  });
  await Promise.all([anna.fine(), reader.fine()]);
});

// The browser's own recogniser: no microphone here is let through, and none can be reached from here.
test('dictation by the browser itself says what is in its way, and typing goes on', async ({
  server,
  browser,
  launchOptions,
}) => {
  const { meeting } = await begun(server);
  const hers = await whole(launchOptions);
  const [anna, reader] = await Promise.all([sit(hers, 'Anna', meeting), read(browser, meeting)]);
  await anna.button(/^Dictate/).click();
  await expect(anna.page.getByText('may send the sound to the company', { exact: false })).toBeVisible();
  await anna.button('Begin to dictate').click();
  await expect(
    anna.page.getByText('The browser does not let this page use the microphone.', { exact: false }),
  ).toBeVisible();
  await expect(anna.button(/^Dictate/)).toBeVisible();
  await fieldOf(anna).click();
  await anna.page.keyboard.type('Good morning.');
  await reads(reader, 'Good morning.');
  await hers.close();
});
