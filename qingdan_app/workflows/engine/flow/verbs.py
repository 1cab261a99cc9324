"""The verbs of a request: one row each, and everything that is said, shown or asked about a verb stands in its row.

Buttons, dialogs, history, timelines, forms and the page of the interface take it from here. Words are English source
words; the app's translations say them in other languages. The acts of core's Workflow are rows of whoever owns the
Workflow (`engine/acts.py`).
"""

from collections.abc import Mapping
from dataclasses import dataclass

from qingdan_app.workflows.engine.flow.verb import About, Group, Names, Verb
from qingdan_app.workflows.engine.shown import Colour, Need, Place

_SIGNER, _INITIATOR, _ADMINISTRATOR = Group.SIGNER, Group.INITIATOR, Group.ADMINISTRATOR

_ROWS = (
	Verb("start", "Send In", Group.FLOW),
	Verb(
		"approve",
		"Approve",
		_SIGNER,
		About.TURN,
		as_the_step_says=True,
		colour=Colour.GREEN,
		place=Place.PRIMARY,
		moves_on=True,
		key="a",
		bulk=True,
		told="Approved so far, now your turn: {0} {1} — {2}",
	),
	Verb(
		"reject",
		"Reject",
		_SIGNER,
		About.TURN,
		Need.REQUIRED,
		step_field="may_reject",
		colour=Colour.RED,
		place=Place.BUTTON,
		moves_on=True,
	),
	Verb(
		"return",
		"Return",
		_SIGNER,
		About.TURN,
		Need.REQUIRED,
		"Why",
		target="Return To",
		straight=True,
		step_field="may_return",
		colour=Colour.RED,
		place=Place.BUTTON,
		moves_on=True,
		key="r",
		bulk=True,
		told="Returned to you, correct it and send it in again: {0} {1} — {2}",
	),
	Verb(
		"withdraw",
		"Withdraw",
		_INITIATOR,
		colour=Colour.ORANGE,
		place=Place.BUTTON,
		explanation="You take back what you have sent in.",
	),
	Verb(
		"take_back",
		"Take Back",
		_SIGNER,
		About.DECISION,
		Need.NONE,
		step_field="may_take_back",
		colour=Colour.ORANGE,
		place=Place.BUTTON,
		told="Taken back, your turn again: {0} {1} — {2}",
	),
	Verb(
		"transfer",
		"Transfer",
		_SIGNER,
		About.TURN,
		names=Names.ONE,
		step_field="may_transfer",
		place=Place.MENU,
		explanation="The turn is theirs from now on, with its deadline.",
		moves_on=True,
		told="Handed to you: {0} {1} — {2}",
	),
	Verb(
		"ask",
		"Ask for Advice",
		_SIGNER,
		About.TURN,
		Need.REQUIRED,
		"Question",
		names=Names.ONE,
		step_field="may_ask",
		place=Place.MENU,
		explanation="They answer, then it comes back to you.",
		told="Your answer is asked for: {0} {1} — {2}",
	),
	Verb(
		"answer",
		"Answer",
		_SIGNER,
		About.TURN,
		Need.REQUIRED,
		"Answer",
		colour=Colour.GREEN,
		place=Place.PRIMARY,
		moves_on=True,
		told="Answered, your turn again: {0} {1} — {2}",
	),
	Verb(
		"add_before",
		"Add Signers Before",
		_SIGNER,
		About.TURN,
		names=Names.SEVERAL,
		step_field="may_add",
		place=Place.MENU,
		explanation="They sign first, then it comes back to you.",
		told="You were added as a signer: {0} {1} — {2}",
	),
	Verb(
		"add_after",
		"Add Signers After",
		_SIGNER,
		About.TURN,
		names=Names.SEVERAL,
		step_field="may_add",
		place=Place.MENU,
		explanation="They sign after you have approved; it does not come back.",
		told="You were added as a signer: {0} {1} — {2}",
	),
	Verb("remove", "Remove Signers", _SIGNER, About.TURN, names=Names.ADDED, place=Place.MENU),
	Verb(
		"copy",
		"Send a Copy",
		_SIGNER,
		About.EITHER,
		names=Names.SEVERAL,
		step_field="may_copy",
		place=Place.MENU,
		explanation="They may read this; they need not act.",
	),
	Verb("read", "Mark as Read", Group.READER, opinion=Need.NONE, place=Place.LOOKING, quiet=True),
	Verb(
		"urge",
		"Urge",
		_INITIATOR,
		opinion=Need.OPTIONAL,
		colour=Colour.ORANGE,
		place=Place.BUTTON,
		quiet=True,
	),
	Verb(
		"resume",
		"Send In Again",
		_INITIATOR,
		About.EITHER,
		names=Names.SIGNERS,
		whom="Who signs",
		place=Place.PRIMARY,
		explanation="It goes on from here.",
		told="Corrected and sent in again, your turn: {0} {1} — {2}",
	),
	Verb(
		"terminate",
		"Terminate",
		_ADMINISTRATOR,
		About.REQUEST,
		Need.REQUIRED,
		"Why",
		colour=Colour.RED,
		place=Place.MENU,
		explanation="The request ends here, without a decision.",
	),
	Verb(
		"jump",
		"Jump",
		_ADMINISTRATOR,
		About.REQUEST,
		Need.REQUIRED,
		"Why",
		target="Go To",
		place=Place.MENU,
		explanation="The request goes there at once, whoever has it now.",
		told="Moved to you by an administrator: {0} {1} — {2}",
	),
	Verb("migrate", "Move to Another Version", _ADMINISTRATOR, About.REQUEST, Need.REQUIRED, "Why"),
	Verb("reschedule", "Recompute Deadlines", Group.FLOW, quiet=True),
	Verb(
		"reseat",
		"Posts Have Changed",
		Group.FLOW,
		colour=Colour.ORANGE,
		told="Your turn, since posts have changed: {0} {1} — {2}",
		quiet=True,
	),
	Verb("fail", "Could Not Be Carried Out", Group.FLOW, colour=Colour.RED),
)

_CLOCK_ROWS = (
	Verb("remind", "Reminder", Group.CLOCK, About.TURN, colour=Colour.ORANGE, quiet=True),
	Verb(
		"expire",
		"Time Is Up",
		Group.CLOCK,
		About.TURN,
		colour=Colour.ORANGE,
		told="Passed on because it is overdue: {0} {1} — {2}",
	),
	Verb(
		"delegate",
		"Stand-In Takes Over",
		Group.CLOCK,
		About.TURN,
		told="You stand in: {0} {1} — {2}",
		quiet=True,
	),
	Verb(
		"delegation_over",
		"Stand-In Ends",
		Group.CLOCK,
		About.TURN,
		told="Back from your stand-in: {0} {1} — {2}",
		quiet=True,
	),
)

VERBS: Mapping[str, Verb] = {verb.name: verb for verb in _ROWS}
"""What people ask for, and what the flow does with them. In the order in which choices are offered."""

CLOCK_VERBS: Mapping[str, Verb] = {verb.name: verb for verb in _CLOCK_ROWS}
"""What the clock does; nobody can ask for these."""

STEP_FIELDS: Mapping[str, tuple[str, ...]] = {
	field: tuple(verb.name for verb in _ROWS if verb.step_field == field)
	for field in dict.fromkeys(verb.step_field for verb in _ROWS if verb.step_field)
}
"""Check box of a step → the verbs it allows."""

ALWAYS_ALLOWED: frozenset[str] = frozenset(verb.name for verb in _ROWS if verb.as_the_step_says)
"""What a step asks of its signers, and can therefore not forbid them."""

STEP_ACTS: frozenset[str] = ALWAYS_ALLOWED.union(*STEP_FIELDS.values())
"""Acts that a step may allow or forbid its signers, and the one it is there for."""


def verb_of(name: str) -> Verb:
	"""The row of a verb, of people or of the clock; a word that is none stands for itself."""
	return VERBS.get(name) or CLOCK_VERBS.get(name) or Verb(name, name, Group.FLOW)


@dataclass(frozen=True)
class Act:
	"""What somebody asks the engine to do."""

	verb: str
	"""A key of VERBS."""
	by: str
	"""The user who acts."""
	turn: int = 0
	"""The turn they act upon; 0 takes their only open one."""
	opinion: str = ""
	"""Their words: opinion, reason, question or answer."""
	signature: str = ""
	"""Reference to a handwritten signature."""
	people: tuple[str, ...] = ()
	"""Whom they name, as the verb's `names` says."""
	target: str = ""
	"""Return and jump: INITIATOR, PREVIOUS or the key of a step. Resume: the blocked step `people` are for."""
	straight: bool = False
	"""Return: after the correction straight back to the returner, instead of walking the steps again."""
	administrator: bool = False
	"""The service vouches that they may administer this flow."""
	overseer: bool = False
	"""The service vouches that they oversee all requests."""
	snapshot: str = ""
	"""Fingerprint of the subject as they saw it."""
