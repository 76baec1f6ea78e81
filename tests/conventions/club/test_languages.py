"""Errors in the caller's language, and on every answer which language it is."""

import pytest

PATH = "/club/v1/members"


def told(answer):
    return answer.headers["content-language"], answer.json()["errorMessage"]


def asked(caller, language, **more):
    return caller.post(PATH, json={}, headers={"accept-language": language}, **more)


@pytest.mark.parametrize(
    ("header", "language", "message"),
    [
        ("de", "de", "id: wird benötigt"),
        ("fr", "fr", "id: est obligatoire"),
        ("de-CH", "de-CH", "id: wird benötigt"),
        ("de-LU", "de", "id: wird benötigt"),
        ("en-GB", "en-GB", "id: is required"),
        ("ja", "en", "id: is required"),
        ("ja, fr;q=0.2, de;q=0.7", "de", "id: wird benötigt"),
    ],
)
def test_an_error_is_told_in_the_language_of_the_call(anna, header, language, message):
    answer = asked(anna, header)

    assert answer.status == 400
    assert told(answer) == (language, message)


def test_without_the_header_the_organizations_language_counts(anna, dora):
    assert told(anna.post(PATH, json={})) == ("en", "id: is required")
    assert told(dora.post(PATH, json={})) == ("de", "id: wird benötigt")
    assert told(asked(dora, "*")) == ("de", "id: wird benötigt")


def test_an_organization_with_a_language_that_is_not_spoken_hears_the_default(club):
    caller = club.member("io.example.japanese", "ja")

    assert told(caller.post(PATH, json={})) == ("en", "id: is required")


def test_a_malformed_header_is_refused_in_the_organizations_language(dora):
    answer = asked(dora, "de;q=2")

    assert answer.status == 400
    assert told(answer)[0] == "de"
    assert told(answer)[1].startswith("Accept-Language: muss eine Liste von Sprachen sein")
    assert answer.json()["reference"] == "Accept-Language"


def test_what_has_no_translation_stays_english(anna):
    answer = anna.get(f"{PATH}?sliceSize=0", headers={"accept-language": "de"})

    assert told(answer) == ("de", "sliceSize: must be at least 1")


def test_facts_are_filled_into_the_translation(anna):
    answer = anna.get(f"{PATH}?sliceSize=9", headers={"accept-language": "de"})

    assert told(answer) == ("de", "sliceSize: darf höchstens 4 sein")


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", PATH, 401),
        ("GET", "/club/v1/nowhere", 404),
        ("DELETE", PATH, 405),
        ("OPTIONS", PATH, 204),
        ("HEAD", PATH, 401),
        ("GET", "/club/v1/motto", 200),
    ],
)
def test_every_answer_says_its_language_and_depends_on_it(club, method, path, status):
    for header in ("de", None):
        answer = club.nobody.call(method, path, headers={"accept-language": header})

        assert answer.status == status
        assert answer.headers["content-language"] == (header or "en")
        assert answer.headers["vary"] == "Accept-Language"


def test_an_unknown_path_of_the_api_is_refused_in_its_shape_and_language(anna):
    answer = anna.get("/club/v1/nowhere", headers={"accept-language": "de"})

    assert answer.json()["errorMessage"] == "Unter diesem Pfad gibt es nichts."
    assert answer.json()["errorCode"] == "not_found"


def test_a_caller_without_a_key_is_told_in_its_language(club):
    answer = club.nobody.get(PATH, headers={"accept-language": "de"})

    assert answer.json()["errorMessage"].startswith("Senden Sie einen gültigen Schlüssel")


def test_an_answer_has_one_language(dora):
    answer = dora.get(PATH, headers={"accept-language": "fr"})

    assert [value for name, value in answer.raw_headers if name == b"content-language"] == [b"fr"]


def test_other_paths_speak_english_and_do_not_say_so(club):
    answer = club.nobody.get("/nowhere", headers={"accept-language": "de"})

    assert answer.json()["detail"] == "There is nothing at this path."
    assert "content-language" not in answer.headers
