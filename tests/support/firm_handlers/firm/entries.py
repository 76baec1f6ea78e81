"""Operations of the firm: plain answers to what the conventions pass on."""

from contract.errors import ResourceNotFound
from models.paging import Slice

ENTRY = {"entryId": "e1", "hours": 1.5, "rate": 100.5}
PARTS = {
    "client": ("client", {"name": "Acme"}),
    "owner": ("ownedBy", {"name": "Ann"}),
    "meta": ("meta", {"createdAt": "yesterday"}),
}


def list_entries(page, select, sort):
    parts = dict(PARTS[name] for name in sorted(select))
    return Slice([ENTRY | parts | {"asked": list(sort)}], total=7 + page.offset)


def create_entry(session, body, caller):
    session.touch("entry", "e1", before=None, after=ENTRY)
    return {"entryId": "a/b", "hours": body["hours"], "rate": 1.5, "userId": caller.user}


def get_entry(entry_id, caller):
    if entry_id == "fault":
        raise ArithmeticError("what a programmer did not foresee")
    if entry_id != "e1":
        raise ResourceNotFound(resource_id=entry_id)
    return ENTRY | {"userId": caller.user}


def update_entry(entry_id, body):
    return body


def delete_entry(entry_id):
    return None


def get_motto():
    return "Fast"
