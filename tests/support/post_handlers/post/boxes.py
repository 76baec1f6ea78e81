"""Operations of the post office: plain answers to what the conventions pass on."""

from contract.errors import ResourceNotFound
from models.paging import Slice

STREETS = {f"b{number}": "Elm" for number in range(1, 6)}
LETTERS = [{"id": "l1", "text": "Dear Ann"}, {"id": "l2", "text": "Dear Ben"}]


def list_boxes(page, visible, street="Elm"):
    shown = [{"id": id, "street": street} for id in STREETS if visible is None or id in visible]
    return Slice(shown[page.offset : page.offset + page.limit], total=len(shown))


def create_box(body):
    return {"id": "b/6", **body}


def get_box(box_id):
    if box_id not in STREETS:
        raise ResourceNotFound(resource_id=box_id)
    box = {"id": box_id, "street": STREETS[box_id]}
    return box | ({"first": {"id": "l1"}} if box_id == "b1" else {})


def replace_box(box_id, body):
    return {"id": box_id, **body}


def delete_box(box_id):
    return {"id": box_id, "street": "Elm"}


def empty_box(box_id):
    return {"id": box_id, "street": "Elm"}


def list_letters(box_id, visible):
    return [letter for letter in LETTERS if visible is None or letter["id"] in visible]


def get_letter(box_id, letter_id):
    return next(letter for letter in LETTERS if letter["id"] == letter_id)


def get_hours():
    return "9 to 5"
