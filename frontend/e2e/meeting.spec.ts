import { expect, type Browser } from '@playwright/test';
import { Person, spoken } from './person.ts';
import { halves, playedLines, playedText } from './played.ts';
import { test, type Made, type Server } from './server.ts';

const PLAN = {
  title: 'Coordination meeting of the coalitions',
  agenda: [
    { title: 'Welcome', kind: 'adoption', minutes: 5 },
    { title: 'Joint statement on community networks', kind: 'statement', minutes: 40 },
  ],
  bodies: [
    { name: 'Community Networks', seats: 2 },
    { name: 'Small Island States', seats: 2 },
  ],
};

/** In seconds: the time that a participant has is the server's to say, and this is what it says. */
const TURN = 'It is your turn. You have 2 minutes. The button that ends it is in the speaker queue.';

type Cast = Record<'noor' | 'idris' | 'lea' | 'amina' | 'ben' | 'chi' | 'olu', Person>;

/** Two chairs, a secretary, three participants of whom Ben has no mouse, and an observer. */
async function gather(server: Server, browser: Browser): Promise<Cast> {
  const lines = await Promise.all([server.line(), server.line(), server.line(), server.line()]);
  const [noor, idris, lea, chi] = await Promise.all(
    ['Noor Haddad', 'Idris Bello', 'Lea Brunner', 'Chi Okafor'].map((name, i) =>
      Person.with(browser, name, { ...(lines[i] && { line: lines[i] }) }),
    ),
  );
  const amina = await Person.with(browser, 'Amina Diallo');
  const ben = await Person.with(browser, 'Ben Arslan', { hasAriaNotify: false });
  const olu = await Person.with(browser, 'Olu Adeyemi', { viewport: { width: 320, height: 640 } });
  if (!noor || !idris || !lea || !chi) throw new Error('somebody is missing');
  return { noor, idris, lea, amina, ben, chi, olu };
}

/** Ben joins, and after that never touches a mouse either. */
async function joinByKeyboard(ben: Person, meeting: Made): Promise<void> {
  const { page } = ben;
  await ben.open(meeting.links.participant);
  await expect(page.getByRole('button', { name: 'Join' })).toBeVisible();
  await ben.tabTo(page.getByLabel('Your name', { exact: true }));
  await page.keyboard.press('Enter');
  await expect(page.getByRole('group', { name: 'You have not joined yet' })).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: 'Write your name' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByLabel('Your name', { exact: true })).toBeFocused();
  await page.keyboard.type(ben.name);
  await page.keyboard.press('Tab');
  await expect(page.getByLabel('You speak for')).toBeFocused();
  await page.keyboard.type('Small');
  await page.keyboard.press('Tab');
  await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('radio', { name: 'I sign' })).toBeFocused();
  await ben.tabTo(page.getByRole('button', { name: 'Join' })); // past what is optional
  await page.keyboard.press('Space');
  await ben.connected();
  await expect(page.getByRole('heading', { level: 1, name: PLAN.title })).toBeFocused();
}

test('a meeting, from the first link to the minutes', async ({ server, browser }) => {
  test.setTimeout(180_000);
  const meeting = await server.make(PLAN);
  const cast = await gather(server, browser);
  const { noor, idris, lea, amina, ben, chi, olu } = cast;
  const everyone = Object.values(cast);
  let captions = Promise.resolve();

  await test.step('they join by their links, one of them by keyboard alone', async () => {
    await noor.join(meeting, 'chair');
    await Promise.all([
      idris.join(meeting, 'chair'),
      lea.join(meeting, 'secretary'),
      amina.join(meeting, 'participant', 'Community Networks'),
      chi.join(meeting, 'participant'),
      olu.join(meeting, 'observer'),
      joinByKeyboard(ben, meeting),
    ]);
    await expect(ben.page.getByText('Ben Arslan, participant')).toBeVisible();
    await expect(noor.page).toHaveURL(/\/m\/[-0-9a-f]+$/); // the secret has left the address
  });

  await test.step('a chair starts the meeting, goes to the second item and opens the queue', async () => {
    await noor.button('Start the meeting').click();
    await expect(noor.button('Not yet')).toBeFocused();
    await noor.button('Yes, start it').click();
    for (const person of everyone) await expect(person.page.getByText('Under way')).toBeVisible();
    captions = server.caption(meeting.captions.en?.zoom ?? '', halves[0], 900);
    captions.catch(() => undefined); // it is waited for further down
    await noor
      .part('Agenda')
      .getByRole('button', { name: /^Start 2/ })
      .click();
    await noor.button('Open the queue').click();
    await expect(noor.button('Close the queue in two minutes')).toBeFocused();
    await amina.saidOnce('Now: item 2, Joint statement on community networks.');
    await amina.saidOnce('The queue is open.');
  });

  await test.step('three ask for the floor: with the mouse, by keyboard, with a topic', async () => {
    await amina.button('Ask for the floor').click();
    await expect(amina.queue.getByText('You are 1st of 1.')).toBeVisible();
    await ben.tabTo(ben.button('Ask for the floor'));
    await ben.page.keyboard.press('Enter');
    await expect(ben.queue.getByText('You are 2nd of 2.')).toBeVisible();
    await expect(ben.button('Lower my hand')).toBeFocused();
    await ben.saidOnce('Your hand is up. You are 2nd of 2.');
    await chi.page.getByText('Say what it is about, or write it').click();
    await chi.page.getByLabel('What it is about (optional)').fill('Slow links');
    await chi.button('Ask for the floor with this').click();
    await expect(noor.waiting).toHaveText(['Amina Diallo', 'Ben Arslan', 'Chi Okafor']);
    await expect(noor.queue.getByText('Slow links')).toBeVisible();
    await expect(olu.queue.getByRole('button')).toHaveCount(0);
  });

  await test.step('both chairs press Next speaker before either knows of the other: one speaker is called', async () => {
    for (const chair of [noor, idris]) chair.line?.hold();
    await Promise.all([noor.button('Next speaker').click(), idris.button('Next speaker').click()]);
    await expect(amina.part('It is your turn')).toBeVisible();
    for (const chair of [noor, idris]) chair.line?.mend();
    for (const chair of [noor, idris]) {
      await expect(chair.floor.getByText('Amina Diallo')).toBeVisible();
      await expect(chair.waiting).toHaveText(['Ben Arslan', 'Chi Okafor']);
    }
    const told = async (): Promise<number> => {
      const refusals = [noor, idris].map((chair) => chair.floor.getByText('faster').count());
      return (await Promise.all(refusals)).reduce((sum, count) => sum + count);
    };
    await expect.poll(told, { message: 'how many chairs are told that the other was faster' }).toBe(1);
  });

  await test.step('the called one is told once, and her keyboard stays where it was', async () => {
    await expect(amina.part('It is your turn')).toContainText(/You have \d+ minutes/);
    await expect(amina.page).toHaveTitle(`(Your turn) ${PLAN.title}`);
    await expect(amina.button('I have finished')).toBeFocused(); // she had pressed it when it said Lower my hand
    await amina.saidOnce(TURN);
    await amina.shot('participant-turn');
    await noor.shot('chair-mid-meeting');
  });

  await test.step('the next one lets someone go first, by keyboard', async () => {
    await expect(ben.part('You are next')).toBeVisible();
    await ben.saidOnce('You are next to speak.');
    await expect(ben.button('Lower my hand')).toBeFocused();
    await ben.tabTo(
      ben.part('You are next').getByRole('button', { name: 'Let someone go first' }),
      'Shift+Tab',
    );
    await ben.page.keyboard.press('Enter');
    await expect(noor.waiting).toHaveText(['Chi Okafor', 'Ben Arslan']);
    await expect(ben.queue.getByText('You are 2nd of 2.')).toBeVisible();
  });

  await test.step('a point of order overtakes those who wait', async () => {
    await amina.button('I have finished').click();
    await expect(noor.floor.getByText('The floor is free.')).toBeVisible();
    await amina.page.getByText('Say what it is about, or write it').click();
    await amina.page.getByRole('radio', { name: 'Point of order' }).check();
    await amina.button('Ask for the floor with this').click();
    await expect(noor.waiting).toHaveText(['Amina Diallo', 'Chi Okafor', 'Ben Arslan']);
    await expect(noor.queue.getByRole('listitem').first()).toContainText('Point of order');
    await noor.button('Next speaker').click();
    await expect(noor.floor).toContainText('Amina Diallo');
    await noor.button('Next speaker').click();
    await expect(noor.floor).toContainText('Chi Okafor');
  });

  await test.step('whoever has only a keyboard is called, speaks and ends the turn', async () => {
    await noor.button('Next speaker').click();
    await expect(ben.part('It is your turn')).toBeVisible();
    await ben.saidOnce(TURN);
    await expect(ben.focused).toHaveCount(1);
    await ben.tabTo(ben.queue.getByRole('button', { name: 'I have finished' }));
    await ben.page.keyboard.press('Space');
    await expect(ben.button('Ask for the floor')).toBeFocused();
    await expect(ben.part('It is your turn')).toBeHidden();
    await expect(noor.floor).toContainText('The floor is free.');
  });

  await test.step('pausing the captions keeps the place while they go on', async () => {
    await captions;
    await expect.poll(async () => (await olu.words()).length).toBeGreaterThan(60);
    await olu.button('Pause scrolling').click();
    const id = await olu.page.locator('[id^=line-]').last().getAttribute('id');
    const place = (): Promise<number> =>
      olu.page.locator(`#${id}`).evaluate((line) => {
        const panel = line.closest('[role=group]');
        return line.getBoundingClientRect().top - (panel?.getBoundingClientRect().top ?? NaN);
      });
    const before = await place();
    await expect(olu.page.locator('.growing')).toHaveCount(0); // its text is final now, and takes less room
    expect(await place()).toBe(before);
    captions = server.caption(meeting.captions.en?.zoom ?? '', halves[1], 600);
    captions.catch(() => undefined);
    await expect(olu.button(/^Jump to latest \(([2-9]|\d\d+) unread\)$/)).toBeVisible();
    expect(await place()).toBe(before);
    await olu.shot('phone-320-observer');
    await olu.button(/^Jump to latest/).click();
    await olu.page.getByRole('group', { name: 'Caption text' }).scrollIntoViewIfNeeded(); // on a phone it ends below the fold
    await expect(olu.page.locator('[id^=line-]').last()).toBeInViewport();
  });

  await test.step('a line is lost while its person asks: the ask happens once, and nothing is missed', async () => {
    await chi.page.context().setOffline(true); // tells the page, and leaves its open socket alone
    chi.line?.lose();
    await expect(chi.page.getByText('Offline since')).toBeVisible();
    await chi.button('Ask for the floor').click();
    await expect(chi.queue.getByText('Not confirmed yet')).toBeVisible();
    await chi.shot('offline');
    await amina.button('Ask for the floor').click();
    await expect(noor.waiting).toHaveText(['Amina Diallo']);
    await lea.minutes.getByRole('textbox', { name: 'A line' }).fill('Small islands support the second part.');
    await lea.button('Write it down').click();
    await expect(lea.written('Small islands support the second part.')).toBeVisible();
    chi.line?.mend();
    await chi.page.context().setOffline(false);
    await expect(noor.waiting).toHaveText(['Amina Diallo', 'Chi Okafor']);
    await chi.connected();
    await expect(chi.queue.getByText('You are 2nd of 2.')).toBeVisible();
    await expect(chi.written('Small islands support the second part.')).toHaveCount(1);
    await expect(chi.button('Lower my hand')).toBeFocused();
  });

  await test.step('the server dies with a note that it has taken and not answered: it is there once', async () => {
    lea.line?.hold();
    await lea.minutes.getByRole('textbox', { name: 'A line' }).fill('The second part is put to the list.');
    await lea.button('Write it down').click();
    await expect(olu.written('The second part is put to the list.')).toBeVisible();
    await server.kill();
    lea.line?.lose();
    await expect(olu.page.getByText('Connecting again')).toBeVisible();
    await server.restart();
    lea.line?.mend();
    for (const person of everyone) {
      await person.connected();
      await expect(person.written('The second part is put to the list.')).toHaveCount(1);
      await expect(person.waiting).toHaveText(['Amina Diallo', 'Chi Okafor']);
    }
    await expect(lea.minutes.getByRole('textbox', { name: 'A line' })).toHaveValue('');
  });

  await test.step('a decision and an action show for all in the room, and not to the public', async () => {
    const line = lea.minutes.getByRole('textbox', { name: 'A line' });
    await lea.minutes.getByRole('button', { name: 'Decision', exact: true }).click();
    await expect(line).toBeFocused();
    await line.pressSequentially('The first part is adopted.');
    await line.press('Enter');
    await expect(line).toHaveValue('');
    await line.fill('ACTION: Chi to send the second part to the list by 31 January 2030');
    await lea.button('Write it down').click();
    for (const person of everyone) {
      await expect(person.written('The first part is adopted.')).toBeVisible();
      await expect(person.written('send the second part to the list')).toBeVisible();
    }
    await lea.shot('secretary');
    const stranger = await Person.with(browser, 'nobody', { javaScriptEnabled: false });
    await stranger.open(meeting.url);
    await expect(stranger.page.getByText('Joint statement on community networks')).toBeVisible();
    await expect(stranger.page.getByText(/part is adopted|to the list/)).toHaveCount(0);
    for (const file of ['minutes.txt', 'captions/en.txt']) {
      expect((await stranger.page.request.get(`${meeting.url}/${file}`)).status()).toBe(404);
    }
    await stranger.leave();
  });

  await test.step('every word that was written is in the room, and in the text, in order', async () => {
    await captions;
    for (const person of [olu, chi, ben]) {
      await expect.poll(() => person.words(), { message: person.name }).toEqual(playedLines);
      await expect(person.button('Pause scrolling')).toHaveAttribute('aria-pressed', 'false');
      await expect(person.page.locator('[id^=line-]').last()).toBeVisible();
    }
    const file = await olu.page.request.get(`${meeting.url}/captions/en.txt`);
    expect(spoken(await file.text())).toEqual(spoken(playedText));
  });

  await test.step('a chair ends the meeting, and the minutes hold it', async () => {
    await idris.button('End the meeting').click();
    await expect(idris.button('Keep going')).toBeFocused();
    await idris.button('Yes, end it').click();
    for (const person of everyone)
      await expect(person.page.getByText('Ended', { exact: true })).toBeVisible();
    for (const ending of ['html', 'md', 'txt', 'json']) {
      const minutes = await amina.page.request.get(`${meeting.url}/minutes.${ending}`);
      expect(minutes.status(), ending).toBe(200);
      const words = await minutes.text();
      for (const line of ['Small islands support', 'The first part is adopted', 'send the second part']) {
        expect(words, ending).toContain(line);
      }
      expect(words.split('The second part is put to the list').length, `${ending}: the note, once`).toBe(2);
    }
  });

  await test.step('no browser had anything to complain of, and nobody lost the focus', async () => {
    for (const person of everyone) await person.fine();
  });
});
