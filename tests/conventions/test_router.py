"""One router: literal paths first, nothing that was not declared."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conventions.router import Router


def routed(*templates):
    router = Router()
    for template in templates:
        router.add(template, template)
    return router


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/u", ("/u", {})),
        ("/u/me", ("/u/me", {})),
        ("/u/7", ("/u/{id}", {"id": "7"})),
        ("/u/7/files/a", ("/u/{id}/files/{name}", {"id": "7", "name": "a"})),
        ("/u/me/files/a", ("/u/{id}/files/{name}", {"id": "me", "name": "a"})),
        ("/u/a\nR", ("/u/{id}", {"id": "a\nR"})),
        ("/u/{id}", ("/u/{id}", {"id": "{id}"})),
        ("", None),
        ("/", None),
        ("u", None),
        ("//u", None),
        ("/u/", None),
        ("/u//files/a", None),
        ("/U", None),
        ("/u\n", None),
        ("/u/7/files", None),
        ("/u/7/files/a/b", None),
    ],
)
def test_a_path_leads_to_its_most_literal_template_or_nowhere(path, expected):
    router = routed("/u/{id}", "/u/{id}/files/{name}", "/u/me", "/u")

    assert router.find(path) == expected


def test_the_order_of_the_document_does_not_matter():
    for templates in (("/u/{id}", "/u/admin"), ("/u/admin", "/u/{id}")):
        assert routed(*templates).find("/u/admin") == ("/u/admin", {})


def test_a_literal_branch_that_ends_blind_gives_way_to_the_variable_one():
    assert routed("/a/b/c", "/{x}/b/d").find("/a/b/d") == ("/{x}/b/d", {"x": "a"})


def test_values_of_an_abandoned_branch_are_forgotten():
    router = routed("/{a}/x/{b}/y", "/{a}/{b}/z/w")

    assert router.find("/1/x/z/w") == ("/{a}/{b}/z/w", {"a": "1", "b": "x"})


@pytest.mark.parametrize(
    ("first", "second"), [("/u", "/u"), ("/u/{id}", "/u/{name}"), ("/{a}/b", "/{c}/b")]
)
def test_two_templates_of_one_shape_are_refused(first, second):
    router = routed(first)

    with pytest.raises(ValueError, match=r"twice|same shape"):
        router.add(second, second)


@pytest.mark.parametrize("template", ["u", "", "/u{id}", "/{id}.csv", "/{}", "/{a}{b}", "/u/{a/b}"])
def test_what_is_no_template_is_refused(template):
    with pytest.raises(ValueError, match="whole segment"):
        Router().add(template, template)


SEGMENT = st.sampled_from(["a", "b", "c", "{x}"])
TEMPLATES = st.sets(st.lists(SEGMENT, min_size=1, max_size=4).map(tuple), max_size=12)
PATHS = st.lists(st.sampled_from(["a", "b", "c", "d", ""]), min_size=1, max_size=5)


def naive(templates, segments):
    """The template that fits with the literal segments as far left as possible."""
    fitting = [
        template
        for template in templates
        if len(template) == len(segments)
        and all(t == s or (t == "{x}" and s) for t, s in zip(template, segments, strict=True))
    ]
    return min(fitting, key=lambda template: [t == "{x}" for t in template], default=None)


@given(TEMPLATES, PATHS)
def test_the_router_agrees_with_trying_every_template(templates, segments):
    router = Router()
    for template in templates:
        named = [f"{{x{i}}}" if t == "{x}" else t for i, t in enumerate(template)]
        router.add("/" + "/".join(named), template)
    expected = naive(templates, segments)

    found = router.find("/" + "/".join(segments))

    if expected is None:
        assert found is None
    else:
        values = {f"x{i}": s for i, s in enumerate(segments) if expected[i] == "{x}"}
        assert found == (expected, values)


@pytest.mark.parametrize("escape", [b"%2F", b"%2f"])
def test_an_escaped_slash_belongs_to_a_value(escape):
    router = routed("/u/{id}", "/u/{id}/files")

    assert router.find("/u/a/b", b"/u/a" + escape + b"b") == ("/u/{id}", {"id": "a/b"})
    assert router.find("/u/files", b"/u" + escape + b"files") is None
    assert router.find("/u/é/x/files", b"/u/%C3%A9" + escape + b"x/files") == (
        "/u/{id}/files",
        {"id": "é/x"},
    )
