"""Reading a responsibility list document into plain data (pure Python, standard library only)."""

from qingdan_app.parsing.document import parse_bytes, parse_text
from qingdan_app.parsing.exceptions import NotAList
from qingdan_app.parsing.jsonform import to_json
from qingdan_app.parsing.model import Document

__all__ = ["Document", "NotAList", "parse_bytes", "parse_text", "to_json"]
