import pytest

from server.commands.new import revisions


@pytest.fixture
def chain(tmp_path):
    """Writes migrations 1, 2, 3 and 4, each after the one before it."""
    files = []
    for number in range(1, 5):
        before = f'"000{number - 1}"' if number > 1 else "None"
        text = f'"""A change.\n\nRevision: 000{number}, after 000{number - 1}.\n"""\n'
        text += f'revision: Final = "000{number}"\ndown_revision: Final = {before}\n'
        files.append(tmp_path / f"000{number}_change.py")
        files[-1].write_text(text)
    return files


def before(file):
    return file.read_text().split("down_revision: Final = ")[1].strip()


def test_what_came_after_one_that_goes_comes_after_the_one_before_it(chain):
    _, second, third, fourth = chain

    revisions.close(third.parent, [second])

    assert (before(third), before(fourth)) == ('"0001"', '"0003"')
    assert "Revision: 0003, after 0001." in third.read_text()


def test_the_chain_closes_over_several_in_whichever_order_they_go(chain):
    _, second, third, fourth = chain

    revisions.close(fourth.parent, [third, second])

    assert before(fourth) == '"0001"'


def test_the_last_one_can_go_and_files_of_other_folders_do_not_matter(chain, tmp_path):
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "0003.py").write_text('revision = "0003"\ndown_revision = "0001"\n')

    revisions.close(tmp_path, [chain[3], elsewhere / "0003.py"])

    assert [before(file) for file in chain] == ["None", '"0001"', '"0002"', '"0003"']
