"""What an expression may ask of the machine: it is judged whenever a document is saved, by whoever saves it.

Pure. An expression compares and adds up; it raises nothing to a power, shifts, repeats or formats, which a few characters
make endless.
"""

import ast

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


def _is_costly(node: ast.AST) -> bool:
	match node:
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
