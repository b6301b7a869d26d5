"""What the walks cost once and what they may cost now."""

from __future__ import annotations

from collections.abc import Callable

from tests.walk.count import Count
from tests.walk.walks import album, question

WALKS: dict[str, Callable[[], Count]] = {"question": question, "album": album}

# At commit 91c7e57: tests/walk laid over that commit, with HEARING = "bot/understanding/" in
# count.py, `office.db` for `office.store.connection` in walks.py, and `put_seed` and `team_of`
# brought along. By line of the table: the question, the album.
BEFORE = {
    "statements": (64, 192),
    "rows_entered": (13, 45),
    "normalisations": (13, 11),
    "readings": (12, 9),
    "assessments": (1, 6),
    "recomputations": (4, 19),
    "searches_for_causes": (2, 7),
    "papers": (1, 10),
    "files_entered": (64, 60),
    "changes_of_file": (700, 3137),
}
# Today, to the unit. What costs less or more by intent is written down here.
# One statement with each batch that was sent asks whether its chats were forgotten meanwhile.
# One reads which topic of the handbook was told last: a few words may be about that.
# One with each look at an account reads its facts (grants, holders, agreements).
# One with each forward asks whether a comment came with it; two with a sheet, whether another of
# the sender's name holds an account.
# One with each case that changed asks where its sheet stands; with each paper of a case, one asks
# for its version and one which message it changes; what was sent is noted so that it can be.
# Particulars ask before and after which accounts are proved, and how many were tried: three. A
# sheet asks which chats asked, and which have proved the account: eight with draft and buttons.
# Three with each event of a case: its history and the audit trail are chains.
# One with each answer: what was said last is noted, so that it is not said twice running. What the
# chat remembers is read once a message, and who is told of a case once a case.
# One with an answer that holds figures asks whether the customer agrees to them in that messenger.
# With the clocks of a case goes the first reminder of the days after; with a new case of a
# forward one asks for an earlier one of the same sender.
# One with each message of a customer counts what the chat sent in the last minute.
# One with figures that a customer was shown: the binding is in use, and does not lapse.
# One with an account that is named: from how many chats it was tried lately.
# One with each forward of somebody who can be seen: whether that is a colleague.
# One with each sheet: what the customer told the bot besides; with a draft: what was found.
# Of a card that waited: whether others wait, whose drafts come after all of them; with each
# forward its draft that waits is taken back.
# One with each open case that changed: who is on duty. One with a sheet: the household's area.
# One with each forward of somebody whom the bot knows: which account that chat has proved.
# One with each sheet: what colleagues noted last.
# With papers that waited one asks which cases changed: a draft may say that the head looks at it.
# Two readings with each sheet: what else the customer spoke of, for the head and for the letter.
# Each clause of a message of several questions is heard, before the account is known, too.
# One with each look at the words of a case: which matter staff chose for the letter.
# One with each message of a customer asks whether it goes on with a report; one reading
# more, for a report, a danger or despair may stand in two messages.
# One with each sheet: what was found, or what came of the case, which stands on it.
# Two with an answer that tells what happens next with a case: whether that was told before in this
# talk, and that it is told now.
HELD = {
    "statements": (79, 236),
    "rows_entered": (19, 43),
    "normalisations": (1, 1),
    "readings": (5, 9),
    "assessments": (1, 1),
    "recomputations": (2, 2),
    "searches_for_causes": (1, 1),
    "papers": (1, 3),
}
# These change with every function that is taken apart: they may be less. More since the rules of
# figures stand in a file for each subject, what a bill is multiplied with, its arithmetic and the
# kinds of numbers apart (columns count with the same), a tariff's terms, short questions and
# introductions in files of their own; facts, the names of prices and what they point to too; who
# may see a report, drafts by matter, comments before a forward; the handbook; forms of tariffs
# (seasons, periods); the living papers of a case;
# how sure a figure is on the day of the bill, and how that is said; whether a bill has a picture.
# Also the month of the bill beside the day of its reading; vague figures, pinyin, days, labels and
# words that speak for an intent, a file each; what is contested and what is wanted of the talk.
# An account's rows are read in a file of their own,
# where an import reads them once. The audit trail of cases.
# Suppositions, other regions, further marks and the parts of a message, a file each.
# The class of 95598 on a sheet, and its buttons by who they are for; until when a case rests.
# The customer's letters, figures as intervals and days without a year, a file each.
# The clocks of a case, what is planned in it and who is told of it, a file each;
# who is on duty. What may be doubted of a sheet. The roster of the desk; a verdict in its words.
# Whether a person is reported is asked in one place, by the bot and before a colleague reads.
# Feasts of the bills' own year; what has no rule, and why a price has no tiers.
# Whether somebody says that nobody told them, who was told ahead.
# Whether a complaint is about charges, whose law it then is under. The words of other people.
# What the model of questions reads for an action; doubts about an account in a file of their own.
# What a messenger that counts still lets us send is asked where a message is heard and written.
# An account recomputed, with what its earlier bills carry; what is wanted of one's own data.
# Which matter a registered case is told the next step of: the drafts, and their words.
# The letter by its matter, its blanks, and what else was said, a file each.
# Words of harm, and the customer's own cases, a file each.
# Which of two months is asked about: 12月比11月贵 is about December.
# What is asked over several bills, pinyin put into characters, parts of a year, a file each.
# What a complaint is about, weighed by its words and a model, and as staff choose it, a file each.
# Causes that are named and complaints of service, heard in a file each.
# Whether words that only asked for the account go into an open case; words without names.
# The gate's rules over the senses of words.
# Whether a case is an objection to somebody's figures, as those who are assessed make it.
# Everyday words in which the gate hears no harm, a file of their own.
# What was just told of a report, told apart from what is asked.
AT_MOST = {
    # Ratios, quarters, more over bills, particulars that come with a question: a file each.
    "files_entered": (199, 175),
    # With what the gate's model adds to the rules, where nothing was heard before in the process.
    "changes_of_file": (1475, 2760),
}
