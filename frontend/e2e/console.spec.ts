import { expect } from '@playwright/test';
import { Person } from './person.ts';
import { test, type Made, type Server } from './server.ts';

/** A meeting under way, in which nobody has written yet. */
async function begun(server: Server): Promise<Made> {
  const meeting = await server.make({
    title: 'Coordination meeting of the coalitions',
    agenda: [{ title: 'Welcome', kind: 'adoption', minutes: 5 }],
  });
  const chair = await server.join(meeting, 'chair', 'Noor Haddad');
  await chair.ask({ do: 'start_meeting', in: {} });
  return meeting;
}

test('what a captioner types, with corrections, is what a reader sees', async ({ server, browser }) => {
  const meeting = await begun(server);
  const anna = await Person.with(browser, 'Anna');
  const reader = await Person.with(browser, 'Rita');
  await Promise.all([anna.open(meeting.captions.en?.console ?? ''), reader.enter(meeting, 'participant')]);
  await anna.connected();
  const field = anna.page.getByRole('textbox', { name: 'Captions' });
  await field.click();
  await anna.page.keyboard.type('Good mornign');
  await anna.page.keyboard.press('Backspace');
  await anna.page.keyboard.press('Backspace');
  await anna.page.keyboard.type('ng, everybody.\nWe begin.');
  await expect(reader.page.getByText('Good morning, everybody.')).toBeVisible();
  await expect(reader.page.getByText('We begin.')).toBeVisible();
  await anna.shot('console-live');
  await anna.fine();
  await Promise.all([anna.leave(), reader.leave()]);
});
