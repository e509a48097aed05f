import { expect, type Browser, type Locator } from '@playwright/test';
import type { Command, Queue, Role } from '../src/lib/protocol.gen.ts';
import { gone, Person } from './person.ts';
import { test, type Made, type Member, type Server } from './server.ts';

const PLAN = {
  title: 'Turns',
  agenda: [
    { title: 'Captions', kind: 'discussion', minutes: 10 },
    { title: 'Money', kind: 'decision', minutes: 10 },
  ],
  bodies: [
    { name: 'Libraries', seats: 2 },
    { name: 'Islands', seats: 1 },
  ],
};
const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true };

async function enter(
  browser: Browser,
  meeting: Made,
  role: Role,
  name: string,
  options: Parameters<typeof Person.with>[2] = {},
): Promise<Person> {
  const person = await Person.with(browser, name, options);
  await person.enter(meeting, role);
  return person;
}

/** The queue as the server has it. */
async function queueOf(server: Server, meeting: Made, { session }: Member): Promise<Queue> {
  const answer = await fetch(`${server.url}/api/v1/meetings/${meeting.id}/feeds/meeting`, {
    headers: { Authorization: `Bearer ${session}` },
  });
  return ((await answer.json()) as { set: { queue: Queue } }).set.queue;
}

/** Walks to a control by Tab, forward or back, and presses a key on it. */
async function press(person: Person, control: Locator, key = 'Enter'): Promise<void> {
  for (let tries = 0; tries < 4; tries++) {
    const way = await control.evaluate((element) => {
      const now = document.activeElement;
      if (element === now) return '';
      const before = now && now.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_PRECEDING;
      return before ? 'Shift+Tab' : 'Tab';
    });
    if (way === '') break;
    await person.tabTo(control, way).catch(() => undefined);
  }
  await expect(control).toBeFocused();
  await expect(control).not.toHaveAttribute('aria-disabled', 'true'); // it has settled on what it means
  await person.page.keyboard.press(key);
}

test('a chair runs a whole meeting by keyboard alone', async ({ server, browser }) => {
  test.setTimeout(180_000);
  const meeting = await server.make(PLAN);
  const noor = await enter(browser, meeting, 'chair', 'Noor Haddad');
  const [ann, bob, cleo] = await Promise.all(
    ['Ann', 'Bob', 'Cleo'].map((name) => server.join(meeting, 'participant', name)),
  );
  const floor = (name: string): Locator => noor.floor.getByRole('button', { name, exact: true });
  const more = (name: string): Locator => noor.queue.getByRole('listitem').filter({ hasText: name });

  await press(noor, noor.button('Start the meeting'));
  await press(noor, noor.button('Yes, start it'));
  await press(noor, noor.button('Open the queue'));
  await expect(noor.button('Close the queue in two minutes')).toBeFocused();
  for (const person of [ann, bob, cleo]) await person?.ask({ do: 'raise_hand', in: { class: 'topic' } });
  await expect(noor.waiting).toHaveText(['Ann', 'Bob', 'Cleo']);

  await test.step('the last is moved up; the focus stays with the person, and where they are is said once', async () => {
    await press(noor, more('Cleo').locator('summary', { hasText: 'More' }));
    const up = more('Cleo').getByRole('button', { name: /^Move up/ });
    await press(noor, up);
    await expect(noor.waiting).toHaveText(['Ann', 'Cleo', 'Bob']);
    await noor.saidOnce('Cleo, now 2 of 3.');
    await expect(up).toBeFocused();
    await noor.page.keyboard.press('Enter');
    await expect(noor.waiting).toHaveText(['Cleo', 'Ann', 'Bob']);
    await noor.saidOnce('Cleo, now 1 of 3.');
  });
  await test.step('what was done is undone', async () => {
    await press(noor, noor.button('Undo: move a hand'));
    await expect(noor.waiting).toHaveText(['Ann', 'Cleo', 'Bob']);
  });
  await test.step('speakers are called, given time, stopped and put back', async () => {
    await press(noor, floor('Next speaker'));
    await expect(noor.floor).toContainText('Ann');
    await press(noor, floor('Start the clock'));
    await press(noor, floor('+1 min'));
    await expect(noor.floor).toContainText('left of 3:00');
    await press(noor, noor.floor.locator('summary', { hasText: 'Stop it for' }));
    await press(noor, floor('interpretation'));
    await expect(noor.floor).toContainText('The clock is stopped for the interpreters.');
    await press(noor, floor('Let the clock run'));
    await press(noor, floor('Put back in the queue'));
    await expect(noor.waiting).toHaveText(['Ann', 'Cleo', 'Bob']);
    await press(noor, floor('Next speaker'));
    await expect(noor.floor).toContainText('Ann');
    await press(noor, floor('Next speaker'));
    await expect(noor.floor).toContainText('Cleo');
  });
  await test.step('a typed command does what a button does', async () => {
    await press(noor, noor.queue.locator('summary', { hasText: 'Commands by typing' }));
    await press(noor, noor.queue.getByLabel('Type a command'), 'End');
    await noor.page.keyboard.type('ack next');
    await noor.page.keyboard.press('Enter');
    await expect(noor.floor).toContainText('Bob');
  });
  await test.step('the next item asks before hands are left, and the meeting ends', async () => {
    await ann?.ask({ do: 'raise_hand', in: { class: 'topic' } });
    await expect(noor.waiting).toHaveText(['Ann']);
    const agenda = noor.part('Agenda');
    await press(noor, agenda.getByRole('button', { name: 'Start 2 Money', exact: true }));
    await expect(agenda).toContainText('1 hand is still up.');
    await expect(agenda.getByRole('radio', { name: /stays where it is/ })).toBeFocused();
    await press(noor, noor.button('Leave it'));
    await expect(noor.floor).toContainText('2 Money');
    await press(noor, noor.button('End the meeting'));
    await press(noor, noor.button('Yes, end it'));
    await expect(noor.floor).toContainText('The meeting has ended.');
  });
  await gone([noor]);
});

test('a statement is written on a phone, read out, and its author knows how far', async ({
  server,
  browser,
}) => {
  const { meeting } = await server.open(PLAN);
  const mei = await enter(browser, meeting, 'participant', 'Mei-Ling Chen', PHONE);
  const hana = await enter(browser, meeting, 'manager', 'Hana Suzuki');

  await test.step('it is written ahead, and there after the page was closed', async () => {
    await mei.page.getByText('Say what it is about, or write it').click();
    await mei.page.getByRole('radio', { name: 'My text is read out' }).check();
    await mei.page
      .getByRole('textbox', { name: 'Your statement' })
      .fill('We ask for captions.\nIn every room.');
    await expect
      .poll(() => mei.page.evaluate(() => JSON.stringify(localStorage)))
      .toContain('In every room.');
    await mei.page.reload();
    await mei.connected();
    await mei.page.getByText('Say what it is about, or write it').click();
    await expect(mei.page.getByRole('textbox', { name: 'Your statement' })).toHaveValue(
      'We ask for captions.\nIn every room.',
    );
    await mei.page.getByLabel('Who is to read it').selectOption('the participation manager');
    await mei.button('Ask for the floor with this').click();
    await expect(mei.queue).toContainText('waits to be read');
  });
  await test.step('until it is read it can be changed, and every pause saves it', async () => {
    await mei.page.getByText('Change what you wrote').click();
    await mei.page
      .getByRole('textbox', { name: 'Your statement' })
      .fill('We ask for captions.\nIn every room.\nAlways.');
    await hana.queue.getByText('Written statement, to be read out').click();
    await expect(hana.queue).toContainText('Always.');
  });
  await test.step('it is read paragraph by paragraph, and the author sees it', async () => {
    await hana.button('Next speaker').click();
    await expect(hana.floor).toContainText('The author asks that it is read by: the participation manager.');
    await mei.saidOnce('Your statement is being read.');
    await hana.button('Mark as read').click();
    await expect(mei.queue).toContainText('is being read (1 of 3 paragraphs read)');
    await mei.page.getByText('Correct what is still to be read').first().click();
    await mei.page.getByLabel('Correct what is still to be read').fill('In each room.\nAlways.');
    await mei.button('Send the correction').click();
    await expect(hana.floor).toContainText('In each room.');
    await expect(hana.floor).toContainText('corrected by the author');
    await hana.button('Mark as read').click();
    await hana.button('Mark as read').click();
    await hana.button('Read in full').click();
    await mei.saidOnce('Your statement was read in full.');
    await expect(mei.queue).toContainText('was read in full');
    await expect(hana.written('In each room.')).toBeVisible();
  });
  await mei.shot('statement-phone');
  await gone([mei, hana]);
});

test('two chairs press everything for a minute, and no hand is lost or doubled', async ({
  server,
  browser,
}) => {
  test.setTimeout(180_000);
  const { meeting, chair } = await server.open(PLAN);
  const chairs = [
    await enter(browser, meeting, 'chair', 'Noor Haddad'),
    await enter(browser, meeting, 'chair', 'Idris Bello'),
  ];
  const people = await Promise.all(
    Array.from({ length: 10 }, (_, i) => server.join(meeting, 'participant', `Person ${i + 1}`)),
  );
  const until = Date.now() + 60_000;
  const busy = async (): Promise<void> => {
    while (Date.now() < until) {
      for (const person of people) {
        const wish: Command =
          Math.random() < 0.8
            ? { do: 'raise_hand', in: { class: Math.random() < 0.8 ? 'topic' : 'order' } }
            : { do: 'lower_hand', in: { hand: 1 } };
        await person.ask(wish).catch(() => undefined); // many are refused, which is as it should be
      }
    }
  };
  /** Presses one of the buttons that are there, whichever chance names, as fast as the page takes it. */
  const pressing = async (person: Person): Promise<void> => {
    const names =
      /^(Next speaker|End this turn|\+1 min|Put back|Stop the clock|Let the clock run|Start the clock|Call|Undo)/;
    while (Date.now() < until) {
      const buttons = person.page.getByRole('button', { name: names });
      const one = Math.floor(Math.random() * (await buttons.count()));
      await buttons
        .nth(one)
        .click({ timeout: 500, force: true })
        .catch(() => undefined); // it may have gone
    }
  };
  await Promise.all([busy(), ...chairs.map(pressing)]);
  const queue = await queueOf(server, meeting, chair);
  const ids = queue.hands.map(({ id }) => id);
  expect(new Set(ids).size, 'each hand is there once').toBe(ids.length);
  const owners = queue.hands.map(({ person, class: what }) => `${person} ${what}`);
  expect(new Set(owners).size, 'one hand of a kind each').toBe(owners.length);
  // What was pressed last may still be on its way: both are looked at until they are the same.
  const same = async (person: Person): Promise<boolean> => {
    const { hands, turn } = await queueOf(server, meeting, chair);
    const shown = await person.waiting.allTextContents(); // five, or all if a press has unfolded them
    const floor = (await person.floor.textContent()) ?? '';
    return (
      shown.length >= Math.min(5, hands.length) &&
      shown.every((name, i) => name === hands[i]?.name) &&
      floor.includes(turn?.name ?? 'The floor is free.')
    );
  };
  for (const person of chairs) await expect.poll(() => same(person), person.name).toBe(true);
  await gone(chairs);
});

test('thirty requests in twenty seconds are said to the chair in two sentences', async ({
  server,
  browser,
}) => {
  test.setTimeout(90_000);
  const { meeting } = await server.open(PLAN);
  const noor = await enter(browser, meeting, 'chair', 'Noor Haddad');
  const amina = await enter(browser, meeting, 'participant', 'Amina Diallo');
  const people = await Promise.all(
    Array.from({ length: 30 }, (_, i) => server.join(meeting, 'participant', `Person ${i + 1}`)),
  );
  const began = Date.now();
  for (const [i, person] of people.entries()) {
    await person.ask({ do: 'raise_hand', in: { class: 'topic' } });
    const wait = began + ((i + 1) * 20_000) / people.length - Date.now();
    if (wait > 0) await noor.page.waitForTimeout(wait); // the requests come at this pace: nothing else is waited for
  }
  const requests = async (): Promise<string[]> =>
    (await noor.said()).filter((said) => said.includes('new request'));
  expect((await requests()).length).toBeLessThanOrEqual(2);
  expect(await amina.said()).toEqual([]); // of others' places nothing is said
  await gone([noor, amina]);
});
