"""What an expression may ask of the machine: it is judged whenever a document is saved, by whoever saves it.

Pure. An expression compares and adds up; it raises nothing to a power, shifts, repeats or formats, which a few characters
make endless. What is repeated is not always seen in its text (`doc.subject * 10**8`), so products are made by `product`.
"""

import ast
from decimal import Decimal
from typing import Any

MOST_NODES = 400
LONGEST_NUMBER = 10**15
OPERATORS = (ast.Pow, ast.LShift, ast.MatMult)
LOOPS = (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)
ENDLESS = frozenset(
	{
		"range",
		"pow",
		"format",
		"format_map",
		"ljust",
		"rjust",
		"zfill",
		"center",
		"join",
		"replace",
		"expandtabs",
	}
)


def too_costly(expression: str) -> str:
	"""The part of an expression that could hold a worker; empty where there is none, or where it is no expression."""
	try:
		tree = ast.parse(expression.strip(), mode="eval")
	except (SyntaxError, ValueError, RecursionError, MemoryError):
		return ""
	nodes = list(ast.walk(tree))
	if len(nodes) > MOST_NODES:
		return expression[:60]
	return next((ast.unparse(node)[:60] for node in nodes if _is_costly(node)), "")


def counted(expression: str) -> str:
	"""The expression with its products and remainders made by the functions of `COUNTING`; as it is where it is none."""
	try:
		tree = _Counted().visit(ast.parse(expression.strip(), mode="eval"))
	except (SyntaxError, ValueError, RecursionError, MemoryError):
		return expression
	return ast.unparse(tree)


def product(one: Any, other: Any) -> Any:
	"""The product of two numbers. Raises TypeError for a text or a list, which a number would repeat."""
	return _number(one) * _number(other)


def remainder(one: Any, other: Any) -> Any:
	"""The remainder of two numbers. Raises TypeError for a text, which would be a pattern to fill."""
	return _number(one) % _number(other)


COUNTING = {"product_of": product, "remainder_of": remainder}


def _number(value: Any) -> int | float | Decimal:
	if not isinstance(value, int | float | Decimal):
		raise TypeError(f"only numbers are multiplied, not {type(value).__name__}")
	return value


class _Counted(ast.NodeTransformer):
	def visit_BinOp(self, node: ast.BinOp) -> ast.AST:
		self.generic_visit(node)
		name = {ast.Mult: "product_of", ast.Mod: "remainder_of"}.get(type(node.op))
		return ast.Call(ast.Name(name, ast.Load()), [node.left, node.right], []) if name else node


def _is_costly(node: ast.AST) -> bool:
	match node:
		case ast.Lambda():
			return True
		case ast.BinOp(op=op) if isinstance(op, OPERATORS):
			return True
		case ast.BinOp(op=ast.Mult(), left=left, right=right):
			return _repeats(left) or _repeats(right)
		case ast.BinOp(op=ast.Mod(), left=ast.Constant(value=str())):
			return True
		case ast.FormattedValue(format_spec=spec):
			return spec is not None
		case ast.Constant(value=int() | float() as number):
			return abs(number) > LONGEST_NUMBER
		case ast.Call(func=ast.Name(id=name) | ast.Attribute(attr=name)):
			return name in ENDLESS
		case ast.ListComp() | ast.SetComp() | ast.DictComp() | ast.GeneratorExp():
			return len(node.generators) > 1 or _nests(node)
	return False


def _repeats(node: ast.AST) -> bool:
	"""Whether a factor is a text or a list, which a number repeats."""
	literal = ast.List | ast.Tuple | ast.ListComp | ast.JoinedStr
	return isinstance(node, literal) or (
		isinstance(node, ast.Constant) and isinstance(node.value, str | bytes)
	)


def _nests(node: ast.AST) -> bool:
	return any(isinstance(inner, LOOPS) for inner in ast.walk(node) if inner is not node)
