from pathlib import Path

from bench import home, integrating, places

HOME = home.locate()


def written(folder: Path, counts: list[int]) -> list[Path]:
	files = [folder / f"test_{number}.py" for number in range(len(counts))]
	for file, count in zip(files, counts, strict=True):
		file.write_text("\tdef test_x(self): ...\n" * count)
	return files


def test_every_test_of_a_site_is_in_one_part():
	parts = integrating.parts(HOME)

	assert sorted(file for part in parts for file in part) == sorted(places.of_sites(HOME))


def test_what_takes_minutes_comes_first_and_each_alone():
	parts = integrating.parts(HOME)[: len(integrating.LONG)]

	assert [[file.name for file in part] for part in parts] == [
		[Path(name).name] for name in integrating.LONG
	]
	assert all(file.exists() for part in parts for file in part)


def test_parts_keep_the_order_of_the_files_and_hold_about_as_many_tests(tmp_path: Path):
	files = written(tmp_path, [4, 1, 1, 2, 3, 1, 4])

	parts = integrating.shared_out(files, 4)

	assert [file for part in parts for file in part] == files
	assert [[len(file.read_text().splitlines()) for file in part] for part in parts] == [
		[4],
		[1, 1, 2],
		[3, 1],
		[4],
	]


def test_there_are_no_parts_without_a_file(tmp_path: Path):
	assert integrating.shared_out(written(tmp_path, [3, 3]), 16) == [
		[tmp_path / f"test_{n}.py"] for n in (0, 1)
	]
