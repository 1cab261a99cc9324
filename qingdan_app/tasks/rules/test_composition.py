from qingdan_app.tasks.rules.composition import Part, composed

SAID = {"done": " 已完成选址 ", "problems": "缺资金", "figures": "", "next_steps": None}


def test_each_part_keeps_its_unit_and_its_author():
	whole = composed([Part("市规资局", "张三", SAID), Part("市建委", "李四", {"done": "已开工"})], [])

	assert whole["done"] == "【市规资局 张三】已完成选址\n【市建委 李四】已开工"
	assert whole["problems"] == "【市规资局 张三】缺资金"
	assert (whole["figures"], whole["next_steps"]) == ("", "")


def test_a_part_that_is_missing_is_named_with_why_after_those_that_are_there():
	whole = composed([Part("市规资局", "张三", SAID)], [("市财政局", "未报送")])

	assert whole["done"].splitlines() == ["【市规资局 张三】已完成选址", "【市财政局】未报送"]
	assert "市财政局" not in whole["problems"]
