/** The sentences of following a meeting under the Rule from outside, in English; only who does loads them. */
export const outside = {
  title: 'What is being said, without names',
  link: 'This meeting is under the Chatham House Rule. To come in you need a link from the organisers.',
  hint: 'Without one you can follow the last of what is captioned: a program has taken out what tells who speaks. When the meeting ends it is gone.',
  begin: 'Follow',
  none: 'Nothing is being said just now.',
  over: 'There is nothing more to follow.',
  away: 'The line is lost; this page tries again by itself.',
};
