from bench.package_index import put_back


def test_every_replaced_name_is_put_back():
	replaced = b"import criscostack\nclass CriscoTestCase: ...\nCRISCOSTACK_SITE = 'criscoerp'  # Criscostack, Criscoerp"

	assert put_back(replaced) == (
		b"import frappe\nclass FrappeTestCase: ...\nFRAPPE_SITE = 'erpnext'  # Frappe, ERPNext"
	)


def test_words_that_only_resemble_a_replaced_name_stay():
	assert put_back(b"Rubrik, Fabrik, San Francisco") == b"Rubrik, Fabrik, San Francisco"


def test_file_names_are_put_back_as_well():
	assert put_back(b"criscostack/utils/brik_helper.py") == b"frappe/utils/bench_helper.py"
