import { expect, type Browser, type Locator } from '@playwright/test';
import type { Role } from '../src/lib/protocol.gen.ts';
import { gone, Person } from './person.ts';
import { test, type Made } from './server.ts';

const PLAN = { title: 'A meeting of ours', agenda: [{ title: 'Welcome', kind: 'adoption', minutes: 5 }] };

/** A link that was revoked may count for 2 s (P4); who has left counts as here for 20 s more. */
const [REVOKED, LEFT] = [{ timeout: 2000 }, { timeout: 40_000 }];

async function enter(browser: Browser, meeting: Made, role: Role, name: string): Promise<Person> {
  const person = await Person.with(browser, name);
  await person.enter(meeting, role);
  return person;
}

const items = (person: Person): Locator => person.part('Agenda').locator('li[data-id]');

/** Everyone's agenda has these items, as they begin: number, title, kind and minutes. */
async function agendaIs(everyone: Person[], beginnings: string[]): Promise<void> {
  const rows = beginnings.map((beginning) => new RegExp(`^${beginning.replaceAll(' ', '\\s+')}`));
  for (const person of everyone) await expect(items(person), person.name).toHaveText(rows);
}

/** Presses a button of an item, which may be in its menu; what it opens stands in the same row. */
async function press(person: Person, item: string, label: string): Promise<Locator> {
  const row = items(person).filter({ hasText: item });
  const button = row.getByRole('button', { name: `${label} ${item}`, exact: true });
  if (!(await button.isVisible())) await row.getByText('More').click();
  await button.click();
  return row;
}

async function fillIn(form: Locator, title: string, minutes: string): Promise<void> {
  await form.getByLabel('Title', { exact: true }).fill(title);
  await form.getByLabel('Minutes').fill(minutes);
  await form.getByRole('button', { name: 'Add to the agenda' }).click();
}

test('two chairs change the agenda, and all see the same items and numbers', async ({ server, browser }) => {
  const { meeting } = await server.open(PLAN);
  const noor = await enter(browser, meeting, 'chair', 'Noor Haddad');
  const idris = await enter(browser, meeting, 'chair', 'Idris Bello');
  const amina = await enter(browser, meeting, 'participant', 'Amina Diallo');
  const everyone = [noor, idris, amina];
  await noor.part('Agenda').getByText('Add an item', { exact: true }).click();
  const foot = noor.part('Agenda').locator('form').filter({ hasText: 'Add to the agenda' });
  await fillIn(foot, 'Joint statement', '40');
  await agendaIs([noor], ['1 Welcome', '2 Joint']); // the form is free for the next
  await fillIn(foot, 'Next meeting', '5');
  await agendaIs(everyone, ['1 Welcome', '2 Joint statement Discussion, 40 min', '3 Next']);
  await fillIn(await press(noor, '2 Joint statement', 'Add an item below'), 'First part', '15');
  await agendaIs([idris], ['1 Welcome', '2 Joint', '2.1 First part Discussion, 15 min', '3 Next']);
  await fillIn(await press(idris, '2 Joint statement', 'Add an item below'), 'Second part', '20');
  const second = 'Second part Discussion, 20 min';
  await agendaIs(everyone, ['1 Welcome', '2 Joint', '2.1 First', `2.2 ${second}`, '3 Next']);

  const title = await press(noor, '2.1 First part', 'Edit');
  await title.getByLabel('Title', { exact: true }).fill('Opening');
  const minutes = await press(idris, '2.1 First part', 'Edit');
  await minutes.getByLabel('Minutes').fill('25');
  await Promise.all([noor, idris].map((chair) => chair.button('Save the item').click()));
  const both = 'Opening Discussion, 25 min';
  await agendaIs(everyone, ['1 Welcome', '2 Joint', `2.1 ${both}`, `2.2 ${second}`, '3 Next']);

  const parent = await press(noor, '2 Joint statement', 'Remove');
  await parent.getByRole('button', { name: 'Remove it, move those below up' }).click();
  await agendaIs(everyone, ['1 Welcome', `2 ${both}`, `3 ${second}`, '4 Next meeting Discussion, 5 min']);
  await expect(amina.part('Agenda').getByRole('button')).toHaveCount(0);
  await gone(everyone);
});

test('what a chair does with the floor shows on every page', async ({ server, browser }) => {
  const { meeting } = await server.open(PLAN);
  const noor = await enter(browser, meeting, 'chair', 'Noor Haddad');
  const amina = await enter(browser, meeting, 'participant', 'Amina Diallo');
  const ben = await enter(browser, meeting, 'participant', 'Ben Arslan');
  const everyone = [noor, amina, ben];
  const floorIs = async (words: string): Promise<void> => {
    for (const person of everyone) await expect(person.floor, person.name).toContainText(words);
  };
  const told = async (turn: number) => (await amina.said()).filter((said) => /^It is your/.test(said))[turn];
  await amina.button('Ask for the floor').click();
  await amina.saidOnce('Your hand is up. You are 1st of 1.');
  await ben.button('Ask for the floor').click();
  await expect(noor.waiting).toHaveText(['Amina Diallo', 'Ben Arslan']);
  await noor.button('Next speaker').click();
  await floorIs('Amina Diallo');
  await expect.poll(() => told(0)).toContain('You have 2 minutes. ');
  await noor.button('Stop the clock').click();
  await floorIs('The clock is stopped.');
  const stood = await noor.left();
  await noor.button('+1 min').click();
  for (const person of everyone) await expect.poll(() => person.left(), person.name).toBe(stood + 60);
  await noor.button('Let the clock run').click();
  for (const person of everyone) {
    await expect(person.floor).not.toContainText('The clock is stopped.');
    await expect.poll(() => person.left(), person.name).toBeLessThan(stood + 60);
  }
  await noor.button('Put back in the queue').click();
  await floorIs('The floor is free.');
  for (const { waiting } of everyone) await expect(waiting).toHaveText(['Amina Diallo', 'Ben Arslan']);
  await amina.saidOnce('Your turn was stopped. You are back in the queue, 1st of 2.');
  await ben.saidOnce('You are now 2nd of 2.');
  await noor.button('Next speaker').click();
  await floorIs('Amina Diallo');
  await expect.poll(() => told(1)).toMatch(/You have 2 minutes \d+ seconds?\./);
  await noor.button('End this turn').click();
  await floorIs('The floor is free.');
  await amina.saidOnce('Your turn has ended.');
  await expect(noor.button('Put back in the queue: Amina Diallo')).toBeVisible();
  await gone(everyone);
});

test('who is here is known by name and once, or is but counted', async ({ server, browser }) => {
  test.setTimeout(180_000);
  const { meeting } = await server.open(PLAN);
  const noor = await enter(browser, meeting, 'chair', 'Noor Haddad');
  const amina = await enter(browser, meeting, 'participant', 'Amina Diallo');
  const ben = await enter(browser, meeting, 'participant', 'Ben Arslan');
  const olu = await enter(browser, meeting, 'observer', 'Olu Adeyemi');
  const readers = [noor, amina];
  const here = (person: Person): Locator => person.part(/^Who is here/);
  const hereAre = async (names: string[], all: number): Promise<void> => {
    for (const person of readers) {
      await expect(here(person).locator('.name'), person.name).toHaveText(names, LEFT);
      await expect(here(person).getByRole('heading')).toHaveText(`Who is here (${all})`);
    }
  };
  for (const person of readers) await here(person).getByText('Show the names').click();
  await hereAre(['Amina Diallo', 'Ben Arslan', 'Noor Haddad'], 4);
  await expect(here(noor)).toContainText('1 follows in silence.');
  await expect(here(noor)).not.toContainText('Olu');
  await gone([ben]);
  const seconds = await Promise.all([amina, olu].map((person) => person.page.context().newPage()));
  for (const tab of seconds) {
    await tab.goto(meeting.url);
    await expect(tab.getByText('Connected', { exact: true })).toBeVisible();
  }
  const chi = await enter(browser, meeting, 'participant', 'Chi Okafor'); // who is seen, with those before her
  await hereAre(['Amina Diallo', 'Chi Okafor', 'Noor Haddad'], 4);
  await expect(here(noor)).toContainText('1 follows in silence.');
  for (const tab of seconds) await tab.close();
  await gone([olu]);
  await hereAre(['Amina Diallo', 'Chi Okafor', 'Noor Haddad'], 3);
  await expect(here(noor)).not.toContainText('in silence');
  expect(await noor.said(), 'of who comes and goes nothing is said').toEqual([]);
  await gone([noor, amina, chi]);
});

test('a link lets people in until it is revoked: then they are out', async ({ server, browser }) => {
  const { meeting } = await server.open(PLAN);
  const noor = await enter(browser, meeting, 'chair', 'Noor Haddad');
  const links = noor.part('Links');
  await links.getByText('New link').click();
  await noor.button('Make the link').click();
  await noor.saidOnce('The link is made. Copy it now: it is not shown again.');
  const url = (await links.getByRole('group').locator('code').textContent()) ?? '';
  expect(url).toContain(`${meeting.url}#cvl_`);
  await noor.button('I have copied it').click();
  await expect(noor.button('Make the link')).toBeFocused();
  expect(await noor.page.content()).not.toContain(new URL(url).hash.slice(1));

  const by = { ...meeting, links: { ...meeting.links, participant: url } };
  const ben = await Person.with(browser, 'Ben Arslan');
  await ben.join(by, 'participant');
  await ben.button('Ask for the floor').click();
  await expect(noor.waiting).toHaveText(['Ben Arslan']);
  await noor.button('Next speaker').click();
  await expect(ben.part('It is your turn')).toBeVisible();

  const link = links.getByRole('listitem').last();
  await expect(link).toHaveText(/^For: participant 1 person came by it Revoke/);
  await link.getByRole('button', { name: /^Revoke/ }).click();
  await expect(link).toContainText('1 person who came by it is taken out at once.');
  await noor.button('Yes, revoke it').click();
  const out =
    'You were removed, your link was withdrawn, or the record was published and all else destroyed.';
  await expect(ben.part('This page has stopped')).toContainText(out, REVOKED);
  await ben.saidOnce(out);
  await expect(noor.floor).toContainText('The floor is free.');
  await expect(link).toHaveText('For: participant withdrawn');
  await ben.page.reload();
  await expect(ben.button('Follow the meeting')).toBeVisible(); // as a stranger may

  const chi = await Person.with(browser, 'Chi Okafor');
  await chi.open(url);
  await chi.page.getByLabel('Your name', { exact: true }).fill(chi.name);
  await chi.button('Join').click();
  await expect(chi.page.getByRole('group', { name: 'You have not' })).toContainText(
    'This link does not work, or not any more',
  );
  await gone([noor, ben, chi]);
});
