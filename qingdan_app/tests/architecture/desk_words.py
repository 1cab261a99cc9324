"""Words of Frappe's own Desk that its Chinese leaves in English or gets wrong, where our people meet them."""

DESK_WORDS: frozenset[str] = frozenset({})
