"""Operations of the club: plain answers to what the conventions pass on."""

from models.paging import Slice

MEMBERS = [{"id": number} for number in range(1, 6)]


def list_members(page):
    (after,) = page.after or (0,)
    behind = [member for member in MEMBERS if member["id"] > after]
    items = behind[: page.limit]
    return Slice(items, next=(items[-1]["id"],) if len(behind) > len(items) else None)


def list_visits(page):
    items = MEMBERS[page.offset : page.offset + page.limit]
    more = page.offset + page.limit < len(MEMBERS)
    return Slice(items, next=(page.offset + page.limit,) if more else None)


def create_member(session, tenant, body):
    return body


def get_motto():
    return "Fit"
