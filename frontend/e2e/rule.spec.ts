import { expect } from '@playwright/test';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { violations } from './axe.ts';
import { Person } from './person.ts';
import { playedText } from './played.ts';
import { test } from './server.ts';
import { withProfile } from './whole.ts';

const PLAN = {
  title: 'Funding call',
  starts: '2026-11-20T12:00:00Z',
  bodies: [{ name: 'Coral Libraries', seats: 1 }],
  agenda: [
    { title: 'Report', kind: 'information', minutes: 5 },
    { title: 'Who pays', kind: 'decision', minutes: 20 },
  ],
};

/** What those who are there say, after what was captioned elsewhere. */
const OWN = `
>> ANNEKE VANDERMOLEN: I am Anneke, from Coral Libraries. My secret is safe.
>> LÉA BRIGHTWATER: Thank you, Anneke. Captions come first.
>> NOOR HADDAD: So be it, and thanks to Léa. Doctor Who agrees.
>> ANNEKE VANDERMOLEN: See you in March.
`;

/** Faster than anybody speaks; slow enough for the corrections to have a line to correct. */
const PACE = 1500;

// R1, R2, R4, R5: a captioned session under the Rule, from the chair who asks for it to what a reader sees.
test('a meeting is put under the Rule, looked through by one, and published by another', async ({
  server,
  browser,
}) => {
  const meeting = await server.make(PLAN);
  const [lea, noor, ann] = await Promise.all(
    ['Léa Brightwater', 'Noor Haddad', 'Anneke Vandermolen'].map((name) => Person.with(browser, name)),
  );
  if (!lea || !noor || !ann) throw new Error('somebody has no browser');
  await lea.join(meeting, 'secretary');
  await noor.join(meeting, 'chair');
  await ann.join(meeting, 'participant', 'Coral Libraries');
  await noor.button('Start the meeting').click();
  await noor.button('Yes, start it').click();
  await expect(lea.written('Under discussion')).toBeVisible();

  const agenda = noor.part('Agenda');
  await agenda.getByText('Chatham House Rule', { exact: true }).click();
  await agenda.getByLabel('What is put under it').selectOption('The whole meeting');
  await noor.button('Set the rule').click();
  const banner = (person: Person) =>
    person.page.getByText('Chatham House Rule: use what you hear, never say who said it.', { exact: false });
  for (const person of [lea, noor, ann]) {
    await person.connected(); // what was there is stored anew, and all begin anew with it
    await expect(banner(person)).toBeVisible();
  }
  await server.caption(meeting.captions.en?.zoom ?? '', playedText + OWN, PACE);
  const write = async (line: string): Promise<void> => {
    await lea.minutes.getByRole('textbox', { name: 'A line' }).fill(line);
    await lea.page.keyboard.press('Enter');
  };
  await write('Anneke: We at Coral Libraries pay for our own captions.');
  await write('DECISION: Hosts are asked for captions, as Anneke Vandermolen said.');
  await write('DECISION: The next call is in March.');
  await expect(ann.written('Anneke Vandermolen: We at Coral Libraries pay')).toBeVisible(); // who is there sees names
  await expect(ann.page.locator('[id^=line-]').first()).toBeVisible();

  const outsider = await Person.with(browser, 'Outsider'); // and who is not sees what is said, and no name
  await outsider.open(meeting.url);
  await outsider.button(/^Follow: English/).click();
  await expect(outsider.page.getByText('Thank you, [a participant]. Captions come first.')).toBeVisible();
  for (const name of ['Anneke', 'ANNEKE', 'Brightwater', 'Haddad', 'Coral'])
    await expect(outsider.page.locator('.said')).not.toContainText(name);
  await outsider.shot('rule-outside');
  expect(await violations(outsider.page)).toEqual([]);

  await noor.button('End the meeting').click();
  await noor.button('Yes, end it').click();
  await expect(outsider.page.getByText('There is nothing more to follow.')).toBeVisible({ timeout: 30_000 });
  await expect(outsider.page.locator('.said')).toBeEmpty();
  await outsider.leave();
  await expect(noor.minutes.getByText('Nobody has looked', { exact: false })).toHaveCount(0); // a chair may look, too
  for (const person of [lea, noor, ann]) {
    await person.minutes.getByText('What may be told of me', { exact: true }).click();
    await person.button('Show what I said').click();
  }
  const secret = ann.page.getByRole('listitem').filter({ hasText: 'My secret is safe.' });
  await secret.getByRole('button', { name: 'Keep it out of the record' }).click();
  await expect(secret.getByRole('button', { name: 'Let it into the record' })).toBeVisible();
  await ann.shot('rule-slip');
  expect(await violations(ann.page)).toEqual([]);
  for (const person of [lea, noor, ann]) await person.button('I have looked through it').click();

  await lea.button('Look the minutes through').click();
  await expect(lea.button(/^\[an organisation\]/).first()).toHaveAttribute('aria-pressed', 'true');
  await lea.shot('rule-looking');
  expect(await violations(lea.page)).toEqual([]);
  const record = lea.part('Record under the Chatham House Rule');
  const own = record.getByRole('checkbox', { name: /pay for our own captions/ });
  await own.uncheck(); // what only one person can say
  await record.getByRole('radio', { name: /all of the captions/ }).check();
  await expect(record.getByRole('checkbox', { name: /My secret is safe/ })).toBeDisabled();
  await lea.button('Give it to somebody else to read').click();
  await expect(
    record.getByText('Something in this passage may tell who spoke', { exact: false }),
  ).toBeVisible();
  await record
    .getByRole('textbox', { name: 'Words that tell who spoke, and are not marked' })
    .fill('doctor who');
  await lea.page.keyboard.press('Enter');
  await expect(lea.button(/^\[a participant\] instead of Doctor Who/)).toHaveAttribute(
    'aria-pressed',
    'true',
  );
  const unread = record.getByRole('checkbox', { name: /^I have read what is marked in it/, checked: false });
  await expect(unread.first()).toBeVisible();
  for (let left = await unread.count(); left > 0; left = await unread.count()) await unread.first().check();
  await lea.shot('rule-verbatim');
  await lea.button('Give it to somebody else to read').click();
  await expect(lea.minutes.getByText(/^Somebody else who runs the meeting has to read this/)).toBeVisible();
  await expect(lea.button('I have read it: publish it')).toHaveCount(0);

  await expect(
    noor.minutes.getByText('Léa Brightwater proposes to publish this', { exact: false }),
  ).toBeVisible();
  await expect(noor.minutes.getByText('The captions are published, too', { exact: false })).toBeVisible();
  await expect(noor.minutes.getByText('My secret is safe.')).toHaveCount(0);
  await noor.shot('rule-passing');
  await noor.button('I have read it: publish it').click();
  await noor.button('Yes, publish it and destroy the rest').click();
  for (const person of [lea, noor, ann])
    await expect(person.page.getByText('the record was published', { exact: false }).first()).toBeVisible();

  const reader = await Person.with(browser, 'Nobody', { javaScriptEnabled: false });
  await reader.open(`${meeting.url}/minutes`);
  const { page } = reader;
  await expect(page.getByText('Hosts are asked for captions, as [a participant] said.')).toBeVisible();
  await expect(page.getByText('The next call is in March.')).toBeVisible();
  await expect(
    page.getByText('Record of a meeting held under the Chatham House Rule', { exact: false }),
  ).toBeVisible();
  await expect(page.getByText('See you in March.', { exact: false })).toBeVisible();
  await expect(page.getByText(/Thank you, \[a participant\]\. Captions come first\. So be it/)).toBeVisible();
  await expect(page.getByText('My secret is safe.')).toHaveCount(0);
  await expect(page.getByText('Doctor')).toHaveCount(0);
  await reader.shot('rule-record');
  const files = await Promise.all(
    ['', '.txt', '.md', '.json'].map(async (end) =>
      (await page.request.get(`${meeting.url}/minutes${end}`)).text(),
    ),
  );
  for (const file of [...files, await (await page.request.get(meeting.url)).text()])
    for (const name of ['Anneke', 'Vandermolen', 'Coral', 'Léa', 'Brightwater', 'Noor', 'Haddad'])
      expect(file).not.toContain(name);
  const captions = await page.request.get(`${meeting.url}/captions/en.txt`);
  expect(captions.status()).toBe(404);
});

// R1, R3, R4: one item of an open meeting has a record of its own, and the rest goes on.
test('the record of one item is published before the rest', async ({ server, browser }) => {
  const meeting = await server.make(PLAN);
  const noor = await server.join(meeting, 'chair', 'Noor Haddad');
  const lea = await Person.with(browser, 'Léa Brightwater');
  await lea.enter(meeting, 'secretary');
  await noor.ask({ do: 'set_rule', in: { rule: 'chatham-house', item: 3 } });
  await noor.ask({ do: 'start_meeting', in: {} });
  await noor.ask({ do: 'write_line', in: { text: 'The report is ready.' } });
  await noor.ask({ do: 'start_item', in: { item: 3, after: 2 } });
  await noor.ask({ do: 'write_line', in: { text: 'DECISION: Hosts pay, as Noor Haddad said.' } });
  await noor.ask({ do: 'write_line', in: { text: 'Noor: My secret is safe.' } });
  await server.caption(meeting.captions.en?.zoom ?? '', '>> NOOR HADDAD: This goes nowhere.\n', PACE);
  await expect(lea.page.getByText('This goes nowhere.')).toBeVisible();
  await noor.ask({ do: 'end_meeting', in: {} });

  await lea.button('Look the minutes through').click();
  const record = lea.part('Record under the Chatham House Rule');
  await record.getByRole('radio', { name: 'Only the item 2 Who pays' }).check();
  await expect(record.getByText('The report is ready.')).toHaveCount(0);
  await record.getByRole('checkbox', { name: /My secret is safe/ }).uncheck();
  await lea.button('Give it to somebody else to read').click();
  await expect(lea.minutes.getByText(/^Somebody else who runs the meeting has to read this/)).toBeVisible();
  await expect(lea.minutes.getByText('Only the item 2 Who pays')).toBeVisible();
  const feed = await lea.page.request.get(
    `${meeting.url.replace('/m/', '/api/v1/meetings/')}/feeds/meeting`,
    { headers: { Authorization: `Bearer ${noor.session}` } },
  );
  const { set } = (await feed.json()) as { set: { review: { draft: number } } };
  await noor.ask({ do: 'pass_record', in: { draft: set.review.draft } });

  await expect(lea.page.getByRole('heading', { name: 'Record of 2 Who pays' })).toBeVisible();
  await expect(lea.minutes.getByText('Hosts pay, as [a participant] said.')).toBeVisible();
  await expect(lea.minutes.getByText('My secret is safe.')).toHaveCount(0);
  await expect(lea.page.getByText('This goes nowhere.')).toHaveCount(0);
  await expect(lea.written('The report is ready.')).toBeVisible();
  await lea.shot('rule-part');
  expect(await violations(lea.page)).toEqual([]);

  const reader = await Person.with(browser, 'Nobody', { javaScriptEnabled: false });
  await reader.open(`${meeting.url}/minutes`);
  await expect(reader.page.getByText('Hosts pay, as [a participant] said.')).toBeVisible();
  await expect(
    reader.page.getByText('The records of some items are published', { exact: false }),
  ).toBeVisible();
  for (const other of ['The report is ready.', 'My secret is safe.', 'Haddad', 'Léa'])
    await expect(reader.page.getByText(other)).toHaveCount(0);
  await reader.shot('rule-part-public');
  await reader.leave();
  const seeing = await Person.with(browser, 'Somebody');
  for (const colorScheme of ['light', 'dark'] as const) {
    await seeing.page.emulateMedia({ colorScheme });
    await seeing.open(`${meeting.url}/minutes`);
    expect(await violations(seeing.page)).toEqual([]);
  }
});

/** In which files of a folder one of these words stands, as bytes or in UTF-16. */
async function found(folder: string, words: string[]): Promise<string[]> {
  const files = await readdir(folder, { recursive: true, withFileTypes: true });
  const hits: string[] = [];
  for (const file of files.filter((one) => one.isFile())) {
    const path = join(file.parentPath, file.name);
    const bytes = await readFile(path);
    for (const word of words)
      if (bytes.includes(word) || bytes.includes(Buffer.from(word, 'utf16le')))
        hits.push(`${word} in ${path}`);
  }
  return hits;
}

// T-31: what others are called, and what they said, is in no file of the browser of who was there.
test('a browser keeps nothing of who was in a meeting under the Rule', async ({ server, launchOptions }) => {
  const meeting = await server.make({ ...PLAN, rule: 'chatham-house' });
  const chair = await server.join(meeting, 'chair', 'Zoraqxa Kelvinqxb');
  await chair.ask({ do: 'start_meeting', in: {} });
  const folder = await mkdtemp(join(tmpdir(), 'convener-profile-'));
  try {
    const context = await withProfile(folder, launchOptions);
    const page = await context.newPage();
    await page.goto(meeting.links.participant);
    await page.getByLabel('Your name', { exact: true }).fill('Ownqxc Nameqxd');
    await page.getByRole('button', { name: 'Join', exact: true }).click();
    await chair.ask({ do: 'write_line', in: { text: 'Zoraqxa Kelvinqxb: We were spokenqxe.' } });
    await server.caption(meeting.captions.en?.zoom ?? '', '>> LABELQXF: This was captionqxg.\n', PACE);
    await expect(page.getByText('spokenqxe').first()).toBeVisible();
    await expect(page.getByText('captionqxg').first()).toBeVisible();
    await page.reload();
    await expect(page.getByText('spokenqxe').first()).toBeVisible();
    await page.goto(`${meeting.url}/minutes`);
    await expect(page.getByText('spokenqxe').first()).toBeVisible();
    await context.close();
    expect(await found(folder, ['Funding call']), 'the search is not blind').not.toEqual([]);
    const words = ['Zoraqxa', 'Kelvinqxb', 'spokenqxe', 'LABELQXF', 'Labelqxf', 'captionqxg'];
    expect(await found(folder, words)).toEqual([]);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
