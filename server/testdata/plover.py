"""Writes a passage as a stenographer does with Plover, without its windows, and prints what
the program sent to the screen as a JSON list: a text for each stroke, in which a backspace
takes back a letter.

usage: plover.py FOLDER, the one that holds the package plover; the passage is standard input.

For every word the longest outline is looked up in Plover's own dictionary. Where that runs
into the words before it, and now and then on purpose, a wrong word is written, undone stroke
by stroke and written again.
"""

import json
import logging
import re
import sys

sys.path.insert(0, sys.argv[1])
logging.disable(logging.CRITICAL)

import pkg_resources  # noqa: E402
from plover import system  # noqa: E402
from plover.dictionary.base import load_dictionary  # noqa: E402
from plover.formatting import Formatter  # noqa: E402
from plover.registry import registry  # noqa: E402
from plover.steno import Stroke  # noqa: E402
from plover.steno_dictionary import StenoDictionaryCollection  # noqa: E402
from plover.translation import Translator  # noqa: E402

# Its plug-ins are loaded without the libraries that only its windows and machines need.
pkg_resources.EntryPoint.load = lambda entry, *_, **__: entry.resolve()

UNDO = "*"
WRONG = "HROPBG"  # long


class Screen:
    """What the program writes, and what each stroke sent."""

    def __init__(self):
        self.text = ""
        self.sent = []
        self.now = ""

    def send_string(self, text):
        self.text += text
        self.now += text

    def send_backspaces(self, count):
        self.text = self.text[: len(self.text) - count]
        self.now += "\b" * count

    def send_key_combination(self, combination):
        raise SystemExit("a key combination: " + combination)

    def send_engine_command(self, command):
        raise SystemExit("a command: " + command)


def keys(steno):
    """The keys of a stroke as dictionaries write it."""
    found, at, numbers = [], 0, {digit.strip("-"): key for key, digit in system.NUMBERS.items()}
    order = [key for key in system.KEYS]
    for letter in steno:
        if letter == "-":
            at = max(at, order.index("-E"))
            continue
        if letter in numbers:
            found.append(system.NUMBER_KEY)
            letter = numbers[letter].strip("-")
        at = next(i for i in range(at, len(order)) if order[i].strip("-") == letter)
        found.append(order[at])
        at += 1
    return found


class Writer:
    def __init__(self):
        registry.update()
        system.setup("English Stenotype")
        self.dictionary = StenoDictionaryCollection([load_dictionary("asset:plover:assets/main.json")])
        self.screen = Screen()
        formatter = Formatter()
        formatter.set_output(self.screen)
        self.translator = Translator()
        self.translator.set_min_undo_length(20)
        self.translator.set_dictionary(self.dictionary)
        self.translator.add_listener(formatter.format)

    def stroke(self, steno):
        self.translator.translate(Stroke(keys(steno)))
        if self.screen.now:
            self.screen.sent.append(self.screen.now)
        self.screen.now = ""

    def undo(self, strokes, want):
        for _ in range(strokes):
            if self.screen.text == want:
                return
            self.stroke(UNDO)
        if self.screen.text != want:
            raise SystemExit("undoing leads to %r, not %r" % (self.screen.text, want))

    def write(self, token, want):
        """Writes a word or a mark, so that the text is then want."""
        before = self.screen.text
        name = "{%s}" % token if token in ".,?" else token
        outlines = self.dictionary.reverse_lookup(name) or self.dictionary.reverse_lookup(name.lower())
        for outline in sorted(outlines, key=lambda o: (-len(o), o)):
            for steno in outline:
                self.stroke(steno)
            if self.screen.text == want:
                return
            self.undo(len(outline), before)
        raise SystemExit("no outline writes %r after %r" % (token, before[-20:]))


def main():
    writer, want = Writer(), ""
    for n, token in enumerate(re.findall(r"[\w']+|[.,?]", sys.stdin.read())):
        if n % 6 == 5:
            before = writer.screen.text
            writer.stroke(WRONG)
            writer.undo(1, before)
        want += token if token in ".,?" else " " + token
        writer.write(token, want)
    json.dump(writer.screen.sent, sys.stdout)


main()
