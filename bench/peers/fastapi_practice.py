"""A list of time entries in FastAPI as its tutorial teaches it: response models, session by `Depends`, ORM.

It knows no keys and none of the house rules: what it does beside the list is less than this server does.
"""

import os
from collections.abc import Iterator
from typing import Annotated

from fastapi import Depends, FastAPI, Query
from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload, selectinload
from sqlalchemy.orm.strategy_options import _AbstractLoad

from bench.peers.practice_entity import TimeEntry
from bench.peers.practice_schema import Page, Pagination
from bench.peers.practice_schema import TimeEntry as Shown
from bench.peers.store import engine

database = engine()
tenant = os.environ["BENCH_TENANT"]
ways = {"joined": joinedload, "selectin": selectinload}


def get_session() -> Iterator[Session]:
    with Session(database) as session:
        yield session


def parts(way: str) -> list[_AbstractLoad]:
    return [ways[way](getattr(TimeEntry, part)) for part in TimeEntry.PARTS]


def list_time_entries(
    session: Annotated[Session, Depends(get_session)],
    limit: Annotated[int, Query(ge=1, le=1000)] = 1000,
    offset: Annotated[int, Query(ge=0)] = 0,
    way: str = "joined",
) -> Page:
    mine = TimeEntry.tenant == tenant
    total = session.scalar(select(func.count()).select_from(TimeEntry).where(mine))
    rows = session.scalars(
        select(TimeEntry)
        .where(mine)
        .options(*parts(way))
        .order_by(TimeEntry.date.desc(), TimeEntry.time_entry_id.desc())
        .limit(limit)
        .offset(offset)
    )
    return Page(
        data=[Shown.model_validate(row) for row in rows],
        pagination=Pagination(limit=limit, offset=offset, total=total or 0, sort="-date"),
    )


def make() -> FastAPI:
    """The application, for `uvicorn --factory`."""
    app = FastAPI(title="A practice")
    app.get("/practice/v2/time-entries", response_model_exclude_none=True)(list_time_entries)
    return app
