"""FastAPI as its tutorial teaches it: response models, session and key by `Depends`, ORM."""

import uuid
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Annotated

from fastapi import APIRouter, Depends, FastAPI, HTTPException, Query, Response
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from bench.peers import entity
from bench.peers.document import names
from bench.peers.schema import NewResource, Page, Resource
from bench.peers.store import digest, engine

database = engine()
bearer = HTTPBearer()


def get_session() -> Iterator[Session]:
    with Session(database) as session:
        yield session


Database = Annotated[Session, Depends(get_session)]


def get_tenant(
    session: Database, given: Annotated[HTTPAuthorizationCredentials, Depends(bearer)]
) -> str:
    key = session.get(entity.Key, digest(given.credentials))
    if key is None or (key.expires_at is not None and key.expires_at <= datetime.now(UTC)):
        raise HTTPException(401, "Unknown key.")
    return key.tenant_id


Tenant = Annotated[str, Depends(get_tenant)]


def list_resources(
    session: Database,
    tenant: Tenant,
    limit: Annotated[int, Query(ge=1, le=100)] = 20,
    continuation_token: Annotated[str, Query(alias="continuationToken")] = "",
) -> Page:
    query = (
        select(entity.Resource)
        .where(entity.Resource.tenant_id == tenant, entity.Resource.id > continuation_token)
        .order_by(entity.Resource.id)
        .limit(limit + 1)
    )
    rows = session.scalars(query).all()
    items = [Resource.model_validate(row) for row in rows[:limit]]
    if len(rows) <= limit:
        return Page(items=items)
    return Page(items=items, continuation_token=str(items[-1].id))


def get_resource(session: Database, tenant: Tenant, resource_id: uuid.UUID) -> entity.Resource:
    resource = session.get(entity.Resource, (tenant, str(resource_id)))
    if resource is None:
        raise HTTPException(404, f"No resource {resource_id}.")
    return resource


def create_resource(
    session: Database, tenant: Tenant, body: NewResource, response: Response
) -> entity.Resource:
    now = datetime.now(UTC)
    resource = entity.Resource(
        id=str(uuid.uuid4()),
        tenant_id=tenant,
        state="draft",
        version=1,
        created_at=now,
        updated_at=now,
        **body.model_dump(),
    )
    session.add(resource)
    try:
        session.commit()
    except IntegrityError as taken:
        raise HTTPException(409, "The name is taken.") from taken
    session.refresh(resource)
    response.headers["Location"] = f"/registry/v1/resources/{resource.id}"
    return resource


def make() -> FastAPI:
    """The application, for `uvicorn --factory`; as many operations as the others."""
    app = FastAPI(title="A registry of resources")
    router = APIRouter(prefix="/registry/v1", tags=["registry"])
    for name in names():
        path, end = f"/{name}", name.replace("-", "_")
        router.get(path, response_model_exclude_unset=True, operation_id=f"list_{end}")(
            list_resources
        )
        router.post(path, response_model=Resource, status_code=201, operation_id=f"create_{end}")(
            create_resource
        )
        router.get(path + "/{resource_id}", response_model=Resource, operation_id=f"get_{end}")(
            get_resource
        )
    app.include_router(router)
    return app
