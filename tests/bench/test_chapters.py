from bench import chapters


def test_a_chapter_is_written_behind_the_others_and_then_in_its_place(tmp_path):
    path = tmp_path / "RESULTS.md"
    chapters.write(path, "One", "# One\n\n## Part\n\n1\n")
    chapters.write(path, "Two", "# Two\n\n2\n")
    chapters.write(path, "One", "# One\n\n3\n")

    assert path.read_text() == "# One\n\n3\n\n# Two\n\n2\n"
